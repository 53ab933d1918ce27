"""The documents as pages: the list of them, and for each what it is and what has been taken from it."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby

from api.service.reader import Reader
from api.service.representation import Representation
from api.web.rendering import Address, page
from graph.answers.documents import Document, Documents, describe_documents, list_documents
from graph.answers.form import Answer, Evidence, Ref, Row, Scalar
from ontology.iris import graph, thing
from ontology.text import Language, Text

_MOST_SAID = "1000"


@dataclass(frozen=True, slots=True)
class Group:
    """Documents that are alike in what we have of them, and what that means."""

    name: str
    title: str
    about: str
    documents: tuple[Document, ...]


@dataclass(frozen=True, slots=True)
class Passage:
    """A passage from which something was taken, by its short id: its characters, our words for it, and its claims."""

    id: str
    place: str | None
    paraphrase: str
    claims: tuple[Evidence, ...]


@dataclass(frozen=True, slots=True)
class Section:
    """Passages that stand together under a heading of the document; some stand under none."""

    title: str | None
    passages: tuple[Passage, ...]


@dataclass(frozen=True, slots=True)
class Citation:
    """What somebody says that the document says, and whether its own words bear that out."""

    evidence: Evidence
    verdict: Scalar


def documents_page(reader: Reader, holding: str | None, address: Address) -> Representation:
    """The page of all documents, or of those of one holding. Raises NotKnown for a holding that there is not."""
    found = list_documents(reader.store, reader.vocabulary, address.language, holding)
    groups = [one for one in _groups(found, address.language) if one.documents]
    return page("documents.html", address, found=found, groups=groups, chosen=holding)


def document_page(reader: Reader, id_: str, views: tuple[str, ...], address: Address) -> Representation:
    """The page of the document with this short id, as the views show it.

    Raises NotKnown for a document or view that there is not.
    """
    language = address.language
    taken = reader.ask("taken-from", (("document", id_),), views, language)
    (document,) = describe_documents(reader.store, reader.vocabulary, language, [thing(id_)])
    said = reader.ask("neighbours", (("focus", id_), ("limit", _MOST_SAID)), views, language)
    cited = reader.ask("citation-check", (("document", id_),), views, language)
    named_graph = graph(id_.partition("/")[2])
    return page(
        "document.html",
        address,
        document=document,
        taken=taken,
        sections=_sections(taken),
        others=_others(said, id_),
        others_cut=said.limit,
        citations=list(_citations(cited, id_)),
        has_graph=any(True for _ in reader.store.quads(named_graph)),
        places=reader.places,
    )


def _groups(found: Documents, language: Language) -> Iterator[Group]:
    for name, (title, about) in _GROUPS.items():
        documents = sorted(
            (one for one in found.documents if _group_of(one) == name), key=lambda one: one.title.casefold()
        )
        yield Group(name, title.in_language(language), about.in_language(language), tuple(documents))


def _group_of(document: Document) -> str:
    if document.holding != "known":
        return document.holding
    return "known" if document.claims else "named"


def _sections(taken: Answer) -> list[Section]:
    """The passages of an answer to taken-from under the headings of the document, in its order."""
    grouped = groupby(taken.rows, key=lambda row: row.values["section"])
    return [
        Section(str(title) if title else None, tuple(_passage(taken, row) for row in rows))
        for title, rows in grouped
    ]


def _passage(taken: Answer, row: Row) -> Passage:
    passage, place = row.values["passage"], row.values["place"]
    return Passage(
        id=passage.id if isinstance(passage, Ref) else "",
        place=str(place) if place else None,
        paraphrase=str(row.values["paraphrase"]),
        claims=tuple(taken.evidence[claim] for step in row.because for claim in step.evidence),
    )


def _others(said: Answer, id_: str) -> list[tuple[Ref, list[Evidence]]]:
    """What other documents say of this one, by the document that says it."""
    elsewhere = [one for one in said.evidence.values() if one.document.id != id_]
    ordered = sorted(elsewhere, key=lambda one: (one.document.id, one.locator.start or 0, one.claim))
    return [(document, list(claims)) for document, claims in groupby(ordered, key=lambda one: one.document)]


def _citations(cited: Answer, id_: str) -> Iterator[Citation]:
    for row in cited.rows:
        who = row.values["cited"]
        if isinstance(who, Ref) and who.id == id_:
            for claim in row.because[0].evidence:
                yield Citation(cited.evidence[claim], _scalar(row, "verdict"))


def _scalar(row: Row, key: str) -> Scalar:
    value = row.values[key]
    return None if isinstance(value, tuple) else value


_GROUPS = {
    "at-hand": (
        Text(sv="Tillgängliga här", en="At hand"),
        Text(sv="Dokument vars ord kan visas här.", en="Documents whose words can be shown here."),
    ),
    "held": (
        Text(sv="Lästa", en="Held"),
        Text(
            sv="Dokument som vi har läst: varje uppgift ur dem anger var i texten den står.",
            en="Documents that we have read: each claim from them says where in the text it stands.",
        ),
    ),
    "known": (
        Text(sv="Kända, med något hämtat ur dem", en="Known, with something taken from them"),
        Text(
            sv="Dokument som vi inte har. Något av vad de säger är känt ändå, utan plats i texten.",
            en="Documents that we do not have. Some of what they say is known all the same, with no place in the text.",
        ),
    ),
    "named": (
        Text(sv="Bara nämnda", en="Only named"),
        Text(
            sv="Dokument som någon nämner. Ingenting har hämtats ur dem; det är dem man får fråga efter.",
            en="Documents that somebody names. Nothing has been taken from them; they are the ones to ask for.",
        ),
    ),
}
