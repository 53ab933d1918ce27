"""The application: every address of the service, its errors, and the headers that all its answers carry."""

from importlib.metadata import version

from fastapi import FastAPI
from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from api.http import (
    documents,
    export,
    graph_walk,
    health,
    pages,
    question_pages,
    questions,
    resources,
    sparql,
)
from api.http.problems import DOCUMENTED, tell_problems
from api.http.static import serve_static
from api.service.service import Service

_ROUTES = (
    pages.routes,
    question_pages.routes,
    questions.routes,
    resources.routes,
    sparql.routes,
    documents.routes,
    graph_walk.routes,
    export.routes,
    health.routes,
)
_SECURITY = {
    "Content-Security-Policy": "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; "
    "connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
}


def build_app(service: Service) -> ASGIApp:
    """The application that serves a service that has been started."""
    app = FastAPI(
        title="Rotorsak",
        version=version("rotorsak"),
        summary="Traces municipal action to root causes, with the evidence for every answer",
        docs_url=None,
        redoc_url=None,
        openapi_url="/api/openapi.json",
        responses=DOCUMENTED,
    )
    for routes in _ROUTES:
        app.include_router(routes(service))
    serve_static(app)
    tell_problems(app)
    return Surroundings(app)


class Surroundings:
    """HEAD as GET without its body, which the server leaves out, and the security headers on every answer."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on, and its answer back."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return

        async def sending(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in _SECURITY.items():
                    headers.setdefault(name, value)
            await send(message)

        as_get = {**scope, "method": "GET"} if scope["method"] == "HEAD" else scope
        await self._app(as_get, receive, sending)
