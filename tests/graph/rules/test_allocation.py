"""Shares within bounds, against trying every way of sharing out 100 per cent in steps of ten."""

from collections.abc import Iterator, Mapping
from decimal import Decimal
from itertools import product

from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import NamedNode

from graph.rules.allocation import WHOLE, Range, allocate

STEPS = [Decimal(step) for step in range(0, 101, 10)]
PARTS = [NamedNode(f"https://e/theme/{name}") for name in "abc"]


@st.composite
def bounds(draw: st.DrawFn) -> dict[NamedNode, Range]:
    found = {}
    for part in PARTS:
        ends = sorted([draw(st.sampled_from(STEPS)), draw(st.sampled_from(STEPS))])
        found[part] = Range(*ends)
    return found


SHARES = st.dictionaries(st.sampled_from(PARTS), st.sampled_from(STEPS), max_size=3)


def ways(
    own: Mapping[NamedNode, Range], settled: Mapping[NamedNode, Decimal]
) -> Iterator[dict[NamedNode, Decimal]]:
    """Every way to share out the whole that keeps to the bounds and to what is settled, in steps of ten."""
    for shares in product(STEPS, repeat=len(PARTS)):
        one = dict(zip(PARTS, shares, strict=True))
        within = all(own[part].holds(share) for part, share in one.items())
        if sum(shares) == WHOLE and within and settled.items() <= one.items():
            yield one


@given(bounds(), SHARES)
def test_it_is_feasible_if_there_is_a_way(
    own: dict[NamedNode, Range], settled: dict[NamedNode, Decimal]
) -> None:
    assert allocate(own, settled).feasible == any(True for _ in ways(own, settled))


@given(bounds(), SHARES)
def test_what_is_left_is_what_the_ways_give(
    own: dict[NamedNode, Range], settled: dict[NamedNode, Decimal]
) -> None:
    found = allocate(own, settled)
    possible = list(ways(own, settled))
    if possible:
        assert found.left == {
            part: Range(min(one[part] for one in possible), max(one[part] for one in possible))
            for part in PARTS
            if part not in settled
        }


@given(bounds(), SHARES)
def test_without_the_bounds_that_bind_it_would_fit_or_there_would_be_more(
    own: dict[NamedNode, Range], settled: dict[NamedNode, Decimal]
) -> None:
    """Freed of every bound that binds, what does not fit does, unless what is settled is too much by itself."""
    found = allocate(own, settled)
    freed = dict(own)
    for one in found.binding:
        end = freed[one.part]
        freed[one.part] = Range(Decimal(0), end.most) if one.end == "least" else Range(end.least, WHOLE)
    after = allocate(freed, settled)
    taken = sum(settled.values(), Decimal(0))
    free = [part for part in PARTS if part not in settled]
    if not found.feasible and not found.outside and taken <= WHOLE and (free or taken == WHOLE):
        assert after.feasible
