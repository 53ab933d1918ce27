"""The kinds of things as pictures show them: families told apart by a sign, a shape and a colour."""

from dataclasses import dataclass

from ontology.text import Language, Text
from ontology.vocabulary import vocabulary


@dataclass(frozen=True, slots=True)
class Family:
    """Kinds of things that are drawn alike. `sign` stands before their names."""

    name: str
    sign: str
    label: Text
    kinds: frozenset[str]


FAMILIES = (
    Family("problem", "◆", Text(sv="problem", en="problems"), frozenset({"problem"})),
    Family(
        "plan",
        "●",
        Text(sv="planer, åtgärder, mål", en="plans, actions, goals"),
        frozenset({"plan", "action", "goal", "proposal", "task", "theme"}),
    ),
    Family(
        "body",
        "■",
        Text(sv="organisationer, befattningar", en="organisations, offices"),
        frozenset({"body", "unit", "post", "organisation", "party", "group", "membership", "person"}),
    ),
    Family(
        "money",
        "▲",
        Text(sv="bidrag, belopp", en="grants, amounts"),
        frozenset({"grant", "scheme", "amount", "share", "criterion"}),
    ),
    Family(
        "place",
        "▼",
        Text(sv="platser", en="places"),
        frozenset({"district", "designation", "listing-node"}),
    ),
    Family(
        "finding",
        "★",
        Text(sv="slutsatser, indikatorer, siffror", en="findings, indicators, figures"),
        frozenset({"finding", "observation", "indicator", "kpi", "status-count"}),
    ),
    Family(
        "document",
        "❏",
        Text(sv="dokument, beslut", en="documents, decisions"),
        frozenset({"document", "decision", "regulation", "rule", "passage", "claim"}),
    ),
)
OTHER = Family("other", "○", Text(sv="annat", en="other"), frozenset())


def kind_of(id_: str) -> str:
    """The kind that begins a short id, or nothing for an IRI of others."""
    return "" if "://" in id_ else id_.partition("/")[0]


def family_of(id_: str) -> Family:
    """The family of a thing, by its short id."""
    kind = kind_of(id_)
    return next((family for family in FAMILIES if kind in family.kinds), OTHER)


def kind_word(id_: str, language: Language) -> str:
    """What kind of thing an id is of, in words; nothing for codes and the IRIs of others."""
    words = vocabulary()
    kind = words.kinds.get(kind_of(id_))
    return words.label(kind, language) if kind else ""
