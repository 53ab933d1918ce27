"""Series of figures: what is held for an indicator at a place, and whether it went down."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal as OneOf

from pyoxigraph import NamedNode

from graph.answers.asked import Asked
from graph.answers.phrasing import things_of
from graph.claims.evidence import code
from graph.claims.model import Proposition
from graph.claims.views import Counted
from graph.stores.interface import Term
from graph.topics.dates import Period

Trend = OneOf["down", "not-down", "unknown"]


@dataclass(frozen=True, slots=True)
class Value:
    """One figure of a series: when, how much, and the proposition that it is so. A time may not be known."""

    period: str | None
    value: Decimal
    shown: Term
    proposition: Proposition


@dataclass(frozen=True, slots=True)
class Series:
    """Actual figures of one indicator for one place, one sex and in one unit, the earliest first."""

    indicator: NamedNode
    area: NamedNode | None
    sex: NamedNode | None
    unit: NamedNode | None
    values: tuple[Value, ...]

    def ends(self) -> tuple[list[Value], list[Value]]:
        """The figures of the earliest and of the latest time known; empty unless the times differ."""
        timed = [one for one in self.values if one.period is not None]
        periods = sorted({one.period for one in timed if one.period})
        if not periods or not _before(periods[0], periods[-1]):
            return [], []
        first = [one for one in timed if one.period == periods[0]]
        return first, [one for one in timed if one.period == periods[-1]]

    @property
    def trend(self) -> Trend:
        """Whether it went down from the earliest time to the latest; unknown without two that can be compared."""
        first, last = ([one.value for one in end] for end in self.ends())
        if not first:
            return "unknown"
        if max(last) < min(first):
            return "down"
        return "not-down" if min(last) >= max(first) else "unknown"


def read_series(
    asked: Asked, indicators: Sequence[NamedNode], within: Period
) -> tuple[Counted, Mapping[NamedNode, list[Series]]]:
    """The series held for these indicators, by indicator, in a period. The number of round trips is fixed."""
    counted = asked.claims("observation", subjects=indicators)
    observed = counted.asserted()
    nodes = asked.parts(things_of(observed))
    area, sex, unit = (asked.term(name) for name in ("area", "sex", "unitMeasure"))
    found: dict[tuple[NamedNode, Term | None, Term | None, Term | None], list[Value]] = defaultdict(list)
    for one in observed:
        parts = dict(nodes.get(one.object, ())) if isinstance(one.object, NamedNode) else {}
        value, kind = parts.get(asked.term("value")), parts.get(asked.term("valueKind"))
        when = parts.get(asked.term("refPeriod"))
        period = when.value if when else None
        if value is None or (kind is not None and code(kind) != "actual"):
            continue
        if Period(period, period).may_meet(within):
            key = (one.subject, parts.get(area), parts.get(sex), parts.get(unit))
            found[key].append(Value(period, Decimal(value.value), value, one))
    series: dict[NamedNode, list[Series]] = defaultdict(list)
    for key in sorted(found, key=str):
        indicator, *where = key
        place, who, measured_in = (part if isinstance(part, NamedNode) else None for part in where)
        values = sorted(found[key], key=lambda one: (one.period or "", one.value))
        series[indicator].append(Series(indicator, place, who, measured_in, tuple(values)))
    return counted, series


def _before(one: str, other: str) -> bool:
    """Whether one time is surely over when the other begins: 2018 and 2018-05 cannot be told apart."""
    shared = min(len(one), len(other))
    return one[:shared] < other[:shared]
