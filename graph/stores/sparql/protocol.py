"""The SPARQL 1.1 Protocol: queries and updates sent to a server, and its answers."""

import math
import os
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from http import HTTPStatus
from threading import Lock
from time import monotonic, sleep
from urllib.parse import urlencode

import httpx

from graph.stores.sparql import faults
from graph.stores.sparql.answer import Answer, reason_of
from graph.stores.sparql.connection import Connection, shown
from ontology.errors import StoreFailed
from ontology.text import Text

SOLUTIONS = "application/sparql-results+json"
GRACE = 3.0
"""Seconds after its limit in which an engine may say that it has stopped, before it is waited for no longer."""

_CONNECTING = 10.0  # seconds
_SILENCE = 120.0  # seconds that a server may take, where there is no limit, to say something
_COMMITTING = (
    600.0  # seconds that it may take after the last of a write, which a proxy may have kept until then
)
_PAUSES = (0.2, 0.5)  # seconds before a reading is tried again
_AT_ONCE = 1.0  # seconds: what broke off later was being answered, and may have been too much for the server
_CLOSED = Text(sv="Lagret är stängt.", en="The store is closed.")
_UNREACHED = (httpx.ConnectError, httpx.ConnectTimeout, httpx.ProxyError, httpx.UnsupportedProtocol)

Fields = Sequence[tuple[str, str]]


class Endpoint:
    """The addresses of a store, asked over connections that are opened when first needed, and kept.

    Threads may share it; a forked process opens connections of its own.
    """

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._opening = Lock()
        self._client: httpx.Client | None = None
        self._process = 0
        self._closed = False

    @contextmanager
    def asked(
        self, query: str, *, limit: float | None = None, accept: str = SOLUTIONS, fields: Fields = ()
    ) -> Iterator[Answer]:
        """The answer to a query, in a media type that is accepted. `fields` are further ones of the protocol.

        `limit` is how many seconds the engine may work; it is told so in the way of Fuseki and RDF4J. Raises
        TookTooLong at the limit, Refused where the server says no, StoreFailed where it says nothing.
        """
        address = shown(self._connection.query)
        body, type_ = _body(query, fields)
        waiting = _SILENCE if limit is None else limit + GRACE
        client = self._opened()
        request = client.build_request(
            "POST",
            _query_url(self._connection.query, limit),
            content=body,
            headers={"Accept": accept, "Content-Type": type_},
            timeout=_timeout(waiting),
        )
        begun = monotonic()
        response = _answered(client, request, address, limit, waiting)
        try:
            if response.status_code != HTTPStatus.OK:
                said = reason_of(response)
                if faults.says_timed_out(response.status_code, said, monotonic() - begun, limit):
                    raise faults.took_too_long(limit)
                raise faults.refused(self._connection, address, response.status_code, said, writing=False)
            yield Answer(address, response, begun, limit, waiting)
        finally:
            response.close()

    def update(self, parts: Iterable[str]) -> None:
        """Send an update, part by part.

        Raises Refused where the server says no, StoreFailed where it says nothing. If the parts break off, so does the
        sending, and the update is not done.
        """
        address = shown(self._connection.update)
        client = self._opened()
        request = client.build_request(
            "POST",
            _url(self._connection.update),
            content=(part.encode() for part in parts),
            headers={"Content-Type": "application/sparql-update"},
            timeout=_timeout(_COMMITTING),
        )
        try:
            response = client.send(request, stream=True)
        except _UNREACHED as error:
            raise faults.out_of_reach(address, error) from error
        except httpx.TransportError as error:
            raise faults.unsure(address, error) from error
        try:
            if not response.is_success:
                status, said = response.status_code, reason_of(response)
                raise faults.refused(self._connection, address, status, said, writing=True)
        finally:
            response.close()

    def close(self) -> None:
        """Let go of the connections. Doing so twice does nothing."""
        with self._opening:
            if self._client is not None and self._process == os.getpid():
                self._client.close()
            self._client = None
            self._closed = True

    def _opened(self) -> httpx.Client:
        with self._opening:
            if self._closed:
                raise StoreFailed(_CLOSED)
            if self._client is None or self._process != os.getpid():
                self._client = httpx.Client(auth=self._account())
                self._process = os.getpid()
            return self._client

    def _account(self) -> tuple[str, str] | None:
        user = self._connection.user
        return None if user is None else (user, self._connection.password or "")


def _answered(
    client: httpx.Client, request: httpx.Request, address: str, limit: float | None, waiting: float
) -> httpx.Response:
    try:
        return _tried(client, request)
    except _UNREACHED as error:
        raise faults.out_of_reach(address, error) from error
    except httpx.TimeoutException as error:
        failed = faults.silent(address, waiting) if limit is None else faults.took_too_long(limit)
        raise failed from error
    except httpx.TransportError as error:
        raise faults.broken_off(address, error) from error


def _tried(client: httpx.Client, request: httpx.Request) -> httpx.Response:
    """The answer to a reading, which is sent again where the connection failed, as old ones do after a restart."""
    for pause in _PAUSES:
        begun = monotonic()
        try:
            return client.send(request, stream=True)
        except (httpx.NetworkError, httpx.RemoteProtocolError):
            if monotonic() - begun > _AT_ONCE:
                raise
            sleep(pause)
    return client.send(request, stream=True)


def _body(query: str, fields: Fields) -> tuple[bytes, str]:
    """The body and its type. A form may be as long as it has to, unlike what stands in an address."""
    if not fields:
        return query.encode(), "application/sparql-query"
    return urlencode([("query", query), *fields]).encode(), "application/x-www-form-urlencoded"


def _query_url(address: str, limit: float | None) -> httpx.URL:
    url = _url(address)
    return url if limit is None else url.copy_merge_params({"timeout": str(math.ceil(limit))})


def _url(address: str) -> httpx.URL:
    try:
        return httpx.URL(address)
    except httpx.InvalidURL as error:
        raise faults.not_an_address(shown(address), str(error)) from error


def _timeout(waiting: float) -> httpx.Timeout:
    return httpx.Timeout(connect=_CONNECTING, read=waiting, write=_SILENCE, pool=_CONNECTING)
