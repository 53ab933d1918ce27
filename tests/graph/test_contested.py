"""What is contested, by whom, and in which view; and what becomes a fact: each on a graph of two or three claims."""

from itertools import permutations

import pytest
from pyoxigraph import Literal, NamedNode, Quad

from graph.claims.evidence import DocumentFacts, read_claims, read_documents
from graph.claims.model import NewClaim, Passage, Proposition
from graph.claims.projection import project
from graph.claims.views import Counted, count, parse_view
from graph.stores.embedded.oxigraph import OxigraphStore
from graph.stores.interface import Diff
from ontology import iris
from ontology.iris import thing
from ontology.namespaces import DCT, FOAF, RDF, RS, SKOS, XSD
from ontology.vocabulary import Vocabulary

TEN = Proposition(thing("plan/p"), RS["actionCount"], Literal("10", datatype=XSD["integer"]))
ELSEWHERE = Proposition(thing("plan/p"), RS["covers"], thing("theme/t"))
MINE = iris.graph("mine")


def said(
    speaker: str, about: Proposition | NewClaim, stance: str = "asserts", *, disputes: NewClaim | None = None
) -> NewClaim:
    """What somebody says in a document of the same name."""
    cites = () if disputes is None else (("disputes", disputes.iri),)
    passage = _passage(speaker).iri
    return NewClaim(about, stance, thing(f"body/{speaker}"), "read", passage, None, None, cites=cites)


def heard(about: Proposition | NewClaim, stance: str = "asserts") -> NewClaim:
    """What the report is said to say."""
    return NewClaim(about, stance, thing("document/report"), "read", None, None, None)


def _passage(name: str) -> Passage:
    return Passage("a", thing(f"document/{name}"), {"sv": "Sagt.", "en": "Said."})


def counted(vocabulary: Vocabulary, claims: list[NewClaim], *views: str) -> Counted:
    store = holding(*claims)
    return count(
        store,
        vocabulary,
        read_claims(store),
        [parse_view(view, lambda name, _: thing(name)) for view in views],
    )


def holding(*claims: NewClaim, also: tuple[Quad, ...] = ()) -> OxigraphStore:
    store = OxigraphStore.in_memory()
    quads = set(also)
    for claim in claims:
        name = claim.speaker.value.rsplit("/", 1)[1]
        graph = iris.graph(name)
        quads |= {*claim.quads(graph), *_passage(name).quads(graph)}
    store.write(Diff(add=frozenset(quads)))
    return store


def test_a_dispute_counts_in_the_views_that_count_the_one_who_disputes(vocabulary: Vocabulary) -> None:
    """Also where the disputing claim is about something that the question did not read."""
    told = said("a", TEN)
    claims = [told, said("b", ELSEWHERE, disputes=told)]
    assert counted(vocabulary, claims).contested(TEN)
    assert counted(vocabulary, claims, "as-of:2020").contested(TEN)
    assert not counted(vocabulary, claims, "document:document/a").contested(TEN)
    assert not counted(vocabulary, claims, "speaker:body/a").contested(TEN)
    assert counted(vocabulary, claims, "undisputed").about(TEN) == []


def test_whoever_disputes_a_claim_that_is_reported_contests_it(vocabulary: Vocabulary) -> None:
    claims = [said("a", heard(TEN)), said("b", ELSEWHERE, disputes=heard(TEN))]
    everything = counted(vocabulary, claims)
    assert everything.contested(TEN)
    assert everything.disputed(everything.about(TEN)[0])


def test_to_deny_what_nobody_reports_is_not_to_be_disputed(vocabulary: Vocabulary) -> None:
    everything = counted(vocabulary, [said("a", heard(TEN), "denies")])
    assert not everything.disputed(everything.about(TEN)[0])


def test_a_denial_and_the_report_that_it_denies_dispute_each_other(vocabulary: Vocabulary) -> None:
    everything = counted(vocabulary, [said("a", heard(TEN), "denies"), said("b", heard(TEN))])
    assert len(everything.about(TEN)) == 2
    assert all(everything.disputed(claim) for claim in everything.about(TEN))
    assert everything.contested(TEN)


