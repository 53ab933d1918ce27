"""What a SPARQL server, or the way to it, complains of, in words: what is wrong and what to do about it.

The server's own words are passed on where ours would say less. The account's password is in neither.
"""

import re
import socket
import ssl
from collections.abc import Iterator
from http import HTTPStatus

import httpx

from graph.stores.sparql.connection import Connection
from ontology.errors import StoreFailed, TookTooLong
from ontology.text import Text

_TOLD = 300  # characters of what a server says
_TIMED_OUT = re.compile(r"time(?:d[ -]?| ?)out", re.IGNORECASE)
_NOT_FOR_THIS = (400, 404, 405, 406, 410, 415, 501)
_FOR_NOW = (429, 502, 503, 504)


class Refused(StoreFailed):
    """The server answered, and did not do it. `status` is that of HTTP, `said` what it gave as the reason."""

    def __init__(self, message: Text, status: int, said: str) -> None:
        super().__init__(message)
        self.status = status
        self.said = said


def says_timed_out(status: int, said: str, seconds: float, limit: float | None) -> bool:
    """Whether a server that fails after so many seconds means that it has stopped a query at its limit."""
    failed = status >= HTTPStatus.INTERNAL_SERVER_ERROR or status == HTTPStatus.REQUEST_TIMEOUT
    past = limit is not None and seconds >= limit
    return failed and (past or _TIMED_OUT.search(said) is not None)


def took_too_long(limit: float | None) -> TookTooLong:
    """The engine was stopped at its limit: that of the store, or one of its own."""
    sv = f"tog mer än {limit:g} sekunder" if limit else "tog längre tid än lagrets server tillåter"
    en = f"took more than {limit:g} seconds" if limit else "took longer than the server of the store allows"
    return TookTooLong(
        Text(
            sv=f"Frågan {sv} och avbröts. Fråga efter mindre.",
            en=f"The query {en} and was stopped. Ask for less.",
        )
    )


def out_of_reach(address: str, error: httpx.TransportError) -> StoreFailed:
    """Nobody, or nobody to trust, answers at the address."""
    if isinstance(error, httpx.UnsupportedProtocol):
        return not_an_address(address, _said(error))
    causes = list(_causes(error))
    if any(isinstance(cause, socket.gaierror) for cause in causes):
        return StoreFailed(_no_such_host(address))
    if any(isinstance(cause, ssl.SSLError) for cause in causes):
        return StoreFailed(_not_trusted(address, error))
    return StoreFailed(
        Text(
            sv=f"SPARQL-lagret {address} svarar inte. Kontrollera att servern är igång och att adressen stämmer. "
            f"Det som hände: {_said(error)}",
            en=f"The SPARQL store {address} does not answer. Check that the server is running and that the address is "
            f"right. What happened: {_said(error)}",
        )
    )


def silent(address: str, seconds: float) -> StoreFailed:
    """The server takes calls, and is silent."""
    return StoreFailed(
        Text(
            sv=f"SPARQL-lagret {address} har inte svarat på {seconds:g} sekunder. Se efter hur servern mår, och "
            "försök igen.",
            en=f"The SPARQL store {address} has not answered for {seconds:g} seconds. See how the server is, and try "
            "again.",
        )
    )


def broken_off(address: str, error: httpx.TransportError) -> StoreFailed:
    """The connection ended in the middle of a reading."""
    return StoreFailed(
        Text(
            sv=f"Förbindelsen med SPARQL-lagret {address} bröts. Kontrollera att servern är igång, och försök igen. "
            f"Det som hände: {_said(error)}",
            en=f"The connection to the SPARQL store {address} broke off. Check that the server is running, and try "
            f"again. What happened: {_said(error)}",
        )
    )


def unsure(address: str, error: httpx.TransportError) -> StoreFailed:
    """The connection ended in the middle of a write."""
    return StoreFailed(
        Text(
            sv=f"Förbindelsen med SPARQL-lagret {address} bröts medan ändringen skrevs. Den är skriven i sin helhet "
            "eller inte alls. Gör om den: det som redan är gjort görs inte två gånger. "
            f"Det som hände: {_said(error)}",
            en=f"The connection to the SPARQL store {address} broke off during the write. It is written whole or not "
            f"at all. Do it again: what is done already is not done twice. What happened: {_said(error)}",
        )
    )


def no_room(error: OSError) -> StoreFailed:
    """What is read cannot be put aside on this machine."""
    return StoreFailed(
        Text(
            sv=f"Det som läses ur lagret får inte plats bland de tillfälliga filerna: {error.strerror}. Gör plats, "
            "eller peka ut en annan mapp med miljövariabeln TMPDIR.",
            en=f"What is read from the store does not fit among the temporary files: {error.strerror}. Make room, or "
            "name another folder in the environment variable TMPDIR.",
        )
    )


def not_an_address(address: str, reason: str) -> StoreFailed:
    """The address cannot be one of a server."""
    return StoreFailed(
        Text(
            sv=f"{address} är ingen adress till ett SPARQL-lager: {reason}. Den ska börja med http:// eller https://.",
            en=f"{address} is no address of a SPARQL store: {reason}. It should begin with http:// or https://.",
        )
    )


