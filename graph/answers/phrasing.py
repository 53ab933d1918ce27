"""Small pieces that the answers of several questions are put together from."""

from collections.abc import Iterable, Sequence

from pyoxigraph import NamedNode

from graph.answers.asked import Asked
from graph.answers.wording import Phrase, Piece
from graph.claims.evidence import Claim, DocumentFacts, code, node
from graph.claims.model import Proposition
from graph.claims.views import Counted
from graph.stores.interface import NamedQuery
from ontology.iris import thing
from ontology.text import Text

TYPES = NamedQuery("types")
_AND = Text(sv=" och ", en=" and ")
_OR = Text(sv=" eller ", en=" or ")


def listed(pieces: Sequence[Piece], *, either: bool = False) -> Phrase:
    """`A, B och C`, or `A, B eller C`."""
    found: list[Piece] = []
    for place, piece in enumerate(pieces):
        if place:
            last = _OR if either else _AND
            found.append(last if place == len(pieces) - 1 else ", ")
        found.append(piece)
    return tuple(found)


def number(count: int, one: Text, many: Text) -> Text:
    """A count and what is counted, in the singular or the plural."""
    noun = one if count == 1 else many
    return Text(sv=f"{count} {noun.sv}", en=f"{count} {noun.en}")


def at_least(counted: Text, *, cut: bool) -> Text:
    """A count, said to be the least there are where a limit has cut it."""
    return Text(sv=f"Minst {counted.sv}", en=f"At least {counted.en}") if cut else counted


def capitalised(text: Text) -> Text:
    """The text as the beginning of a sentence."""
    return Text(sv=text.sv[:1].upper() + text.sv[1:], en=text.en[:1].upper() + text.en[1:])


def sentence(*parts: Iterable[Piece]) -> Phrase:
    """Phrases, one after the other."""
    return tuple(piece for part in parts for piece in part)


def joined(phrases: Iterable[Iterable[Piece]], between: str = ", ") -> Phrase:
    """Phrases, one after the other, with the same between each two."""
    return sentence(*((*((between,) if place else ()), *phrase) for place, phrase in enumerate(phrases)))


def things_of(propositions: Iterable[Proposition]) -> list[NamedNode]:
    """The things that propositions point to, each once, in order of their ids."""
    found = {one.object for one in propositions if isinstance(one.object, NamedNode)}
    return sorted(found, key=lambda thing: thing.value)


def claims_on(counted: Counted, propositions: Iterable[Proposition]) -> tuple[Claim, ...]:
    """Every claim that counts about these propositions, whatever its stance."""
    return tuple(claim for one in dict.fromkeys(propositions) for claim in counted.about(one))


def about(counted: Counted, subject: NamedNode, *predicates: NamedNode) -> list[Proposition]:
    """The propositions about a subject on which somebody says anything that counts, in order of their ids."""
    found = {
        claim.proposition
        for claim in counted.claims
        if claim.proposition.subject == subject and claim.proposition.predicate in predicates
    }
    return sorted(found, key=lambda one: one.iri.value)


def statement(asked: Asked, one: Proposition) -> Phrase:
    """A proposition as the three pieces of a cell: subject, term, object."""
    return (one.subject, asked.label(one.predicate), one.object)


def stated(asked: Asked, one: Proposition) -> Phrase:
    """A proposition in a sentence: `subject – term – object`, whatever the number of its subject."""
    return (one.subject, " – ", asked.label(one.predicate), " – ", one.object)


def chain_of(links: Iterable[tuple[NamedNode, str]]) -> Phrase:
    """Who says that who says: each speaker with a stance, before what is said."""
    return tuple(
        piece for speaker, stance in links for piece in (speaker, " ", thing(f"stance/{stance}"), ": ")
    )


def documents_of(claims: Iterable[Claim]) -> tuple[NamedNode, ...]:
    """The documents in which claims stand, each once, in order of their ids."""
    return tuple(sorted({claim.document for claim in claims}, key=lambda one: one.value))


def speakers_of(claims: Iterable[Claim]) -> tuple[NamedNode, ...]:
    """Who speaks in the passages of claims, each once, in order of their ids."""
    return tuple(sorted({claim.speaker for claim in claims}, key=lambda one: one.value))


def types_of(asked: Asked, things: Iterable[NamedNode]) -> dict[NamedNode, str]:
    """The slug of the code that types each of these things, where one does. One round trip."""
    rows = asked.store.select(TYPES, thing=sorted(set(things), key=str))
    return {node(row, "thing"): code(row["type"]) for row in sorted(rows, key=lambda row: str(row["type"]))}


def dated(facts: DocumentFacts | None) -> Text | str:
    """The date of a document, or the earliest that it can have."""
    if facts is not None and facts.date:
        return facts.date
    if facts is not None and facts.not_before:
        return Text(sv=f"odaterat, tidigast {facts.not_before}", en=f"undated, not before {facts.not_before}")
    return Text(sv="odaterat", en="undated")
