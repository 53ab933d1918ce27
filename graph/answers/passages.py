"""Passages as answers show them: where they stand, in our words, and of which text they are a copy."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from pyoxigraph import Literal, NamedNode

from graph.answers.form import Locator
from graph.answers.wording import shown_id
from graph.claims.evidence import node
from graph.stores.interface import NamedQuery, Row, Store

PASSAGES = NamedQuery("passages")


@dataclass(frozen=True, slots=True)
class ReadPassage:
    """A passage: our paraphrase by language, its locator, and its origin, itself where it is no copy."""

    paraphrase: Mapping[str, str]
    locator: Locator
    origin: str


def read_passages(store: Store, passages: Iterable[NamedNode]) -> dict[NamedNode, ReadPassage]:
    """These passages. One round trip."""
    rows: dict[NamedNode, list[Row]] = {}
    for row in store.select(PASSAGES, passage=sorted(passages, key=str)):
        rows.setdefault(node(row, "passage"), []).append(row)
    return {passage: _passage(passage, found) for passage, found in rows.items()}


def _passage(passage: NamedNode, rows: list[Row]) -> ReadPassage:
    first = rows[0]
    paraphrase = {
        term.language: term.value
        for term in (row["paraphrase"] for row in rows)
        if isinstance(term, Literal) and term.language
    }
    origin = node(first, "sameTextAs") if "sameTextAs" in first else passage
    return ReadPassage(
        paraphrase={language: paraphrase.get(language, "") for language in ("sv", "en")},
        locator=Locator(
            section=first["section"].value if "section" in first else None,
            start=int(first["start"].value) if "start" in first else None,
            end=int(first["end"].value) if "end" in first else None,
            hash=first["hash"].value if "hash" in first else None,
        ),
        origin=shown_id(origin),
    )
