"""Policies as the views show them: whose rules govern which grants, in the wordings that sources tell of.

A regulation is a policy of the government's. Rules that a grant or a scheme has, and no policy of its own has, form one
more, of which nobody is known to be the author.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import cast

from pyoxigraph import NamedNode

from graph.answers.asked import Asked
from graph.answers.phrasing import claims_on, things_of, types_of
from graph.answers.wording import Parts, kind_of
from graph.claims.evidence import Claim, code
from graph.claims.model import Proposition
from graph.claims.views import Counted
from graph.rules.policy import (
    OPERATORS,
    Compound,
    Condition,
    Conflict,
    Constraint,
    Kind,
    Logical,
    Policy,
    Rule,
    RuleKind,
)
from graph.rules.values import Days
from graph.stores.interface import Term
from graph.topics.rule_facts import upwards
from ontology.iris import thing

_OF_POLICIES = (
    *("hasRule", "assigner", "inherits", "conflict", "versionOf"),
    *("inForceFrom", "repealedFrom", "repealedBy", "date"),
)
_OF_RULES = ("constraint", "underCondition", "refinement", "restricts", "doneOn", "lastDay", "binds")
_DEEPEST = 3
"""How many steps conditions in conditions, and policies that inherit, are followed."""
_RIGHT = ("rightThing", "rightDate", "rightNumber")
_KINDS: Mapping[str, RuleKind] = {"permission": "permission", "prohibition": "prohibition"}
US = thing("organisation/rotorsak")
"""Who speaks in our own readings."""


@dataclass(frozen=True, slots=True)
class Governed:
    """A grant, the policies that govern it, its scheme or its whole, in order of their ids, and those they inherit.

    `wide` are the grant, what it is part of, and their schemes.
    """

    grant: NamedNode
    wide: tuple[NamedNode, ...]
    policies: tuple[Policy, ...]
    inherited: tuple[Policy, ...]


@dataclass(frozen=True, slots=True)
class _Said:
    """What is claimed of policies and their rules, with the parts of constraints and the types of both."""

    asked: Asked
    policies: Counted
    rules: Counted
    parts: Mapping[NamedNode, Parts]
    types: Mapping[NamedNode, str]
    wholes: Mapping[NamedNode, tuple[NamedNode, ...]]
    governing: Counted
    under: Counted
    repealing: Counted


def read_policies(asked: Asked, grants: Sequence[NamedNode]) -> list[Governed]:
    """The policies of each of these grants. The number of round trips is fixed."""
    wholes = _wholes(asked, grants)
    everything = sorted({one for wide in wholes.values() for one in wide}, key=str)
    governing = asked.claims("governs", objects=everything)
    under = asked.claims("underRegulation", subjects=everything)
    named = [*(one.subject for one in governing.asserted()), *things_of(under.asserted()), *everything]
    subjects = _following(asked, named, "inherits")
    said = asked.claims(*_OF_POLICIES, subjects=subjects)
    repealing = asked.claims(
        "date", "inForceFrom", subjects=things_of(said.asserted(asked.term("repealedBy")))
    )
    rules = things_of(said.asserted(asked.term("hasRule")))
    conditions = _following(asked, rules, "underCondition")
    of_rules = asked.claims(*_OF_RULES, subjects=conditions)
    nodes = things_of(of_rules.asserted(asked.term("constraint"), asked.term("refinement")))
    reading = _Said(
        asked,
        said,
        of_rules,
        asked.parts(nodes),
        types_of(asked, [*subjects, *conditions]),
        wholes,
        governing,
        under,
        repealing,
    )
    return [_governed(reading, grant) for grant in grants]


def _following(asked: Asked, starts: Iterable[NamedNode], term: str) -> list[NamedNode]:
    """The starts and what they lead to by a term, step by step, in order of their ids."""
    found = set(starts)
    level = sorted(found, key=str)
    for _ in range(_DEEPEST):
        level = sorted(set(things_of(asked.claims(term, subjects=level).asserted())) - found, key=str)
        found.update(level)
        if not level:
            break
    return sorted(found, key=str)


def _governed(said: _Said, grant: NamedNode) -> Governed:
    policies = tuple(_of_grant(said, grant))
    own = {policy.iri for policy in policies}
    above = _above(said.policies.asserted(said.asked.term("inherits")))
    inherited = {parent for iri in own for parent in upwards(iri, above)} - own
    return Governed(
        grant, said.wholes[grant], policies, tuple(_policy(said, iri) for iri in sorted(inherited, key=str))
    )


def _wholes(asked: Asked, grants: Sequence[NamedNode]) -> dict[NamedNode, tuple[NamedNode, ...]]:
    """Each grant with the grants that it is part of, and the schemes of all."""
    parts = asked.claims("partOf", subjects=grants)
    level = [*grants, *things_of(parts.asserted())]
    upper = asked.claims("partOf", subjects=things_of(parts.asserted()))
    schemes = asked.claims("underScheme", subjects=[*level, *things_of(upper.asserted())])
    above = _above([*parts.asserted(), *upper.asserted(), *schemes.asserted()])
    return {grant: tuple(sorted(upwards(grant, above), key=str)) for grant in grants}


def _above(propositions: Iterable[Proposition]) -> dict[NamedNode, set[NamedNode]]:
    """The things that each subject points to."""
    found: dict[NamedNode, set[NamedNode]] = defaultdict(set)
    for one in propositions:
        if isinstance(one.object, NamedNode):
            found[one.subject].add(one.object)
    return found


def _of_grant(said: _Said, grant: NamedNode) -> Iterator[Policy]:
    wide = set(said.wholes[grant])
    policies = {one.subject for one in said.governing.asserted() if one.object in wide}
    regulations = set(things_of(one for one in said.under.asserted() if one.subject in wide))
    named = sorted(policies | regulations, key=str)
    yield from (_policy(said, one) for one in named)
    of_policies = {rule for one in named for rule in _values(said, one, "hasRule")}
    for one in sorted(wide, key=str):
        rules = [rule for rule in _values(said, one, "hasRule") if rule not in of_policies]
        if rules:
            yield _unnamed(said, one, rules)


def _policy(said: _Said, iri: NamedNode) -> Policy:
    rules = _values(said, iri, "hasRule")
    conflicts = _values(said, iri, "conflict")
    about = [one for one in said.policies.asserted() if one.subject == iri]
    claims = claims_on(said.policies, about)
    authors = _values(said, iri, "assigner") or _speakers(claims)
    return Policy(
        iri,
        cast(Kind, said.types.get(iri, "set") if kind_of(iri) == "policy" else "set"),
        tuple(authors),
        tuple(_rule(said, rule) for rule in rules),
        tuple(_values(said, iri, "inherits")),
        cast(Conflict, code(conflicts[0])) if len(conflicts) == 1 else "invalid",
        _begins(said, iri),
        _ends(said, iri),
        _base(said, iri),
        claims_on(said.policies, [one for one in about if one.predicate != said.asked.term("hasRule")]),
    )


def _unnamed(said: _Said, iri: NamedNode, rules: Sequence[NamedNode]) -> Policy:
    """The rules that a grant or a scheme has, and no policy: who issued them is not known, only who tells of them."""
    return Policy(iri, "set", (), tuple(_rule(said, rule) for rule in rules))


def _speakers(claims: Iterable[Claim]) -> list[NamedNode]:
    """Who says it in the end, our own readings left out."""
    return sorted({claim.chain[-1].speaker for claim in claims} - {US}, key=str)


def _base(said: _Said, iri: NamedNode) -> NamedNode:
    """The regulation of which this is a wording; itself, where it is not said to be one."""
    return next(iter(_values(said, iri, "versionOf")), iri)


def _begins(said: _Said, iri: NamedNode) -> Days | None:
    """From when a policy, or the wording of a regulation, is in force; of one that is only dated, not before that."""
    known = _first(said, iri, "inForceFrom")
    if known is not None or not _values(said, iri, "versionOf"):
        return known
    issued = _first(said, iri, "date")
    return None if issued is None else Days(issued.first, date.max)


def _ends(said: _Said, iri: NamedNode) -> tuple[Days, ...]:
    """From when a regulation, or the wording of one, is no longer in force: repealed, or worded otherwise."""
    base = _base(said, iri)
    ends = [_repealed(said, base), *(_begins(said, one) for one in _later(said, iri, base))]
    return tuple(day for day in ends if day is not None)


def _repealed(said: _Said, base: NamedNode) -> Days | None:
    """From when a regulation is repealed; where only what repeals it is dated, not before that."""
    known = _first(said, base, "repealedFrom")
    if known is not None:
        return known
    for repealing in _values(said, base, "repealedBy"):
        for term in ("inForceFrom", "date"):
            day = _day(said.repealing.values(repealing, said.asked.term(term)))
            if day is not None:
                return Days(day.first, date.max)
    return None


def _later(said: _Said, iri: NamedNode, base: NamedNode) -> list[NamedNode]:
    """The wordings of a regulation that came after this one, of those that are dated."""
    own = _begins(said, iri)
    versions = [
        one.subject for one in said.policies.asserted(said.asked.term("versionOf")) if one.object == base
    ]
    dated = [(version, day) for version in versions if (day := _begins(said, version)) is not None]
    return [version for version, day in dated if version != iri and (own is None or day.first > own.first)]


def _rule(said: _Said, iri: NamedNode) -> Rule:
    asked = said.asked
    having = [one for one in said.policies.asserted(asked.term("hasRule")) if one.object == iri]
    done = _of_rule(said, iri, "doneOn")
    type_ = said.types.get(iri)
    return Rule(
        iri=iri,
        kind=_KINDS.get(type_ or "", "duty"),
        constraints=(*_constraints(said, iri, "constraint"), *_compounds(said, iri, frozenset())),
        refinements=tuple(_constraints(said, iri, "refinement")),
        done=done[0] if len(done) == 1 else None,
        last_day=_day(said.rules.values(iri, asked.term("lastDay"))),
        restricts=frozenset(_of_rule(said, iri, "restricts")),
        binds=frozenset(_of_rule(said, iri, "binds")),
        held=type_ is not None,
        contested=any(map(said.policies.contested, having))
        or any(said.rules.contested(one) for one in said.rules.asserted() if one.subject == iri),
        claims=claims_on(said.policies, having),
    )


def _constraints(said: _Said, rule: NamedNode, term: str) -> Iterator[Constraint]:
    asked = said.asked
    for one in said.rules.asserted(asked.term(term)):
        if one.subject != rule or not isinstance(one.object, NamedNode):
            continue
        parts = said.parts.get(one.object, ())
        left, operator = (_part(asked, parts, name) for name in ("leftOperand", "operator"))
        right = frozenset(value for part, value in parts if part in {asked.term(name) for name in _RIGHT})
        if isinstance(left, NamedNode) and isinstance(operator, NamedNode):
            yield Constraint(left, OPERATORS[code(operator)], right, claims_on(said.rules, [one]))


def _compounds(said: _Said, of: NamedNode, seen: frozenset[NamedNode]) -> Iterator[Logical]:
    """The compound conditions of a rule, or of another; one that leads back to itself is left out there."""
    for iri in _of_rule(said, of, "underCondition"):
        type_ = said.types.get(iri)
        if iri not in seen and type_ is not None:
            parts: tuple[Condition, ...] = (
                *_constraints(said, iri, "constraint"),
                *_compounds(said, iri, seen | {iri}),
            )
            yield Logical(cast(Compound, type_), parts)


def _part(asked: Asked, parts: Parts, name: str) -> Term | None:
    return next((value for part, value in parts if part == asked.term(name)), None)


def _values(said: _Said, subject: NamedNode, term: str) -> list[NamedNode]:
    return _things(said.policies.values(subject, said.asked.term(term)))


def _of_rule(said: _Said, rule: NamedNode, term: str) -> list[NamedNode]:
    return _things(said.rules.values(rule, said.asked.term(term)))


def _things(values: Iterable[Term]) -> list[NamedNode]:
    return [value for value in values if isinstance(value, NamedNode)]


def _first(said: _Said, subject: NamedNode, term: str) -> Days | None:
    return _day(said.policies.values(subject, said.asked.term(term)))


def _day(values: Sequence[Term]) -> Days | None:
    """The day that values give; of several values, some day from the first of all to the last."""
    days = [Days.of(value.value) for value in values]
    return Days(min(day.first for day in days), max(day.last for day in days)) if days else None
