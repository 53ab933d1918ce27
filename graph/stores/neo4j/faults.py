"""What a server or its driver complains of, in words: what is wrong and what to do about it.

The driver's own words are passed on where ours would say less; the account's password is in neither.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from neo4j.exceptions import AuthError, DriverError, IncompleteCommit, Neo4jError

from graph.stores.neo4j.connection import Connection
from ontology.errors import AccountRefused, RotorsakError, StoreFailed, TookTooLong
from ontology.text import Text


@contextmanager
def failures_told(connection: Connection) -> Iterator[None]:
    """Raise as StoreFailed or TookTooLong, naming the server, what its driver raises."""
    try:
        yield
    except AuthError as error:
        raise AccountRefused(_refused(connection, error)) from error
    except Neo4jError as error:
        raise _by_code(connection, error) from error
    except IncompleteCommit as error:
        raise StoreFailed(_unsure(connection)) from error
    except (DriverError, OSError) as error:
        raise StoreFailed(_out_of_reach(connection, error)) from error


@contextmanager
def only_reading(query: str) -> Iterator[None]:
    """Raise TypeError where the query of this name would write."""
    try:
        yield
    except Neo4jError as error:
        if error.code == "Neo.ClientError.Statement.AccessMode":
            raise TypeError(f"query {query!r} is not a SELECT") from error
        raise


def is_of_the_past(error: Neo4jError) -> bool:
    """Whether a server lacks what it is said to have held: it is behind others, or was restored from a copy."""
    return "Bookmark" in (error.code or "")


def _by_code(connection: Connection, error: Neo4jError) -> RotorsakError:
    code = error.code or ""
    if ".TransactionTimedOut" in code:
        return TookTooLong(_TOO_LONG)
    for part, text in _BY_CODE.items():
        if part in code:
            kind = AccountRefused if text is _refused else StoreFailed
            return kind(text(connection, error))
    return StoreFailed(_other(connection, error))


_TOO_LONG = Text(
    sv="Det tog för lång tid och avbröts av databasen, vid den gräns som Rotorsak gav den eller vid dess egen "
    "(db.transaction.timeout).",
    en="It took too long and was stopped by the database, at the limit that Rotorsak gave it or at its own "
    "(db.transaction.timeout).",
)


def _refused(connection: Connection, _: Exception) -> Text:
    who = f"'{connection.user}'" if connection.user else None
    return Text(
        sv=f"Neo4j på {connection} godtar inte "
        + (f"användaren {who} med det lösenord som gavs." if who else "anrop utan användare och lösenord.")
        + " Kontrollera användare och lösenord i lagrets adress.",
        en=f"Neo4j at {connection} does not accept "
        + (f"the user {who} with the password given." if who else "calls without a user and a password.")
        + " Check the user and the password in the address of the store.",
    )


def _forbidden(connection: Connection, error: Exception) -> Text:
    return Text(
        sv=f"Kontot har inte rätt att göra detta i Neo4j på {connection}. Ge det rättigheten, eller ange ett "
        f"annat konto i lagrets adress. Servern säger: {_said(error)}",
        en=f"The account may not do this in Neo4j at {connection}. Give it the right, or name another account in "
        f"the address of the store. The server says: {_said(error)}",
    )


def _no_database(connection: Connection, _: Exception) -> Text:
    name = f"'{connection.database}'" if connection.database else ""
    return Text(
        sv=f"Det finns ingen databas {name} på Neo4j-servern {connection.uri}. Skapa den, eller ange en annan i "
        "lagrets adress. (SHOW DATABASES visar vilka som finns.)",
        en=f"There is no database {name} on the Neo4j server {connection.uri}. Create it, or name another in the "
        "address of the store. (SHOW DATABASES lists them.)",
    )


def _read_only(connection: Connection, _: Exception) -> Text:
    return Text(
        sv=f"Neo4j på {connection} tar bara emot läsningar. Ingenting skrevs. Låt den som sköter servern öppna "
        "databasen för skrivning (inställningarna server.databases.default_to_read_only och "
        "server.databases.read_only).",
        en=f"Neo4j at {connection} takes no writes. Nothing was written. Have whoever runs the server open the "
        "database for writing (the settings server.databases.default_to_read_only and server.databases.read_only).",
    )


def _no_memory(connection: Connection, error: Exception) -> Text:
    return Text(
        sv=f"Neo4j på {connection} har inte minne nog för detta. Ingenting skrevs. Ge servern mer "
        f"(dbms.memory.transaction.total.max, server.memory.heap.max_size), eller gör mindre i taget. "
        f"Servern säger: {_said(error)}",
        en=f"Neo4j at {connection} has not enough memory for this. Nothing was written. Give the server more "
        f"(dbms.memory.transaction.total.max, server.memory.heap.max_size), or do less at a time. "
        f"The server says: {_said(error)}",
    )


def _behind(connection: Connection, _: Exception) -> Text:
    return Text(
        sv=f"Neo4j på {connection} har inte det som vi skrev till den nyss: den är efter de andra i klustret, eller "
        "har återställts från en kopia. Försök igen.",
        en=f"Neo4j at {connection} does not have what we wrote to it a moment ago: it is behind the others of its "
        "cluster, or was restored from a copy. Try again.",
    )


def _other(connection: Connection, error: Exception) -> Text:
    return Text(
        sv=f"Neo4j på {connection} kunde inte göra detta. Servern säger: {_said(error)}",
        en=f"Neo4j at {connection} could not do this. The server says: {_said(error)}",
    )


def _unsure(connection: Connection) -> Text:
    return Text(
        sv=f"Förbindelsen med Neo4j på {connection} bröts medan ändringen skrevs klart. Den är skriven i sin helhet "
        "eller inte alls. Gör om den: det som redan är gjort görs inte två gånger.",
        en=f"The connection to Neo4j at {connection} broke while the change was being completed. It is written whole "
        "or not at all. Do it again: what is done already is not done twice.",
    )


def _out_of_reach(connection: Connection, error: Exception) -> Text:
    return Text(
        sv=f"Neo4j på {connection} svarar inte. Kontrollera att servern är igång och att adressen stämmer. "
        f"Det som hände: {_said(error)}",
        en=f"Neo4j at {connection} does not answer. Check that the server is running and that the address is right. "
        f"What happened: {_said(error)}",
    )


def _said(error: Exception) -> str:
    said = error.message if isinstance(error, Neo4jError) else str(error)
    return " ".join((said or type(error).__name__).split())


_BY_CODE: dict[str, Callable[[Connection, Exception], Text]] = {
    ".Security.Forbidden": _forbidden,
    ".Security.": _refused,
    "DatabaseNotFound": _no_database,
    "ReadOnly": _read_only,
    "OutOfMemory": _no_memory,
    "Bookmark": _behind,
}
"""What to say by a part of the server's code for it; the first that fits."""
