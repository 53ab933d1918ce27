"""The vocabularies that Rotorsak speaks, and their usual prefixes."""

from pyoxigraph import NamedNode

from ontology.iris import DEF


class Namespace:
    """A vocabulary: `RS["Claim"]` is the IRI of its term `Claim`."""

    def __init__(self, base: str) -> None:
        self.base = base

    def __getitem__(self, name: str) -> NamedNode:
        return NamedNode(self.base + name)


RS = Namespace(DEF)
RDF = Namespace("http://www.w3.org/1999/02/22-rdf-syntax-ns#")
RDFS = Namespace("http://www.w3.org/2000/01/rdf-schema#")
OWL = Namespace("http://www.w3.org/2002/07/owl#")
XSD = Namespace("http://www.w3.org/2001/XMLSchema#")
SKOS = Namespace("http://www.w3.org/2004/02/skos/core#")
PROV = Namespace("http://www.w3.org/ns/prov#")
DCT = Namespace("http://purl.org/dc/terms/")
OA = Namespace("http://www.w3.org/ns/oa#")
CITO = Namespace("http://purl.org/spar/cito/")
ORG = Namespace("http://www.w3.org/ns/org#")
FOAF = Namespace("http://xmlns.com/foaf/0.1/")
QB = Namespace("http://purl.org/linked-data/cube#")
DCAT = Namespace("http://www.w3.org/ns/dcat#")
CV = Namespace("http://data.europa.eu/m8g/")
SDMX_DIMENSION = Namespace("http://purl.org/linked-data/sdmx/2009/dimension#")
SDMX_MEASURE = Namespace("http://purl.org/linked-data/sdmx/2009/measure#")
SDMX_ATTRIBUTE = Namespace("http://purl.org/linked-data/sdmx/2009/attribute#")
ODRL = Namespace("http://www.w3.org/ns/odrl/2/")
ELI = Namespace("http://data.europa.eu/eli/ontology#")

PREFIXES = {
    **{"rs": RS, "rdf": RDF, "rdfs": RDFS, "owl": OWL, "xsd": XSD, "skos": SKOS, "prov": PROV, "dct": DCT},
    **{"oa": OA, "cito": CITO, "org": ORG, "foaf": FOAF, "qb": QB, "dcat": DCAT, "cv": CV, "odrl": ODRL},
    **{"sdmxd": SDMX_DIMENSION, "sdmxm": SDMX_MEASURE, "sdmxa": SDMX_ATTRIBUTE, "eli": ELI},
}
"""What the vocabularies are called for short, as in context.jsonld."""
