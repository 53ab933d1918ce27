"""Addresses of stores: what they name, what is told of those that cannot be, and that no secret is shown."""

from pathlib import Path

import pytest

from api.stores import Credentials, EmbeddedAddress, RemoteAddress, parse_address
from api.stores.masking import masked
from graph.stores.neo4j.connection import Connection as Neo4jConnection
from graph.stores.sparql.connection import Connection as SparqlConnection
from ontology.errors import BadInput
from ontology.text import LANGUAGES

SECRET = "s3cret"


def refused(address: str, update: str | None = None, credentials: Credentials | None = None) -> str:
    """What is told in English of an address that cannot be; the secret is told in no language."""
    with pytest.raises(BadInput) as caught:
        parse_address(address, update, credentials)
    for told in (*map(caught.value.tell, LANGUAGES), repr(caught.value)):
        assert SECRET not in told
    return caught.value.tell("en")


# --- what they name


@pytest.mark.parametrize(
    ("address", "folder"),
    [
        ("oxigraph:var/store", "var/store"),
        ("oxigraph:/data/store", "/data/store"),
        ("oxigraph:///data/store", "/data/store"),
        ("OXIGRAPH:C:/store", "C:/store"),
        ("oxigraph:a@b?c", "a@b?c"),
    ],
)
def test_a_folder(address: str, folder: str) -> None:
    assert parse_address(address) == EmbeddedAddress(Path(folder))


@pytest.mark.parametrize(
    ("address", "connection", "shown"),
    [
        ("neo4j://graph", Neo4jConnection("neo4j://graph:7687"), "neo4j://graph:7687"),
        ("neo4j+s://graph", Neo4jConnection("neo4j+s://graph:7687"), "neo4j+s://graph:7687"),
        ("neo4j+ssc://graph:1", Neo4jConnection("neo4j+ssc://graph:1"), "neo4j+ssc://graph:1"),
        ("bolt://graph/", Neo4jConnection("bolt://graph:7687"), "bolt://graph:7687"),
        ("bolt+s://graph/town", Neo4jConnection("bolt+s://graph:7687", "town"), "bolt+s://graph:7687/town"),
        ("BOLT+SSC://GRAPH", Neo4jConnection("bolt+ssc://graph:7687"), "bolt+ssc://graph:7687"),
        ("neo4j://[::1]", Neo4jConnection("neo4j://[::1]:7687"), "neo4j://[::1]:7687"),
        (
            "neo4j://anna:s3cret@[2001:db8::1]:7000/town",
            Neo4jConnection("neo4j://[2001:db8::1]:7000", "town", "anna", "s3cret"),
            "neo4j://[2001:db8::1]:7000/town",
        ),
        (
            "neo4j://an%20na:%C3%A5%3A%2F%40%23%3F%25@graph",
            Neo4jConnection("neo4j://graph:7687", None, "an na", "å:/@#?%"),
            "neo4j://graph:7687",
        ),
        (
            "sparql+http://127.0.0.1:3030/ds",
            SparqlConnection("http://127.0.0.1:3030/ds", "http://127.0.0.1:3030/ds"),
            "sparql+http://127.0.0.1:3030/ds",
        ),
        (
            "sparql+https://anna:s3cret@graph.example/a/b?key=s3cret&x=%20",
            SparqlConnection(
                "https://graph.example/a/b?key=s3cret&x=%20",
                "https://graph.example/a/b?key=s3cret&x=%20",
                "anna",
                "s3cret",
            ),
            "sparql+https://graph.example/a/b",
        ),
    ],
)
def test_a_server(address: str, connection: Neo4jConnection | SparqlConnection, shown: str) -> None:
    parsed = parse_address(address)
    assert parsed == RemoteAddress(connection)
    assert str(parsed) == shown


def test_an_address_for_updates_of_its_own() -> None:
    parsed = parse_address("sparql+https://anna:s3cret@graph/ds/query", "sparql+https://graph:8443/ds/update")
    assert parsed == RemoteAddress(
        SparqlConnection("https://graph/ds/query", "https://graph:8443/ds/update", "anna", "s3cret")
    )


