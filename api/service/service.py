"""The service: one state of the store at a time, and the processes that read it; a newer state takes its place."""

import asyncio
import hashlib
import logging
from collections.abc import Callable
from dataclasses import dataclass
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import Concatenate, ParamSpec

import pyoxigraph
from cachetools import LRUCache

from api.service.reader import OpenReader, Reader
from api.service.representation import Representation
from api.service.settings import Settings
from api.service.workers import Workers, prepare
from graph.sparql.running import OpenEngine
from graph.stores.embedded.snapshots import Snapshot, Snapshots
from ingest.places import builtin_places
from ontology.errors import RotorsakError
from ontology.iris import short_id
from ontology.vocabulary import vocabulary

P = ParamSpec("P")
_LOG = logging.getLogger("rotorsak")
_PACKAGES = ("ontology", "graph", "ingest", "api")
_LARGE = 16  # an answer of more than this part of what may be kept is not


@dataclass(frozen=True, slots=True)
class State:
    """A state of the store, and the processes that read it: ours, and those for the SPARQL of strangers."""

    snapshot: Snapshot
    readers: Workers[Reader]
    strangers: Workers[pyoxigraph.Store]

    @property
    def graph(self) -> str:
        """The hash of what it holds."""
        return self.snapshot.graph

    async def close(self) -> None:
        """End the processes, when their work is done, and delete the snapshot."""
        await self.readers.close()
        await self.strangers.close()
        await asyncio.to_thread(self.snapshot.remove)


class Service:
    """What all doors over HTTP share. Belongs to one event loop; `start` before the first request."""

    def __init__(self, settings: Settings) -> None:
        prepare()
        self.settings = settings
        self._snapshots = Snapshots(settings.store.folder)
        self._places = _places()
        self._program = _program_stamp()
        self._kept: LRUCache[str, Representation] = LRUCache(
            settings.cache, getsizeof=lambda one: len(one.body)
        )
        self._begun: dict[str, asyncio.Task[Representation]] = {}
        self._state: State | None = None
        self._following: asyncio.Task[None] | None = None
        self._closing: set[asyncio.Task[None]] = set()

    @property
    def state(self) -> State:
        """The state that is served now. Raises RuntimeError before `start` and after `stop`."""
        if self._state is None:
            raise RuntimeError("the service has not been started")
        return self._state

    async def start(self) -> None:
        """Take the first snapshot and start the processes. Raises StoreFailed."""
        self._state = await self._reading(await asyncio.to_thread(self._snapshots.take))
        self._following = asyncio.create_task(self._follow())

    async def stop(self) -> None:
        """Let go of the work that nobody waits for any more, end the processes, and delete the snapshots."""
        under_way = [*self._begun.values(), *([self._following] if self._following else [])]
        for one in under_way:
            one.cancel()
        await asyncio.gather(*under_way, return_exceptions=True)
        if self._state is not None:
            await self._state.close()
        self._state = None
        await asyncio.gather(*self._closing)

    def tag(self, state: State, work: Callable[..., object], *arguments: object) -> str:
        """The entity tag of what the work gives from a state: the same tag, the same bytes."""
        named = (self._program, state.graph, work.__module__, work.__qualname__, arguments)
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

        Whoever asks for what is being done waits for that. Raises what the work raises, and what `Workers.do` does.
        """
        kept: Representation | None = self._kept.get(tag)
        if kept is not None:
            return kept
        if tag not in self._begun:
            doing = asyncio.create_task(state.readers.do(work, *arguments, **named))
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

    async def _follow(self) -> None:
        """Serve each newer state of the store, until cancelled. One that cannot be read leaves the last, and is tried
        again.
        """
        behind = False
        while True:
            await asyncio.sleep(self.settings.look_every)
            if not (behind or self._snapshots.changed()):
                continue
            try:
                await self._catch_up()
                behind = False
            except Exception as error:
                if not behind:
                    fault = None if isinstance(error, RotorsakError) else error
                    _LOG.warning("the store has changed and cannot be read yet: %s", error, exc_info=fault)
                behind = True

    async def _catch_up(self) -> None:
        """Serve the store as it is now, and end the state that was served. Raises StoreFailed, LimitReached."""
        snapshot = await asyncio.to_thread(self._snapshots.take)
        if snapshot.graph == self.state.graph:
            await asyncio.to_thread(snapshot.remove)
            return
        newest = await self._reading(snapshot)
        old, self._state = self.state, newest
        closing = asyncio.create_task(old.close())
        self._closing.add(closing)
        closing.add_done_callback(self._closing.discard)

    async def _reading(self, snapshot: Snapshot) -> State:
        """The state of a snapshot, with processes that are ready to read it."""
        limits = self.settings.limits
        state = State(
            snapshot,
            Workers(
                self.settings.readers,
                waiting=limits.waiting,
                running=limits.answering,
                opening=OpenReader(snapshot.folder, self._places),
            ),
            Workers(
                self.settings.strangers,
                waiting=limits.waiting,
                running=limits.querying,
                opening=OpenEngine(snapshot.folder, limits.query_memory),
            ),
        )
        try:
            await asyncio.gather(state.readers.warm(), state.strangers.warm())
        except BaseException:
            await state.close()
            raise
        return state


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
