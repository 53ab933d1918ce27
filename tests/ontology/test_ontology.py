"""The vocabulary, the code lists and the alignments: complete, in two languages, and used as declared."""

import json
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import NamedTuple

import pytest
from pyoxigraph import BlankNode, Literal, NamedNode, Quad, RdfFormat, parse
from ruamel.yaml import YAML

from ontology import iris, namespaces, vocabulary
from ontology.errors import NotKnown
from ontology.namespaces import DCT, OWL, RDF, RDFS, RS, SKOS, XSD, Namespace
from ontology.vocabulary import Vocabulary

ROOT = Path(__file__).parents[2]
DATA = sorted((ROOT / "ingest").rglob("*.yaml"))
QUERIES = sorted((ROOT / "graph" / "queries").glob("*.rq"))
PYTHON = sorted(
    path for folder in ("ontology", "graph", "ingest", "api") for path in (ROOT / folder).rglob("*.py")
)
TURTLE = sorted((ROOT / "ontology").glob("*.ttl"))
PROPERTY_TYPES = {OWL["ObjectProperty"], OWL["DatatypeProperty"], OWL["AnnotationProperty"]}
# The languages that vocabularies and shapes are written in: no words of ours, so not declared by us.
META = (OWL.base, RDFS.base, XSD.base, "http://www.w3.org/ns/shacl#")
LISTS = {RDF[name] for name in ("first", "rest", "nil")}
NO_WORDS = (
    *META,
    iris.GRAPH_BASE,
    iris.BASE + "shapes#",
    iris.BASE + "def/",
    "https://creativecommons.org/",
)


@pytest.fixture(scope="module")
def words() -> Vocabulary:
    return vocabulary.vocabulary()


@cache
def declared() -> frozenset[NamedNode]:
    """Everything that rotorsak.ttl says something of."""
    return frozenset(
        quad.subject for quad in vocabulary.ontology_quads() if isinstance(quad.subject, NamedNode)
    )


def languages(quads: tuple[Quad, ...], subject: NamedNode, predicate: NamedNode) -> list[str]:
    return sorted(
        quad.object.language or ""
        for quad in quads
        if quad.subject == subject and quad.predicate == predicate and isinstance(quad.object, Literal)
    )


def subjects_of_type(quads: tuple[Quad, ...], *classes: NamedNode) -> set[NamedNode]:
    return {
        quad.subject
        for quad in quads
        if quad.predicate == RDF["type"] and quad.object in classes and isinstance(quad.subject, NamedNode)
    }


# --- declared, in both languages


def test_every_term_and_class_has_a_label_and_a_definition_in_both_languages() -> None:
    quads = vocabulary.ontology_quads()
    header = NamedNode(iris.DEF.rstrip("#"))
    assert languages(quads, header, DCT["title"]) == ["en", "sv"]
    for subject in declared() - {header}:
        assert languages(quads, subject, RDFS["label"]) == ["en", "sv"], subject
        assert languages(quads, subject, SKOS["definition"]) == ["en", "sv"], subject


def test_every_code_and_code_list_has_a_name_and_a_definition_in_both_languages() -> None:
    quads = vocabulary.codes_quads()
    codes = subjects_of_type(quads, SKOS["Concept"], SKOS["ConceptScheme"])
    assert codes == {quad.subject for quad in quads}
    for code in codes:
        assert languages(quads, code, SKOS["prefLabel"]) == ["en", "sv"], code
        assert languages(quads, code, SKOS["definition"]) == ["en", "sv"], code


def test_every_code_stands_in_the_list_that_its_id_names() -> None:
    quads = vocabulary.codes_quads()
    schemes = subjects_of_type(quads, SKOS["ConceptScheme"])
    in_scheme = {quad.subject: quad.object for quad in quads if quad.predicate == SKOS["inScheme"]}
    assert set(in_scheme) == subjects_of_type(quads, SKOS["Concept"])
    assert set(in_scheme.values()) == schemes
    for code, scheme in in_scheme.items():
        assert isinstance(code, NamedNode)
        short = iris.short_id(code)
        assert short is not None
        assert scheme == iris.thing(f"code-list/{short.partition('/')[0]}")


def test_no_code_list_has_the_name_of_a_kind(words: Vocabulary) -> None:
    schemes = {code.partition("/")[0] for code in vocabulary.codes()}
    assert not schemes & set(words.kinds)


def test_every_term_of_the_context_is_declared_and_every_property_is_in_the_context(
    words: Vocabulary,
) -> None:
    properties = subjects_of_type(vocabulary.ontology_quads(), OWL["ObjectProperty"], OWL["DatatypeProperty"])
    assert {term.iri for term in words} <= subjects_of_type(vocabulary.ontology_quads(), *PROPERTY_TYPES)
    assert properties - {RDF["type"]} <= {term.iri for term in words}


