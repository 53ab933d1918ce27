"""Applying policies to facts: for each rule an outcome, with the trace that led to it, as data.

    permitted     a permission applies, its constraints are true, no prohibition is true, no duty is broken
    denied        the constraint of the only permission is false
    violated      a prohibition is true, or a duty is past its last day and known to be unmet
    pending       a duty is not yet due
    fulfilled     a duty is done in time
    undetermined  something that is needed is unknown; it is named

Time is an argument, never the clock.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal as OneOf
from typing import TypeVar

from pyoxigraph import NamedNode

from graph.rules.facts import Facts, Known, Parts, known
from graph.rules.logic import Truth, all_of, any_of, exactly_one
from graph.rules.operators import holds
from graph.rules.policy import Condition, Conflict, Constraint, Duty, Policy, Rule
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

    def deciding(self) -> tuple["Tested", ...]:
        """The constraints that make it what it is: of a compound, those of its parts that do."""
        if isinstance(self.condition, Constraint):
            return (self,)
        settled = [part for part in self.parts if part.truth is self.truth] or list(self.parts)
        return tuple(one for part in settled for one in part.deciding())


@dataclass(frozen=True, slots=True)
class Judged:
    """A rule and its outcome at a time, with its tested conditions, and the operands that would settle it."""

    rule: Rule
    outcome: Outcome
    refinements: tuple[Tested, ...] = ()
    constraints: tuple[Tested, ...] = ()
    missing: tuple[NamedNode, ...] = ()

    def deciding(self) -> tuple[Tested, ...]:
        """The constraints that decide: the false ones of a denial, the unknown ones of what is undetermined."""
        wanted = {"denied": False, "undetermined": None}.get(self.outcome, True)
        return tuple(
            one
            for tested in (*self.refinements, *self.constraints)
            if tested.truth is wanted
            for one in tested.deciding()
        )


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a policy says of the facts together, and each of its rules by itself."""

    outcome: Outcome
    judged: tuple[Judged, ...]

    @property
    def missing(self) -> tuple[NamedNode, ...]:
        """The operands that would settle what is undetermined."""
        if self.outcome != "undetermined":
            return ()
        return _distinct(operand for one in self.judged for operand in one.missing)


def test(condition: Condition, facts: Facts, above: Parts) -> Tested:
    """Whether a condition holds of the facts, and why."""
    if isinstance(condition, Constraint):
        fact = known(facts, condition.left)
        return Tested(condition, holds(condition, fact, above), fact)
    parts = tuple(test(part, facts, above) for part in condition.parts)
    return Tested(condition, _ALL[condition.kind](part.truth for part in parts), None, parts)


def judge(rule: Rule, facts: Facts, above: Parts, at: Days | None) -> Judged:
    """What a rule says of the facts at a time; of a rule that is not held, nothing."""
    if not rule.held:
        return Judged(rule, "undetermined")
    refinements = tuple(test(one, facts, above) for one in rule.refinements)
    applies = all_of(one.truth for one in refinements)
    if applies is False:
        return Judged(rule, "not-applicable", refinements)
    if isinstance(rule, Duty):
        outcome, missing = _duty(rule, known(facts, rule.done), at)
        constraints: tuple[Tested, ...] = ()
    else:
        constraints = tuple(test(one, facts, above) for one in rule.constraints)
        truth = all_of(one.truth for one in constraints)
        outcome = _OUTCOMES[rule.kind][truth]
        missing = _missing(constraints) if truth is None else ()
    if applies is None and outcome not in _HARMLESS:
        return Judged(
            rule, "undetermined", refinements, constraints, _distinct((*_missing(refinements), *missing))
        )
    return Judged(rule, outcome, refinements, constraints, missing)


def evaluate(policies: Sequence[Policy], facts: Facts, above: Parts, at: Days | None) -> Verdict:
    """What policies say together. Each inherits the rules of those that it names, as far as they are given."""
    by_iri = {policy.iri: policy for policy in policies}
    rules = _distinct(rule for policy in policies for rule in _with_inherited(policy, by_iri, frozenset()))
    judged = tuple(judge(rule, facts, above, at) for rule in rules)
    strategy = _strategy(policies)
    return Verdict(_together(judged, strategy), judged)


