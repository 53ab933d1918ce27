"""Listening: the address is taken before anything else is begun, and told when the service can answer."""

import asyncio
import signal
import socket
from collections.abc import Callable
from types import FrameType

import uvicorn

from api.http.app import build_app
from api.service.service import Service
from api.service.settings import Settings
from ontology.errors import BadInput
from ontology.text import Text

_WAITING_CONNECTIONS = 1024
_GRACE = 5  # seconds for what is under way, once the service is told to stop


def serve(settings: Settings, ready: Callable[[str], None]) -> None:
    """Serve until interrupted; `ready` is told the address once the service can answer.

    Raises BadInput if the address cannot be listened on, StoreFailed if the store cannot be read.
    """
    with _listening(settings.host, settings.port) as listening, asyncio.Runner() as runner:
        service = Service(settings)
        signal.signal(signal.SIGTERM, _interrupt)
        try:
            runner.run(service.start())
            ready(_address(listening))
            runner.run(_server(service).serve([listening]))
        finally:
            runner.run(service.stop())


def _interrupt(number: int, frame: FrameType | None) -> None:
    """Let an order to end do what Ctrl-C does, so that processes and snapshots go."""
    raise KeyboardInterrupt


def _server(service: Service) -> uvicorn.Server:
    return uvicorn.Server(
        uvicorn.Config(
            build_app(service),
            lifespan="off",
            log_level="warning",
            access_log=False,
            server_header=False,
            timeout_graceful_shutdown=_GRACE,
        )
    )


def _address(listening: socket.socket) -> str:
    host, port = listening.getsockname()[:2]
    return f"http://[{host}]:{port}/" if ":" in host else f"http://{host}:{port}/"


def _listening(host: str, port: int) -> socket.socket:
    try:
        family, *_, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
        return socket.create_server(address[:2], family=family, backlog=_WAITING_CONNECTIONS)
    except (OSError, OverflowError) as error:
        raise BadInput(
            Text(
                sv=f"Det går inte att lyssna på {host}, port {port}: {_reason(error)}. Välj en annan port: "
                f"--port {port + 1 if port < 65535 else 8000} (med make: make run PORT=…).",
                en=f"Cannot listen on {host}, port {port}: {_reason(error)}. Choose another port: "
                f"--port {port + 1 if port < 65535 else 8000} (with make: make run PORT=…).",
            )
        ) from error


def _reason(error: Exception) -> str:
    return getattr(error, "strerror", None) or str(error)
