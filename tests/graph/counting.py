"""How often a store is asked."""

from typing import Any

from graph.stores.embedded.oxigraph import OxigraphStore


class Counting:
    """A store that counts the queries put to it."""

    def __init__(self, store: OxigraphStore) -> None:
        self.store = store
        self.queries = 0

    def select(self, *arguments: Any, **bindings: Any) -> Any:
        self.queries += 1
        return self.store.select(*arguments, **bindings)

    def __getattr__(self, name: str) -> Any:
        return getattr(self.store, name)
