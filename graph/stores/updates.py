"""Writes as the text of SPARQL updates: as they stand, or such that they are done only in the state they were made for.

SPARQL has no locks, and no update that fails on a condition. But each operation of a request can be made to do nothing
unless the store is still in the state that the write was made for. A request is done whole or not at all, so either
all its operations find that state, or none does.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from pyoxigraph import Quad

from graph.stores.interface import Diff
from graph.stores.literals import canonical_term
from graph.stores.named_queries import sparql_term
from graph.stores.state import GRAPH_HASH
from ontology.iris import STATE_GRAPH

_AT_ONCE = 2_000  # quads in one operation, which an engine may hold in memory whole
_TOTAL = f"{STATE_GRAPH} {GRAPH_HASH}"


@dataclass(frozen=True, slots=True)
class Operation:
    """One operation of an update, and how many quads it is about."""

    text: str
    quads: int


def as_data(diff: Diff) -> str:
    """The update that applies a canonical diff to whatever is there."""
    return f"DELETE DATA {{\n{_blocks(diff.remove)}}} ;\nINSERT DATA {{\n{_blocks(diff.add)}}}"


def guarded(diff: Diff, total: str | None) -> Iterator[Operation]:
    """The operations that apply a canonical diff to a store whose graph hash is `total`, and nothing to any other.

    None is the hash of a store in which nothing has been written yet. The diff holds the new hash, which comes last.
    """
    condition = _condition(total)
    totals = Diff(*(frozenset(filter(_is_total, quads)) for quads in (diff.remove, diff.add)))
    yield from _by_rows("DELETE", diff.remove - totals.remove, condition)
    yield from _by_rows("INSERT", diff.add - totals.add, condition)
    if totals:
        gone, come = _blocks(totals.remove), _blocks(totals.add)
        yield Operation(f"DELETE {{\n{gone}}}\nINSERT {{\n{come}}}\nWHERE {{ {condition} }} ;\n", len(totals))


def _condition(total: str | None) -> str:
    if total is None:
        return f"OPTIONAL {{ GRAPH {STATE_GRAPH} {{ {_TOTAL} ?total }} }} FILTER(!BOUND(?total))"
    return f'GRAPH {STATE_GRAPH} {{ {_TOTAL} "{total}" }}'


def _is_total(quad: Quad) -> bool:
    return quad.subject == quad.graph_name == STATE_GRAPH


def _by_rows(verb: str, quads: Iterable[Quad], condition: str) -> Iterator[Operation]:
    for graph, triples in _by_graph(quads).items():
        for some in _batches(triples):
            rows = "\n".join(f"({triple})" for triple in some)
            yield Operation(
                f"{verb} {{ GRAPH {graph} {{ ?s ?p ?o }} }}\n"
                f"WHERE {{ {condition} VALUES (?s ?p ?o) {{\n{rows}\n}} }} ;\n",
                len(some),
            )


def _blocks(quads: Iterable[Quad]) -> str:
    graphs = _by_graph(quads)
    return "".join(
        f"GRAPH {graph} {{\n" + " .\n".join(triples) + "\n}\n" for graph, triples in graphs.items()
    )


def _by_graph(quads: Iterable[Quad]) -> dict[str, list[str]]:
    graphs: dict[str, list[str]] = defaultdict(list)
    for quad in quads:
        triple = f"{quad.subject} {quad.predicate} {sparql_term(canonical_term(quad.object))}"
        graphs[str(quad.graph_name)].append(triple)
    return graphs


def _batches(triples: Sequence[str]) -> Iterator[Sequence[str]]:
    return (triples[start : start + _AT_ONCE] for start in range(0, len(triples), _AT_ONCE))
