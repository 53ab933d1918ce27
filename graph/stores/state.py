"""The graph hash: which state of the graph was asked, kept in the store in the same commit as each write.

A graph's hash is the sha256 of its sorted canonical N-Quads, each line with its line end. The total is the sha256 of
the sorted lines `<graph iri> hex`. The facts graph is derived and the state graph is this record: both are left out.
"""

from collections.abc import Callable, Iterable, Mapping
from hashlib import sha256

from pyoxigraph import Literal, NamedNode, Quad

from graph.stores.interface import Diff
from graph.stores.literals import quad_line
from ontology.iris import FACTS_GRAPH, STATE_GRAPH
from ontology.namespaces import RS

GRAPH_HASH = RS["graphHash"]
_NOT_HASHED = frozenset({FACTS_GRAPH, STATE_GRAPH})

Hashes = Mapping[NamedNode, str]


def hash_of_graph(quads: Iterable[Quad]) -> str:
    """The hash, in hex, of one graph's canonical quads."""
    return _hash_of_lines(map(quad_line, quads))


def hash_of_graphs(hashes: Hashes) -> str:
    """The total hash, in hex, of graphs by their own hashes."""
    return _hash_of_lines(f"{graph} {value}" for graph, value in hashes.items())


def hash_of_quads(quads: Iterable[Quad]) -> str:
    """The total hash, in hex, of canonical quads in named graphs, computed from nothing but them."""
    return hash_of_graphs({graph: hash_of_graph(held) for graph, held in _by_graph(quads).items()})


def _by_graph(quads: Iterable[Quad]) -> dict[NamedNode, set[Quad]]:
    graphs: dict[NamedNode, set[Quad]] = {}
    for quad in quads:
        if isinstance(quad.graph_name, NamedNode) and quad.graph_name not in _NOT_HASHED:
            graphs.setdefault(quad.graph_name, set()).add(quad)
    return graphs


def stored_hashes(state: Iterable[Quad]) -> dict[NamedNode, str]:
    """Each graph's hash, as the quads of the state graph give them."""
    return {
        quad.subject: quad.object.value
        for quad in state
        if quad.predicate == GRAPH_HASH
        and isinstance(quad.subject, NamedNode)
        and isinstance(quad.object, Literal)
        and quad.subject != STATE_GRAPH
    }


def with_state(diff: Diff, state: Iterable[Quad], held: Callable[[NamedNode], Iterable[Quad]]) -> Diff:
    """The canonical diff together with what it changes in the state graph.

    `state` is the state graph's quads, `held` gives a graph's quads before the write; only touched graphs are read.
    """
    before = frozenset(state)
    hashes = stored_hashes(before)
    added = _by_graph(diff.add)
    for graph in diff.graphs() - _NOT_HASHED:
        quads = (frozenset(held(graph)) - diff.remove) | added.get(graph, set())
        hashes.pop(graph, None)
        if quads:
            hashes[graph] = hash_of_graph(quads)
    change = Diff.between(before, _state_quads(hashes))
    return Diff(remove=diff.remove | change.remove, add=diff.add | change.add)


def _state_quads(hashes: Hashes) -> set[Quad]:
    total = {STATE_GRAPH: hash_of_graphs(hashes)}
    return {
        Quad(subject, GRAPH_HASH, Literal(value), STATE_GRAPH)
        for subject, value in {**hashes, **total}.items()
    }


def _hash_of_lines(lines: Iterable[str]) -> str:
    return sha256("".join(line + "\n" for line in sorted(lines)).encode()).hexdigest()
