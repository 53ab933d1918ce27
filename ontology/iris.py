"""Names: the fixed base of every IRI, namespaces, and short ids."""

import re

from pyoxigraph import NamedNode

BASE = "https://w3id.org/rotorsak/"
ID_BASE = BASE + "id/"
GRAPH_BASE = BASE + "graph/"
DEF = BASE + "def#"

_SHORT_ID = re.compile(r"[a-z][a-z0-9-]*/[A-Za-z0-9][A-Za-z0-9._-]*")


def is_short_id(text: str) -> bool:
    """Whether `text` has the form `kind/slug`."""
    return _SHORT_ID.fullmatch(text) is not None


def thing(short_id: str) -> NamedNode:
    """The IRI of the thing with this short id, `kind/slug`. Raises ValueError on another form."""
    if not is_short_id(short_id):
        raise ValueError(f"not a short id: {short_id!r}")
    return NamedNode(ID_BASE + short_id)


def short_id(iri: NamedNode) -> str | None:
    """The short id of a thing's IRI, or None for an IRI that is not one of ours."""
    rest = iri.value.removeprefix(ID_BASE)
    return rest if rest != iri.value and is_short_id(rest) else None


def graph(name: str) -> NamedNode:
    """The IRI of the named graph `name`."""
    return NamedNode(GRAPH_BASE + name)


FACTS_GRAPH = graph("facts")
STATE_GRAPH = graph("state")
ONTOLOGY_GRAPH = graph("ontology")
CODES_GRAPH = graph("codes")
ALIGNMENTS_GRAPH = graph("alignments")
