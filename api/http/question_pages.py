"""The pages about questions: the catalogue, each question with its answer, the gaps, and the search."""

from urllib.parse import urlencode

from fastapi import APIRouter, Request, Response
from starlette.responses import RedirectResponse

from api.http.pages import address_of
from api.http.parameters import once
from api.http.questions import known_question
from api.http.responding import respond
from api.service.reader import Pairs
from api.service.service import Service
from api.web.gaps import gaps
from api.web.questions import question_list, question_page
from api.web.rendering import Address
from api.web.search import search_page
from api.web.view_form import settled


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

    @router.get("/search")
    async def searched(request: Request) -> Response:
        given = _given(request)
        if settled(given) != given:
            return _settled(request, settled(given))
        once(given, "search")
        return await respond(request, service, search_page, address_of(request))

    return router


def _given(request: Request) -> Pairs:
    return tuple(pair for pair in request.query_params.multi_items() if pair[0] != "lang")


def _settled(request: Request, query: Pairs) -> Response:
    """To the address that gives the same again: views as `view=`, and no empty fields."""
    asked = address_of(request)
    return RedirectResponse(str(Address(asked.path, query, asked.language)), 303)


def _see_other(path: str, query: Pairs) -> Response:
    return RedirectResponse(f"{path}?{urlencode(query)}", 303)
