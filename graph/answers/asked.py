"""A question being asked: its parameters resolved, and the store as the views show it."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from pyoxigraph import NamedNode

from graph.answers.names import Names
from graph.answers.wording import Parts, read_parts
from graph.claims.evidence import Claim, DocumentFacts, code, node, read_claims, read_documents
from graph.claims.views import Counted, View, count, parse_view
from graph.stores.interface import NamedQuery, Store, Term
from ontology.text import LANGUAGES, Language, Text
from ontology.vocabulary import Vocabulary

THINGS = NamedQuery("things")
TYPED = NamedQuery("typed")


@dataclass
class Asked:
    """What a question is given to answer with."""

    store: Store
    vocabulary: Vocabulary
    names: Names
    views: tuple[View, ...]
    language: Language
    things: Mapping[str, NamedNode]
    texts: Mapping[str, str]
    counted: list[Counted] = field(default_factory=list)

    def thing(self, parameter: str) -> NamedNode | None:
        """The thing that a parameter names, or None if it was not given."""
        return self.things.get(parameter)

    def needed(self, parameter: str) -> NamedNode:
        """The thing that a required parameter names."""
        return self.things[parameter]

    def text(self, parameter: str) -> str | None:
        """The text of a parameter, or None if it was not given."""
        return self.texts.get(parameter)

    def number(self, parameter: str) -> int:
        """The number of a parameter that has a default."""
        return int(self.texts[parameter])

    def claims(
        self,
        *terms: str,
        subjects: Sequence[NamedNode] | None = None,
        objects: Sequence[NamedNode] | None = None,
    ) -> Counted:
        """The claims under these terms (or any) that count in the views."""
        predicates = [self.vocabulary.term(term).iri for term in terms] if terms else None
        found = read_claims(self.store, subjects=subjects, predicates=predicates, objects=objects)
        return self.count(found)

    def count(self, claims: Sequence[Claim], views: Sequence[View] | None = None) -> Counted:
        """Those of the claims that count in the views (or in others, that a question takes as parameters)."""
        counted = count(self.store, self.vocabulary, claims, self.views if views is None else views)
        self.counted.append(counted)
        return counted

    def view(self, text: str) -> View:
        """The view that a text names."""
        return parse_view(text, lambda name, kinds: self.names.resolve(name, kinds, self.language))

    def term(self, name: str) -> NamedNode:
        """The IRI of a term."""
        return self.vocabulary.term(name).iri

    def label(self, term: NamedNode) -> Text:
        """What a term is called, in both languages."""
        return Text(*(self.vocabulary.label(term, language) for language in LANGUAGES))

    def parts(self, nodes: Iterable[Term]) -> Mapping[NamedNode, Parts]:
        """The parts of part nodes."""
        return read_parts(self.store, self.vocabulary, (n for n in nodes if isinstance(n, NamedNode)))

    def kind(self, *kinds: str) -> dict[NamedNode, str | None]:
        """The things of these kinds and the slug of the code that types each."""
        classes = [self.vocabulary.class_of_kind(kind) for kind in kinds]
        rows = self.store.select(THINGS, **{"class": classes})
        return {
            node(row, "thing"): code(row["type"]) if "type" in row else None
            for row in sorted(rows, key=lambda row: str(row["thing"]))
        }

    def typed(self, code: NamedNode) -> list[NamedNode]:
        """The things that a code types, in order of their ids."""
        rows = self.store.select(TYPED, type=[code])
        return sorted((node(row, "thing") for row in rows), key=lambda thing: thing.value)

    def documents(self, documents: Iterable[NamedNode]) -> Mapping[NamedNode, DocumentFacts]:
        """How documents are held and dated."""
        return read_documents(self.store, documents)
