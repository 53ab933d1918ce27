"""The SPARQL store with a real Fuseki: writes that break off, writers at once, and what others keep there."""

import threading
from collections.abc import Iterator
from contextlib import suppress

import httpx
import pytest
from pyoxigraph import Literal, NamedNode, Quad

from graph.stores.interface import Diff
from graph.stores.named_queries import NamedQuery
from graph.stores.sparql.store import SparqlStore
from graph.stores.state import GRAPH_HASH, hash_of_quads
from ontology.errors import BadInput, StoreFailed
from ontology.iris import FACTS_GRAPH, STATE_GRAPH, graph
from ontology.namespaces import RS
from tests.servers.fuseki import FusekiServer

pytestmark = pytest.mark.xdist_group("sparql")

NODE = NamedNode("https://w3id.org/rotorsak/id/goal/a")
G, H = graph("g"), graph("h")
NUMBERS = NamedQuery("numbers", "SELECT ?n { GRAPH ?g { ?s <https://w3id.org/rotorsak/def#number> ?n } }")


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


def test_after_a_power_cut_the_store_is_read_on_and_holds_what_was_written(
    server: FusekiServer, store: SparqlStore
) -> None:
    store.write(Diff(add=many()))
    server.pull_the_plug()
    server.start()
    assert set(store.quads()) == many()


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
