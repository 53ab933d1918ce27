"""The graph hash."""

from hashlib import sha256

from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import Literal, NamedNode, Quad

from graph.stores.embedded.oxigraph import OxigraphStore
from graph.stores.interface import Diff
from graph.stores.literals import canonical_quad
from graph.stores.state import GRAPH_HASH, hash_of_graphs, hash_of_quads, with_state
from ontology.iris import CODES_GRAPH, FACTS_GRAPH, STATE_GRAPH

NODE = NamedNode("https://e/a")
CANONICAL = st.from_type(Quad).map(canonical_quad)


def test_the_hash_is_what_the_design_says() -> None:
    lines = [f'{NODE} {NODE} "{text}" {CODES_GRAPH} .\n' for text in "ab"]
    of_codes = sha256("".join(lines).encode()).hexdigest()
    quads = [Quad(NODE, NODE, Literal(text), CODES_GRAPH) for text in "ba"]
    assert hash_of_quads(quads) == sha256(f"{CODES_GRAPH} {of_codes}\n".encode()).hexdigest()


def test_a_golden_value() -> None:
    quad = Quad(NODE, NODE, Literal("å", language="sv"), CODES_GRAPH)
    assert hash_of_quads([quad]) == "3d7adaf453df74fbadc79b98c17e9b41a3fb4789c2b95b16465df7aeefd4bea9"


def test_an_empty_store_has_a_hash() -> None:
    with OxigraphStore.in_memory() as store:
        assert store.graph_hash() == hash_of_graphs({}) == sha256(b"").hexdigest()


def test_the_state_graph_holds_the_hash_of_each_graph_and_of_all() -> None:
    quads = frozenset({Quad(NODE, NODE, NODE, CODES_GRAPH), Quad(NODE, NODE, NODE, FACTS_GRAPH)})
    with OxigraphStore.in_memory() as store:
        store.write(Diff(add=quads))
        state = {quad.subject: quad for quad in store.quads(STATE_GRAPH)}
        assert state.keys() == {CODES_GRAPH, STATE_GRAPH}
        assert {quad.predicate for quad in state.values()} == {GRAPH_HASH}
        assert state[STATE_GRAPH].object == Literal(store.graph_hash())
        assert CODES_GRAPH in store.graph_names()
        assert STATE_GRAPH not in store.graph_names()
        store.write(Diff(remove=quads))
        assert store.graph_hash() == hash_of_graphs({})
        assert [quad.subject for quad in store.quads(STATE_GRAPH)] == [STATE_GRAPH]


def test_facts_leave_the_hash_as_it_is() -> None:
    fact = Quad(NODE, NODE, NODE, FACTS_GRAPH)
    assert hash_of_quads([fact]) == hash_of_graphs({})
    with OxigraphStore.in_memory() as store:
        store.write(Diff(add=frozenset({Quad(NODE, NODE, NODE, CODES_GRAPH)})))
        before = store.graph_hash()
        store.write(Diff(add=frozenset({fact})))
        assert store.graph_hash() == before


def test_only_touched_graphs_are_read() -> None:
    read: list[NamedNode] = []

    def held(graph: NamedNode) -> list[Quad]:
        read.append(graph)
        return []

    added = frozenset(Quad(NODE, NODE, NODE, graph) for graph in (CODES_GRAPH, FACTS_GRAPH))
    with_state(Diff(add=added), [Quad(NODE, GRAPH_HASH, Literal("00"), STATE_GRAPH)], held)
    assert read == [CODES_GRAPH]


@given(
    st.lists(
        st.tuples(st.frozensets(CANONICAL, max_size=6), st.frozensets(CANONICAL, max_size=6)), max_size=4
    )
)
def test_after_any_writes_the_stored_hash_is_the_computed_one(
    writes: list[tuple[frozenset[Quad], frozenset[Quad]]],
) -> None:
    expected: frozenset[Quad] = frozenset()
    with OxigraphStore.in_memory() as store:
        for remove, add in writes:
            store.write(Diff(remove=remove, add=add))
            expected = (expected - remove) | add
            assert set(store.quads()) == expected
            assert store.graph_hash() == hash_of_quads(expected)