def test_to_ask_whether_somebody_denies_a_report_denies_nothing(vocabulary: Vocabulary) -> None:
    asked = said("a", heard(said("c", heard(TEN), "denies")), "asks")
    everything = counted(vocabulary, [asked, said("b", heard(TEN))])
    assert not everything.contested(TEN)


def test_that_a_report_does_not_say_so_leaves_it_standing_where_another_says_so(
    vocabulary: Vocabulary,
) -> None:
    claims = [said("a", TEN), said("b", heard(TEN)), said("c", heard(TEN), "denies")]
    everything = counted(vocabulary, claims)
    assert not everything.contested(TEN)
    assert {claim.first_hand: everything.disputed(claim) for claim in everything.asserting(TEN)} == {
        True: False,
        False: True,
    }
    facts = project(holding(*claims), vocabulary)
    assert {quad.object for quad in facts if quad.predicate == TEN.predicate} == {TEN.object}


def test_what_nobody_asserts_is_not_second_hand(vocabulary: Vocabulary) -> None:
    assert not counted(vocabulary, [said("a", TEN, "denies")]).second_hand_only(TEN)
    assert counted(vocabulary, [said("a", heard(TEN))]).second_hand_only(TEN)


def test_an_edge_that_nobody_claims_is_no_fact(vocabulary: Vocabulary) -> None:
    plan = TEN.subject
    described = (
        Quad(plan, RDF["type"], RS["Plan"], MINE),
        Quad(plan, SKOS["prefLabel"], Literal("P", language="sv"), MINE),
        Quad(plan, DCT["identifier"], Literal("P 1"), MINE),
    )
    edges = [(RS["causes"], "problem/x"), (RS["addresses"], "problem/x"), (DCT["isPartOf"], "plan/q")]
    unclaimed = tuple(Quad(plan, predicate, thing(end), MINE) for predicate, end in edges)
    facts = project(holding(also=(*described, *unclaimed)), vocabulary)
    assert {(quad.predicate, quad.object) for quad in facts} == {
        (quad.predicate, quad.object) for quad in described
    }


def test_a_value_that_claims_give_is_not_a_fact_without_them(vocabulary: Vocabulary) -> None:
    nine = Literal("9", datatype=XSD["integer"])
    also = (Quad(TEN.subject, RDF["type"], RS["Plan"], MINE), Quad(TEN.subject, TEN.predicate, nine, MINE))
    facts = project(holding(said("a", TEN), also=also), vocabulary)
    assert {quad.object for quad in facts if quad.predicate == TEN.predicate} == {TEN.object}


def test_the_records_of_the_program_are_no_facts(linkoping: OxigraphStore) -> None:
    assert not [quad for quad in linkoping.quads(iris.FACTS_GRAPH) if quad.predicate == RS["builtinHash"]]


GRAPHS = [NamedNode(f"https://e/{name}") for name in "abc"]


@pytest.mark.parametrize(
    "order", list(permutations(GRAPHS)), ids=lambda graphs: "".join(g.value[-1] for g in graphs)
)
def test_what_graphs_say_of_a_document_adds_up_in_any_order(order: tuple[NamedNode, ...]) -> None:
    document, known, held = thing("document/d"), thing("holding/known"), thing("holding/held")
    year, day = Literal("2021", datatype=XSD["gYear"]), Literal("2021-02-03", datatype=XSD["date"])
    page = Literal("https://e/d", datatype=XSD["anyURI"])
    said_in = [
        [(RS["holding"], known), (DCT["date"], year)],
        [(RS["holding"], held), (FOAF["page"], page)],
        [(RS["holding"], known), (DCT["date"], day)],
    ]
    quads = {
        Quad(document, predicate, value, graph)
        for graph, said_there in zip(order, said_in, strict=True)
        for predicate, value in said_there
    }
    store = OxigraphStore.in_memory()
    store.write(Diff(add=frozenset(quads)))
    assert read_documents(store, [document]) == {
        document: DocumentFacts("held", "2021-02-03", None, None, "https://e/d")
    }


def test_a_denial_that_nobody_has_met_is_no_contest(vocabulary: Vocabulary) -> None:
    alone = counted(vocabulary, [said("a", TEN, "denies"), said("b", TEN, "doubts")])
    assert not alone.two_sided(TEN)
    both = counted(vocabulary, [said("a", TEN, "denies"), said("b", TEN)])
    assert both.two_sided(TEN)
