"""The application: every address of the service, its errors, and the headers that all its answers carry."""

import asyncio
from importlib.metadata import version

from fastapi import FastAPI, Request
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
from api.http.problems import DOCUMENTED, problem, tell_problems
from api.http.static import serve_static
from api.service.service import Service
from ontology.errors import Busy
from ontology.text import Text

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
    """HEAD as GET without its body, which the server leaves out, and the security headers on every answer.

    Whoever still waits when the service ends is told so.
    """

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on, and its answer back."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return

        begun = False

        async def sending(message: Message) -> None:
            nonlocal begun
            if message["type"] == "http.response.start":
                begun = True
                headers = MutableHeaders(scope=message)
                for name, value in _SECURITY.items():
                    headers.setdefault(name, value)
            await send(message)

        as_get = {**scope, "method": "GET"} if scope["method"] == "HEAD" else scope
        try:
            await self._app(as_get, receive, sending)
        except asyncio.CancelledError:
            if not begun:
                await problem(Request(scope), _ending())(as_get, receive, sending)


def _ending() -> Busy:
    return Busy(
        Text(
            sv="Tjänsten avslutas och hann inte svara. Försök igen om en stund.",
            en="The service is ending and had no time to answer. Try again in a while.",
        )
    )
