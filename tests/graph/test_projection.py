"""Facts on Linköping's graph: each rests on a claim, and the views' opinions never become one."""

from collections import defaultdict

from pyoxigraph import NamedNode

from graph.claims.evidence import read_claims
from graph.claims.model import Proposition
from graph.claims.projection import project
from graph.stores.embedded.oxigraph import OxigraphStore
from ontology import iris
from ontology.iris import FACTS_GRAPH, short_id
from ontology.namespaces import DCT, RDF, RS
from ontology.vocabulary import Vocabulary

DESCRIBING = {RDF["type"], DCT["type"], DCT["creator"], RS["holding"], RS["quality"]}


def facts(store: OxigraphStore) -> set[Proposition]:
    return {
        Proposition(quad.subject, quad.predicate, quad.object)
        for quad in store.quads(FACTS_GRAPH)
        if isinstance(quad.subject, NamedNode)
    }


def test_every_edge_between_two_things_rests_on_a_first_hand_reading(
    linkoping: OxigraphStore, vocabulary: Vocabulary
) -> None:
    parts = {vocabulary.kind_of_class(term.range) for term in vocabulary if term.node and term.range}
    vouched = {
        claim.proposition
        for claim in read_claims(linkoping)
        if claim.first_hand and claim.stance == "asserts" and claim.basis == "read"
    }
    edges = {
        fact
        for fact in facts(linkoping)
        if isinstance(fact.object, NamedNode)
        and fact.predicate not in DESCRIBING
        and (short_id(fact.subject) or "").partition("/")[0] not in {*parts, *code_schemes(linkoping)}
    }
    assert len(edges) > 500
    assert {fact for fact in edges if fact not in vouched} == set()


def code_schemes(store: OxigraphStore) -> set[str]:
    return {(short_id(quad.subject) or "").partition("/")[0] for quad in store.quads(iris.CODES_GRAPH)}  # type: ignore[arg-type]


def test_causes_evaluations_and_party_words_are_no_facts(
    linkoping: OxigraphStore, vocabulary: Vocabulary
) -> None:
    assert not {
        fact for fact in facts(linkoping) if fact.predicate in vocabulary and opinion(fact, vocabulary)
    }
    said: dict[Proposition, set[bool]] = defaultdict(set)
    for claim in read_claims(linkoping):
        said[claim.proposition].add((short_id(claim.speaker) or "").startswith("party/"))
    only_parties = {proposition for proposition, parties in said.items() if parties == {True}}
    assert len(only_parties) > 50
    assert not facts(linkoping) & only_parties


def opinion(fact: Proposition, vocabulary: Vocabulary) -> bool:
    return vocabulary.term_of(fact.predicate).never_fact


def test_conflicting_values_are_no_facts(linkoping: OxigraphStore) -> None:
    """The two dates of the decision of 2023, and the two diary numbers."""
    conflicting = {
        (iris.thing("decision/atgardsplan-2023"), DCT["date"]),
        (iris.thing("plan/atgardsplan"), RS["diaryNumber"]),
        (iris.thing("grant/pafyllnad-2022-nationellt"), RS["recipientCount"]),
    }
    assert not {fact for fact in facts(linkoping) if (fact.subject, fact.predicate) in conflicting}


def test_an_undisputed_fact_is_there(linkoping: OxigraphStore) -> None:
    counted = {fact.object.value for fact in facts(linkoping) if fact.predicate == RS["actionCount"]}
    assert {"50", "60"} <= counted


def test_projecting_again_gives_the_same(linkoping: OxigraphStore, vocabulary: Vocabulary) -> None:
    assert project(linkoping, vocabulary) == frozenset(linkoping.quads(FACTS_GRAPH))
