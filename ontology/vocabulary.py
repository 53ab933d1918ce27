"""The vocabulary as the program sees it: terms, kinds and labels, read from the Turtle and the context.

`vocabulary()` reads rotorsak.ttl and context.jsonld once. The words themselves stand in those two
files; nothing is repeated here.
"""

import json
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from functools import cache
from importlib.resources import files
from types import MappingProxyType
from typing import Final, Literal, cast

from pyoxigraph import BlankNode, NamedNode, Quad, RdfFormat, parse
from pyoxigraph import Literal as RdfLiteral

from ontology.errors import NotKnown
from ontology.iris import ALIGNMENTS_GRAPH, CODES_GRAPH, ONTOLOGY_GRAPH, short_id
from ontology.namespaces import OWL, RDF, RDFS, RS, SKOS, XSD
from ontology.text import LANGUAGES, Language, Text

ObjectType = Literal["thing", "string", "integer", "decimal", "date", "text", "address", "any"]
"""What a term points to: a thing by its IRI, a plain string, a whole number, a decimal number, a date
(xsd:date, xsd:gYearMonth or xsd:gYear by its form), a text in a language, a web address, or any of them."""

_OBJECT_TYPE_OF_CONTEXT: Final[Mapping[str, ObjectType]] = MappingProxyType(
    {
        "@id": "thing",
        "xsd:string": "string",
        "xsd:integer": "integer",
        "xsd:decimal": "decimal",
        "xsd:anyURI": "address",
    }
)
_OBJECT_TYPES_IN_TURTLE: Final = frozenset({"date", "text", "any"})
_TRUE: Final = RdfLiteral("true", datatype=XSD["boolean"])


@dataclass(frozen=True, slots=True)
class Term:
    """A property that Rotorsak uses, own or borrowed.

    `name` is what people write and read (`partOf`), `iri` what is stored (`dct:isPartOf`). A
    *functional* term has one value for a subject: two different ones are a conflict. A *statable* term
    can be said in a passage; the others record who says what, or are parts of a node. A *node* term
    points to a node of several parts, whose class is its `range`. A *never fact* is asked through a view
    and not projected; a *causal* term is an edge of the causal graph.
    """

    name: str
    iri: NamedNode
    object_type: ObjectType
    functional: bool
    domain: NamedNode | None
    range: NamedNode | None
    never_fact: bool
    causal: bool
    statable: bool
    node: bool


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """All terms, the kinds of things, and the labels of both. Iterating gives the terms by name."""

    terms: Mapping[str, Term]
    kinds: Mapping[str, NamedNode]
    _terms_by_iri: Mapping[NamedNode, Term]
    _kinds_by_class: Mapping[NamedNode, str]
    _parts: Mapping[NamedNode, frozenset[str]]
    _labels: Mapping[NamedNode, Text]
    _definitions: Mapping[NamedNode, Text]

    def __iter__(self) -> Iterator[Term]:
        """The terms, in the order of their names."""
        return iter(self.terms.values())

    def __len__(self) -> int:
        """How many terms there are."""
        return len(self.terms)

    def __contains__(self, item: object) -> bool:
        """Whether `item` is the name or the IRI of a term, or a term."""
        if isinstance(item, Term):
            item = item.name
        return item in self.terms or item in self._terms_by_iri

    def term(self, name: str) -> Term:
        """The term that people call `name`. Raises NotKnown, with the nearest names, if there is none."""
        try:
            return self.terms[name]
        except KeyError:
            raise _not_known("term", "termen", name, self.terms) from None

    def term_of(self, iri: NamedNode) -> Term:
        """The term that is stored as `iri`. Raises NotKnown if there is none."""
        try:
            return self._terms_by_iri[iri]
        except KeyError:
            raise _not_known("term", "termen", iri.value, (i.value for i in self._terms_by_iri)) from None

    def class_of_kind(self, kind: str) -> NamedNode:
        """The class of the things whose short id begins with `kind`. Raises NotKnown if there is none."""
        try:
            return self.kinds[kind]
        except KeyError:
            raise _not_known("kind of thing", "slaget av sak", kind, self.kinds) from None

    def kind_of_class(self, iri: NamedNode) -> str | None:
        """The kind that begins the short ids of this class, or None for a class without ids."""
        return self._kinds_by_class.get(iri)

    def parts_of(self, node_class: NamedNode) -> frozenset[str]:
        """The names of the terms that a node of this class may have; empty for what is not a node."""
        return self._parts.get(node_class, frozenset())

    def is_functional(self, iri: NamedNode) -> bool:
        """Whether two different values of this term for one subject are a conflict."""
        term = self._terms_by_iri.get(iri)
        return term is not None and term.functional

    def label(self, iri: NamedNode, language: Language) -> str:
        """The label of a class or property. Raises NotKnown for one that is not declared."""
        return self._text(self._labels, iri).in_language(language)

    def definition(self, iri: NamedNode, language: Language) -> str:
        """The definition of a class or property. Raises NotKnown for one that is not declared."""
        return self._text(self._definitions, iri).in_language(language)

    def _text(self, texts: Mapping[NamedNode, Text], iri: NamedNode) -> Text:
        try:
            return texts[iri]
        except KeyError:
            raise _not_known("term", "termen", iri.value, (i.value for i in texts)) from None


