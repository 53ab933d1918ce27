"""The contract of every store: what is written comes back, queries bind lists, and nothing half is written."""

from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pyoxigraph import BlankNode, DefaultGraph, Literal, NamedNode, Quad

from graph.stores.interface import Diff, Store
from graph.stores.literals import canonical_quad
from graph.stores.named_queries import NamedQuery
from graph.stores.state import hash_of_quads
from ontology.errors import BadInput
from ontology.iris import STATE_GRAPH, graph
from ontology.namespaces import XSD
from tests.conftest import STORES

A, B, P = NamedNode("https://e/a"), NamedNode("https://e/b"), NamedNode("https://e/p")
G, H = graph("g"), graph("h")
VALUES_OF = NamedQuery(
    "values",
    """SELECT ?subject ?value ?other WHERE {
      VALUES ?subject { UNDEF }
      VALUES ?value { UNDEF }
      GRAPH ?g { ?subject <https://e/p> ?value } OPTIONAL { GRAPH ?g { ?subject <https://e/q> ?other } }
    } ORDER BY ?subject ?value""",
    """MATCH (n:Resource) WHERE $subject IS NULL OR n.iri IN $subject
    CALL (n) {
      UNWIND coalesce(n.`<https://e/p>`, []) AS held
      WITH held, split(held, ' ')[-1] AS graph
      RETURN left(held, size(held) - size(graph) - 1) AS value, substring(graph, 1, size(graph) - 2) AS graph
      UNION
      MATCH (n)-[r:OTHER {iri: 'https://e/p'}]->(o:Resource) RETURN o.iri AS value, r.graph AS graph
    }
    WITH n, value, graph WHERE $value IS NULL OR value IN $value
    OPTIONAL MATCH (n)-[:OTHER {iri: 'https://e/q', graph: graph}]->(other:Resource)
    RETURN n.iri AS subject, value, other.iri AS other ORDER BY subject, value""",
)


@pytest.fixture(params=STORES)
def store(request: pytest.FixtureRequest, open_store: Callable[[str], Store]) -> Store:
    return open_store(request.param)


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
        store.select(NamedQuery("ask", "ASK {}", "CREATE (n)"))


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


def test_the_progress_of_a_write_ends_with_the_whole(store: Store) -> None:
    told: list[tuple[int, int]] = []
    quads = {Quad(A, P, Literal(number), name) for number in range(50) for name in (G, H)}
    store.write(Diff(add=frozenset(quads)), lambda done, whole: told.append((done, whole)))
    assert told[-1] == (100, 100)
    assert {whole for _, whole in told} == {100}
    assert told == sorted(told)


def is_held_by_all(quad: Quad) -> bool:
    """Whether its numbers fit in 64 bits, as SPARQL stores want them to."""
    number = canonical_quad(quad).object
    is_whole = isinstance(number, Literal) and number.datatype == XSD["integer"]
    return not is_whole or abs(int(number.value)) < 2**63


EXAMPLES = {"oxigraph": 100, "neo4j": 20, "sparql": 20}


@pytest.mark.parametrize("kind", STORES)
def test_a_diff_turns_one_set_into_the_other(kind: str, open_store: Callable[[str], Store]) -> None:
    store = open_store(kind)
    any_quads = st.frozensets(st.from_type(Quad).filter(is_held_by_all), max_size=8)

    @settings(max_examples=EXAMPLES[kind], deadline=None)
    @given(any_quads, any_quads)
    def turned(old: frozenset[Quad], new: frozenset[Quad]) -> None:
        for quads in (old, new, frozenset[Quad]()):
            wanted = set(map(canonical_quad, quads))
            store.write(Diff.between(store.quads(), wanted))
            assert set(store.quads()) == wanted
            assert store.graph_names() == sorted({q.graph_name for q in wanted}, key=str)
            assert store.graph_hash() == hash_of_quads(wanted)

    turned()
