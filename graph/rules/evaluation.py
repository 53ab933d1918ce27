"""Applying policies to facts: for each rule an outcome, with the trace that led to it, as data.

    permitted     a permission applies, its constraints are true, no prohibition is true, no duty is broken
    denied        the constraint of the only permission is false
    violated      a prohibition is true, or a duty is past its last day and known to be unmet
    pending       a duty is not yet due
    fulfilled     a duty is done in time
    undetermined  something that is needed is unknown; it is named

Time is an argument, never the clock.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence, Set
from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import Literal as OneOf
from typing import TypeVar

from pyoxigraph import NamedNode

from graph.rules.facts import Facts, Known, Parts, known
from graph.rules.logic import Truth, all_of, any_of, exactly_one, negated
from graph.rules.operators import holds
from graph.rules.policy import Condition, Conflict, Constraint, Policy, Rule
from graph.rules.values import Days, value_of

Outcome = OneOf[
    "permitted",
    "denied",
    "violated",
    "not-violated",
    "pending",
    "fulfilled",
    "undetermined",
    "not-applicable",
    "void",
]
_ALL = {"and": all_of, "or": any_of, "xone": exactly_one}


@dataclass(frozen=True, slots=True)
class Tested:
    """A condition, whether it holds, and what it was tested with: a fact, or the parts of a compound."""

    condition: Condition
    truth: Truth
    fact: Known | None = None
    parts: tuple["Tested", ...] = ()

    def missing(self) -> tuple[NamedNode, ...]:
        """The operands that must be known before it can be settled; none where it is settled."""
        if self.truth is not None:
            return ()
        if isinstance(self.condition, Constraint):
            return (self.condition.left,)
        return _distinct(operand for part in self.parts for operand in part.missing())


@dataclass(frozen=True, slots=True)
class Judged:
    """A rule and its outcome at a time, with its tested conditions, and the operands that would settle it."""

    rule: Rule
    outcome: Outcome
    refinements: tuple[Tested, ...] = ()
    constraints: tuple[Tested, ...] = ()
    missing: tuple[NamedNode, ...] = ()


@dataclass(frozen=True, slots=True)
class Force:
    """Whether a policy is in force for the case, and the operands that would settle it where that is not known."""

    truth: Truth
    missing: tuple[NamedNode, ...] = ()


IN_FORCE = Force(True)


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a policy says of the facts together, and each of its rules by itself; and whether it is in force at all."""

    policy: Policy
    outcome: Outcome
    judged: tuple[Judged, ...]
    in_force: Force = IN_FORCE

    @property
    def missing(self) -> tuple[NamedNode, ...]:
        """The operands that would settle what is undetermined."""
        if self.outcome != "undetermined":
            return ()
        return _distinct(operand for one in self.judged for operand in one.missing)

    @property
    def not_tested(self) -> tuple[Judged, ...]:
        """The rules that nothing can be said of, since their text is not held or not put in testable terms."""
        return tuple(
            one
            for one in self.judged
            if one.outcome == "undetermined" and (one.rule.contested or not one.rule.rendered)
        )


def test(condition: Condition, facts: Facts, above: Parts) -> Tested:
    """Whether a condition holds of the facts, and why."""
    if isinstance(condition, Constraint):
        fact = known(facts, condition.left)
        return Tested(condition, holds(condition, fact, above), fact)
    parts = tuple(test(part, facts, above) for part in condition.parts)
    return Tested(condition, _ALL[condition.kind](part.truth for part in parts), None, parts)


