"""Grant rules, worked out by hand from the memo of 2022 and the ordinances as DOMAIN.md tells of them."""

from collections.abc import Callable

import pytest

from graph.answers.form import Answer, Ref, Row
from ontology.errors import BadInput

Ask = Callable[..., Answer]
TOP_UP = {"grant": "grant/pafyllnad-2022", "at": "2022-10-15"}
AGENCY = "policy/socialstyrelsen-2022"
OWN = "policy/linkoping-principer-2022"
APPLICATION = {"grant": "grant/tillvaxtverket-2018"}


def ids(cell: object) -> tuple[str, ...]:
    cells = cell if isinstance(cell, tuple) else (cell,)
    return tuple(one.id for one in cells if isinstance(one, Ref))


def verdicts(answer: Answer, policy: str) -> dict[str, str | None]:
    """The verdict of a policy under its own id, and of each of its rules under theirs."""
    rows = [row for row in answer.rows if ids(row.values["policy"]) == (policy,)]
    return {(ids(row.values["rule"]) or (policy,))[0]: row.verdict for row in rows}


def row_of(answer: Answer, policy: str, rule: str) -> Row:
    (row,) = [
        row
        for row in answer.rows
        if (ids(row.values["policy"]), ids(row.values["rule"])) == ((policy,), (rule,))
    ]
    return row


def test_in_ryd_the_place_rule_denies(ask_linkoping: Ask) -> None:
    answer = ask_linkoping("grant-rules", {**TOP_UP, "place": "district/ryd"})
    found = verdicts(answer, AGENCY)
    assert found[AGENCY] == "denied"
    assert [rule for rule, verdict in found.items() if verdict == "denied"] == [
        AGENCY,
        "rule/pafyllnad-bara-skaggetorp",
    ]
    row = row_of(answer, AGENCY, "rule/pafyllnad-bara-skaggetorp")
    assert row.state == "no"
    documents = {answer.evidence[one].document.id for step in row.because for one in step.evidence}
    assert documents == {"document/pafyllnad-2022"}


def test_every_rule_of_the_agency_is_known_through_the_memo_alone(ask_linkoping: Ask) -> None:
    answer = ask_linkoping("grant-rules", TOP_UP)
    rules = [row for row in answer.rows if ids(row.values["policy"]) == (AGENCY,) and row.values["rule"]]
    assert len(rules) == 6
    for row in rules:
        assert ids(row.values["author"]) == ("body/socialstyrelsen",)
        assert ids(row.values["rendering"]) == ("unit/kommunledningsforvaltningen",)


def test_in_skaggetorp_after_the_period_the_period_denies(ask_linkoping: Ask) -> None:
    given = {"place": "district/skaggetorp", "cost-date": "2023-02-01"}
    found = verdicts(ask_linkoping("grant-rules", {**TOP_UP, **given}), AGENCY)
    assert found[AGENCY] == "denied"
    assert found["rule/pafyllnad-anvandningstid"] == "denied"
    assert found["rule/pafyllnad-bara-skaggetorp"] == "permitted"
    assert found["rule/pafyllnad-retroaktivt"] == "permitted"


@pytest.mark.parametrize(
    "cost", [{"cost-date": "2022-11-01"}, {"cost-date": "2022-01", "allocated-on": "2022-10"}]
)
@pytest.mark.parametrize("effect", ["complements", "develops", "strengthens"])
def test_place_period_and_effect_in_order_it_is_permitted(
    ask_linkoping: Ask, cost: dict[str, str], effect: str
) -> None:
    given = {"place": "district/skaggetorp", "effect": f"effect/{effect}", **cost}
    found = verdicts(ask_linkoping("grant-rules", {**TOP_UP, **given}), AGENCY)
    assert found == {
        AGENCY: "permitted",
        "rule/pafyllnad-anvandningstid": "permitted",
        "rule/pafyllnad-aterrapportering": "pending",
        "rule/pafyllnad-bara-skaggetorp": "permitted",
        "rule/pafyllnad-inte-ersatta": "not-violated",
        "rule/pafyllnad-komplettera": "permitted",
        "rule/pafyllnad-retroaktivt": "permitted",
    }


def test_what_replaces_work_that_ran_violates(ask_linkoping: Ask) -> None:
    given = {"place": "district/skaggetorp", "cost-date": "2022-11-01", "effect": "effect/replaces"}
    answer = ask_linkoping("grant-rules", {**TOP_UP, **given})
    assert verdicts(answer, AGENCY)[AGENCY] == "violated"
    assert verdicts(answer, AGENCY)["rule/pafyllnad-inte-ersatta"] == "violated"


