"""Sessions with a server: one driver for each process, opened at first use, since none survives a fork."""

import logging
import os
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from threading import Lock
from typing import TypeVar

from neo4j import Driver, GraphDatabase, ManagedTransaction, Record, Session, Transaction, unit_of_work
from neo4j.exceptions import Neo4jError

from graph.stores.neo4j.connection import Connection
from graph.stores.neo4j.faults import failures_told, is_of_the_past
from ontology.errors import StoreFailed, StoreMoved
from ontology.text import Text

Found = TypeVar("Found")
Work = Callable[[ManagedTransaction], Found]

logging.getLogger("neo4j").addHandler(logging.NullHandler())  # what it warns of, we raise

_CONNECTED_WITHIN = 3.0  # seconds
_RETRIED_FOR = 3.0  # seconds, after the first failure
_FIRST_RETRY_AFTER = 0.2  # seconds; then twice that, and so on
_SENT_AT_ONCE = 2000  # rows that a server sends before it is asked for more
_READ_ANEW = 8  # times


class Sessions:
    """What a store reads and writes through. A process sees its own writes, in a cluster too."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._driver: Driver | None = None
        self._process = 0
        self._opening = Lock()
        self._closed = False
        self._seen = GraphDatabase.bookmark_manager()

    def read(self, work: Work[Found], limit: float | None = None) -> Found:
        """What `work` finds in one read transaction, which the server stops after `limit` seconds.

        It reads again if anything was written meanwhile: Neo4j shows readers a change bit by bit while it completes it.
        """
        for _ in range(_READ_ANEW):
            with self.session() as session:
                before = self._state(session)
                found = session.execute_read(unit_of_work(timeout=limit)(work))
                if session.last_bookmarks().raw_values == before:
                    return found
        raise StoreMoved(_disturbed(self._connection))

    def stream(self, work: Callable[[Transaction], Iterable[Record]]) -> Iterator[Record]:
        """What `work` finds in one read transaction, row by row.

        Raises StoreMoved at the end if anything was written meanwhile.
        """
        with self.session() as session:
            before = self._state(session)
            with session.begin_transaction() as transaction:
                yield from work(transaction)
                transaction.commit()
            if session.last_bookmarks().raw_values != before:
                raise StoreMoved(_disturbed(self._connection))

    @contextmanager
    def session(self) -> Iterator[Session]:
        """A session; whatever the server or the driver complains of is raised as StoreFailed or TookTooLong."""
        with (
            failures_told(self._connection),
            self._open().session(
                database=self._connection.database,
                default_access_mode="READ",
                bookmark_manager=self._seen,
                fetch_size=_SENT_AT_ONCE,
            ) as session,
        ):
            try:
                yield session
            except Neo4jError as error:
                if is_of_the_past(error):
                    self._seen = GraphDatabase.bookmark_manager()
                raise

    def close(self) -> None:
        """Close the driver of this process."""
        with self._opening:
            driver, self._driver, self._closed = self._driver, None, True
        if driver is not None and self._process == os.getpid():
            driver.close()

    def _state(self, session: Session) -> frozenset[str]:
        """The last state of the database that we know of. A session waits until the server has completed it."""
        if not self._seen.get_bookmarks():
            session.execute_read(_nothing)
        return frozenset(self._seen.get_bookmarks())

    def _open(self) -> Driver:
        with self._opening:
            if self._closed:
                raise StoreFailed(Text(sv="Lagret är stängt.", en="The store is closed."))
            if self._driver is None or self._process != os.getpid():
                self._driver, self._process = _driver(self._connection), os.getpid()
            return self._driver


def _nothing(_: ManagedTransaction) -> None:
    """Work that only tells the state of the database."""


def _driver(connection: Connection) -> Driver:
    """A driver that soon finds out that a server is down, or hangs: it tries each connection before it is used.

    A server that hangs in the middle of an answer is only given up after the time that it set itself when it was
    connected to (`connection.recv_timeout_seconds`, two minutes unless its settings say otherwise).
    """
    return GraphDatabase.driver(
        connection.uri,
        auth=(connection.user, connection.password or "") if connection.user else None,
        connection_timeout=_CONNECTED_WITHIN,
        connection_acquisition_timeout=_CONNECTED_WITHIN,
        liveness_check_timeout=0,
        max_transaction_retry_time=_RETRIED_FOR,
        initial_retry_delay=_FIRST_RETRY_AFTER,
        notifications_min_severity="OFF",
        warn_notification_severity="OFF",
        telemetry_disabled=True,
        user_agent="rotorsak",
    )


def _disturbed(connection: Connection) -> Text:
    return Text(
        sv=f"Neo4j på {connection} skrevs till hela tiden medan det lästes. Försök igen om en stund.",
        en=f"Neo4j at {connection} was written to all the time while it was being read. Try again in a while.",
    )
