"""The lock beside a store: one writing process, or any number of readers, never both.

The lock ends with the process that holds it, however that ends; a number left in the file by a killed writer is
not taken for a holder.
"""

import fcntl
import os
from pathlib import Path
from time import monotonic, sleep

from ontology.errors import StoreFailed, StoreInUse
from ontology.text import Text

PATIENCE = 5.0
"""How many seconds it is worth to wait for a writer: a load of the built-in municipality is over by then."""

_BETWEEN_TRIES = 0.05


class StoreLock:
    """An advisory lock (flock) on the file `path`, held until `release`."""

    def __init__(self, path: Path, *, exclusive: bool, patience: float = 0) -> None:
        """Take the lock within `patience` seconds, or raise StoreInUse; StoreFailed if the file cannot be opened."""
        flags = os.O_RDWR | os.O_CREAT if exclusive else os.O_RDONLY
        try:
            self._file: int | None = os.open(path, flags, 0o666)
        except OSError as error:
            raise _unreachable(path, error) from error
        try:
            _take(self._file, path, exclusive=exclusive, patience=patience)
            if exclusive:
                _sign(self._file)
        except OSError as error:
            self.release()
            raise _unreachable(path, error) from error
        except StoreFailed:
            self.release()
            raise

    def release(self) -> None:
        """Let go of the lock. Doing so twice does nothing."""
        if self._file is not None:
            os.close(self._file)
            self._file = None


def _take(file: int, path: Path, *, exclusive: bool, patience: float) -> None:
    end = monotonic() + patience
    while not _locked(file, fcntl.LOCK_EX if exclusive else fcntl.LOCK_SH):
        if monotonic() >= end:
            raise _in_use(file, path, exclusive=exclusive)
        sleep(_BETWEEN_TRIES)


def _in_use(file: int, path: Path, *, exclusive: bool) -> StoreInUse:
    only_readers = exclusive and _locked(file, fcntl.LOCK_SH)
    return _read_by_others(path) if only_readers else _held_by_writer(file, path)


def _locked(file: int, kind: int) -> bool:
    try:
        fcntl.flock(file, kind | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


def _sign(file: int) -> None:
    os.ftruncate(file, 0)
    os.pwrite(file, f"{os.getpid()}\n".encode(), 0)


def _held_by_writer(file: int, path: Path) -> StoreInUse:
    pid = os.pread(file, 32, 0).decode("ascii", errors="replace").strip() or "?"
    return StoreInUse(
        Text(
            sv=f"Lagret {path.parent} används av process {pid}, som skriver i det. "
            "Vänta tills den är klar, eller avsluta den.",
            en=f"The store {path.parent} is in use by process {pid}, which writes to it. "
            "Wait until it is done, or end it.",
        )
    )


def _read_by_others(path: Path) -> StoreInUse:
    return StoreInUse(
        Text(
            sv=f"Lagret {path.parent} läses av en annan process. Försök igen när den är klar.",
            en=f"The store {path.parent} is being read by another process. Try again when it is done.",
        )
    )


def _unreachable(path: Path, error: OSError) -> StoreFailed:
    return StoreFailed(
        Text(
            sv=f"Lagrets låsfil {path} kan inte användas: {error.strerror}.",
            en=f"The store's lock file {path} cannot be used: {error.strerror}.",
        )
    )
