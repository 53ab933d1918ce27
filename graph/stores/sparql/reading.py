"""What is asked of a SPARQL store beside named queries, and how its results are read.

The graphs of a store are the facts, and those of which its state graph keeps a hash. An organisation may keep others in
the same place: they are left alone.
"""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import IO, cast

from pyoxigraph import (
    BlankNode,
    Literal,
    NamedNode,
    Quad,
    QueryBoolean,
    QueryResultsFormat,
    QuerySolutions,
    Triple,
    parse_query_results,
)

from graph.stores.interface import Row, Term
from graph.stores.literals import canonical_term
from graph.stores.sparql.answer import Answer
from graph.stores.state import GRAPH_HASH
from ontology.errors import StoreFailed
from ontology.iris import FACTS_GRAPH, STATE_GRAPH
from ontology.text import Text

_JSON = ("application/sparql-results+json", "application/json")
_OTHERS = f"GRAPH {STATE_GRAPH} {{ ?graph {GRAPH_HASH} ?hash }} FILTER(?graph != {STATE_GRAPH})"

TOTAL = f"SELECT ?total WHERE {{ GRAPH {STATE_GRAPH} {{ {STATE_GRAPH} {GRAPH_HASH} ?total }} }}"
"""The graph hash: no row in a store in which nothing has been written yet."""

GRAPHS = f"""SELECT DISTINCT ?graph WHERE {{
  {{ {_OTHERS} }} UNION {{ SELECT ({FACTS_GRAPH} AS ?graph) WHERE {{ GRAPH {FACTS_GRAPH} {{ ?s ?p ?o }} }} LIMIT 1 }}
}}"""
"""The graphs that hold something, the state graph left out."""

ALL = f"""SELECT ?s ?p ?o ?graph WHERE {{
  {{ {_OTHERS} }} UNION {{ VALUES ?graph {{ {FACTS_GRAPH} }} }}
  GRAPH ?graph {{ ?s ?p ?o }}
}}"""
"""The quads of these graphs."""


def quads_of(graph: NamedNode) -> str:
    """The query for the quads of one graph."""
    return f"SELECT ?s ?p ?o ?graph WHERE {{ VALUES ?graph {{ {graph} }} GRAPH ?graph {{ ?s ?p ?o }} }}"


def held_among(graphs: Iterable[NamedNode]) -> str:
    """The query for those of the graphs that hold something."""
    named = " ".join(map(str, graphs))
    return f"SELECT ?graph WHERE {{ VALUES ?graph {{ {named} }} FILTER EXISTS {{ GRAPH ?graph {{ ?s ?p ?o }} }} }}"


def graphs_in(rows: Iterable[Row]) -> list[NamedNode]:
    """The graphs that rows name."""
    return [graph for row in rows if isinstance(graph := row["graph"], NamedNode)]


@contextmanager
def results_of(answer: Answer, body: IO[bytes] | None = None) -> Iterator[QuerySolutions | QueryBoolean]:
    """The result of a SELECT or an ASK, read while the answer comes, or from where its body was put.

    Raises StoreFailed, now or then, for an answer that is none, and TookTooLong where the engine was stopped.
    """
    if answer.media_type not in _JSON:
        raise answer.malformed(answer.media_type or "?")
    try:
        yield parse_query_results(body or cast(IO[bytes], answer), format=QueryResultsFormat.JSON)
    except SyntaxError as error:
        raise answer.malformed(str(error)) from error


def rows(results: QuerySolutions | QueryBoolean, name: str) -> Iterator[Row]:
    """The rows of the query of this name, in canonical terms.

    Raises TypeError if it is not a SELECT, StoreFailed for terms that are not held.
    """
    if not isinstance(results, QuerySolutions):
        raise TypeError(f"query {name!r} is not a SELECT")
    names = [variable.value for variable in results.variables]
    for solution in results:
        yield {name: _canonical(term) for name, term in zip(names, solution, strict=True) if term is not None}


def quads(results: QuerySolutions | QueryBoolean) -> Iterator[Quad]:
    """The quads that one of the queries above gives. Raises StoreFailed for terms that are not held."""
    for row in rows(results, "quads"):
        subject, predicate, graph = row["s"], row["p"], row["graph"]
        assert isinstance(subject, NamedNode)
        assert isinstance(predicate, NamedNode)
        assert isinstance(graph, NamedNode)
        yield Quad(subject, predicate, row["o"], graph)


def _canonical(term: NamedNode | BlankNode | Literal | Triple) -> Term:
    try:
        return canonical_term(term)
    except ValueError as error:
        raise StoreFailed(
            Text(
                sv=f"SPARQL-lagret håller något som Rotorsak inte kan läsa, och inte har skrivit: {term} ({error}). "
                "Ta bort det ur lagret, eller töm lagrets grafer och ladda dem på nytt (`rotorsak load`).",
                en="The SPARQL store holds something that Rotorsak cannot read, and has not written: "
                f"{term} ({error}). Take it out of the store, or empty its graphs and load them anew "
                "(`rotorsak load`).",
            )
        ) from error
