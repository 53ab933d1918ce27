"""Claims: who says what, in which passage, and how it is written down as RDF.

A proposition is neutral; a claim takes a stance either on a proposition or on another claim that it
reports; a passage is the place in a document on which a claim rests.
"""

import hashlib
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from pyoxigraph import Literal, NamedNode, Quad

from ontology import iris
from ontology.namespaces import CITO, DCT, OA, PROV, RDF, RS, XSD

type_ = RDF["type"]


@dataclass(frozen=True, slots=True)
class Proposition:
    """A neutral subject, predicate and object, which somebody may assert, deny, doubt, ask or propose."""

    subject: NamedNode
    predicate: NamedNode
    object: NamedNode | Literal

    @property
    def iri(self) -> NamedNode:
        """Its id: the sha256 of its canonical N-Triples line (without line end) in NFC."""
        line = unicodedata.normalize("NFC", f"{self.subject} {self.predicate} {self.object} .")
        return _hashed("proposition", line)

    def quads(self, graph: NamedNode) -> Iterator[Quad]:
        """Its four quads in `graph`."""
        yield Quad(self.iri, type_, RDF["Statement"], graph)
        yield Quad(self.iri, RDF["subject"], self.subject, graph)
        yield Quad(self.iri, RDF["predicate"], self.predicate, graph)
        yield Quad(self.iri, RDF["object"], self.object, graph)


@dataclass(frozen=True, slots=True)
class PartNode:
    """A thing of several parts (an amount, a listing, a figure): immutable, its id the hash of its content."""

    kind: str
    class_: NamedNode
    parts: frozenset[tuple[NamedNode, NamedNode | Literal]]

    @property
    def iri(self) -> NamedNode:
        """Its id: the sha256 of its class and its sorted parts."""
        lines = [str(self.class_), *sorted(f"{predicate} {value}" for predicate, value in self.parts)]
        return _hashed(self.kind, unicodedata.normalize("NFC", "\n".join(lines)))

    def quads(self, graph: NamedNode) -> Iterator[Quad]:
        """Its class and its parts in `graph`."""
        yield Quad(self.iri, type_, self.class_, graph)
        for predicate, value in self.parts:
            yield Quad(self.iri, predicate, value, graph)


@dataclass(frozen=True, slots=True)
class Passage:
    """A place in a document: for a held one with start, end (code points) and the sha256 of the passage."""

    key: str
    document: NamedNode
    paraphrase: Mapping[str, str]
    start: int | None = None
    end: int | None = None
    hash: str | None = None
    section: str | None = None
    shows: tuple[str, ...] = ()
    ocr: tuple[str, ...] = ()
    same_text_as: NamedNode | None = None

    @property
    def iri(self) -> NamedNode:
        """Its id: the slug of its document and its key within that document."""
        return passage_iri(self.document, self.key)

    def quads(self, graph: NamedNode) -> Iterator[Quad]:
        """The passage with its locator, hash and paraphrases in `graph`."""
        yield Quad(self.iri, type_, OA["SpecificResource"], graph)
        yield Quad(self.iri, OA["hasSource"], self.document, graph)
        for language, paraphrase in self.paraphrase.items():
            yield Quad(self.iri, DCT["description"], Literal(paraphrase, language=language), graph)
        if self.section is not None:
            yield Quad(self.iri, RS["section"], Literal(self.section), graph)
        for shown in self.shows:
            yield Quad(self.iri, RS["shows"], Literal(shown), graph)
        for reading in self.ocr:
            yield Quad(self.iri, RS["ocrReading"], Literal(reading), graph)
        if self.same_text_as is not None:
            yield Quad(self.iri, RS["sameTextAs"], self.same_text_as, graph)
        if self.start is not None and self.end is not None and self.hash is not None:
            yield Quad(self.iri, RS["passageHash"], Literal(self.hash), graph)
            yield from _selector_quads(self.iri, self.start, self.end, graph)


@dataclass(frozen=True, slots=True)
class NewClaim:
    """A claim to be written: about a proposition, or reporting another claim, never both."""

    about: "Proposition | NewClaim"
    stance: str
    speaker: NamedNode
    basis: str
    passage: NamedNode | None
    date: Literal | None
    activity: NamedNode | None
    review_state: str = "accepted"
    cites: tuple[tuple[str, NamedNode], ...] = ()

    @property
    def iri(self) -> NamedNode:
        """Its id: the sha256 of what it is about, its stance, its speaker and its passage."""
        passage = str(self.passage) if self.passage else ""
        return _hashed("claim", "\n".join([str(self.about.iri), self.stance, str(self.speaker), passage]))

    def quads(self, graph: NamedNode) -> Iterator[Quad]:
        """The claim, the claims that it reports, and the proposition at the end of the chain, in `graph`."""
        yield Quad(self.iri, type_, RS["Claim"], graph)
        predicate = RS["about"] if isinstance(self.about, Proposition) else RS["reports"]
        yield Quad(self.iri, predicate, self.about.iri, graph)
        yield Quad(self.iri, RS["stance"], iris.thing(f"stance/{self.stance}"), graph)
        yield Quad(self.iri, PROV["wasAttributedTo"], self.speaker, graph)
        yield Quad(self.iri, RS["reviewState"], iris.thing(f"review-state/{self.review_state}"), graph)
        yield Quad(self.iri, RS["basis"], iris.thing(f"basis/{self.basis}"), graph)
        if self.passage is not None:
            yield Quad(self.iri, PROV["wasQuotedFrom"], self.passage, graph)
        if self.date is not None:
            yield Quad(self.iri, DCT["date"], self.date, graph)
        if self.activity is not None:
            yield Quad(self.iri, PROV["wasGeneratedBy"], self.activity, graph)
        for relation, other in self.cites:
            yield Quad(self.iri, CITO[relation], other, graph)
        yield from self.about.quads(graph)


def passage_iri(document: NamedNode, key: str) -> NamedNode:
    """The IRI of the passage `key` of a document."""
    slug = document.value.rsplit("/", 1)[1]
    return iris.thing(f"passage/{slug}.{key}")


def _hashed(kind: str, content: str) -> NamedNode:
    return iris.thing(f"{kind}/{hashlib.sha256(content.encode()).hexdigest()}")


def _selector_quads(passage: NamedNode, start: int, end: int, graph: NamedNode) -> Iterator[Quad]:
    selector = iris.thing(f"selector/{start}-{end}")
    yield Quad(passage, OA["hasSelector"], selector, graph)
    yield Quad(selector, type_, OA["TextPositionSelector"], graph)
    yield Quad(selector, OA["start"], Literal(str(start), datatype=XSD["integer"]), graph)
    yield Quad(selector, OA["end"], Literal(str(end), datatype=XSD["integer"]), graph)
