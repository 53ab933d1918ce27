"""Loading: named graphs are replaced as wholes, and the facts with them, in one write."""

from collections.abc import Mapping
from dataclasses import dataclass

from pyoxigraph import NamedNode, Quad

from graph.oxigraph_store import OxigraphStore
from graph.projection import project
from graph.store import Diff, Store
from ontology.iris import FACTS_GRAPH
from ontology.vocabulary import Vocabulary

Graphs = Mapping[NamedNode, frozenset[Quad]]


@dataclass(frozen=True, slots=True)
class Loaded:
    """What a load did: the graphs that changed, and how many quads went and came (facts included)."""

    changed: tuple[NamedNode, ...]
    removed: int
    added: int


def replacement(store: Store, graphs: Graphs, vocabulary: Vocabulary) -> tuple[Diff, frozenset[Quad]]:
    """The diff that replaces these graphs and renews the facts, and the facts as they will then be."""
    diff = Diff()
    for graph, quads in graphs.items():
        wanted = Diff(add=quads).canonical().add
        change = Diff.between(store.quads(graph), wanted)
        diff = Diff(diff.remove | change.remove, diff.add | change.add)
    facts = project(_staged(store, diff), vocabulary)
    change = Diff.between(store.quads(FACTS_GRAPH), facts)
    return Diff(diff.remove | change.remove, diff.add | change.add), facts


def replace_graphs(store: Store, graphs: Graphs, vocabulary: Vocabulary) -> Loaded:
    """Replace these named graphs, and the facts with them, whole or not at all.

    Raises BadInput for quads that no store holds, StoreFailed if the store does.
    """
    diff, _ = replacement(store, graphs, vocabulary)
    store.write(diff)
    changed = sorted(diff.graphs() - {FACTS_GRAPH}, key=str)
    return Loaded(tuple(changed), len(diff.remove), len(diff.add))


def _staged(store: Store, diff: Diff) -> OxigraphStore:
    """What the store will hold after the diff, in memory."""
    staged = OxigraphStore.in_memory()
    kept = frozenset(quad for quad in store.quads() if quad.graph_name != FACTS_GRAPH) - diff.remove
    staged.write(Diff(add=kept | diff.add))
    return staged
