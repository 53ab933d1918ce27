"""Time limits on stores on servers: a question is stopped in time, and so is the engine's work on it."""

import asyncio
from collections.abc import Awaitable, Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from time import monotonic, sleep
from typing import TypeVar

import pytest

from api.service.reader import Reader
from api.service.service import Service
from api.service.settings import Limits, Settings
from api.stores import parse_address
from graph.stores.interface import NamedQuery
from ontology.errors import TookTooLong
from tests.api.conftest import Server, filled
from tests.api.service.conftest import within

Given = TypeVar("Given")
SECONDS = 2.0
SLACK = 8.0  # seconds, on a machine with much else to do
ENDLESS = NamedQuery(
    "endless",
    "SELECT (COUNT(*) AS ?n) { GRAPH ?g { ?a ?b ?c . ?d ?e ?f . ?h ?i ?j } }",
    "UNWIND range(1, 1000000) AS a UNWIND range(1, 1000000) AS b RETURN count(*) AS n",
)


# --- what the processes do: they find it by its name


def ask_endlessly(reader: Reader) -> int:
    return len(reader.store.select(ENDLESS))


def count_graphs(reader: Reader) -> int:
    return len(reader.store.graph_names())


def served(address: str, use: Callable[[Service], Awaitable[Given]]) -> Given:
    """What a service of one reader gives, which is started and stopped in an event loop of its own."""
    limits = Limits(waiting=60, answering=SECONDS)
    settings = Settings(parse_address(address), readers=1, strangers=1, limits=limits)

    async def all_of_it() -> Given:
        service = Service(settings)
        await service.start()
        try:
            return await use(service)
        finally:
            await service.stop()

    with ThreadPoolExecutor(1) as alone:
        return alone.submit(lambda: asyncio.run(all_of_it())).result()


def is_idle(server: Server) -> bool:
    """Whether the engine of a server has next to nothing to do for a second."""
    before = server.worked
    sleep(1)
    return server.worked - before < 0.4


def test_a_question_past_its_limit_is_stopped_in_the_engine_too(server: Server, small_folder: Path) -> None:
    address = filled(server, small_folder)

    async def use(service: Service) -> None:
        assert await service.state.read(count_graphs) > 1
        begun = monotonic()
        with pytest.raises(TookTooLong):
            await service.state.read(ask_endlessly)
        assert monotonic() - begun < SECONDS + SLACK
        assert await service.state.read(count_graphs) > 1

    served(address, use)
    assert within(SLACK, lambda: is_idle(server))
