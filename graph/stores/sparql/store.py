"""The SPARQL store: a graph in an organisation's own triple store, by the SPARQL 1.1 Protocol."""

import shutil
from collections.abc import Collection, Iterable, Iterator, Sequence
from tempfile import SpooledTemporaryFile
from threading import Lock
from types import TracebackType
from typing import IO, Self

from pyoxigraph import NamedNode, Quad

from graph.stores.interface import Diff, Progress, Row, Term, unwatched
from graph.stores.named_queries import NamedQuery
from graph.stores.sparql import reading
from graph.stores.sparql.answer import Answer
from graph.stores.sparql.connection import Connection
from graph.stores.sparql.faults import no_room
from graph.stores.sparql.limits import require_holdable
from graph.stores.sparql.protocol import Endpoint
from graph.stores.sparql.record import Record, not_recorded, nothing_changed, written_meanwhile
from graph.stores.state import hash_of_graphs, with_state
from graph.stores.updates import Part, guarded
from ontology.iris import FACTS_GRAPH, STATE_GRAPH

_IN_MEMORY = 16 * 1024 * 1024  # bytes of quads as they come; more are put into a file
_EMPTY = hash_of_graphs({})
_NO_CHANGE = "INSERT DATA {}"


class SparqlStore:
    """A store by the SPARQL 1.1 Protocol (see `RemoteStore`). Threads of one process may share it.

    `limit` is how many seconds the engine may work on one select. The graphs are the facts, and those that a store like
    this one has written: others that the server holds are left alone.
    """

    def __init__(self, connection: Connection, *, limit: float | None = None) -> None:
        self._connection = connection
        self._endpoint = Endpoint(connection)
        self._limit = limit
        self._writing = Lock()
        self._basis: str | None = None

    def select(self, query: NamedQuery, /, **bindings: Sequence[Term]) -> list[Row]:
        """The rows of a named query (see `Store.select`). Raises TookTooLong at the store's limit."""
        sparql = query.sparql(bindings)
        return [] if sparql is None else self._rows(query.name, sparql)

    def quads(self, graph: NamedNode | None = None) -> Iterator[Quad]:
        """The quads of one graph, or of all but the state graph, as they were when this was called.

        Many of them are put into a temporary file first: the server does not wait for whoever uses them.
        """
        self._begin()
        return self._quads(reading.ALL if graph is None else reading.quads_of(graph))

    def graph_names(self) -> list[NamedNode]:
        """The graphs that hold something, sorted, the state graph left out."""
        names = reading.graphs_in(self._rows("graphs", reading.GRAPHS))
        return sorted(names, key=lambda name: name.value)

    def write(self, diff: Diff, progress: Progress = unwatched) -> None:
        """Apply the diff and the new graph hash in one request (see `Store.write`).

        Raises StoreFailed, and writes nothing, if somebody else has written since this store was first read after its
        last write: the diff may come of what was read then.
        """
        if not diff:
            return
        canonical = diff.canonical()
        require_holdable(canonical.remove | canonical.add)
        with self._writing:
            basis, self._basis = self._basis, None
            record = self._record()
            if basis not in (None, record.total or _EMPTY):
                raise written_meanwhile(self._connection)
            self._require_recorded(record, canonical.graphs())
            whole = with_state(canonical, record.quads, lambda graph: self._held(record, graph))
            parts = guarded(whole, record.total)
            self._endpoint.update(_watched(parts, len(canonical), progress))
            self._confirm(record, whole)
        progress(len(canonical), len(canonical))

    def graph_hash(self) -> str:
        """The hash of all graphs but facts and state, as the last write left it."""
        total = self._total() or _EMPTY
        self._basis = self._basis or total
        return total

    def check(self, *, write: bool = False) -> None:
        """Raise StoreFailed for a server that cannot be used (see `RemoteStore.check`)."""
        self._require_recorded(self._record(), [FACTS_GRAPH])
        if write:
            self._endpoint.update([_NO_CHANGE])

    def close(self) -> None:
        """Let go of the connections to the server, after a write that is under way. Closing twice does nothing."""
        with self._writing:
            self._endpoint.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None, /
    ) -> None:
        self.close()

    def _begin(self) -> None:
        """Keep in mind in which state this store is first read after its last write."""
        if self._basis is None:
            self.graph_hash()

    def _rows(self, name: str, sparql: str) -> list[Row]:
        with (
            self._endpoint.asked(sparql, limit=self._limit) as answer,
            reading.results_of(answer) as results,
        ):
            return list(reading.rows(results, name))

    def _quads(self, sparql: str) -> Iterator[Quad]:
        body = SpooledTemporaryFile(max_size=_IN_MEMORY)  # noqa: SIM115  (closed by who reads it)
        with self._endpoint.asked(sparql) as answer:
            try:
                shutil.copyfileobj(answer, body)
            except OSError as error:
                raise no_room(error) from error
        body.seek(0)
        return _read(answer, body)

    def _total(self) -> str | None:
        rows = self._rows("total", reading.TOTAL)
        return rows[0]["total"].value if rows else None

    def _record(self) -> Record:
        return Record.of(self._connection, self._quads(reading.quads_of(STATE_GRAPH)))

    def _held(self, record: Record, graph: NamedNode) -> Iterable[Quad]:
        return self._quads(reading.quads_of(graph)) if graph in record.hashes else ()

    def _require_recorded(self, record: Record, graphs: Collection[NamedNode]) -> None:
        if strange := record.unrecorded(graphs):
            for graph in reading.graphs_in(self._rows("held", reading.held_among(strange))):
                raise not_recorded(self._connection, graph)

    def _confirm(self, before: Record, written: Diff) -> None:
        """Raise StoreFailed unless the store is in the state that was written."""
        wanted = Record.of(self._connection, (before.quads - written.remove) | _in_state(written.add)).total
        now = self._total()
        if now != wanted:
            raise (nothing_changed if now == before.total else written_meanwhile)(self._connection)


def _watched(parts: Iterable[Part], whole: int, progress: Progress) -> Iterator[str]:
    """The texts of the parts; each is told of when it has been sent."""
    done = 0
    for part in parts:
        yield part.text
        done += part.quads
        progress(min(done, whole - 1), whole)


def _read(answer: Answer, body: IO[bytes]) -> Iterator[Quad]:
    with body, reading.results_of(answer, body) as results:
        yield from reading.quads(results)


def _in_state(quads: Iterable[Quad]) -> frozenset[Quad]:
    return frozenset(quad for quad in quads if quad.graph_name == STATE_GRAPH)
