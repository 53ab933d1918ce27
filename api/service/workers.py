"""Processes that do one piece of work at a time, and are ended when it takes too long or too much.

What a piece of work needs (an open store, say) is opened once in each process, and handed to the work. A process that
is ended, or dies, is replaced by a fresh one.
"""

import asyncio
import signal
from collections.abc import Callable
from concurrent.futures.process import BrokenProcessPool
from contextlib import suppress
from multiprocessing import forkserver, synchronize
from multiprocessing.context import ForkServerContext
from typing import Concatenate, Generic, ParamSpec, TypeVar

from pebble import ProcessExpired, ProcessPool

from ontology.errors import Busy, RotorsakError, TookTooLong, TooMuch
from ontology.text import Text

Held = TypeVar("Held")
Given = TypeVar("Given")
P = ParamSpec("P")

_held: list[object] = []
_PRELOADED = ["api.preloaded"]


def prepare() -> None:
    """Begin to load, in a process of its own, what all working processes share; the first of them waits for it."""
    forkserver.set_forkserver_preload(_PRELOADED)
    forkserver.ensure_running()


class Workers(Generic[Held]):
    """So many processes, each holding what `opening` gave it. Belongs to the event loop in which it is used.

    A piece of work waits at most `waiting` seconds for a process, and then has `running` seconds.
    """

    def __init__(self, size: int, *, waiting: float, running: float, opening: Callable[[], Held]) -> None:
        self._opening = opening
        self._size = size
        self._pool = self._fresh_pool()
        self._free = asyncio.Semaphore(size)
        self._waiting = waiting
        self._running = running

    async def do(
        self, work: Callable[Concatenate[Held, P], Given], *arguments: P.args, **named: P.kwargs
    ) -> Given:
        """What the work gives, done by one of the processes. Work and arguments are pickled.

        Raises what the work raises, Busy when no process is free in time, TookTooLong at the deadline, and TooMuch
        when the process died of the work.
        """
        try:
            async with asyncio.timeout(self._waiting):
                await self._free.acquire()
        except TimeoutError:
            raise _busy(self._waiting) from None
        try:
            with suppress(BrokenProcessPool):
                return await self._done(work, arguments, named)
            return await self._done(work, arguments, named)
        except TimeoutError:
            raise _too_long(self._running) from None
        except (ProcessExpired, MemoryError):
            raise _too_much() from None
        finally:
            self._free.release()

    async def warm(self) -> None:
        """Wait until there is a process that has opened what it holds; the others have begun to. Raises what the
        opening raises.
        """
        await asyncio.gather(*(self.do(_nothing) for _ in range(self._size)))

    async def close(self) -> None:
        """End the processes, when the work that they were given is done."""
        for _ in range(self._size):
            await self._free.acquire()
        await asyncio.to_thread(_end, self._pool)

    async def _done(
        self, work: Callable[..., Given], arguments: tuple[object, ...], named: dict[str, object]
    ) -> Given:
        """What the work gives. A pool breaks when a process is killed while all are idle; a fresh one takes over.

        Raises BrokenProcessPool where that is found too late for this piece of work.
        """
        if not self._pool.active:
            broken, self._pool = self._pool, self._fresh_pool()
            await asyncio.to_thread(_end, broken)
        future = self._pool.schedule(_do, args=[work, arguments, named], timeout=self._running)
        return await asyncio.wrap_future(future)

    def _fresh_pool(self) -> ProcessPool:
        return ProcessPool(self._size, 0, _open, [self._opening], _LastingLocks())


class _LastingLocks(ForkServerContext):
    """How the processes of a pool are started, with locks that last as long as the pool object.

    A pool that ends lets go of them first: a process that was just being started would not find them, and complain.
    """

    def __init__(self) -> None:
        self._made: list[synchronize.RLock] = []

    def RLock(self) -> synchronize.RLock:
        """A lock that all processes of the pool share."""
        lock = super().RLock()
        self._made.append(lock)
        return lock


def _end(pool: ProcessPool) -> None:
    pool.stop()  # type: ignore[no-untyped-call]
    pool.join()


def _open(opening: Callable[[], object]) -> None:
    """Keep what `opening` gives; a failure is kept too, and told whenever there is work.

    An order to end is obeyed at once: a handler in Python would wait until the engine comes back from a query.
    """
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    try:
        _held[:] = [opening()]
    except RotorsakError as error:
        _held[:] = [error]


def _do(work: Callable[..., Given], arguments: tuple[object, ...], named: dict[str, object]) -> Given:
    held = _held[0]
    if isinstance(held, RotorsakError):
        raise held
    return work(held, *arguments, **named)


def _nothing(held: object) -> None:
    """Work that is done once the process is ready."""


def _busy(waited: float) -> Busy:
    return Busy(
        Text(
            sv=f"Tjänsten är upptagen: på {waited:g} sekunder blev det ingens tur. Försök igen om en stund.",
            en=f"The service is busy: no turn came within {waited:g} seconds. Try again in a while.",
        )
    )


def _too_long(ran: float) -> TookTooLong:
    return TookTooLong(
        Text(
            sv=f"Det tog mer än {ran:g} sekunder och avbröts. Fråga efter mindre.",
            en=f"It took more than {ran:g} seconds and was stopped. Ask for less.",
        )
    )


def _too_much() -> TooMuch:
    return TooMuch(
        Text(
            sv="Det tog mer minne eller djupare nästling än någon får, och avbröts. Fråga efter mindre.",
            en="It took more memory or deeper nesting than anybody is given, and was stopped. Ask for less.",
        )
    )
