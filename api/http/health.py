"""/healthz: the service runs. /readyz: it can answer, and from which state of the store."""

from fastapi import APIRouter, Response
from pydantic import BaseModel

from api.service.reader import Reader
from api.service.service import Service


class Health(BaseModel):
    """That the service runs, and the hash of the graph that it answers from once that has been tried."""

    status: str
    graph: str | None = None


def routes(service: Service) -> APIRouter:
    """The addresses that a supervisor asks."""
    router = APIRouter(tags=["health"])

    @router.get("/healthz", summary="Whether the service runs")
    async def healthz() -> Health:
        return Health(status="ok")

    @router.get("/readyz", summary="Whether the service can answer, and from which graph")
    async def readyz(response: Response) -> Health:
        response.headers["Cache-Control"] = "no-store"
        graph = await service.from_one_state(lambda state: state.read(_graph))
        return Health(status="ready", graph=graph)

    return router


def _graph(reader: Reader) -> str:
    """The hash of the graph that is read; that it is so still is confirmed by the store afterwards."""
    return reader.store.graph_hash()
