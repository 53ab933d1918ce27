"""The pages about questions: the catalogue, each question with its answer, the gaps, ledgers, allocation, search."""

from collections.abc import Callable
from urllib.parse import urlencode

from fastapi import APIRouter, Request, Response
from starlette.responses import RedirectResponse

from api.http.pages import address_of
from api.http.parameters import OURS, none_but, once
from api.http.problems import NotFound
from api.http.questions import known_question
from api.http.responding import respond
from api.service.reader import Pairs, Reader
from api.service.representation import Representation
from api.service.service import Service
from api.web.allocations import allocation
from api.web.allocations import field_names as share_names
from api.web.gaps import gaps
from api.web.ledgers import Kind, field_names, ledger
from api.web.questions import question_list, question_page
from api.web.rendering import Address
from api.web.search import search_page
from api.web.view_form import settled
from ontology.errors import NotKnown

_VIEW = tuple(name for name in OURS if name != "format")


def ledger_page(reader: Reader, kind: Kind, slug: str, address: Address) -> Representation:
    """The ledger of a thing. Raises NotKnown, laid on `id` if there is no such thing."""
    none_but(address.query, (*field_names(kind), *_VIEW), address.path)
    return ledger(reader, kind, slug, address)


def allocation_page(reader: Reader, slug: str, address: Address) -> Representation:
    """The allocation page of a grant. Raises NotKnown, laid on `id` if there is no such grant."""
    none_but(address.query, (*share_names(reader, slug, address.language), *_VIEW), address.path)
    return allocation(reader, slug, address)


def routes(service: Service) -> APIRouter:
    """The addresses of the pages, which OpenAPI leaves out."""
    router = APIRouter(include_in_schema=False)

    @router.get("/questions")
    async def listed(request: Request) -> Response:
        return await respond(request, service, question_list, address_of(request))

    @router.get("/questions/{name}")
    async def asked(request: Request, name: str) -> Response:
        asked = known_question(name)
        given = _given(request)
        if "format" in request.query_params:
            return _see_other(f"/api/questions/{name}", tuple(request.query_params.multi_items()))
        if settled(given, asked.parameters) != given:
            return _settled(request, settled(given, asked.parameters))
        once(given, asked.name)
        return await respond(request, service, question_page, name, address_of(request))

    @router.get("/gaps")
    async def missing(request: Request) -> Response:
        given = _given(request)
        if settled(given) != given:
            return _settled(request, settled(given))
        return await respond(request, service, gaps, address_of(request))

    @router.get("/ledgers/action/{slug}")
    async def of_action(request: Request, slug: str) -> Response:
        return await _about(request, service, ledger_page, "action", slug)

    @router.get("/ledgers/grant/{slug}")
    async def of_grant(request: Request, slug: str) -> Response:
        return await _about(request, service, ledger_page, "grant", slug)

    @router.get("/allocations/{slug}")
    async def allocated(request: Request, slug: str) -> Response:
        return await _about(request, service, allocation_page, slug)

    @router.get("/search")
    async def searched(request: Request) -> Response:
        given = _given(request)
        if settled(given) != given:
            return _settled(request, settled(given))
        once(given, "search")
        return await respond(request, service, search_page, address_of(request))

    return router


async def _about(
    request: Request, service: Service, work: Callable[..., Representation], *arguments: str
) -> Response:
    """The page of a thing, or the way to it where a form has sent its fields. Raises NotFound for no such thing."""
    given = _given(request)
    if settled(given) != given:
        return _settled(request, settled(given))
    once(given, request.url.path)
    try:
        return await respond(request, service, work, *arguments, address_of(request))
    except NotKnown as error:
        raise (NotFound(error) if error.parameter == "id" else error) from None


def _given(request: Request) -> Pairs:
    return tuple(pair for pair in request.query_params.multi_items() if pair[0] != "lang")


def _settled(request: Request, query: Pairs) -> Response:
    """To the address that gives the same again: views as `view=`, and no empty fields."""
    asked = address_of(request)
    return RedirectResponse(str(Address(asked.path, query, asked.language)), 303)


def _see_other(path: str, query: Pairs) -> Response:
    return RedirectResponse(f"{path}?{urlencode(query)}", 303)
