"""What several ask for at once is worked out once, and kept for who asks later, as long as there is room."""

import asyncio
from collections.abc import Awaitable, Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from pathlib import Path
from typing import TypeVar

import pytest

from api.service.reader import Reader
from api.service.representation import JSON, Representation
from api.service.service import Service
from api.service.settings import Limits, Settings
from api.stores import EmbeddedAddress
from ontology.errors import BadInput
from ontology.text import Text

Given = TypeVar("Given")
WORDS = Text(sv="på svenska", en="in English")
ROOM = 160
LARGEST_KEPT = 10  # bytes: a sixteenth of the room


# --- what the processes do: they find it by its name


def note(reader: Reader, file: str, name: str, size: int = LARGEST_KEPT) -> Representation:
    """Write down that the work has been done, and give so many bytes."""
    with Path(file).open("a", encoding="utf-8") as done:
        done.write(f"{name}\n")
    return Representation(name[:1].encode() * size, JSON)


def fail_once(reader: Reader, file: str, name: str) -> Representation:
    given = note(reader, file, name)
    if Path(file).read_text(encoding="utf-8").count("\n") == 1:
        raise BadInput(WORDS)
    return given


class Asking:
    """Asks a service for works that write down in a file when they have been done."""

    def __init__(self, service: Service, file: Path) -> None:
        self.service = service
        self.file = file

    async def __call__(
        self, name: str, *size: int, work: Callable[..., Representation] = note
    ) -> Representation:
        state, arguments = self.service.state, (str(self.file), name, *size)
        return await self.service.given(state, self.service.tag(state, work, *arguments), work, *arguments)

    @property
    def done(self) -> list[str]:
        return self.file.read_text(encoding="utf-8").split()


Run = Callable[[Callable[[Asking], Awaitable[Given]]], Given]


@pytest.fixture
def run(small_folder: Path, tmp_path: Path) -> Run[Given]:
    """Ask a service of one reader and little room, which is started and stopped in an event loop of its own."""
    settings = Settings(
        EmbeddedAddress(small_folder),
        readers=1,
        strangers=1,
        cache=ROOM,
        limits=Limits(waiting=60, answering=60),
    )

    async def all_of_it(use: Callable[[Asking], Awaitable[Given]]) -> Given:
        service = Service(settings)
        await service.start()
        try:
            return await use(Asking(service, tmp_path / "done"))
        finally:
            await service.stop()

    def ran(use: Callable[[Asking], Awaitable[Given]]) -> Given:
        with ThreadPoolExecutor(1) as alone:
            return alone.submit(lambda: asyncio.run(all_of_it(use))).result()

    return ran


def test_those_who_ask_at_once_share_one_work(run: Run[None]) -> None:
    async def use(ask: Asking) -> None:
        given = await asyncio.gather(*(ask(name) for name in ("a", "a", "b", "a", "b")))
        assert [one.body[:1] for one in given] == [b"a", b"a", b"b", b"a", b"b"]
        assert sorted(ask.done) == ["a", "b"]

    run(use)


def test_one_who_goes_away_leaves_the_work_to_the_others(run: Run[None]) -> None:
    async def use(ask: Asking) -> None:
        first, second = asyncio.create_task(ask("a")), asyncio.create_task(ask("a"))
        await asyncio.sleep(0)
        first.cancel()
        assert (await second).body == b"a" * LARGEST_KEPT
        with suppress(asyncio.CancelledError):
            await first
        assert first.cancelled()
        assert ask.done == ["a"]

    run(use)


def test_a_failure_is_told_to_all_who_wait_and_is_not_kept(run: Run[None]) -> None:
    async def use(ask: Asking) -> None:
        both = await asyncio.gather(*(ask("a", work=fail_once) for _ in range(2)), return_exceptions=True)
        assert [type(one) for one in both] == [BadInput, BadInput]
        assert ask.done == ["a"]
        assert (await ask("a", work=fail_once)).body == b"a" * LARGEST_KEPT
        assert ask.done == ["a", "a"]

    run(use)


def test_what_was_given_is_kept_until_others_take_its_room(run: Run[None]) -> None:
    async def use(ask: Asking) -> None:
        names = [chr(ord("a") + number) for number in range(ROOM // LARGEST_KEPT)]
        for name in [*names, *names]:
            await ask(name)
        assert ask.done == names
        await ask("a")
        await ask("z")  # takes the room of b, which was asked for the longest ago
        await ask("a")
        assert ask.done == [*names, "z"]
        await ask("b")
        assert ask.done == [*names, "z", "b"]

    run(use)


def test_what_would_take_much_of_the_room_is_not_kept(run: Run[None]) -> None:
    async def use(ask: Asking) -> None:
        for size in (LARGEST_KEPT, LARGEST_KEPT, LARGEST_KEPT + 1, LARGEST_KEPT + 1):
            assert len((await ask("a", size)).body) == size
        assert ask.done == ["a", "a", "a"]

    run(use)
