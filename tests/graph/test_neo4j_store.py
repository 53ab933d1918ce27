"""The Neo4j store on a real server: whole writes, clear words for what goes wrong, and a graph for Cypher users."""

import logging
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from multiprocessing import get_context

import pytest
from neo4j import GraphDatabase
from pyoxigraph import Literal, NamedNode, Quad

from graph.stores.embedded.oxigraph import OxigraphStore
from graph.stores.interface import Diff
from graph.stores.lemmas import lemma
from graph.stores.named_queries import NamedQuery
from graph.stores.neo4j.connection import Connection
from graph.stores.neo4j.limits import LONGEST_IRI
from graph.stores.neo4j.store import Neo4jStore
from graph.stores.state import hash_of_quads
from ontology.errors import BadInput, RotorsakError, StoreFailed, TookTooLong
from ontology.iris import STATE_GRAPH, graph, thing
from ontology.namespaces import RDF, RS, SKOS
from tests.servers.neo4j import Neo4jServer

pytestmark = pytest.mark.xdist_group("neo4j")

A, B, P = NamedNode("https://e/a"), NamedNode("https://e/b"), NamedNode("https://e/p")
G, H = graph("g"), graph("h")
TOLD_WITHIN = 12.0  # seconds; about seven when nothing else uses the machine


@pytest.fixture
def server(neo4j_server: Neo4jServer) -> Neo4jServer:
    neo4j_server.wipe()
    return neo4j_server


@pytest.fixture
def store(server: Neo4jServer) -> Iterator[Neo4jStore]:
    with Neo4jStore(server.connection) as made:
        yield made


def add(store: Neo4jStore, *quads: Quad) -> None:
    store.write(Diff(add=frozenset(quads)))


def cypher(server: Neo4jServer, text: str, **parameters: object) -> list[list[object]]:
    """The rows that Cypher of a user's own gives."""
    account = (server.connection.user or "", server.connection.password or "")
    with GraphDatabase.driver(server.connection.uri, auth=account) as driver:
        return [list(record.values()) for record in driver.execute_query(text, parameters).records]


def everything(server: Neo4jServer) -> list[list[object]]:
    return cypher(server, "MATCH (n) RETURN labels(n)[0] AS label, count(*) ORDER BY label")


def failure(action: Callable[[], object]) -> RotorsakError:
    """What an action says goes wrong, which it must say soon."""
    begun = time.monotonic()
    with pytest.raises(RotorsakError) as caught:
        action()
    assert time.monotonic() - begun < TOLD_WITHIN
    return caught.value


# What it holds


def test_nothing_is_left_of_what_is_removed(store: Neo4jStore, server: Neo4jServer) -> None:
    quads = {Quad(A, P, B, G), Quad(A, P, Literal("x"), H), Quad(B, RDF["type"], RS["Goal"], H)}
    add(store, *quads)
    store.write(Diff(remove=frozenset(quads)))
    assert list(store.quads()) == []
    assert store.graph_hash() == hash_of_quads([])
    assert everything(server) == [["NamedGraph", 1], ["Resource", 1], ["Rotorsak", 1]], (
        "the state graph is left"
    )
    assert [q.graph_name for q in store.quads(STATE_GRAPH)] == [STATE_GRAPH]


def test_a_node_stays_while_anything_is_said_of_it(store: Neo4jStore, server: Neo4jServer) -> None:
    add(store, Quad(A, P, B, G), Quad(B, P, Literal("x"), G), Quad(A, P, B, H))
    store.write(Diff(remove=frozenset({Quad(A, P, B, G), Quad(B, P, Literal("x"), G)})))
    assert set(store.quads()) == {Quad(A, P, B, H)}
    said_in = "MATCH (n:Resource {iri: $iri})-[:SAID_IN]->(g) RETURN g.iri"
    assert cypher(server, said_in, iri=A.value) == [[H.value]]
    assert cypher(server, said_in, iri=B.value) == []
    store.write(Diff(remove=frozenset({Quad(A, P, B, H)})))
    assert cypher(server, "MATCH (n:Resource) WHERE n.iri STARTS WITH 'https://e/' RETURN n.iri") == []


