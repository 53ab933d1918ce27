"""What a SPARQL server may refuse, or fail at, or not be: told in both languages, with what to do, and no password."""

import json
import logging
import threading
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from time import monotonic

import pytest
from pyoxigraph import Literal, NamedNode, Quad

from graph.stores.interface import Diff
from graph.stores.named_queries import NamedQuery
from graph.stores.sparql.connection import Connection
from graph.stores.sparql.protocol import GRACE
from graph.stores.sparql.store import SparqlStore
from ontology.errors import StoreFailed, TookTooLong
from ontology.iris import graph
from ontology.namespaces import RS
from tests.conftest import missing
from tests.servers.fuseki import FusekiServer
from tests.servers.running import free_port, tools_missing

pytestmark = pytest.mark.xdist_group("sparql")

NODE = NamedNode("https://w3id.org/rotorsak/id/goal/a")
SECRET = "hemligt-lösen"
NUMBERS = NamedQuery("numbers", "SELECT ?n { GRAPH ?g { ?s <https://w3id.org/rotorsak/def#number> ?n } }")
ENDLESS = NamedQuery(
    "endless", "SELECT (COUNT(*) AS ?n) { GRAPH ?g { ?a ?b ?c . ?d ?e ?f . ?h ?i ?j . ?k ?l ?m } }"
)
WITHOUT_END = NamedQuery("without-end", "SELECT * { GRAPH ?g { ?a ?b ?c . ?d ?e ?f . ?h ?i ?j . ?k ?l ?m } }")


def quad(number: int) -> Quad:
    return Quad(NODE, RS["number"], Literal(number), graph("g"))


def add(store: SparqlStore, *quads: Quad) -> None:
    store.write(Diff(add=frozenset(quads)))


@pytest.fixture
def server(fuseki_server: FusekiServer) -> FusekiServer:
    fuseki_server.wipe()
    return fuseki_server


@pytest.fixture
def store(server: FusekiServer) -> Iterator[SparqlStore]:
    with SparqlStore(server.connection) as opened:
        yield opened


@pytest.mark.parametrize("query", [ENDLESS, WITHOUT_END], ids=lambda query: query.name)
def test_a_query_is_stopped_at_the_limit(query: NamedQuery, server: FusekiServer, store: SparqlStore) -> None:
    store.write(Diff(add=frozenset(map(quad, range(500)))))
    with SparqlStore(server.connection, limit=1) as limited:
        begun = monotonic()
        with pytest.raises(TookTooLong) as stopped:
            limited.select(query)
        assert monotonic() - begun < 1 + 2 * GRACE
        assert limited.select(NamedQuery("one", "SELECT (1 AS ?n) {}")) == [{"n": Literal(1)}]
    assert "1 seconds" in stopped.value.tell("en")
    assert "1 sekunder" in stopped.value.tell("sv")


