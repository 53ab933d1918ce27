"""Addressee lists of decisions on plans: who stands in one and not in another. No succession is read into them."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from pyoxigraph import NamedNode

from graph.answers.asked import Asked
from graph.answers.phrasing import claims_on, things_of
from graph.answers.wording import kind_of
from graph.claims.evidence import Claim
from graph.claims.model import Proposition
from graph.claims.views import Counted

_DECISIONS_ON_DECISIONS = 3


@dataclass(frozen=True, slots=True)
class Addressee:
    """An office, unit or group, the lists in which it stands, and those that lack it."""

    who: NamedNode
    stands_in: tuple[NamedNode, ...]
    lacks: tuple[NamedNode, ...]
    claims: tuple[Claim, ...]


def read_addressees(asked: Asked, body: NamedNode | None = None) -> list[Addressee]:
    """Everybody (or one body) in the addressee lists of decisions on plans, and of decisions on such decisions.

    Lists are held against each other where they share an addressee: others are of another organisation.
    """
    mine = asked.claims("addressee", objects=None if body is None else [body])
    beside = asked.claims("addressee", subjects=[] if body is None else _lists(asked, mine))
    counted = mine if body is None else asked.claims("addressee", objects=_addressed(asked, beside))
    listing = _on_plans(asked, counted)
    on_list: dict[NamedNode, set[NamedNode]] = defaultdict(set)
    for one in listing:
        on_list[one.subject].update(things_of([one]))
    everybody = things_of(listing) if body is None else [body] if body in things_of(listing) else []
    return [_addressee(who, counted, listing, on_list) for who in everybody]


def _addressee(
    who: NamedNode,
    counted: Counted,
    listing: Sequence[Proposition],
    on_list: Mapping[NamedNode, set[NamedNode]],
) -> Addressee:
    stands_in = {one for one, listed in on_list.items() if who in listed}
    like = {one for one, listed in on_list.items() if any(listed & on_list[other] for other in stands_in)}
    return Addressee(
        who,
        tuple(sorted(stands_in, key=str)),
        tuple(sorted(like - stands_in, key=str)),
        claims_on(counted, [one for one in listing if one.object == who]),
    )


def _lists(asked: Asked, counted: Counted) -> list[NamedNode]:
    return sorted({one.subject for one in counted.asserted(asked.term("addressee"))}, key=str)


def _addressed(asked: Asked, counted: Counted) -> list[NamedNode]:
    return things_of(counted.asserted(asked.term("addressee")))


def _on_plans(asked: Asked, counted: Counted) -> list[Proposition]:
    """Who is addressed by decisions on a plan, or on a decision on one, or on a decision on such a decision."""
    listing = counted.asserted(asked.term("addressee"))
    decides: dict[NamedNode, set[NamedNode]] = defaultdict(set)
    deciding = _lists(asked, counted)
    for _ in range(_DECISIONS_ON_DECISIONS):
        on = asked.claims("decidesOn", subjects=deciding).asserted(asked.term("decidesOn"))
        for one in on:
            decides[one.subject].update(things_of([one]))
        deciding = sorted(set(things_of(on)) - decides.keys(), key=str)
    return [one for one in listing if any(kind_of(end) == "plan" for end in _reached(one.subject, decides))]


def _reached(decision: NamedNode, decides: Mapping[NamedNode, set[NamedNode]]) -> Iterator[NamedNode]:
    seen = {decision}
    waiting = [decision]
    while waiting:
        for one in sorted(decides.get(waiting.pop(), set()) - seen, key=str):
            seen.add(one)
            waiting.append(one)
            yield one
