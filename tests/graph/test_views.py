"""Views, chains and contested claims on a small town's graph, each expectation worked out from the text below."""

from collections.abc import Callable

import pytest
from pyoxigraph import Literal

from graph.answers.form import Answer
from graph.claims.evidence import Claim, read_claims
from graph.claims.projection import project
from graph.claims.views import Counted, compatible, count, parse_view
from graph.stores.embedded.oxigraph import OxigraphStore
from ontology import iris
from ontology.errors import BadInput, NotKnown
from ontology.vocabulary import Vocabulary

TOWN = """
things:
  body/staden: {sv: Staden, en: The town}
  unit/namnden: {sv: Nämnden, en: The committee}
  post/chefen: {sv: Chefen, en: The chief}
  party/a: {sv: A-partiet, en: Party A}
  organisation/rotorsak: {sv: Vi, en: We}
  plan/planen: {sv: Planen, en: The plan}
  action/bron: {sv: Bron, en: The bridge}
  problem/x: {sv: X, en: X}
  problem/boendesegregation: {sv: Segregation, en: Segregation}
  document/rapport: {sv: Rapporten, en: The report, type: document-type/report}
---
document: document/beslut
sv: Beslutet
en: The decision
type: document-type/decision
speaker: post/chefen
date: 2020-05-01
passages:
  a:
    sv: Nämnden hör till staden, och chefen hör till nämnden.
    en: The committee is part of the town, and the chief of the committee.
    says:
      - unit/namnden subOrganizationOf body/staden
      - post/chefen postIn unit/namnden
  b:
    sv: Planen har tio åtgärder och bron är en del av den.
    en: The plan has ten actions and the bridge is part of it.
    says:
      - plan/planen actionCount 10
      - action/bron partOf plan/planen
      - problem/x causes problem/boendesegregation
      - {asserts: action/bron addresses problem/x, basis: our-reading}
      - plan/planen date 2020-05
---
document: document/protokoll
sv: Protokollet
en: The minutes
type: document-type/minutes
speaker: unit/namnden
date: 2021
passages:
  a:
    sv: A-partiet säger emot chefen.
    en: Party A contradicts the chief.
    speaker: party/a
    says:
      - denies: problem/x causes problem/boendesegregation
      - plan/planen actionCount 9
      - action/bron number 7
      - {by: party/a, asserts: {by: document/rapport, asserts: action/bron number 8}}
      - plan/planen date 2020-05-01
---
document: document/odaterat
sv: Odaterat
en: Undated
type: document-type/memo
speaker: body/staden
notBefore: 2022-01-01
passages:
  a:
    sv: Staden säger att rapporten inte säger så om bron.
    en: The town says that the report does not say so of the bridge.
    says:
      - denies: {by: document/rapport, asserts: action/bron number 8}
"""


@pytest.fixture
def town(small_graph: Callable[[str], object]) -> OxigraphStore:
    store = getattr(small_graph(TOWN), "store", None)
    assert isinstance(store, OxigraphStore)
    return store


def counted(town: OxigraphStore, vocabulary: Vocabulary, *views: str) -> Counted:
    parsed = [parse_view(view, lambda name, _: iris.thing(name)) for view in views]
    return count(town, vocabulary, read_claims(town), parsed)


def said(claims: Counted) -> set[str]:
    return {
        f"{claim.speaker.value.rsplit('/', 1)[1]} {claim.stance} "
        f"{claim.proposition.predicate.value.rsplit('#', 1)[-1].rsplit('/', 1)[-1]} "
        f"{claim.proposition.object.value.rsplit('/', 1)[-1]}"
        for claim in claims.claims
    }


DECISION = {
    "chefen asserts subOrganizationOf staden",
    "chefen asserts postIn namnden",
    "chefen asserts actionCount 10",
    "chefen asserts isPartOf planen",
    "chefen asserts causes boendesegregation",
    "rotorsak asserts addresses x",
    "chefen asserts date 2020-05",
}
MINUTES = {
    "a denies causes boendesegregation",
    "a asserts actionCount 9",
    "a asserts number 7",
    "a asserts number 8",
    "a asserts date 2020-05-01",
}


def test_all_counts_every_accepted_claim(town: OxigraphStore, vocabulary: Vocabulary) -> None:
    assert said(counted(town, vocabulary)) == DECISION | MINUTES | {"staden None number 8"}


def test_undisputed_leaves_out_the_denied_the_conflicting_and_the_second_hand(
    town: OxigraphStore, vocabulary: Vocabulary
) -> None:
    assert said(counted(town, vocabulary, "undisputed")) == {
        "chefen asserts subOrganizationOf staden",
        "chefen asserts postIn namnden",
        "chefen asserts isPartOf planen",
        "rotorsak asserts addresses x",
        "chefen asserts date 2020-05",
        "a asserts date 2020-05-01",
    }


def test_a_body_speaks_through_its_parts_and_not_through_parties(
    town: OxigraphStore, vocabulary: Vocabulary
) -> None:
    """The parties' undisputed words of fact stay, or a body's view would hold nothing that others say."""
    assert said(counted(town, vocabulary, "speaker:body/staden")) == DECISION | {
        "staden None number 8",
        "a asserts date 2020-05-01",
    }


