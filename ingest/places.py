"""Where in the built-in data files each thing, passage and claim stands."""

from collections.abc import Mapping

from pyoxigraph import NamedNode

from graph.claims.model import passage_iri
from ingest.builtin import builtin_dataset
from ingest.compiling import Compiled, compile_dataset
from ingest.entries import Place
from ontology import iris
from ontology.namespaces import RDF, RS
from ontology.vocabulary import Vocabulary, codes


def builtin_places(vocabulary: Vocabulary) -> Mapping[NamedNode, Place]:
    """The places by IRI. Raises DataFault for data files with faults."""
    dataset = builtin_dataset()
    compiled = compile_dataset(dataset, vocabulary, codes())
    places = dict(compiled.places)
    places.update(_what_claims_are_about(compiled))
    for thing in (*dataset.things, *(person.thing for person in dataset.people)):
        places[iris.thing(thing.id)] = thing.place
    for document in dataset.documents:
        node = iris.thing(document.thing.id)
        places[node] = document.place
        places.update({passage_iri(node, passage.key): passage.place for passage in document.passages})
    return places


def _what_claims_are_about(compiled: Compiled) -> dict[NamedNode, Place]:
    """The places of the claims that claims report, of propositions, and of the part nodes that they point to."""
    quads = [quad for graph in compiled.graphs.values() for quad in graph]
    followed = (RS["reports"], RS["about"], RDF["object"])
    further = {quad.subject: quad.object for quad in quads if quad.predicate in followed}
    places: dict[NamedNode, Place] = {}
    for claim, place in compiled.places.items():
        one = further.get(claim)
        while isinstance(one, NamedNode):
            places[one] = place
            one = further.get(one)
    return places