def test_code_and_context_have_the_same_prefixes() -> None:
    context = json.loads((ROOT / "ontology" / "context.jsonld").read_text(encoding="utf-8"))["@context"]
    strings = {name: meant for name, meant in context.items() if isinstance(meant, str)}
    written = {
        name: meant for name, meant in strings.items() if meant.startswith("http") and meant[-1] in "#/"
    }
    assert {name: namespace.base for name, namespace in namespaces.PREFIXES.items()} == written


def test_no_two_names_mean_the_same_term(words: Vocabulary) -> None:
    assert len({term.iri for term in words}) == len(words)


def test_nothing_that_goes_into_the_store_is_a_blank_node() -> None:
    for quads in (vocabulary.ontology_quads(), vocabulary.codes_quads(), vocabulary.alignments_quads()):
        assert not [q for q in quads if isinstance(q.subject, BlankNode) or isinstance(q.object, BlankNode)]


def test_each_file_has_a_graph_of_its_own() -> None:
    assert {quad.graph_name for quad in vocabulary.ontology_quads()} == {iris.ONTOLOGY_GRAPH}
    assert {quad.graph_name for quad in vocabulary.codes_quads()} == {iris.CODES_GRAPH}
    assert {quad.graph_name for quad in vocabulary.alignments_quads()} == {iris.ALIGNMENTS_GRAPH}


def test_alignments_are_only_matches_and_none_is_in_the_ontology() -> None:
    matches = {
        SKOS[name] for name in ("exactMatch", "closeMatch", "broadMatch", "narrowMatch", "relatedMatch")
    }
    known = declared() | {iris.thing(code) for code in vocabulary.codes()}
    for quad in vocabulary.alignments_quads():
        assert quad.predicate in matches
        assert quad.subject in known
        assert quad.object not in known
    assert not [quad for quad in vocabulary.ontology_quads() if quad.predicate in matches]


# --- what the program reads of a term


def test_causal_terms_and_evaluations_are_never_facts(words: Vocabulary) -> None:
    assert {term.name for term in words if term.causal} == {"causes", "reduces"}
    never = {"causes", "reduces", "addresses", "evaluatedAs", "meets"}
    assert {term.name for term in words if term.never_fact} == never


def test_a_term_is_found_by_name_and_by_iri(words: Vocabulary) -> None:
    term = words.term("partOf")
    assert term.iri == DCT["isPartOf"]
    assert words.term_of(term.iri) is term
    assert "partOf" in words
    assert term.iri in words
    assert words.label(term.iri, "sv") == "är en del av"
    assert words.label(term.iri, "en") == "is part of"


def test_a_misspelt_name_gets_the_nearest(words: Vocabulary) -> None:
    with pytest.raises(NotKnown) as error:
        words.term("reducess")
    assert "reduces" in error.value.nearest
    assert "reduces" in error.value.tell("sv")
    with pytest.raises(NotKnown):
        words.term_of(RS["reducess"])
    with pytest.raises(NotKnown):
        words.label(RS["reducess"], "sv")


@pytest.mark.parametrize(
    ("name", "object_type"),
    [
        ("causes", "thing"),
        ("diaryNumber", "string"),
        ("recipientCount", "integer"),
        ("min", "decimal"),
        ("reportDue", "date"),
        ("prefLabel", "text"),
        ("page", "address"),
        ("object", "any"),
    ],
)
def test_object_types(words: Vocabulary, name: str, object_type: str) -> None:
    assert words.term(name).object_type == object_type


def test_a_datatype_in_the_context_is_not_contradicted_by_the_range(words: Vocabulary) -> None:
    datatypes = {"string": XSD["string"], "integer": XSD["integer"], "decimal": XSD["decimal"]}
    for term in words:
        if term.range is not None and term.range.value.startswith(XSD.base):
            assert term.range == datatypes[term.object_type], term.name


def test_node_terms_point_to_classes_with_parts(words: Vocabulary) -> None:
    nodes = {term.name for term in words if term.node}
    assert nodes == {
        "period", "statusCount", "prioritises", "criteria", "amount", "share", "designation", "observation", "holder",
        "constraint", "refinement",
    }  # fmt: skip
    amount = words.term("amount").range
    assert amount is not None
    assert words.parts_of(amount) == {"kronor", "stage", "payer", "payee", "start", "end", "per"}
    assert words.kind_of_class(amount) == "amount"


def test_functional_terms(words: Vocabulary) -> None:
    assert words.is_functional(words.term("recipientCount").iri)
    assert not words.is_functional(words.term("amount").iri)
    assert not words.is_functional(RS["nothing"])


# --- what is used is declared


