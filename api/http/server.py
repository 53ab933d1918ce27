"""Listening: the address is taken before anything else is begun, and told when the service can answer."""

import asyncio
import signal
from collections.abc import Callable
from types import FrameType

import uvicorn

from api.http.app import build_app
from api.http.listening import address_of, listening
from api.service.service import Service
from api.service.settings import Settings

_GRACE = 5  # seconds for what is under way, once the service is told to stop


def serve(settings: Settings, ready: Callable[[str], None]) -> None:
    """Serve until interrupted; `ready` is told the address once the service can answer.

    Raises BadInput if the address cannot be listened on, StoreFailed if the store cannot be read.
    """
    with listening(settings.host, settings.port) as taken, asyncio.Runner() as runner:
        service = Service(settings)
        signal.signal(signal.SIGTERM, _interrupt)
        try:
            runner.run(service.start())
            ready(address_of(taken))
            runner.run(_server(service).serve([taken]))
        finally:
            runner.run(service.stop())


def _interrupt(number: int, frame: FrameType | None) -> None:
    """Let an order to end do what Ctrl-C does, so that processes and snapshots go."""
    signal.raise_signal(signal.SIGINT)


def _server(service: Service) -> uvicorn.Server:
    return uvicorn.Server(
        uvicorn.Config(
            build_app(service),
            http="h11",
            ws="none",
            lifespan="off",
            log_level="warning",
            access_log=False,
            server_header=False,
            timeout_graceful_shutdown=_GRACE,
        )
    )
