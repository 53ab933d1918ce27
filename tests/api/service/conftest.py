"""Services on stores on servers, and what is seen of them."""

from collections.abc import Callable
from pathlib import Path
from time import monotonic, sleep

import httpx

from api.stores import RemoteAddress, parse_address
from tests.api.conftest import Server
from tests.serving import Serving

BROWSER = {"accept": "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"}
SOON = 60.0  # seconds, on a machine with much else to do: a server is back, and the service has seen it


def within(seconds: float, holds: Callable[[], bool]) -> bool:
    """Whether something comes to hold in time."""
    end = monotonic() + seconds
    while not holds():
        if monotonic() > end:
            return False
        sleep(0.1)
    return True


def ready(served: Serving) -> bool:
    """Whether a service says that it can answer."""
    return httpx.get(f"{served.address}/readyz", timeout=60).status_code == 200


def not_ready(served: Serving) -> str:
    """Why a service says that it cannot answer, in English; nothing if it can."""
    answer = httpx.get(f"{served.address}/readyz", params={"lang": "en"}, timeout=60)
    if answer.status_code == 200:
        return ""
    return out_of_reach(answer)


def out_of_reach(answer: httpx.Response) -> str:
    """What an answer says that is a problem with the store."""
    assert answer.headers["content-type"] == "application/problem+json", answer.text
    said = answer.json()
    assert (answer.status_code, said["type"]) == (503, "/problems#store-failed"), said
    assert answer.headers["retry-after"] == "5"
    assert answer.headers["cache-control"] == "no-store"
    return str(said["detail"])


def account(server: Server) -> dict[str, str]:
    """What the environment says of the account of a server."""
    user, password = server.connection.user, server.connection.password
    return {"ROTORSAK_STORE_USER": user or "", "ROTORSAK_STORE_PASSWORD": password or ""}


def without_account(server: Server) -> str:
    """The address of a server, without user and password."""
    address = parse_address(server.address)
    assert isinstance(address, RemoteAddress)
    return str(address)


def command_lines() -> str:
    """The command lines of all processes."""
    found = []
    for entry in Path("/proc").glob("[0-9]*/cmdline"):
        try:
            found.append(entry.read_text(errors="replace"))
        except OSError:
            continue
    return "\n".join(found)
