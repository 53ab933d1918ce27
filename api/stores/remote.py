"""A store on a server, opened by its address."""

from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import TypeVar

from platformdirs import user_cache_path

from api.stores.embedded import empty
from api.stores.one_state import OneState
from graph.answers.names import Names
from graph.stores.interface import RemoteStore, Store
from graph.stores.neo4j.connection import Connection as Neo4jConnection
from graph.stores.sparql.connection import Connection as SparqlConnection
from graph.stores.state import hash_of_graphs
from ontology.errors import StoreFailed

EMPTY = hash_of_graphs({})
"""The graph hash of a store with nothing in it."""

Given = TypeVar("Given")


@dataclass(frozen=True, slots=True)
class RemoteAddress:
    """A store on a server: where it is, and who asks it. As a text it has no user, password or key."""

    connection: Neo4jConnection | SparqlConnection

    def __str__(self) -> str:
        return str(self.connection)

    @property
    def cypher(self) -> str | None:
        """Where its server takes Cypher, if it does."""
        return str(self) if isinstance(self.connection, Neo4jConnection) else None

    def opened(self, limit: float | None = None) -> RemoteStore:
        """The store, without a word to its server, which may work `limit` seconds on one query."""
        if isinstance(self.connection, Neo4jConnection):  # imported here: the drivers take their time to load
            from graph.stores.neo4j.store import Neo4jStore

            return Neo4jStore(self.connection, limit=limit)
        from graph.stores.sparql.store import SparqlStore

        return SparqlStore(self.connection, limit=limit)

    def for_writing(self) -> RemoteStore:
        """The store, which can be written. Raises StoreFailed."""
        store = self.opened()
        try:
            store.check(write=True)
        except BaseException:
            store.close()
            raise
        return store

    def for_reading(self) -> OneState:
        """The state that the store has now, with something in it. Raises StoreFailed, also if there is nothing."""
        store = self.opened()
        try:
            return self.state_of(store)
        except BaseException:
            store.close()
            raise

    def state_of(self, store: RemoteStore) -> OneState:
        """The state that the store at this address has now (see `for_reading`)."""
        store.check()
        state = OneState.of(store)
        if state.graph_hash() == EMPTY:
            raise StoreFailed(empty(str(self)))
        return state

    def read(self, work: Callable[[Store], Given]) -> Given:
        """What the work gives from one state of the store, done again where somebody writes meanwhile.

        Raises what `for_reading` does, and StoreMoved if they keep writing.
        """
        with self.for_reading() as state:
            return state.read(work)

    def names_of(self, store: Store) -> Names:
        """The index of names of a state of this store, kept among the user's caches."""
        file = user_cache_path("rotorsak", appauthor=False) / f"names-{self._digest()}.sqlite"
        with suppress(OSError):
            file.parent.mkdir(parents=True, exist_ok=True)
        return index_of(store, file)

    def _digest(self) -> str:
        connection = self.connection
        place = str(connection) if isinstance(connection, Neo4jConnection) else connection.query
        return sha256(place.encode()).hexdigest()[:32]


def index_of(store: Store, file: Path) -> Names:
    """The index of names of a state, from a file if it is there, which is written only if the state still holds."""
    return Names.of(store, file, sure=store.holds if isinstance(store, OneState) else lambda: True)
