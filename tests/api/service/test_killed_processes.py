"""A service goes on when its processes are killed by somebody else, busy or not."""

import os
import signal
from pathlib import Path
from time import sleep
from urllib.request import urlopen

from tests.serving import serving


def children(process: int) -> list[int]:
    tasks = Path(f"/proc/{process}/task").iterdir()
    return [int(child) for task in tasks for child in (task / "children").read_text().split()]


def test_processes_killed_while_idle_are_replaced(small: str) -> None:
    with serving(small) as served:
        at_work = [own for child in children(served.process.pid) for own in children(child)]
        assert len(at_work) >= 4
        for process in at_work:
            os.kill(process, signal.SIGKILL)
        sleep(1)
        for question in ("money", "search?text=kameror"):
            with urlopen(f"{served.address}/api/questions/{question}") as answer:
                assert answer.status == 200
        with urlopen(f"{served.address}/sparql?query=ASK%20%7B%7D") as answer:
            assert answer.status == 200
