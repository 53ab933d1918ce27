"""Answers drawn as paths: things as stops, and between two of them a hop with its claims."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from api.evidence import Mark
from api.words import code_label, word
from graph.answers.form import Answer, Evidence, Ref, Row, Step
from ontology.text import Language


@dataclass(frozen=True, slots=True)
class Stop:
    """A thing on a path, and whether it is the focus."""

    thing: Ref
    focus: bool = False


@dataclass(frozen=True, slots=True)
class Hop:
    """What ties a stop to the next: the relation in words, whether it runs that way or the other, and its claims.

    A hop without claims is one that nobody in the view knows.
    """

    relation: str
    forward: bool
    marks: tuple[Mark, ...]
    evidence: tuple[Evidence, ...]

    @property
    def kinds(self) -> frozenset[str]:
        """The kinds of its marks."""
        return frozenset(mark.kind for mark in self.marks)


@dataclass(frozen=True, slots=True)
class Path:
    """Stops in the order in which they are drawn, and a hop between each two of them."""

    row: Row
    stops: tuple[Stop, ...]
    hops: tuple[Hop, ...]

    @property
    def steps(self) -> Iterator[tuple[Stop, Hop | None]]:
        """Each stop with the hop that leads on from it, if there is one."""
        return zip(self.stops, (*self.hops, None), strict=True)

    @property
    def conclusion(self) -> str | None:
        """The step of the reasoning that rests on no claim of its own."""
        return next((step.text for step in self.row.because if not step.evidence), None)

    @property
    def tellers(self) -> tuple[Ref, ...]:
        """The sources of which each alone tells every causal hop."""
        told = self.row.values.get("told_by")
        return tuple(one for one in told if isinstance(one, Ref)) if isinstance(told, tuple) else ()


@dataclass(frozen=True, slots=True)
class Said:
    """A step of the reasoning with its claims and marks."""

    text: str
    marks: tuple[Mark, ...]
    evidence: tuple[Evidence, ...]


@dataclass(frozen=True, slots=True)
class Remedies:
    """What is said to work against a problem, or not to."""

    problem: Ref
    said: tuple[Said, ...]


@dataclass(frozen=True, slots=True)
class Trace:
    """The answer to action-trace: a path for each problem, and what is said of remedies."""

    paths: tuple[Path, ...]
    remedies: tuple[Remedies, ...]


def trace_of(answer: Answer) -> Trace:
    """The paths of an answer to action-trace, drawn from the action to the problem and on to the focus.

    The causes of a consequence run from the focus to the problem, and so its hops run backwards.
    """
    traced = [row for row in answer.rows if row.verdict is not None]
    return Trace(
        tuple(_traced(answer, row) for row in traced),
        tuple(_remedies(answer, row) for row in answer.rows if row.verdict is None),
    )


def paths_of(answer: Answer) -> list[Path]:
    """The paths of an answer to paths, the shortest first."""
    return [_found(answer, row) for row in answer.rows]


def _traced(answer: Answer, row: Row) -> Path:
    problem = _ref(row.values["thing"])
    causal = _refs(row.values["path"])
    if row.verdict == "consequence":
        causal.reverse()
    stops = causal or [problem]
    hops = [_hop(answer, row, one, other) for one, other in pairwise(stops)]
    if row.state == "unknown":
        stops.append(_focus(answer))
        hops.append(Hop(word("no-path", answer.language), True, (), ()))
    action = answer.parameters["action"]
    if problem.id != action:
        addressing = [one for one in _claims(answer, row) if one.subject.id == action]
        if addressing:
            stops.insert(0, addressing[0].subject)
            hops.insert(0, _hop(answer, row, addressing[0].subject, problem))
    focus = answer.parameters["focus"]
    return Path(row, tuple(Stop(one, one.id == focus) for one in stops), tuple(hops))


def _hop(answer: Answer, row: Row, start: Ref, end: Ref) -> Hop:
    """The hop between two things, whichever way the claims of the row tie them."""
    ends = {(start.id, end.id): True, (end.id, start.id): False}
    tying = [
        (one, ends[one.subject.id, one.object.id])
        for one in _claims(answer, row)
        if isinstance(one.object, Ref) and (one.subject.id, one.object.id) in ends
    ]
    forward = any(ahead for _, ahead in tying)
    evidence = tuple(one for one, ahead in tying if ahead == forward)
    return Hop(evidence[0].relation.label, forward, _marks(evidence, answer.language), evidence)


def _found(answer: Answer, row: Row) -> Path:
    """A path of an answer to paths: things and arrows by turns, and a step of the reasoning for each arrow."""
    cell = row.values["path"]
    pieces = cell if isinstance(cell, tuple) else ()
    arrows = [piece for piece in pieces if isinstance(piece, str)]
    hops = (_stepped(answer, *one) for one in zip(arrows, row.because, strict=True))
    return Path(row, tuple(Stop(one) for one in _refs(pieces)), tuple(hops))


def _stepped(answer: Answer, arrow: str, step: Step) -> Hop:
    evidence = tuple(answer.evidence[claim] for claim in step.evidence)
    return Hop(arrow.strip("–←→ "), arrow.endswith("→"), _marks(evidence, answer.language), evidence)


def _remedies(answer: Answer, row: Row) -> Remedies:
    steps = ((step, tuple(answer.evidence[claim] for claim in step.evidence)) for step in row.because)
    said = (Said(step.text, _marks(evidence, answer.language), evidence) for step, evidence in steps)
    return Remedies(_ref(row.values["thing"]), tuple(said))


def _marks(evidence: Sequence[Evidence], language: Language) -> tuple[Mark, ...]:
    """What there is to be wary of in a hop: what holds of all that is said of it, or of all who assert it."""
    return tuple(_marking(evidence, language))


def _marking(evidence: Sequence[Evidence], language: Language) -> Iterator[Mark]:
    if all(one.contested for one in evidence):
        yield Mark("contested", word("contested", language))
    asserting = [one for one in evidence if all(link.stance == "asserts" for link in one.chain)]
    if asserting and all(one.second_hand for one in asserting):
        yield Mark("second-hand", word("second-hand", language))
    bases = {one.basis for one in asserting or evidence}
    if len(bases) == 1 and bases != {"read"}:
        yield from (Mark(basis, code_label("basis", basis, language)) for basis in bases)


def _claims(answer: Answer, row: Row) -> list[Evidence]:
    claims = dict.fromkeys(claim for step in row.because for claim in step.evidence)
    return [answer.evidence[claim] for claim in claims]


def _focus(answer: Answer) -> Ref:
    """The focus by its name, if anything in the answer names it, or by its id."""
    id_ = answer.parameters["focus"]
    named = (one for row in answer.rows for one in row.values.values() if isinstance(one, Ref))
    said = (one.object for one in answer.evidence.values() if isinstance(one.object, Ref))
    return next((one for one in (*named, *said) if one.id == id_), Ref(id=id_, label=id_))


def _ref(value: object) -> Ref:
    if not isinstance(value, Ref):
        raise TypeError(f"not a thing: {value}")
    return value


def _refs(value: object) -> list[Ref]:
    return [one for one in value if isinstance(one, Ref)] if isinstance(value, tuple) else []
