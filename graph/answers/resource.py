"""The RDF of a thing, for machines that ask at its address."""

from collections.abc import Iterator

from pyoxigraph import NamedNode, Quad

from graph.answers.description import read_pointing
from graph.answers.finding import DESCRIBED
from graph.claims.evidence import node
from graph.claims.spoken import read_propositions
from graph.stores.interface import NamedQuery, Store
from ontology.iris import FACTS_GRAPH
from ontology.namespaces import RS

CLAIMED = NamedQuery("claimed")


def resource_quads(store: Store, thing: NamedNode) -> list[Quad]:
    """What is published of a thing, as triples of the default graph. Four round trips.

    - every triple that begins in it, in any graph;
    - the facts that point to it; or what points to a claim, a proposition, a passage or the like, which no facts do;
    - each proposition that it is the subject or the object of, with the ids of the claims about that proposition
      (`rs:about`): what those claims say further is at their own addresses;
    - the proposition that a claim is about in the end.

    A fact that points to it is left out beyond the first 1001, a claim beyond the first 10000.
    """
    rows = store.select(DESCRIBED, thing=[thing])
    quads = {Quad(thing, node(row, "predicate"), row["value"]) for row in rows}
    is_fact = any(row["graph"] == FACTS_GRAPH for row in rows)
    for predicate, subjects in read_pointing(store, thing, is_fact=is_fact).items():
        quads.update(Quad(one, predicate, thing) for one in subjects if isinstance(one, NamedNode))
    quads.update(_claimed(store, thing))
    said = (one for several in read_propositions(store, [thing]).values() for one in several)
    quads.update(Quad(*quad.triple) for one in said for quad in one.quads(FACTS_GRAPH))
    return list(quads)


def _claimed(store: Store, thing: NamedNode) -> Iterator[Quad]:
    for row in store.select(CLAIMED, thing=[thing]):
        proposition = node(row, "proposition")
        yield Quad(proposition, node(row, "end"), thing)
        yield Quad(node(row, "claim"), RS["about"], proposition)
