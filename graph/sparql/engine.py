"""What runs the SPARQL of strangers, and what it gives: the same for every kind of store that has such an engine."""

import os
import resource
from collections.abc import Iterator
from contextlib import AbstractContextManager
from pathlib import Path
from typing import IO, Any, Protocol, TypeAlias

from pyoxigraph import QueryBoolean, QuerySolutions, RdfFormat

from graph.sparql.asked import Asked

_NICENESS = 10


class FoundGraph(Protocol):
    """The result of a CONSTRUCT or a DESCRIBE: its triples, or what is written of them, once."""

    def __iter__(self) -> Iterator[Any]: ...

    def serialize(self, output: IO[bytes], format: RdfFormat) -> object:
        """Write the triples in a format."""
        ...


Results: TypeAlias = QuerySolutions | QueryBoolean | FoundGraph


class Engine(Protocol):
    """An engine, in a process for strangers."""

    def results(self, asked: Asked) -> AbstractContextManager[Results]:
        """What it finds, to be used while the context lasts, at whose end it stops working.

        Raises MalformedQuery, CallsOut, ReadOnly, and BadInput for the name of a graph that is no IRI. An engine on a
        server raises TookTooLong and StoreFailed as well, also while the results are read.
        """
        ...


def give_way(memory: int) -> None:
    """Let this process give way to others from now on, and take no more memory than these bytes beside what it has."""
    os.nice(_NICENESS)
    page = resource.getpagesize()
    used = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[0]) * page
    resource.setrlimit(resource.RLIMIT_AS, (used + memory, used + memory))
