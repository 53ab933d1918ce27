"""Renewing facts: those about the things that a load touches, and about the nodes that these hold or let go.

The facts about one thing, as subject, follow from what is known of it alone; so do they for some things as for all.
Only the parts of a node depend on others: they are facts while a fact points to the node.
"""

from collections import Counter
from collections.abc import Iterable
from typing import NamedTuple

from pyoxigraph import NamedNode, Quad

from graph.claims.evidence import claims_of, disputes_of, links_of
from graph.claims.projection import Projection, Triple, claimed, classes_in
from graph.claims.views import Counted
from graph.loading.staging import Staged, in_batches
from graph.stores.interface import Diff
from ontology.iris import FACTS_GRAPH
from ontology.vocabulary import Vocabulary


def renewed(staged: Staged, things: Iterable[NamedNode], vocabulary: Vocabulary) -> Diff:
    """What changes in the facts graph, when the facts about these things may."""
    renewal = _Renewal(staged, vocabulary)
    for batch in in_batches(things):
        renewal.renew_things(batch)
    renewal.renew_nodes()
    return renewal.diff()


class _Known(NamedTuple):
    """What is known of some things: all that will be said of them and claimed about them, and their facts so far."""

    said: set[Triple]
    counted: Counted
    facts: set[Triple]


class _Renewal:
    def __init__(self, staged: Staged, vocabulary: Vocabulary) -> None:
        self._staged = staged
        self._vocabulary = vocabulary
        self._projection = Projection(vocabulary)
        self._then: set[Triple] = set()
        self._now: set[Triple] = set()
        self._nodes: set[NamedNode] = set()
        self._gained: Counter[NamedNode] = Counter()
        """How many facts more, or fewer, point to a node."""

    def diff(self) -> Diff:
        """The facts that went and came."""
        then, now = ((Quad(*triple, FACTS_GRAPH) for triple in facts) for facts in (self._then, self._now))
        return Diff.between(then, now)

    def renew_things(self, things: list[NamedNode]) -> None:
        """Renew the facts about these things. Nodes are kept for later: who points to them is not known yet."""
        known = self._read(things)
        edges = set(claimed(known.counted))
        self._gained.update(self._projection.nodes_of(edges - known.facts))
        self._gained.subtract(self._projection.nodes_of(known.facts - edges))
        nodes = self._nodes_in(known)
        self._nodes |= nodes
        self._turn(known, set(things) - nodes, edges, ())

    def renew_nodes(self) -> None:
        """Renew the facts about the nodes that were touched, or to which other facts point than before."""
        for batch in in_batches({*self._nodes, *self._gained}):
            known = self._read(batch)
            nodes = self._nodes_in(known)
            so_far = self._staged.pointed(nodes, self._projection.node_terms)
            pointed = [node for node in nodes if so_far.get(node, 0) + self._gained[node] > 0]
            self._turn(known, nodes, claimed(known.counted), pointed)

    def _nodes_in(self, known: _Known) -> set[NamedNode]:
        classes = classes_in(known.said)
        return {thing for thing, kinds in classes.items() if self._projection.is_node(kinds)}

    def _turn(
        self, known: _Known, things: set[NamedNode], edges: Iterable[Triple], pointed: Iterable[NamedNode]
    ) -> None:
        """Turn the facts about these of the things that are known into what they will be."""
        now = {*edges, *self._projection.described(known.said, known.counted, pointed)}
        self._then.update(triple for triple in known.facts - now if triple[0] in things)
        self._now.update(triple for triple in now - known.facts if triple[0] in things)

    def _read(self, things: list[NamedNode]) -> _Known:
        claims = claims_of(self._staged.claims(things))
        disputes = disputes_of(self._staged.disputes(links_of(claims)))
        counted = Counted(claims, disputes, {}, self._vocabulary)
        return _Known(self._staged.said(things), counted, self._staged.facts(things))
