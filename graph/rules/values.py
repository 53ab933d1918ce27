"""Values that rules compare: numbers, days and longer periods, truths, things and texts.

A date may be a year or a month: then it is some day of it, nobody knows which, and a comparison may be unknown.
"""

from calendar import monthrange
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from pyoxigraph import Literal, NamedNode

from graph.rules.logic import Truth
from graph.stores.interface import Term
from graph.stores.literals import is_partial_date
from ontology.namespaces import XSD

_NUMBERS = {XSD["integer"], XSD["decimal"]}
_DATES = {XSD["date"], XSD["gYearMonth"], XSD["gYear"]}


@dataclass(frozen=True, slots=True)
class Days:
    """A day that is not known more closely than that it is one of these, both included."""

    first: date
    last: date

    @classmethod
    def of(cls, text: str) -> "Days":
        """The days of YYYY, YYYY-MM or YYYY-MM-DD. Raises ValueError for what is none."""
        if not is_partial_date(text):
            raise ValueError(f"not a date: {text!r}")
        year, month, day = (*map(int, text.split("-")), 0, 0)[:3]
        if not year:
            raise ValueError(f"no calendar has the year 0: {text!r}")
        last_month = month or 12
        last_day = day or monthrange(year, last_month)[1]
        return cls(date(year, month or 1, day or 1), date(year, last_month, last_day))


Value = Decimal | Days | bool | str | NamedNode


def value_of(term: Term) -> Value:
    """What a term stands for. Raises ValueError for a literal that is not well formed."""
    if isinstance(term, NamedNode):
        return term
    if term.datatype in _NUMBERS:
        return Decimal(term.value)
    if term.datatype in _DATES:
        return Days.of(term.value)
    if term.datatype == XSD["boolean"]:
        return term.value == "true"
    return term.value


def same(left: Term, right: Term) -> Truth:
    """Whether the left value is the right one; a day is a longer period when it lies in it."""
    one, other = value_of(left), value_of(right)
    if isinstance(one, Days) and isinstance(other, Days):
        return _settled(
            other.first <= one.first and one.last <= other.last,
            one.last < other.first or other.last < one.first,
        )
    return type(one) is type(other) and one == other


def before(left: Term, right: Term) -> Truth:
    """Whether the left value is less than, or earlier than, the right one. Unknown where they have no order."""
    one, other = value_of(left), value_of(right)
    if isinstance(one, Decimal) and isinstance(other, Decimal):
        return one < other
    if isinstance(one, Days) and isinstance(other, Days):
        return _settled(one.last < other.first, other.first <= one.first)
    return None


def after(left: Term, right: Term) -> Truth:
    """Whether the left value is more than, or later than, the right one. Unknown where they have no order."""
    one, other = value_of(left), value_of(right)
    if isinstance(one, Decimal) and isinstance(other, Decimal):
        return one > other
    if isinstance(one, Days) and isinstance(other, Days):
        return _settled(other.last < one.first, one.last <= other.last)
    return None


def not_before(day: Days, other: Days) -> Truth:
    """Whether a day is the other or a later one."""
    return _settled(other.last <= day.first, day.last < other.first)


def _settled(surely: bool, surely_not: bool) -> Truth:
    return True if surely else False if surely_not else None


def number(amount: Decimal | int) -> Literal:
    """The literal of a number, written as it is, without an exponent."""
    if isinstance(amount, int):
        return Literal(str(amount), datatype=XSD["integer"])
    return Literal(f"{amount:f}", datatype=XSD["decimal"])
