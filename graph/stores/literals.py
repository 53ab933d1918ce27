"""Canonical terms: one way to write each value, whatever store it has been in.

Stores rewrite literals: one gives 13808000.00 back as 13808000, another as 13808000.0. "The same quads" means
the same after `canonical_quad`. What stores do not hold alike, and what Rotorsak does not speak (binary floating
point, durations, text with a direction), is refused.
"""

import re
import unicodedata
from calendar import monthrange
from collections.abc import Callable

from pyoxigraph import BlankNode, DefaultGraph, Literal, NamedNode, Quad, Triple

from ontology.namespaces import XSD

Term = NamedNode | Literal

_WHOLE_NUMBERS = [
    XSD["integer"],
    *(XSD[sized] for sized in ("byte", "short", "int", "long")),
    *(XSD[sized] for sized in ("unsignedByte", "unsignedShort", "unsignedInt", "unsignedLong")),
    *(XSD[sign + "Integer"] for sign in ("nonNegative", "positive", "nonPositive", "negative")),
]
_NOT_EXACT = "binary floating point is not exact: write a decimal, such as 0.362"
_NOT_KEPT = "not every store keeps it as written: write it as text, or as a date"
_REFUSED = {
    **{XSD[name]: _NOT_EXACT for name in ("double", "float")},
    **{XSD[name]: _NOT_KEPT for name in ("duration", "dayTimeDuration", "yearMonthDuration")},
    **{XSD[name]: _NOT_KEPT for name in ("time", "gDay", "gMonth", "gMonthDay")},
}
_INTEGER = re.compile(r"([+-]?)([0-9]+)")
_DECIMAL = re.compile(r"([+-]?)([0-9]*)(?:\.([0-9]*))?")
_ZONE = r"(Z|[+-](?:0[0-9]|1[0-4]):[0-5][0-9])?"
_TIME = r"(?:[01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9]"
_LEAP_CYCLE = 400
_YEAR = r"-?[0-9]{4,}"
_DATE_FORMS = {
    XSD["date"]: re.compile(rf"({_YEAR}-[0-9]{{2}}-[0-9]{{2}})(){_ZONE}"),
    XSD["gYearMonth"]: re.compile(rf"({_YEAR}-[0-9]{{2}})(){_ZONE}"),
    XSD["gYear"]: re.compile(rf"({_YEAR})(){_ZONE}"),
    XSD["dateTime"]: re.compile(rf"({_YEAR}-[0-9]{{2}}-[0-9]{{2}}T{_TIME})(\.[0-9]+)?{_ZONE}"),
}
PARTIAL_DATE = re.compile(r"[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?")
_BOOLEANS = {"1": "true", "0": "false", "true": "true", "false": "false"}


def _integer(text: str) -> str:
    match = _INTEGER.fullmatch(text)
    if match is None:
        raise ValueError(f"not a whole number: {text!r}")
    digits = match[2].lstrip("0") or "0"
    return "-" + digits if match[1] == "-" and digits != "0" else digits


def _decimal(text: str) -> str:
    match = _DECIMAL.fullmatch(text)
    if match is None or not (match[2] or match[3]):
        raise ValueError(f"not a decimal number: {text!r}")
    number = (match[2].lstrip("0") or "0") + "." + ((match[3] or "").rstrip("0") or "0")
    return "-" + number if match[1] == "-" and number != "0.0" else number


def _boolean(text: str) -> str:
    if text not in _BOOLEANS:
        raise ValueError(f"neither true nor false: {text!r}")
    return _BOOLEANS[text]


def is_partial_date(text: str) -> bool:
    """Whether a text is a year, a month or a day that exists: YYYY, YYYY-MM or YYYY-MM-DD."""
    return bool(PARTIAL_DATE.fullmatch(text)) and is_in_calendar(text)


def is_in_calendar(date: str) -> bool:
    """Whether there is such a month or day; `date` has the form YYYY, YYYY-MM or YYYY-MM-DD."""
    year, month, day = (*map(int, date.removeprefix("-").split("-")), 1, 1)[:3]
    return 1 <= month <= 12 and 1 <= day <= monthrange(_LEAP_CYCLE + year % _LEAP_CYCLE, month)[1]


def _date(form: re.Pattern[str]) -> Callable[[str], str]:
    def rewritten(text: str) -> str:
        match = form.fullmatch(text)
        if match is None or not is_in_calendar(match[1].partition("T")[0]):
            raise ValueError(f"not a date of this type: {text!r}")
        fraction = (match[2] or "").rstrip("0").rstrip(".")
        zone = match[3] or ""
        return match[1] + fraction + ("Z" if zone[1:] == "00:00" else zone)

    return rewritten


_REWRITES: dict[NamedNode, tuple[NamedNode, Callable[[str], str]]] = {
    **dict.fromkeys(_WHOLE_NUMBERS, (XSD["integer"], _integer)),
    XSD["decimal"]: (XSD["decimal"], _decimal),
    XSD["boolean"]: (XSD["boolean"], _boolean),
    **{datatype: (datatype, _date(form)) for datatype, form in _DATE_FORMS.items()},
    XSD["dateTimeStamp"]: (XSD["dateTime"], _date(_DATE_FORMS[XSD["dateTime"]])),
}


def canonical_literal(literal: Literal) -> Literal:
    """The one way to write this value. Raises ValueError, saying why, for what is not held or not well formed."""
    if literal.direction is not None:
        raise ValueError(f"text with a base direction is not held: {literal.value!r}")
    if literal.language is not None:
        return Literal(unicodedata.normalize("NFC", literal.value), language=literal.language.lower())
    if literal.datatype in _REFUSED:
        raise ValueError(
            f"{literal.value!r} is of type {_name(literal.datatype)}: {_REFUSED[literal.datatype]}"
        )
    if literal.datatype in _REWRITES:
        datatype, rewritten = _REWRITES[literal.datatype]
        return Literal(rewritten(literal.value), datatype=datatype)
    return Literal(unicodedata.normalize("NFC", literal.value), datatype=literal.datatype)


def _name(datatype: NamedNode) -> str:
    return "xsd:" + datatype.value.removeprefix(XSD.base)


def canonical_term(term: NamedNode | BlankNode | Literal | Triple) -> Term:
    """The term with its literal rewritten. Raises ValueError for blank nodes, triple terms and refused literals."""
    match term:
        case NamedNode():
            return term
        case Literal():
            return canonical_literal(term)
        case BlankNode():
            raise ValueError("blank nodes are not held: give the thing an IRI")
        case _:
            raise ValueError("triple terms are not held: use a proposition with an IRI")


def canonical_quad(quad: Quad) -> Quad:
    """The quad with canonical terms. Raises ValueError for blank nodes anywhere, triple terms, refused literals."""
    canonical_term(quad.subject)
    match quad.graph_name:
        case BlankNode():
            raise ValueError("blank nodes are not held: give the graph an IRI")
        case graph:
            return Quad(quad.subject, quad.predicate, canonical_term(quad.object), graph)


def quad_line(quad: Quad) -> str:
    """The N-Quads line of a canonical quad, without its line end."""
    triple = f"{quad.subject} {quad.predicate} {quad.object} "
    return triple + "." if isinstance(quad.graph_name, DefaultGraph) else f"{triple}{quad.graph_name} ."
