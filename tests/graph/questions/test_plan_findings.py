"""plan-findings: fifteen checks against Delmos's five success factors, and what readings come to on a small graph."""

from collections.abc import Callable

import pytest

from graph.answers.form import Answer, Ref, Row

APPLICATION, MODEL, PLAN = "plan/ansokan-2018", "plan/samordningsmodellen", "plan/atgardsplan-2023"


def ids(cell: object) -> tuple[str, ...]:
    pieces = cell if isinstance(cell, tuple) else (cell,)
    return tuple(one.id for one in pieces if isinstance(one, Ref))


def verdicts(answer: Answer, plan: str) -> dict[str, str | None]:
    return {
        ids(row.values["factor"])[0].removeprefix("finding/framgangsfaktor-"): row.verdict
        for row in answer.rows
        if ids(row.values["plan"]) == (plan,)
    }


def find(answer: Answer, plan: str, factor: str) -> Row:
    return next(row for row in answer.rows if row.id == f"{plan} finding/framgangsfaktor-{factor}")


def test_the_fifteen_checks(ask_linkoping: Callable[..., Answer]) -> None:
    """Readings of ours, each on a passage.

    The application: five sectors; cooperation with Motala, Norrköping, the region, and a coordinating official. In
    regular work but for 2018 and partly 2019; support to parents, early work not named; a mapping that is to come.
    The model: in budget and planning, as an intention; six directors; police and outsiders; a picture of the state and EST; preventive
    of crime, early work not named. The plan of 2023: only the decision, which calls it a platform across sectors.
    """
    answer = ask_linkoping("plan-findings")
    assert len(answer.rows) == 15
    assert verdicts(answer, APPLICATION) == {
        "langsiktighet": "unclear",
        "sektorsovergripande": "met",
        "samverkan": "met",
        "tidiga-insatser": "unclear",
        "kunskapsbaserat": "unclear",
    }
    assert verdicts(answer, MODEL) == {
        "langsiktighet": "unclear",
        "sektorsovergripande": "met",
        "samverkan": "met",
        "tidiga-insatser": "unclear",
        "kunskapsbaserat": "met",
    }
    assert verdicts(answer, PLAN) == {
        "langsiktighet": "unknown",
        "sektorsovergripande": "met",
        "samverkan": "unknown",
        "tidiga-insatser": "unknown",
        "kunskapsbaserat": "unknown",
    }


def test_what_was_looked_at_and_whose_factor_it_is(ask_linkoping: Callable[..., Answer]) -> None:
    answer = ask_linkoping("plan-findings")
    for row in answer.rows:
        assert ids(row.values["source"]) == ("document/delmos-framgangsfaktorer",)
    for row in (find(answer, MODEL, "samverkan"), find(answer, APPLICATION, "langsiktighet")):
        readings = [answer.evidence[one] for step in row.because[:-1] for one in step.evidence]
        assert readings
        assert {one.basis for one in readings} == {"our-reading"}
        assert all(one.locator.hash for one in readings)
        assert ids(row.values["looked_at"]) == tuple({one.document.id for one in readings})
    assert ids(find(answer, PLAN, "sektorsovergripande").values["looked_at"]) == ("document/beslut-2023",)
    assert "document/delmos-framgangsfaktorer" in {one.id for one in answer.not_held}


def test_the_plan_of_2023_is_not_held(ask_linkoping: Callable[..., Answer]) -> None:
    answer = ask_linkoping("plan-findings")
    assert "document/atgardsplan-2023" in {one.id for one in answer.not_held}
    row = find(answer, PLAN, "langsiktighet")
    assert (row.state, ids(row.values["would_show"])) == ("unknown", ("document/atgardsplan-2023",))
    assert "okänt 4 (finns inte här: Åtgärdsplan mot segregation 2023 (planen själv))" in answer.summary


def test_readings_for_and_against_are_both_shown(ask_linkoping: Callable[..., Answer]) -> None:
    row = find(ask_linkoping("plan-findings", {"plan": APPLICATION}, (), "en"), APPLICATION, "langsiktighet")
    assert row.values["verdict"] == "partly or unclear"
    assert sorted(step.text.split(": ")[0].rsplit(") ", 1)[1] for step in row.because[:2]) == [
        "asserts",
        "doubts",
    ]
    assert (row.firm, len(row.depends_on)) == (False, 1)


def test_one_plan_of_which_nothing_is_held(ask_linkoping: Callable[..., Answer]) -> None:
    answer = ask_linkoping("plan-findings", {"plan": "plan/atgardsplan-2022"})
    assert answer.state == "unknown"
    assert [one.id for one in answer.settled_by] == ["document/atgardsplan-2022"]
    assert set(verdicts(answer, "plan/atgardsplan-2022").values()) == {"unknown"}


def test_in_a_view_that_holds_no_reading(ask_linkoping: Callable[..., Answer]) -> None:
    answer = ask_linkoping("plan-findings", {}, ["document:document/ks-31"])
    assert {row.verdict for row in answer.rows} == {"unknown"}
    assert answer.state == "unknown"


SMALL = """
things:
  organisation/rotorsak: {sv: Vi, en: We}
  body/staden: {sv: Staden, en: The town}
  plan/planen: {sv: Planen, en: The plan}
  finding/framgangsfaktor-langsiktighet: {sv: Lång sikt, en: Long term, type: finding-type/success-factor}
---
document: document/plan
sv: Planen
en: The plan
type: document-type/plan
speaker: body/staden
passages:
  a:
    sv: Planen gäller ett år.
    en: The plan is for a year.
    says:
      - plan/planen recordedIn document/plan
      - {FIRST: plan/planen meets finding/framgangsfaktor-langsiktighet, basis: our-reading}
  b:
    sv: Planen ska förlängas.
    en: The plan is to be prolonged.
    says:
      - {SECOND: plan/planen meets finding/framgangsfaktor-langsiktighet, basis: our-reading}
"""


@pytest.mark.parametrize(
    ("first", "second", "verdict", "state"),
    [
        ("asserts", "asserts", "met", "yes"),
        ("denies", "denies", "not-met", "no"),
        ("asserts", "denies", "unclear", "unknown"),
        ("asserts", "doubts", "unclear", "unknown"),
        ("doubts", "doubts", "unclear", "unknown"),
        ("denies", "doubts", "unclear", "unknown"),
        ("asks", "proposes", "unknown", "unknown"),
        ("asks", "denies", "not-met", "no"),
    ],
)
def test_what_readings_come_to(
    small_graph: Callable[[str], Callable[..., Answer]], first: str, second: str, verdict: str, state: str
) -> None:
    graph = small_graph(SMALL.replace("FIRST", first).replace("SECOND", second))
    row = find(graph("plan-findings", {"plan": "plan/planen"}), "plan/planen", "langsiktighet")
    assert (row.verdict, row.state) == (verdict, state)


def test_a_verdict_has_its_words_in_the_language_asked_for(ask_linkoping: Callable[..., Answer]) -> None:
    said = {
        language: {
            row.verdict: row.verdict_label for row in ask_linkoping("plan-findings", {}, (), language).rows
        }
        for language in ("sv", "en")
    }
    assert said["sv"]["met"] == "uppfyllt"
    assert said["en"]["met"] == "met"
    assert said["sv"]["unclear"] == "delvis eller oklart"
