"""The SPARQL store with a real Fuseki: writes that break off, writers at once, servers that will not, and limits."""

import json
import logging
import threading
from collections.abc import Callable, Iterator
from contextlib import suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from time import monotonic

import httpx
import pytest
from pyoxigraph import Literal, NamedNode, Quad

from graph.stores.interface import Diff
from graph.stores.named_queries import NamedQuery
from graph.stores.sparql.connection import Connection
from graph.stores.sparql.protocol import GRACE
from graph.stores.sparql.store import SparqlStore
from graph.stores.state import GRAPH_HASH, hash_of_quads
from ontology.errors import BadInput, StoreFailed, TookTooLong
from ontology.iris import FACTS_GRAPH, STATE_GRAPH, graph
from ontology.namespaces import RS
from tests.conftest import missing
from tests.servers.fuseki import FusekiServer
from tests.servers.running import free_port, tools_missing

pytestmark = pytest.mark.xdist_group("sparql")

NODE = NamedNode("https://w3id.org/rotorsak/id/goal/a")
G, H = graph("g"), graph("h")
SECRET = "hemligt-lösen"
NUMBERS = NamedQuery("numbers", "SELECT ?n { GRAPH ?g { ?s <https://w3id.org/rotorsak/def#number> ?n } }")
ENDLESS = NamedQuery(
    "endless", "SELECT (COUNT(*) AS ?n) { GRAPH ?g { ?a ?b ?c . ?d ?e ?f . ?h ?i ?j . ?k ?l ?m } }"
)
WITHOUT_END = NamedQuery("without-end", "SELECT * { GRAPH ?g { ?a ?b ?c . ?d ?e ?f . ?h ?i ?j . ?k ?l ?m } }")


def quad(number: int, name: NamedNode = G) -> Quad:
    return Quad(NODE, RS["number"], Literal(number), name)


def many(count: int = 9_000) -> frozenset[Quad]:
    return frozenset(quad(number, G if number % 2 else H) for number in range(count))


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


def another(server: FusekiServer) -> SparqlStore:
    return SparqlStore(server.connection)


def test_progress_is_told_as_parts_are_sent(store: SparqlStore) -> None:
    told: list[tuple[int, int]] = []

    store.write(Diff(add=many()), lambda done, whole: told.append((done, whole)))

    assert len(told) > 3
    assert told == sorted(told)
    assert told[-1] == (9_000, 9_000)
    assert all(done < whole == 9_000 for done, whole in told[:-1])


@pytest.mark.parametrize("after", range(1, 8))
def test_a_write_that_is_broken_off_by_us_is_not_done(after: int, store: SparqlStore) -> None:
    """After each part of the text, for what has come may not be taken for the whole."""
    add(store, quad(-1))
    parts = 0

    def stop(done: int, whole: int) -> None:
        nonlocal parts
        parts += 1
        if parts == after:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        store.write(Diff(remove=frozenset({quad(-1)}), add=many()), stop)

    assert list(store.quads()) == [quad(-1)]
    assert store.graph_hash() == hash_of_quads({quad(-1)})
    add(store, quad(-2))
    assert set(store.quads()) == {quad(-1), quad(-2)}


def test_a_write_in_which_the_plug_is_pulled_is_not_done(server: FusekiServer, store: SparqlStore) -> None:
    add(store, quad(-1))

    def pull(done: int, whole: int) -> None:
        if done >= whole // 2:
            server.pull_the_plug()

    try:
        with pytest.raises(StoreFailed) as failed:
            store.write(Diff(remove=frozenset({quad(-1)}), add=many(60_000)), pull)
    finally:
        server.start()

    assert "not done twice" in failed.value.tell("en")
    assert "inte två gånger" in failed.value.tell("sv")
    assert list(store.quads()) == [quad(-1)]
    assert store.graph_hash() == hash_of_quads({quad(-1)})
    store.check(write=True)


def test_what_was_written_is_there_after_the_plug_was_pulled(
    server: FusekiServer, store: SparqlStore
) -> None:
    store.write(Diff(add=many()))
    server.pull_the_plug()
    server.start()
    assert set(store.quads()) == many()


