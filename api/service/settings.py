"""What a service is started with: where it listens, what it reads, and how much anybody is given of it."""

import os
from dataclasses import dataclass, field

from api.stores import StoreAddress

_MEBIBYTE = 1024 * 1024


def _processors() -> int:
    return max(2, os.cpu_count() or 1)


@dataclass(frozen=True, slots=True)
class Limits:
    """What one request is given. Times in seconds, sizes in bytes.

    A request waits at most `waiting` for its turn. An answer of ours then has `answering`, a SPARQL query `querying`;
    a query may take `query_memory` more than its process had when idle, and give at most `query_result`. Nobody may
    send more than `body`.
    """

    waiting: float = 10.0
    answering: float = 30.0
    querying: float = 10.0
    query_memory: int = 1024 * _MEBIBYTE
    query_result: int = 32 * _MEBIBYTE
    body: int = 8 * _MEBIBYTE


@dataclass(frozen=True, slots=True)
class Settings:
    """A service: its store, its address, its processes, its limits.

    `readers` processes answer questions and write pages, `strangers` run the SPARQL of others: more than there
    are processors, so that a few queries without end do not hold up the rest. `cache` is how many bytes of answers are
    kept to be given again; every `look_every` seconds the service sees whether the store has changed.
    """

    store: StoreAddress
    host: str = "127.0.0.1"
    port: int = 8000
    readers: int = field(default_factory=_processors)
    strangers: int = field(default_factory=lambda: 2 * _processors())
    cache: int = 64 * _MEBIBYTE
    look_every: float = 1.0
    limits: Limits = Limits()
