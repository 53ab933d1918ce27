"""The engine of a store on a SPARQL server: a query is read and guarded here, and sent on with its limit."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from http import HTTPStatus
from typing import IO, cast

import pyoxigraph
from pyoxigraph import NamedNode, RdfFormat, Triple

from graph.sparql.admitting import Admitted, admitted, faults_told
from graph.sparql.asked import Asked
from graph.sparql.engine import Results, give_way
from graph.sparql.errors import MalformedQuery
from graph.sparql.guard import looks_into_graphs, refuse_disguised_calls
from graph.stores.sparql import reading
from graph.stores.sparql.answer import Answer
from graph.stores.sparql.connection import Connection
from graph.stores.sparql.faults import Refused
from graph.stores.sparql.protocol import SOLUTIONS, Endpoint, Fields
from ontology.iris import FACTS_GRAPH, STATE_GRAPH
from ontology.text import Text

_ACCEPT = f"{SOLUTIONS}, application/n-triples;q=0.9"


@dataclass(frozen=True, slots=True)
class OpenForwarding:
    """How a process for strangers opens the way to a server, where a query has `limit` seconds.

    The process needs some seconds more (`protocol.GRACE`): it waits until the server says that it has stopped. It may
    use `memory` bytes itself.
    """

    connection: Connection
    limit: float
    memory: int

    def __call__(self) -> "ForwardingEngine":
        """The engine, without a word to the server. The process gives way to others from now on."""
        engine = ForwardingEngine(self.connection, self.limit)
        give_way(self.memory)
        return engine


class ForwardingEngine:
    """An engine on a server (see `Engine`), which is told when to stop, and whose connection ends with the results."""

    def __init__(self, connection: Connection, limit: float) -> None:
        self._endpoint = Endpoint(connection)
        self._limit = limit

    @contextmanager
    def results(self, asked: Asked) -> Iterator[Results]:
        """What it finds (see `Engine.results`)."""
        query = admitted(asked)
        refuse_disguised_calls(query.query)
        with faults_told(query.query):
            pyoxigraph.Store().query(query.query)
        fields = self._fields(query)
        with (
            _refusals_told(),
            self._endpoint.asked(query.query, limit=self._limit, accept=_ACCEPT, fields=fields) as answer,
            _read(answer) as results,
        ):
            yield results

    def _fields(self, query: Admitted) -> Fields:
        """The dataset, in the fields of the protocol; none for a query that names its own."""
        if query.itself:
            return ()
        if query.graphs is not None:
            return _dataset(query.graphs.default, query.graphs.named)
        return _dataset([FACTS_GRAPH], self._all() if looks_into_graphs(query.query) else [])

    def _all(self) -> list[NamedNode]:
        """Every graph of the store, the state graph too. Others that the server holds are not shown."""
        with (
            self._endpoint.asked(reading.GRAPHS, limit=self._limit) as answer,
            reading.results_of(answer) as results,
        ):
            return [*reading.graphs_in(reading.rows(results, "graphs")), STATE_GRAPH]


class _Triples:
    """The triples of an answer, as they come."""

    def __init__(self, answer: Answer, form: RdfFormat) -> None:
        self._answer = answer
        self._form = form

    def __iter__(self) -> Iterator[Triple]:
        try:
            for quad in pyoxigraph.parse(cast(IO[bytes], self._answer), format=self._form):
                yield quad.triple
        except SyntaxError as error:
            raise self._answer.malformed(str(error)) from error

    def serialize(self, output: IO[bytes], format: RdfFormat) -> None:
        """Write them in a format."""
        pyoxigraph.serialize(self, output, format)


@contextmanager
def _read(answer: Answer) -> Iterator[Results]:
    form = RdfFormat.from_media_type(answer.media_type)
    if form is not None:
        yield _Triples(answer, form)
        return
    with reading.results_of(answer) as results:
        yield results


@contextmanager
def _refusals_told() -> Iterator[None]:
    """Raise as MalformedQuery what the server does not read, though we do."""
    try:
        yield
    except Refused as error:
        if error.status != HTTPStatus.BAD_REQUEST:
            raise
        raise MalformedQuery(
            Text(
                sv=f"Lagrets server kan inte besvara frågan. Den säger: {error.said}",
                en=f"The server of the store cannot answer the query. It says: {error.said}",
            )
        ) from None


def _dataset(default: Iterable[NamedNode], named: Iterable[NamedNode]) -> Fields:
    return [
        *(("default-graph-uri", graph.value) for graph in default),
        *(("named-graph-uri", graph.value) for graph in named),
    ]
