"""What is said to reduce a problem: listed beside its causes, for a remedy is no cause."""

from collections.abc import Iterator

from pyoxigraph import NamedNode

from graph.answers.phrasing import documents_of
from graph.answers.question import FoundRow, Step
from graph.answers.wording import shown_id
from graph.claims.model import Proposition
from graph.claims.views import Counted
from ontology.text import Text

_KIND = Text(sv="motverkas det?", en="is it reduced?")
_REMEDY = Text(sv="botemedel, inte orsak", en="remedy, not cause")
_REDUCES = {
    "asserts": Text(sv="uppges motverka", en="said to reduce"),
    "denies": Text(sv="någon förnekar att det motverkar", en="somebody denies that it reduces"),
    "doubts": Text(sv="någon betvivlar att det motverkar", en="somebody doubts that it reduces"),
    "asks": Text(sv="någon frågar om det motverkar", en="somebody asks whether it reduces"),
    "proposes": Text(sv="föreslås motverka", en="proposed to reduce"),
}
_DISPUTED = Text(sv="någon bestrider att det har sagts", en="somebody disputes that it was said")


def remedy_rows(
    counted: Counted, reduces: NamedNode, action: NamedNode, problems: set[NamedNode]
) -> Iterator[FoundRow]:
    """A row for each of the problems, and for whatever the action is said to reduce, with what is said of remedies."""
    about: dict[NamedNode, list[Proposition]] = {}
    for one in sorted({claim.proposition for claim in counted.claims}, key=lambda one: one.iri.value):
        if one.predicate == reduces and isinstance(one.object, NamedNode):
            about.setdefault(one.object, []).append(one)
    for problem, propositions in about.items():
        if problem in problems or any(one.subject == action for one in propositions):
            yield _row(problem, propositions, counted)


def _row(problem: NamedNode, propositions: list[Proposition], counted: Counted) -> FoundRow:
    undisputed = any(counted.asserting(one) and not counted.contested(one) for one in propositions)
    return FoundRow(
        id=f"reduces/{shown_id(problem)}",
        values={
            "kind": _KIND,
            "thing": problem,
            "role": _REMEDY,
            "path": None,
            "told_by": documents_of([claim for one in propositions for claim in counted.about(one)]),
        },
        state="yes" if undisputed else "unknown",
        because=tuple(
            Step((one.subject, ": ", reduction(one, counted), " ", problem, "."), tuple(counted.about(one)))
            for one in propositions
        ),
    )


def reduction(proposition: Proposition, counted: Counted) -> Text:
    """What is said of a remedy: the stance that weighs most; what is only asked or proposed comes last."""
    stances = {claim.stance for claim in counted.about(proposition)}
    return next((words for stance, words in _REDUCES.items() if stance in stances), _DISPUTED)
