"""The address that the service listens on, taken before anything else is begun."""

import socket

from ontology.errors import BadInput
from ontology.text import Text

_WAITING_CONNECTIONS = 1024


def listening(host: str, port: int) -> socket.socket:
    """A socket that listens there. Raises BadInput, with the reason, where that cannot be.

    Its connections send each part of an answer at once, not only when the client has confirmed the part before.
    """
    try:
        family, *_, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
        taken = socket.create_server(address[:2], family=family, backlog=_WAITING_CONNECTIONS)
    except (OSError, OverflowError, UnicodeError) as error:
        raise BadInput(
            Text(
                sv=f"Det går inte att lyssna på {host}, port {port}: {_reason(error)}. Välj en annan port: "
                f"--port {port + 1 if port < 65535 else 8000} (med make: make run PORT=…).",
                en=f"Cannot listen on {host}, port {port}: {_reason(error)}. Choose another port: "
                f"--port {port + 1 if port < 65535 else 8000} (with make: make run PORT=…).",
            )
        ) from error
    taken.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    return taken


def address_of(taken: socket.socket) -> str:
    """The address to give a browser, for a socket that listens."""
    host, port = taken.getsockname()[:2]
    return f"http://[{host}]:{port}/" if ":" in host else f"http://{host}:{port}/"


def _reason(error: Exception) -> str:
    return getattr(error, "strerror", None) or str(error)