def test_a_server_that_was_restarted_is_read_on(server: FusekiServer, store: SparqlStore) -> None:
    add(store, quad(1))
    server.stop()
    server.start()
    assert store.select(NUMBERS) == [{"n": Literal(1)}]


def test_reading_that_began_before_a_write_does_not_see_it(store: SparqlStore) -> None:
    add(store, quad(1))
    before = store.quads()
    add(store, quad(2))
    assert list(before) == [quad(1)]
    assert set(store.quads()) == {quad(1), quad(2)}


def test_whoever_writes_after_another_must_have_read_after_it(
    server: FusekiServer, store: SparqlStore
) -> None:
    assert list(store.quads()) == []
    with another(server) as other:
        add(other, quad(1))

    with pytest.raises(StoreFailed) as failed:
        add(store, quad(2))

    assert "at the same time" in failed.value.tell("en")
    assert "samtidigt" in failed.value.tell("sv")
    assert set(store.quads()) == {quad(1)}
    add(store, quad(2))
    assert set(store.quads()) == {quad(1), quad(2)}


@pytest.mark.parametrize("begun", [(), (quad(0),)])
def test_a_write_between_the_reading_and_the_writing_of_another_is_not_lost(
    begun: tuple[Quad, ...], server: FusekiServer, store: SparqlStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The state was read, and the other writes just before the request arrives."""
    if begun:
        add(store, *begun)
    from graph.stores.sparql import store as module

    guarded = module.guarded

    def slowly(*arguments: object) -> object:
        monkeypatch.setattr(module, "guarded", guarded)
        with another(server) as other:
            add(other, quad(1), quad(2, H))
        return guarded(*arguments)  # type: ignore[arg-type]

    monkeypatch.setattr(module, "guarded", slowly)
    with pytest.raises(StoreFailed, match="at the same time"):
        store.write(Diff(remove=frozenset(begun), add=many(5_000)))

    held = {*begun, quad(1), quad(2, H)}
    assert set(store.quads()) == held
    assert store.graph_hash() == hash_of_quads(held)
    store.check()


def test_processes_that_write_at_once_lose_nothing(server: FusekiServer) -> None:
    """Each does its write again until nobody else wrote meanwhile."""

    def write(number: int) -> None:
        with another(server) as mine:
            left = [quad(number * 10 + part) for part in range(5)]
            while left:
                with suppress(StoreFailed):
                    add(mine, left[-1])
                    left.pop()

    writers = [threading.Thread(target=write, args=(number,)) for number in range(3)]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join()

    with another(server) as store:
        held = set(store.quads())
        assert held == {quad(number * 10 + part) for number in range(3) for part in range(5)}
        assert store.graph_hash() == hash_of_quads(held)


def test_threads_that_share_a_store_write_one_after_the_other(store: SparqlStore) -> None:
    writers = [threading.Thread(target=add, args=(store, quad(number))) for number in range(8)]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join()
    assert set(store.quads()) == {quad(number) for number in range(8)}


OTHERS = "<https://example.org/budget>"


def test_what_others_keep_on_the_server_is_left_alone(server: FusekiServer, store: SparqlStore) -> None:
    theirs = f"<x:y> <x:p> 1.5e0 . GRAPH {OTHERS} {{ <x:y> <x:p> 1.5e0 , [] }}"
    server.update(f"INSERT DATA {{ {theirs} }}")
    add(store, quad(1), quad(2, FACTS_GRAPH))
    store.check(write=True)
    assert set(store.quads()) == {quad(1), quad(2, FACTS_GRAPH)}
    assert store.graph_names() == [FACTS_GRAPH, G]
    store.write(Diff(remove=frozenset({quad(1), quad(2, FACTS_GRAPH)})))
    query = {"query": f"ASK {{ <x:y> <x:p> 1.5e0 GRAPH {OTHERS} {{ ?a ?b ?c FILTER isBlank(?c) }} }}"}
    assert httpx.get(server.url, params=query).json()["boolean"] is True


def test_a_graph_of_others_with_the_name_of_ours_is_not_mixed_up(
    server: FusekiServer, store: SparqlStore
) -> None:
    server.update(f"INSERT DATA {{ GRAPH {G} {{ <x:y> <x:p> 1 }} }}")
    with pytest.raises(StoreFailed, match=f"holds a graph <{G.value}> already"):
        add(store, quad(1), quad(2, H))
    assert store.graph_names() == []


@pytest.mark.parametrize(
    ("done", "told"),
    [
        (f"INSERT DATA {{ GRAPH {FACTS_GRAPH} {{ <x:y> <x:p> 1 }} }}", "not written"),
        (
            f'INSERT DATA {{ GRAPH {STATE_GRAPH} {{ {STATE_GRAPH} {GRAPH_HASH} "a", "b" }} }}',
            "does not add up",
        ),
        (f'INSERT DATA {{ GRAPH {STATE_GRAPH} {{ {G} {GRAPH_HASH} "a" }} }}', "does not add up"),
    ],
)
def test_a_store_that_was_not_written_by_us(
    done: str, told: str, server: FusekiServer, store: SparqlStore
) -> None:
    server.update(done)
    with pytest.raises(StoreFailed, match=told):
        store.check()
    with pytest.raises(StoreFailed, match=told):
        add(store, quad(1, FACTS_GRAPH))


def test_terms_that_we_do_not_speak_are_told(server: FusekiServer, store: SparqlStore) -> None:
    add(store, quad(1))
    server.update(f"INSERT DATA {{ GRAPH {G} {{ <x:y> {RS['number']} 1.5e0 }} }}")
    with pytest.raises(StoreFailed, match=r"1\.5"):
        list(store.quads())
    with pytest.raises(StoreFailed, match=r"1\.5"):
        store.select(NUMBERS)


def test_an_empty_server_and_one_of_ours_can_be_used(store: SparqlStore) -> None:
    store.check()
    store.check(write=True)
    assert list(store.quads(STATE_GRAPH)) == []
    add(store, quad(1))
    store.check(write=True)
    assert list(store.quads()) == [quad(1)]


@pytest.mark.parametrize(
    "bad",
    [
        quad(2**63),
        quad(-(2**63) - 1),
        Quad(NODE, RS["number"], Literal("9" * 5000, datatype=quad(1).object.datatype), G),  # type: ignore[union-attr]
        Quad(NamedNode("https://e/a/../b"), RS["number"], Literal(1), G),
        Quad(NODE, RS["number"], NamedNode("https://e/a/."), G),
        Quad(NODE, RS["number"], Literal("x", datatype=NamedNode("https://e/./a")), G),
    ],
)
def test_what_would_come_back_as_something_else_is_refused(bad: Quad, store: SparqlStore) -> None:
    add(store, quad(1))
    with pytest.raises(BadInput) as refused:
        add(store, bad, quad(2))
    assert "Ingenting skrevs" in refused.value.tell("sv")
    assert list(store.quads()) == [quad(1)]


def test_the_largest_numbers_and_odd_addresses_come_back(store: SparqlStore) -> None:
    odd = {
        quad(2**63 - 1),
        quad(-(2**63) + 1),
        *(
            Quad(NODE, RS["unit"], NamedNode(iri), G)
            for iri in ("https://e/a..b/...", "https://e/?x=/../y", "x:./y")
        ),
    }
    add(store, *odd)
    assert set(store.quads()) == odd
    store.write(Diff(remove=frozenset(odd)))
    assert list(store.quads()) == []


@pytest.mark.parametrize("query", [ENDLESS, WITHOUT_END], ids=lambda query: query.name)
def test_a_query_is_stopped_at_the_limit(query: NamedQuery, server: FusekiServer, store: SparqlStore) -> None:
    store.write(Diff(add=many(500)))
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
        (f"http://127.0.0.1:{free_port()}/ds", ("is running", "är igång")),
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


def test_addresses_of_two_stores_are_noticed(server: FusekiServer, tmp_path: Path) -> None:
    other = FusekiServer(tmp_path / "other")
    other.start()
    try:
        with (
            SparqlStore(Connection(server.url, other.url)) as store,
            pytest.raises(StoreFailed, match="as before"),
        ):
            add(store, quad(1))
    finally:
        other.stop()


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
