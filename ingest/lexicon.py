"""What the data files name: things, codes, terms, values and nodes, each looked up or reported by file and line."""

import difflib
import re
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field

from pyoxigraph import Literal, NamedNode

from graph.claims.model import PartNode, Proposition
from graph.stores.literals import canonical_literal, is_in_calendar
from ingest.entries import ClaimEntry, Place, ThingEntry
from ontology import iris
from ontology.errors import Fault
from ontology.namespaces import RS, XSD
from ontology.text import Text
from ontology.vocabulary import Term, Vocabulary

_DATE_TYPES = {
    re.compile(r"\d{4}-\d{2}-\d{2}"): XSD["date"],
    re.compile(r"\d{4}-\d{2}"): XSD["gYearMonth"],
    re.compile(r"\d{4}"): XSD["gYear"],
}
_NUMBERS = {
    "integer": re.compile(r"-?\d+"),
    "decimal": re.compile(r"-?\d+(\.\d+)?"),
}
_UNKNOWN = iris.thing("unknown/unknown")
NOTHING = Proposition(_UNKNOWN, _UNKNOWN, _UNKNOWN)


@dataclass
class Lexicon:
    """The things that the data files declare, beside the vocabulary and the codes. Faults are collected."""

    vocabulary: Vocabulary
    codes: Collection[str]
    faults: list[Fault] = field(default_factory=list)
    declared: dict[str, Place] = field(default_factory=dict)

    def declare(self, things: Iterable[ThingEntry]) -> None:
        """Note the things; one that is declared twice, or is of no kind that we know, is a fault."""
        for thing in things:
            kind = thing.id.partition("/")[0]
            if thing.id in self.declared:
                first = self.declared[thing.id]
                where = f"{first.file}:{first.line}"
                message = Text(
                    sv=f"{thing.id} finns redan, i {where}", en=f"{thing.id} is declared already, in {where}"
                )
                self.fault(thing.place, message)
            elif kind not in self.vocabulary.kinds:
                message = Text(sv=f"'{kind}' är inget slag av sak", en=f"'{kind}' is not a kind of thing")
                self.fault(thing.place, _with_nearest(message, kind, self.vocabulary.kinds))
            self.declared.setdefault(thing.id, thing.place)

    def fault(self, place: Place, message: Text) -> None:
        """Note a fault."""
        self.faults.append(place.fault(message))

    def thing(self, id_: str, place: Place) -> NamedNode:
        """The IRI of a declared thing or a code; a stand-in after a fault."""
        if id_ in self.declared or id_ in self.codes:
            return iris.thing(id_)
        message = Text(sv=f"inget heter '{id_}'", en=f"nothing is called '{id_}'")
        self.fault(place, _with_nearest(message, id_, [*self.declared, *self.codes]))
        return _UNKNOWN

    def term(self, name: str, place: Place) -> Term | None:
        """The term of this name; None after a fault."""
        term = self.vocabulary.terms.get(name)
        if term is None:
            message = Text(sv=f"'{name}' är ingen term", en=f"'{name}' is not a term")
            self.fault(place, _with_nearest(message, name, self.vocabulary.terms))
        return term

    def value(self, term: Term, text: str, place: Place) -> NamedNode | Literal:
        """What a term points to, by its type; the text itself after a fault."""
        if term.object_type == "thing":
            return self.thing(text, place)
        if term.object_type == "date":
            return self.date(text, place) or Literal(text)
        if term.object_type in _NUMBERS:
            if _NUMBERS[term.object_type].fullmatch(text):
                return canonical_literal(Literal(text, datatype=XSD[term.object_type]))
            message = Text(
                sv=f"{term.name} tar ett tal ({term.object_type}), inte '{text}'",
                en=f"{term.name} takes a number ({term.object_type}), not '{text}'",
            )
            self.fault(place, message)
        return Literal(text)

    def date(self, text: str | None, place: Place) -> Literal | None:
        """A date as precise as it is written; None for none, or after a fault."""
        if text is None:
            return None
        for form, datatype in _DATE_TYPES.items():
            if form.fullmatch(text) and is_in_calendar(text):
                return Literal(text, datatype=datatype)
        message = Text(
            sv=f"'{text}' är inget datum (ÅÅÅÅ, ÅÅÅÅ-MM eller ÅÅÅÅ-MM-DD)",
            en=f"'{text}' is not a date (YYYY, YYYY-MM or YYYY-MM-DD)",
        )
        self.fault(place, message)
        return None

    def proposition(self, sentence: str, entry: ClaimEntry) -> tuple[Proposition, tuple[PartNode, ...]]:
        """What a sentence says, and the part node that it points to, if it does."""
        words = sentence.split(maxsplit=2)
        if len(words) != (3 if entry.parts is None else 2):
            form = Text(sv="SUBJEKT TERM OBJEKT", en="SUBJECT TERM OBJECT")
            if entry.parts is not None:
                form = Text(
                    sv="SUBJEKT TERM, delarna under 'with'", en="SUBJECT TERM, its parts under 'with'"
                )
            message = Text(
                sv=f"'{sentence}' har inte formen {form.sv}", en=f"'{sentence}' is not of the form {form.en}"
            )
            self.fault(entry.place, message)
            return NOTHING, ()
        term = self.term(words[1], entry.place)
        if term is None or not self._statable(term, entry.place):
            return NOTHING, ()
        subject = self.thing(words[0], entry.place)
        if entry.parts is None:
            return Proposition(subject, term.iri, self.value(term, words[2], entry.place)), ()
        node = self._node(term, entry)
        return Proposition(subject, term.iri, node.iri), (node,)

    def _statable(self, term: Term, place: Place) -> bool:
        if not term.statable:
            message = Text(
                sv=f"{term.name} är ingen term som ett stycke kan säga",
                en=f"{term.name} is not a term that a passage can say",
            )
            self.fault(place, message)
        return term.statable

    def _node(self, term: Term, entry: ClaimEntry) -> PartNode:
        kind = self.vocabulary.kind_of_class(term.range) if term.range else None
        if kind is None or term.range is None or not term.node:
            message = Text(
                sv=f"{term.name} tar en sak eller ett värde, inte delar",
                en=f"{term.name} takes a thing or a value, not parts",
            )
            self.fault(entry.place, message)
            return PartNode("unknown", RS["Claim"], frozenset())
        parts: set[tuple[NamedNode, NamedNode | Literal]] = set()
        for name, values in entry.parts or ():
            part = self.term(name, entry.place)
            if part is not None and name not in self.vocabulary.parts_of(term.range):
                message = Text(
                    sv=f"{term.name} har ingen del '{name}'", en=f"{term.name} has no part '{name}'"
                )
                self.fault(entry.place, message)
            elif part is not None:
                parts.update((part.iri, self.value(part, value, entry.place)) for value in values)
        return PartNode(kind, term.range, frozenset(parts))


def _with_nearest(message: Text, name: str, known: Iterable[str]) -> Text:
    nearest = difflib.get_close_matches(name, list(known), n=1)
    if not nearest:
        return message
    return Text(sv=f"{message.sv}; menar du {nearest[0]}?", en=f"{message.en}; did you mean {nearest[0]}?")
