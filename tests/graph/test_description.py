"""What a thing is, whatever its kind: values by hand from Linköping's data."""

from typing import Any, cast

import pytest

from graph.answers.asking import ask
from graph.answers.description import describe
from graph.answers.form import Description, Ref
from graph.answers.names import Names
from graph.answers.resource import resource_quads
from graph.answers.told import tell
from graph.questions import question
from graph.stores.embedded.oxigraph import OxigraphStore
from ontology.errors import NotKnown
from ontology.iris import ID_BASE, thing
from ontology.namespaces import CITO, RDF, RS
from ontology.text import LANGUAGES, Language
from ontology.vocabulary import Vocabulary
from tests.conftest import AskLinkoping
from tests.graph.counting import Counting

GOAL = "goal/attraktiv-kommun"
PASSAGE = "passage/ks-31.mp-inte-vad-rapporten-sager"
AMOUNT = "amount/01ec117f573ead60acf7f9539e6576453997ee57264697cd8a1cf339d7523f7e"


@pytest.fixture
def described(linkoping: OxigraphStore, vocabulary: Vocabulary, names: Names) -> Any:
    def given(id_: str, language: Language = "sv", store: object = linkoping) -> Description:
        return describe(cast(OxigraphStore, store), vocabulary, names, id_, language)

    return given


def ids(values: Any) -> list[str]:
    return [one.id for one in values if isinstance(one, Ref)]


def by_kind(store: OxigraphStore) -> dict[str, list[str]]:
    """All short ids in the store, by kind."""
    found: dict[str, set[str]] = {}
    for quad in store.quads():
        id_ = quad.subject.value.removeprefix(ID_BASE)
        if id_ != quad.subject.value:
            found.setdefault(id_.partition("/")[0], set()).add(id_)
    return {kind: sorted(members) for kind, members in found.items()}


def test_a_goal(described: Any) -> None:
    goal = described(GOAL)
    assert (goal.id, goal.iri, goal.label) == (GOAL, ID_BASE + GOAL, "Attraktiv kommun")
    assert goal.kind == Ref(id="goal", label="mål")
    assert ids(goal.values("hasIndicator")) == [
        "indicator/detaljplaner",
        "indicator/forsoksverksamhet-socialtjanst",
    ]
    assert ids(goal.values("hasGoal", incoming=True)) == ["plan/ansokan-2018"]
    assert described(GOAL, "en").label == "Attractive municipality"
    assert goal.link == f"/api/resources/{GOAL}?lang=sv"
    assert goal.cite == f"Rotorsak: Attraktiv kommun ({GOAL}), graf {goal.graph[:16]}"


def test_what_is_not_a_fact_is_not_simply_said(described: Any) -> None:
    """Causes, and what parties say, are asked through a view."""
    problem = described("problem/boendesegregation")
    assert not {"causes", "reduces", "addresses"} & {fact.relation.id for fact in problem.facts}


@pytest.mark.parametrize(
    ("id_", "kind", "label"),
    [
        ("stance/asks", "hållning", "frågar"),
        ("code-list/stance", "kodlista", "Hållning"),
        (
            AMOUNT,
            "belopp",
            "betalas av: Socialstyrelsen; från och med: 2022; kronor: 467\u00a0000\u00a0000; "
            "skede: aviserat; till och med: 2022",
        ),
        (PASSAGE, "stycke", "MP bestrider att rapporten säger det."),
        ("activity/reading-ks-31", "inläsning", "inläsning reading-ks-31"),
        ("selector/4306-4370", "läge i texten", "läge i texten 4306-4370"),
    ],
)
def test_what_has_no_name_is_called_by_what_it_is(described: Any, id_: str, kind: str, label: str) -> None:
    found = described(id_)
    assert found.kind.label.casefold() == kind
    assert found.label == label


def test_a_code_has_its_definition_and_its_list(described: Any) -> None:
    asks = described("stance/asks", "en")
    assert asks.definition == "The speaker asks whether it is so. A question does not claim that it is."
    assert ids(asks.values("inScheme")) == ["code-list/stance"]


def test_a_claim_on_a_claim_is_not_called_a_claim_on_what_it_reports(
    described: Any, ask_linkoping: AskLinkoping
) -> None:
    (denial,) = ask_linkoping("neighbours", {"focus": PASSAGE}).evidence
    assert described(denial).label == (
        "Miljöpartiet i Linköping förnekar om ett annat påstående: "
        "Kompensatoriska insatser – bedöms så här – Är en egen metod"
    )


