"""Whether data has the shape that it must have: SHACL, over a store or over the things that a load touches."""

from collections.abc import Collection
from dataclasses import dataclass

from pyoxigraph import NamedNode, Quad

from graph.stores.interface import Store
from graph.stores.literals import Term
from ontology.iris import FACTS_GRAPH
from ontology.text import Text


@dataclass(frozen=True, slots=True)
class Shortfall:
    """A thing that falls short of its shape: by which term and value, in which graph, and why."""

    thing: NamedNode
    term: NamedNode | None
    value: Term | None
    graph: NamedNode | None
    message: Text


def shortfalls(store: Store) -> list[Shortfall]:
    """Everything in a store that falls short, in order of its ids; a claim's object as the fact that it makes."""
    return shortfalls_of(list(store.quads()))


def shortfalls_of(quads: Collection[Quad], things: Collection[NamedNode] | None = None) -> list[Shortfall]:
    """What falls short in these quads, among `things` only if they are given."""
    if not quads or (things is not None and not things):
        return []
    from graph.loading.shacl import Found, violations  # pyshacl is slow to import, and asking needs none

    def shortfall(found: Found) -> Shortfall:
        return Shortfall(
            found.thing, found.term, found.value, _graph_of(found.thing, found.term, quads), found.message
        )

    found = {shortfall(one) for one in violations(quads, things)}
    return sorted(found, key=lambda one: (one.thing.value, str(one.term), str(one.value), one.message.en))


def _graph_of(thing: NamedNode, term: NamedNode | None, quads: Collection[Quad]) -> NamedNode | None:
    """The graph that says it with this term, or else the first that says anything of the thing; the facts last."""
    of_thing = [quad for quad in quads if quad.subject == thing and isinstance(quad.graph_name, NamedNode)]
    of_thing.sort(
        key=lambda quad: (quad.graph_name == FACTS_GRAPH, quad.predicate != term, str(quad.graph_name))
    )
    return next((quad.graph_name for quad in of_thing if isinstance(quad.graph_name, NamedNode)), None)
