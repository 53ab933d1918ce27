"""The endpoint as it describes itself (SPARQL 1.1 Service Description)."""

import pyoxigraph
from pyoxigraph import NamedNode, Triple

from graph.sparql.forms import GRAPH_TYPES, SOLUTION_TYPES
from ontology.namespaces import RDF, Namespace

_SD = Namespace("http://www.w3.org/ns/sparql-service-description#")
_SD_PREFIXES = {"sd": _SD.base, "formats": "http://www.w3.org/ns/formats/"}


def service_description(endpoint: str, media_type: str) -> bytes:
    """The description of the endpoint at this address, in a media type of `GRAPH_TYPES`.

    Raises ValueError for an address that is not an IRI.
    """
    service, dataset = NamedNode(endpoint), NamedNode(f"{endpoint}#dataset")
    graph = NamedNode(f"{endpoint}#facts")
    formats = dict.fromkeys(
        [form.iri for form in SOLUTION_TYPES.values()] + [form.iri for form in GRAPH_TYPES.values()]
    )
    said = [
        Triple(service, RDF["type"], _SD["Service"]),
        Triple(service, _SD["endpoint"], service),
        Triple(service, _SD["supportedLanguage"], _SD["SPARQL11Query"]),
        *(Triple(service, _SD["resultFormat"], NamedNode(iri)) for iri in formats),
        Triple(service, _SD["defaultDataset"], dataset),
        Triple(dataset, RDF["type"], _SD["Dataset"]),
        Triple(dataset, _SD["defaultGraph"], graph),
        Triple(graph, RDF["type"], _SD["Graph"]),
    ]
    written = pyoxigraph.serialize(said, format=GRAPH_TYPES[media_type], prefixes=_SD_PREFIXES)
    assert written is not None
    return written
