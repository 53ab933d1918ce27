"""From what is asked to what may be run: the query, guarded, and the dataset that it is run on."""

import re
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from pyoxigraph import NamedNode

from graph.sparql.asked import Asked, Dataset
from graph.sparql.errors import MalformedQuery
from graph.sparql.guard import fault, names_dataset, refuse_calls
from ontology.errors import BadInput
from ontology.iris import FACTS_GRAPH
from ontology.text import Text

RDFLIB_DEFAULT = "urn:x-rdflib:default"
"""What rdflib's Dataset calls the default graph. Here it is the facts; a request that names it alone names nothing."""

_DATASET_OF_RDFLIB = Dataset((RDFLIB_DEFAULT,), ())
_FROM_RDFLIB_DEFAULT = re.compile(rf"(\bFROM\s*)<{RDFLIB_DEFAULT}>", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Graphs:
    """The graphs of a dataset that a request names: those that together are the default graph, and the named ones."""

    default: tuple[NamedNode, ...]
    named: tuple[NamedNode, ...]


@dataclass(frozen=True, slots=True)
class Admitted:
    """A query that calls nobody. It is run on the `graphs` that the request names, on those that it names `itself`,
    or else with the facts as the default graph and every graph as a named one.
    """

    query: str
    graphs: Graphs | None = None
    itself: bool = False


def admitted(asked: Asked) -> Admitted:
    """What may be run. Raises CallsOut, MalformedQuery, and BadInput for the name of a graph that is no IRI."""
    refuse_calls(asked.query)
    if asked.dataset is not None and asked.dataset != _DATASET_OF_RDFLIB:
        graphs = Graphs(_graphs(asked.dataset.default), _graphs(asked.dataset.named))
        return Admitted(asked.query, graphs)
    if names_dataset(asked.query):
        return Admitted(_FROM_RDFLIB_DEFAULT.sub(rf"\1{FACTS_GRAPH}", asked.query), itself=True)
    return Admitted(asked.query)


@contextmanager
def faults_told(query: str) -> Iterator[None]:
    """Raise as MalformedQuery or ReadOnly what our engine says to a query as it is given one."""
    try:
        yield
    except SyntaxError as error:
        raise fault(query, error) from None
    except RuntimeError as error:
        raise MalformedQuery(
            Text(sv=f"Frågan kan inte besvaras: {error}.", en=f"The query cannot be answered: {error}.")
        ) from None


def _graphs(iris: Iterable[str]) -> tuple[NamedNode, ...]:
    return tuple(map(_graph, iris))


def _graph(iri: str) -> NamedNode:
    if iri == RDFLIB_DEFAULT:
        return FACTS_GRAPH
    try:
        return NamedNode(iri)
    except ValueError:
        raise BadInput(
            Text(
                sv=f"'{iri}' är ingen IRI, och kan inte vara namnet på en graf.",
                en=f"'{iri}' is not an IRI, and cannot be the name of a graph.",
            )
        ) from None
