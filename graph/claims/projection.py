"""Facts: the projection of the claims that ordinary queries and people read, made anew from them at any time.

A proposition is a fact when somebody other than a party asserts it first-hand, as read in a document, nobody denies it
or gives another value, and its term is not one that is asked through a view only (`rs:neverFact`).
"""

from collections.abc import Iterable, Iterator

from pyoxigraph import Literal, NamedNode, Quad

from graph.claims.evidence import Claim, read_claims, read_disputed
from graph.claims.model import Proposition
from graph.claims.views import Counted
from graph.stores.interface import Store
from ontology import iris
from ontology.iris import FACTS_GRAPH, STATE_GRAPH
from ontology.namespaces import OA, PROV, RDF, RS
from ontology.vocabulary import Vocabulary

UNPROJECTED_GRAPHS = frozenset({FACTS_GRAPH, STATE_GRAPH, iris.ONTOLOGY_GRAPH, iris.ALIGNMENTS_GRAPH})
_MACHINERY = frozenset(
    {RS["Claim"], RDF["Statement"], OA["SpecificResource"], OA["TextPositionSelector"], PROV["Activity"]}
)


def project(store: Store, vocabulary: Vocabulary) -> frozenset[Quad]:
    """The quads of the facts graph that follow from everything else in the store."""
    claims = read_claims(store)
    counted = Counted(claims, read_disputed(store, claims), {}, vocabulary)
    facts = [proposition for proposition in counted.asserted() if is_fact(proposition, counted)]
    quads = [
        quad
        for graph in store.graph_names()
        if graph not in UNPROJECTED_GRAPHS
        for quad in store.quads(graph)
    ]
    nodes = {fact.object for fact in facts}
    return frozenset(
        Quad(subject, predicate, object_, FACTS_GRAPH)
        for subject, predicate, object_ in (*_edges(facts), *_descriptions(quads, vocabulary, nodes))
    )


def is_fact(proposition: Proposition, counted: Counted) -> bool:
    """Whether the claims that count make the proposition a fact."""
    term = counted.vocabulary.term_of(proposition.predicate)
    if term.never_fact or counted.contested(proposition):
        return False
    return any(_vouches(claim) for claim in counted.asserting(proposition))


def _vouches(claim: Claim) -> bool:
    name = iris.short_id(claim.speaker) or ""
    return claim.first_hand and claim.basis == "read" and not name.startswith("party/")


_Triple = tuple[NamedNode, NamedNode, NamedNode | Literal]


def _edges(facts: Iterable[Proposition]) -> Iterator[_Triple]:
    return ((fact.subject, fact.predicate, fact.object) for fact in facts)


def _descriptions(
    quads: list[Quad], vocabulary: Vocabulary, nodes: set[NamedNode | Literal]
) -> Iterator[_Triple]:
    """What is said of things without a claim (names, types), and the parts of the nodes that facts point to."""
    part_classes = {term.range for term in vocabulary if term.node}
    classes = {quad.subject: quad.object for quad in quads if quad.predicate == RDF["type"]}
    for quad in quads:
        class_ = classes.get(quad.subject)
        if class_ in _MACHINERY or (class_ in part_classes and quad.subject not in nodes):
            continue
        if isinstance(quad.subject, NamedNode) and isinstance(quad.object, NamedNode | Literal):
            yield quad.subject, quad.predicate, quad.object
