"""/api/search and /api/paths: the questions with which to walk in the graph, at addresses of their own."""

from fastapi import APIRouter

from api.http.questions import add_question
from api.service.service import Service
from graph.questions import question

_WALKING = ("search", "paths")


def routes(service: Service) -> APIRouter:
    """The addresses that answer as /api/questions/search and /api/questions/paths do."""
    router = APIRouter(prefix="/api", tags=["graph"])
    for name in _WALKING:
        add_question(router, service, question(name), f"/{name}", f"walk_{name}")
    return router