# --- near misses


@pytest.mark.parametrize(
    ("address", "meant"),
    [
        ("http://localhost:3030/ds", "Did you mean sparql+http://localhost:3030/ds?"),
        ("https://anna:s3cret@graph/ds?k=s3cret", "Did you mean sparql+https://…@graph/ds?…?"),
        ("sparql://graph/ds", "Did you mean sparql+http://graph/ds?"),
        ("sparql:https://graph/ds", "Did you mean sparql+https://graph/ds?"),
        ("neo4j:graph:7687", "Did you mean neo4j://graph:7687?"),
        ("neo4js://anna:s3cret@graph", "Did you mean neo4j+s://…@graph?"),
        ("blot://graph", "Did you mean bolt://graph?"),
        ("oxygraph:var/store", "Did you mean oxigraph:var/store?"),
        ("oxigraph://var/store", "Did you mean oxigraph:var/store?"),
        ("var/store", "Did you mean oxigraph:var/store?"),
        ("postgres://anna:s3cret@graph/db", "The forms are: oxigraph:FOLDER, neo4j://"),
        ("anna:s3cret@graph", "The forms are"),
        ("s3cret@graph", "The forms are"),
        ("", "for example --store oxigraph:var/store"),
        ("oxigraph:", "The forms are"),
        ("oxigraph:  ", "The forms are"),
        ("neo4j://", "The forms are"),
        ("http:", "The forms are"),
    ],
)
def test_what_is_no_address_is_told_with_what_may_have_been_meant(address: str, meant: str) -> None:
    told = refused(address)
    assert "is not the address of a store" in told
    assert meant in told


@pytest.mark.parametrize(
    ("address", "reason"),
    [
        ("neo4j://anna:s3cret", "a port is a number"),
        ("neo4j://anna:s3cret:7687", "a port is a number"),
        ("neo4j://graph:0", "names no server"),
        ("neo4j://graph:65536", "from 1 to 65535"),
        ("neo4j://anna:s3cret@", "names no server"),
        ("neo4j://[::1", "host and port"),
        ("neo4j://anna:s3cret@[::1/town", "host and port"),
        ("neo4j://anna:s3c@s3cret/more@graph", "are written %2F %3F %23 %40"),
        ("neo4j://anna:s3cret#more@graph", "are written %3A %2F %3F %23 %40"),
        ("neo4j://anna:s3cret/more@graph", "are written %3A %2F %3F %23 %40"),
        ("neo4j://anna:s3cret?more@graph", "are written %3A %2F %3F %23 %40"),
        ("neo4j://anna:s3cret more@graph", "a space or an invisible character"),
        ("neo4j://graph\n", "a space or an invisible character"),
        ("neo4j://graph/a/b", "only the name of the database"),
        ("neo4j://graph/a?key=s3cret", "only the name of the database"),
        ("sparql+http://graph", "where on the server queries are taken"),
        ("sparql+http://graph/ds#s3cret", "are written %2F %3F %23 %40"),
    ],
)
def test_an_address_that_cannot_be_used_says_why(address: str, reason: str) -> None:
    assert reason in refused(address)


@pytest.mark.parametrize("address", ["oxigraph:var/store", "neo4j://anna:s3cret@graph"])
def test_only_a_sparql_store_has_an_address_for_updates(address: str) -> None:
    assert "belongs to a store with the address sparql+http://" in refused(
        address, "sparql+http://graph/update"
    )


@pytest.mark.parametrize(
    ("update", "told"),
    [
        ("http://graph/update", "Did you mean sparql+http://graph/update?"),
        ("neo4j://graph", "is not the address of a store"),
        ("sparql+http://anna:s3cret@graph/update", "they are used for updates too"),
        ("sparql+http://graph", "where on the server"),
    ],
)
def test_an_address_for_updates_that_cannot_be_used(update: str, told: str) -> None:
    assert told in refused("sparql+http://graph/query", update)


# --- accounts


def account(address: str, credentials: Credentials) -> tuple[str | None, str | None]:
    parsed = parse_address(address, credentials=credentials)
    assert isinstance(parsed, RemoteAddress)
    return parsed.connection.user, parsed.connection.password


