"""Where the things of a picture stand: in rings around what was asked about, each near what it hangs on.

Reckoned, not simulated: the same picture each time, at once.
"""

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence

Place = tuple[int, int]

_WIDE, _HIGH = 200, 92
"""The room that a box with a name takes: rings are circles where this is the measure of both axes."""
_FIRST = 1.6
"""The radius of the innermost ring, in boxes."""


def rings(centre: str, things: Sequence[str], ties: Iterable[tuple[str, str]]) -> dict[str, Place]:
    """A place for each thing, the centre at (0, 0). Of what hangs on one thing, neighbours in `things` stay neighbours.

    A thing hangs on the first that leads to it from the centre; what nothing ties to the centre hangs on it too.
    """
    hanging = _hanging(centre, things, ties)
    angles, levels = _fan(centre, hanging)
    places: dict[str, Place] = {centre: (0, 0)}
    radius = _FIRST
    for level in range(1, max(levels.values()) + 1):
        members = sorted((one for one in levels if levels[one] == level), key=lambda one: angles[one])
        radii = _radii(radius, len(members))
        for one, its in zip(members, _dealt(radii, len(members)), strict=True):
            angle = angles[one]
            places[one] = (round(its * math.cos(angle) * _WIDE), round(its * math.sin(angle) * _HIGH))
        radius = radii[-1] + 1
    return places


def _hanging(
    centre: str, things: Sequence[str], ties: Iterable[tuple[str, str]]
) -> Mapping[str, Sequence[str]]:
    """What hangs on each thing: a tree of shortest ways from the centre."""
    beside: dict[str, set[str]] = defaultdict(set)
    for one, other in ties:
        beside[one].add(other)
        beside[other].add(one)
    hanging: dict[str, list[str]] = defaultdict(list)
    reached = {centre}
    for start in (centre, *things):
        if start not in reached:
            hanging[centre].append(start)
            reached.add(start)
        frontier = [start]
        while frontier:
            found: list[str] = []
            for one in frontier:
                hanging[one] += (new := [near for near in things if near in beside[one] - reached])
                reached.update(new)
                found += new
            frontier = found
    return hanging


def _fan(centre: str, hanging: Mapping[str, Sequence[str]]) -> tuple[dict[str, float], dict[str, int]]:
    """The angle and the level of each thing: its sector is as wide as what hangs on it is many."""
    order = [centre]
    levels = {centre: 0}
    for one in order:
        for other in hanging.get(one, ()):
            levels[other] = levels[one] + 1
            order.append(other)
    weights: Counter[str] = Counter()
    for one in reversed(order):
        weights[one] = sum(weights[other] for other in hanging.get(one, ())) or 1
    starts = {centre: -math.pi / 2}
    spans = {centre: math.tau}
    for one in order:
        at = starts[one]
        for other in hanging.get(one, ()):
            starts[other], spans[other] = at, spans[one] * weights[other] / weights[one]
            at += spans[other]
    return {one: starts[one] + spans[one] / 2 for one in order}, levels


def _radii(first: float, count: int) -> list[float]:
    """The radii of as many rings as so many boxes need."""
    radii = [first]
    while sum(math.tau * radius for radius in radii) < count:
        radii.append(radii[-1] + 1)
    return radii


def _dealt(radii: Sequence[float], count: int) -> list[float]:
    """A ring for each box, so that each ring gets boxes all the way round, and as many as it has room for."""
    room = sum(radii)
    dealt: Counter[float] = Counter()
    found = []
    for place in range(1, count + 1):
        ring = max(radii, key=lambda radius: radius / room * place - dealt[radius])
        dealt[ring] += 1
        found.append(ring)
    return found
