"""How often a store is asked, and how much it gives."""

from collections.abc import Iterator
from typing import Any

from pyoxigraph import Quad

from graph.stores.interface import Row, Store


class Counting:
    """A store that counts the queries put to it, graphs read among them, and the rows and quads that it gives."""

    def __init__(self, store: Store) -> None:
        self.store = store
        self.queries = 0
        self.rows = 0

    def select(self, *arguments: Any, **bindings: Any) -> list[Row]:
        self.queries += 1
        rows = self.store.select(*arguments, **bindings)
        self.rows += len(rows)
        return rows

    def quads(self, *arguments: Any) -> Iterator[Quad]:
        self.queries += 1
        for quad in self.store.quads(*arguments):
            self.rows += 1
            yield quad

    def __getattr__(self, name: str) -> Any:
        return getattr(self.store, name)
