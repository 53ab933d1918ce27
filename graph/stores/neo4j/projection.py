"""Quads as nodes and relationships, and back, without loss.

A quad is held in exactly one of two exact forms: a relationship, or a value in a property of its subject's node. The
value is the object in N-Quads form with the graph after it, `"text"@sv <graph>`; the property's key is the predicate.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

from pyoxigraph import NamedNode, Quad, RdfFormat, parse

from graph.stores.neo4j.naming import RESERVED_TYPES, iri_of, short_name
from ontology.namespaces import RDF, RS

KEPT_AS_VALUES = frozenset(
    {RDF["type"], RDF["predicate"], RS["stance"], RS["reviewState"], RS["basis"]},
)
"""Predicates with few objects, to which thousands of things point: as relationships, they would all meet in one node,
and whoever walks the graph would pass through it from anything to anything."""

OTHER_TYPE = "OTHER"
_HUMP = re.compile(r"(?<=[a-z0-9])(?=[A-Z])")

Exact = dict[str, list[str]]
"""The exact properties of a node: each a sorted list of values, by the key of its predicate."""


class Relationship(NamedTuple):
    """An exact relationship: the IRIs of its ends, its type, and the predicate and graph that it carries."""

    subject: str
    type: str
    object: str
    iri: str
    graph: str


@dataclass(frozen=True, slots=True)
class Projected:
    """What quads are in Neo4j: exact values by subject and key, relationships, and which graph speaks of what."""

    values: dict[str, dict[str, set[str]]] = field(default_factory=lambda: defaultdict(_no_values))
    relationships: set[Relationship] = field(default_factory=set)
    said_in: set[tuple[str, str]] = field(default_factory=set)

    @classmethod
    def of(cls, quads: Iterable[Quad]) -> "Projected":
        """The projection of canonical quads in named graphs."""
        projected = cls()
        for quad in quads:
            projected._take(quad)
        return projected

    def ends(self) -> set[str]:
        """The IRIs of all nodes that must be there for this."""
        return {iri for iri, _ in self.said_in} | {one.object for one in self.relationships}

    def _take(self, quad: Quad) -> None:
        subject, object_, graph = _iri(quad.subject), quad.object, _iri(quad.graph_name)
        self.said_in.add((subject, graph))
        if isinstance(object_, NamedNode) and quad.predicate not in KEPT_AS_VALUES:
            type_ = type_of(quad.predicate)
            self.relationships.add(Relationship(subject, type_, object_.value, quad.predicate.value, graph))
        else:
            self.values[subject][key_of(quad.predicate)].add(f"{object_} <{graph}>")


def _no_values() -> dict[str, set[str]]:
    return defaultdict(set)


def _iri(term: object) -> str:
    if not isinstance(term, NamedNode):
        raise TypeError(f"not an IRI: {term!r}")
    return term.value


def type_of(predicate: NamedNode) -> str:
    """The type of the relationships of a predicate: `WAS_QUOTED_FROM`, or `OTHER` outside the namespaces we know."""
    name = short_name(predicate)
    type_ = _HUMP.sub("_", name[1]).upper() if name else OTHER_TYPE
    return OTHER_TYPE if type_ in RESERVED_TYPES else type_


def key_of(predicate: NamedNode) -> str:
    """The key of a predicate's exact property: `rs:stance`, or `<https://…>` outside the namespaces that we know."""
    name = short_name(predicate)
    return ":".join(name) if name else str(predicate)


def is_exact(key: str) -> bool:
    """Whether a property is exact, and not one for people: every IRI has a colon, and no name of ours."""
    return ":" in key


def after(exact: Exact, removed: dict[str, set[str]], added: dict[str, set[str]]) -> Exact:
    """The exact properties of a node after values went and came. What went and came is there."""
    changed = {
        key: sorted((set(exact.get(key, ())) - removed.get(key, set())) | added.get(key, set()))
        for key in {*removed, *added}
    }
    return {key: values for key, values in {**exact, **changed}.items() if values}


def quads_of(iri: str, exact: Exact, outgoing: Iterable[tuple[str, str, str]]) -> Iterator[str]:
    """A node's quads as lines of N-Quads: by exact properties, and relationships (predicate, object, graph)."""
    for key, values in exact.items():
        start = f"<{iri}> {iri_of(key)}"
        for value in values:
            yield f"{start} {value} .\n"
    for predicate, object_, graph in outgoing:
        yield f"<{iri}> <{predicate}> <{object_}> <{graph}> .\n"


def parsed(lines: Iterable[str]) -> Iterator[Quad]:
    """The quads of lines of N-Quads that we wrote ourselves."""
    return parse("".join(lines), format=RdfFormat.N_QUADS, lenient=True)