def test_labels_and_names_follow_what_is_said(store: Neo4jStore, server: Neo4jServer) -> None:
    name = Quad(A, SKOS["prefLabel"], Literal("Kameror", language="sv"), G)
    add(store, Quad(A, RDF["type"], RS["Goal"], G), name)
    shown = "MATCH (n:Resource {iri: 'https://e/a'}) RETURN labels(n), n.name, n.prefLabel"
    assert cypher(server, shown) == [[["Resource", "Goal"], "Kameror", "Kameror"]]
    store.write(
        Diff(
            remove=frozenset({Quad(A, RDF["type"], RS["Goal"], G), name}),
            add=frozenset({Quad(A, RDF["type"], RS["Action"], G)}),
        )
    )
    assert cypher(server, shown) == [[["Resource", "Action"], "https://e/a", None]]


def test_what_others_add_to_our_nodes_is_not_read(store: Neo4jStore, server: Neo4jServer) -> None:
    """A user of Bloom may draw lines and notes of their own."""
    add(store, Quad(A, P, B, G))
    cypher(
        server,
        "MATCH (a:Resource {iri: 'https://e/a'}), (b:Resource {iri: 'https://e/b'}) "
        "SET a.note = 'look here' CREATE (a)-[:MY_LINE]->(b), (a)-[:MY_LINE]->(:MyNote {text: 'why?'})",
    )
    assert list(store.quads()) == [Quad(A, P, B, G)]
    store.check(write=True)


# Its limits


