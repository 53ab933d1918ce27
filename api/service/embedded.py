"""An embedded store as the source of a service: snapshots, which nobody writes to."""

import asyncio
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import ClassVar

from api.service.reader import Reader
from api.service.settings import Limits
from graph.answers.names import NAMES_FILE, Names
from graph.sparql.embedded import OpenEngine
from graph.sparql.engine import Engine
from graph.stores.embedded.oxigraph import OxigraphStore
from graph.stores.embedded.snapshots import Snapshot, Snapshots
from ontology.vocabulary import vocabulary


class EmbeddedSource:
    """The store in a folder."""

    waited_for = False

    def __init__(self, folder: Path) -> None:
        self._snapshots = Snapshots(folder)

    async def changed(self) -> bool:
        """Whether a process has opened the store for writing since the last snapshot was taken."""
        return await asyncio.to_thread(self._snapshots.changed)

    async def take(self) -> "TakenSnapshot":
        """A snapshot of the store as it is now. Raises StoreFailed."""
        return TakenSnapshot(await asyncio.to_thread(self._snapshots.take))

    async def close(self) -> None:
        """Nothing is held of the store itself."""


@dataclass(frozen=True, slots=True)
class TakenSnapshot:
    """A snapshot as a taken state (see `Taken`)."""

    snapshot: Snapshot
    still: ClassVar[bool] = True
    grace: ClassVar[float] = 0.0

    @property
    def graph(self) -> str:
        """The graph hash of what it holds."""
        return self.snapshot.graph

    @property
    def folder(self) -> Path:
        """The folder of the snapshot."""
        return self.snapshot.folder

    async def prepare(self) -> None:
        """Nothing: the processes make the index of names as they open."""

    def reader(self, places: Mapping[str, str], limits: Limits) -> Callable[[], Reader]:
        """How a process opens its reader: from the folder of the snapshot."""
        return OpenReader(self.folder, places)

    def engine(self, limits: Limits) -> Callable[[], Engine]:
        """How a process opens the engine: from the folder of the snapshot, with limited memory."""
        return OpenEngine(self.folder, limits.query_memory)

    def remove(self) -> None:
        """Delete the snapshot."""
        self.snapshot.remove()


@dataclass(frozen=True, slots=True)
class OpenReader:
    """How a process opens its reader: from the folder of a snapshot, where it leaves the index of names for others."""

    folder: Path
    places: Mapping[str, str]

    def __call__(self) -> Reader:
        """The reader. Raises StoreFailed."""
        store = OxigraphStore.open(self.folder, write=False)
        names = Names.of(store, self.folder / NAMES_FILE)
        return Reader(store, vocabulary(), lambda: names, self.places)
