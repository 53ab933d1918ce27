"""The documents: how each is held, who published it, and how much has been taken from it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import urlencode

from pydantic import BaseModel, ConfigDict
from pyoxigraph import Literal, NamedNode

from graph.answers.asked import THINGS
from graph.answers.finding import DESCRIBED
from graph.answers.form import Ref, as_json
from graph.answers.scalars import ref
from graph.answers.wording import Wording, read_wording, shown_id
from graph.claims.evidence import DocumentFacts, node, read_documents
from graph.stores.interface import NamedQuery, Store, Term
from ontology.errors import NotKnown
from ontology.iris import thing
from ontology.namespaces import DCT, RS, SKOS
from ontology.text import Language, Text
from ontology.vocabulary import Vocabulary

HOLDINGS = ("at-hand", "held", "known")
"""What we may have of a document, the most first."""

CONTENTS = NamedQuery("document_contents")


class _Part(BaseModel):
    model_config = ConfigDict(frozen=True)


class Document(_Part):
    """A document. `holding` and `quality` are codes, with their labels beside them.

    `not_before` is the earliest that an undated one can be; one that is its own speaker has no `publishers`;
    `rendition` names the text on which positions are counted; `passages` are those from which `claims` were taken.
    """

    id: str
    title: str
    type: Ref | None
    holding: str
    holding_label: str
    date: str | None
    not_before: str | None
    publishers: tuple[Ref, ...]
    address: str | None
    quality: str | None
    quality_label: str | None
    rendition: str | None
    note: str | None
    passages: int
    claims: int


class Documents(_Part):
    """The documents of the store, in order of their ids; of one holding if `holding` says so.

    `counts` tells how many there are of each holding, those left out too.
    """

    holding: str | None
    counts: dict[str, int]
    documents: tuple[Document, ...]
    language: Language
    graph: str
    link: str
    cite: str

    def to_json(self) -> str:
        """The documents as JSON, in the form of an answer's."""
        return as_json(self)


def list_documents(
    store: Store, vocabulary: Vocabulary, language: Language, holding: str | None = None
) -> Documents:
    """All documents, or those of a holding. Five round trips. Raises NotKnown for a holding that there is not."""
    if holding is not None and holding not in HOLDINGS:
        raise _no_such_holding(holding)
    rows = store.select(THINGS, **{"class": [vocabulary.class_of_kind("document")]})
    found = sorted({node(row, "thing") for row in rows}, key=str)
    every = describe_documents(store, vocabulary, language, found)
    graph = store.graph_hash()
    return Documents(
        holding=holding,
        counts={one: sum(document.holding == one for document in every) for one in HOLDINGS},
        documents=tuple(one for one in every if holding in (None, one.holding)),
        language=language,
        graph=graph,
        link=_link(holding, language),
        cite=_cite(holding, graph, language),
    )


def describe_documents(
    store: Store, vocabulary: Vocabulary, language: Language, documents: Sequence[NamedNode]
) -> list[Document]:
    """What these documents are, in order of their ids. Four round trips."""
    facts = read_documents(store, documents)
    said = _read_said(store, documents)
    contents = {node(row, "document"): row for row in store.select(CONTENTS, document=documents)}
    described = [one for said_of in said.values() for terms in said_of.values() for one in terms]
    writing = _Writing(read_wording(store, vocabulary, [*documents, *described], language))
    unknown = DocumentFacts("known", None, None, None, None)
    return [
        writing.document(
            one,
            facts.get(one, unknown),
            said.get(one, {}),
            *(int(contents[one][name].value) if one in contents else 0 for name in ("passages", "claims")),
        )
        for one in sorted(documents, key=lambda one: one.value)
    ]


_Said = Mapping[NamedNode, Sequence[Term]]


@dataclass(frozen=True, slots=True)
class _Writing:
    wording: Wording

    def document(
        self, one: NamedNode, facts: DocumentFacts, said: _Said, passages: int, claims: int
    ) -> Document:
        types = self._refs(said.get(DCT["type"], ()))
        return Document(
            id=shown_id(one),
            title=self.wording.term(one),
            type=types[0] if types else None,
            holding=facts.holding,
            holding_label=self.wording.term(thing(f"holding/{facts.holding}")),
            date=facts.date,
            not_before=facts.not_before,
            publishers=self._refs([who for who in said.get(DCT["creator"], ()) if who != one]),
            address=facts.address,
            quality=facts.quality,
            quality_label=self.wording.term(thing(f"quality/{facts.quality}")) if facts.quality else None,
            rendition=next((term.value for term in said.get(RS["rendition"], ())), None),
            note=self._in_language(said.get(SKOS["definition"], ())),
            passages=passages,
            claims=claims,
        )

    def _refs(self, terms: Sequence[Term]) -> tuple[Ref, ...]:
        return tuple(ref(self.wording, term) for term in terms if isinstance(term, NamedNode))

    def _in_language(self, terms: Sequence[Term]) -> str | None:
        texts = {term.language: term.value for term in terms if isinstance(term, Literal)}
        return texts.get(self.wording.language) or next(iter(texts.values()), None)


def _read_said(store: Store, documents: Sequence[NamedNode]) -> dict[NamedNode, dict[NamedNode, list[Term]]]:
    """What all graphs say of each document under each term, each value once, sorted. One round trip."""
    found: dict[NamedNode, dict[NamedNode, set[Term]]] = {}
    for row in store.select(DESCRIBED, thing=documents):
        found.setdefault(node(row, "thing"), {}).setdefault(node(row, "predicate"), set()).add(row["value"])
    return {
        one: {term: sorted(values, key=str) for term, values in said.items()} for one, said in found.items()
    }


def _no_such_holding(holding: str) -> NotKnown:
    listed = ", ".join(HOLDINGS)
    return NotKnown(
        Text(
            sv=f"Tillgången '{holding}' finns inte. Det finns: {listed}.",
            en=f"There is no holding '{holding}'. There are: {listed}.",
        ),
        HOLDINGS,
    )


def _link(holding: str | None, language: Language) -> str:
    chosen = [("holding", holding)] if holding else []
    return f"/api/documents?{urlencode([*chosen, ('lang', language)])}"


def _cite(holding: str | None, graph: str, language: Language) -> str:
    title, word = ("dokumenten", "graf") if language == "sv" else ("the documents", "graph")
    return f"Rotorsak: {title}{f' ({holding})' if holding else ''}, {word} {graph[:16]}"
