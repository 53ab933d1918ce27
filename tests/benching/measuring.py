"""Measuring: how long work takes, and what a question asks of a store."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from time import perf_counter

from pyoxigraph import NamedNode, Quad

from graph.stores.interface import NamedQuery, Row, Store, Term


def timed(work: Callable[[], object]) -> float:
    """The milliseconds that the work takes."""
    begun = perf_counter()
    work()
    return (perf_counter() - begun) * 1000


@dataclass
class Counting:
    """A store that counts how often it is asked, and the rows that it gives."""

    store: Store
    trips: int = 0
    rows: int = 0

    def select(self, query: NamedQuery, /, **bindings: Sequence[Term]) -> list[Row]:
        self.trips += 1
        found = self.store.select(query, **bindings)
        self.rows += len(found)
        return found

    def quads(self, graph: NamedNode | None = None) -> Iterator[Quad]:
        self.trips += 1
        return self.store.quads(graph)

    def graph_hash(self) -> str:
        self.trips += 1
        return self.store.graph_hash()

    def __getattr__(self, name: str) -> object:
        return getattr(self.store, name)
