"""Cases written as tables that people read, and the words in which they are written."""

import re
from collections.abc import Iterator
from pathlib import Path

from pyoxigraph import Literal, NamedNode

from graph.rules.facts import UNKNOWN, Known
from graph.rules.logic import Truth
from graph.stores.interface import Term
from ontology.namespaces import XSD

HOLDS: dict[str, Truth] = {"yes": True, "no": False, "?": None}
PLACES = {
    name: NamedNode(f"https://e/place/{name}") for name in ("Ryd", "Skäggetorp", "Linköping", "Sverige")
}
_UPWARDS = {"Ryd": ("Linköping",), "Skäggetorp": ("Linköping",), "Linköping": ("Sverige",), "Sverige": ()}
_DATES = {10: XSD["date"], 7: XSD["gYearMonth"], 4: XSD["gYear"]}


def rows(file: str) -> list[dict[str, str]]:
    """The lines of the tables of a file, each by the headings of its columns."""
    found, heads = [], []
    for line in (Path(__file__).parent / file).read_text(encoding="utf-8").splitlines():
        cells = [cell.strip() for cell in line.strip("|").split("|")] if line.startswith("|") else []
        if not cells:
            heads = []
        elif not heads:
            heads = cells
        elif not set(line) <= set("|- "):
            found.append(dict(zip(heads, cells, strict=True)))
    return found


def term(word: str) -> Term:
    """The term that a word of a table stands for: a place, a date, a number, a truth, or a text."""
    if word in PLACES:
        return PLACES[word]
    if re.fullmatch(r"\d{4}(-\d\d(-\d\d)?)?", word):
        return Literal(word, datatype=_DATES[len(word)])
    if re.fullmatch(r"\d+(\.\d+)?", word):
        return Literal(word, datatype=XSD["decimal" if "." in word else "integer"])
    if word in ("true", "false"):
        return Literal(word, datatype=XSD["boolean"])
    return Literal(word)


def known(words: str) -> Known:
    """What a cell says is known."""
    if words == "?":
        return UNKNOWN
    if words == "nothing":
        return Known()
    values = [word.strip() for word in words.split(",")]
    complete = values[-1] != "…"
    return Known(frozenset(map(term, values if complete else values[:-1])), "whole" if complete else "open")


def places() -> dict[Term, frozenset[Term]]:
    """What lies in what, each place itself included."""
    return {PLACES[name]: frozenset(PLACES[one] for one in _above(name)) for name in PLACES}


def _above(name: str) -> Iterator[str]:
    yield name
    for one in _UPWARDS[name]:
        yield from _above(one)
