"""The RDF formats that Rotorsak reads, by file extension, and writes, by name."""

from typing import Literal

from pyoxigraph import RdfFormat

PARSED = {
    ".trig": RdfFormat.TRIG,
    ".nq": RdfFormat.N_QUADS,
    ".ttl": RdfFormat.TURTLE,
    ".nt": RdfFormat.N_TRIPLES,
    ".jsonld": RdfFormat.JSON_LD,
}

Format = Literal["trig", "nquads", "turtle", "jsonld"]