@pytest.mark.parametrize("store", ["neo4j://{}graph", "sparql+http://{}graph/ds"])
@pytest.mark.parametrize(
    ("written", "given", "account_"),
    [
        ("", Credentials(), (None, None)),
        ("", Credentials("", ""), (None, None)),
        ("", Credentials("anna", "s3cret"), ("anna", "s3cret")),
        ("anna@", Credentials(None, "s3cret"), ("anna", "s3cret")),
        ("anna@", Credentials("anna", "s3cret"), ("anna", "s3cret")),
        ("anna:s3cret@", Credentials("bo", "other"), ("anna", "s3cret")),
        ("anna:s3cret@", Credentials("bo", "other", Path("/nowhere")), ("anna", "s3cret")),
    ],
)
def test_what_the_address_says_comes_first_and_the_rest_from_beside_it(
    store: str, written: str, given: Credentials, account_: tuple[str | None, str | None]
) -> None:
    assert account(store.format(written), given) == account_


@pytest.mark.parametrize(
    ("written", "given", "told"),
    [
        ("anna@", Credentials(), "ROTORSAK_STORE_PASSWORD"),
        ("", Credentials("anna"), "no password"),
        ("", Credentials(None, "s3cret"), "ROTORSAK_STORE_USER"),
        (":s3cret@", Credentials(), "no user"),
        ("anna@", Credentials("bo", "s3cret"), "names one user and ROTORSAK_STORE_USER another"),
        ("", Credentials("anna", "s3cret", Path("x")), "twice"),
    ],
)
def test_half_an_account_and_two_of_them_are_told(written: str, given: Credentials, told: str) -> None:
    assert told in refused(f"neo4j://{written}graph", credentials=given)


def test_an_embedded_store_has_no_account() -> None:
    beside = Credentials("anna", "s3cret", Path("/nowhere"))
    assert parse_address("oxigraph:x", credentials=beside) == EmbeddedAddress(Path("x"))


@pytest.mark.parametrize(
    ("held", "password"),
    [
        (b"s3cret", "s3cret"),
        (b"s3cret\n", "s3cret"),
        (b"s3cret\r\n", "s3cret"),
        (b"s3cret\n\n", "s3cret\n"),
        (b" s3 cret ", " s3 cret "),
        (b"\xef\xbb\xbfs3cret\n", "s3cret"),
        ("lösen".encode(), "lösen"),
    ],
)
def test_a_password_in_a_file_is_all_but_the_last_line_end(
    tmp_path: Path, held: bytes, password: str
) -> None:
    file = tmp_path / "password"
    file.write_bytes(held)
    assert account("neo4j://anna@graph", Credentials(None, None, file)) == ("anna", password)


@pytest.mark.parametrize(
    ("held", "reason"), [(b"", "empty"), (b"\n", "empty"), (b"s3cret\xff", "UTF-8"), (b"x" * 70_000, "large")]
)
def test_a_file_without_a_password_is_named(tmp_path: Path, held: bytes, reason: str) -> None:
    file = tmp_path / "password"
    file.write_bytes(held)
    told = refused("neo4j://anna@graph", credentials=Credentials(None, None, file))
    assert str(file) in told
    assert reason in told


def test_a_file_that_is_not_there_or_no_file_is_named(tmp_path: Path) -> None:
    for file in (tmp_path / "none", tmp_path):
        assert str(file) in refused("neo4j://anna@graph", credentials=Credentials(None, None, file))


# --- secrets


@pytest.mark.parametrize(
    "address", ["neo4j://anna:s3cret@graph/town", "sparql+https://anna:s3cret@graph/ds?key=s3cret"]
)
def test_an_address_shows_no_secret(address: str) -> None:
    parsed = parse_address(address)
    assert SECRET not in f"{parsed} {parsed!s} {masked(address)}"
    assert "anna" not in str(parsed)


def test_a_password_is_in_no_representation() -> None:
    beside = Credentials("anna", SECRET)
    assert SECRET not in f"{beside!r} {parse_address('neo4j://graph', credentials=beside)!r}"