def test_a_party_has_its_own_claims_and_the_undisputed_facts_of_others(
    town: OxigraphStore, vocabulary: Vocabulary
) -> None:
    assert said(counted(town, vocabulary, "speaker:party/a")) == MINUTES | {
        "chefen asserts subOrganizationOf staden",
        "chefen asserts postIn namnden",
        "chefen asserts isPartOf planen",
        "rotorsak asserts addresses x",
        "chefen asserts date 2020-05",
    }


def test_document_and_date(town: OxigraphStore, vocabulary: Vocabulary) -> None:
    assert said(counted(town, vocabulary, "document:document/protokoll")) == MINUTES
    assert said(counted(town, vocabulary, "as-of:2020-12-31")) == DECISION
    assert said(counted(town, vocabulary, "as-of:2020-04-30")) == set()
    assert said(counted(town, vocabulary, "as-of:2021")) == DECISION | MINUTES
    assert said(counted(town, vocabulary, "as-of:2022-01-01")) == said(counted(town, vocabulary))


def test_views_together_must_all_hold(town: OxigraphStore, vocabulary: Vocabulary) -> None:
    assert said(counted(town, vocabulary, "document:document/protokoll", "undisputed")) == {
        "a asserts date 2020-05-01"
    }


def find(claims: Counted, ending: str) -> Claim:
    return next(
        one for one in claims.claims if one.stance == "asserts" and str(one.proposition.object) == ending
    )


def test_what_is_contested(town: OxigraphStore, vocabulary: Vocabulary) -> None:
    everything = counted(town, vocabulary)
    contested = {
        str(claim.proposition.object)
        for claim in everything.claims
        if everything.contested(claim.proposition) and claim.stance == "asserts"
    }
    integer = "^^<http://www.w3.org/2001/XMLSchema#integer>"
    segregation = str(iris.thing("problem/boendesegregation"))
    assert contested == {f'"10"{integer}', f'"9"{integer}', '"7"', '"8"', segregation}


def test_a_report_that_somebody_denies_is_disputed(town: OxigraphStore, vocabulary: Vocabulary) -> None:
    everything = counted(town, vocabulary)
    reported = find(everything, '"8"')
    assert [link.stance for link in reported.chain] == ["asserts", "asserts"]
    assert not reported.first_hand
    assert everything.disputed(reported)
    assert everything.second_hand_only(reported.proposition)
    assert not everything.disputed(find(everything, '"7"'))


def test_facts_rest_on_undisputed_first_hand_reading(town: OxigraphStore, vocabulary: Vocabulary) -> None:
    """Not the denied cause, the two counts, our reading, nor what a party says alone."""
    claims = {claim.proposition for claim in read_claims(town)}
    facts = {
        (quad.subject, quad.predicate, quad.object)
        for quad in project(town, vocabulary)
        if (quad.subject, quad.predicate, quad.object)
        in {(one.subject, one.predicate, one.object) for one in claims}
    }
    assert {(s.value.rsplit("/", 1)[1], o.value.rsplit("/", 1)[-1]) for s, _, o in facts} == {
        ("namnden", "staden"),
        ("chefen", "namnden"),
        ("bron", "planen"),
        ("planen", "2020-05"),
    }


def test_the_projection_is_the_facts_graph(town: OxigraphStore, vocabulary: Vocabulary) -> None:
    assert set(town.quads(iris.FACTS_GRAPH)) == project(town, vocabulary)


def test_a_coarser_date_is_no_conflict() -> None:
    assert compatible(Literal("2020"), Literal("2020-12"))
    assert compatible(Literal("2020-12-01"), Literal("2020-12"))
    assert not compatible(Literal("2020-11"), Literal("2020-12-01"))
    assert not compatible(Literal("KS 2020-754"), Literal("KS 2020-862"))


@pytest.mark.parametrize("text", ["yesterday", "2020-13", "2023-02-29", "２０２０"])
def test_a_view_as_of_no_date(text: str) -> None:
    with pytest.raises(BadInput, match="YYYY-MM-DD"):
        parse_view(f"as-of:{text}", lambda name, _: iris.thing(name))


@pytest.mark.parametrize("text", ["everything", "speaker:", "undisputed:x", "date:2020"])
def test_another_view_is_told_with_the_forms_there_are(text: str) -> None:
    with pytest.raises(NotKnown, match="undisputed") as caught:
        parse_view(text, lambda name, _: iris.thing(name))
    assert "finns inte" in caught.value.tell("sv")


@pytest.mark.parametrize(
    ("view", "told"),
    [
        ("speaker:nobody", "Ingenting heter 'nobody'"),
        ("speaker:problem/boendesegregation", "är av slaget"),
        ("document:decision/ledning-2020", "är av slaget"),
    ],
)
def test_only_who_can_speak_and_what_is_a_document_makes_a_view(
    ask_linkoping: Callable[..., Answer], view: str, told: str
) -> None:
    with pytest.raises(NotKnown) as caught:
        ask_linkoping("money", {}, (view,))
    assert told in caught.value.tell("sv")