def test_a_claim_told_with_what_it_disputes(
    linkoping: OxigraphStore,
    vocabulary: Vocabulary,
    names: Names,
    described: Any,
    ask_linkoping: AskLinkoping,
) -> None:
    (denial,) = ask_linkoping("neighbours", {"focus": PASSAGE}).evidence
    told = tell(linkoping, vocabulary, names, described(denial), (), None)
    assert [(link.speaker.id, link.stance) for link in told.chain] == [
        ("party/mp", "denies"),
        ("document/delmos-rapport-citerad", "asserts"),
    ]
    assert told.chain[0].claim == denial
    assert told.stands_in == (denial,)
    (disputed,) = told.disputes
    assert told.evidence[disputed].chain[0].speaker.id == "party/mp"
    assert told.contested
    assert told.review_state == Ref(id="review-state/accepted", label="godtaget")
    assert told.reading is not None
    assert ids(told.reading.by) == ["organisation/rotorsak"]
    assert tell(linkoping, vocabulary, names, described(disputed), (), None).disputed_by == (denial,)


def test_a_claim_that_is_only_reported_stands_in_those_that_report_it(
    linkoping: OxigraphStore,
    vocabulary: Vocabulary,
    names: Names,
    described: Any,
    ask_linkoping: AskLinkoping,
) -> None:
    answer = ask_linkoping("neighbours", {"focus": PASSAGE})
    (denial,) = answer.evidence.values()
    inner = denial.chain[1].claim
    told = tell(linkoping, vocabulary, names, described(inner), (), None)
    assert [link.claim for link in told.chain] == [inner]
    assert denial.claim in told.stands_in
    assert all(inner in {link.claim for link in told.evidence[id_].chain} for id_ in told.stands_in)


def test_a_claim_beside_another_value(
    linkoping: OxigraphStore,
    vocabulary: Vocabulary,
    names: Names,
    described: Any,
    ask_linkoping: AskLinkoping,
) -> None:
    """Whatever `source-conflicts` lists as two values is on each other's pages."""
    conflicts = ask_linkoping("source-conflicts").evidence
    for id_, own in list(conflicts.items())[:8]:
        others = {
            other
            for other, one in conflicts.items()
            if (one.subject, one.relation) == (own.subject, own.relation) and one.object != own.object
        }
        told = tell(linkoping, vocabulary, names, described(id_), (), None)
        assert told.contested
        assert others
        assert others <= set(told.other_values) <= set(told.evidence)


def test_a_view_counts(
    linkoping: OxigraphStore, vocabulary: Vocabulary, names: Names, ask_linkoping: AskLinkoping
) -> None:
    """The passage of the minutes says nothing in the view of another document."""
    answer = ask(
        linkoping,
        vocabulary,
        names,
        question("neighbours"),
        {"focus": PASSAGE},
        ("document:document/ansokan-2018",),
    )
    assert answer.rows == ()


def test_the_triples_of_a_thing(linkoping: OxigraphStore) -> None:
    found = {(quad.subject, quad.predicate, quad.object) for quad in resource_quads(linkoping, thing(GOAL))}
    assert (thing(GOAL), RDF["type"], RS["Goal"]) in found
    assert (thing("plan/ansokan-2018"), RS["hasGoal"], thing(GOAL)) in found
    ends = {subject for subject, predicate, _ in found if predicate in (RDF["subject"], RDF["object"])}
    about = {object_ for _, predicate, object_ in found if predicate == RS["about"]}
    assert len(ends) == 5
    assert about == ends


def test_the_triples_of_a_claim_tell_what_it_is_about_and_who_disputes_it(
    linkoping: OxigraphStore, ask_linkoping: AskLinkoping
) -> None:
    (denial,) = ask_linkoping("neighbours", {"focus": PASSAGE}).evidence
    quads = resource_quads(linkoping, thing(denial))
    (disputed,) = [quad.object for quad in quads if quad.predicate == CITO["disputes"]]
    of_other = {(quad.subject, quad.predicate) for quad in resource_quads(linkoping, cast(Any, disputed))}
    assert (thing(denial), CITO["disputes"]) in of_other
    subjects = {quad.object for quad in quads if quad.predicate == RDF["subject"]}
    assert subjects == {thing("action/kompensatoriska-insatser")}


def test_an_unknown_id_gives_the_nearest(described: Any) -> None:
    with pytest.raises(NotKnown) as caught:
        described("goal/attraktiv-komun")
    assert caught.value.nearest[0] == GOAL


@pytest.mark.parametrize("language", LANGUAGES)
def test_something_of_every_kind_is_described(
    linkoping: OxigraphStore, described: Any, language: Language
) -> None:
    for members in by_kind(linkoping).values():
        found = described(members[len(members) // 2], language)
        assert found.id in members
        assert found.label
        assert found.kind.label
        assert not found.kind.label.startswith("http")
        assert found.to_json() == described(found.id, language).to_json()


def test_the_round_trips_are_as_many_for_much_as_for_little(linkoping: OxigraphStore, described: Any) -> None:
    counts = set()
    for id_ in ("body/linkoping", "body/astorp", "code-list/stance", AMOUNT):
        store = Counting(linkoping)
        described(id_, store=store)
        counts.add(store.queries)
    assert len(counts) == 1
