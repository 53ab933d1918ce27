"""A store on a server as the source of a service: known by its graph hash, and read while nobody writes to it."""

import shutil
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache, partial
from pathlib import Path
from tempfile import mkdtemp
from typing import ClassVar

from api.service.reader import Reader
from api.service.settings import Limits
from api.service.workers import Workers
from api.stores.one_state import OneState
from api.stores.remote import RemoteAddress, index_of
from graph.answers.names import NAMES_FILE
from graph.sparql.engine import Engine
from graph.sparql.forwarding import OpenForwarding
from graph.stores.interface import RemoteStore
from graph.stores.neo4j.connection import Connection as Neo4jConnection
from graph.stores.sparql.protocol import GRACE
from ontology.errors import LimitReached, StoreFailed
from ontology.text import Text
from ontology.vocabulary import vocabulary

_LOOKING = 10.0  # seconds within which a server must tell its graph hash
_INDEXING = 900.0  # seconds within which all that has a name must be read


class RemoteSource:
    """The store at an address. A process of its own looks at it, so that a server that hangs hangs nothing else."""

    waited_for = True

    def __init__(self, address: RemoteAddress) -> None:
        self._address = address
        self._seen = ""
        opening = partial(address.opened, _LOOKING)
        self._looking = Workers(1, waiting=_LOOKING, running=_LOOKING, opening=opening)

    async def changed(self) -> bool:
        """Whether the store has another graph hash than when it was taken last. Raises StoreFailed."""
        return await self._looked(_graph) != self._seen

    async def take(self) -> "TakenState":
        """The state of the store as it is now. Raises StoreFailed for one that cannot be used or is empty."""
        self._seen = await self._looked(_usable, self._address)
        return TakenState(self._address, self._seen, Path(mkdtemp(prefix="rotorsak-")))

    async def close(self) -> None:
        """End the process that looks."""
        await self._looking.close()

    async def _looked(self, look: Callable[..., str], *arguments: object) -> str:
        try:
            return await self._looking.do(look, *arguments)
        except LimitReached:
            raise _silent(self._address) from None


@dataclass(frozen=True, slots=True)
class TakenState:
    """A state of a store on a server (see `Taken`), with a folder of its own on this machine."""

    address: RemoteAddress
    graph: str
    folder: Path
    still: ClassVar[bool] = False
    grace: ClassVar[float] = GRACE

    async def prepare(self) -> None:
        """Make the index of names, in a process of its own. Raises StoreFailed, StoreMoved."""
        opening = OpenRemoteReader(self.address, self.graph, self.folder, {}, _INDEXING)
        indexing = Workers(1, waiting=_INDEXING, running=_INDEXING, opening=opening)
        try:
            await indexing.do(_index)
        finally:
            await indexing.close()

    def reader(self, places: Mapping[str, str], limits: Limits) -> Callable[[], Reader]:
        """How a process opens its reader: without a word to the server."""
        return OpenRemoteReader(self.address, self.graph, self.folder, places, limits.answering)

    def engine(self, limits: Limits) -> Callable[[], Engine] | None:
        """How a process opens the way to the engine of a server that takes SPARQL."""
        connection = self.address.connection
        if isinstance(connection, Neo4jConnection):
            return None
        return OpenForwarding(connection, limits.querying, limits.query_memory)

    def remove(self) -> None:
        """Delete the folder."""
        shutil.rmtree(self.folder, ignore_errors=True)


@dataclass(frozen=True, slots=True)
class OpenRemoteReader:
    """How a process opens its reader of one state of a store; the engine may work `limit` seconds on one query."""

    address: RemoteAddress
    graph: str
    folder: Path
    places: Mapping[str, str]
    limit: float

    def __call__(self) -> Reader:
        """The reader, without a word to the server."""
        state = OneState(self.address.opened(self.limit), self.graph)
        return Reader(
            state, vocabulary(), cache(partial(index_of, state, self.folder / NAMES_FILE)), self.places
        )


def _graph(store: RemoteStore) -> str:
    return store.graph_hash()


def _usable(store: RemoteStore, address: RemoteAddress) -> str:
    """The graph hash of a store that can be used and holds something."""
    return address.state_of(store).graph_hash()


def _index(reader: Reader) -> None:
    if isinstance(reader.store, OneState):
        reader.store.confirmed(reader.find_names)


def _silent(address: RemoteAddress) -> StoreFailed:
    return StoreFailed(
        Text(
            sv=f"Lagret {address} svarade inte inom {_LOOKING:g} sekunder. Se efter hur servern mår; tjänsten "
            "försöker igen av sig själv.",
            en=f"The store {address} did not answer within {_LOOKING:g} seconds. See how its server is; the service "
            "tries again by itself.",
        )
    )
