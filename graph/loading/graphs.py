"""Loading: named graphs are replaced as wholes, and the facts with them, in one write."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from pyoxigraph import NamedNode, Quad

from graph.claims.projection import project
from graph.stores.embedded.oxigraph import OxigraphStore
from graph.stores.interface import Diff, Store
from ontology.iris import ALIGNMENTS_GRAPH, CODES_GRAPH, FACTS_GRAPH, ONTOLOGY_GRAPH
from ontology.vocabulary import Vocabulary, alignments_quads, codes_quads, ontology_quads

Graphs = Mapping[NamedNode, frozenset[Quad]]


@dataclass(frozen=True, slots=True)
class Change:
    """How many quads of a graph went and came."""

    graph: NamedNode
    removed: int
    added: int


@dataclass(frozen=True, slots=True)
class Loaded:
    """What a load did to each graph that it changed, the facts included, in the order of their names."""

    changes: tuple[Change, ...]

    @classmethod
    def by(cls, diff: Diff) -> "Loaded":
        """What a diff does to each graph."""
        removed = Counter(quad.graph_name for quad in diff.remove)
        added = Counter(quad.graph_name for quad in diff.add)
        graphs = sorted(diff.graphs(), key=lambda graph: graph.value)
        return cls(tuple(Change(graph, removed[graph], added[graph]) for graph in graphs))


def program_graphs() -> dict[NamedNode, frozenset[Quad]]:
    """The graphs that come with the program: the ontology, the code lists and the alignments."""
    return {
        ONTOLOGY_GRAPH: frozenset(ontology_quads()),
        CODES_GRAPH: frozenset(codes_quads()),
        ALIGNMENTS_GRAPH: frozenset(alignments_quads()),
    }


def replacing(store: Store, graphs: Graphs) -> Diff:
    """The diff that replaces these graphs, the facts left as they are. Raises BadInput for what no store holds."""
    old = (quad for graph in graphs for quad in store.quads(graph))
    return Diff.between(old, Diff(add=frozenset().union(*graphs.values())).canonical().add)


def replacement(store: Store, graphs: Graphs, vocabulary: Vocabulary) -> tuple[Diff, frozenset[Quad]]:
    """The diff that replaces these graphs and renews the facts, and the facts as they will then be."""
    diff = replacing(store, graphs)
    facts = project(_staged(store, diff), vocabulary)
    change = Diff.between(store.quads(FACTS_GRAPH), facts)
    return Diff(diff.remove | change.remove, diff.add | change.add), facts


def replace_graphs(store: Store, graphs: Graphs, vocabulary: Vocabulary) -> Loaded:
    """Replace these named graphs, and the facts with them, whole or not at all.

    Raises BadInput for quads that no store holds, StoreFailed if the store does.
    """
    diff, _ = replacement(store, graphs, vocabulary)
    store.write(diff)
    return Loaded.by(diff)


def _staged(store: Store, diff: Diff) -> OxigraphStore:
    """What the store will hold after the diff, in memory."""
    staged = OxigraphStore.in_memory()
    kept = frozenset(quad for quad in store.quads() if quad.graph_name != FACTS_GRAPH) - diff.remove
    staged.write(Diff(add=kept | diff.add))
    return staged
