"""What policies say, case by case as the table has them, and the laws that hold of any policy."""

import re
from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import NamedNode

from graph.rules.evaluation import Force, Outcome, evaluate
from graph.rules.facts import Facts, Known
from graph.rules.policy import Condition, Conflict, Constraint, Logical, Policy, Rule
from graph.rules.values import Days
from tests.graph.rules.table import known, places, rows, term

RECIPIENT, AGENCY = NamedNode("https://e/body/recipient"), NamedNode("https://e/body/agency")
_RULE = re.compile(
    r"(?P<kind>may|must not|must)(?: only of (?P<of>\w+)| (?!if |for )(?P<name>\w+))?(?: if (?P<if>[^:]+))?"
    r"(?P<agency> for Agency)?: (?P<says>.+)"
)
_KINDS = {"may": "permission", "must not": "prohibition", "must": "duty"}
_LINES = rows("verdicts.md")
CASES = [line for line in _LINES if "the case" in line]


def operand(name: str) -> NamedNode:
    return NamedNode(f"https://e/operand/{name}")


def rule_iri(name: str) -> NamedNode:
    return NamedNode(f"https://e/rule/{name}")


def condition(words: str) -> Condition:
    for kind in ("or", "and", "xone"):
        parts = words.split(f" {kind} ")
        if len(parts) > 1:
            return Logical(kind, tuple(map(condition, parts)))
    left, operator, right = words.strip().split(" ", 2)
    return Constraint(operand(left), operator, frozenset(term(word.strip()) for word in right.split(",")))


def _conditions(words: str | None) -> tuple[Condition, ...]:
    return () if words is None or words.startswith("not ") else (condition(words),)


def rule(words: str, place: int) -> Rule:
    found = _RULE.fullmatch(words)
    assert found, words
    says = found["says"]
    due = re.fullmatch(r"(?:by (\S+) )?(\w+)(?: and (.+))?", says) if found["kind"] == "must" else None
    return Rule(
        iri=rule_iri(found["name"] or f"rule-{place}"),
        kind=_KINDS[found["kind"]],
        constraints=_conditions(due[3] if due else says),
        refinements=(condition(found["if"]),) if found["if"] else (),
        done=operand(due[2]) if due else None,
        last_day=Days.of(due[1]) if due and due[1] else None,
        restricts=frozenset({rule_iri(found["of"])} if found["of"] else ()),
        binds=frozenset({AGENCY} if found["agency"] else ()),
        held=says != "not held",
    )


def policy(name: str, words: str) -> Policy:
    parts = [part.strip() for part in words.split(";") if part.strip()]
    strategies = [part for part in parts if part in get_args(Conflict)]
    rules = tuple(rule(part, place) for place, part in enumerate(parts) if part not in strategies)
    return Policy(
        NamedNode(f"https://e/policy/{name.replace(' ', '-').replace(',', '')}"),
        "set",
        (),
        rules,
        conflict=strategies[0] if strategies else "invalid",
    )


def facts(words: str) -> dict[NamedNode, Known]:
    pairs = [part.split(":", 1) for part in words.split(";") if part.strip()]
    return {operand(name.strip()): known(values.strip()) for name, values in pairs}


POLICIES = {line["policy"]: policy(line["policy"], line["rules"]) for line in _LINES if "rules" in line}


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case['policy']}: {case['the case']}")
def test_the_table(case: dict[str, str]) -> None:
    found = evaluate(
        POLICIES[case["policy"]], facts(case["facts"]), places(), Days.of(case["at"]), users=[RECIPIENT]
    )
    assert found.outcome == case["outcome"]
    assert list(found.missing) == [operand(name) for name in case["missing"].split(", ") if name]


def test_the_table_has_every_policy_and_every_outcome() -> None:
    assert {case["policy"] for case in CASES} == set(POLICIES)
    assert {case["outcome"] for case in CASES} == set(get_args(Outcome))


_WORDS = {
    **{"place": ("Skäggetorp", "Ryd", "Linköping"), "effect": ("develops", "strengthens", "replaces")},
    **{"cost": ("2022-05-01", "2023-02-01"), "purpose": ("outreach", "collaboration", "plan")},
    **{"sum": ("50", "500"), "content": ("goals", "budget"), "report": ("2023-01-20", "2023-02-03")},
}


@st.composite
def some_facts(draw: st.DrawFn) -> dict[NamedNode, Known]:
    """Some operands with what is known of them, whole or not."""
    found = {}
    for name, words in _WORDS.items():
        if draw(st.booleans()):
            values = draw(st.frozensets(st.sampled_from(words).map(term), max_size=2))
            found[operand(name)] = Known(values, draw(st.sampled_from(["whole", "open"])))
    return found


