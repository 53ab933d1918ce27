"""What a SPARQL server does not hold as it is given, said before anything is written."""

import re
from collections.abc import Iterable, Iterator

from pyoxigraph import Literal, NamedNode, Quad

from graph.stores.literals import quad_line
from ontology.errors import BadInput
from ontology.namespaces import XSD
from ontology.text import Text

_LARGEST = 2**63 - 1
_DIGITS = 19
_DOT_SEGMENT = re.compile(r"[^?#]*/\.\.?(?:[/?#]|$)")


def require_holdable(quads: Iterable[Quad]) -> None:
    """Raise BadInput for quads that come back as others.

    Jena's TDB2 cuts off larger integers than fit in 64 bits. And every reader of SPARQL may take `.` and `..` out of
    the path of an IRI.
    """
    for quad in quads:
        if any(_DOT_SEGMENT.match(iri) for iri in _iris(quad)):
            raise _not_holdable(
                quad,
                Text(
                    sv="'/.' eller '/..' i en IRI: skriv den utan omvägar",
                    en="'/.' or '/..' in an IRI: write it without detours",
                ),
            )
        if _is_large(quad.object):
            raise _not_holdable(
                quad,
                Text(
                    sv="ett heltal som inte ryms i 64 bitar: skriv det som text",
                    en="a whole number that does not fit in 64 bits: write it as text",
                ),
            )


def _iris(quad: Quad) -> Iterator[str]:
    for term in (quad.subject, quad.predicate, quad.object, quad.graph_name):
        if isinstance(term, NamedNode):
            yield term.value
        elif isinstance(term, Literal):
            yield term.datatype.value


def _is_large(term: object) -> bool:
    if not isinstance(term, Literal) or term.datatype != XSD["integer"]:
        return False
    digits = term.value.removeprefix("-")
    return len(digits) > _DIGITS or int(digits) > _LARGEST


def _not_holdable(quad: Quad, reason: Text) -> BadInput:
    line = quad_line(quad)
    return BadInput(
        Text(
            sv=f"Detta kan inte lagras i ett SPARQL-lager: {line} ({reason.sv}). Ingenting skrevs.",
            en=f"This cannot be stored in a SPARQL store: {line} ({reason.en}). Nothing was written.",
        )
    )
