"""plan-balance: the activities of 2018 counted by hand, plans that are not held, and kronor on a small graph."""

from collections.abc import Callable
from decimal import Decimal

import pytest

from graph.answers.form import Answer, Ref, Row

Ask = Callable[..., Answer]


def row(answer: Answer, role: str) -> Row:
    return next(one for one in answer.rows if one.id == role)


def ids(cell: object) -> set[str]:
    assert isinstance(cell, tuple)
    return {one.id for one in cell if isinstance(one, Ref)}


def test_the_thirteen_activities_by_role(ask_linkoping: Callable[..., Answer]) -> None:
    """By hand, from table 1 and what each activity is read to address.

    Delmos makes weak safety and unequal conditions consequences of segregation, the application itself unemployment
    (read): so safety, individual measures and alternative services are consequences (3 of 13 = 0.2308), and work and
    benefit dependency is mixed, for nobody links long-term assistance to segregation (1 of 13 = 0.0769). Cooperation
    with civil society is enabling (1). The other eight address what nobody links to it: 8 of 13 = 0.6154.
    """
    answer = ask_linkoping("plan-balance", {"plan": "plan/ansokan-2018"})
    assert answer.state == "answered"
    assert {one.id: (one.values["count"], one.values["share"]) for one in answer.rows} == {
        "consequence": (3, Decimal("0.231")),
        "enabling": (1, Decimal("0.077")),
        "mixed": (1, Decimal("0.077")),
        "untraced": (8, Decimal("0.615")),
    }
    assert ids(row(answer, "consequence").values["actions"]) == {
        "action/trygghet-i-vardagen",
        "action/individanpassade-insatser",
        "action/alternativ-samhallsservice",
    }
    assert ids(row(answer, "mixed").values["actions"]) == {"action/okad-sysselsattning"}
    assert ids(row(answer, "enabling").values["actions"]) == {"action/samarbete-med-civilsamhallet"}


def test_examples_are_not_counted(ask_linkoping: Callable[..., Answer]) -> None:
    """Guards and cameras are examples of an activity, not activities of the plan."""
    answer = ask_linkoping("plan-balance", {"plan": "plan/ansokan-2018"})
    actions = set().union(*(ids(one.values["actions"]) for one in answer.rows))
    assert len(actions) == 13
    assert not actions & {"action/kameror", "action/vaktare", "action/boendeenheten"}


def test_no_kronor_are_tied_to_the_activities(ask_linkoping: Callable[..., Answer]) -> None:
    """The application gives shares for areas, and no amount for any activity."""
    answer = ask_linkoping("plan-balance", {"plan": "plan/ansokan-2018"})
    assert {one.values["kronor"] for one in answer.rows} == {"inga uppgifter"}
    assert "Inga kronor" in answer.summary
    english = ask_linkoping("plan-balance", {"plan": "plan/ansokan-2018"}, (), "en")
    assert "No kronor" in english.summary
    assert "consequence 3 (0.231)" in english.summary


def test_every_row_shows_its_claims(ask_linkoping: Callable[..., Answer]) -> None:
    answer = ask_linkoping("plan-balance", {"plan": "plan/ansokan-2018"})
    steps = row(answer, "consequence").because
    assert len(steps) == 3
    for step in steps:
        terms = " ".join(answer.evidence[one].says for one in step.evidence)
        assert "är en del av" in terms
        assert "riktar sig mot" in terms
        assert "orsakar" in terms


@pytest.mark.parametrize(
    ("plan", "count", "document"),
    [
        ("plan/atgardsplan-2021", "60", "document/atgardsplan-2021"),
        ("plan/atgardsplan-2022", "60", "document/atgardsplan-2022"),
        ("plan/atgardsplan-2023", "50", "document/atgardsplan-2023"),
    ],
)
def test_plans_that_are_not_held_have_no_shares(
    ask_linkoping: Callable[..., Answer], plan: str, count: str, document: str
) -> None:
    """60, 60 and 50 by the memo of 2022, the decision and the minutes; V names two actions of the plan for 2023."""
    answer = ask_linkoping("plan-balance", {"plan": plan})
    assert answer.state == "unknown"
    assert [one.id for one in answer.settled_by] == [document]
    assert document in {one.id for one in answer.not_held}
    assert f"källorna uppger {count} åtgärder" in answer.summary
    (only,) = answer.rows
    assert only.state == "unknown"
    assert "share" not in only.values
    assert "count" not in only.values


