"""The Neo4j store: a graph for many users, and for those who speak Cypher."""

from collections.abc import Iterator, Sequence
from types import TracebackType
from typing import Self

from neo4j import ManagedTransaction, Record
from pyoxigraph import NamedNode, Quad

from graph.stores.interface import Diff, Progress, Row, Term, unwatched
from graph.stores.named_queries import NamedQuery
from graph.stores.neo4j import marker, reading, rows, schema, writing
from graph.stores.neo4j.connection import Connection
from graph.stores.neo4j.faults import only_reading
from graph.stores.neo4j.limits import require_holdable, require_version
from graph.stores.neo4j.sessions import Sessions
from graph.stores.state import with_state
from ontology.iris import STATE_GRAPH


class Neo4jStore:
    """A store on a Neo4j server (see `RemoteStore`). Threads of one process may share it.

    `limit` is how many seconds the server may work on one select.
    """

    def __init__(self, connection: Connection, *, limit: float | None = None) -> None:
        self._sessions = Sessions(connection)
        self._limit = limit

    def select(self, query: NamedQuery, /, **bindings: Sequence[Term]) -> list[Row]:
        """The rows of a named query (see `Store.select`). Raises TookTooLong at the store's limit."""
        asked = query.cypher(bindings)
        if asked is None:
            return []
        text, parameters = asked

        def found(transaction: ManagedTransaction) -> list[Record]:
            with only_reading(query.name):
                return list(transaction.run(text, parameters))

        return [rows.decode(record) for record in self._sessions.read(found, self._limit)]

    def quads(self, graph: NamedNode | None = None) -> Iterator[Quad]:
        """The quads of one graph, or of all but the state graph, as they were when this was called.

        More than fit in memory are read while the iterator is used: it then raises StoreFailed at its end if something
        was written since it began.
        """
        found = self._sessions.read(lambda transaction: reading.few_nodes(transaction, graph))
        if found is None:
            return reading.quads(self._sessions.stream(lambda each: reading.nodes(each, graph)), graph)
        return reading.quads(found, graph)

    def graph_names(self) -> list[NamedNode]:
        """The graphs that hold something, sorted, the state graph left out."""
        return self._sessions.read(reading.graph_names)

    def write(self, diff: Diff, progress: Progress = unwatched) -> None:
        """Apply the diff and the new graph hash in one transaction (see `Store.write`)."""
        if not diff:
            return
        canonical = diff.canonical()
        require_holdable(canonical.add)

        def written(transaction: ManagedTransaction) -> None:
            marker.lock(transaction)
            state = reading.quads_in(transaction, STATE_GRAPH)
            whole = with_state(canonical, state, lambda graph: reading.quads_in(transaction, graph))
            for part in writing.apply(transaction, whole):
                progress(int(part * (len(canonical) - 1)), len(canonical))

        with self._sessions.session() as session:
            session.execute_read(marker.require_ours)
            schema.ensure(session)
            session.execute_write(written)
        progress(len(canonical), len(canonical))

    def graph_hash(self) -> str:
        """The hash of all graphs but facts and state, as the last write left it."""
        return self._sessions.read(reading.graph_hash)

    def check(self, *, write: bool = False) -> None:
        """Raise StoreFailed for a server that cannot be used (see `RemoteStore.check`)."""
        with self._sessions.session() as session:
            session.execute_read(require_version)
            session.execute_read(marker.require_ours)
            if write:
                session.execute_write(marker.try_to_write)

    def close(self) -> None:
        """Let go of the server. Closing twice does nothing."""
        self._sessions.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None, /
    ) -> None:
        self.close()
