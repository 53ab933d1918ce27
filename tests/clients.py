"""Clients of a service that keep their connection, and what they saw."""

import statistics
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, suppress
from dataclasses import dataclass, field
from http.client import HTTPConnection, HTTPException, RemoteDisconnected
from time import perf_counter
from urllib.parse import urlsplit

PATIENCE = 60.0
"""How many seconds a client waits for an answer."""


@dataclass(frozen=True)
class Request:
    """What is asked, and the statuses that are right for it."""

    path: str
    headers: Mapping[str, str] = field(default_factory=dict)
    expected: tuple[int, ...] = (200,)


@dataclass(frozen=True)
class Seen:
    """An answer: when it was asked for and how long it took, in seconds, its status and its entity tag.

    The status is 0 where there was no answer.
    """

    at: float
    took: float
    status: int
    tag: str = ""


class Client:
    """A connection that is kept, and opened anew when it breaks."""

    def __init__(self, address: str) -> None:
        self._connection = HTTPConnection(urlsplit(address).netloc, timeout=PATIENCE)

    def ask(self, request: Request) -> Seen:
        """What the service answers, read to its end; asked again if it had ended the idle connection."""
        begun = perf_counter()
        try:
            with suppress(RemoteDisconnected, ConnectionResetError, BrokenPipeError):
                return self._asked(request, begun)
            self.close()
            return self._asked(request, begun)
        except (OSError, HTTPException):
            self.close()
            return Seen(begun, perf_counter() - begun, 0)

    def _asked(self, request: Request, begun: float) -> Seen:
        self._connection.request("GET", request.path, headers=dict(request.headers))
        answer = self._connection.getresponse()
        answer.read()
        return Seen(begun, perf_counter() - begun, answer.status, answer.headers.get("ETag", ""))

    def close(self) -> None:
        """End the connection."""
        self._connection.close()


def ask_once(address: str, request: Request) -> Seen:
    """What a client saw that asked this and nothing more."""
    with closing(Client(address)) as client:
        return client.ask(request)


def at_once(address: str, clients: int, seconds: float, asked: Callable[[], Request]) -> list[Seen]:
    """What so many clients saw that each asked once, and again as soon as it had the last answer, for so long."""

    def work(_: int) -> list[Seen]:
        with closing(Client(address)) as client:
            seen = [client.ask(asked())]
            while perf_counter() < end:
                seen.append(client.ask(asked()))
        return seen

    with ThreadPoolExecutor(clients) as pool:
        end = perf_counter() + seconds
        return [one for seen in pool.map(work, range(clients)) for one in seen]


def per_second(seen: Sequence[Seen]) -> float:
    """How many answers there were in a second, from the first question to the last answer."""
    return len(seen) / (max(one.at + one.took for one in seen) - min(one.at for one in seen))


def percentile(times: Sequence[float], percent: int) -> float:
    """So many per cent of the times are at most this."""
    if len(times) < 2:
        return times[0]
    return statistics.quantiles(times, n=100, method="inclusive")[percent - 1]