def test_the_two_actions_that_v_names_are_shown_and_not_shared_out(
    ask_linkoping: Callable[..., Answer],
) -> None:
    (only,) = ask_linkoping("plan-balance", {"plan": "plan/atgardsplan-2023"}).rows
    assert ids(only.values["actions"]) == {
        "action/3-1-fler-barn-i-forskolan",
        "action/5-4-oppna-upp-kulturskolan",
    }


def test_a_proposed_action_is_no_action_of_the_plan(ask_linkoping: Callable[..., Answer]) -> None:
    """MP proposes that nobody be placed in Skäggetorp as part of the plan; that is not in it."""
    (only,) = ask_linkoping("plan-balance", {"plan": "plan/atgardsplan-2023"}).rows
    assert "action/ingen-placering-i-skaggetorp" not in ids(only.values["actions"])


def test_a_view_that_leaves_the_actions_out_does_not_say_that_there_are_none(
    ask_linkoping: Callable[..., Answer],
) -> None:
    answer = ask_linkoping("plan-balance", {"plan": "plan/ansokan-2018"}, ["document:document/ks-31"])
    assert answer.state == "unknown"
    assert all("share" not in one.values for one in answer.rows)
    assert [one.id for one in answer.settled_by] == ["document/ansokan-2018"]


def test_in_the_view_of_mp_safety_is_not_traced(ask_linkoping: Callable[..., Answer]) -> None:
    """MP says nothing of what safety has to do with segregation."""
    answer = ask_linkoping("plan-balance", {"plan": "plan/ansokan-2018"}, ["speaker:party/mp"])
    assert {one.id: one.values["count"] for one in answer.rows} == {"enabling": 1, "untraced": 12}


SMALL = """
things:
  body/staden: {sv: Staden, en: The town}
  party/a: {sv: A-partiet, en: Party A}
  organisation/rotorsak: {sv: Vi, en: We}
  plan/planen: {sv: Planen, en: The plan}
  plan/tom: {sv: Tomma planen, en: The empty plan}
  plan/okand: {sv: Okända planen, en: The unknown plan}
  plan/lang: {sv: Långa planen, en: The long plan}
  action/bron: {sv: Bron, en: The bridge}
  action/muren: {sv: Muren, en: The wall}
  action/lampan: {sv: Lampan, en: The lamp}
  grant/bidraget: {sv: Bidraget, en: The grant}
  grant/delat: {sv: Delade bidraget, en: The shared grant}
  problem/orsak: {sv: Orsak, en: Cause}
  problem/foljd: {sv: Följd, en: Consequence}
  problem/boendesegregation: {sv: Segregation, en: Segregation}
---
document: document/plan
sv: Planen
en: The plan
type: document-type/plan
speaker: body/staden
rendition: plan.txt
passages:
  a:
    at: 0-10
    hash: 0000000000000000000000000000000000000000000000000000000000000000
    shows: [Bron]
    sv: Planen har tre åtgärder.
    en: The plan has three actions.
    says:
      - plan/planen recordedIn document/plan
      - plan/tom recordedIn document/plan
      - plan/lang recordedIn document/plan
      - action/bron partOf plan/planen
      - action/muren partOf plan/planen
      - action/lampan partOf plan/planen
      - action/bron partOf plan/lang
      - action/muren partOf plan/lang
      - action/bron partOf plan/okand
      - action/bron addresses problem/orsak
      - action/muren addresses problem/foljd
      - action/lampan addresses problem/foljd
      - problem/boendesegregation causes problem/foljd
      - problem/orsak causes problem/boendesegregation
      - {by: party/a, denies: problem/orsak causes problem/boendesegregation}
AMOUNTS
"""


def amounts(*claims: str) -> str:
    return SMALL.replace("AMOUNTS", "\n".join(f"      - {claim}" for claim in claims))


def amount(subject: str, kronor: int, stage: str = "granted") -> str:
    return f"{{asserts: {subject} amount, with: {{kronor: {kronor}, stage: stage/{stage}}}}}"


def ask_plan(small_graph: Callable[[str], Ask], text: str, plan: str = "plan/planen") -> Answer:
    return small_graph(text)("plan-balance", {"plan": plan})


