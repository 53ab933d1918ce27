"""A state of the store that is served, and the processes that read it."""

import asyncio
from collections.abc import Callable, Mapping
from typing import Concatenate, ParamSpec, TypeVar

from api.service.reader import Reader, done
from api.service.settings import Settings
from api.service.source import Taken
from api.service.workers import Workers
from graph.sparql.engine import Engine

Given = TypeVar("Given")
P = ParamSpec("P")


class State:
    """A taken state of the store, and processes: ours, and those for the SPARQL of strangers if the store has any."""

    def __init__(self, taken: Taken, settings: Settings, places: Mapping[str, str]) -> None:
        limits = settings.limits
        engine = taken.engine(limits)
        self.taken = taken
        self.readers: Workers[Reader] = Workers(
            settings.readers,
            waiting=limits.waiting,
            running=limits.answering,
            opening=taken.reader(places, limits),
        )
        self.strangers: Workers[Engine] | None = engine and Workers(
            settings.strangers,
            waiting=limits.waiting,
            running=limits.querying + taken.grace,
            opening=engine,
        )

    @property
    def graph(self) -> str:
        """The hash of what it holds."""
        return self.taken.graph

    async def read(
        self, work: Callable[Concatenate[Reader, P], Given], *arguments: P.args, **named: P.kwargs
    ) -> Given:
        """What the work gives from this state and no other. Raises StoreMoved where the store has left it, and what
        `Workers.do` does.
        """
        return await self.readers.do(done, work, arguments, named)

    async def ask(
        self, work: Callable[Concatenate[Engine, P], Given], *arguments: P.args, **named: P.kwargs
    ) -> Given:
        """What the work of a stranger gives from this state and no other. Raises as `read` does."""
        if self.strangers is None:
            raise RuntimeError("this store has no engine for strangers")
        given = await self.strangers.do(work, *arguments, **named)
        if not self.taken.still:
            await self.read(_nothing)
        return given

    async def warm(self) -> None:
        """Wait until it can be read. Raises StoreFailed, StoreMoved."""
        await self.taken.prepare()
        await asyncio.gather(*(one.warm() for one in (self.readers, self.strangers) if one))

    async def close(self) -> None:
        """End the processes, when their work is done, and delete what was taken."""
        await self.readers.close()
        if self.strangers is not None:
            await self.strangers.close()
        await asyncio.to_thread(self.taken.remove)


def _nothing(reader: Reader) -> None:
    """Work after which it is confirmed that the store is still in this state."""
