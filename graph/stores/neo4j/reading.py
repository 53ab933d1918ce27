"""What is read back: quads, the names of graphs, and the graph hash."""

from collections.abc import Iterable, Iterator
from itertools import chain, islice

from neo4j import ManagedTransaction, Record, Transaction
from pyoxigraph import NamedNode, Quad

from graph.stores.neo4j.projection import parsed, quads_of
from graph.stores.neo4j.rows import term_of
from graph.stores.state import hash_of_graphs
from ontology.iris import STATE_GRAPH

_OF_ALL = """
MATCH (n:Resource)
RETURN n.iri AS iri,
  [key IN keys(n) WHERE key CONTAINS ':' | [key, n[key]]] AS exact,
  [(n)-[r]->(o:Resource) WHERE r.graph IS NOT NULL | [r.iri, o.iri, r.graph]] AS outgoing
"""
_OF_ONE = """
MATCH (:NamedGraph {iri: $graph})<-[:SAID_IN]-(n:Resource)
RETURN n.iri AS iri,
  [key IN keys(n) WHERE key CONTAINS ':' | [key, [value IN n[key] WHERE value ENDS WITH $tail]]] AS exact,
  [(n)-[r]->(o:Resource) WHERE r.graph = $graph | [r.iri, o.iri, r.graph]] AS outgoing
"""
_NAMES = "MATCH (g:NamedGraph) WHERE g.iri <> $state RETURN g.iri AS iri"
_HASH = "MATCH (n:Resource {iri: $state}) RETURN n.`rs:graphHash`[0] AS hash"
_FEW = 100_000  # nodes
_PARSED_AT_ONCE = 1000  # nodes


def nodes(transaction: ManagedTransaction | Transaction, graph: NamedNode | None) -> Iterator[Record]:
    """The nodes that are the subjects of one graph's quads, or of all, with these quads."""
    if graph is None:
        return iter(transaction.run(_OF_ALL))
    return iter(transaction.run(_OF_ONE, graph=graph.value, tail=f" <{graph.value}>"))


def few_nodes(transaction: ManagedTransaction, graph: NamedNode | None) -> list[Record] | None:
    """The nodes of one graph, or of all, or None if they are too many to be read at once."""
    found = list(islice(nodes(transaction, graph), _FEW + 1))
    return found if len(found) <= _FEW else None


def quads(found: Iterable[Record], graph: NamedNode | None) -> Iterator[Quad]:
    """The quads of nodes; without those of the state graph, unless it is the graph that was asked for."""
    records = iter(found)
    while some := list(islice(records, _PARSED_AT_ONCE)):
        for quad in parsed(chain.from_iterable(quads_of(iri, dict(exact), out) for iri, exact, out in some)):
            if graph is not None or quad.graph_name != STATE_GRAPH:
                yield quad


def quads_in(transaction: ManagedTransaction, graph: NamedNode) -> Iterator[Quad]:
    """The quads of one graph."""
    return quads(nodes(transaction, graph), graph)


def graph_names(transaction: ManagedTransaction) -> list[NamedNode]:
    """The graphs that hold something, sorted, the state graph left out."""
    found = transaction.run(_NAMES, state=STATE_GRAPH.value)
    return [NamedNode(iri) for iri in sorted(record["iri"] for record in found)]


def graph_hash(transaction: ManagedTransaction) -> str:
    """The graph hash, as the last write left it."""
    record = transaction.run(_HASH, state=STATE_GRAPH.value).single()
    return term_of(record["hash"]).value if record and record["hash"] else hash_of_graphs({})
