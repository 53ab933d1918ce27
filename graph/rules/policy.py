"""Policies and their rules: the part of ODRL 2.2 that grant rules need (Information Model, sections 2.1 to 2.8)."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal as OneOf

from pyoxigraph import NamedNode

from graph.claims.evidence import Claim
from graph.rules.values import Days
from graph.stores.interface import Term

Operator = OneOf[
    "eq", "neq", "lt", "lteq", "gt", "gteq", "isA", "isPartOf", "hasPart", "isAnyOf", "isAllOf", "isNoneOf"
]
Conflict = OneOf["perm", "prohibit", "invalid"]
Kind = OneOf["set", "offer", "agreement"]


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

    kind: OneOf["and", "or", "xone"]
    parts: tuple["Condition", ...]

    def operands(self) -> Iterator[NamedNode]:
        """The left operands of its parts: the facts that it needs."""
        for part in self.parts:
            yield from part.operands()


Condition = Constraint | Logical


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """Something permitted, prohibited or required.

    Of what is not `held`, only the name is known. `refinements` say to what it applies at all; `constraints` must then
    hold for a permission, and make a prohibition bite. `valid` is the time in which the wording is law, None where
    nobody says.
    """

    iri: NamedNode
    kind: OneOf["permission", "prohibition", "duty"]
    constraints: tuple[Condition, ...] = ()
    refinements: tuple[Condition, ...] = ()
    held: bool = True
    claims: tuple[Claim, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Duty(Rule):
    """A rule that something is to be done, by a last day if it has one; `done` is the operand that gives when."""

    kind: OneOf["permission", "prohibition", "duty"] = "duty"
    done: NamedNode
    last_day: Days | None = None


@dataclass(frozen=True, slots=True)
class Policy:
    """Rules by one author, an offer, or what two parties agreed; `inherits` names policies whose rules hold here too.

    `conflict` says what prevails when a permission and a prohibition both hold (section 2.10): by default the policy
    is then void.
    """

    iri: NamedNode
    kind: Kind
    author: NamedNode | None
    rules: tuple[Rule, ...]
    inherits: tuple[NamedNode, ...] = ()
    conflict: Conflict = "invalid"
    first_day: Days | None = None
    last_day: Days | None = None