@cache
def vocabulary() -> Vocabulary:
    """The vocabulary of rotorsak.ttl and context.jsonld; the files are read at the first call only."""
    triples = _Triples(ontology_quads())
    context: dict[str, str | dict[str, str]] = json.loads(_read("context.jsonld"))["@context"]
    prefixes = {name: entry for name, entry in context.items() if isinstance(entry, str)}
    entries = {name: entry for name, entry in context.items() if isinstance(entry, dict)}

    names = {name: _expand(entry["@id"], prefixes) for name, entry in sorted(entries.items())}
    by_iri = {iri: name for name, iri in names.items()}
    parts = {
        node_class: frozenset(by_iri[part] for part in node_parts)
        for node_class, node_parts in triples.objects_by_subject(RS["part"]).items()
    }
    terms = {
        name: _term(name, iri, entries[name].get("@type"), triples, parts) for name, iri in names.items()
    }
    kinds = {kind: node_class for node_class, kind in triples.strings(RS["idKind"])}
    return Vocabulary(
        terms=MappingProxyType(terms),
        kinds=MappingProxyType(dict(sorted(kinds.items()))),
        _terms_by_iri=MappingProxyType({term.iri: term for term in terms.values()}),
        _kinds_by_class=MappingProxyType({node_class: kind for kind, node_class in kinds.items()}),
        _parts=MappingProxyType(parts),
        _labels=MappingProxyType(triples.texts(RDFS["label"])),
        _definitions=MappingProxyType(triples.texts(SKOS["definition"])),
    )


@cache
def ontology_quads() -> tuple[Quad, ...]:
    """The triples of rotorsak.ttl, in the graph of the ontology."""
    return _quads("rotorsak.ttl", ONTOLOGY_GRAPH)


@cache
def codes_quads() -> tuple[Quad, ...]:
    """The triples of codes.ttl, in the graph of the code lists."""
    return _quads("codes.ttl", CODES_GRAPH)


@cache
def alignments_quads() -> tuple[Quad, ...]:
    """The triples of alignments.ttl, in a graph of their own. They are published, and never reasoned over."""
    return _quads("alignments.ttl", ALIGNMENTS_GRAPH)


@cache
def codes() -> Mapping[str, Text]:
    """The labels of all codes, by short id (`stance/asserts`)."""
    triples = _Triples(codes_quads())
    in_scheme = triples.objects_by_subject(SKOS["inScheme"])
    labels = triples.texts(SKOS["prefLabel"])
    return MappingProxyType({short_id(iri) or iri.value: labels[iri] for iri in sorted(in_scheme, key=str)})


@cache
def code_definitions() -> Mapping[str, Text]:
    """What is meant by each code, by short id."""
    definitions = _Triples(codes_quads()).texts(SKOS["definition"])
    return MappingProxyType({short_id(iri) or iri.value: text for iri, text in definitions.items()})


def shapes_turtle() -> str:
    """The SHACL shapes, as Turtle."""
    return _read("shapes.ttl")