def judge(rule: Rule, facts: Facts, above: Parts, at: Days | None) -> Judged:
    """What a rule says of the facts at a time.

    Nothing of one that is not held, is not put in testable terms, or of which sources disagree what it says.
    """
    if not rule.rendered or rule.contested:
        return Judged(rule, "undetermined")
    refinements = tuple(test(one, facts, above) for one in rule.refinements)
    applies = all_of(one.truth for one in refinements)
    if applies is False:
        return Judged(rule, "not-applicable", refinements)
    constraints = tuple(test(one, facts, above) for one in rule.constraints)
    outcome, missing = _outcome(rule, constraints, facts, at)
    if applies is None and outcome not in _HARMLESS:
        missing = _distinct((*_missing(refinements), *missing))
        return Judged(rule, "undetermined", refinements, constraints, missing)
    return Judged(rule, outcome, refinements, constraints, missing)


def _outcome(
    rule: Rule, constraints: Sequence[Tested], facts: Facts, at: Days | None
) -> tuple[Outcome, tuple[NamedNode, ...]]:
    """What a rule comes to that applies, and the operands that would settle it."""
    truth, missing = all_of(one.truth for one in constraints), _missing(constraints)
    outcome = _OUTCOMES["permission" if rule.restricts else rule.kind][truth]
    if rule.done is None or truth is False:
        return outcome, missing
    of_doing, not_known = _duty(rule, rule.done, known(facts, rule.done), at)
    if truth is None and of_doing in ("fulfilled", "undetermined"):
        return "undetermined", _distinct((*missing, *not_known))
    return of_doing, not_known


def evaluate(
    policy: Policy,
    facts: Facts,
    above: Parts,
    at: Days | None,
    *,
    in_force: Force = IN_FORCE,
    users: Collection[NamedNode] = (),
    others: Mapping[NamedNode, Policy] = MappingProxyType({}),
) -> Verdict:
    """What a policy says at a time, with the rules of those among the others that it inherits.

    `users` are those who use the money: a rule that binds only others is not applicable to them. Where it is not known
    who they are, or whether the policy is in force, nothing is settled that would refuse, allow or break anything.
    """
    if in_force.truth is False:
        return Verdict(policy, "not-applicable", (), in_force)
    judged = tuple(
        _for_users(judge(rule, facts, above, at), users)
        for rule in _distinct(_with_inherited(policy, others, frozenset()))
    )
    if in_force.truth is None:
        judged = tuple(_unsettled(one, in_force.missing) for one in judged)
    return Verdict(policy, _together(judged, policy.conflict), judged, in_force)


def _for_users(one: Judged, users: Collection[NamedNode]) -> Judged:
    """What a rule says to those who use the money."""
    if not one.rule.binds or one.rule.binds & set(users):
        return one
    return Judged(one.rule, "not-applicable") if users else _unsettled(one, ())


def _unsettled(one: Judged, missing: tuple[NamedNode, ...]) -> Judged:
    """The same where something else is unknown that may make it not apply."""
    if one.outcome in ("not-applicable", *_HARMLESS):
        return one
    return replace(one, outcome="undetermined", missing=_distinct((*missing, *one.missing)))


def _with_inherited(
    policy: Policy, policies: Mapping[NamedNode, Policy], seen: frozenset[NamedNode]
) -> Iterable[Rule]:
    yield from policy.rules
    for parent in policy.inherits:
        if parent in policies and parent not in seen:
            yield from _with_inherited(policies[parent], policies, seen | {policy.iri})


def _together(judged: Sequence[Judged], conflict: Conflict) -> Outcome:
    """One outcome for all rules: what is broken comes first, then what is refused, what is unknown, what is allowed."""
    permission = _permission(judged)
    prohibitions, duties = _outcomes(judged, "prohibition"), _outcomes(judged, "duty")
    if "violated" in duties:
        return "violated"
    if permission != "not-applicable" and prohibitions & {"violated", "undetermined"}:
        return _clash(permission, prohibitions, duties, conflict)
    if "violated" in prohibitions:
        return "violated"
    if permission == "denied":
        return "denied"
    if permission == "undetermined" or "undetermined" in prohibitions | duties:
        return "undetermined"
    if permission == "permitted":
        return "permitted"
    found: tuple[Outcome, ...] = ("pending", "fulfilled", "not-violated")
    return next((one for one in found if one in duties | prohibitions), "not-applicable")


