"""Processes that work, fail, take too long, die and are replaced."""

import asyncio
import os
import signal
import time
from collections.abc import Awaitable, Callable
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

import pytest

from api.service.workers import Workers
from ontology.errors import (
    BadInput,
    Busy,
    DataFault,
    Fault,
    NotKnown,
    RotorsakError,
    StoreFailed,
    TookTooLong,
    TooMuch,
    Unclear,
)
from ontology.text import Text

Given = TypeVar("Given")
WORDS = Text(sv="på svenska", en="in English")


# --- what the processes open and do: they find it by its name


def open_seven() -> int:
    return 7


def open_nothing() -> int:
    raise StoreFailed(WORDS)


def plus(held: int, number: int, *, times: int = 1) -> int:
    return held + number * times


def who(held: int) -> int:
    return os.getpid()


def fail(held: int, error: RotorsakError) -> int:
    raise error


def stumble(held: int) -> int:
    raise ZeroDivisionError("a fault of ours")


def sleep(held: int, seconds: float) -> int:
    time.sleep(seconds)
    return held


def spin(held: int) -> int:
    """Work inside one call of C code, which no signal handler of Python's interrupts."""
    return len(str(7 ** (7**9)))


def die(held: int, number: int) -> int:
    os.kill(os.getpid(), number)
    time.sleep(10)
    return held


def much(held: int, size: int) -> bytes:
    return b"x" * size


def unpicklable(held: int) -> object:
    return lambda: held


def run(
    use: Callable[[Workers[int]], Awaitable[Given]],
    *,
    size: int = 1,
    waiting: float = 20,
    running: float = 20,
    opening: Callable[[], int] = open_seven,
) -> Given:
    """What `use` gives for workers of its own, which are closed at the end, in an event loop of its own."""

    async def all_of_it() -> Given:
        workers = Workers(size, waiting=waiting, running=running, opening=opening)
        try:
            return await use(workers)
        finally:
            await workers.close()

    with ThreadPoolExecutor(1) as alone:
        return alone.submit(lambda: asyncio.run(all_of_it())).result()


def test_they_give_the_value_of_the_work_on_what_they_hold() -> None:
    async def use(workers: Workers[int]) -> list[int]:
        return [await workers.do(plus, 3), await workers.do(plus, 3, times=10)]

    assert run(use) == [10, 37]


@pytest.mark.parametrize(
    "error",
    [
        BadInput(WORDS),
        BadInput(WORDS).of("action"),
        NotKnown(WORDS, ("near", "nearer")),
        Unclear(WORDS, ("one", "other")),
        DataFault(WORDS, (Fault("file", 3, "wrong", "fel"),)),
        StoreFailed(WORDS),
        TooMuch(WORDS),
    ],
)
def test_errors_of_the_tree_come_back_with_all_that_they_say(error: RotorsakError) -> None:
    async def use(workers: Workers[int]) -> RotorsakError:
        with pytest.raises(RotorsakError) as caught:
            await workers.do(fail, error)
        assert await workers.do(plus, 1) == 8
        return caught.value

    came = run(use)
    assert type(came) is type(error)
    assert {name: value for name, value in vars(came).items() if name != "traceback"} == vars(error)
    assert [came.tell(language) for language in ("sv", "en")] == [
        error.tell(language) for language in ("sv", "en")
    ]


def test_an_error_of_ours_comes_back_as_it_is() -> None:
    async def use(workers: Workers[int]) -> int:
        with pytest.raises(ZeroDivisionError):
            await workers.do(stumble)
        return await workers.do(plus, 1)

    assert run(use) == 8


def test_what_cannot_be_opened_is_told_with_every_work() -> None:
    async def use(workers: Workers[int]) -> None:
        for _ in range(2):
            with pytest.raises(StoreFailed):
                await workers.do(plus, 1)
        with pytest.raises(StoreFailed):
            await workers.warm()

    run(use, size=2, opening=open_nothing)


@pytest.mark.parametrize("work", [sleep, spin])
def test_work_that_takes_too_long_is_ended_and_the_next_is_done(work: Callable[..., int]) -> None:
    async def use(workers: Workers[int]) -> None:
        before = await workers.do(who)
        begun = time.monotonic()
        with pytest.raises(TookTooLong) as caught:
            await (workers.do(sleep, 60) if work is sleep else workers.do(spin))
        assert time.monotonic() - begun < 10
        assert "1 seconds" in caught.value.tell("en")
        assert await workers.do(plus, 1) == 8
        assert await workers.do(who) != before
        with pytest.raises(ProcessLookupError):
            os.kill(before, 0)

    run(use, running=1)


