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
    """The places of propositions, and of the part nodes that they point to."""
    quads = [quad for graph in compiled.graphs.values() for quad in graph]
    objects = {quad.subject: quad.object for quad in quads if quad.predicate == RDF["object"]}
    places: dict[NamedNode, Place] = {}
    for quad in quads:
        place = compiled.places.get(quad.subject) if isinstance(quad.subject, NamedNode) else None
        if quad.predicate == RS["about"] and place is not None:
            about = (quad.object, objects.get(quad.object) if isinstance(quad.object, NamedNode) else None)
            places.update({one: place for one in about if isinstance(one, NamedNode)})
    return places
