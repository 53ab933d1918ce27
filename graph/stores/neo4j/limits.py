"""Which servers will do, and what they cannot hold, said before anything is written."""

import re
from collections.abc import Iterable

from neo4j import ManagedTransaction
from pyoxigraph import NamedNode, Quad

from ontology.errors import BadInput, StoreFailed
from ontology.text import Text

_OLDEST = (5, 26)
_VERSION = re.compile(r"Neo4j/(\d+)\.(\d+)")
LONGEST_IRI = 8164
"""Bytes, in UTF-8, of what a uniqueness constraint takes; seen with 5.26."""


def require_holdable(quads: Iterable[Quad]) -> None:
    """Raise BadInput for quads that Neo4j cannot hold: those with an IRI that no constraint takes."""
    for quad in quads:
        for term in (quad.subject, quad.predicate, quad.object, quad.graph_name):
            if isinstance(term, NamedNode) and len(term.value.encode()) > LONGEST_IRI:
                raise BadInput(_too_long(term.value))


def _too_long(iri: str) -> Text:
    shown, size = iri[:80], len(iri.encode())
    return Text(
        sv=f"Detta kan inte lagras i Neo4j: IRI:n {shown}… är {size} byte lång, och {LONGEST_IRI} är det längsta. "
        "Ingenting skrevs. Använd en kortare.",
        en=f"This cannot be stored in Neo4j: the IRI {shown}… is {size} bytes long, and {LONGEST_IRI} is the longest. "
        "Nothing was written. Use a shorter one.",
    )


def require_version(transaction: ManagedTransaction) -> None:
    """Raise StoreFailed for a server that is not Neo4j 5.26 or later."""
    agent = transaction.run("RETURN 1").consume().server.agent
    version = _VERSION.match(agent)
    if version is None or (int(version[1]), int(version[2])) < _OLDEST:
        raise StoreFailed(
            Text(
                sv=f"Servern är {agent}; Rotorsak behöver Neo4j 5.26 eller senare.",
                en=f"The server is {agent}; Rotorsak needs Neo4j 5.26 or later.",
            )
        )
