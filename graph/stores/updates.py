"""Writes as the text of SPARQL updates: as they stand, or such that they are done only in the state they were made for.

SPARQL has no locks, and no update that fails on a condition; but one operation can be made to do nothing unless the
store is still in a certain state. It must be one: where the connection breaks off after the first of several, Fuseki
takes the first for the whole, and keeps it.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from pyoxigraph import Quad

from graph.stores.interface import Diff
from graph.stores.literals import canonical_term
from graph.stores.named_queries import sparql_term
from graph.stores.state import GRAPH_HASH
from ontology.iris import STATE_GRAPH

_AT_ONCE = 2_000  # quads in a part
_TOTAL = f"{STATE_GRAPH} {GRAPH_HASH}"


@dataclass(frozen=True, slots=True)
class Part:
    """A part of an update's text, and how many quads stand in it."""

    text: str
    quads: int = 0


def as_data(diff: Diff) -> str:
    """The update that applies a canonical diff to whatever is there."""
    return f"DELETE DATA {{\n{_whole(diff.remove)}}} ;\nINSERT DATA {{\n{_whole(diff.add)}}}"


def guarded(diff: Diff, total: str | None) -> Iterator[Part]:
    """The update that applies a canonical diff to a store whose graph hash is `total`, and does nothing to any other.

    None is the hash of a store in which nothing has been written yet. Without its last character it is no update.
    """
    yield Part("DELETE {\n")
    yield from _blocks(diff.remove)
    yield Part("}\nINSERT {\n")
    yield from _blocks(diff.add)
    yield Part(f"}}\nWHERE {{ {_condition(total)} }}")


def _condition(total: str | None) -> str:
    if total is None:
        return f"OPTIONAL {{ GRAPH {STATE_GRAPH} {{ {_TOTAL} ?total }} }} FILTER(!BOUND(?total))"
    return f'GRAPH {STATE_GRAPH} {{ {_TOTAL} "{total}" }}'


def _whole(quads: Iterable[Quad]) -> str:
    return "".join(part.text for part in _blocks(quads))


def _blocks(quads: Iterable[Quad]) -> Iterator[Part]:
    graphs: dict[str, list[Quad]] = defaultdict(list)
    for quad in quads:
        graphs[str(quad.graph_name)].append(quad)
    for graph, held in graphs.items():
        for start in range(0, len(held), _AT_ONCE):
            some = held[start : start + _AT_ONCE]
            yield Part(f"GRAPH {graph} {{\n" + " .\n".join(map(_triple, some)) + "\n}\n", len(some))


def _triple(quad: Quad) -> str:
    return f"{quad.subject} {quad.predicate} {sparql_term(canonical_term(quad.object))}"
