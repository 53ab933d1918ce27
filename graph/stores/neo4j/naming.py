"""What terms of the vocabularies are called in Neo4j: short names, for the namespaces that we know."""

import re

from pyoxigraph import NamedNode

from ontology.namespaces import PREFIXES

_BASES = {namespace.base: prefix for prefix, namespace in PREFIXES.items()}
_TERM = re.compile(r"(.*[/#])([A-Za-z][A-Za-z0-9_]*)")
OTHER_LABEL = "Other"
_OUR_LABELS = frozenset({"Resource", "NamedGraph", "Rotorsak"})
RESERVED_TYPES = frozenset({"SAID_IN"})


def short_name(iri: NamedNode) -> tuple[str, str] | None:
    """The prefix and the local name of a term of a namespace that we know; None for any other IRI."""
    match = _TERM.fullmatch(iri.value)
    if match is None or match[1] not in _BASES:
        return None
    return _BASES[match[1]], match[2]


def label_of(class_: NamedNode) -> str:
    """The label of the things of a class: its local name, or `Other` outside the namespaces that we know."""
    name = short_name(class_)
    return name[1] if name and name[1] not in _OUR_LABELS else OTHER_LABEL


def iri_of(key: str) -> NamedNode:
    """The predicate whose exact property has this key, `rs:stance` or `<https://…>`."""
    if key.startswith("<"):
        return NamedNode(key[1:-1])
    prefix, _, local = key.partition(":")
    return PREFIXES[prefix][local]
