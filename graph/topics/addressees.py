"""Addressee lists of decisions on plans: who stands in one and not in another. No succession is read into them."""

from collections.abc import Iterator
from dataclasses import dataclass

from pyoxigraph import NamedNode

from graph.answers.asked import Asked
from graph.answers.phrasing import claims_on, things_of
from graph.answers.wording import kind_of
from graph.claims.evidence import Claim
from graph.claims.views import Counted


@dataclass(frozen=True, slots=True)
class Addressee:
    """An office, unit or group, the lists in which it stands, and those that lack it."""

    who: NamedNode
    stands_in: tuple[NamedNode, ...]
    lacks: tuple[NamedNode, ...]
    claims: tuple[Claim, ...]


def read_addressees(asked: Asked) -> list[Addressee]:
    """Everybody in the addressee lists of decisions on plans, and of decisions on such decisions."""
    counted = asked.claims("addressee", "decidesOn")
    lists = sorted(_on_plans(asked, counted), key=str)
    listing = [one for one in counted.asserted(asked.term("addressee")) if one.subject in lists]
    found = []
    for who in things_of(listing):
        mine = [one for one in listing if one.object == who]
        stands_in = {one.subject for one in mine}
        found.append(
            Addressee(
                who,
                tuple(one for one in lists if one in stands_in),
                tuple(one for one in lists if one not in stands_in),
                claims_on(counted, mine),
            )
        )
    return found


def _on_plans(asked: Asked, counted: Counted) -> set[NamedNode]:
    """The decisions with addressees that decide on a plan, or on a decision on one."""
    decides: dict[NamedNode, set[NamedNode]] = {}
    for one in counted.asserted(asked.term("decidesOn")):
        if isinstance(one.object, NamedNode):
            decides.setdefault(one.subject, set()).add(one.object)
    listing = {one.subject for one in counted.asserted(asked.term("addressee"))}
    return {one for one in listing if any(kind_of(end) == "plan" for end in _reached(one, decides))}


def _reached(decision: NamedNode, decides: dict[NamedNode, set[NamedNode]]) -> Iterator[NamedNode]:
    seen = {decision}
    waiting = [decision]
    while waiting:
        for one in sorted(decides.get(waiting.pop(), set()) - seen, key=str):
            seen.add(one)
            waiting.append(one)
            yield one
