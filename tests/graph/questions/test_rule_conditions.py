"""Compound conditions, inherited policies and conflicts from the graph. The town's rules are ours: money may go to the
harbour, or to the hill if it costs less than 100 there; a law that the town inherits forbids replacing what runs."""

from collections.abc import Callable

import pytest

from graph.answers.form import Answer, Ref

Ask = Callable[..., Answer]
DATA = """
things:
  organisation/rotorsak: {sv: Vi, en: We}
---
document: document/regler
sv: Regler
en: Rules
type: document-type/regulation
speaker: body/staden
date: 2022-01-01
things:
  body/staden: {sv: Staden, en: The town}
  body/landet: {sv: Landet, en: The country}
  grant/pengar: {sv: Pengarna, en: The money}
  district/hamnen: {sv: Hamnen, en: The harbour, type: geography/city-district}
  district/kullen: {sv: Kullen, en: The hill, type: geography/city-district}
  district/staden: {sv: Staden som plats, en: The town as a place, type: geography/municipality}
  policy/stadens: {sv: Stadens regler, en: The town's rules, type: policy-type/set}
  policy/landets: {sv: Landets regler, en: The country's rules, type: policy-type/set}
  rule/platser: {sv: Pengarna får gå till hamnen eller till billigt på kullen, en: The money may go to the harbour or to the cheap on the hill, type: rule-type/permission}
  rule/inte-ersatta: {sv: Pengarna får inte ersätta något, en: The money may not replace anything, type: rule-type/prohibition}
  condition/var: {sv: Hamnen eller billigt på kullen, en: The harbour or cheap on the hill, type: condition-type/or}
  condition/kullen: {sv: Billigt på kullen, en: Cheap on the hill, type: condition-type/and}
passages:
  allt:
    section: Allt
    sv: Reglerna.
    en: The rules.
    says:
      - district/hamnen partOf district/staden
      - policy/stadens governs grant/pengar
      - policy/stadens assigner body/staden
      - policy/stadens inherits policy/landets
      - policy/landets assigner body/landet
      - policy/stadens hasRule rule/platser
      - policy/landets hasRule rule/inte-ersatta
      - rule/platser underCondition condition/var
      - asserts: condition/var constraint
        with: {leftOperand: operand/place, operator: operator/eq, rightThing: district/hamnen}
      - condition/var underCondition condition/kullen
      - asserts: condition/kullen constraint
        with: {leftOperand: operand/place, operator: operator/eq, rightThing: district/kullen}
      - asserts: condition/kullen constraint
        with: {leftOperand: operand/share-of-costs, operator: operator/lt, rightNumber: 100}
      - asserts: rule/inte-ersatta constraint
        with: {leftOperand: operand/effect, operator: operator/eq, rightThing: effect/replaces}
CONFLICT
"""


def verdict(answer: Answer, rule: str | None = None) -> str | None:
    (row,) = [
        row
        for row in answer.rows
        if (row.values["rule"].id if isinstance(row.values["rule"], Ref) else None) == rule
    ]
    return row.verdict


@pytest.mark.parametrize(
    ("facts", "expected"),
    [
        ({"place": "district/hamnen"}, "permitted"),
        ({"place": "district/kullen", "share-of-costs": "50"}, "permitted"),
        ({"place": "district/kullen", "share-of-costs": "100"}, "denied"),
        ({"place": "district/kullen"}, "undetermined"),
        ({"place": "district/staden", "share-of-costs": "50"}, "denied"),
        ({"share-of-costs": "100"}, "undetermined"),
    ],
)
def test_conditions_in_conditions(
    small_graph: Callable[[str], Ask], facts: dict[str, str], expected: str
) -> None:
    ask = small_graph(DATA.replace("CONFLICT", ""))
    answer = ask(
        "grant-rules", {"grant": "grant/pengar", "at": "2022-02-01", "effect": "effect/develops", **facts}
    )
    assert verdict(answer, "rule/platser") == expected
    assert verdict(answer) == expected


@pytest.mark.parametrize(
    ("conflict", "expected"),
    [(None, "void"), ("prohibit", "violated"), ("perm", "permitted"), ("invalid", "void")],
)
def test_an_inherited_ban_and_what_prevails(
    small_graph: Callable[[str], Ask], conflict: str | None, expected: str
) -> None:
    line = f"      - policy/stadens conflict conflict/{conflict}" if conflict else ""
    ask = small_graph(DATA.replace("CONFLICT", line))
    given = {
        "grant": "grant/pengar",
        "at": "2022-02-01",
        "place": "district/hamnen",
        "effect": "effect/replaces",
    }
    answer = ask("grant-rules", given)
    assert verdict(answer, "rule/inte-ersatta") == "violated"
    assert verdict(answer) == expected


def test_sources_that_disagree_on_a_rule_leave_it_open(small_graph: Callable[[str], Ask]) -> None:
    line = "      - {by: body/landet, denies: policy/stadens hasRule rule/platser}"
    ask = small_graph(DATA.replace("CONFLICT", line))
    given = {
        "grant": "grant/pengar",
        "at": "2022-02-01",
        "place": "district/hamnen",
        "effect": "effect/develops",
    }
    answer = ask("grant-rules", given, (), "en")
    assert verdict(answer, "rule/platser") == "undetermined"
    assert any("sources disagree" in step.text for row in answer.rows for step in row.because)
