"""The left operands of rules: what each is asked of, and the terms whose claims give it, as codes.ttl has them."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType

from pyoxigraph import NamedNode

from ontology.namespaces import RS
from ontology.vocabulary import codes_quads


@dataclass(frozen=True, slots=True)
class Operand:
    """A fact that rules ask for: of things of which class, and by which terms it is fetched, if by any."""

    iri: NamedNode
    asked_of: NamedNode
    fetched_by: tuple[NamedNode, ...]


@cache
def operands() -> Mapping[NamedNode, Operand]:
    """All operands, by their IRIs, in the order of codes.ttl."""
    found: dict[NamedNode, NamedNode] = {}
    fetched: dict[NamedNode, list[NamedNode]] = {}
    for quad in codes_quads():
        if not isinstance(quad.subject, NamedNode) or not isinstance(quad.object, NamedNode):
            continue
        if quad.predicate == RS["askedOf"]:
            found[quad.subject] = quad.object
        elif quad.predicate == RS["fetchedBy"]:
            fetched.setdefault(quad.subject, []).append(quad.object)
    return MappingProxyType(
        {iri: Operand(iri, class_, tuple(fetched.get(iri, ()))) for iri, class_ in found.items()}
    )
