"""Loading: named graphs are replaced as wholes, and the facts with them, in one write."""

from collections import Counter
from dataclasses import dataclass

from pyoxigraph import NamedNode, Quad

from graph.loading.renewal import renewed
from graph.loading.staging import Graphs, Staged
from graph.loading.touched import touched
from graph.stores.interface import Diff, Progress, Store, unwatched
from ontology.iris import ALIGNMENTS_GRAPH, CODES_GRAPH, ONTOLOGY_GRAPH
from ontology.vocabulary import Vocabulary, alignments_quads, codes_quads, ontology_quads


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


def replacement(staged: Staged, vocabulary: Vocabulary) -> Diff:
    """The diff that replaces the graphs, and renews the facts that this may change."""
    facts = renewed(staged, touched(staged, vocabulary), vocabulary)
    return Diff(staged.diff.remove | facts.remove, staged.diff.add | facts.add)


def replace_graphs(
    store: Store, graphs: Graphs, vocabulary: Vocabulary, progress: Progress = unwatched
) -> Loaded:
    """Replace these named graphs, and the facts with them, whole or not at all.

    What it costs depends on what it changes, not on what else the store holds. `progress` is told of the write. Raises
    BadInput for quads that no store holds, StoreFailed if the store does.
    """
    diff = replacement(Staged(store, graphs), vocabulary)
    store.write(diff, progress)
    return Loaded.by(diff)
