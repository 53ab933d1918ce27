"""Why a query of others is not answered."""

from ontology.errors import BadInput


class MalformedQuery(BadInput):
    """It is not SPARQL 1.1, or asks for what the engine does not have."""


class NotOffered(BadInput):
    """It is SPARQL, and has an answer, but in none of the forms that were asked for."""


class CallsOut(BadInput):
    """It would send something to another service."""


class ReadOnly(BadInput):
    """It would write."""
