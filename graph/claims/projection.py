"""Facts: the projection of the claims that ordinary queries and people read, made anew from them at any time.

A proposition is a fact when somebody other than a party asserts it first-hand, as read in a document, nobody denies it
or gives another value, and its term is not one that is asked through a view only (`rs:neverFact`). Names, types and
the like need no claim; an edge between two things always does.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator

from pyoxigraph import Literal, NamedNode, Quad

from graph.claims.evidence import Claim, read_claims, read_disputes
from graph.claims.model import Proposition
from graph.claims.views import Counted
from graph.stores.interface import Store
from ontology import iris
from ontology.iris import FACTS_GRAPH, STATE_GRAPH
from ontology.namespaces import OA, PROV, RDF, RS
from ontology.vocabulary import Vocabulary

UNPROJECTED_GRAPHS = frozenset({FACTS_GRAPH, STATE_GRAPH, iris.ONTOLOGY_GRAPH, iris.ALIGNMENTS_GRAPH})
MACHINERY = frozenset(
    {RS["Claim"], RDF["Statement"], OA["SpecificResource"], OA["TextPositionSelector"], PROV["Activity"]}
)


def project(store: Store, vocabulary: Vocabulary) -> frozenset[Quad]:
    """The quads of the facts graph that follow from everything else in the store."""
    claims = read_claims(store)
    counted = Counted(claims, read_disputes(store, claims), {}, vocabulary)
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
        for subject, predicate, object_ in (*_edges(facts), *_descriptions(quads, counted, nodes))
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


def _descriptions(quads: list[Quad], counted: Counted, nodes: set[NamedNode | Literal]) -> Iterator[_Triple]:
    """What is said of things without a claim (names, types), and the parts of the nodes that facts point to."""
    classes: dict[object, set[object]] = defaultdict(set)
    for quad in quads:
        if quad.predicate == RDF["type"]:
            classes[quad.subject].add(quad.object)
    part_classes = {term.range for term in counted.vocabulary if term.node}
    for quad in quads:
        subject, predicate, object_ = quad.subject, quad.predicate, quad.object
        kinds = classes.get(subject, set())
        if not kinds or kinds & MACHINERY:
            continue
        if isinstance(subject, NamedNode) and isinstance(object_, NamedNode | Literal):
            triple = (subject, predicate, object_)
            if subject in nodes if kinds & part_classes else not _left_to_claims(triple, counted):
                yield triple


def _left_to_claims(triple: _Triple, counted: Counted) -> bool:
    """Whether only claims can make this a fact: it is an edge between things, or claims give its value."""
    subject, predicate, object_ = triple
    if needs_claim(predicate, object_, counted.vocabulary):
        return True
    return _is_statable(predicate, counted.vocabulary) and bool(counted.values(subject, predicate))


def needs_claim(predicate: NamedNode, object_: object, vocabulary: Vocabulary) -> bool:
    """Whether somebody has to claim such a triple about a thing: it is an edge to another thing."""
    return isinstance(object_, NamedNode) and _is_statable(predicate, vocabulary)


def _is_statable(predicate: NamedNode, vocabulary: Vocabulary) -> bool:
    return predicate in vocabulary and vocabulary.term_of(predicate).statable
