"""The web pages: each address reads its parameters, and a reader writes the page."""

from fastapi import APIRouter, Request, Response

from api.http.negotiation import language_of, parameters_of
from api.http.responding import respond
from api.service.service import Service
from api.web.front import front
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

    return router
