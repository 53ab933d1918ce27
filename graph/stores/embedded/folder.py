"""The folder of an embedded store: `format` (which version wrote it), `lock`, and `quads`, the engine's own.

The format is written last: a folder without it is one whose making was cut short, and may be made anew.
"""

import os
from pathlib import Path

from ontology.errors import StoreFailed
from ontology.text import Text

FORMAT = "rotorsak-store 1"


class StoreFolder:
    """A folder that holds a store, or may come to hold one."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.lock_file = path / "lock"
        self.quads = path / "quads"
        self._format = path / "format"
        self._new_format = path / "format.new"

    def check_readable(self) -> None:
        """Raises StoreFailed if there is no store here, or not one of this version."""
        if not self.path.is_dir():
            raise StoreFailed(_missing(self.path))
        if not self._holds_store():
            raise StoreFailed(_missing(self.path) if self._is_free() else _foreign(self.path))

    def prepare(self) -> None:
        """Make the folder ready for a lock. Raises StoreFailed for a folder of other things, or not writable."""
        try:
            self.path.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise StoreFailed(not_writable(self.path, error.strerror)) from error
        if not os.access(self.path, os.W_OK):
            raise StoreFailed(not_writable(self.path, "permission denied"))
        if not self._holds_store() and not self._is_free():
            raise StoreFailed(_foreign(self.path))

    def sign(self) -> None:
        """Write the format, which makes this folder a store. Raises StoreFailed."""
        if self._holds_store():
            return
        try:
            self._new_format.write_text(FORMAT + "\n", encoding="utf-8")
            self._new_format.replace(self._format)
        except OSError as error:
            raise StoreFailed(not_writable(self.path, error.strerror)) from error

    def _holds_store(self) -> bool:
        try:
            written = self._format.read_text(encoding="utf-8", errors="replace").strip()
        except FileNotFoundError:
            return False
        except OSError as error:
            raise StoreFailed(failed(self.path, error)) from error
        if written != FORMAT:
            raise StoreFailed(_other_version(self.path, written[:80]))
        return True

    def _is_free(self) -> bool:
        ours = {self.lock_file.name, self.quads.name, self._new_format.name}
        try:
            return ours.issuperset(entry.name for entry in self.path.iterdir())
        except OSError as error:
            raise StoreFailed(failed(self.path, error)) from error


def failed(path: Path | None, error: Exception) -> Text:
    """What to tell when the engine fails on a store."""
    place = "in memory" if path is None else str(path)
    return Text(
        sv=f"Lagret {place} kan inte läsas eller skrivas: {error}. Är det skadat, så återställ det "
        "ur en säkerhetskopia (`rotorsak restore`) eller ladda det på nytt i en tom mapp (`rotorsak load`).",
        en=f"The store {place} cannot be read or written: {error}. If it is damaged, bring it back "
        "from a backup (`rotorsak restore`) or load it anew into an empty folder (`rotorsak load`).",
    )


def not_writable(path: Path, reason: str | None) -> Text:
    """What to tell when a folder cannot be written."""
    return Text(
        sv=f"Det går inte att skriva i {path}: {reason}. Ange en annan mapp med --store.",
        en=f"{path} cannot be written: {reason}. Name another folder with --store.",
    )


def _missing(path: Path) -> Text:
    return Text(
        sv=f"Det finns inget lager i {path}. Skapa det med `rotorsak load --store oxigraph:{path}`.",
        en=f"There is no store in {path}. Make it with `rotorsak load --store oxigraph:{path}`.",
    )


def _foreign(path: Path) -> Text:
    return Text(
        sv=f"Mappen {path} är inte ett lager: den innehåller annat. Ange en annan mapp med --store.",
        en=f"The folder {path} is not a store: it holds other things. Name another folder with --store.",
    )


def _other_version(path: Path, written: str) -> Text:
    return Text(
        sv=f"Lagret {path} har formatet “{written}”; den här versionen av Rotorsak läser “{FORMAT}”. "
        "Uppgradera Rotorsak, eller exportera med den version som skrev lagret och ladda på nytt.",
        en=f"The store {path} has the format “{written}”; this version of Rotorsak reads “{FORMAT}”. "
        "Upgrade Rotorsak, or export with the version that wrote the store and load it again.",
    )
