"""How things, figures, dates and propositions are worded for people, in Swedish or English."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal

from pyoxigraph import Literal, NamedNode

from graph.claims.evidence import node
from graph.claims.model import Proposition
from graph.stores.interface import NamedQuery, Store, Term
from ontology.iris import short_id
from ontology.namespaces import RDF, RS, XSD
from ontology.text import Language, Text
from ontology.vocabulary import Vocabulary

LABELS = NamedQuery("labels")
NODES = NamedQuery("nodes")
STANCES = ("asserts", "denies", "doubts", "asks", "proposes")

Piece = Text | str | Term
Phrase = tuple[Piece, ...]
Parts = tuple[tuple[NamedNode, Term], ...]


@dataclass(frozen=True, slots=True)
class Wording:
    """The names of the things in an answer, in one language."""

    language: Language
    labels: Mapping[NamedNode, str]
    parts: Mapping[NamedNode, Parts]
    vocabulary: Vocabulary

    def phrase(self, pieces: Iterable[Piece]) -> str:
        """The pieces as one text; a name that ends in a question mark takes no full stop after it."""
        return "".join(self.piece(piece) for piece in pieces).replace("?.", "?")

    def piece(self, piece: Piece) -> str:
        """One piece: a text in the language, a thing by its name, a literal as people write it."""
        if isinstance(piece, Text):
            return piece.in_language(self.language)
        if isinstance(piece, str):
            return piece
        return self.term(piece)

    def term(self, term: Term) -> str:
        """A thing by its name, a part node by its parts, a literal as people write it."""
        if isinstance(term, Literal):
            return self._literal(term)
        if term in self.labels:
            return self.labels[term]
        if term in self.parts:
            return self._node(self.parts[term])
        if term in self.vocabulary:
            return self.vocabulary.label(term, self.language)
        return shown_id(term)

    def proposition(self, proposition: Proposition) -> str:
        """`subject – term – object`."""
        term = self.vocabulary.label(proposition.predicate, self.language)
        return f"{self.term(proposition.subject)} – {term} – {self.term(proposition.object)}"

    def _literal(self, literal: Literal) -> str:
        if literal.datatype == XSD["integer"]:
            return thousands(int(literal.value), self.language)
        if literal.datatype == XSD["decimal"]:
            return decimals(decimal(literal), self.language)
        return literal.value

    def _node(self, parts: Parts) -> str:
        shown = [(predicate, value) for predicate, value in parts if predicate != RDF["type"]]
        if {predicate for predicate, _ in shown} == {RS["member"]}:
            return ", ".join(sorted(self.term(value) for _, value in shown))
        words = [
            f"{self.vocabulary.label(predicate, self.language)}: {self.term(value)}"
            for predicate, value in shown
        ]
        return "; ".join(sorted(words))


def read_wording(store: Store, vocabulary: Vocabulary, terms: Iterable[Term], language: Language) -> Wording:
    """The wording of `terms`, part nodes by their parts. Two round trips."""
    things = {term for term in terms if isinstance(term, NamedNode)}
    parts = read_parts(store, vocabulary, things)
    for values in parts.values():
        things.update(value for _, value in values if isinstance(value, NamedNode))
    labels: dict[NamedNode, str] = {}
    for row in store.select(LABELS, thing=sorted(things, key=str)):
        thing, label = node(row, "thing"), row["label"]
        if isinstance(label, Literal) and (label.language == language or thing not in labels):
            labels[thing] = label.value
    return Wording(language, labels, parts, vocabulary)


def read_parts(store: Store, vocabulary: Vocabulary, things: Iterable[NamedNode]) -> dict[NamedNode, Parts]:
    """The parts of those things that are part nodes (an amount, a listing ...). One round trip."""
    classes = {term.range for term in vocabulary if term.node}
    kinds = {vocabulary.kind_of_class(class_) for class_ in classes if class_ is not None}
    nodes = sorted((thing for thing in things if kind_of(thing) in kinds), key=str)
    found: dict[NamedNode, list[tuple[NamedNode, Term]]] = {}
    for row in store.select(NODES, node=nodes):
        found.setdefault(node(row, "node"), []).append((node(row, "predicate"), row["value"]))
    return {thing: tuple(sorted(values, key=str)) for thing, values in found.items()}


def kind_of(thing: Term) -> str | None:
    """The kind of one of our things, `plan` for `plan/x`; none of another."""
    name = short_id(thing) if isinstance(thing, NamedNode) else None
    return name.partition("/")[0] if name else None


def is_document(thing: Term) -> bool:
    """Whether a thing (or a speaker) is a document."""
    return kind_of(thing) == "document"


def shown_id(iri: NamedNode) -> str:
    """The short id of one of our things, the whole IRI of another."""
    return short_id(iri) or iri.value


def decimal(literal: Literal) -> Decimal:
    """The number that a decimal gives, a whole one without decimals."""
    return Decimal(literal.value.removesuffix(".0"))


def decimals(number: Decimal, language: Language) -> str:
    """A number with its decimals: `0,362`, `0.362`."""
    text = f"{number:f}"
    return text.replace(".", ",") if language == "sv" else text


def thousands(number: int, language: Language) -> str:
    """A whole number with its thousands apart: `13 808 000` (no-break spaces), `13,808,000`."""
    grouped = f"{number:,}"
    return grouped.replace(",", "\u00a0") if language == "sv" else grouped
