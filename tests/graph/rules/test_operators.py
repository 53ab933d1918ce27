"""The operators, case by case as the table has them, and the laws of three-valued logic."""

from itertools import product
from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import Literal, NamedNode

from graph.rules.facts import Known
from graph.rules.logic import Truth, all_of, any_of, exactly_one, negated
from graph.rules.operators import holds
from graph.rules.policy import Constraint, Operator
from tests.graph.rules.table import HOLDS, known, places, rows, term

LEFT = NamedNode("https://e/operand")
CASES = rows("operators.md")
TRUTHS = st.sampled_from([True, False, None])
NUMBERS = st.integers(0, 4).map(lambda number: Literal(str(number), datatype=term("1").datatype))
VALUES = st.frozensets(NUMBERS, max_size=3)


def constraint(operator: str, right: frozenset) -> Constraint:
    return Constraint(LEFT, operator, right)


@pytest.mark.parametrize(
    "case", CASES, ids=lambda case: f"{case['operator']}: {case['the condition']} {case['known']}"
)
def test_the_table(case: dict[str, str]) -> None:
    right = frozenset(term(word.strip()) for word in case["demanded"].split(","))
    assert holds(constraint(case["operator"], right), known(case["known"]), places()) is HOLDS[case["holds"]]


def test_the_table_has_every_operator_with_every_outcome() -> None:
    found = {(case["operator"], case["holds"]) for case in CASES}
    assert {operator for operator, _ in found} == set(get_args(Operator))
    assert found == set(product(get_args(Operator), ("yes", "no", "?")))


@given(st.sampled_from(get_args(Operator)), VALUES.filter(bool), VALUES, NUMBERS)
def test_knowing_more_never_unsettles(
    operator: Operator, right: frozenset[Literal], values: frozenset[Literal], more: Literal
) -> None:
    """What is settled while something may be missing stays so, whatever turns out to be true as well."""
    before = holds(constraint(operator, right), Known(values, extent="open"), {})
    for later in (Known(values), Known(values | {more}), Known(values | {more}, extent="open")):
        assert before is None or holds(constraint(operator, right), later, {}) is before


@given(st.sampled_from(["neq", "isNoneOf"]), VALUES.filter(bool), VALUES)
def test_excluding_is_the_opposite_for_one_value(
    operator: Operator, right: frozenset[Literal], values: frozenset[Literal]
) -> None:
    for value in values:
        of_one = Known(frozenset({value}))
        opposite = holds(constraint("isAnyOf", right), of_one, {})
        if operator == "isNoneOf" or len(right) == 1:
            assert holds(constraint(operator, right), of_one, {}) is negated(opposite)


@given(st.lists(TRUTHS))
def test_de_morgan(truths: list[Truth]) -> None:
    assert negated(all_of(truths)) is any_of(map(negated, truths))
    assert negated(any_of(truths)) is all_of(map(negated, truths))


@given(st.lists(TRUTHS), st.randoms())
def test_order_and_repetition_do_not_matter(truths: list[Truth], chance) -> None:
    shuffled = list(truths)
    chance.shuffle(shuffled)
    assert all_of(shuffled) is all_of(truths) is all_of(truths * 2)
    assert exactly_one(shuffled) is exactly_one(truths)


@given(st.lists(TRUTHS))
def test_what_is_unknown_is_settled_only_when_every_completion_agrees(truths: list[Truth]) -> None:
    for logic in (all_of, any_of, exactly_one):
        choices = [[truth] if truth is not None else [True, False] for truth in truths[:6]]
        completed = {logic(list(one)) for one in product(*choices)}
        expected = completed.pop() if len(completed) == 1 else None
        assert logic(truths[:6]) is expected
