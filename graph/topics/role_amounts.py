"""Kronor by role: amounts that are tied to actions. Only like is added to like: one grant, stage, payer and period."""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_EVEN, Decimal

from pyoxigraph import Literal, NamedNode

from graph.answers.asked import Asked
from graph.answers.wording import Parts
from graph.claims.evidence import Claim
from graph.claims.views import Counted
from graph.stores.interface import Term
from ontology.namespaces import RDF, XSD


@dataclass(frozen=True, slots=True)
class Sort:
    """What kronor must share to be added: their grant, if any, and every part of the amount but its size.

    `size` is set where one source gives two sizes for the same: those are never added.
    """

    grant: NamedNode | None
    rest: Parts
    size: Term | None


@dataclass(frozen=True, slots=True)
class RoleAmount:
    """Kronor of one sort that go to the actions of one role; a share only where all the plan's kronor are of it."""

    kronor: int
    sort: Sort
    share: Literal | None
    claims: tuple[Claim, ...]


def share_of(part: int, whole: int) -> Literal:
    """A computed share, to three decimals."""
    share = (Decimal(part) / Decimal(whole)).quantize(Decimal("0.001"), rounding=ROUND_HALF_EVEN)
    text = f"{share:f}".rstrip("0")
    return Literal(text + "0" if text.endswith(".") else text, datatype=XSD["decimal"])


def read_role_amounts(asked: Asked, roles: Mapping[NamedNode, str]) -> Mapping[str, Sequence[RoleAmount]]:
    """The kronor of each role: amounts of the actions, and of grants that finance actions of that role only.

    Seven round trips.
    """
    grants = _grants(asked.claims("finances", objects=list(roles)), roles)
    role_of = dict(roles) | grants
    amounts = asked.claims("amount", subjects=sorted(role_of, key=str))
    parts = asked.parts(one.object for one in amounts.asserted())
    split = {
        one: _split(parts[one.object], asked.term("kronor"))
        for one in amounts.asserted()
        if isinstance(one.object, NamedNode) and one.object in parts
    }
    several = Counter((one.subject, split[one][1]) for one in split)
    sums: dict[Sort, dict[str, int]] = defaultdict(lambda: defaultdict(int))
    claims: dict[tuple[Sort, str], list[Claim]] = defaultdict(list)
    for one, (size, rest) in split.items():
        alone = several[one.subject, rest] == 1
        sort = Sort(one.subject if one.subject in grants else None, rest, None if alone else size)
        sums[sort][role_of[one.subject]] += int(size.value)
        claims[sort, role_of[one.subject]].extend(amounts.asserting(one))
    found: dict[str, list[RoleAmount]] = defaultdict(list)
    for sort, by_role in sorted(sums.items(), key=str):
        for role, kronor in by_role.items():
            share = share_of(kronor, sum(by_role.values())) if len(sums) == 1 else None
            found[role].append(RoleAmount(kronor, sort, share, tuple(claims[sort, role])))
    return found


def _grants(financed: Counted, roles: Mapping[NamedNode, str]) -> dict[NamedNode, str]:
    """The grants whose money goes to actions of one role only."""
    found: dict[NamedNode, set[str]] = defaultdict(set)
    for one in financed.asserted():
        if isinstance(one.object, NamedNode):
            found[one.subject].add(roles[one.object])
    return {grant: next(iter(them)) for grant, them in found.items() if len(them) == 1}


def _split(parts: Parts, kronor: NamedNode) -> tuple[Term, Parts]:
    size = next(value for predicate, value in parts if predicate == kronor)
    return size, tuple(part for part in parts if part[0] not in (kronor, RDF["type"]))