def no_answer_of_sparql(address: str, what: str) -> StoreFailed:
    """The server answered with something else than a result."""
    return StoreFailed(
        Text(
            sv=f"{address} svarade med något som inte är ett SPARQL-svar ({what}). Är det adressen för lagrets "
            "SPARQL-frågor, och inte till dess webbsida?",
            en=f"{address} answered with something that is no SPARQL result ({what}). Is it the address for SPARQL "
            "queries of the store, and not that of its web page?",
        )
    )


def refused(connection: Connection, address: str, status: int, said: str, *, writing: bool) -> Refused:
    """The server answered with a status that says no."""
    if status == HTTPStatus.UNAUTHORIZED:
        text = _account(connection, address)
    elif status == HTTPStatus.FORBIDDEN:
        text = _forbidden(connection, address)
    elif HTTPStatus.MULTIPLE_CHOICES <= status < HTTPStatus.BAD_REQUEST:
        text = _elsewhere(address, said)
    elif status in _NOT_FOR_THIS:
        text = _takes_no_updates(address) if writing else _takes_no_queries(address)
    elif status in _FOR_NOW:
        text = _not_now(address)
    else:
        text = _failed(address, writing=writing)
    return Refused(_with_answer(text, status, said), status, said)


def _account(connection: Connection, address: str) -> Text:
    if connection.user is None:
        return Text(
            sv=f"{address} kräver användare och lösenord. Ange dem för lagret.",
            en=f"{address} wants a user and a password. Give them for the store.",
        )
    return Text(
        sv=f"{address} godtar inte användaren '{connection.user}' med det lösenord som gavs. Kontrollera dem.",
        en=f"{address} does not accept the user '{connection.user}' with the password given. Check them.",
    )


def _forbidden(connection: Connection, address: str) -> Text:
    sv = f"Användaren '{connection.user}'" if connection.user else "Den som inte loggat in"
    en = f"The user '{connection.user}'" if connection.user else "Whoever is not logged in"
    return Text(
        sv=f"{sv} får inte göra detta på {address}. Ge rättigheten på servern, eller ange ett annat konto.",
        en=f"{en} may not do this at {address}. Give the right on the server, or name another account.",
    )


def _elsewhere(address: str, location: str) -> Text:
    to = location or "?"
    return Text(
        sv=f"{address} skickar vidare till {to}, dit ingenting sändes. Är lagret där, så ange den adressen; är det en "
        "inloggningssida, så ange användare och lösenord.",
        en=f"{address} sends on to {to}, where nothing was sent. If the store is there, give that address; if it is a "
        "page to log in, give a user and a password.",
    )


def _takes_no_updates(address: str) -> Text:
    return Text(
        sv=f"{address} tog inte emot ändringen. Ingenting skrevs. Kontrollera att det är adressen för ändringar, och "
        "att servern är startad för att skriva i (Fuseki: --update).",
        en=f"{address} did not take the update. Nothing was written. Check that it is the address for updates, and "
        "that the server was started to be written to (Fuseki: --update).",
    )


def _takes_no_queries(address: str) -> Text:
    return Text(
        sv=f"{address} tog inte emot frågan. Kontrollera att det är adressen för lagrets SPARQL-frågor.",
        en=f"{address} did not take the query. Check that it is the address for SPARQL queries of the store.",
    )


def _not_now(address: str) -> Text:
    return Text(
        sv=f"{address} kan inte svara just nu: servern är upptagen, eller håller på att starta. Försök igen om en "
        "stund.",
        en=f"{address} cannot answer just now: the server is busy, or is starting. Try again in a while.",
    )


def _failed(address: str, *, writing: bool) -> Text:
    sv = "Ändringen är skriven i sin helhet eller inte alls: gör om den. " if writing else ""
    en = "The change is written whole or not at all: do it again. " if writing else ""
    return Text(
        sv=f"Servern på {address} misslyckades med detta. {sv}Se serverns logg.",
        en=f"The server at {address} failed to do this. {en}See the log of the server.",
    )


def _with_answer(text: Text, status: int, said: str) -> Text:
    shown = said if len(said) <= _TOLD else said[:_TOLD] + " …"
    answer = f"{status}, {shown}" if shown else str(status)
    return Text(sv=f"{text.sv} Servern svarade: {answer}", en=f"{text.en} The server answered: {answer}")


def _no_such_host(address: str) -> Text:
    host = httpx.URL(address).host
    return Text(
        sv=f"Servern {host} finns inte, eller kan inte nås härifrån. Kontrollera lagrets adress, {address}, och nätet.",
        en=f"There is no server {host}, or it cannot be reached from here. Check the address of the store, {address}, "
        "and the network.",
    )


def _not_trusted(address: str, error: httpx.TransportError) -> Text:
    return Text(
        sv=f"Det går inte att lita på att {address} är den server den säger: {_said(error)}. Kontrollera dess "
        "certifikat, eller ange er egen utfärdare i miljövariabeln SSL_CERT_FILE.",
        en=f"It cannot be trusted that {address} is the server that it says: {_said(error)}. Check its certificate, or "
        "name your own issuer in the environment variable SSL_CERT_FILE.",
    )


def _causes(error: BaseException) -> Iterator[BaseException]:
    one: BaseException | None = error
    while one is not None:
        yield one
        one = one.__cause__ or one.__context__


def _said(error: httpx.TransportError) -> str:
    return " ".join(str(error).split()) or type(error).__name__
