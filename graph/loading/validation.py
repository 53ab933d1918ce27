"""Whether data has the shape that it must have: SHACL, over a store or over the things that a load touches."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from functools import cache

import pyshacl
import rdflib
from pyoxigraph import Literal, NamedNode, Quad, RdfFormat, serialize
from rdflib.namespace import SH
from rdflib.term import Node

from graph.stores.interface import Store
from graph.stores.literals import Term
from ontology.iris import FACTS_GRAPH
from ontology.text import Text
from ontology.vocabulary import shapes_turtle

_MOST_IN_FOCUS = 300
"""pyshacl looks each node up in the list of those in focus: beyond this many, it is faster to check them all."""


@dataclass(frozen=True, slots=True)
class Shortfall:
    """A thing that falls short of its shape: by which term and value, in which graph, and why."""

    thing: NamedNode
    term: NamedNode | None
    value: Term | None
    graph: NamedNode | None
    message: Text


def shortfalls(store: Store) -> list[Shortfall]:
    """Everything in a store that falls short, in order of its ids; the derived facts are left out."""
    return shortfalls_of([quad for quad in store.quads() if quad.graph_name != FACTS_GRAPH])


def shortfalls_of(quads: Collection[Quad], things: Collection[NamedNode] | None = None) -> list[Shortfall]:
    """What falls short in these quads, among `things` only if they are given."""
    if not quads or (things is not None and not things):
        return []
    focus: list[str | rdflib.URIRef] | None = None
    if things is not None and len(things) <= _MOST_IN_FOCUS:
        focus = [rdflib.URIRef(thing.value) for thing in things]
    _, results, _ = pyshacl.validate(_rdflib(quads), shacl_graph=_shapes(), focus_nodes=focus, inplace=True)
    if not isinstance(results, rdflib.Graph):
        raise TypeError(f"pyshacl gave no report: {results!r}")
    reported = results.subjects(rdflib.RDF.type, SH.ValidationResult)
    found = {_shortfall(result, results, quads) for result in reported}
    wanted = (one for one in found if things is None or one.thing in things)
    return sorted(wanted, key=lambda one: (one.thing.value, str(one.term), str(one.value), one.message.en))


@cache
def _shapes() -> rdflib.Graph:
    return rdflib.Graph().parse(data=shapes_turtle(), format="turtle")


def _rdflib(quads: Iterable[Quad]) -> rdflib.Graph:
    data = serialize((quad.triple for quad in quads), format=RdfFormat.N_TRIPLES)
    return rdflib.Graph().parse(data=data, format="nt")


def _shortfall(result: Node, results: rdflib.Graph, quads: Iterable[Quad]) -> Shortfall:
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
    path = term if isinstance(term, NamedNode) else None
    return Shortfall(
        thing=thing,
        term=path,
        value=value,
        graph=_graph_of(thing, path, quads),
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


def _graph_of(thing: NamedNode, term: NamedNode | None, quads: Iterable[Quad]) -> NamedNode | None:
    """The graph that says it with this term, or else the first that says anything of the thing."""
    of_thing = [quad for quad in quads if quad.subject == thing and isinstance(quad.graph_name, NamedNode)]
    of_thing.sort(key=lambda quad: (quad.predicate != term, str(quad.graph_name)))
    return next((quad.graph_name for quad in of_thing if isinstance(quad.graph_name, NamedNode)), None)
