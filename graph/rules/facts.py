"""What is known when a rule is applied: for each left operand its values, and whether there may be more."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal as OneOf

from pyoxigraph import NamedNode

from graph.claims.evidence import Claim
from graph.stores.interface import Term

Extent = OneOf["whole", "told", "open"]


@dataclass(frozen=True, slots=True)
class Known:
    """The known values of an operand, and whether they are all.

    `whole`: these and no others, so somebody said. `told`: these are what sources tell; what they leave out may be true
    too, but no rule that asks of each value whether it is allowed waits for that. `open`: others are likely.
    `claims` are what they rest on; none where whoever asks handed them in.
    """

    values: frozenset[Term] = frozenset()
    extent: Extent = "whole"
    claims: tuple[Claim, ...] = ()

    @property
    def whole(self) -> bool:
        """Whether there are no others."""
        return self.extent == "whole"

    @property
    def enough(self) -> bool:
        """Whether it can be judged of each value, without waiting for others."""
        return self.whole or (self.extent == "told" and bool(self.values))


UNKNOWN = Known(extent="open")
"""An operand of which nothing is known. What is not known is not false."""

Facts = Mapping[NamedNode, Known]
Parts = Mapping[Term, frozenset[Term]]
"""For each thing, what it is part of or an instance of, itself and all steps upwards included."""


def known(facts: Facts, operand: NamedNode) -> Known:
    """What is known of an operand."""
    return facts.get(operand, UNKNOWN)
