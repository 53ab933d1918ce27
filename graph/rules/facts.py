"""What is known when a rule is applied: for each left operand its values, and whether there may be more."""

from collections.abc import Mapping
from dataclasses import dataclass

from pyoxigraph import NamedNode

from graph.claims.evidence import Claim
from graph.stores.interface import Term


@dataclass(frozen=True, slots=True)
class Known:
    """The known values of an operand. Where they are not `complete`, others may be true too that nobody has told.

    `claims` are what they rest on; none where whoever asks handed them in.
    """

    values: frozenset[Term] = frozenset()
    complete: bool = True
    claims: tuple[Claim, ...] = ()


UNKNOWN = Known(complete=False)
"""An operand of which nothing is known. What is not known is not false."""

Facts = Mapping[NamedNode, Known]
Parts = Mapping[Term, frozenset[Term]]
"""For each thing, what it is part of or an instance of, itself and all steps upwards included."""


def known(facts: Facts, operand: NamedNode) -> Known:
    """What is known of an operand."""
    return facts.get(operand, UNKNOWN)
