"""Figures that look like two values of one thing and need not measure the same: found, and never ruled upon."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

from pyoxigraph import NamedNode

from graph.answers.asked import Asked
from graph.answers.phrasing import things_of
from graph.answers.wording import Parts
from graph.claims.model import Proposition
from graph.claims.views import Counted, compatible
from graph.stores.interface import Term


@dataclass(frozen=True, slots=True)
class Figure:
    """An observation of an indicator that measures a problem, with what is said of both."""

    problem: NamedNode
    measures: Proposition
    observation: Proposition
    parts: Mapping[NamedNode, Term]


@dataclass(frozen=True, slots=True)
class Likeness:
    """Figures of one problem by different indicators, for places that are the same or overlap."""

    figures: tuple[Figure, ...]
    counted: Counted
    overlaps: tuple[Proposition, ...]


def read_likenesses(asked: Asked) -> list[Likeness]:
    """The figures that may be taken for two values of one thing, problem by problem."""
    counted = asked.claims("measures", "observation", "overlaps")
    observations = counted.asserted(asked.term("observation"))
    nodes = asked.parts(things_of(observations))
    overlaps = counted.asserted(asked.term("overlaps"))
    by_problem: dict[NamedNode, list[Figure]] = defaultdict(list)
    for measures in counted.asserted(asked.term("measures")):
        for observation in observations:
            if observation.subject == measures.subject and isinstance(measures.object, NamedNode):
                parts = _parts(nodes, observation)
                by_problem[measures.object].append(Figure(measures.object, measures, observation, parts))
    found = []
    for problem in sorted(by_problem, key=str):
        pairs = list(_alike(asked, by_problem[problem], overlaps))
        if pairs:
            figures = sorted({id(one): one for pair in pairs for one in pair}.values(), key=_key)
            areas = {one.parts.get(asked.term("area")) for one in figures}
            between = tuple(one for one in overlaps if {one.subject, one.object} <= areas)
            found.append(Likeness(tuple(figures), counted, between))
    return found


def _key(figure: Figure) -> str:
    return figure.observation.iri.value


def _parts(nodes: Mapping[NamedNode, Parts], observation: Proposition) -> Mapping[NamedNode, Term]:
    parts = nodes.get(observation.object, ()) if isinstance(observation.object, NamedNode) else ()
    return dict(parts)


def _alike(
    asked: Asked, figures: Sequence[Figure], overlaps: Sequence[Proposition]
) -> Iterator[tuple[Figure, Figure]]:
    near = {frozenset((one.subject, one.object)) for one in overlaps}
    for one, other in combinations(figures, 2):
        if one.measures.subject == other.measures.subject:
            continue
        areas = frozenset(figure.parts.get(asked.term("area")) for figure in (one, other))
        if (len(areas) == 1 or areas in near) and _same_time_and_kind(asked, one, other):
            yield one, other


def _same_time_and_kind(asked: Asked, one: Figure, other: Figure) -> bool:
    """Whether the two may be of one time (a time not given may be any), are of one kind, and differ."""
    when = [figure.parts.get(asked.term("refPeriod")) for figure in (one, other)]
    if when[0] is not None and when[1] is not None and not compatible(when[0], when[1]):
        return False
    kinds = {figure.parts.get(asked.term("valueKind")) for figure in (one, other)}
    values = {figure.parts.get(asked.term("value")) for figure in (one, other)}
    return len(kinds) == 1 and len(values) == 2
