"""JSON-LD in the project's own words: the terms of `ontology/context.jsonld`."""

import json
from collections.abc import Iterable
from functools import cache
from importlib.resources import files
from itertools import groupby

import pyoxigraph
from pyoxigraph import DefaultGraph, Literal, NamedNode, Quad, RdfFormat

from ontology.namespaces import RDF, XSD

Json = str | dict[str, "Json"] | list["Json"]


@cache
def context() -> dict[str, str | dict[str, str]]:
    """The project's JSON-LD context: prefixes, keywords, and terms."""
    text = (files("ontology") / "context.jsonld").read_text(encoding="utf-8")
    words: dict[str, str | dict[str, str]] = json.loads(text)["@context"]
    return words


@cache
def prefixes() -> dict[str, str]:
    """The prefixes of the context, with their namespaces."""
    return {
        word: meaning
        for word, meaning in context().items()
        if isinstance(meaning, str) and not meaning.startswith("@")
    }


def jsonld(quads: Iterable[Quad]) -> bytes:
    """Sorted quads as JSON-LD with the project's context, or expanded where an IRI would be taken for a word of it."""
    held = list(quads)
    if any(_looks_like_a_word(quad) for quad in held):
        return pyoxigraph.serialize(held, format=RdfFormat.JSON_LD) or b""
    graphs: list[Json] = []
    for name, members in groupby(held, key=lambda quad: quad.graph_name):
        nodes = _nodes(members)
        graphs.extend(nodes if isinstance(name, DefaultGraph) else [{"id": _iri(name), "@graph": nodes}])
    document = {"@context": context(), "@graph": graphs}
    return (json.dumps(document, ensure_ascii=False, indent=1) + "\n").encode()


def _looks_like_a_word(quad: Quad) -> bool:
    terms = (quad.subject, quad.predicate, quad.object, quad.graph_name)
    iris = {term.value for term in terms if isinstance(term, NamedNode)}
    if isinstance(quad.object, Literal):
        iris.add(quad.object.datatype.value)
    return any(iri.partition(":")[0] in context() for iri in iris)


def _iri(term: object) -> str:
    if not isinstance(term, NamedNode):
        raise TypeError(f"not an IRI: {term!r}")
    return term.value


def _nodes(quads: Iterable[Quad]) -> list[Json]:
    nodes: list[Json] = []
    for subject, members in groupby(quads, key=lambda quad: quad.subject):
        node: dict[str, Json] = {"id": _iri(subject)}
        for quad in members:
            key, value = _said(quad)
            values = node.setdefault(key, [])
            if isinstance(values, list):
                values.append(value)
        nodes.append({key: _one_alone(value) for key, value in node.items()})
    return nodes


def _one_alone(value: Json) -> Json:
    return value[0] if isinstance(value, list) and len(value) == 1 else value


def _said(quad: Quad) -> tuple[str, Json]:
    predicate, thing = quad.predicate.value, quad.object
    if isinstance(thing, NamedNode):
        if quad.predicate == RDF["type"]:
            return "type", _short(thing.value)
        word = _words().get((predicate, "@id"))
        return (word, thing.value) if word else (_key(predicate), {"id": thing.value})
    if not isinstance(thing, Literal):
        raise TypeError(f"not a term that is stored: {thing!r}")
    if thing.language is None and (word := _words().get((predicate, thing.datatype.value))):
        return word, thing.value
    return _key(predicate), _value(thing)


def _key(predicate: str) -> str:
    return _words().get((predicate, "")) or _short(predicate)


def _value(literal: Literal) -> Json:
    if literal.language is not None:
        return {"@value": literal.value, "@language": literal.language}
    if literal.datatype == XSD["string"]:
        return {"@value": literal.value}
    return {"@value": literal.value, "@type": _short(literal.datatype.value)}


@cache
def _words() -> dict[tuple[str, str], str]:
    """The word for a predicate and the type of its values: "@id", a datatype, or "" for any."""
    words: dict[tuple[str, str], str] = {}
    for word, meaning in context().items():
        if isinstance(meaning, dict):
            words.setdefault((_full(meaning["@id"]), _full(meaning.get("@type", ""))), word)
    return words


def _full(name: str) -> str:
    prefix, _, rest = name.partition(":")
    return prefixes()[prefix] + rest if prefix in prefixes() else name


def _short(iri: str) -> str:
    for prefix, namespace in prefixes().items():
        rest = iri.removeprefix(namespace)
        if rest != iri and rest.isidentifier():
            return f"{prefix}:{rest}"
    return iri
