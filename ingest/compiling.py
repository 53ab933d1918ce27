"""From data files to quads: things, passages and claims, each document in a named graph of its own."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import NamedTuple

from pyoxigraph import Literal, NamedNode, Quad

from graph.claims.model import NewClaim, PartNode, Passage, Proposition, passage_iri
from ingest.entries import (
    ClaimEntry,
    Dataset,
    DocumentEntry,
    Listing,
    PassageEntry,
    PersonEntry,
    Place,
    ThingEntry,
)
from ingest.lexicon import Lexicon
from ontology import iris
from ontology.errors import DataFault
from ontology.namespaces import DCT, FOAF, PROV, RDF, RS, SKOS, XSD
from ontology.text import Text
from ontology.vocabulary import Vocabulary

THINGS_GRAPH = iris.graph("things")
BUILTIN_GRAPH = iris.graph("builtin")
OURSELVES = "organisation/rotorsak"


@dataclass(frozen=True, slots=True)
class Compiled:
    """The quads of a dataset by named graph, and where in the files each claim stands."""

    graphs: Mapping[NamedNode, frozenset[Quad]]
    places: Mapping[NamedNode, Place]


def compile_dataset(dataset: Dataset, vocabulary: Vocabulary, codes: Collection[str]) -> Compiled:
    """The dataset as quads; `codes` are the short ids of the code lists.

    Raises DataFault with every fault by file and line.
    """
    lexicon = Lexicon(vocabulary, codes)
    compiled = _Compiler(dataset, lexicon).compile()
    if lexicon.faults:
        raise DataFault(
            Text(
                sv="Datafilerna säger något som inte går ihop. Rätta raderna nedan; inget är inläst.",
                en="The data files say something that does not fit. Mend the lines below; nothing was loaded.",
            ),
            tuple(sorted(set(lexicon.faults))),
        )
    return compiled


_TAKEN_GRAPHS = {
    THINGS_GRAPH,
    BUILTIN_GRAPH,
    iris.FACTS_GRAPH,
    iris.STATE_GRAPH,
    iris.ONTOLOGY_GRAPH,
    iris.CODES_GRAPH,
    iris.ALIGNMENTS_GRAPH,
}


class _Written(NamedTuple):
    claim: NewClaim
    nodes: tuple[PartNode, ...]
    entry: ClaimEntry


@dataclass
class _Compiler:
    dataset: Dataset
    lexicon: Lexicon
    named_claims: dict[str, NamedNode] = field(default_factory=dict)
    places: dict[NamedNode, Place] = field(default_factory=dict)
    passages: dict[str, DocumentEntry] = field(default_factory=dict)

    def compile(self) -> Compiled:
        self.lexicon.declare(self._all_things())
        for document in self.dataset.documents:
            self.passages |= {f"{document.slug}/{passage.key}": document for passage in document.passages}
            if iris.graph(document.slug) in _TAKEN_GRAPHS:
                message = Text(
                    sv=f"namnet '{document.slug}' är upptaget: ge dokumentet ett annat",
                    en=f"the name '{document.slug}' is taken: give the document another",
                )
                self.lexicon.fault(document.place, message)
        self._check_listings()
        written = {document.slug: list(self._claims(document)) for document in self.dataset.documents}
        graphs = {THINGS_GRAPH: frozenset(self._thing_quads())}
        for document in self.dataset.documents:
            graph = iris.graph(document.slug)
            graphs[graph] = frozenset(self._document_quads(document, written[document.slug], graph))
        return Compiled(graphs, self.places)

    def _all_things(self) -> Iterator[ThingEntry]:
        yield from self.dataset.things
        yield from (person.thing for person in self.dataset.people)
        yield from (document.thing for document in self.dataset.documents)

    def _check_listings(self) -> None:
        for person in self.dataset.people:
            for listing in person.listed:
                if f"{listing.document}/{listing.passage}" not in self.passages:
                    self._no_passage(listing.place, f"{listing.document}/{listing.passage}")

    def _no_passage(self, place: Place, name: str) -> None:
        message = Text(sv=f"det finns inget stycke '{name}'", en=f"there is no passage '{name}'")
        self.lexicon.fault(place, message)

    def _claims(self, document: DocumentEntry) -> Iterator[_Written]:
        for passage in document.passages:
            place = passage.place if passage.speaker else document.place
            speaker = self.lexicon.thing(passage.speaker or document.speaker, place)
            for entry in passage.says:
                yield self._write(entry, document, passage.key, speaker)
        speaker = self.lexicon.thing(document.speaker, document.place)
        for person, listing in self._listed_in(document):
            yield self._write(_listing_claim(person, listing), document, listing.passage, speaker)

    def _listed_in(self, document: DocumentEntry) -> Iterator[tuple[PersonEntry, Listing]]:
        for person in self.dataset.people:
            for listing in person.listed:
                if listing.document == document.slug:
                    yield person, listing

    def _write(self, entry: ClaimEntry, document: DocumentEntry, key: str, speaker: NamedNode) -> _Written:
        if entry.by or entry.basis != "read":
            speaker = self.lexicon.thing(entry.by or OURSELVES, entry.place)
        about, nodes = self._said(entry)
        claim = NewClaim(
            about=about,
            stance=entry.stance,
            speaker=speaker,
            basis=entry.basis,
            passage=passage_iri(iris.thing(document.thing.id), key),
            date=self.lexicon.date(document.date, document.place),
            activity=_activity(document),
        )
        self.places[claim.iri] = entry.place
        if entry.name:
            name = f"{document.slug}/{entry.name}"
            if name in self.named_claims:
                message = Text(
                    sv=f"ett annat påstående heter redan '{entry.name}'",
                    en=f"another claim is named '{entry.name}' already",
                )
                self.lexicon.fault(entry.place, message)
            self.named_claims[name] = claim.iri
        return _Written(claim, nodes, entry)

    def _said(self, entry: ClaimEntry) -> tuple[Proposition | NewClaim, tuple[PartNode, ...]]:
        if isinstance(entry.said, str):
            return self.lexicon.proposition(entry.said, entry)
        reported = entry.said
        about, nodes = self._said(reported)
        if not reported.by:
            message = Text(
                sv="ett återgivet påstående ska säga av vem ('by')",
                en="a reported claim must say by whom ('by')",
            )
            self.lexicon.fault(reported.place, message)
        speaker = self.lexicon.thing(reported.by or OURSELVES, reported.place)
        return NewClaim(about, reported.stance, speaker, reported.basis, None, None, None), nodes

    def _thing_quads(self) -> Iterator[Quad]:
        documents = {document.thing.id for document in self.dataset.documents}
        spelled = {
            person.thing.id: {listing.spelled for listing in person.listed if listing.spelled}
            for person in self.dataset.people
        }
        for thing in self._all_things():
            if thing.id not in documents:
                yield from self._names(thing, THINGS_GRAPH, spelled.get(thing.id, set()))
                if thing.id.startswith("document/"):
                    yield _holding(iris.thing(thing.id), "known", THINGS_GRAPH)

    def _names(self, thing: ThingEntry, graph: NamedNode, also: Iterable[str] = ()) -> Iterator[Quad]:
        node = iris.thing(thing.id)
        class_ = self.lexicon.vocabulary.kinds.get(thing.id.partition("/")[0])
        if class_ is not None:
            yield Quad(node, RDF["type"], class_, graph)
        yield Quad(node, SKOS["prefLabel"], Literal(thing.sv, language="sv"), graph)
        yield Quad(node, SKOS["prefLabel"], Literal(thing.en, language="en"), graph)
        for alias in {*thing.also, *also}:
            yield Quad(node, SKOS["altLabel"], Literal(alias, language="sv"), graph)
        if thing.type is not None:
            yield Quad(node, DCT["type"], self.lexicon.thing(thing.type, thing.place), graph)
        if thing.code is not None:
            yield Quad(node, DCT["identifier"], Literal(thing.code), graph)
        if thing.note is not None:
            yield Quad(node, SKOS["definition"], Literal(thing.note.sv, language="sv"), graph)
            yield Quad(node, SKOS["definition"], Literal(thing.note.en, language="en"), graph)

    def _document_quads(
        self, document: DocumentEntry, written: list[_Written], graph: NamedNode
    ) -> Iterator[Quad]:
        yield from self._names(document.thing, graph)
        yield from self._description(document, graph)
        for passage in document.passages:
            yield from self._passage(document, passage).quads(graph)
        for claim, nodes, entry in written:
            yield from self._with_relations(claim, entry, document).quads(graph)
            for node in nodes:
                yield from node.quads(graph)

    def _description(self, document: DocumentEntry, graph: NamedNode) -> Iterator[Quad]:
        node = iris.thing(document.thing.id)
        yield _holding(node, "held" if document.rendition else "known", graph)
        yield Quad(node, DCT["creator"], self.lexicon.thing(document.speaker, document.place), graph)
        date = self.lexicon.date(document.date, document.place)
        if date is not None:
            yield Quad(node, DCT["date"], date, graph)
        not_before = self.lexicon.date(document.not_before, document.place)
        if not_before is not None:
            yield Quad(node, RS["notBefore"], not_before, graph)
        if document.quality is not None:
            yield Quad(node, RS["quality"], self.lexicon.thing(document.quality, document.place), graph)
        if document.rendition is not None:
            yield Quad(node, RS["rendition"], Literal(document.rendition), graph)
        if document.address is not None:
            yield Quad(node, FOAF["page"], Literal(document.address, datatype=XSD["anyURI"]), graph)
        yield from self._activity_quads(document, graph)

    def _activity_quads(self, document: DocumentEntry, graph: NamedNode) -> Iterator[Quad]:
        activity = _activity(document)
        yield Quad(activity, RDF["type"], PROV["Activity"], graph)
        yield Quad(activity, PROV["wasAssociatedWith"], iris.thing(OURSELVES), graph)
        read = self.lexicon.date(document.read, document.place)
        if read is not None:
            yield Quad(activity, DCT["date"], read, graph)

    def _passage(self, document: DocumentEntry, entry: PassageEntry) -> Passage:
        located = entry.start is not None and entry.hash is not None
        if bool(document.rendition) != located:
            wrong = Text(
                sv="står i ett dokument utan 'rendition': inget 'at', inget 'hash'",
                en="is of no rendition: no 'at', no 'hash'",
            )
            if document.rendition:
                wrong = Text(sv="behöver 'at' och 'hash'", en="needs 'at' and 'hash'")
            message = Text(sv=f"stycket '{entry.key}' {wrong.sv}", en=f"the passage '{entry.key}' {wrong.en}")
            self.lexicon.fault(entry.place, message)
        return Passage(
            key=entry.key,
            document=iris.thing(document.thing.id),
            paraphrase={"sv": entry.sv, "en": entry.en},
            start=entry.start,
            end=entry.end,
            hash=entry.hash,
            section=entry.section,
            shows=entry.shows,
            ocr=tuple(f"{word} → {meant}" for word, meant in entry.ocr),
            same_text_as=self._same_text(entry),
        )

    def _same_text(self, entry: PassageEntry) -> NamedNode | None:
        if entry.same_text_as is None:
            return None
        document = self.passages.get(entry.same_text_as)
        if document is None:
            self._no_passage(entry.place, entry.same_text_as)
            return None
        return passage_iri(iris.thing(document.thing.id), entry.same_text_as.partition("/")[2])

    def _with_relations(self, claim: NewClaim, entry: ClaimEntry, document: DocumentEntry) -> NewClaim:
        if not entry.relations:
            return claim
        cites: list[tuple[str, NamedNode]] = []
        for relation, name in entry.relations:
            other = self.named_claims.get(name if "/" in name else f"{document.slug}/{name}")
            if other is None:
                message = Text(sv=f"inget påstående heter '{name}'", en=f"no claim is named '{name}'")
                self.lexicon.fault(entry.place, message)
            else:
                cites.append((relation, other))
        return replace(claim, cites=tuple(cites))


def _activity(document: DocumentEntry) -> NamedNode:
    return iris.thing(f"activity/reading-{document.slug}")


def _holding(document: NamedNode, code: str, graph: NamedNode) -> Quad:
    return Quad(document, RS["holding"], iris.thing(f"holding/{code}"), graph)


def _listing_claim(person: PersonEntry, listing: Listing) -> ClaimEntry:
    holder = listing.post or listing.body or ""
    role = ("post", (listing.post,)) if listing.post else ("organization", (listing.body or "",))
    return ClaimEntry(
        stance="asserts",
        said=f"{holder} holder",
        place=listing.place,
        parts=(("person", (person.thing.id,)), role),
    )
