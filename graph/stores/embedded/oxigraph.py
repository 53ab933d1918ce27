"""The embedded store: Oxigraph on disk, one writing process, durable after each write."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from threading import Lock
from types import TracebackType
from typing import Self

import pyoxigraph
from pyoxigraph import NamedNode, Quad, QuerySolutions

from graph.stores.embedded.folder import StoreFolder, failed, not_writable
from graph.stores.embedded.lock import StoreLock
from graph.stores.interface import Diff, Progress, Row, Term, unwatched
from graph.stores.literals import canonical_quad, canonical_term
from graph.stores.named_queries import NamedQuery
from graph.stores.state import hash_of_graphs, stored_hashes, with_state
from graph.stores.updates import as_data
from ontology.errors import StoreFailed
from ontology.iris import STATE_GRAPH
from ontology.text import Text

_READ_ONLY = Text(
    sv="Lagret är öppnat för läsning; ingenting skrevs.",
    en="The store is open for reading; nothing was written.",
)


class OxigraphStore:
    """A store in a folder, or in memory. Threads of one process may share it, reading during a write too."""

    def __init__(
        self, engine: pyoxigraph.Store, path: Path | None, lock: StoreLock | None, *, write: bool
    ) -> None:
        self._engine: pyoxigraph.Store | None = engine
        self._path = path
        self._lock = lock
        self._writes = write
        self._writing = Lock()

    @classmethod
    def open(cls, path: Path, *, write: bool, patience: float = 0) -> Self:
        """The store in this folder; made if it is missing and `write` is true.

        Waits up to `patience` seconds for other processes to let go of it. Raises StoreInUse while another process
        writes to it (or reads it, if `write` is true), and StoreFailed for what is not a store, of another version,
        damaged or out of reach.
        """
        folder = StoreFolder(path)
        if write:
            folder.prepare()
        else:
            folder.check_readable()
        lock = StoreLock(folder.lock_file, exclusive=write, patience=patience)
        try:
            return cls(_opened(folder, write=write), path, lock, write=write)
        except StoreFailed:
            lock.release()
            raise

    @classmethod
    def in_memory(cls) -> Self:
        """A store that ends with the process."""
        return cls(pyoxigraph.Store(), None, None, write=True)

    def select(self, query: NamedQuery, /, **bindings: Sequence[Term]) -> list[Row]:
        """The rows of a named query (see `Store.select`)."""
        sparql = query.sparql(bindings)
        if sparql is None:
            return []
        with self._failures_told():
            return _rows(query, self._open_engine().query(sparql))

    def quads(self, graph: NamedNode | None = None) -> Iterator[Quad]:
        """The quads of one graph, or of all but the state graph, as they were when this was called."""
        with self._failures_told():
            found = self._open_engine().quads_for_pattern(None, None, None, graph)
        return self._canonical(found, with_state=graph is not None)

    def graph_names(self) -> list[NamedNode]:
        """The graphs that hold something, sorted, the state graph left out."""
        engine = self._open_engine()
        with self._failures_told():
            names = [
                name for name in engine.named_graphs() if isinstance(name, NamedNode) and name != STATE_GRAPH
            ]
            held = [
                name for name in names if any(True for _ in engine.quads_for_pattern(None, None, None, name))
            ]
        return sorted(held, key=lambda name: name.value)

    def write(self, diff: Diff, progress: Progress = unwatched) -> None:
        """Apply the diff and the new graph hash in one commit, and see it on disk (see `Store.write`).

        Raises BadInput for what no store holds, StoreFailed if the store was opened for reading or fails.
        """
        if not diff:
            return
        if not self._writes:
            raise StoreFailed(_READ_ONLY)
        canonical = diff.canonical()
        with self._writing, self._failures_told():
            engine = self._open_engine()
            _commit(engine, with_state(canonical, self.quads(STATE_GRAPH), self.quads))
            engine.flush()
        progress(len(canonical), len(canonical))

    def graph_hash(self) -> str:
        """The hash of all graphs but facts and state, as the last write left it."""
        return hash_of_graphs(stored_hashes(self.quads(STATE_GRAPH)))

    def backup(self, path: Path) -> None:
        """Make a store of its own, as this one is now, in a new folder. Raises StoreFailed, also if it exists."""
        if self._path is None or path.exists():
            reason = "a store in memory has no backup" if self._path is None else "it exists"
            raise StoreFailed(not_writable(path, reason))
        folder = StoreFolder(path)
        folder.prepare()
        with self._failures_told():
            self._open_engine().backup(folder.quads)
            folder.lock_file.touch()
        folder.sign()

    def close(self) -> None:
        """Let go of the store and its lock, after a write that is under way; closing twice does nothing.

        Iterators must have been used up.
        """
        with self._writing:
            self._engine = None
            if self._lock is not None:
                self._lock.release()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None, /
    ) -> None:
        self.close()

    def _open_engine(self) -> pyoxigraph.Store:
        if self._engine is None:
            raise StoreFailed(Text(sv="Lagret är stängt.", en="The store is closed."))
        return self._engine

    def _canonical(self, found: Iterator[Quad], *, with_state: bool) -> Iterator[Quad]:
        with self._failures_told():
            for quad in found:
                if with_state or quad.graph_name != STATE_GRAPH:
                    yield canonical_quad(quad)

    @contextmanager
    def _failures_told(self) -> Iterator[None]:
        try:
            yield
        except (OSError, RuntimeError) as error:
            raise StoreFailed(failed(self._path, error)) from error


def _opened(folder: StoreFolder, *, write: bool) -> pyoxigraph.Store:
    try:
        if not write:
            return pyoxigraph.Store.read_only(str(folder.quads))
        engine = pyoxigraph.Store(folder.quads)
        folder.sign()
    except (OSError, RuntimeError, ValueError) as error:
        raise StoreFailed(failed(folder.path, error)) from error
    return engine


def _rows(query: NamedQuery, answer: object) -> list[Row]:
    if not isinstance(answer, QuerySolutions):
        raise TypeError(f"query {query.name!r} is not a SELECT")
    names = [variable.value for variable in answer.variables]
    return [
        {name: canonical_term(term) for name, term in zip(names, solution, strict=True) if term is not None}
        for solution in answer
    ]


def _commit(engine: pyoxigraph.Store, diff: Diff) -> None:
    if diff.remove:
        engine.update(as_data(diff))
    else:
        engine.extend(diff.add)
