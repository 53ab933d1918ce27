"""Walking in the graph: from thing to thing over what is claimed, level by level.

A claim, a proposition, a passage or a reading is tied to what it says, and the walk ends there.

What is claimed of a thing of several parts (an amount, a listing, a figure) ties its subject to each thing among the
parts. The walk goes over what somebody in the view asserts, in either direction, and not on through codes and the like
(two decisions are no neighbours for being noted both).
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from pyoxigraph import NamedNode

from graph.answers.asked import Asked
from graph.answers.wording import Parts, kind_of
from graph.claims.evidence import Claim, node, read_claims
from graph.claims.model import Proposition
from graph.claims.spoken import read_spoken
from graph.stores.interface import NamedQuery
from ontology.namespaces import RDF

HOLDERS = NamedQuery("holders")
MOST_EDGES = 20_000


@dataclass(frozen=True, slots=True)
class Edge:
    """A proposition as a tie between two things: its subject, and its object or a thing among the object's parts.

    `part` is the term under which the object has the thing, where its parts are of several kinds.
    """

    proposition: Proposition
    subject: NamedNode
    end: NamedNode
    part: NamedNode | None = None

    def other(self, thing: NamedNode) -> NamedNode:
        """The end that is not this one."""
        return self.end if thing == self.subject else self.subject


@dataclass
class Walk:
    """What a walk has found so far: each proposition with its claims, the ties, and how far each thing is."""

    asked: Asked
    starts: tuple[NamedNode, ...]
    claims: dict[Proposition, list[Claim]] = field(default_factory=dict)
    levels: dict[Proposition, int] = field(default_factory=dict)
    edges: list[Edge] = field(default_factory=list)
    contested: set[Proposition] = field(default_factory=set)
    seen: set[NamedNode] = field(default_factory=set)
    cut: bool = False

    def said(self, proposition: Proposition) -> bool:
        """Whether somebody asserts it (others may only deny, ask or propose)."""
        return any(claim.stance == "asserts" for claim in self.claims[proposition])


def walk(asked: Asked, starts: Sequence[NamedNode], levels: int, most: int = MOST_EDGES) -> Walk:
    """Everything within so many steps of the starts. The round trips of each level are fixed in number.

    It goes no further once it has found `most` propositions, and then says that it was cut.
    """
    found = Walk(asked, tuple(starts))
    frontier = set(starts)
    for level in range(1, levels + 1):
        found.seen |= frontier
        reached = _step(found, frontier, level)
        if len(found.claims) > most:
            found.cut = True
            break
        frontier = {one for one in reached - found.seen if walked_through(asked, one)}
    return found


def _step(found: Walk, frontier: set[NamedNode], level: int) -> set[NamedNode]:
    asked = found.asked
    here = sorted(frontier, key=str)
    holders = _holders(asked, here)
    spoken = read_spoken(asked.store, here)
    read = {
        (claim.iri, claim.proposition): claim
        for claim in (
            *read_claims(asked.store, subjects=here),
            *read_claims(asked.store, objects=[*here, *holders]),
        )
    }
    shown = {
        *read,
        *((one.iri, one.proposition) for one in spoken.claims if spoken.shows(one, asked.vocabulary)),
    }
    read |= {(claim.iri, claim.proposition): claim for claim in spoken.claims}
    counted = asked.count(list(read.values()))
    said: dict[Proposition, list[Claim]] = defaultdict(list)
    for claim in counted.claims:
        if (claim.iri, claim.proposition) in shown:
            said[claim.proposition].append(claim)
    propositions = sorted(said, key=lambda one: one.iri.value)
    parts = asked.parts(one.object for one in propositions)
    reached: set[NamedNode] = set()
    for one in propositions:
        edges = list(_edges(one, parts))
        if one not in found.claims:
            found.claims[one] = said[one]
            found.levels[one] = level
            found.edges += edges
            if counted.two_sided(one):
                found.contested.add(one)
        if found.said(one):
            reached |= {
                edge.other(end) for edge in edges for end in (edge.subject, edge.end) if end in frontier
            }
    return reached


def _holders(asked: Asked, things: Sequence[NamedNode]) -> list[NamedNode]:
    """The part nodes that have one of these things among their parts. One round trip."""
    classes = sorted({term.range for term in asked.vocabulary if term.node and term.range}, key=str)
    rows = asked.store.select(HOLDERS, **{"class": classes, "value": things})
    return sorted({node(row, "node") for row in rows}, key=str)


def _edges(one: Proposition, parts: Mapping[NamedNode, Parts]) -> Iterator[Edge]:
    if not isinstance(one.object, NamedNode):
        return
    if one.object not in parts:
        yield Edge(one, one.subject, one.object)
        return
    members = [(predicate, value) for predicate, value in parts[one.object] if predicate != RDF["type"]]
    several = len({predicate for predicate, _ in members}) > 1
    for predicate, value in members:
        if isinstance(value, NamedNode) and value != one.subject:
            yield Edge(one, one.subject, value, predicate if several else None)


def walked_through(asked: Asked, thing: NamedNode) -> bool:
    """Whether a walk goes on from a thing: from what has a class, not from a code."""
    return kind_of(thing) in asked.vocabulary.kinds


def ties(found: Walk) -> dict[tuple[NamedNode, NamedNode], list[Edge]]:
    """The asserted ties by their two ends, in order of the ends' ids, without those to codes that are no start."""
    tied: dict[tuple[NamedNode, NamedNode], list[Edge]] = {}
    for edge in found.edges:
        ends = (edge.subject, edge.end)
        through = all(end in found.starts or walked_through(found.asked, end) for end in ends)
        if through and edge.subject != edge.end and found.said(edge.proposition):
            one, other = sorted(ends, key=lambda thing: thing.value)
            tied.setdefault((one, other), []).append(edge)
    return dict(sorted(tied.items(), key=lambda item: (item[0][0].value, item[0][1].value)))
