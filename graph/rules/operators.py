"""The operators of ODRL 2.2 (vocabulary, section 3.13), over several values and over what is not fully known.

Most say something of a single value, and hold of a fact when they hold of each of its values: money spent in two places
is spent where it must be only if both are. `isAllOf` and `hasPart` say something of the values together.
"""

from collections.abc import Callable, Mapping

from graph.rules.facts import Known, Parts
from graph.rules.logic import Truth, all_of, any_of, negated
from graph.rules.policy import Constraint, Operator
from graph.rules.values import after, before, same
from graph.stores.interface import Term

_OfOne = Callable[[Term, frozenset[Term], Parts], Truth]


def holds(constraint: Constraint, fact: Known, above: Parts) -> Truth:
    """Whether a fact satisfies a constraint. `above` tells what is part of what.

    A fact that has no value, and cannot have one, satisfies what excludes values, and nothing that asks for one.
    """
    if constraint.operator == "isAllOf":
        return _known_to_have(constraint.right, fact, lambda value, right: same(value, right))
    if constraint.operator == "hasPart":
        return _known_to_have(constraint.right, fact, lambda value, right: value in above.get(right, {right}))
    if not fact.values and fact.whole:
        return constraint.operator in _EXCLUDING
    test = _TESTS[constraint.operator]
    found = [test(value, constraint.right, above) for value in fact.values]
    return all_of([*found, *([] if fact.enough else [None])])


def _known_to_have(wanted: frozenset[Term], fact: Known, fits: Callable[[Term, Term], Truth]) -> Truth:
    """Whether each of what is wanted is met by some value."""
    more: list[Truth] = [] if fact.whole else [None]
    return all_of(any_of([*(fits(value, right) for value in fact.values), *more]) for right in wanted)


def _each(test: Callable[[Term, Term], Truth]) -> _OfOne:
    return lambda value, right, _: all_of(test(value, one) for one in right)


def _is_part_of(value: Term, right: frozenset[Term], above: Parts) -> Truth:
    return bool(above.get(value, frozenset({value})) & right)


def _is_any_of(value: Term, right: frozenset[Term], _: Parts) -> Truth:
    return any_of(same(value, one) for one in right)


_TESTS: Mapping[Operator, _OfOne] = {
    "eq": _each(same),
    "neq": _each(lambda value, right: negated(same(value, right))),
    "lt": _each(before),
    "lteq": _each(lambda value, right: negated(after(value, right))),
    "gt": _each(after),
    "gteq": _each(lambda value, right: negated(before(value, right))),
    "isA": _is_part_of,
    "isPartOf": _is_part_of,
    "isAnyOf": _is_any_of,
    "isNoneOf": lambda value, right, above: negated(_is_any_of(value, right, above)),
}
_EXCLUDING = frozenset({"neq", "isNoneOf"})
