"""What a service follows: a store whose states it takes, one after the other, to have them read by processes."""

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Protocol

from api.service.reader import Reader
from api.service.settings import Limits
from graph.sparql.engine import Engine


class Taken(Protocol):
    """A state of a store: the hash of what it holds, and a folder for what is made of it."""

    @property
    def still(self) -> bool:
        """Whether it stays as it is when somebody writes to the store. If not, its readers may raise StoreMoved."""
        ...

    @property
    def graph(self) -> str:
        """The graph hash by which it is known."""
        ...

    @property
    def folder(self) -> Path:
        """Where files made of it lie until it is removed."""
        ...

    async def prepare(self) -> None:
        """Make what all its readers share. Raises StoreFailed, and StoreMoved where the store has left this state."""
        ...

    def reader(self, places: Mapping[str, str], limits: Limits) -> Callable[[], Reader]:
        """How a process opens its reader."""
        ...

    def engine(self, limits: Limits) -> Callable[[], Engine] | None:
        """How a process opens the engine for the SPARQL of strangers; None where there is no such engine."""
        ...

    @property
    def grace(self) -> float:
        """Seconds after its limit in which an engine on a server says that it has stopped."""
        ...

    def remove(self) -> None:
        """Let go of it, and delete its folder. Doing so twice does nothing."""
        ...


class Source(Protocol):
    """A store whose states are taken. Belongs to one event loop."""

    @property
    def waited_for(self) -> bool:
        """Whether the service waits for a store that is out of reach, at the start and later, and serves nothing then.

        Otherwise the store must be there at the start, and what was taken last is served until it can be read again.
        """
        ...

    async def changed(self) -> bool:
        """Whether the store may be in another state than the one taken last. Raises StoreFailed."""
        ...

    async def take(self) -> Taken:
        """The state of the store as it is now. Raises StoreFailed, LimitReached."""
        ...

    async def close(self) -> None:
        """Let go of the store."""
        ...