def test_without_the_effect_it_asks_for_just_that(ask_linkoping: Ask) -> None:
    given = {"place": "district/skaggetorp", "cost-date": "2022-11-01"}
    answer = ask_linkoping("grant-rules", {**TOP_UP, **given})
    (whole,) = [row for row in answer.rows if row.id == f"grant/pafyllnad-2022/{AGENCY}"]
    assert (whole.verdict, whole.state, ids(whole.values["missing"])) == (
        "undetermined",
        "unknown",
        ("operand/effect",),
    )


@pytest.mark.parametrize(
    ("at", "sent", "verdict"),
    [
        ("2023-01-20", "nej", "pending"),
        ("2023-01-28", "nej", "pending"),
        ("2023-01-29", "nej", "violated"),
        ("2023-01-29", "2023-01-20", "fulfilled"),
        ("2023-02-15", "2023-02-03", "violated"),
        ("2023-01-29", None, "undetermined"),
        ("2023-01-20", None, "pending"),
        ("2023-01", "nej", "undetermined"),
    ],
)
def test_the_report_of_january_2023(ask_linkoping: Ask, at: str, sent: str | None, verdict: str) -> None:
    given = {"grant": "grant/pafyllnad-2022", "at": at, **({"reported-on": sent} if sent else {})}
    for question in ("grant-rules", "grant-duties"):
        rows = [
            row
            for row in ask_linkoping(question, given).rows
            if row.id.endswith("pafyllnad-aterrapportering")
        ]
        (row,) = rows
        assert row.verdict == verdict
        assert ids(row.values["missing"]) == (("operand/reported-on",) if verdict == "undetermined" else ())


def test_the_municipality_s_principles_are_a_policy_of_its_own(ask_linkoping: Ask) -> None:
    given = {"place": "district/ryd", "continued-financing": "continued-financing/none"}
    answer = ask_linkoping("grant-rules", {**TOP_UP, **given})
    assert verdicts(answer, OWN)[OWN] == "violated"
    assert verdicts(answer, OWN)["rule/princip-tillfalliga-medel"] == "violated"
    assert verdicts(answer, AGENCY)[AGENCY] == "denied"
    (whole,) = [row for row in answer.rows if row.id == f"grant/pafyllnad-2022/{OWN}"]
    assert ids(whole.values["author"]) == ("body/linkoping",)


def test_an_application_of_2018_is_judged_by_the_wording_of_2018(ask_linkoping: Ask) -> None:
    known_day = {**APPLICATION, "at": "2021-10-01", "applied-on": "2018-10-01"}
    for given in ({**APPLICATION, "at": "2018-10-01"}, known_day):
        answer = ask_linkoping("grant-rules", {**given, "decision-years": "5"})
        assert verdicts(answer, "regulation/2018-151-lydelse-2021") == {}
        assert verdicts(answer, "regulation/2018-151")["rule/2018-151-9"] == "violated"
        assert verdicts(answer, "regulation/2018-151")["regulation/2018-151"] == "violated"


def test_where_the_day_of_application_is_not_known_it_may_be_either_wording(ask_linkoping: Ask) -> None:
    answer = ask_linkoping("grant-rules", {**APPLICATION, "at": "2021-10-01", "decision-years": "5"})
    for wording in ("regulation/2018-151", "regulation/2018-151-lydelse-2021"):
        (whole,) = [row for row in answer.rows if row.id == f"grant/tillvaxtverket-2018/{wording}"]
        assert whole.verdict == "undetermined"
        assert "operand/applied-on" in ids(whole.values["missing"])
    assert verdicts(answer, "regulation/2018-151")["rule/2018-151-9"] == "undetermined"


def test_before_it_was_in_force_an_ordinance_says_nothing(ask_linkoping: Ask) -> None:
    answer = ask_linkoping("grant-rules", {**APPLICATION, "at": "2018-04-18"})
    assert verdicts(answer, "regulation/2018-151") == {}


def test_a_paragraph_that_is_not_held_is_named_and_leaves_it_open(ask_linkoping: Ask) -> None:
    given = {
        **{**APPLICATION, "at": "2018-10-01", "use": "use/overall-plan"},
        **{"share-of-costs": "90", "decision-years": "3"},
    }
    answer = ask_linkoping("grant-rules", given, (), "en")
    found = verdicts(answer, "regulation/2018-151")
    assert found["regulation/2018-151"] == "undetermined"
    assert found["rule/2018-151-3"] == "permitted"
    assert found["rule/2018-151-7"] == "not-violated"
    assert found["rule/2018-151-9"] == "not-violated"
    row = row_of(answer, "regulation/2018-151", "rule/2018-151-13")
    assert row.verdict == "undetermined"
    assert "The text of the rule is not held" in row.because[1].text


