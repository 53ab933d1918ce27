"""Goals and their indicators: the application of 2018 and the later goals by hand, the rest on a graph of our own.

By hand, from the application (Mål och indikatorer för projektet): five goals and nine rows called indicators. Under
"Attraktiv kommun" stand two, a directive about detailed plans and an activity to follow, so none can be measured.
Under "Goda villkor": the merit value is a measure, that all pupils are to graduate is a target. The other five are
measures; none gives a starting point or a figure. The memo of 2022 and the model list five later goals without
indicators and link to a document that nobody has given us.
"""

from collections.abc import Callable

import pytest

from graph.answers.form import Answer, Row
from ontology.errors import BadInput

LATER = {
    "goal/attraktivt-och-tryggt",
    "goal/valfardstjanster",
    "goal/stark-gemenskap",
    "goal/kultur-fritid-idrott",
    "goal/hog-kunskap",
}
COUNTS = ("listed", "measurable", "target", "baseline", "figure")


def by_id(answer: Answer) -> dict[str, Row]:
    return {row.id: row for row in answer.rows}


def counts(row: Row) -> tuple[object, ...]:
    return tuple(row.values[key] for key in COUNTS)


def test_the_goals_of_2018(ask_linkoping: Callable[..., Answer]) -> None:
    answer = ask_linkoping("goals-without-indicators", {"plan": "plan/ansokan-2018"})
    assert {id_: (row.state, *counts(row)) for id_, row in by_id(answer).items()} == {
        "goal/attraktiv-kommun": ("yes", 2, 0, 0, 0, 0),
        "goal/goda-villkor": ("no", 2, 1, 1, 0, 0),
        "goal/hog-egenforsorjningsgrad": ("no", 2, 2, 0, 0, 0),
        "goal/trygg-och-sammanhallen-kommun": ("no", 2, 2, 0, 0, 0),
        "goal/goda-forutsattningar-for-delaktighet": ("no", 1, 1, 0, 0, 0),
    }
    assert {row.values["period"] for row in answer.rows} == {"2019–2022"}
    assert (answer.state, answer.not_held) == ("answered", ())


def test_what_a_definition_has_and_lacks_stands_in_the_trace(ask_linkoping: Callable[..., Answer]) -> None:
    answer = ask_linkoping("goals-without-indicators", {"plan": "plan/ansokan-2018"})
    row = by_id(answer)["goal/goda-forutsattningar-for-delaktighet"]
    (step,) = (step for step in row.because if step.text.startswith("Delaktighetsindex"))
    assert step.text.startswith("Delaktighetsindex: mått; anger enhet; saknar ")
    assert all(part in step.text for part in ("utgångsläge", "källa", "målvärde", "uppdelning på stadsdelar"))
    assert {answer.evidence[one].document.id for one in step.evidence} == {"document/ansokan-2018"}
    assert {answer.evidence[one].basis for one in step.evidence} == {"read", "our-reading"}


def test_the_later_goals_are_unknown_and_the_document_is_named(ask_linkoping: Callable[..., Answer]) -> None:
    rows = by_id(ask_linkoping("goals-without-indicators"))
    assert {id_ for id_ in LATER if rows[id_].state == "unknown"} == LATER
    assert {counts(rows[id_]) for id_ in LATER} == {(None,) * 5}
    assert {rows[id_].values["period"] for id_ in LATER} == {"2020-01-01–2022-12-31"}
    answer = ask_linkoping("goals-without-indicators", {"plan": "document/pafyllnad-2022"}, (), "en")
    assert {row.id for row in answer.rows} == LATER
    assert answer.state == "unknown"
    assert [one.id for one in answer.settled_by] == ["document/kommunovergripande-mal-2020-2022"]
    assert answer.summary.endswith("For 5 goals it is not known: what would show it is not held.")


def test_a_view_that_leaves_the_document_out_does_not_make_a_gap_of_it(
    ask_linkoping: Callable[..., Answer],
) -> None:
    """The model (held) lists the goals; that their indicators may stand elsewhere is said by the memo only."""
    answer = ask_linkoping("goals-without-indicators", {}, ["document:document/ledning-2020"])
    assert {row.id: row.state for row in answer.rows} == dict.fromkeys(LATER, "unknown")
    assert [one.id for one in answer.settled_by] == ["document/kommunovergripande-mal-2020-2022"]


def test_a_plan_whose_goals_are_not_known(ask_linkoping: Callable[..., Answer]) -> None:
    answer = ask_linkoping("goals-without-indicators", {"plan": "plan/atgardsplan-2023"})
    assert (answer.state, answer.rows) == ("unknown", ())
    assert [one.id for one in answer.settled_by] == ["document/atgardsplan-2023"]


