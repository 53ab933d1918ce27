"""The answer of a SPARQL server: a file that is read while it comes, and what can go wrong in the middle of it."""

from io import RawIOBase
from time import monotonic
from typing import TYPE_CHECKING

import httpx

from graph.stores.sparql import faults
from ontology.errors import RotorsakError

if TYPE_CHECKING:
    from _typeshed import WriteableBuffer

_MOST_OF_REFUSAL = 2_000  # characters


class Answer(RawIOBase):
    """The body of an answer to a query that began at `begun` on the monotonic clock.

    Reading raises StoreFailed where the connection breaks off or is silent for `waiting` seconds, and TookTooLong where
    the result has not come whole within that time of a query with a limit.
    """

    def __init__(
        self, address: str, response: httpx.Response, begun: float, limit: float | None, waiting: float
    ) -> None:
        super().__init__()
        self.media_type = _media_type(response)
        self._address = address
        self._begun = begun
        self._limit = limit
        self._waiting = waiting
        self._parts = response.iter_bytes()
        self._rest = memoryview(b"")

    def readable(self) -> bool:
        """Whether it can be read: yes."""
        return True

    def readinto(self, buffer: "WriteableBuffer") -> int:
        """Fill the buffer with what comes next, as far as that goes; gives how far, and 0 at the end."""
        room = memoryview(buffer).cast("B")
        while not self._rest:
            part = self._next()
            if part is None:
                return 0
            self._rest = memoryview(part)
        given = self._rest[: len(room)]
        self._rest = self._rest[len(given) :]
        room[: len(given)] = given
        return len(given)

    def malformed(self, what: str) -> RotorsakError:
        """What to raise for an answer that cannot be read.

        An engine that is stopped in the middle of a result can say so only by breaking it off.
        """
        if self._limit is not None and self._elapsed() >= self._limit:
            return faults.took_too_long(self._limit)
        return faults.no_answer_of_sparql(self._address, what)

    def _next(self) -> bytes | None:
        if self._limit is not None and self._elapsed() > self._waiting:
            raise faults.took_too_long(self._limit)
        try:
            return next(self._parts, None)
        except httpx.TimeoutException:
            if self._limit is not None:
                raise faults.took_too_long(self._limit) from None
            raise faults.silent(self._address, self._waiting) from None
        except httpx.TransportError as error:
            raise faults.broken_off(self._address, error) from error
        except httpx.DecodingError as error:
            raise self.malformed(str(error)) from error

    def _elapsed(self) -> float:
        return monotonic() - self._begun


def reason_of(response: httpx.Response) -> str:
    """What a server gives, in words, as the reason of a refusal: where it sends to, or a text that is not a page."""
    if response.has_redirect_location:
        location = response.url.join(response.headers["location"])
        return str(location.copy_with(userinfo=b"", query=None, fragment=None))
    if "html" in _media_type(response):
        return ""
    said = b""
    try:
        for part in response.iter_bytes():
            said += part
            if len(said) >= _MOST_OF_REFUSAL:
                break
    except httpx.TransportError:
        pass
    return " ".join(said.decode(errors="replace").split())[:_MOST_OF_REFUSAL]


def _media_type(response: httpx.Response) -> str:
    return str(response.headers.get("content-type", "")).partition(";")[0].strip().lower()