@pytest.mark.parametrize("path", [*TURTLE, *QUERIES], ids=lambda path: path.name)
def test_what_turtle_and_queries_use_is_declared(path: Path) -> None:
    used = set(iris_of_turtle(path) if path.suffix == ".ttl" else iris_of_query(path))
    if path.name == "alignments.ttl":
        used = {iri for iri in used if iri.value.startswith(iris.BASE)}
    codes = {quad.subject for quad in vocabulary.codes_quads()}
    words = {iri for iri in used if not iri.value.startswith(NO_WORDS)} - LISTS
    assert words <= declared() | codes, words - declared() - codes


def iris_of_turtle(path: Path) -> Iterator[NamedNode]:
    for quad in parse(path=path, format=RdfFormat.TURTLE):
        yield from (
            term for term in (quad.subject, quad.predicate, quad.object) if isinstance(term, NamedNode)
        )


def iris_of_query(path: Path) -> Iterator[NamedNode]:
    text = re.sub(r"(?m)(^|\s)#.*$", "", path.read_text(encoding="utf-8"))
    prefixes = dict(re.findall(r"(?i)PREFIX\s+([\w-]*):\s*<([^>]*)>", text))
    body = re.sub(r"(?i)PREFIX\s+[\w-]*:\s*<[^>]*>", "", text)
    yield from (NamedNode(iri) for iri in re.findall(r"<([^>\s]+)>", body))
    without_iris = re.sub(r"<[^>\s]*>|\"[^\"]*\"", "", body)
    for prefix, name in re.findall(r"(?<![\w?$])([A-Za-z][\w-]*):([\w-]+)", without_iris):
        assert prefix in prefixes, f"{path.name}: {prefix}:{name}"
        yield NamedNode(prefixes[prefix] + name)


@pytest.mark.parametrize("path", PYTHON, ids=lambda path: str(path.relative_to(ROOT)))
def test_what_the_code_uses_is_declared(path: Path, words: Vocabulary) -> None:
    spaces = {name: entry for name, entry in vars(namespaces).items() if isinstance(entry, Namespace)}
    text = path.read_text(encoding="utf-8")
    for prefix, name in re.findall(r"\b([A-Z]{2,})\[\"(\w+)\"\]", text):
        if prefix in spaces and not spaces[prefix].base.startswith(META):
            assert spaces[prefix][name] in declared(), f"{prefix}:{name}"
    for name in re.findall(r"\.term\(\"(\w+)\"\)", text):
        assert name in words, name


class Said(NamedTuple):
    """A sentence of a data file, with the parts of its node."""

    sentence: str
    parts: tuple[str, ...]


@pytest.mark.parametrize("path", DATA, ids=lambda path: path.name)
def test_what_the_data_says_is_said_in_declared_words(path: Path, words: Vocabulary) -> None:
    schemes = {code.partition("/")[0] for code in vocabulary.codes()}
    for document in YAML(typ="safe").load_all(path.read_text(encoding="utf-8")):
        for text in texts(document):
            short = iris.is_short_id(text) and text.partition("/")[0]
            if short in schemes:
                assert text in vocabulary.codes(), text
        for said in sentences(document):
            subject, name, *rest = said.sentence.split(maxsplit=2)
            term = words.term(name)
            assert term.statable, said
            assert term.node == (not rest), said
            if term.domain is not None:
                assert words.class_of_kind(subject.partition("/")[0]) == term.domain, said
            if term.node and term.range is not None:
                assert words.parts_of(term.range) >= set(said.parts), said
            elif term.range is not None and term.object_type == "thing":
                assert words.class_of_kind(rest[0].partition("/")[0]) == term.range, said
            for word in rest[0].split() if term.object_type == "thing" and rest else ():
                if word.partition("/")[0] in schemes:
                    assert word in vocabulary.codes(), said


def texts(value: object) -> Iterator[str]:
    """All texts in a YAML value."""
    if isinstance(value, dict):
        for child in value.values():
            yield from texts(child)
    elif isinstance(value, list):
        for child in value:
            yield from texts(child)
    elif isinstance(value, str):
        yield value


def sentences(document: object) -> Iterator[Said]:
    """The sentences that a source document's passages say, reported ones too."""
    passages = document.get("passages") if isinstance(document, dict) else None
    for passage in (passages or {}).values():
        for entry in passage.get("says") or ():
            yield from sentences_of(entry)


def sentences_of(entry: object) -> Iterator[Said]:
    if isinstance(entry, str):
        yield Said(entry, ())
    elif isinstance(entry, dict):
        for stance in ("asserts", "denies", "doubts", "asks", "proposes"):
            said = entry.get(stance)
            if isinstance(said, str):
                yield Said(said, tuple(entry.get("with") or ()))
            elif said is not None:
                yield from sentences_of(said)
