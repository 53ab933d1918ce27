"""Double funding. The graph is ours: a grant of 2021 and one of 2022 pay for a house, one of 2022 for a plan that it is
part of; a third pays, nobody says when."""

from collections.abc import Callable

import pytest

from graph.answers.form import Answer, Ref
from ontology.errors import BadInput

Ask = Callable[..., Answer]
DATA = """
things:
  organisation/rotorsak: {sv: Vi, en: We}
---
document: document/beslut
sv: Beslut
en: Decision
type: document-type/decision
speaker: body/agaren
date: 2022-01-01
read: 2022-01-02
things:
  body/agaren: {sv: Ägaren, en: The owner}
  body/grannen: {sv: Grannen, en: The neighbour}
  action/huset: {sv: Huset, en: The house}
  action/tradgarden: {sv: Trädgården, en: The garden}
  plan/kvarteret: {sv: Planen för kvarteret, en: The plan for the block}
  grant/2021: {sv: Bidrag 2021, en: Grant of 2021}
  grant/2022: {sv: Bidrag 2022, en: Grant of 2022}
  grant/hela: {sv: Bidrag till hela planen, en: Grant for the whole plan}
  grant/odaterat: {sv: Odaterat bidrag, en: Undated grant}
  grant/halva: {sv: Bidrag från mitten av 2021, en: Grant from the middle of 2021}
passages:
  vem:
    section: Vem betalar
    sv: Vem som betalar för vad.
    en: Who pays for what.
    says:
      - action/huset partOf plan/kvarteret
      - grant/2021 finances action/huset
      - grant/2022 finances action/huset
      - grant/hela finances plan/kvarteret
      - grant/2022 finances action/tradgarden
      - asserts: grant/2021 period
        with: {start: 2021-01-01, end: 2021-12-31}
      - asserts: grant/2022 period
        with: {start: 2022-01-01, end: 2022-12-31}
      - asserts: grant/hela period
        with: {start: 2022-06-01, end: 2022-12-31}
      - asserts: grant/halva period
        with: {start: 2021-07-01, end: 2022-06-30}
"""


def verdicts(answer: Answer) -> dict[tuple[str, ...], str | None]:
    """The verdict on each action and pair of payers."""
    return {
        tuple(
            cell.id
            for cell in (row.values[key] for key in ("action", "one", "other"))
            if isinstance(cell, Ref)
        ): (row.verdict)
        for row in answer.rows
    }


@pytest.fixture
def ask(small_graph: Callable[[str], Ask]) -> Ask:
    return small_graph(DATA)


def test_who_pays_for_the_same(ask: Ask) -> None:
    answer = ask("double-funding", {})
    assert verdicts(answer) == {
        ("action/huset", "grant/2021", "grant/2022"): "apart",
        ("action/huset", "grant/2021", "grant/hela"): "apart",
        ("action/huset", "grant/2022", "grant/hela"): "through-plan",
    }
    assert [row.state for row in answer.rows] == ["no", "no", "unknown"]


@pytest.mark.parametrize(
    ("draft", "verdict"),
    [("grant/halva", "overlap"), ("grant/2021", "apart"), ("grant/odaterat", "time-unknown")],
)
def test_a_grant_tried_as_a_draft(ask: Ask, draft: str, verdict: str) -> None:
    answer = ask("double-funding", {"action": "action/tradgarden", "grant": draft})
    assert list(verdicts(answer).values()) == [verdict]


def test_what_somebody_denies_is_contested(small_graph: Callable[[str], Ask]) -> None:
    ask = small_graph(DATA + "      - {by: body/grannen, denies: grant/2022 finances action/tradgarden}\n")
    answer = ask("double-funding", {"action": "action/tradgarden", "grant": "grant/halva"})
    assert [(row.verdict, row.state) for row in answer.rows] == [("contested", "unknown")]


def test_a_draft_needs_an_action(ask: Ask) -> None:
    with pytest.raises(BadInput, match="Give the action") as refused:
        ask("double-funding", {"grant": "grant/2021"})
    assert refused.value.parameter == "action"


def test_in_linkoping_no_source_says_that_two_pay_for_one_action(ask_linkoping: Ask) -> None:
    answer = ask_linkoping("double-funding", {}, (), "en")
    assert (answer.rows, answer.summary) == ((), "No source says that two pay for the same action.")