def test_a_server_that_hangs_is_not_waited_for(
    server: FusekiServer, store: SparqlStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    add(store, quad(1))
    monkeypatch.setattr("graph.stores.sparql.protocol._SILENCE", 1.0)
    server.freeze()
    try:
        with SparqlStore(server.connection, limit=1) as limited, pytest.raises(TookTooLong):
            limited.select(NUMBERS)
        with pytest.raises(StoreFailed, match="has not answered for 1 seconds"):
            store.graph_hash()
    finally:
        server.thaw()
    assert store.select(NUMBERS) == [{"n": Literal(1)}]


def test_opening_says_nothing_to_the_server_and_closing_ends_it() -> None:
    nobody = f"http://127.0.0.1:{free_port()}/ds"
    store = SparqlStore(Connection(nobody, nobody))
    store.close()
    store.close()
    with pytest.raises(StoreFailed, match="closed"):
        store.graph_hash()


@pytest.mark.parametrize(
    ("address", "told"),
    [
        ("http://127.0.0.1:9/ds", ("is running", "är igång")),
        ("http://nobody.invalid/ds", ("no server nobody.invalid", "nobody.invalid finns inte")),
        ("ftp://127.0.0.1/ds", ("http://", "http://")),
        ("http://[/ds", ("http://", "http://")),
    ],
)
def test_a_server_out_of_reach(address: str, told: tuple[str, str]) -> None:
    with SparqlStore(Connection(f"{address}?key={SECRET}", f"{address}?key={SECRET}")) as store:
        for use in (store.check, store.graph_names, lambda: store.write(Diff(add=frozenset({quad(1)})))):
            with pytest.raises(StoreFailed) as failed:
                use()  # type: ignore[operator]
            for text, words in zip((failed.value.tell("en"), failed.value.tell("sv")), told, strict=True):
                assert words in text
                assert address in text
                assert SECRET not in text


def test_an_address_without_a_store(server: FusekiServer) -> None:
    with (
        SparqlStore(Connection(f"{server.url}-nope", server.url)) as store,
        pytest.raises(StoreFailed) as failed,
    ):
        store.check()
    assert "SPARQL-frågor" in failed.value.tell("sv")


@pytest.fixture(scope="module")
def read_only(tmp_path_factory: pytest.TempPathFactory) -> Iterator[FusekiServer]:
    yield from _running(FusekiServer(tmp_path_factory.mktemp("read-only"), writable=False))


@pytest.fixture(scope="module")
def guarded_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[FusekiServer]:
    folder = tmp_path_factory.mktemp("accounts")
    (folder / "accounts").write_text(f"strateg: {SECRET}\n", encoding="utf-8")
    yield from _running(FusekiServer(folder, accounts=folder / "accounts"))


def _running(server: FusekiServer) -> Iterator[FusekiServer]:
    if lacking := tools_missing():
        missing(lacking)
    server.start()
    yield server
    server.stop()


def test_a_server_that_is_only_read(read_only: FusekiServer) -> None:
    with SparqlStore(read_only.connection) as store:
        store.check()
        assert list(store.quads()) == []
        for use in (lambda: store.check(write=True), lambda: add(store, quad(1))):
            with pytest.raises(StoreFailed, match=r"Nothing was written.*--update") as failed:
                use()
            assert "Ingenting skrevs" in failed.value.tell("sv")


def account(server: FusekiServer, user: str | None, password: str | None) -> Connection:
    return Connection(server.url, server.url, user, password)


def test_the_account_is_used_and_its_password_never_told(
    guarded_server: FusekiServer, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    connection = account(guarded_server, "strateg", SECRET)
    with SparqlStore(connection) as store:
        store.check(write=True)
        add(store, quad(1))
        assert list(store.quads()) == [quad(1)]
        store.write(Diff(remove=frozenset({quad(1)})))
    told = f"{caplog.text} {connection} {connection!r} {vars(store)!r}"
    assert guarded_server.url in told
    assert SECRET not in told


def test_addresses_of_two_stores_are_noticed(server: FusekiServer, guarded_server: FusekiServer) -> None:
    connection = Connection(server.url, guarded_server.url, "strateg", SECRET)
    with SparqlStore(connection) as store, pytest.raises(StoreFailed, match="as before") as failed:
        add(store, quad(1))
    assert "till samma lager" in failed.value.tell("sv")


@pytest.mark.parametrize(
    ("user", "password", "sv", "en"),
    [
        (None, None, "kräver användare och lösenord", "wants a user and a password"),
        (
            "strateg",
            "fel-" + SECRET,
            "godtar inte användaren 'strateg'",
            "does not accept the user 'strateg'",
        ),
        ("strateg", None, "godtar inte användaren 'strateg'", "does not accept the user 'strateg'"),
    ],
)
def test_an_account_that_is_refused(
    guarded_server: FusekiServer, user: str | None, password: str | None, sv: str, en: str
) -> None:
    with SparqlStore(account(guarded_server, user, password)) as store:
        for use in (store.check, lambda: store.check(write=True), store.graph_hash):
            with pytest.raises(StoreFailed) as failed:
                use()  # type: ignore[operator]
            assert sv in failed.value.tell("sv")
            assert en in failed.value.tell("en")
            assert SECRET not in f"{failed.value!r} {failed.value.__cause__!r} {failed.value.tell('sv')}"


PAGE = (200, {"Content-Type": "text/html"}, b"<html>Logga in</html>")
ROWS = {"head": {"vars": ["s", "p", "o", "graph", "n", "total"]}, "results": {"bindings": []}}
JSON = {"Content-Type": "application/sparql-results+json"}
TO_LOGIN = {"Location": "https://user:geheim@login.example.org/in?ticket=geheim"}


@pytest.fixture
def answering() -> Iterator[Callable[[int, dict[str, str], bytes], str]]:
    """An address at which something that is no store of ours answers the same to everything."""
    opened: list[ThreadingHTTPServer] = []

    def made(status: int, headers: dict[str, str], body: bytes) -> str:
        class Answering(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                self.rfile.read(int(self.headers.get("Content-Length", "0")))
                self.send_response(status)
                for name, value in headers.items():
                    self.send_header(name, value)
                self.end_headers()
                self.wfile.write(body)

            def log_message(self, *_: object) -> None:
                pass

        opened.append(ThreadingHTTPServer(("127.0.0.1", 0), Answering))
        threading.Thread(target=opened[-1].serve_forever, daemon=True).start()
        return f"http://127.0.0.1:{opened[-1].server_port}/ds"

    yield made
    for server in opened:
        server.shutdown()
        server.server_close()


@pytest.mark.parametrize(
    ("status", "headers", "body", "sv", "en"),
    [
        (*PAGE, "inte är ett SPARQL-svar (text/html)", "no SPARQL result (text/html)"),
        (200, JSON, b"<html>", "inte är ett SPARQL-svar", "no SPARQL result"),
        (200, JSON, b'{"hello": 1}', "inte är ett SPARQL-svar", "no SPARQL result"),
        (200, JSON, json.dumps(ROWS).encode()[:-2], "inte är ett SPARQL-svar", "no SPARQL result"),
        (200, {}, b"", "inte är ett SPARQL-svar", "no SPARQL result"),
        (200, {**JSON, "Content-Length": "900"}, b"{", "bröts", "broke off"),
        (
            200,
            {**JSON, "Content-Encoding": "gzip"},
            b"not gzip",
            "inte är ett SPARQL-svar",
            "no SPARQL result",
        ),
        (
            302,
            TO_LOGIN,
            b"",
            "skickar vidare till https://login.example.org/in",
            "sends on to https://login.example.org/in",
        ),
        (403, {}, b"", "får inte", "may not"),
        (404, {}, b"", "adressen för lagrets SPARQL-frågor", "the address for SPARQL queries"),
        (
            500,
            {"Content-Type": "text/plain"},
            b"Java heap space",
            "500, Java heap space",
            "500, Java heap space",
        ),
        (503, {}, b"", "upptagen", "busy"),
    ],
)
def test_what_answers_otherwise(
    status: int,
    headers: dict[str, str],
    body: bytes,
    sv: str,
    en: str,
    answering: Callable[[int, dict[str, str], bytes], str],
) -> None:
    address = answering(status, headers, body)
    with SparqlStore(Connection(address, address)) as store:
        for use in (store.check, store.quads, lambda: store.select(NUMBERS)):
            with pytest.raises(StoreFailed) as failed:
                list(use() or [])  # type: ignore[operator]
            assert sv in failed.value.tell("sv")
            assert en in failed.value.tell("en")
            assert "geheim" not in failed.value.tell("en")


def test_what_answers_no_to_an_update_only(
    server: FusekiServer, answering: Callable[[int, dict[str, str], bytes], str]
) -> None:
    page = answering(302, TO_LOGIN, b"")
    with SparqlStore(Connection(server.url, page)) as store:
        for use in (lambda: store.check(write=True), lambda: add(store, quad(1))):
            with pytest.raises(StoreFailed, match="sends on to"):
                use()
        assert list(store.quads()) == []


def test_a_limit_of_the_servers_own(answering: Callable[[int, dict[str, str], bytes], str]) -> None:
    address = answering(503, {"Content-Type": "text/plain"}, b"Query timed out")
    with SparqlStore(Connection(address, address)) as store, pytest.raises(TookTooLong):
        store.select(NUMBERS)