class _Triples:
    """Look-ups in a few hundred triples."""

    def __init__(self, quads: tuple[Quad, ...]) -> None:
        self._objects: dict[NamedNode, dict[NamedNode, list[NamedNode | RdfLiteral]]] = defaultdict(
            lambda: defaultdict(list)
        )
        for quad in quads:
            subject, predicate, object_ = quad.subject, quad.predicate, quad.object
            if isinstance(subject, NamedNode) and isinstance(object_, NamedNode | RdfLiteral):
                self._objects[predicate][subject].append(object_)

    def objects_by_subject(self, predicate: NamedNode) -> dict[NamedNode, list[NamedNode]]:
        """For each subject, the things that `predicate` points to."""
        return {
            subject: [o for o in objects if isinstance(o, NamedNode)]
            for subject, objects in self._objects[predicate].items()
        }

    def strings(self, predicate: NamedNode) -> Iterator[tuple[NamedNode, str]]:
        """The pairs of a subject and a literal's text."""
        for subject, objects in self._objects[predicate].items():
            for object_ in objects:
                if isinstance(object_, RdfLiteral):
                    yield subject, object_.value

    def texts(self, predicate: NamedNode) -> dict[NamedNode, Text]:
        """For each subject that has it in both languages, the text."""
        found: dict[NamedNode, dict[str, str]] = defaultdict(dict)
        for subject, objects in self._objects[predicate].items():
            for object_ in objects:
                if isinstance(object_, RdfLiteral) and object_.language in LANGUAGES:
                    found[subject][object_.language] = object_.value
        return {
            subject: Text(sv=by_language["sv"], en=by_language["en"])
            for subject, by_language in found.items()
            if len(by_language) == len(LANGUAGES)
        }

    def only_thing(self, subject: NamedNode, predicate: NamedNode) -> NamedNode | None:
        """The one thing that `predicate` points to, or None if there is none or several."""
        objects = self._objects[predicate].get(subject, [])
        if len(objects) == 1 and isinstance(objects[0], NamedNode):
            return objects[0]
        return None

    def has(self, subject: NamedNode, predicate: NamedNode, object_: NamedNode | RdfLiteral) -> bool:
        """Whether this triple is there."""
        return object_ in self._objects[predicate].get(subject, [])


def _term(
    name: str,
    iri: NamedNode,
    context_type: str | None,
    triples: _Triples,
    parts: Mapping[NamedNode, frozenset[str]],
) -> Term:
    term_range = triples.only_thing(iri, RDFS["range"])
    return Term(
        name=name,
        iri=iri,
        object_type=_object_type(name, iri, context_type, triples),
        functional=triples.has(iri, RDF["type"], OWL["FunctionalProperty"]),
        domain=triples.only_thing(iri, RDFS["domain"]),
        range=term_range,
        never_fact=triples.has(iri, RS["neverFact"], _TRUE),
        causal=triples.has(iri, RS["causal"], _TRUE),
        statable=triples.has(iri, RS["statable"], _TRUE),
        node=term_range in parts,
    )


def _object_type(name: str, iri: NamedNode, context_type: str | None, triples: _Triples) -> ObjectType:
    if context_type is not None:
        return _OBJECT_TYPE_OF_CONTEXT[context_type]
    declared = [value for subject, value in triples.strings(RS["objectType"]) if subject == iri]
    if len(declared) != 1 or declared[0] not in _OBJECT_TYPES_IN_TURTLE:
        raise ValueError(f"{name}: neither an @type in context.jsonld nor an rs:objectType in rotorsak.ttl")
    return cast(ObjectType, declared[0])


def _expand(name: str, prefixes: Mapping[str, str]) -> NamedNode:
    prefix, _, local = name.partition(":")
    return NamedNode(prefixes[prefix] + local)


def _read(name: str) -> str:
    return files("ontology").joinpath(name).read_text(encoding="utf-8")


def _quads(name: str, graph: NamedNode) -> tuple[Quad, ...]:
    quads = []
    for quad in parse(_read(name), format=RdfFormat.TURTLE):
        if isinstance(quad.subject, BlankNode) or isinstance(quad.object, BlankNode):
            raise ValueError(f"{name}: blank nodes are not stored: {quad}")
        quads.append(Quad(quad.subject, quad.predicate, quad.object, graph))
    return tuple(quads)


def _not_known(what: str, what_sv: str, name: str, known: Iterator[str] | Mapping[str, object]) -> NotKnown:
    nearest = tuple(get_close_matches(name, list(known), n=3))
    hint_sv = f" Närmast: {', '.join(nearest)}." if nearest else ""
    hint_en = f" Nearest: {', '.join(nearest)}." if nearest else ""
    return NotKnown(
        Text(sv=f"{what_sv.capitalize()} {name!r} finns inte.{hint_sv}", en=f"No {what} {name!r}.{hint_en}"),
        nearest,
    )
