"""The contract of every store: what is written comes back, queries bind lists, and nothing half is written."""

from collections.abc import Callable, Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import BlankNode, DefaultGraph, Literal, NamedNode, Quad

from graph.stores.embedded.oxigraph import OxigraphStore
from graph.stores.interface import Diff, Store
from graph.stores.literals import canonical_quad
from graph.stores.named_queries import NamedQuery
from ontology.errors import BadInput
from ontology.iris import STATE_GRAPH, graph
from ontology.namespaces import XSD

A, B, P = NamedNode("https://e/a"), NamedNode("https://e/b"), NamedNode("https://e/p")
G, H = graph("g"), graph("h")
VALUES_OF = NamedQuery(
    "values",
    """SELECT ?subject ?value ?other WHERE {
      VALUES ?subject { UNDEF }
      VALUES ?value { UNDEF }
      GRAPH ?g { ?subject <https://e/p> ?value } OPTIONAL { GRAPH ?g { ?subject <https://e/q> ?other } }
    } ORDER BY ?subject ?value""",
)

MAKERS: dict[str, Callable[[], Store]] = {"oxigraph": OxigraphStore.in_memory}


@pytest.fixture(params=MAKERS)
def store(request: pytest.FixtureRequest) -> Iterator[Store]:
    with MAKERS[request.param]() as made:
        yield made


def add(store: Store, *quads: Quad) -> None:
    store.write(Diff(add=frozenset(quads)))


def decimal(text: str) -> Literal:
    return Literal(text, datatype=XSD["decimal"])


def test_between_two_sets() -> None:
    old, new = {Quad(A, P, A, G), Quad(A, P, B, G)}, [Quad(A, P, B, G), Quad(B, P, B, H)]
    diff = Diff.between(old, new)
    assert diff == Diff(remove=frozenset({Quad(A, P, A, G)}), add=frozenset({Quad(B, P, B, H)}))
    assert diff.graphs() == {G, H}
    assert not Diff.between(old, old)


def test_rows_are_canonical_and_leave_out_what_is_unbound(store: Store) -> None:
    add(store, Quad(A, P, decimal("13808000.00"), G))
    assert store.select(VALUES_OF) == [{"subject": A, "value": decimal("13808000.0")}]


def test_lists_are_bound(store: Store) -> None:
    add(store, Quad(A, P, Literal("\\u0022"), G), Quad(B, P, Literal("x"), G), Quad(B, P, Literal("y"), H))
    assert [row["value"] for row in store.select(VALUES_OF, subject=[B])] == [Literal("x"), Literal("y")]
    assert [row["subject"] for row in store.select(VALUES_OF, value=[Literal("\\u0022")])] == [A]
    assert store.select(VALUES_OF, subject=[A], value=[Literal("x")]) == []
    assert store.select(VALUES_OF, subject=[]) == []
    assert len(store.select(VALUES_OF, subject=[A, B])) == 3


def test_only_select_and_known_bindings(store: Store) -> None:
    with pytest.raises(ValueError, match="no parameter"):
        store.select(VALUES_OF, thing=[A])
    with pytest.raises(TypeError, match="not a SELECT"):
        store.select(NamedQuery("ask", "ASK {}"))


def test_one_graph_or_all(store: Store) -> None:
    first, second = Quad(A, P, A, G), Quad(A, P, A, H)
    add(store, second, first)
    assert set(store.quads()) == {first, second}
    assert list(store.quads(G)) == [first]
    assert list(store.quads(graph("none"))) == []
    assert store.graph_names() == [G, H]
    store.write(Diff(remove=frozenset({first})))
    assert store.graph_names() == [H]


def test_an_empty_diff_writes_nothing(store: Store) -> None:
    store.write(Diff())
    assert list(store.quads(STATE_GRAPH)) == []


@pytest.mark.parametrize(
    ("bad", "reason"),
    [
        (Quad(BlankNode(), P, A, G), "blank nodes"),
        (Quad(A, P, BlankNode(), G), "blank nodes"),
        (Quad(A, P, A, BlankNode()), "blank nodes"),
        (Quad(A, P, Literal(1.5), G), "double"),
        (Quad(A, P, A, DefaultGraph()), "named graph"),
        (Quad(A, P, A, STATE_GRAPH), "itself"),
    ],
)
def test_what_no_store_holds_is_refused_before_the_write(store: Store, bad: Quad, reason: str) -> None:
    kept = Quad(A, P, B, G)
    add(store, kept)
    with pytest.raises(BadInput, match=reason) as caught:
        store.write(Diff(remove=frozenset({kept}), add=frozenset({bad, Quad(B, P, B, G)})))
    assert "Ingenting skrevs" in caught.value.tell("sv")
    assert set(store.quads()) == {kept}


def test_what_is_removed_and_added_is_there(store: Store) -> None:
    quad = Quad(A, P, decimal("1.50"), G)
    store.write(Diff(remove=frozenset({quad}), add=frozenset({quad})))
    assert list(store.quads()) == [canonical_quad(quad)]


def test_values_are_removed_however_they_are_written(store: Store) -> None:
    add(store, Quad(A, P, decimal("1.5"), G))
    store.write(Diff(remove=frozenset({Quad(A, P, decimal("01.500"), G)})))
    assert list(store.quads()) == []


@pytest.mark.parametrize("name", MAKERS)
@given(old=st.frozensets(st.from_type(Quad), max_size=8), new=st.frozensets(st.from_type(Quad), max_size=8))
def test_a_diff_turns_one_set_into_the_other(name: str, old: frozenset[Quad], new: frozenset[Quad]) -> None:
    with MAKERS[name]() as store:
        store.write(Diff.between([], old))
        assert set(store.quads()) == set(map(canonical_quad, old))
        store.write(Diff.between(map(canonical_quad, old), map(canonical_quad, new)))
        assert set(store.quads()) == set(map(canonical_quad, new))
