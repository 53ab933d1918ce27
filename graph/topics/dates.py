"""Dates as sources give them, a year, a month or a day, and the periods between them."""

from collections.abc import Iterable
from dataclasses import dataclass

from graph.answers.asked import Asked
from graph.answers.wording import Parts
from graph.stores.literals import is_partial_date
from ontology.errors import BadInput
from ontology.text import Text


@dataclass(frozen=True, slots=True)
class Period:
    """From a date to a date, either of which may be unknown; a year or a month is meant as a whole."""

    start: str | None = None
    end: str | None = None

    def __str__(self) -> str:
        if self.start == self.end:
            return self.start or ""
        return f"{self.start or ''}–{self.end or ''}"

    def may_meet(self, other: "Period") -> bool:
        """Whether the two may have a day in common."""
        return _not_after(self.start, other.end) and _not_after(other.start, self.end)


def period_of(asked: Asked, parts: Parts) -> Period:
    """The period that a part node gives (of itself, or of an amount)."""
    values = dict(parts)
    start, end = values.get(asked.term("start")), values.get(asked.term("end"))
    return Period(start.value if start else None, end.value if end else None)


def read_date(asked: Asked, parameter: str) -> str | None:
    """The date that a parameter gives. Raises BadInput for what is no date."""
    text = asked.text(parameter)
    return None if text is None else read_day(parameter, text)


def read_day(parameter: str, text: str) -> str:
    """The date that a text gives for a parameter. Raises BadInput for what is no date."""
    if is_partial_date(text.strip()) and not text.strip().startswith("0000"):
        return text.strip()
    raise BadInput(
        Text(
            sv=f"{parameter}={text} är inget datum. Skriv ÅÅÅÅ, ÅÅÅÅ-MM eller ÅÅÅÅ-MM-DD.",
            en=f"{parameter}={text} is not a date. Write YYYY, YYYY-MM or YYYY-MM-DD.",
        )
    ).of(parameter)


def read_period(asked: Asked) -> Period:
    """The period that the parameters `from` and `to` give. Raises BadInput for one that ends before it begins."""
    period = Period(read_date(asked, "from"), read_date(asked, "to"))
    if _not_after(period.start, period.end):
        return period
    raise BadInput(
        Text(
            sv=f"from={period.start} är senare än to={period.end}. Byt plats på dem.",
            en=f"from={period.start} is later than to={period.end}. Exchange them.",
        )
    ).of("to")


def any_may_meet(periods: Iterable[Period], asked_for: Period) -> bool:
    """Whether one of these periods may meet the one asked for; where none is known, that is possible too."""
    known = list(periods)
    return not known or any(period.may_meet(asked_for) for period in known)


def _not_after(start: str | None, end: str | None) -> bool:
    if start is None or end is None:
        return True
    shared = min(len(start), len(end))
    return start[:shared] <= end[:shared]