SETTLED = set(get_args(Outcome)) - {"undetermined", "pending"}


@given(st.sampled_from(sorted(POLICIES)), some_facts(), some_facts(), st.sampled_from(["2022", "2023-03"]))
def test_learning_more_never_unsettles(name: str, before: Facts, more: Facts, at: str) -> None:
    """What is settled while facts are unknown stays so, whatever they turn out to be.

    What breaks nothing may turn out not to apply at all.
    """
    learned = {**more, **{one: fact for one, fact in before.items() if fact.whole}}
    for one, fact in before.items():
        if not fact.whole:
            learned[one] = Known(fact.values | learned.get(one, Known()).values)
    first = evaluate(POLICIES[name], before, places(), Days.of(at), users=[RECIPIENT])
    then = evaluate(POLICIES[name], learned, places(), Days.of(at), users=[RECIPIENT])
    if first.outcome in SETTLED:
        harmless = first.outcome in ("not-violated", "fulfilled")
        assert then.outcome == first.outcome or (harmless and then.outcome == "not-applicable")


@given(st.sampled_from(sorted(POLICIES)), some_facts())
def test_what_is_missing_settles_it(name: str, known_facts: Facts) -> None:
    """Undetermined for want of facts alone: once each is whole, it is undetermined no more."""
    tested = POLICIES[name]
    if not all(one.rendered for one in tested.rules):
        return
    found = evaluate(tested, known_facts, places(), Days.of("2023-03-01"), users=[RECIPIENT])
    assert (found.outcome == "undetermined") is bool(found.missing)
    values = {"place": "Ryd", "cost": "2022-05-01", "sum": "50", "report": "2023-01-20"}
    whole = {
        one: Known(frozenset({term(values.get(one.value.rpartition("/")[2], "develops"))}))
        for one in found.missing
    }
    then = evaluate(tested, {**known_facts, **whole}, places(), Days.of("2023-03-01"), users=[RECIPIENT])
    assert then.outcome != "undetermined" or set(then.missing).isdisjoint(found.missing)


@given(st.sampled_from(sorted(POLICIES)), st.sampled_from(sorted(POLICIES)), some_facts())
def test_inherited_rules_are_rules(name: str, other: str, known_facts: Facts) -> None:
    """A policy that inherits says what one with both rules would; inheriting oneself in a ring changes nothing."""
    own, parent = POLICIES[name], POLICIES[other]
    whole = Policy(
        own.iri, "set", (), tuple(dict.fromkeys((*own.rules, *parent.rules))), conflict=own.conflict
    )
    heir = Policy(own.iri, "set", (), own.rules, inherits=(parent.iri, own.iri), conflict=own.conflict)
    others = {parent.iri: Policy(parent.iri, "set", (), parent.rules, inherits=(own.iri,)), own.iri: heir}
    at = Days.of("2023-03-01")
    assert (
        evaluate(heir, known_facts, places(), at, users=[RECIPIENT], others=others).judged
        == evaluate(whole, known_facts, places(), at, users=[RECIPIENT]).judged
    )


@pytest.mark.parametrize(
    ("first", "ends", "on", "in_force"),
    [
        ("2018-04-19", "2021-02-01", "2018-04-18", False),
        ("2018-04-19", "2021-02-01", "2018-04-19", True),
        ("2018-04-19", "2021-02-01", "2021-01-31", True),
        ("2018-04-19", "2021-02-01", "2021-02-01", False),
        ("2018-04-19", "2021-02-01", "2021", None),
        ("2018-04-19", None, "2030-01-01", True),
        ("2018-04-19", "2025", "2024-12-31", True),
        ("2018-04-19", "2025", "2025-06-01", None),
        (None, None, "2018-01-01", True),
    ],
)
def test_when_a_policy_is_in_force(
    first: str | None, ends: str | None, on: str, in_force: bool | None
) -> None:
    tested = Policy(
        POLICIES["ban"].iri,
        "set",
        (),
        POLICIES["ban"].rules,
        first_day=Days.of(first) if first else None,
        ends=(Days.of(ends),) if ends else (),
    )
    force = tested.in_force(Days.of(on))
    assert force is in_force
    found = evaluate(tested, facts("effect: replaces"), {}, Days.of("2026"), in_force=Force(force))
    assert found.outcome == {True: "violated", False: "not-applicable", None: "undetermined"}[in_force]