@pytest.mark.parametrize("letter", ["a", "å"])
def test_iris_up_to_what_an_index_takes(store: Neo4jStore, letter: str) -> None:
    room = LONGEST_IRI - len("https://e/")
    longest = NamedNode("https://e/" + letter * (room // len(letter.encode())))
    quads = {
        Quad(longest, P, longest, G),
        Quad(A, longest, B, G),
        Quad(A, longest, Literal("x", datatype=longest), longest),
        Quad(A, RDF["predicate"], longest, G),
        Quad(A, RDF["type"], RDF["Statement"], G),
    }
    add(store, *quads)
    assert set(store.quads()) == quads
    longer = NamedNode(longest.value + letter)
    for refused in (
        Quad(longer, P, A, G),
        Quad(A, longer, A, G),
        Quad(A, P, longer, G),
        Quad(A, P, A, longer),
    ):
        with pytest.raises(BadInput, match=f"{len(longer.value.encode())} bytes"):
            add(store, Quad(B, P, A, G), refused)
    assert set(store.quads()) == quads


def test_texts_of_any_length_and_kind(store: Neo4jStore) -> None:
    quads = {
        Quad(A, SKOS["definition"], Literal("ord " * 500_000, language="sv"), G),
        Quad(thing("goal/a"), SKOS["definition"], Literal("ö" * 100_000, language="sv"), G),
        Quad(A, RDF["predicate"], Literal("p" * 20_000), G),
        Quad(A, RDF["type"], RDF["Statement"], G),
        Quad(A, P, Literal("\x00\ufffe\U0010ffff"), G),
        *(Quad(B, P, Literal(str(number)), G) for number in range(3000)),
    }
    add(store, *quads)
    assert set(store.quads()) == quads


def test_text_of_queries_is_text(store: Neo4jStore) -> None:
    texts = ["'}) DETACH DELETE n //", "` SET n.x = 1", "$rows", "\\u0027", "{class}"]
    quads = {Quad(A, NamedNode("https://e/'p"), Literal(text), G) for text in texts}
    quads |= {Quad(NamedNode("https://e/')-(r)-()"), P, NamedNode("https://e/$('x')"), G)}
    add(store, *quads)
    assert set(store.quads()) == quads
    store.write(Diff(remove=frozenset(quads)))
    assert list(store.quads()) == []


# One write at a time, whole or not at all


def state(number: int) -> set[Quad]:
    """Each state differs from the next in every graph, with both deletions and additions."""
    return {
        Quad(NamedNode(f"https://e/{i}"), P, end, graph(name))
        for name in ("document", "facts")
        for i in range(400)
        for end in (Literal(number), NamedNode(f"https://e/{i}/{number}"))
    }


def test_writers_queue_and_lose_nothing(store: Neo4jStore, server: Neo4jServer) -> None:
    def write(one: Neo4jStore, name: str) -> None:
        for number in range(5):
            add(one, Quad(A, P, Literal(f"{name}{number}"), G), Quad(A, P, NamedNode(f"https://e/{name}"), H))

    with Neo4jStore(server.connection) as other:
        writers = [
            threading.Thread(target=write, args=one) for one in ((store, "a"), (other, "b"), (other, "c"))
        ]
        for writer in writers:
            writer.start()
        for writer in writers:
            writer.join()
    expected = {Quad(A, P, Literal(f"{name}{number}"), G) for name in "abc" for number in range(5)}
    expected |= {Quad(A, P, NamedNode(f"https://e/{name}"), H) for name in "abc"}
    assert set(store.quads()) == expected
    assert store.graph_hash() == hash_of_quads(expected)
    assert cypher(server, "MATCH (m:Rotorsak) RETURN count(m), sum(m.writes)") == [[1, 15]]


def test_readers_see_the_state_before_or_after_a_write(store: Neo4jStore, server: Neo4jServer) -> None:
    add(store, *state(0))
    allowed = [{(q.graph_name, q.object) for q in state(number)} for number in (0, 1)]
    wrong: list[object] = []
    done = threading.Event()

    def read() -> None:
        with Neo4jStore(server.connection) as other:
            while not done.is_set():
                seen = {(q.graph_name, q.object) for q in other.quads()}
                if seen not in allowed:
                    wrong.append(seen)

    reader = threading.Thread(target=read)
    reader.start()
    for number in range(6):
        store.write(Diff.between(state(number % 2), state((number + 1) % 2)))
    done.set()
    reader.join()
    assert not wrong


def test_reading_that_began_before_a_write_does_not_see_it(store: Neo4jStore) -> None:
    add(store, *state(0))
    before = store.quads()
    store.write(Diff.between(state(0), state(1)))
    assert set(before) == state(0)
    assert set(store.quads()) == state(1)


def test_more_than_fits_in_memory_is_read_row_by_row(
    store: Neo4jStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("graph.stores.neo4j.reading._FEW", 10)
    monkeypatch.setattr("graph.stores.neo4j.reading._PARSED_AT_ONCE", 10)
    add(store, *state(0))
    assert set(store.quads()) == state(0)
    dropped = store.quads()
    next(dropped)
    del dropped
    stale = store.quads()
    next(stale)
    add(store, *state(1))
    with pytest.raises(StoreFailed, match="Try again"):
        list(stale)


def test_the_plug_pulled_in_the_middle_of_a_write(
    store: Neo4jStore, server: Neo4jServer, linkoping: OxigraphStore
) -> None:
    add(store, *state(0))

    def pull(done: int, whole: int) -> None:
        if done > whole // 2:
            server.pull_the_plug()

    with pytest.raises(StoreFailed, match="does not answer"):
        store.write(Diff.between(state(0), linkoping.quads()), pull)
    server.start()
    assert set(store.quads()) == state(0)
    assert store.graph_hash() == hash_of_quads(state(0))
    store.write(Diff.between(state(0), linkoping.quads()))
    assert set(store.quads()) == set(linkoping.quads())
    assert store.graph_hash() == linkoping.graph_hash()


def test_the_plug_pulled_while_a_write_is_completed(store: Neo4jStore, server: Neo4jServer) -> None:
    add(store, *state(0))
    pulled = threading.Timer(0.02, server.pull_the_plug)

    def pull(done: int, whole: int) -> None:
        if done == whole - 1:
            pulled.start()

    with suppress(StoreFailed):
        store.write(Diff.between(state(0), state(1)), pull)
    pulled.join()
    server.start()
    held = set(store.quads())
    assert held in (state(0), state(1))
    assert store.graph_hash() == hash_of_quads(held)


# What goes wrong is told


def test_a_server_that_is_down_is_told_and_its_return_noticed(store: Neo4jStore, server: Neo4jServer) -> None:
    add(store, Quad(A, P, B, G))
    server.stop()
    try:
        for action in (store.check, store.graph_names, store.graph_hash, lambda: list(store.quads())):
            told = failure(action)
            assert isinstance(told, StoreFailed)
            assert server.host in told.tell("sv")
            assert "svarar inte" in told.tell("sv")
        failure(lambda: add(store, Quad(A, P, B, H)))
    finally:
        server.start()
    assert list(store.quads()) == [Quad(A, P, B, G)]
    add(store, Quad(A, P, B, H))


def test_a_server_that_hangs_is_told(store: Neo4jStore, server: Neo4jServer) -> None:
    add(store, Quad(A, P, B, G))
    server.freeze()
    try:
        time.sleep(1)  # the signal takes its time
        assert "does not answer" in str(failure(store.graph_names))
    finally:
        server.thaw()
    assert list(store.quads()) == [Quad(A, P, B, G)]


def changed(server: Neo4jServer, **parts: str) -> Connection:
    """The server's connection with other parts."""
    now = server.connection
    given = {"uri": now.uri, "database": now.database, "user": now.user, "password": now.password, **parts}
    return Connection(**given)  # type: ignore[arg-type]


def test_what_is_wrong_with_an_address_is_told(server: Neo4jServer) -> None:
    with Neo4jStore(changed(server, password="hemligt")) as store:
        assert "the user 'neo4j' with the password given" in str(failure(store.check))
    with Neo4jStore(changed(server, database="nowhere")) as store:
        assert "no database 'nowhere'" in str(failure(store.check))
    with Neo4jStore(Connection(server.connection.uri)) as store:
        assert "without a user" in str(failure(store.check))


def test_no_secret_is_shown(
    server: Neo4jServer, caplog: pytest.LogCaptureFixture, capfd: pytest.CaptureFixture[str]
) -> None:
    secret = "hemligt-ord-3"
    caplog.set_level(logging.DEBUG)
    for connection in (
        changed(server, password=secret),
        Connection("neo4j://127.0.0.1:9", None, "me", secret),
    ):
        with Neo4jStore(connection) as store:
            told = failure(store.check)
            shown = [str(told), repr(told), told.tell("sv"), repr(store), repr(connection), str(connection)]
            assert all(secret not in text for text in [*shown, str(told.__cause__), repr(told.__cause__)])
    assert secret not in caplog.text
    assert secret not in "".join(capfd.readouterr())


def test_nothing_is_printed(server: Neo4jServer, capfd: pytest.CaptureFixture[str]) -> None:
    with Neo4jStore(server.connection) as store:
        add(store, Quad(A, P, B, G))
        list(store.quads())
        store.check(write=True)
    with Neo4jStore(Connection("neo4j://127.0.0.1:9")) as store:
        failure(store.graph_names)
    assert "".join(capfd.readouterr()) == ""


def test_a_database_of_other_things_is_left_alone(store: Neo4jStore, server: Neo4jServer) -> None:
    cypher(server, "CREATE (:Customer {name: 'Anna'})")
    for action in (store.check, lambda: add(store, Quad(A, P, B, G))):
        assert "holds other things" in str(failure(action))
    assert everything(server) == [["Customer", 1]]
    assert cypher(server, "SHOW CONSTRAINTS YIELD name") == []


def test_another_format_is_refused(store: Neo4jStore, server: Neo4jServer) -> None:
    add(store, Quad(A, P, B, G))
    cypher(server, "MATCH (m:Rotorsak) SET m.format = 2")
    for action in (store.check, lambda: add(store, Quad(A, P, B, H))):
        assert "in format 2" in str(failure(action))
    assert list(store.quads()) == [Quad(A, P, B, G)]


@pytest.mark.parametrize(
    ("taken", "named"),
    [
        ("CREATE INDEX rotorsak_resource FOR (n:Customer) ON (n.iri)", "rotorsak_resource"),
        ("CREATE CONSTRAINT rotorsak_graph FOR (n:Customer) REQUIRE n.id IS UNIQUE", "rotorsak_graph"),
        ("CREATE FULLTEXT INDEX rotorsak_words FOR (n:Resource) ON EACH [n.name]", "rotorsak_words"),
    ],
)
def test_a_name_taken_by_an_index_on_something_else(
    store: Neo4jStore, server: Neo4jServer, taken: str, named: str
) -> None:
    cypher(server, taken)
    told = failure(lambda: add(store, Quad(A, P, B, G)))
    assert named in str(told)
    assert "DROP" in str(told)
    assert everything(server) == []


def test_a_server_that_only_reads(store: Neo4jStore, server: Neo4jServer) -> None:
    add(store, Quad(A, P, B, G))
    server.stop()
    server.set({"server.databases.default_to_read_only": "true"})
    server.start()
    try:
        store.check()
        assert list(store.quads()) == [Quad(A, P, B, G)]
        for action in (lambda: store.check(write=True), lambda: add(store, Quad(A, P, B, H))):
            assert "takes no writes" in str(failure(action))
    finally:
        server.stop()
        server.set({})
        server.start()


def test_the_engine_stops_at_the_limit(server: Neo4jServer) -> None:
    slow = NamedQuery(
        "slow", "SELECT * {}", "UNWIND range(1, 10000000000) AS x WITH x WHERE x % 7 = 8 RETURN count(x) AS n"
    )
    with Neo4jStore(server.connection, limit=0.5) as store:
        assert isinstance(failure(lambda: store.select(slow)), TookTooLong)
    running = "SHOW TRANSACTIONS YIELD currentQuery WHERE currentQuery CONTAINS '% 7' RETURN count(*)"
    assert cypher(server, running) == [[1]], "but for this one"


def test_a_forked_process_has_connections_of_its_own(store: Neo4jStore) -> None:
    add(store, Quad(A, P, B, G))
    here, there = get_context("fork").Pipe()

    def read_and_write() -> None:
        seen = [str(q) for q in store.quads()]
        add(store, Quad(B, P, A, G))
        there.send(seen)

    process = get_context("fork").Process(target=read_and_write)
    process.start()
    assert here.recv() == [str(Quad(A, P, B, G))]
    process.join()
    assert set(store.quads()) == {Quad(A, P, B, G), Quad(B, P, A, G)}


def test_a_closed_store_says_so(store: Neo4jStore) -> None:
    store.close()
    store.close()
    with pytest.raises(StoreFailed, match="closed"):
        store.graph_names()


# What Cypher users find


@pytest.fixture(scope="module")
def explored(neo4j_server: Neo4jServer, linkoping: OxigraphStore) -> Neo4jServer:
    neo4j_server.wipe()
    with Neo4jStore(neo4j_server.connection) as store:
        store.write(Diff.between([], linkoping.quads()))
        assert store.graph_hash() == linkoping.graph_hash()
    return neo4j_server


def test_linkoping_in_cypher(explored: Neo4jServer) -> None:
    action = "MATCH (a:Action {name: 'Kameror'}) RETURN a.iri, a.name_en"
    assert cypher(explored, action) == [["https://w3id.org/rotorsak/id/action/kameror", "Cameras"]]
    denied = """
        MATCH (who)<-[:WAS_ATTRIBUTED_TO]-(c:Claim {stance: 'denies', reviewState: 'accepted'})
        RETURN who.name AS name, count(*) AS claims ORDER BY claims DESC LIMIT 1"""
    assert cypher(explored, denied) == [["Miljöpartiet i Linköping", 5]]
    caused = """
        MATCH (x)<-[:SUBJECT]-(s:Statement {predicate: 'causes'})-[:OBJECT]->(:Problem {name: 'Arbetslöshet'}),
          (s)<-[:ABOUT]-(:Claim {stance: 'asserts'})-[:WAS_ATTRIBUTED_TO]->(who)
        RETURN x.name, who.name"""
    assert ["Utanförskap", "Linköpings kommun"] in cypher(explored, caused)
    assert cypher(explored, "MATCH (a:Amount) RETURN max(a.kronor)") == [[2200000000]]
    said_in = "MATCH (a:Action {name: 'Kameror'})-[:SAID_IN]->(g:NamedGraph) RETURN g.iri ORDER BY g.iri"
    assert [graph("facts").value] in cypher(explored, said_in)


WORDS = """
CALL db.index.fulltext.queryNodes('rotorsak_words', $words) YIELD node
RETURN node.name AS name ORDER BY name
"""


def test_words_are_found_in_any_form(explored: Neo4jServer) -> None:
    assert ["Kameror"] in cypher(explored, WORDS, words="kamera")
    assert ["Kameror"] in cypher(explored, WORDS, words="Kameror")


def test_words_are_found_by_the_lemma_of_another_form(store: Neo4jStore, server: Neo4jServer) -> None:
    name = Literal("Två av bostadsområdena", language="sv")
    add(store, Quad(thing("goal/a"), SKOS["prefLabel"], name, G))
    assert cypher(server, WORDS, words="bostadsområde") == [["Två av bostadsområdena"]]
    assert cypher(server, WORDS, words=lemma("bostadsområdets")) == [["Två av bostadsområdena"]]


def test_predicates_of_statements_are_looked_up_by_an_index(explored: Neo4jServer) -> None:
    account = (explored.connection.user or "", explored.connection.password or "")
    with GraphDatabase.driver(explored.connection.uri, auth=account) as driver:
        asked = "EXPLAIN MATCH (s:Statement {predicate: 'causes'}) RETURN s"
        plan = driver.execute_query(asked).summary.plan
    assert "NodeIndexSeek" in str(plan)