def _clash(
    permission: Outcome, prohibitions: Set[Outcome], duties: Set[Outcome], conflict: Conflict
) -> Outcome:
    """What prevails where something is or may be prohibited, and may be permitted (section 2.10)."""
    if permission == "denied":
        return "violated" if "violated" in prohibitions else "denied"
    if conflict == "prohibit" and "violated" in prohibitions:
        return "violated"
    if permission == "undetermined" or (conflict != "perm" and "violated" not in prohibitions):
        return "undetermined"
    if conflict == "invalid":
        return "void"
    return "undetermined" if "undetermined" in duties else "permitted"


def _permission(judged: Sequence[Judged]) -> Outcome:
    """What all permissions come to, each with the rules that restrict it: one that holds is enough.

    Of a permission that is restricted and not told of, it is not known whether it holds.
    """
    own: dict[NamedNode, Truth] = {
        one.rule.iri: _ALLOWS.get(one.outcome)
        for one in judged
        if one.rule.kind == "permission" and not one.rule.restricts
    }
    restricted = {iri: None for one in judged for iri in sorted(one.rule.restricts, key=str)}
    idle = {one.rule.iri for one in judged if one.outcome == "not-applicable"}
    found = [
        all_of([truth, *(_ALLOWS.get(one.outcome) for one in judged if iri in one.rule.restricts)])
        for iri, truth in {**restricted, **own}.items()
        if iri not in idle
    ]
    return _OUTCOMES["permission"][any_of(found)] if found else "not-applicable"


def _outcomes(judged: Iterable[Judged], kind: str) -> set[Outcome]:
    return {one.outcome for one in judged if one.rule.kind == kind and not one.rule.restricts}


def _duty(
    rule: Rule, operand: NamedNode, done: Known, at: Days | None
) -> tuple[Outcome, tuple[NamedNode, ...]]:
    """What a duty to do something comes to at a time, and the operand that would settle it.

    The values of its operand are the days on which it was done; those after the time asked of do not count yet. One
    that is known to have none (whole, and empty) is a duty not done; where nobody says, that is not known, also after
    the last day.
    """
    said = (day for value in done.values if isinstance(day := value_of(value), Days))
    days = [day for day in said if at is None or day.first <= at.last]
    in_time = any_of(rule.last_day is None or _by(day, rule.last_day) for day in days)
    if in_time:
        return "fulfilled", ()
    late = None if at is None or rule.last_day is None else negated(_by(at, rule.last_day))
    if late is False or (rule.last_day is None and done.whole):
        return "pending", ()
    if late and done.enough and in_time is False:
        return "violated", ()
    return "undetermined", (operand,)


def _by(day: Days, last: Days) -> Truth:
    """Whether a day is no later than the last one."""
    return True if day.last <= last.last else False if day.first > last.last else None


def _missing(tested: Iterable[Tested]) -> tuple[NamedNode, ...]:
    return _distinct(operand for one in tested for operand in one.missing())


_HARMLESS: frozenset[Outcome] = frozenset({"not-violated", "fulfilled", "pending"})
"""Outcomes that stay what they are, whether or not the rule applies: nothing is refused or broken."""

_ALLOWS: Mapping[Outcome, Truth] = {"permitted": True, "not-applicable": True, "denied": False}

_OUTCOMES: Mapping[str, Mapping[Truth, Outcome]] = {
    "permission": {True: "permitted", False: "denied", None: "undetermined"},
    "prohibition": {True: "violated", False: "not-violated", None: "undetermined"},
    "duty": {True: "fulfilled", False: "violated", None: "undetermined"},
}

_Item = TypeVar("_Item")


def _distinct(items: Iterable[_Item]) -> tuple[_Item, ...]:
    return tuple(dict.fromkeys(items))
