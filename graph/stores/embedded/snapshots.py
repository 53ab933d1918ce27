"""Snapshots of an embedded store: a copy as it was, to read while others write to the store itself.

They lie in the store's folder, `snapshots/`, where the engine shares what has not changed between them. Each is a
store of its own, whose lock its readers hold; one that nobody holds is left over from a killed process, and goes.
"""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from uuid import uuid4

from graph.stores.embedded.folder import not_writable
from graph.stores.embedded.lock import PATIENCE, StoreLock
from graph.stores.embedded.oxigraph import OxigraphStore
from ontology.errors import StoreFailed, StoreInUse


@dataclass(frozen=True, slots=True)
class Snapshot:
    """A store as it was: the folder of the copy, held open so that it stays, and the graph hash of what it holds."""

    folder: Path
    store: OxigraphStore
    graph: str

    def remove(self) -> None:
        """Let go of the copy and delete it. Doing so twice does nothing."""
        self.store.close()
        shutil.rmtree(self.folder, ignore_errors=True)


class Snapshots:
    """The snapshots of the store in one folder, taken when somebody has written to it."""

    def __init__(self, store: Path) -> None:
        self._store = store
        self._folder = store / "snapshots"
        self._seen = 0

    def changed(self) -> bool:
        """Whether a process has opened the store for writing since the last snapshot was taken."""
        return self._opened_for_writing() != self._seen

    def take(self) -> Snapshot:
        """A snapshot of the store as it is now.

        Waits some seconds for a writer to be done. Raises StoreInUse if it is not, and StoreFailed for a store that is
        missing, damaged or out of reach, or where the copy cannot be written.
        """
        seen = self._opened_for_writing()
        with OxigraphStore.open(self._store, write=False, patience=PATIENCE) as store, self._alone():
            self._sweep()
            folder = self._folder / uuid4().hex
            store.backup(folder)
            copy = OxigraphStore.open(folder, write=False)
        self._seen = seen
        return Snapshot(folder, copy, copy.graph_hash())

    def _opened_for_writing(self) -> int:
        """When the store was last opened for writing: a writer signs the lock file, and nobody else touches it."""
        try:
            return (self._store / "lock").stat().st_mtime_ns
        except OSError:
            return 0

    @contextmanager
    def _alone(self) -> Iterator[None]:
        """While no other process takes or sweeps snapshots of this store."""
        try:
            self._folder.mkdir(exist_ok=True)
        except OSError as error:
            raise StoreFailed(not_writable(self._folder, error.strerror)) from error
        lock = StoreLock(self._folder / "lock", exclusive=True, patience=PATIENCE)
        try:
            yield
        finally:
            lock.release()

    def _sweep(self) -> None:
        """Delete the snapshots that nobody holds."""
        for folder in self._folder.iterdir():
            if folder.is_dir() and _is_left_over(folder):
                shutil.rmtree(folder, ignore_errors=True)


def _is_left_over(folder: Path) -> bool:
    if not (folder / "lock").exists():
        return True
    try:
        StoreLock(folder / "lock", exclusive=True).release()
    except StoreInUse:
        return False
    return True
