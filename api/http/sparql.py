"""/sparql: the graph for SPARQL 1.1, read only, for programs by the protocol and for people on a page."""

from collections.abc import Iterator
from contextlib import contextmanager

from fastapi import APIRouter, Request, Response

from api.http.negotiation import language_of
from api.http.problems import RETRY_AFTER, Refused, kind_of
from api.http.responding import respond
from api.http.sparql_request import (
    SparqlRequest,
    read_request,
    wanted_forms,
    wanted_graph_form,
    wants_page,
)
from api.service.service import Service
from api.service.state import State
from api.web.rendering import Address
from api.web.sparql import Outcome, sparql_page
from graph.sparql.asked import Asked
from graph.sparql.errors import CallsOut, MalformedQuery, NotOffered, ReadOnly
from graph.sparql.running import shown, written
from graph.sparql.service_description import service_description
from ontology.errors import BadInput, RotorsakError, StoreMoved
from ontology.text import Text

ROWS_SHOWN = 500
"""As many rows as a page shows; all are in the CSV."""

_SLUGS = {
    MalformedQuery: (400, "malformed-query"),
    CallsOut: (403, "refused"),
    ReadOnly: (403, "read-only"),
    NotOffered: (406, "not-acceptable"),
}


def routes(service: Service) -> APIRouter:
    """The address of the endpoint, which OpenAPI leaves to the SPARQL 1.1 Protocol."""
    router = APIRouter(include_in_schema=False)

    @router.api_route("/sparql", methods=["GET", "POST"])
    async def sparql(request: Request) -> Response:
        if (cypher := service.settings.store.cypher) is not None:
            raise _ask_in_cypher(cypher)
        with _as_http():
            given = await read_request(request, service.settings.limits.body)
            if wants_page(request, given.pairs):
                return await _page(request, service, given)
            if given.asked is None and request.method == "GET":
                return _description(request)
            return await _results(request, service, given)

    return router


async def _results(request: Request, service: Service, given: SparqlRequest) -> Response:
    if given.asked is None or not given.asked.query.strip():
        raise BadInput(
            Text(sv="Det finns ingen fråga (query) i anropet.", en="There is no query in the request.")
        )
    limits = service.settings.limits
    wanted = wanted_forms(request, given.pairs)
    asked = given.asked

    async def send(state: State) -> Response:
        result = await state.ask(written, asked, wanted, limits.query_result)
        return Response(result.body, headers=_headers(state), media_type=result.media_type)

    return await service.from_one_state(send)


async def _page(request: Request, service: Service, given: SparqlRequest) -> Response:
    """The form, with what was asked in it, and the result or the error.

    The state that was asked may have been replaced when the query is done: a reader of the newest writes the page.
    """
    pairs = tuple((name, value) for name, value in given.pairs if name != "lang" and value.strip())
    address = Address(request.url.path, pairs, language_of(request))
    limits = service.settings.limits
    if given.asked is None or not given.asked.query.strip():
        return await respond(request, service, sparql_page, address, Outcome(), limits.querying)
    asked = given.asked

    async def come_to(state: State) -> tuple[Outcome, int, dict[str, str]]:
        return *await _outcome(state, asked, limits.query_result), _headers(state)

    outcome, status, found_in = await service.from_one_state(come_to)
    made = await service.state.readers.do(sparql_page, address, outcome, limits.querying)
    headers = {**found_in, "Content-Language": address.language}
    if status == 503:
        headers["Retry-After"] = RETRY_AFTER
    return Response(made.body, status, headers, made.media_type)


async def _outcome(state: State, asked: Asked, limit: int) -> tuple[Outcome, int]:
    try:
        table = await state.ask(shown, asked, ROWS_SHOWN, limit)
        return Outcome(table=table, graph=state.graph), 200
    except StoreMoved:
        raise
    except RotorsakError as error:
        return Outcome(error=error.message), kind_of(_refusal(error) or error)[0]


def _description(request: Request) -> Response:
    media_type = wanted_graph_form(request)
    endpoint = str(request.url.replace(query="", fragment=""))
    try:
        body = service_description(endpoint, media_type)
    except ValueError:
        raise BadInput(Text(sv=f"{endpoint} är ingen adress.", en=f"{endpoint} is not an address.")) from None
    return Response(body, headers={"Vary": "Accept", "Cache-Control": "no-cache"}, media_type=media_type)


def _headers(state: State) -> dict[str, str]:
    """What all results carry. They have no entity tag: a query may ask for the time, or for a number by chance."""
    return {
        "Cache-Control": "no-cache",
        "Vary": "Accept, Accept-Language",
        "Rotorsak-Graph": state.graph,
    }


@contextmanager
def _as_http() -> Iterator[None]:
    """Let what is refused be told with the status that it has over HTTP."""
    try:
        yield
    except RotorsakError as error:
        refusal = _refusal(error)
        if refusal is None:
            raise
        raise refusal from None


def _refusal(error: RotorsakError) -> Refused | None:
    found = next((_SLUGS[kind] for kind in _SLUGS if isinstance(error, kind)), None)
    return Refused(*found, error.message) if found else None


def _ask_in_cypher(where: str) -> Refused:
    return Refused(
        501,
        "not-implemented",
        Text(
            sv=f"Lagret är Neo4j, som frågas med Cypher i stället för SPARQL, på {where}. Hur noder och relationer "
            "heter, och frågor att börja med, står i README. Rotorsaks egna frågor finns på /questions och "
            "/api/questions.",
            en=f"The store is Neo4j, which is asked in Cypher rather than SPARQL, at {where}. What nodes and "
            "relationships are called, and queries to begin with, are in the README. Rotorsak's own questions are at "
            "/questions and /api/questions.",
        ),
    )
