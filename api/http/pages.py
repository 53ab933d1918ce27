"""The web pages: each address reads its parameters, and a reader writes the page."""

from fastapi import APIRouter, Request, Response

from api.http.negotiation import language_of, parameters_of
from api.http.problems import KINDS
from api.http.responding import respond, respond_without_store
from api.service.service import Service
from api.web.front import front
from api.web.help import for_programs, how_to_read, problems
from api.web.rendering import Address


def address_of(request: Request) -> Address:
    """The address of the page that is asked for. Raises BadInput for a language that we do not have."""
    return Address(request.url.path, parameters_of(request), language_of(request))


def routes(service: Service) -> APIRouter:
    """The addresses of the pages, which OpenAPI leaves out."""
    router = APIRouter(include_in_schema=False)

    @router.get("/")
    async def front_page(request: Request) -> Response:
        return await respond(request, service, front, address_of(request))

    @router.get("/help")
    async def help_page(request: Request) -> Response:
        return await respond_without_store(request, service, how_to_read, address_of(request))

    @router.get("/problems")
    async def problems_page(request: Request) -> Response:
        address = address_of(request)
        kinds = tuple(
            (slug, status, title.in_language(address.language)) for slug, (status, title) in KINDS.items()
        )
        return await respond_without_store(request, service, problems, address, kinds)

    @router.get("/api")
    async def api_page(request: Request) -> Response:
        host, cypher = str(request.base_url).rstrip("/"), service.settings.store.cypher
        return await respond_without_store(request, service, for_programs, address_of(request), host, cypher)

    return router