@pytest.mark.parametrize(
    ("at", "held"),
    [("2018", 0), ("2019", 5), ("2020-06", 10), ("2022-12-31", 10), ("2023", 0)],
)
def test_at_picks_by_validity(ask_linkoping: Callable[..., Answer], at: str, held: int) -> None:
    """2018: 2019–2022 (budget for 2019 with plan for 2020–2022); the later ones 2020–2022, by the link's file name."""
    answer = ask_linkoping("goals-without-indicators", {"at": at})
    national = {"goal/nationellt-minskad-segregation", "goal/sammanhallen-kommun-2015-2018"}
    assert len([row for row in answer.rows if row.id not in national]) == held
    assert ("goal/sammanhallen-kommun-2015-2018" in by_id(answer)) == (at == "2018")


@pytest.mark.parametrize("at", ["i fjol", "2022-13", "2022-02-30", "22"])
def test_at_must_be_a_date(ask_linkoping: Callable[..., Answer], at: str) -> None:
    with pytest.raises(BadInput, match="is not a date"):
        ask_linkoping("goals-without-indicators", {"at": at})


HEAD = """
things:
  organisation/rotorsak: {sv: Vi, en: We}
  organisation/a: {sv: A, en: A}
  organisation/b: {sv: B, en: B}
  plan/p: {sv: P, en: P}
  goal/g: {sv: G, en: G}
  district/d: {sv: D, en: D}
  indicator/i: {sv: I, en: I}
  kpi/k: {sv: K, en: K}
---
document: document/en
sv: En källa
en: One source
type: document-type/report
speaker: organisation/a
quality: quality/born-digital
rendition: en.txt
passages:
  a:
    at: 0-5
    hash: 0000000000000000000000000000000000000000000000000000000000000000
    sv: Sagt.
    en: Said.
    shows: [x]
    says:
      - plan/p hasGoal goal/g
"""


def test_without_a_listed_indicator_a_goal_is_a_gap_if_its_documents_are_held(
    small_graph: Callable[[str], Callable[..., Answer]],
) -> None:
    (row,) = small_graph(HEAD)("goals-without-indicators").rows
    assert (row.state, *counts(row)) == ("yes", 0, 0, 0, 0, 0)
    assert row.values["period"] == "okänd"


@pytest.mark.parametrize(
    ("claims", "state", "measurable"),
    [
        (["indicator/i indicatorKind indicator-kind/measure"], "no", 1),
        (["indicator/i indicatorKind indicator-kind/target"], "yes", 0),
        ([], "unknown", 0),
        (
            [
                "indicator/i indicatorKind indicator-kind/measure",
                "{by: organisation/b, denies: indicator/i indicatorKind indicator-kind/measure}",
            ],
            "unknown",
            0,
        ),
    ],
)
def test_only_undisputed_measures_count(
    small_graph: Callable[[str], Callable[..., Answer]], claims: list[str], state: str, measurable: int
) -> None:
    said = "".join(f"      - {claim}\n" for claim in ["goal/g hasIndicator indicator/i", *claims])
    (row,) = small_graph(HEAD + said)("goals-without-indicators").rows
    assert (row.state, row.values["listed"], row.values["measurable"]) == (state, 1, measurable)


def test_a_figure_of_the_kpi_that_it_matches_counts(
    small_graph: Callable[[str], Callable[..., Answer]],
) -> None:
    said = """      - goal/g hasIndicator indicator/i
      - indicator/i indicatorKind indicator-kind/measure
      - indicator/i exactMatch kpi/k
      - asserts: kpi/k observation
        with: {area: district/d, value: 3, unitMeasure: unit-of-measure/count, valueKind: value-kind/actual}
      - asserts: indicator/i observation
        with: {area: district/d, value: 4, unitMeasure: unit-of-measure/count, valueKind: value-kind/baseline}
"""
    (row,) = small_graph(HEAD + said)("goals-without-indicators").rows
    assert counts(row) == (1, 1, 0, 1, 1)


def test_a_document_that_is_not_held_may_have_goals(ask_linkoping: Callable[..., Answer]) -> None:
    """The plan of 2023 itself: that no goal is known from it does not say that it has none."""
    answer = ask_linkoping("goals-without-indicators", {"plan": "document/atgardsplan-2023"})
    assert (answer.state, [one.id for one in answer.settled_by]) == ("unknown", ["document/atgardsplan-2023"])


UNSURE = """
things:
  organisation/a: {sv: A, en: A}
  plan/planen: {sv: Planen, en: The plan}
  goal/malet: {sv: Målet, en: The goal}
  indicator/talet: {sv: Talet, en: The number}
---
document: document/plan
sv: Planen
en: The plan
type: document-type/plan
speaker: organisation/a
passages:
  a:
    sv: Ett mål med en indikator.
    en: A goal with an indicator.
    says:
      - plan/planen hasGoal goal/malet
      - goal/malet hasIndicator indicator/talet
"""


def test_a_listed_indicator_of_unknown_kind_is_not_put_down_to_a_missing_document(
    small_graph: Callable[[str], Callable[..., Answer]],
) -> None:
    answer = small_graph(UNSURE)("goals-without-indicators", {}, (), "en")
    assert answer.rows[0].state == "unknown"
    assert "what would show it is not held" not in answer.summary
    assert "whether any listed indicator is a measure" in answer.summary
