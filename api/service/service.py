"""The service: answers from one state of the store at a time, each worked out once and kept."""

import asyncio
import hashlib
from collections.abc import Awaitable, Callable
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import Concatenate, ParamSpec, TypeVar

from cachetools import LRUCache

from api.service.embedded import EmbeddedSource
from api.service.following import Following
from api.service.reader import Reader
from api.service.remote import RemoteSource
from api.service.representation import Representation
from api.service.settings import Settings
from api.service.source import Source
from api.service.state import State
from api.service.workers import prepare
from api.stores import EmbeddedAddress, StoreAddress
from ingest.places import builtin_places
from ontology.errors import StoreMoved
from ontology.iris import short_id
from ontology.vocabulary import vocabulary

Given = TypeVar("Given")
P = ParamSpec("P")
_PACKAGES = ("ontology", "graph", "ingest", "api")
_LARGE = 16  # an answer of more than this part of what may be kept is not
_TRIES = 4


class Service:
    """What all doors over HTTP share. Belongs to one event loop; `start` before the first request."""

    def __init__(self, settings: Settings) -> None:
        prepare()
        self.settings = settings
        self._following = Following(_source(settings.store), settings, _places())
        self._program = _program_stamp()
        self._kept: LRUCache[str, Representation] = LRUCache(
            settings.cache, getsizeof=lambda one: len(one.body)
        )
        self._begun: dict[str, asyncio.Task[Representation]] = {}

    @property
    def state(self) -> State:
        """The state that is served now.

        Raises StoreFailed while the store is out of reach, and RuntimeError before `start` and after `stop`.
        """
        return self._following.state

    async def start(self) -> None:
        """Take the first state and start the processes. Raises StoreFailed for a store that must be there first."""
        await self._following.start()

    async def stop(self) -> None:
        """Let go of the work that nobody waits for any more, end the processes, and delete what was taken."""
        for one in self._begun.values():
            one.cancel()
        await asyncio.gather(*self._begun.values(), return_exceptions=True)
        await self._following.stop()

    async def from_one_state(self, use: Callable[[State], Awaitable[Given]]) -> Given:
        """What `use` gives of the state that is served; of a newer one, where the store has left that meanwhile.

        Raises StoreMoved where it keeps changing, StoreFailed while it is out of reach, and what `use` raises.
        """
        for _ in range(_TRIES - 1):
            try:
                return await use(self.state)
            except StoreMoved:
                if not await self._following.look():
                    raise
        return await use(self.state)

    def tag(self, state: State | None, work: Callable[..., object], *arguments: object) -> str:
        """The entity tag of what the work gives from a state, or from none: the same tag, the same bytes."""
        named = (self._program, state and state.graph, work.__module__, work.__qualname__, arguments)
        return hashlib.sha256(repr(named).encode()).hexdigest()[:32]

    async def given(
        self,
        state: State,
        tag: str,
        work: Callable[Concatenate[Reader, P], Representation],
        *arguments: P.args,
        **named: P.kwargs,
    ) -> Representation:
        """What the work gives from a state: kept from before under its tag, or done by a reader.

        Whoever asks for what is being done waits for that. Raises what `State.read` does.
        """
        kept: Representation | None = self._kept.get(tag)
        if kept is not None:
            return kept
        if tag not in self._begun:
            doing = asyncio.create_task(state.read(work, *arguments, **named))
            self._begun[tag] = doing
            doing.add_done_callback(lambda done: self._keep(tag, done))
        return await asyncio.shield(self._begun[tag])

    def _keep(self, tag: str, done: asyncio.Task[Representation]) -> None:
        """Keep what has been given, unless it failed or is large."""
        del self._begun[tag]
        if done.cancelled() or done.exception() is not None:
            return
        given = done.result()
        if len(given.body) <= self.settings.cache // _LARGE:
            self._kept[tag] = given


def _source(address: StoreAddress) -> Source:
    return EmbeddedSource(address.folder) if isinstance(address, EmbeddedAddress) else RemoteSource(address)


def _places() -> dict[str, str]:
    """Where in the built-in data files things and claims stand, by short id."""
    found = builtin_places(vocabulary()).items()
    return {short_id(iri) or iri.value: f"{place.file}:{place.line}" for iri, place in found}


def _program_stamp() -> str:
    """A hash of the program's own files: what it says may change with them."""
    stamp = hashlib.sha256()
    for package in _PACKAGES:
        for file in _files_in(files(package)):
            stamp.update(file.read_bytes())
    return stamp.hexdigest()


def _files_in(folder: Traversable) -> list[Traversable]:
    found: list[Traversable] = []
    for one in sorted(folder.iterdir(), key=lambda entry: entry.name):
        if one.is_dir():
            found += _files_in(one)
        elif not one.name.endswith(".pyc"):
            found.append(one)
    return found