@pytest.mark.parametrize("number", [signal.SIGKILL, signal.SIGSEGV, signal.SIGABRT])
def test_work_that_a_process_dies_of_is_told_and_the_next_is_done(number: signal.Signals) -> None:
    async def use(workers: Workers[int]) -> list[int]:
        given = []
        for _ in range(3):
            with pytest.raises(TooMuch):
                await workers.do(die, number)
            given.append(await workers.do(plus, 1))
        return given

    assert run(use, size=2) == [8, 8, 8]


def test_a_death_leaves_the_work_of_the_others() -> None:
    async def use(workers: Workers[int]) -> list[int]:
        slow = [asyncio.create_task(workers.do(sleep, 2)) for _ in range(2)]
        await asyncio.sleep(0.2)
        with pytest.raises(TooMuch):
            await workers.do(die, signal.SIGKILL)
        return list(await asyncio.gather(*slow))

    assert run(use, size=3) == [7, 7]


def test_a_process_that_is_killed_while_idle_is_replaced() -> None:
    async def use(workers: Workers[int]) -> list[int]:
        await workers.warm()
        given = []
        for _ in range(3):
            os.kill(await workers.do(who), signal.SIGKILL)
            given.append(await workers.do(plus, 1))
            await asyncio.sleep(0.5)
        return given

    assert run(use, size=2) == [8, 8, 8]


def test_who_waits_too_long_is_told_that_it_is_busy() -> None:
    async def use(workers: Workers[int]) -> None:
        await workers.warm()
        slow = asyncio.create_task(workers.do(sleep, 3))
        await asyncio.sleep(0.1)
        begun = time.monotonic()
        with pytest.raises(Busy) as caught:
            await workers.do(plus, 1)
        assert 0.4 < time.monotonic() - begun < 2.5
        assert "0.5 seconds" in caught.value.tell("en")
        assert await slow == 7
        assert await workers.do(plus, 1) == 8

    run(use, waiting=0.5)


def test_who_waits_is_served_in_turn() -> None:
    async def use(workers: Workers[int]) -> list[int]:
        return list(await asyncio.gather(*(workers.do(plus, number) for number in range(50))))

    assert run(use, size=2) == [7 + number for number in range(50)]


def test_who_no_longer_waits_takes_no_turn() -> None:
    async def use(workers: Workers[int]) -> int:
        await workers.warm()
        gone = [asyncio.create_task(workers.do(sleep, 30)) for _ in range(3)]
        await asyncio.sleep(0.5)
        for one in gone:
            one.cancel()
        await asyncio.gather(*gone, return_exceptions=True)
        return await workers.do(plus, 1)

    begun = time.monotonic()
    assert run(use) == 8
    assert time.monotonic() - begun < 15


def test_closing_lets_the_work_be_done_and_ends_the_processes() -> None:
    async def use(workers: Workers[int]) -> tuple[int, int]:
        process = await workers.do(who)
        slow = asyncio.create_task(workers.do(sleep, 1))
        await asyncio.sleep(0.1)
        await workers.close()
        return await slow, process

    async def all_of_it() -> tuple[int, int]:
        return await use(Workers(1, waiting=20, running=20, opening=open_seven))

    with ThreadPoolExecutor(1) as alone:
        given, process = alone.submit(lambda: asyncio.run(all_of_it())).result()
    assert given == 7
    with pytest.raises(ProcessLookupError):
        os.kill(process, 0)


def test_a_large_value_comes_back_whole() -> None:
    async def use(workers: Workers[int]) -> int:
        return len(await workers.do(much, 40_000_000))

    assert run(use) == 40_000_000


def test_a_value_that_cannot_cross_is_an_error_and_the_next_is_done() -> None:
    async def use(workers: Workers[int]) -> int:
        with pytest.raises((AttributeError, TypeError, OSError, TooMuch)):
            await workers.do(unpicklable)
        return await workers.do(plus, 1)

    assert run(use) == 8
