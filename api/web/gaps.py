"""The gaps: goals without indicators, duties that point to nobody in particular, and sources that contradict.

Three answers of the catalogue on one page that can be printed: the gaps of each first, every line with its sources.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from api.cells import cell_text
from api.service.reader import Reader
from api.service.representation import Representation
from api.web.question_form import trouble
from api.web.rendering import Address, page
from api.web.view_form import view_fields
from graph.answers.form import Answer, Cell, Ref, Row, Scalar
from ontology.errors import BadInput
from ontology.text import Language, Text


@dataclass(frozen=True, slots=True)
class Source:
    """A document behind the lines of a part, by the number that they cite."""

    number: int
    document: Ref
    date: str | None
    address: str | None
    held: bool


@dataclass(frozen=True, slots=True)
class Line:
    """A row of the answer: its number there, its reasons with the numbers of their sources, and what heads it."""

    row: Row
    number: int
    reasons: tuple[tuple[str, tuple[int, ...]], ...]
    sources: tuple[int, ...]
    head: tuple[Scalar, ...]
    value: str

    @property
    def unknown(self) -> bool:
        """Whether it is not known to be a gap."""
        return self.row.state == "unknown"

    def cell(self, key: str) -> Cell:
        """The value under a key."""
        return self.row.values[key]


@dataclass(frozen=True, slots=True)
class Group:
    """Lines of one kind under a heading, and the shape in which they are shown."""

    heading: str
    shape: str
    lines: tuple[Line, ...]

    def by_fact(self) -> list[tuple[Line, list[Line]]]:
        """The lines about one fact together, each group by its first."""
        facts: dict[object, list[Line]] = {}
        for line in self.lines:
            facts.setdefault((line.cell("thing"), line.cell("fact")), []).append(line)
        return [(lines[0], lines) for lines in facts.values()]


@dataclass(frozen=True, slots=True)
class Part:
    """One of the three parts of the page."""

    name: str
    title: str
    answer: Answer
    groups: tuple[Group, ...]
    sources: tuple[Source, ...]


@dataclass(frozen=True, slots=True)
class _Kind:
    heading: Text
    shape: str
    head: str
    has: Callable[[Row], bool]


def _state(state: str) -> Callable[[Row], bool]:
    return lambda row: row.state == state


def _named(kind: str) -> Callable[[Row], bool]:
    return lambda row: row.id.partition("/")[0] == kind


def _any(row: Row) -> bool:
    return True


_PARTS: Mapping[str, tuple[Text, tuple[_Kind, ...]]] = {
    "goals-without-indicators": (
        Text(sv="Mål och indikatorer", en="Goals and indicators"),
        (
            _Kind(
                Text(sv="Saknar mätbara indikatorer", en="Without measurable indicators"),
                "reasons",
                "goal",
                _state("yes"),
            ),
            _Kind(
                Text(sv="Inte känt om målet går att mäta", en="Not known whether the goal can be measured"),
                "reasons",
                "goal",
                _state("unknown"),
            ),
            _Kind(
                Text(
                    sv="Ingen lucka: minst en mätbar indikator",
                    en="No gap: at least one measurable indicator",
                ),
                "names",
                "goal",
                _state("no"),
            ),
        ),
    ),
    "responsibility": (
        Text(sv="Ansvar", en="Responsibility"),
        (
            _Kind(
                Text(sv="Uppgifter som pekar på ingen", en="Duties that point to nobody"),
                "reasons",
                "what",
                _named("gap-nobody"),
            ),
            _Kind(
                Text(
                    sv="Uppgifter som pekar på alla av ett slag",
                    en="Duties that point to everybody of a kind",
                ),
                "reasons",
                "who",
                _named("gap-everybody"),
            ),
            _Kind(
                Text(
                    sv="Står i en adresslista men inte i en annan; vem som har tagit över sägs inte",
                    en="In one list of addressees and not in another; who has taken over is not said",
                ),
                "lists",
                "who",
                _named("list"),
            ),
        ),
    ),
    "source-conflicts": (
        Text(sv="Källor som säger olika", en="Sources that differ"),
        (
            _Kind(
                Text(
                    sv="Vilket värde som är rätt är inte känt", en="Which of the values is right is not known"
                ),
                "values",
                "thing",
                _any,
            ),
        ),
    ),
}


def gaps(reader: Reader, address: Address) -> Representation:
    """The page of the gaps, in the views asked for; 400 if those cannot be used."""
    language = address.language
    try:
        parts = [_part(reader, name, address.views, language) for name in _PARTS]
        wrong = None
    except BadInput as error:
        parts = []
        wrong = trouble(reader, error, language)
    return page(
        "gaps.html",
        address,
        status=400 if wrong else 200,
        parts=parts,
        wrong=wrong,
        views=view_fields(reader, address.views, language, wrong.message if wrong else None),
    )


def _part(reader: Reader, name: str, views: tuple[str, ...], language: Language) -> Part:
    answer = reader.ask(name, (), views, language)
    title, kinds = _PARTS[name]
    chosen = [
        (kind, [place for place in enumerate(answer.rows, start=1) if kind.has(place[1])]) for kind in kinds
    ]
    sources = _sources(answer, [row for kind, rows in chosen if kind.shape != "names" for _, row in rows])
    groups = tuple(
        Group(
            kind.heading.in_language(language),
            kind.shape,
            tuple(_line(answer, kind, row, number, sources) for number, row in rows),
        )
        for kind, rows in chosen
        if rows
    )
    return Part(name, title.in_language(language), answer, groups, tuple(sources.values()))


def _sources(answer: Answer, rows: Sequence[Row]) -> dict[str, Source]:
    """The documents behind these rows, numbered in the order in which they are cited."""
    found: dict[str, Source] = {}
    for claim in (claim for row in rows for step in row.because for claim in step.evidence):
        evidence = answer.evidence[claim]
        held = evidence.holding != "known"
        found.setdefault(
            evidence.document.id,
            Source(len(found) + 1, evidence.document, evidence.date, evidence.address, held),
        )
    return found


def _line(answer: Answer, kind: _Kind, row: Row, number: int, sources: Mapping[str, Source]) -> Line:
    reasons = tuple((step.text, _numbers(answer, step.evidence, sources)) for step in row.because)
    own = [claim for step in row.because[:1] for claim in step.evidence]
    values = [column for column in answer.columns if column.key == "value"]
    head = row.values[kind.head]
    return Line(
        row,
        number,
        reasons,
        _numbers(answer, own, sources),
        head if isinstance(head, tuple) else (head,),
        cell_text(row, values[0], answer.language) if values else "",
    )


def _numbers(answer: Answer, claims: Sequence[str], sources: Mapping[str, Source]) -> tuple[int, ...]:
    documents = {answer.evidence[claim].document.id for claim in claims}
    return tuple(sorted(sources[one].number for one in documents if one in sources))
