"""Policies and their rules: the part of ODRL 2.2 that grant rules need (Information Model, sections 2.1 to 2.8)."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Literal as OneOf

from pyoxigraph import NamedNode

from graph.claims.evidence import Claim
from graph.rules.logic import Truth, all_of, any_of, negated
from graph.rules.values import Days, not_before
from graph.stores.interface import Term

Operator = OneOf[
    "eq", "neq", "lt", "lteq", "gt", "gteq", "isA", "isPartOf", "hasPart", "isAnyOf", "isAllOf", "isNoneOf"
]
OPERATORS: Mapping[str, Operator] = {
    **{"eq": "eq", "neq": "neq", "lt": "lt", "lteq": "lteq", "gt": "gt", "gteq": "gteq"},
    **{"is-a": "isA", "is-part-of": "isPartOf", "has-part": "hasPart"},
    **{"is-any-of": "isAnyOf", "is-all-of": "isAllOf", "is-none-of": "isNoneOf"},
}
"""The operators by their codes in our list `operator`."""
Compound = OneOf["and", "or", "xone"]
Conflict = OneOf["perm", "prohibit", "invalid"]
Kind = OneOf["set", "offer", "agreement"]
RuleKind = OneOf["permission", "prohibition", "duty"]


@dataclass(frozen=True, slots=True)
class Constraint:
    """What must hold of a fact: its left operand stands to the right operands as the operator says (section 2.5.1)."""

    left: NamedNode
    operator: Operator
    right: frozenset[Term]
    claims: tuple[Claim, ...] = ()

    def operands(self) -> Iterator[NamedNode]:
        """The left operands: the facts that it needs."""
        yield self.left


@dataclass(frozen=True, slots=True)
class Logical:
    """Conditions of which all, at least one, or exactly one must hold (section 2.5.2)."""

    kind: Compound
    parts: tuple["Condition", ...]

    def operands(self) -> Iterator[NamedNode]:
        """The left operands of its parts: the facts that it needs."""
        for part in self.parts:
            yield from part.operands()


Condition = Constraint | Logical


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """Something permitted, prohibited or required.

    Of what is not `held`, only the name is known; of what is `contested`, sources disagree that it says so.
    `refinements` say to what it applies at all; `constraints` must then hold for a permission or a duty, and make a
    prohibition bite. A duty may instead be something to be done, by a last day if it has one; `done` is then the
    operand that gives when. A rule that `restricts` permissions adds its constraints to theirs. `binds` are those who
    are to do what it says, where that is not whoever uses the money.
    """

    iri: NamedNode
    kind: RuleKind
    constraints: tuple[Condition, ...] = ()
    refinements: tuple[Condition, ...] = ()
    done: NamedNode | None = None
    last_day: Days | None = None
    restricts: frozenset[NamedNode] = frozenset()
    binds: frozenset[NamedNode] = frozenset()
    held: bool = True
    contested: bool = False
    claims: tuple[Claim, ...] = ()

    @property
    def rendered(self) -> bool:
        """Whether it is held, and put in terms that can be tested."""
        return self.held and (bool(self.constraints) or self.done is not None)

    def operands(self) -> Iterator[NamedNode]:
        """The facts that it needs."""
        for condition in (*self.refinements, *self.constraints):
            yield from condition.operands()
        if self.done is not None:
            yield self.done


@dataclass(frozen=True, slots=True)
class Policy:
    """Rules by one author, an offer, or what two parties agreed; `inherits` names policies whose rules hold here too.

    `conflict` says what prevails when a permission and a prohibition both hold (section 2.10): by default the policy is
    then void. It is in force from its `first_day`, and no longer on any day from which it `ends`; such a day
    may be known by month or year only. `wording_of` is what it is a wording of, if of anything.
    """

    iri: NamedNode
    kind: Kind
    authors: tuple[NamedNode, ...]
    rules: tuple[Rule, ...]
    inherits: tuple[NamedNode, ...] = ()
    conflict: Conflict = "invalid"
    first_day: Days | None = None
    ends: tuple[Days, ...] = ()
    wording_of: NamedNode | None = None
    claims: tuple[Claim, ...] = ()

    def begun(self, day: Days) -> Truth:
        """Whether it had come into force by a day. One of which no first day is known is taken to have."""
        return True if self.first_day is None else not_before(day, self.first_day)

    def in_force(self, day: Days) -> Truth:
        """Whether it is in force on a day."""
        return all_of((self.begun(day), negated(any_of(not_before(day, end) for end in self.ends))))
