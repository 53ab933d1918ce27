"""Following a store: the newest state that could be read is served, and what is wrong is told when none can be."""

import asyncio
import logging
from collections.abc import Mapping
from contextlib import suppress

from api.service.settings import Settings
from api.service.source import Source
from api.service.state import State
from ontology.errors import AccountRefused, RotorsakError, StoreFailed, StoreMoved
from ontology.text import Text

_LOG = logging.getLogger("rotorsak")
_SELDOM = 5.0  # seconds between two looks at a store that has long been out of reach
_WHEN_REFUSED = 300.0  # seconds, where the account is refused: each try may lock it for others
_DOUBLED = 8  # times at most that the pause between looks grows
_PATIENCE = 20.0  # seconds that the start waits for a store that may be out of reach
_TRIES = 4
_NOT_YET = Text(
    sv="Tjänsten har just startat och har inte läst lagret än. Försök igen om en stund.",
    en="The service has just started and has not read the store yet. Try again in a while.",
)
_OF_OURS = Text(
    sv="Lagret kan inte läsas. Felet finns i tjänstens logg.",
    en="The store cannot be read. The fault is in the log of the service.",
)


class Following:
    """The state that is served, renewed as the store changes. Belongs to one event loop."""

    def __init__(self, source: Source, settings: Settings, places: Mapping[str, str]) -> None:
        self._source = source
        self._settings = settings
        self._places = places
        self._state: State | None = None
        self._fault: Text | None = None
        self._failures = 0
        self._refused = False
        self._wake = asyncio.Event()
        self._looked = asyncio.Event()
        self._following: asyncio.Task[None] | None = None
        self._closing: set[asyncio.Task[None]] = set()

    @property
    def state(self) -> State:
        """The state that is served now.

        Raises StoreFailed while the store is out of reach, and RuntimeError before `start` and after `stop`.
        """
        if self._fault is not None:
            raise StoreFailed(self._fault)
        if self._state is None:
            raise RuntimeError("the service has not been started")
        return self._state

    async def start(self) -> None:
        """Begin to follow. Waits until the store can be read; not for long, if it is one that comes and goes.

        Raises StoreFailed for another that cannot be read.
        """
        if self._source.waited_for:
            self._fault = _NOT_YET
        else:
            await self._catch_up()
        self._following = asyncio.create_task(self._follow())
        if self._source.waited_for:
            await _happens(self._looked, _PATIENCE)

    async def stop(self) -> None:
        """Follow no more, and end the processes."""
        if self._following is not None:
            self._following.cancel()
            await asyncio.gather(self._following, return_exceptions=True)
        if self._state is not None:
            await self._state.close()
        self._state = None
        await asyncio.gather(*self._closing)
        await self._source.close()

    async def look(self) -> bool:
        """Look at the store at once; whether that was done in the time that a request may wait."""
        self._looked.clear()
        self._wake.set()
        return await _happens(self._looked, self._settings.limits.waiting)

    async def _follow(self) -> None:
        """Look at the store again and again, until cancelled."""
        if not self._source.waited_for:
            await self._pause()
        while True:
            await self._look()
            self._looked.set()
            await self._pause()

    async def _pause(self) -> None:
        """Wait for the next look: longer and longer for a server that is out of reach."""
        seconds = self._settings.look_every
        if self._source.waited_for and self._failures:
            longest = _WHEN_REFUSED if self._refused else _SELDOM
            seconds = min(seconds * 2 ** min(self._failures - 1, _DOUBLED), max(seconds, longest))
        await _happens(self._wake, seconds)
        self._wake.clear()

    async def _look(self) -> None:
        try:
            if self._failures or self._state is None or await self._changed():
                await self._catch_up()
        except Exception as error:
            self._lost(error)
        else:
            self._found()

    async def _changed(self) -> bool:
        try:
            return await self._source.changed()
        except StoreMoved:
            return True

    def _lost(self, error: Exception) -> None:
        """Keep in mind that the store cannot be read, and say so the first time."""
        if not self._failures:
            told = (
                "the store cannot be read: %s"
                if self._source.waited_for
                else "the store has changed and cannot be read yet: %s"
            )
            _LOG.warning(told, error, exc_info=None if isinstance(error, RotorsakError) else error)
        self._failures += 1
        self._refused = isinstance(error, AccountRefused)
        if self._source.waited_for:
            self._fault = error.message if isinstance(error, RotorsakError) else _OF_OURS

    def _found(self) -> None:
        if self._failures and self._source.waited_for:
            _LOG.warning("the store can be read: %s", self._settings.store)
        self._failures = 0
        self._fault = None

    async def _catch_up(self) -> None:
        """Serve the store as it is now. Raises StoreFailed, LimitReached."""
        for _ in range(_TRIES - 1):
            with suppress(StoreMoved):
                return await self._serve_newest()
        return await self._serve_newest()

    async def _serve_newest(self) -> None:
        """Serve the store as it is now, and end the state that was served. Raises StoreFailed, LimitReached."""
        taken = await self._source.take()
        if self._state is not None and taken.graph == self._state.graph:
            await asyncio.to_thread(taken.remove)
            return
        newest = State(taken, self._settings, self._places)
        try:
            await newest.warm()
        except BaseException:
            await newest.close()
            raise
        old, self._state = self._state, newest
        if old is not None:
            closing = asyncio.create_task(old.close())
            self._closing.add(closing)
            closing.add_done_callback(self._closing.discard)


async def _happens(event: asyncio.Event, seconds: float) -> bool:
    """Whether it happens in time."""
    with suppress(TimeoutError):
        return await asyncio.wait_for(event.wait(), seconds)
    return False
