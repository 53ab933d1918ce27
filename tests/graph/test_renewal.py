"""A load renews the facts that it may change and no others, and what comes out is the full projection."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from itertools import product
from typing import Any, TypeVar
from unittest.mock import patch

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.strategies import SearchStrategy
from pyoxigraph import Literal, NamedNode, Quad

from graph.claims.model import NewClaim, PartNode, Passage, Proposition
from graph.claims.projection import project
from graph.loading import staging
from graph.loading.graphs import replace_graphs
from graph.stores.embedded.oxigraph import OxigraphStore
from graph.stores.interface import Store
from ontology import iris
from ontology.iris import FACTS_GRAPH, thing
from ontology.namespaces import DCT, OA, OWL, PROV, RDF, RS, SKOS, XSD
from ontology.vocabulary import ontology_quads
from ontology.vocabulary import vocabulary as read_vocabulary
from tests.conftest import STORES

T = TypeVar("T")
WORDS = read_vocabulary()


def number(value: int) -> Literal:
    return Literal(str(value), datatype=XSD["integer"])


def amount(kronor: int) -> PartNode:
    parts = [(RS["kronor"], number(kronor)), (RS["stage"], thing("stage/granted"))]
    return PartNode("amount", RS["Amount"], frozenset(parts))


def one_of(pools: Iterable[Sequence[T]]) -> SearchStrategy[T]:
    """Something from any of these, as often from the small as from the large."""
    return st.one_of([st.sampled_from(pool) for pool in pools])


# --- small pools, so that everything meets everything

NOWHERE = iris.graph("nowhere")
GRAPHS = [iris.graph("a"), iris.graph("b"), iris.graph("c"), iris.ALIGNMENTS_GRAPH, iris.ONTOLOGY_GRAPH]
NODES = [amount(1), amount(2)]
PLAN, GRANT = thing("plan/p"), thing("grant/g")
THINGS = [PLAN, GRANT, thing("theme/t"), *(node.iri for node in NODES)]
VALUES: list[tuple[NamedNode, list[NamedNode | Literal]]] = [
    (RS["actionCount"], [number(10), number(9)]),
    (DCT["date"], [Literal("2020", datatype=XSD["gYear"]), Literal("2020-05-01", datatype=XSD["date"])]),
    (RS["covers"], [thing("theme/t"), NODES[0].iri]),
    (RS["causes"], [thing("theme/t")]),
    (RS["amount"], [node.iri for node in NODES]),
    (DCT["temporal"], [NODES[0].iri, NODES[1].iri]),
]
PROPOSITIONS = [
    Proposition(subject, predicate, value)
    for subject in (PLAN, GRANT, NODES[1].iri)
    for predicate, values in VALUES
    for value in values
]
PASSAGES = [Passage("a", thing(f"document/{name}"), {"sv": "Sagt.", "en": "Said."}) for name in "de"]
SPEAKERS = [thing("body/a"), thing("body/b"), thing("party/mp")]
NEEDED = {RS["stance"], RS["basis"], PROV["wasAttributedTo"]}
"""Shapes are checked before facts are derived: a claim without these has none."""
CLASSES = [RS["Plan"], RS["Amount"], RS["Grant"], RS["Claim"], OA["SpecificResource"]]


def said(abouts: Iterable[Proposition | NewClaim], *stances: str) -> list[NewClaim]:
    """What may be claimed about these: by whom, in which passage (if any), on what basis, accepted or not."""
    passages = [*(passage.iri for passage in PASSAGES), None]
    ways = list(product(stances, SPEAKERS, ["read", "computed"], passages, ["accepted", "retracted"]))
    return [
        NewClaim(about, stance, speaker, basis, passage, None, None, state)
        for about in abouts
        for stance, speaker, basis, passage, state in ways
    ]


VOUCHED = [
    NewClaim(about, "asserts", speaker, "read", passage.iri, None, None)
    for about in PROPOSITIONS
    for speaker in SPEAKERS[:2]
    for passage in PASSAGES
]
"""Such as make facts, if nothing stands against them."""
ELSEWHERE = [
    replace(one, about=Proposition(thing("plan/q"), RS["causes"], thing("theme/t"))) for one in VOUCHED[:4]
]
"""Such as are about something else, and make none: they are there to dispute others."""
AGAINST = said(PROPOSITIONS, "asserts", "denies", "doubts", "asks")
REPORTS = said([*VOUCHED[:8], *AGAINST[:8]], "asserts", "denies")
CHAINS = said(REPORTS[::20], "asserts", "denies")


def links(claim: NewClaim) -> list[NewClaim]:
    """A claim and those that it reports."""
    return [claim, *(links(claim.about) if isinstance(claim.about, NewClaim) else [])]


@st.composite
def claims(draw: st.DrawFn) -> list[set[Quad]]:
    """A few claims; some dispute others, or links of their chains."""
    vouched = draw(st.lists(one_of([VOUCHED, VOUCHED[:10]]), min_size=1, max_size=4))
    plain = [*vouched, *draw(st.lists(one_of([VOUCHED, AGAINST, REPORTS, CHAINS]), max_size=3))]
    disputable = [*vouched, *(link for claim in plain for link in links(claim))]
    disputing = [
        replace(claim, cites=(("disputes", draw(st.sampled_from(disputable)).iri),))
        for claim in draw(st.lists(st.sampled_from(ELSEWHERE), max_size=2))
    ]
    passages = {quad for passage in PASSAGES for quad in passage.quads(NOWHERE)}
    return [passages, *({*claim.quads(NOWHERE), *passages} for claim in (*plain, *disputing))]


def descriptions() -> SearchStrategy[set[Quad]]:
    """What is said without a claim: of things and of nodes, and of a claim as if it were a thing."""
    types = [(RDF["type"], class_) for class_ in CLASSES]
    labels = [(SKOS["prefLabel"], Literal(name, language="sv")) for name in "PQ"]
    values = [(predicate, value) for predicate, values in VALUES for value in values]
    others = [(DCT["creator"], SPEAKERS[0]), (DCT["creator"], NODES[0].iri)]
    return st.builds(
        lambda subject, said_of: {Quad(subject, *one, NOWHERE) for one in said_of},
        st.sampled_from([*THINGS, *THINGS, VOUCHED[0].iri]),
        st.lists(one_of([types[:3], types, labels, values, others]), min_size=1, max_size=3),
    )


@st.composite
def loads(draw: st.DrawFn) -> list[dict[NamedNode, frozenset[Quad]]]:
    """What graphs are replaced with, load by load: parts of one small stock, of which one or two come or go."""
    stock = [*draw(claims()), *draw(st.lists(descriptions(), min_size=1, max_size=4))]
    stock += [set(node.quads(NOWHERE)) for node in NODES]
    lost = draw(st.sets(st.sampled_from(sorted(set().union(*stock), key=str)), max_size=2))
    stock.append({quad for quad in lost if quad.predicate not in NEEDED})
    parts = st.sampled_from(range(len(stock)))
    held = {name: draw(st.sets(parts)) for name in GRAPHS[:3]}
    sequence = [dict(held)]
    for _ in range(draw(st.integers(1, 6))):
        name = draw(one_of([GRAPHS[:3], GRAPHS]))
        held[name] = held.get(name, set()) ^ draw(st.sets(parts, min_size=1, max_size=2))
        sequence.append({name: held[name]})
    return [{name: placed(name, stock, some) for name, some in graphs.items()} for graphs in sequence]


def placed(name: NamedNode, stock: Sequence[set[Quad]], some: set[int]) -> frozenset[Quad]:
    """Some of the stock in a graph. What is last in the stock is what is missing in all graphs that take it."""
    quads = set().union(*(stock[one] for one in some if one != len(stock) - 1))
    if len(stock) - 1 in some:
        quads -= stock[-1]
    return frozenset(Quad(quad.subject, quad.predicate, quad.object, name) for quad in quads)


@pytest.mark.parametrize("at_once", [1, 2000])
@settings(max_examples=100, deadline=None)
@given(sequence=loads())
def test_whatever_is_loaded_the_facts_are_the_projection(
    sequence: list[dict[NamedNode, frozenset[Quad]]], at_once: int
) -> None:
    with OxigraphStore.in_memory() as store, patch.object(staging, "MOST_TERMS", at_once):
        for graphs in sequence:
            replace_graphs(store, graphs, WORDS)
            for name, quads in graphs.items():
                assert set(store.quads(name)) == quads
            assert set(store.quads(FACTS_GRAPH)) == project(store, WORDS)


# --- what each of these cases is, by hand

A, B, C = GRAPHS[:3]
TEN, NINE = (Proposition(PLAN, RS["actionCount"], number(value)) for value in (10, 9))
HOLDS = Proposition(GRANT, RS["amount"], NODES[0].iri)


def vouched(about: Proposition | NewClaim, speaker: str = "body/a", **more: Any) -> NewClaim:
    return NewClaim(about, "asserts", thing(speaker), "read", PASSAGES[0].iri, None, None, **more)


def load(store: Store, graph: NamedNode, *said: NewClaim | PartNode, also: Iterable[Quad] = ()) -> None:
    """Replace a graph by these claims and nodes, and their passage, and see that the facts are the projection."""
    replace_graphs(store, {graph: frozenset({*said_in(graph, *said), *also})}, WORDS)
    assert set(store.quads(FACTS_GRAPH)) == project(store, WORDS)


def said_in(graph: NamedNode, *said: NewClaim | PartNode) -> set[Quad]:
    return {quad for one in (*said, PASSAGES[0]) for quad in one.quads(graph)}


def facts(store: Store, *subjects: NamedNode) -> set[Proposition]:
    return {
        Proposition(quad.subject, quad.predicate, quad.object)
        for quad in store.quads(FACTS_GRAPH)
        if quad.subject in subjects
    }


@pytest.fixture(params=STORES)
def store(request: pytest.FixtureRequest, open_store: Callable[[str], Store]) -> Store:
    return open_store(request.param)


def test_a_document_that_gives_another_value_contests_a_fact_and_gives_it_back_when_it_goes(
    store: Store,
) -> None:
    load(store, A, vouched(TEN))
    assert facts(store, PLAN) == {TEN}
    load(store, B, vouched(NINE, "body/b"))
    assert facts(store, PLAN) == set()
    load(store, B)
    assert facts(store, PLAN) == {TEN}


def test_a_document_that_disputes_a_claim_of_another_contests_what_that_is_about(
    store: Store,
) -> None:
    elsewhere = Proposition(thing("plan/q"), RS["covers"], thing("theme/t"))
    load(store, A, vouched(TEN))
    load(store, B, vouched(elsewhere, "body/b", cites=(("disputes", vouched(TEN).iri),)))
    assert facts(store, PLAN) == set()
    load(store, B, vouched(elsewhere, "body/b"))
    assert facts(store, PLAN) == {TEN}


def test_a_dispute_of_the_one_who_is_reported_reaches_the_end_of_the_chain(store: Store) -> None:
    """Whoever reports it asserts it no more; whoever says it himself still does."""
    inner = vouched(TEN, "body/b")
    load(store, A, vouched(vouched(inner)), vouched(TEN))
    load(store, B, vouched(NINE, cites=(("disputes", inner.iri),), review_state="retracted"))
    assert facts(store, PLAN) == {TEN}
    load(store, B, vouched(Proposition(GRANT, RS["causes"], PLAN), cites=(("disputes", inner.iri),)))
    assert facts(store, PLAN) == set()


def test_the_parts_of_a_node_are_facts_as_long_as_one_fact_points_to_it(store: Store) -> None:
    other = Proposition(PLAN, RS["amount"], NODES[0].iri)
    parts = {Proposition(quad.subject, quad.predicate, quad.object) for quad in NODES[0].quads(A)}
    load(store, C, NODES[0])
    assert facts(store, NODES[0].iri) == set()
    load(store, A, vouched(HOLDS))
    load(store, B, vouched(other))
    assert facts(store, NODES[0].iri) == parts
    load(store, A)
    assert facts(store, NODES[0].iri) == parts
    load(store, B)
    assert facts(store, NODES[0].iri) == set()


def test_a_name_is_a_fact_once_another_graph_says_what_bears_it(store: Store) -> None:
    name = Quad(PLAN, SKOS["prefLabel"], Literal("P", language="sv"), A)
    load(store, A, also=[name])
    assert facts(store, PLAN) == set()
    load(store, B, also=[Quad(PLAN, RDF["type"], RS["Plan"], B)])
    assert {fact.object for fact in facts(store, PLAN)} == {RS["Plan"], name.object}
    load(store, C, also=[Quad(PLAN, RDF["type"], RS["Claim"], C)])
    assert facts(store, PLAN) == set()
    load(store, C)
    load(store, B)
    assert facts(store, PLAN) == set()


def test_a_name_in_two_graphs_goes_with_the_second(store: Store) -> None:
    named = [(RDF["type"], RS["Plan"]), (SKOS["prefLabel"], Literal("P", language="sv"))]
    for graph in (A, B):
        load(store, graph, also=[Quad(PLAN, *one, graph) for one in named])
    load(store, A)
    assert len(facts(store, PLAN)) == 2
    load(store, B)
    assert facts(store, PLAN) == set()


def test_what_the_words_mean_anew_renews_facts_of_graphs_that_stay(store: Store) -> None:
    """In an older version a plan could have several numbers of actions; the store was loaded with that."""
    older_term = replace(WORDS.term("actionCount"), functional=False)
    terms = {**WORDS.terms, older_term.name: older_term}
    older = replace(WORDS, terms=terms, _terms_by_iri={term.iri: term for term in terms.values()})
    functional = Quad(RS["actionCount"], RDF["type"], OWL["FunctionalProperty"], iris.ONTOLOGY_GRAPH)
    ontology = frozenset(ontology_quads())
    assert functional in ontology
    graphs = {A: frozenset(said_in(A, vouched(TEN))), B: frozenset(said_in(B, vouched(NINE)))}
    replace_graphs(store, {**graphs, iris.ONTOLOGY_GRAPH: ontology - {functional}}, older)
    assert facts(store, PLAN) == {TEN, NINE}
    replace_graphs(store, {iris.ONTOLOGY_GRAPH: ontology}, WORDS)
    assert facts(store, PLAN) == set()
