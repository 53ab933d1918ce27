"""The shapes put to quads by pyshacl."""

from collections.abc import Collection, Iterable, Iterator
from functools import cache
from typing import Any, NamedTuple

import pyshacl
import rdflib
from pyoxigraph import Literal, NamedNode, Quad, RdfFormat, serialize
from rdflib.namespace import SH
from rdflib.plugins.sparql import prepareQuery
from rdflib.plugins.sparql.sparql import Query
from rdflib.query import Result
from rdflib.term import Node

from graph.stores.literals import Term
from ontology.text import Text
from ontology.vocabulary import shapes_turtle

_MOST_IN_FOCUS = 300
"""pyshacl looks each node up in the list of those in focus: beyond this many, it is faster to check them all."""


class Found(NamedTuple):
    """A thing that does not have its shape: by which term and value, and why."""

    thing: NamedNode
    term: NamedNode | None
    value: Term | None
    message: Text


def violations(quads: Collection[Quad], things: Collection[NamedNode] | None) -> Iterator[Found]:
    """What does not have its shape in these quads, among `things` only if they are given."""
    focus: list[str | rdflib.URIRef] | None = None
    if things is not None and len(things) <= _MOST_IN_FOCUS:
        focus = [rdflib.URIRef(thing.value) for thing in things]
    _, results, _ = pyshacl.validate(_rdflib(quads), shacl_graph=_shapes(), focus_nodes=focus, inplace=True)
    if not isinstance(results, rdflib.Graph):
        raise TypeError(f"pyshacl gave no report: {results!r}")
    for result in results.subjects(rdflib.RDF.type, SH.ValidationResult):
        found = _found(result, results)
        if things is None or found.thing in things:
            yield found


class _Data(rdflib.Graph):
    """A graph that parses each query once: pyshacl asks the same one of every node in focus."""

    def query(self, query_object: str | Query, *args: Any, **kwargs: Any) -> Result:
        """The answer to a query, whose text is parsed only if it is new."""
        prepared = _prepared(query_object) if isinstance(query_object, str) else query_object
        return super().query(prepared, *args, **kwargs)


@cache
def _prepared(query: str) -> Query:
    return prepareQuery(query)


class _Shapes(rdflib.Graph):
    """A graph that remembers each look-up: pyshacl reads a shape anew for every node that it puts to it."""

    def __init__(self) -> None:
        super().__init__()
        self._found: dict[Any, list[Any]] = {}
        self.parse(data=shapes_turtle(), format="turtle")
        self._found.clear()

    def triples(self, triple: Any) -> Any:
        """The triples that match, as they were at the first look."""
        if triple not in self._found:
            self._found[triple] = list(super().triples(triple))
        return iter(self._found[triple])


@cache
def _shapes() -> rdflib.Graph:
    return _Shapes()


def _rdflib(quads: Iterable[Quad]) -> rdflib.Graph:
    data = serialize((quad.triple for quad in quads), format=RdfFormat.N_TRIPLES)
    return _Data().parse(data=data, format="nt")


def _found(result: Node, results: rdflib.Graph) -> Found:
    thing, term, value = (
        _term(results.value(result, part)) for part in (SH.focusNode, SH.resultPath, SH.value)
    )
    if not isinstance(thing, NamedNode):
        raise TypeError(f"a result of pyshacl without a thing: {thing!r}")
    messages = {
        message.language: str(message)
        for message in results.objects(result, SH.resultMessage)
        if isinstance(message, rdflib.Literal)
    }
    any_message = next(iter(messages.values()), "")
    return Found(
        thing=thing,
        term=term if isinstance(term, NamedNode) else None,
        value=value,
        message=Text(sv=messages.get("sv", any_message), en=messages.get("en", any_message)),
    )


def _term(node: Node | None) -> Term | None:
    if isinstance(node, rdflib.URIRef):
        return NamedNode(str(node))
    if isinstance(node, rdflib.Literal):
        if node.language is not None:
            return Literal(str(node), language=node.language)
        return Literal(str(node), datatype=NamedNode(str(node.datatype or rdflib.XSD.string)))
    return None