def _with_inherited(
    policy: Policy, policies: dict[NamedNode, Policy], seen: frozenset[NamedNode]
) -> Iterable[Rule]:
    yield from policy.rules
    for parent in policy.inherits:
        if parent in policies and parent not in seen:
            yield from _with_inherited(policies[parent], policies, seen | {policy.iri})


def _strategy(policies: Sequence[Policy]) -> Conflict:
    """How conflicts are settled: as all policies say, or not at all where they say different things (section 2.10)."""
    strategies = {policy.conflict for policy in policies}
    return strategies.pop() if len(strategies) == 1 else "invalid"


def _together(judged: Sequence[Judged], conflict: Conflict) -> Outcome:
    """One outcome for all rules: what is broken comes first, then what is refused, what is unknown, what is allowed."""
    permissions = _outcomes(judged, "permission") - {"not-applicable"}
    prohibitions, duties = _outcomes(judged, "prohibition"), _outcomes(judged, "duty")
    if "violated" in duties:
        return "violated"
    if "violated" in prohibitions:
        clash = "permitted" in permissions
        if not clash or conflict == "prohibit":
            return "violated"
        if conflict == "invalid":
            return "void"
    if permissions == {"denied"}:
        return "denied"
    unsettled = permissions if "permitted" not in permissions else set()
    if "undetermined" in unsettled | prohibitions | duties or _not_held(judged):
        return "undetermined"
    if "permitted" in permissions:
        return "permitted"
    found: tuple[Outcome, ...] = ("pending", "fulfilled", "not-violated")
    return next((one for one in found if one in duties | prohibitions), "not-applicable")


def _not_held(judged: Iterable[Judged]) -> bool:
    return any(not one.rule.held for one in judged)


def _outcomes(judged: Iterable[Judged], kind: str) -> set[Outcome]:
    return {one.outcome for one in judged if one.rule.kind == kind and one.rule.held}


def _duty(duty: Duty, done: Known, at: Days | None) -> tuple[Outcome, tuple[NamedNode, ...]]:
    """What a duty comes to at a time, and the operand that would settle it.

    The values of its operand are the days on which it was done. An operand that is known to have none by the time that
    is asked of (complete, and empty) is a duty not done; where nobody says, it is not known, also after the last day.
    """
    days = [day for value in done.values if isinstance(day := value_of(value), Days)]
    in_time = any_of(duty.last_day is None or _by(day, duty.last_day) for day in days)
    if in_time:
        return "fulfilled", ()
    if duty.last_day is None:
        return ("pending", ()) if done.complete else ("undetermined", (duty.done,))
    if at is None:
        return "undetermined", (duty.done,)
    late = _by(at, duty.last_day)
    if late is not False:
        return ("pending", ()) if late else ("undetermined", (duty.done,))
    settled = done.complete and in_time is False
    return ("violated", ()) if settled else ("undetermined", (duty.done,))


def _by(day: Days, last: Days) -> Truth:
    """Whether a day is no later than the last one."""
    return True if day.last <= last.last else False if day.first > last.last else None


def _missing(tested: Iterable[Tested]) -> tuple[NamedNode, ...]:
    return _distinct(operand for one in tested for operand in one.missing())


_HARMLESS: frozenset[Outcome] = frozenset({"not-violated", "fulfilled", "pending"})
"""Outcomes that stay what they are, whether or not the rule applies: nothing is refused or broken."""

_OUTCOMES: Mapping[str, Mapping[Truth, Outcome]] = {
    "permission": {True: "permitted", False: "denied", None: "undetermined"},
    "prohibition": {True: "violated", False: "not-violated", None: "undetermined"},
}

_Item = TypeVar("_Item")


def _distinct(items: Iterable[_Item]) -> tuple[_Item, ...]:
    return tuple(dict.fromkeys(items))
