"""Figures that look like two values of one thing and need not measure the same: found, and never ruled upon."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain, combinations, product

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
    by_indicator: dict[NamedNode, list[Proposition]] = defaultdict(list)
    for observation in observations:
        by_indicator[observation.subject].append(observation)
    by_problem: dict[NamedNode, list[Figure]] = defaultdict(list)
    for measures in counted.asserted(asked.term("measures")):
        if isinstance(measures.object, NamedNode):
            by_problem[measures.object].extend(
                Figure(measures.object, measures, observation, _parts(nodes, observation))
                for observation in by_indicator[measures.subject]
            )
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
    """The pairs that may be two values of one thing: in a country, most figures are of places that have nothing to do
    with each other, so that only those of the same place, or of two that overlap, are compared.
    """
    by_area: dict[Term | None, list[Figure]] = defaultdict(list)
    for figure in figures:
        by_area[figure.parts.get(asked.term("area"))].append(figure)
    near = {frozenset((one.subject, one.object)) for one in overlaps if one.subject != one.object}
    of_one_place = (pair for group in by_area.values() for pair in combinations(group, 2))
    of_two = (
        pair
        for one, other in near
        if one in by_area and other in by_area
        for pair in product(by_area[one], by_area[other])
    )
    for one, other in chain(of_one_place, of_two):
        if one.measures.subject != other.measures.subject and _same_time_and_kind(asked, one, other):
            yield one, other


def _same_time_and_kind(asked: Asked, one: Figure, other: Figure) -> bool:
    """Whether the two may be of one time (a time not given may be any), are of one kind, and differ."""
    when = [figure.parts.get(asked.term("refPeriod")) for figure in (one, other)]
    if when[0] is not None and when[1] is not None and not compatible(when[0], when[1]):
        return False
    kinds = {figure.parts.get(asked.term("valueKind")) for figure in (one, other)}
    values = {figure.parts.get(asked.term("value")) for figure in (one, other)}
    return len(kinds) == 1 and len(values) == 2
