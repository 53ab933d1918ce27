"""The one causal graph of the synthetic country: 120 problems, 300 edges, and who says what of them.

The problems but the enabling ones stand in a row, and an edge leads from one to another further on; the focus stands
in the middle, so that half of them come before it. Some edges lead back, and close loops.
"""

from collections.abc import Iterator
from functools import cache

from ingest.entries import ClaimEntry, DocumentEntry, ThingEntry
from tests.synthetic.words import CONDITIONS, MATTERS, Pair, draw, pick
from tests.synthetic.writing import Writer, disputing, named, reports, says, thing

FOCUS = "problem/boendesegregation"
PROBLEMS, EDGES, LOOPS = 120, 300, 10
DENIED, HEARSAY = 12, 15
"""Of so many edges, one is denied by another source, and one is known at second hand only."""

_REACH = 14
_SPEAKERS = ("body/s-delegation", "organisation/s-institute", "body/s-board")
_UNREAD = "document/s-evaluation"
_SECTION = Pair("Orsaker", "Causes")


def problem(condition: int, matter: int) -> str:
    """The problem that a matter is in a condition. The last of all is the focus."""
    last = (condition, matter) == (len(CONDITIONS) - 2, len(MATTERS) - 1)
    return FOCUS if last else f"problem/s-{condition + 1}-{matter + 1:02}"


def problem_things() -> Iterator[ThingEntry]:
    """The 120 problems."""
    for condition, words in enumerate(CONDITIONS):
        for matter, of in enumerate(MATTERS):
            id_ = problem(condition, matter)
            enabling = "problem-type/enabling" if condition == len(CONDITIONS) - 1 else None
            name = words.then(of)
            if id_ == FOCUS:
                name = Pair("Socioekonomisk boendesegregation", "Socio-economic residential segregation")
            yield thing(id_, name, enabling)


@cache
def edges() -> tuple[tuple[str, str], ...]:
    """The 300 edges, from cause to effect."""
    row = _row()
    found: dict[tuple[str, str], None] = {}
    number = 0
    while len(found) < EDGES:
        number += 1
        start = draw(len(row), "start", number)
        end = start + 1 + draw(_REACH, "end", number)
        if end < len(row):
            ends = (row[start], row[end])
            found.setdefault(ends if len(found) < EDGES - LOOPS else (ends[1], ends[0]))
    return tuple(found)


def _row() -> list[str]:
    """The problems that cause others, the focus in the middle."""
    others = [
        problem(condition, matter)
        for condition in range(len(CONDITIONS) - 1)
        for matter in range(len(MATTERS))
    ]
    others = sorted((one for one in others if one != FOCUS), key=lambda one: draw(2**32, "row", one))
    middle = len(others) // 2
    return [*others[:middle], FOCUS, *others[middle:]]


def causal_documents() -> Iterator[DocumentEntry]:
    """What three sources say causes what, where a fourth denies it, and what is said of an unread evaluation."""
    for number, speaker in enumerate(_SPEAKERS):
        writer = Writer(
            f"s-causes-{number + 1}",
            Pair(f"Kunskapsöversikt {number + 1}", f"Overview of knowledge {number + 1}"),
            "report",
            speaker,
            f"{2017 + number}-03-01",
        )
        for place, edge in enumerate(edges()):
            if place % HEARSAY and number in (place % 3, draw(3, "second", place)):
                _told(writer, edge, f"edge-{place}" if number == place % 3 else None)
        yield writer.document()
    yield _critique()


def _told(writer: Writer, edge: tuple[str, str], name: str | None) -> None:
    claim = says(_sentence(edge))
    writer.passage(
        _SECTION,
        Pair(
            "Översikten ser det ena som en av orsakerna till det andra.", "The overview sees a cause in it."
        ),
        named(claim, name) if name else claim,
    )


def _critique() -> DocumentEntry:
    writer = Writer(
        "s-critique",
        Pair("Granskning av översikterna", "Review of the overviews"),
        "report",
        _SPEAKERS[1],
        "2021",
    )
    for place, edge in enumerate(edges()):
        if place % HEARSAY == 0:
            words = Pair(
                "Granskningen återger en utvärdering som ser ett samband.",
                "The review renders an evaluation that sees a relation.",
            )
            writer.passage(_SECTION, words, reports(_SPEAKERS[1], says(_sentence(edge), by=_UNREAD)))
        elif place % DENIED == 1:
            words = Pair("Granskningen finner inget sådant samband.", "The review finds no such relation.")
            writer.passage(_SECTION, words, _denial(edge, place))
    return writer.document()


def _denial(edge: tuple[str, str], place: int) -> ClaimEntry:
    denied = says(_sentence(edge), pick(("denies", "doubts"), place))
    return disputing(denied, f"s-causes-{place % 3 + 1}/edge-{place}")


def _sentence(edge: tuple[str, str]) -> str:
    return f"{edge[0]} causes {edge[1]}"
