"""The built-in municipality: Linköping's data files, loaded beside the ontology and the code lists.

A built-in document that has changed since it was loaded is replaced, and one that is no longer built in goes. What a
user has loaded over a built-in document, or beside it, is left alone.
"""

from dataclasses import dataclass
from importlib.resources import files

from pyoxigraph import Literal, NamedNode, Quad

from graph.loading.graphs import Loaded, program_graphs, replace_graphs
from graph.loading.staging import held_hashes
from graph.stores.interface import Progress, Store, unwatched
from graph.stores.literals import canonical_quad
from graph.stores.state import hash_of_graph
from ingest.compiling import BUILTIN_GRAPH, Compiled, compile_dataset
from ingest.dataset import read_dataset
from ingest.entries import Dataset
from ontology.namespaces import RS
from ontology.vocabulary import Vocabulary, codes


@dataclass(frozen=True, slots=True)
class BuiltinLoaded:
    """What loading the built-in data did, and the graphs left alone because a user changed them."""

    loaded: Loaded
    kept: tuple[NamedNode, ...]


def builtin_dataset() -> Dataset:
    """The built-in data files. Raises DataFault with every fault by file and line."""
    return read_dataset(files("ingest") / "linkoping")


def compile_builtin(vocabulary: Vocabulary) -> Compiled:
    """The built-in data files as quads. Raises DataFault with every fault by file and line."""
    return compile_dataset(builtin_dataset(), vocabulary, codes())


def load_builtin(store: Store, vocabulary: Vocabulary, progress: Progress = unwatched) -> BuiltinLoaded:
    """Load the ontology, the code lists and the built-in municipality; what is there already is not written again.

    `progress` is told of the write.
    """
    program = program_graphs()
    built_in = {**program, **compile_builtin(vocabulary).graphs}
    recorded = _recorded(store)
    names = sorted({*built_in, *recorded}, key=str)
    held = held_hashes(store, names) or {}
    changes: dict[NamedNode, frozenset[Quad]] = {}
    hashes: dict[NamedNode, str] = {}
    kept: list[NamedNode] = []
    for name in names:
        quads = built_in.get(name, frozenset())
        new_hash = hash_of_graph(map(canonical_quad, quads))
        ours = name in program or held.get(name) in (recorded.get(name), new_hash)
        if name in held and not ours:
            kept.append(name)
            hashes[name] = recorded.get(name, "")
            continue
        changes[name] = quads
        if name in built_in:
            hashes[name] = new_hash
    changes[BUILTIN_GRAPH] = frozenset(
        Quad(name, RS["builtinHash"], Literal(value), BUILTIN_GRAPH) for name, value in hashes.items()
    )
    return BuiltinLoaded(replace_graphs(store, changes, vocabulary, progress), tuple(kept))


def _recorded(store: Store) -> dict[NamedNode, str]:
    """The hash of each built-in graph as it was last loaded."""
    return {
        quad.subject: quad.object.value
        for quad in store.quads(BUILTIN_GRAPH)
        if isinstance(quad.subject, NamedNode) and isinstance(quad.object, Literal)
    }
