"""Reading the address of a store: a folder, a Neo4j server, or a SPARQL 1.1 endpoint."""

from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path
from urllib.parse import unquote, urlsplit

from api.stores.account import Account, Credentials
from api.stores.embedded import SCHEME as EMBEDDED
from api.stores.embedded import EmbeddedAddress
from api.stores.faults import cannot, no_address, not_for_update
from api.stores.masking import masked
from api.stores.remote import RemoteAddress
from graph.stores.neo4j.connection import Connection as Neo4jConnection
from graph.stores.sparql.connection import Connection as SparqlConnection
from ontology.text import Text

DEFAULT_ADDRESS = "oxigraph:var/store"
NEO4J = ("neo4j", "neo4j+s", "neo4j+ssc", "bolt", "bolt+s", "bolt+ssc")
SPARQL = ("sparql+http", "sparql+https")
_NEO4J_PORT = 7687
_SCHEMES = (EMBEDDED, *NEO4J, *SPARQL)

StoreAddress = EmbeddedAddress | RemoteAddress


def parse_address(
    address: str, update: str | None = None, credentials: Credentials | None = None
) -> StoreAddress:
    """The address that a text gives, with the address for updates and the account where they are given beside it.

    Raises BadInput for what is no address, and for accounts that do not go together.
    """
    scheme = _scheme(address)
    if update and scheme not in SPARQL:
        raise not_for_update(masked(address))
    if scheme == EMBEDDED:
        return EmbeddedAddress(_folder(address))
    place = _place(address)
    account = (credentials or Credentials()).completing(place.account, masked(address))
    if scheme in NEO4J:
        return RemoteAddress(_neo4j(place, account))
    return RemoteAddress(_sparql(place, _update(update) if update else place, account))


@dataclass(frozen=True, slots=True)
class _Place:
    """What an address says of a server. `shown` is the address as it may be shown."""

    scheme: str
    host: str
    port: int | None
    path: str
    query: str
    account: Account
    shown: str

    @property
    def server(self) -> str:
        """Its host and port, as they stand in an address."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return f"{host}:{self.port}" if self.port else host


def _scheme(address: str) -> str:
    scheme, separator, rest = address.partition("://")
    if not separator:
        scheme, separator, rest = address.partition(":")
    scheme = scheme.lower()
    if scheme == EMBEDDED and separator and rest.strip():
        return scheme
    if scheme in _SCHEMES and separator == "://" and rest:
        return scheme
    raise no_address(masked(address), _meant(address))


def _meant(address: str) -> str | None:
    """What somebody may have meant who gave this, as it may be shown."""
    shown = masked(address)
    scheme, separator, rest = shown.partition(":")
    scheme, rest = scheme.lower(), rest.lstrip("/")
    if not separator:
        return f"{EMBEDDED}:{shown}" if shown.strip() and "…" not in shown else None
    if not rest.strip():
        return None
    if scheme in ("http", "https"):
        return f"sparql+{scheme}://{rest}"
    if scheme == "sparql":
        inner, found, place = rest.partition("://")
        return f"sparql+{inner}://{place}" if found else f"sparql+http://{rest}"
    near = get_close_matches(scheme, _SCHEMES, n=1, cutoff=0.75)
    if not near:
        return None
    return f"{near[0]}:{rest}" if near[0] == EMBEDDED else f"{near[0]}://{rest}"


def _folder(address: str) -> Path:
    folder = address.partition(":")[2]
    if folder.startswith("//") and not folder.startswith("///"):
        raise no_address(masked(address), f"{EMBEDDED}:{folder.removeprefix('//')}")
    return Path(folder)


def _place(address: str) -> _Place:
    shown = masked(address)
    if any(sign.isspace() or not sign.isprintable() for sign in address):
        raise cannot(
            shown,
            Text(
                sv="det står ett blanksteg eller ett osynligt tecken i den",
                en="there is a space or an invisible character in it",
            ),
        )
    try:
        split = urlsplit(address)
        host, port = split.hostname, split.port
    except ValueError:
        raise cannot(
            shown,
            Text(
                sv="servern och porten kan inte läsas (porten är ett tal från 1 till 65535; tecknen : / ? # @ i ett "
                "lösenord skrivs %3A %2F %3F %23 %40)",
                en="the host and port cannot be read (a port is a number from 1 to 65535; the signs : / ? # @ in a "
                "password are written %3A %2F %3F %23 %40)",
            ),
        ) from None
    if not host or port == 0:
        raise cannot(shown, Text(sv="ingen server är namngiven", en="it names no server"))
    if split.fragment or "@" in split.path:
        raise cannot(
            shown,
            Text(
                sv="tecknen / ? # @ i en användare eller ett lösenord skrivs %2F %3F %23 %40",
                en="the signs / ? # @ in a user or a password are written %2F %3F %23 %40",
            ),
        )
    account = Account(_decoded(split.username), _decoded(split.password))
    return _Place(split.scheme, host, port, split.path, split.query, account, shown)


def _decoded(part: str | None) -> str | None:
    return unquote(part) if part else None


def _neo4j(place: _Place, account: Account) -> Neo4jConnection:
    database = unquote(place.path.strip("/"))
    if "/" in database or place.query:
        raise cannot(
            place.shown,
            Text(
                sv="efter servern står bara namnet på databasen, till exempel neo4j://server/neo4j",
                en="only the name of the database follows the server, for example neo4j://server/neo4j",
            ),
        )
    at = _Place(place.scheme, place.host, place.port or _NEO4J_PORT, "", "", Account(), "")
    return Neo4jConnection(f"{place.scheme}://{at.server}", database or None, account.user, account.password)


def _sparql(query: _Place, update: _Place, account: Account) -> SparqlConnection:
    return SparqlConnection(_url(query), _url(update), account.user, account.password)


def _url(place: _Place) -> str:
    if not place.path:
        raise cannot(
            place.shown,
            Text(
                sv="den säger inte var på servern frågor tas emot, till exempel sparql+http://server:3030/ds",
                en="it does not say where on the server queries are taken, for example sparql+http://server:3030/ds",
            ),
        )
    question = f"?{place.query}" if place.query else ""
    return f"{place.scheme.removeprefix('sparql+')}://{place.server}{place.path}{question}"


def _update(address: str) -> _Place:
    if _scheme(address) not in SPARQL:
        raise no_address(masked(address), None)
    place = _place(address)
    if place.account != Account():
        raise cannot(
            place.shown,
            Text(
                sv="ange användare och lösenord i lagrets egen adress eller i miljön; de gäller för ändringar också",
                en="give the user and password in the store's own address or in the environment; they are used for "
                "updates too",
            ),
        )
    return place
