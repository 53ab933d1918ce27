"""Decisions, by hand from the minutes § 31, the director's decision of 2023 and the memo of 2022.

§ 31: point 1, the director's decision and the information are noted; point 2, the information goes to all committees,
which are recommended to take it up. The decision of 2023 (two points) approves the follow-up and establishes the plan;
its head says 2023-01-23, the minutes say 2023-01-26. The memo proposes that the board note the information.
"""

from collections.abc import Callable

import pytest

from graph.answers.form import Answer, Ref, Row
from ontology.errors import BadInput


def by_id(answer: Answer) -> dict[str, Row]:
    return {row.id.rpartition("/")[2]: row for row in answer.rows}


def ids(row: Row, key: str) -> list[str]:
    cell = row.values[key]
    assert isinstance(cell, tuple)
    return [one.id for one in cell if isinstance(one, Ref)]


def test_the_board_noted_and_recommended_and_the_director_established(
    ask_linkoping: Callable[..., Answer],
) -> None:
    rows = by_id(ask_linkoping("decisions"))
    shown = {
        name: (ids(row, "form"), ids(row, "by"), row.state, row.values["weight"])
        for name, row in rows.items()
        if name in ("ks-31-1", "ks-31-2", "atgardsplan-2023", "uppfoljning-2022-godkanns")
    }
    board, director = ["unit/kommunstyrelsen"], ["post/kommundirektor"]
    assert shown == {
        "ks-31-1": (["decision-form/notes"], board, "no", "bara noterat"),
        "ks-31-2": (["decision-form/recommends"], board, "no", "bara rekommenderat"),
        "atgardsplan-2023": (["decision-form/establishes"], director, "yes", "beslutat i sak"),
        "uppfoljning-2022-godkanns": (["decision-form/approves"], director, "yes", "beslutat i sak"),
    }
    assert ids(rows["ks-31-1"], "on") == ["decision/atgardsplan-2023", "decision/uppfoljning-2022-godkanns"]
    assert ids(rows["ks-31-1"], "recorded") == ["document/ks-31"]
    assert ids(rows["atgardsplan-2023"], "recorded") == ["document/beslut-2023"]


def test_the_memo_of_2022_is_only_a_proposal(ask_linkoping: Callable[..., Answer]) -> None:
    row = by_id(ask_linkoping("decisions", {}, (), "en"))["pafyllnad-2022-forslag"]
    assert (row.state, row.values["weight"]) == ("no", "only a proposal for a decision")
    assert ids(row, "form") == ["decision-form/proposes"]
    assert ids(row, "by") == ["unit/kommunledningsforvaltningen"]
    assert "By: Municipal executive board (proposed)." in [step.text for step in row.because]


def test_both_dates_of_the_decision_of_2023_are_shown(ask_linkoping: Callable[..., Answer]) -> None:
    answer = ask_linkoping("decisions", {"body": "post/kommundirektor"})
    row = by_id(answer)["atgardsplan-2023"]
    assert row.values["date"] == ("2023-01-23", "2023-01-26", "(källorna är oense)")
    (step,) = (step for step in row.because if step.text.startswith("Datum: "))
    told = {answer.evidence[one].document.id: answer.evidence[one].contested for one in step.evidence}
    assert told == {"document/beslut-2023": True, "document/ks-31": True}
    assert "Källorna är oense om datum för: Fastställande av åtgärdsplanen för 2023." in answer.summary
    alone = ask_linkoping("decisions", {}, ["document:document/beslut-2023"])
    assert by_id(alone)["atgardsplan-2023"].values["date"] == ("2023-01-23",)


def test_only_the_decisions_of_a_body(ask_linkoping: Callable[..., Answer]) -> None:
    """Beside § 31 the model cites KS 2019-05-07 § 170 without its form, and the memo is addressed to the board."""
    answer = ask_linkoping("decisions", {"body": "Kommunstyrelsen"})
    assert set(by_id(answer)) == {"ks-31-1", "ks-31-2", "ks-2019-05-07-170", "pafyllnad-2022-forslag"}
    unknown = by_id(answer)["ks-2019-05-07-170"]
    assert (unknown.state, unknown.values["weight"]) == ("unknown", "beslutat i okänd form")


@pytest.mark.parametrize(
    ("from_", "to", "there", "gone"),
    [
        ("2023-01-24", "2023-12-31", {"atgardsplan-2023", "ks-31-1"}, {"atgardsplan-2022", "ledning-2020"}),
        ("2020", "2022", {"atgardsplan-2022", "ledning-2020", "ks-31-1"}, {"atgardsplan-2023"}),
        ("2020-12-15", None, {"atgardsplan-2020-12"}, {"ledning-2020", "ks-2019-05-07-170"}),
        (None, "2019", {"ks-2019-05-07-170"}, {"ledning-2020"}),
    ],
)
def test_between_dates_and_the_undated_stay(
    ask_linkoping: Callable[..., Answer], from_: str | None, to: str | None, there: set[str], gone: set[str]
) -> None:
    given = {name: date for name, date in (("from", from_), ("to", to)) if date}
    found = set(by_id(ask_linkoping("decisions", given)))
    assert there <= found
    assert not gone & found


def test_a_bad_date(ask_linkoping: Callable[..., Answer]) -> None:
    with pytest.raises(BadInput):
        ask_linkoping("decisions", {"from": "januari"})


def test_a_view_without_decisions(ask_linkoping: Callable[..., Answer]) -> None:
    answer = ask_linkoping("decisions", {}, ["document:document/delmos-sida"], "en")
    assert (answer.rows, answer.summary) == ((), "No decisions are known in the view.")


SMALL = """
things:
  organisation/a: {sv: A, en: A}
  unit/u: {sv: U, en: U}
  plan/p: {sv: P, en: P}
  decision/bara-forslag: {sv: Bara föreslaget, en: Only proposed}
  decision/omstritt: {sv: Omstritt, en: Contested}
---
document: document/en
sv: En källa
en: One source
type: document-type/report
speaker: organisation/a
passages:
  a:
    sv: Sagt.
    en: Said.
    says:
      - proposes: decision/bara-forslag decisionForm decision-form/adopts
      - proposes: decision/bara-forslag decidedBy unit/u
      - decision/omstritt decisionForm decision-form/adopts
      - decision/omstritt decisionForm decision-form/notes
"""


def test_what_was_only_proposed_and_what_is_contested(
    small_graph: Callable[[str], Callable[..., Answer]],
) -> None:
    answer = small_graph(SMALL)("decisions")
    shown = {name: (row.state, row.values["weight"]) for name, row in by_id(answer).items()}
    assert shown == {
        "bara-forslag": ("unknown", "föreslaget; om det beslutades är okänt"),
        "omstritt": ("unknown", "omstridd form"),
    }
    assert by_id(answer)["bara-forslag"].values["by"] == ()


def test_a_period_that_ends_before_it_begins(ask_linkoping: Callable[..., Answer]) -> None:
    for question in ("decisions", "outcomes"):
        with pytest.raises(BadInput, match="from=2023 is later than to=2022-06"):
            ask_linkoping(question, {"from": "2023", "to": "2022-06"})
