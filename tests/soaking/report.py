"""What a soak says at its end: how fast, how often wrong, and whether anything grew."""

import statistics
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from tests.clients import percentile
from tests.soaking.processes import Sample

TOLERATED = 0.05
"""The part of its first level by which the fitted memory may rise in the time that was watched."""


@dataclass
class Period:
    """The answers of a part of the time: how long they took, in milliseconds, and how many had each status."""

    took: list[float] = field(default_factory=list)
    statuses: Counter[int] = field(default_factory=Counter)

    def line(self) -> str:
        """The period in a line."""
        statuses = ", ".join(
            f"{status or 'none'}: {number}" for status, number in sorted(self.statuses.items())
        )
        p50, p95, p99 = (percentile(self.took, one) for one in (50, 95, 99))
        return f"{len(self.took)} answers; p50 {p50:.1f}, p95 {p95:.1f}, p99 {p99:.1f} ms; {statuses}"


@dataclass(frozen=True)
class Growth:
    """How a number went: at the first and the last sample, and as a fitted line, per hour and over the whole time."""

    first: float
    last: float
    per_hour: float
    whole: float

    @property
    def tolerable(self) -> bool:
        """Whether the fitted line rises no more than is tolerated."""
        return self.whole <= TOLERATED * self.first


def growth(times: Sequence[float], values: Sequence[float]) -> Growth:
    """How values went over times in seconds."""
    slope = statistics.linear_regression(times, values).slope
    return Growth(values[0], values[-1], slope * 3600, slope * (times[-1] - times[0]))


def settled(samples: Sequence[Sample]) -> list[Sample]:
    """The samples after the start, when the kept answers fill up: from ten minutes on, or the later two thirds."""
    after = min(600.0, samples[-1].at / 3)
    return [one for one in samples if one.at >= after]
