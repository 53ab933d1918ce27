"""Facts: the projection of the claims that ordinary queries and people read, made anew from them at any time.

A proposition is a fact when somebody other than a party asserts it first-hand, as read in a document, nobody denies it
or gives another value, and its term is not one that is asked through a view only (`rs:neverFact`). Names, types and
the like need no claim; an edge between two things always does.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator

from pyoxigraph import Literal, NamedNode, Quad

from graph.claims.evidence import Claim, read_claims, read_disputes
from graph.claims.model import Proposition
from graph.claims.views import Counted
from graph.stores.interface import Store, Term
from ontology import iris
from ontology.iris import FACTS_GRAPH, STATE_GRAPH
from ontology.namespaces import OA, PROV, RDF, RS
from ontology.vocabulary import Vocabulary

UNPROJECTED_GRAPHS = frozenset({FACTS_GRAPH, STATE_GRAPH, iris.ONTOLOGY_GRAPH, iris.ALIGNMENTS_GRAPH})
MACHINERY = frozenset(
    {RS["Claim"], RDF["Statement"], OA["SpecificResource"], OA["TextPositionSelector"], PROV["Activity"]}
)

Triple = tuple[NamedNode, NamedNode, NamedNode | Literal]
Classes = dict[NamedNode, set[Term]]


def project(store: Store, vocabulary: Vocabulary) -> frozenset[Quad]:
    """The quads of the facts graph that follow from everything else in the store.

    This says what the facts are. A load renews only those that it may change (`graph.loading.renewal`).
    """
    claims = read_claims(store)
    counted = Counted(claims, read_disputes(store, claims), {}, vocabulary)
    projection = Projection(vocabulary)
    said = [
        triple
        for graph in store.graph_names()
        if graph not in UNPROJECTED_GRAPHS
        for triple in triples_of(store.quads(graph))
    ]
    edges = claimed(counted)
    descriptions = projection.described(said, counted, projection.nodes_of(edges))
    return frozenset(Quad(*triple, FACTS_GRAPH) for triple in (*edges, *descriptions))


def triples_of(quads: Iterable[Quad]) -> Iterator[Triple]:
    """The quads without their graphs."""
    for quad in quads:
        if isinstance(quad.subject, NamedNode) and isinstance(quad.object, NamedNode | Literal):
            yield quad.subject, quad.predicate, quad.object


def classes_in(said: Iterable[Triple]) -> Classes:
    """The classes of whatever has any."""
    classes: Classes = defaultdict(set)
    for subject, predicate, object_ in said:
        if predicate == RDF["type"]:
            classes[subject].add(object_)
    return classes


def claimed(counted: Counted) -> list[Triple]:
    """What the claims that count make facts."""
    facts = [proposition for proposition in counted.asserted() if is_fact(proposition, counted)]
    return [(fact.subject, fact.predicate, fact.object) for fact in facts]


def is_fact(proposition: Proposition, counted: Counted) -> bool:
    """Whether the claims that count make the proposition a fact."""
    term = counted.vocabulary.term_of(proposition.predicate)
    if term.never_fact or counted.contested(proposition):
        return False
    return any(_vouches(claim) for claim in counted.asserting(proposition))


def _vouches(claim: Claim) -> bool:
    name = iris.short_id(claim.speaker) or ""
    return claim.first_hand and claim.basis == "read" and not name.startswith("party/")


class Projection:
    """What is said without a claim, as facts: names and types of things, and the parts of nodes that facts point to."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        nodes = [term for term in vocabulary if term.node]
        self._vocabulary = vocabulary
        self.fact_terms = frozenset(term.iri for term in vocabulary if not term.never_fact)
        self.node_terms = frozenset(term.iri for term in nodes)
        self._node_classes = frozenset(term.range for term in nodes)

    def nodes_of(self, triples: Iterable[Triple]) -> Iterator[NamedNode]:
        """What the facts among these triples point to by the terms for nodes, once for each fact."""
        for triple in triples:
            if self._holds_a_node(triple) and isinstance(triple[2], NamedNode):
                yield triple[2]

    def is_node(self, classes: Collection[Term]) -> bool:
        """Whether what has these classes is a node, whose parts are facts while another fact points to it."""
        return MACHINERY.isdisjoint(classes) and not self._node_classes.isdisjoint(classes)

    def described(
        self, said: Collection[Triple], counted: Counted, nodes: Iterable[NamedNode]
    ) -> Iterator[Triple]:
        """What becomes a fact of all that is said of some things, in no order.

        `counted` are the claims about these things, `nodes` those among them to which claims make a fact point.
        """
        classes = classes_in(said)
        pointed = frozenset(nodes)
        for triple in said:
            kinds: Collection[Term] = classes.get(triple[0], ())
            if not kinds or not MACHINERY.isdisjoint(kinds) or self._holds_a_node(triple):
                continue
            if triple[0] in pointed if self.is_node(kinds) else not self._left_to_claims(triple, counted):
                yield triple

    def _holds_a_node(self, triple: Triple) -> bool:
        """Whether it points to a node as only what is claimed may, since that is what makes the node's parts facts."""
        return triple[1] in self.node_terms and isinstance(triple[2], NamedNode)

    def _left_to_claims(self, triple: Triple, counted: Counted) -> bool:
        """Whether only claims can make this a fact: it is an edge between things, or claims give its value."""
        subject, predicate, object_ = triple
        if needs_claim(predicate, object_, self._vocabulary):
            return True
        claims_give_it = predicate not in self.fact_terms or bool(counted.values(subject, predicate))
        return claims_give_it and _is_statable(predicate, self._vocabulary)


def needs_claim(predicate: NamedNode, object_: object, vocabulary: Vocabulary) -> bool:
    """Whether somebody has to claim such a triple about a thing: it is an edge to another thing."""
    return isinstance(object_, NamedNode) and _is_statable(predicate, vocabulary)


def _is_statable(predicate: NamedNode, vocabulary: Vocabulary) -> bool:
    return predicate in vocabulary and vocabulary.term_of(predicate).statable