@pytest.mark.parametrize(
    ("share", "verdict"), [("90", "not-violated"), ("90,1", "violated"), ("100", "violated")]
)
def test_the_cap_of_90_per_cent(ask_linkoping: Ask, share: str, verdict: str) -> None:
    given = {**APPLICATION, "at": "2018-10-01", "share-of-costs": share}
    answer = ask_linkoping("grant-rules", given)
    assert row_of(answer, "regulation/2018-151", "rule/2018-151-7").verdict == verdict


def test_the_same_facts_give_the_same_bytes(ask_linkoping: Ask) -> None:
    given = {**TOP_UP, "place": "district/ryd", "cost-date": "2022"}
    again = dict(reversed(given.items()))
    assert ask_linkoping("grant-rules", given).to_json() == ask_linkoping("grant-rules", again).to_json()


def test_a_day_that_is_none_is_laid_on_its_parameter(ask_linkoping: Ask) -> None:
    with pytest.raises(BadInput, match="cost-date=2022-13") as refused:
        ask_linkoping("grant-rules", {**TOP_UP, "cost-date": "2022-13"})
    assert refused.value.parameter == "cost-date"


def test_neither_action_nor_grant(ask_linkoping: Ask) -> None:
    with pytest.raises(BadInput, match="Give an action"):
        ask_linkoping("grant-rules", {"at": "2022-10-15"})


@pytest.mark.parametrize(
    ("at", "regulations", "verdict"),
    [
        ("2018-06-01", {"regulation/2018-118"}, None),
        ("2021-06-01", {"regulation/2018-118", "regulation/2018-118-lydelse-2019"}, "undetermined"),
        ("2022-06-01", {"regulation/2018-118-lydelse-2022"}, "violated"),
        ("2023-06-01", set(), None),
    ],
)
def test_the_ban_on_statutory_tasks_in_each_wording(
    ask_linkoping: Ask, at: str, regulations: set[str], verdict: str | None
) -> None:
    """§ 5 is of 2019:1128, no earlier than 2019; the list holds from 2022-03-01; the ordinance went on 2023-01-01."""
    given = {"grant": "scheme/delmos-2018-118", "at": "2023-12-01", "applied-on": at}
    given["task-kind"] = "task-kind/statutory"
    answer = ask_linkoping("grant-rules", given)
    found = {ids(row.values["policy"])[0]: row.verdict for row in answer.rows if row.values["rule"] is None}
    assert set(found) == regulations
    newest = max(regulations, default="")
    assert found.get(newest) == (verdict or found.get(newest))
    if verdict:
        assert row_of(answer, newest, "rule/2018-118-5").verdict == verdict


@pytest.mark.parametrize(
    ("content", "verdict"),
    [
        ("application-content/goals; application-content/timetable; application-content/budget", "fulfilled"),
        ("budget; Timetable;goals", "fulfilled"),
        ("goals", "violated"),
    ],
)
def test_what_an_application_must_have(ask_linkoping: Ask, content: str, verdict: str) -> None:
    given = {**APPLICATION, "at": "2018-10-01", "application-content": content}
    answer = ask_linkoping("grant-rules", given, (), "en")
    assert row_of(answer, "regulation/2018-151", "rule/2018-151-5").verdict == verdict


def test_one_of_the_places_is_enough_and_said_so(ask_linkoping: Ask) -> None:
    answer = ask_linkoping("grant-rules", {**TOP_UP, "place": "district/ryd"}, (), "en")
    row = row_of(answer, AGENCY, "rule/pafyllnad-bara-skaggetorp")
    (tested,) = [step.text for step in row.because if "the place" in step.text.lower()]
    assert " or " in tested
    assert tested.endswith("The fact: Ryd (city district).")


def test_a_limit_stands_where_a_view_hides_what_it_limits(ask_linkoping: Ask) -> None:
    """Undisputed, the permission is not told of, for the memo alone says that the agency gives it; the period is."""
    given = {**TOP_UP, "cost-date": "2023-02-01"}
    found = verdicts(ask_linkoping("grant-rules", given, ["undisputed"]), AGENCY)
    assert found[AGENCY] == found["rule/pafyllnad-anvandningstid"] == "denied"


@pytest.mark.parametrize(
    ("parameter", "text"),
    [
        *(("application-content", ";"), ("cost-date", "0000-05"), ("at", "0000"), ("applied-on", "2018-13")),
        *(("share-of-costs", text) for text in ("1e-999999", "1e999999", "NaN", "-1", "0.0000001", "", "∞")),
    ],
)
def test_what_cannot_be_read_is_refused(ask_linkoping: Ask, parameter: str, text: str) -> None:
    if not text:
        assert ask_linkoping("grant-rules", {**TOP_UP, parameter: text}).rows
        return
    with pytest.raises(BadInput) as refused:
        ask_linkoping("grant-rules", {**TOP_UP, parameter: text})
    assert refused.value.parameter == parameter
