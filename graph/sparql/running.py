"""Running the SPARQL of strangers: in a process of its own, on a snapshot, with limits that stop the work."""

import os
import resource
from dataclasses import dataclass
from pathlib import Path

import pyoxigraph

from graph.stores.folder import StoreFolder

_NICENESS = 10


@dataclass(frozen=True, slots=True)
class OpenEngine:
    """How a process for strangers opens the engine: read only, with `memory` bytes to use, after all others."""

    folder: Path
    memory: int

    def __call__(self) -> pyoxigraph.Store:
        """The engine, in a process that from now on gives way to others and can take no more memory than this."""
        engine = pyoxigraph.Store.read_only(str(StoreFolder(self.folder).quads))
        os.nice(_NICENESS)
        _limit_memory(self.memory)
        return engine


def _limit_memory(memory: int) -> None:
    page = resource.getpagesize()
    used = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[0]) * page
    resource.setrlimit(resource.RLIMIT_AS, (used + memory, used + memory))
