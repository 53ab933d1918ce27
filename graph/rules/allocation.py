"""Sharing out a whole within bounds: which shares fit together, and what is left for those not yet settled.

All shares are in per cent of the same whole and must add up to 100.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal as OneOf

from pyoxigraph import NamedNode

WHOLE = Decimal(100)


@dataclass(frozen=True, slots=True)
class Range:
    """From the least to the most, both included, in per cent."""

    least: Decimal
    most: Decimal

    def holds(self, share: Decimal) -> bool:
        """Whether a share lies in it."""
        return self.least <= share <= self.most


@dataclass(frozen=True, slots=True)
class Bound:
    """A bound that binds: the least or the most share of one of the parts."""

    part: NamedNode
    end: OneOf["least", "most"]


@dataclass(frozen=True, slots=True)
class Allocation:
    """Shares of parts, some settled: what they come to together with the least and the most of the rest.

    `left` is the lawful range of each part that is not settled, where there is one; `binding` are the bounds of others
    that make such a range narrower than the part's own, or that make the whole impossible.
    """

    settled: Mapping[NamedNode, Decimal]
    outside: tuple[NamedNode, ...]
    together: Range
    left: Mapping[NamedNode, Range]
    binding: tuple[Bound, ...]

    @property
    def feasible(self) -> bool:
        """Whether the settled shares are within their bounds, and the rest can make them up to the whole."""
        return not self.outside and self.together.holds(WHOLE)


def allocate(bounds: Mapping[NamedNode, Range], settled: Mapping[NamedNode, Decimal]) -> Allocation:
    """What follows from settling these shares within these bounds. Raises KeyError for a part without bounds."""
    ranges = {
        part: Range(settled[part], settled[part]) if part in settled else own for part, own in bounds.items()
    }
    outside = tuple(part for part, share in settled.items() if not bounds[part].holds(share))
    together = Range(_sum(one.least for one in ranges.values()), _sum(one.most for one in ranges.values()))
    left = {part: _left(ranges, part) for part in bounds if part not in settled}
    possible = {part: one for part, one in left.items() if one.least <= one.most}
    return Allocation(
        dict(settled), outside, together, possible, _binding(bounds, settled, together, possible)
    )


def _left(ranges: Mapping[NamedNode, Range], part: NamedNode) -> Range:
    """What is left for a part, once all others take what they must, or all that they may."""
    others = [one for other, one in ranges.items() if other != part]
    return Range(
        max(ranges[part].least, WHOLE - _sum(one.most for one in others)),
        min(ranges[part].most, WHOLE - _sum(one.least for one in others)),
    )


def _sum(shares: Iterable[Decimal]) -> Decimal:
    return sum(shares, Decimal(0))


def _binding(
    bounds: Mapping[NamedNode, Range],
    settled: Mapping[NamedNode, Decimal],
    together: Range,
    left: Mapping[NamedNode, Range],
) -> tuple[Bound, ...]:
    """The least shares of the unsettled where others' room is taken by them, and the most where they fall short."""
    free = [part for part in bounds if part not in settled]
    least = together.least > WHOLE or any(left[part].most < bounds[part].most for part in left)
    most = together.most < WHOLE or any(left[part].least > bounds[part].least for part in left)
    found = [Bound(part, "least") for part in free if least and bounds[part].least > 0]
    return (*found, *(Bound(part, "most") for part in free if most))