def test_a_role_that_rests_on_a_contested_edge_is_not_firm(small_graph: Callable[[str], Ask]) -> None:
    """Party A denies that the cause leads to segregation: without that edge the bridge is not traced."""
    answer = ask_plan(small_graph, amounts())
    assert {one.id: (one.values["count"], one.values["share"], one.firm) for one in answer.rows} == {
        "consequence": (2, Decimal("0.667"), True),
        "root-cause": (1, Decimal("0.333"), False),
    }
    assert row(answer, "root-cause").depends_on == ("Orsak – orsakar – Segregation",)
    assert answer.summary.endswith("Svaret beror på omstridda samband.")


def test_more_actions_given_than_held(small_graph: Callable[[str], Ask]) -> None:
    answer = ask_plan(small_graph, amounts("plan/lang actionCount 3"), "plan/lang")
    assert answer.state == "unknown"
    assert "källorna uppger 3 åtgärder, och 2 är kända här" in answer.summary
    assert [one.id for one in answer.settled_by] == ["document/plan"]
    assert answer.not_held == ()


def test_as_many_given_as_held(small_graph: Callable[[str], Ask]) -> None:
    answer = ask_plan(small_graph, amounts("plan/lang actionCount 2"), "plan/lang")
    assert answer.state == "answered"
    assert {one.id for one in answer.rows} == {"consequence", "root-cause"}


def test_a_held_plan_without_actions_has_none(small_graph: Callable[[str], Ask]) -> None:
    answer = ask_plan(small_graph, amounts(), "plan/tom")
    assert (answer.state, answer.summary, answer.rows) == ("answered", "Tomma planen har inga åtgärder.", ())


def test_a_plan_of_which_no_document_is_known(small_graph: Callable[[str], Ask]) -> None:
    answer = ask_plan(small_graph, amounts(), "plan/okand")
    assert answer.state == "unknown"
    assert "hur många åtgärder den har är inte känt, och en är känd här" in answer.summary


def test_kronor_of_one_sort_are_added_and_shared(small_graph: Callable[[str], Ask]) -> None:
    """100 + 200 for the two consequences, 300 for the cause, all granted: 300 and 300 of 600."""
    answer = ask_plan(
        small_graph,
        amounts(amount("action/muren", 100), amount("action/lampan", 200), amount("action/bron", 300)),
    )
    kronor = {one.id: one.values["kronor"] for one in answer.rows}
    for role in ("consequence", "root-cause"):
        cell = kronor[role]
        assert isinstance(cell, tuple)
        assert cell[0] == "300 kr (0,5)"


def test_kronor_of_different_stages_are_never_added(small_graph: Callable[[str], Ask]) -> None:
    answer = ask_plan(
        small_graph, amounts(amount("action/muren", 100), amount("action/lampan", 200, "applied-for"))
    )
    cell = row(answer, "consequence").values["kronor"]
    assert isinstance(cell, tuple)
    assert {one for one in cell if isinstance(one, str) and "kr" in one} == {"100 kr", "200 kr"}


def test_two_amounts_of_one_source_are_not_added(small_graph: Callable[[str], Ask]) -> None:
    answer = ask_plan(small_graph, amounts(amount("action/muren", 100), amount("action/muren", 150)))
    cell = row(answer, "consequence").values["kronor"]
    assert isinstance(cell, tuple)
    assert {one for one in cell if isinstance(one, str) and "kr" in one} == {"100 kr", "150 kr"}


def test_a_grant_for_actions_of_several_roles_is_not_shared_out(small_graph: Callable[[str], Ask]) -> None:
    answer = ask_plan(
        small_graph,
        amounts(
            "grant/bidraget finances action/muren",
            amount("grant/bidraget", 500),
            "grant/delat finances action/muren",
            "grant/delat finances action/bron",
            amount("grant/delat", 900),
        ),
    )
    cell = row(answer, "consequence").values["kronor"]
    assert isinstance(cell, tuple)
    assert "500 kr (1,0)" in cell
    assert "grant/bidraget" in ids(cell)
    assert row(answer, "root-cause").values["kronor"] == "inga uppgifter"


def test_a_plan_that_is_not_held_is_unknown_though_the_numbers_agree(
    small_graph: Callable[[str], Ask],
) -> None:
    """One action given and one known, but the plan itself has not been read: it may be another one."""
    known = amounts("plan/okand actionCount 1", "plan/okand recordedIn document/okand").replace(
        "  plan/okand:", "  document/okand: {sv: Dokumentet, en: The document}\n  plan/okand:"
    )
    answer = ask_plan(small_graph, known, "plan/okand")
    assert answer.state == "unknown"
    assert [one.id for one in answer.not_held] == ["document/okand"]
