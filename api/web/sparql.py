"""The page for SPARQL: a form, some queries to begin with, and the result of one."""

from dataclasses import dataclass

from pyoxigraph import NamedNode

from api.service.reader import Reader
from api.service.representation import Representation
from api.web.rendering import Address, page
from graph.sparql.results import Cell, Table
from ontology.iris import short_id
from ontology.text import Text

_ROWS_OF_FORM = (8, 30)


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a query on the page came to: a table and the hash of the graph that it is of, an error, or nothing yet."""

    table: Table | None = None
    graph: str = ""
    error: Text | None = None


@dataclass(frozen=True, slots=True)
class Example:
    """A query to begin with."""

    title: Text
    query: str


EXAMPLES = (
    Example(
        Text(sv="Målen och deras indikatorer (fakta)", en="The goals and their indicators (facts)"),
        """PREFIX rs: <https://w3id.org/rotorsak/def#>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>

SELECT ?goal ?name ?indicator
WHERE {
  ?goal a rs:Goal ; skos:prefLabel ?name .
  FILTER(LANG(?name) = "sv")
  OPTIONAL { ?goal rs:hasIndicator ?indicator }
}
ORDER BY ?goal ?indicator
""",
    ),
    Example(
        Text(sv="Vem säger att vad orsakar vad (påståenden)", en="Who says that what causes what (claims)"),
        """PREFIX rs: <https://w3id.org/rotorsak/def#>
PREFIX rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#>
PREFIX prov: <http://www.w3.org/ns/prov#>

SELECT ?speaker ?stance ?cause ?effect ?passage
WHERE {
  GRAPH ?document {
    ?claim rs:about ?proposition ; rs:stance ?stance ; prov:wasAttributedTo ?speaker .
    OPTIONAL { ?claim prov:wasQuotedFrom ?passage }
    ?proposition rdf:subject ?cause ; rdf:predicate rs:causes ; rdf:object ?effect .
  }
}
ORDER BY ?cause ?effect ?speaker
""",
    ),
    Example(
        Text(sv="Vilka grafer som finns, och hur stora", en="Which graphs there are, and how large"),
        """SELECT ?graph (COUNT(*) AS ?triples)
WHERE { GRAPH ?graph { ?s ?p ?o } }
GROUP BY ?graph
ORDER BY DESC(?triples)
""",
    ),
)


def sparql_page(reader: Reader, address: Address, outcome: Outcome, seconds: float) -> Representation:
    """The form with the query of the address in it, and what it came to. A query has so many `seconds`."""
    given = dict(address.query)
    query = given.get("query", "")
    least, most = _ROWS_OF_FORM
    return page(
        "sparql.html",
        address,
        query=query or EXAMPLES[0].query,
        lines=min(max(query.count("\n") + 2, least), most),
        graphs=[pair for pair in address.query if pair[0] in ("default-graph-uri", "named-graph-uri")],
        examples=EXAMPLES,
        table=outcome.table,
        graph=outcome.graph,
        error=outcome.error and outcome.error.in_language(address.language),
        seconds=f"{seconds:g}",
        short=_short,
    )


def _short(cell: Cell) -> str | None:
    """The short id of one of our things, which has a page."""
    return short_id(NamedNode(cell.text)) if cell.is_iri else None
