"""`rotorsak serve` as its users start it: a process of its own, asked at the address that it prints."""

import os
import re
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from time import monotonic, sleep

import pytest

COMMAND = Path(sys.executable).with_name("rotorsak")
STARTED_WITHIN = 60.0  # seconds, on a machine with much else to do
_ADDRESS = re.compile(r"http://\S+(?=/ )")
SETTINGS = (
    *("ROTORSAK_STORE", "ROTORSAK_STORE_UPDATE", "ROTORSAK_STORE_USER", "ROTORSAK_STORE_PASSWORD"),
    *("ROTORSAK_STORE_PASSWORD_FILE", "ROTORSAK_LANG", "ROTORSAK_CORPUS", "NO_COLOR"),
)
"""What whoever runs the tests may have set, and the tests do not want."""


@dataclass(frozen=True)
class Serving:
    """A service that runs: its address without a slash at the end, its process, and what it has written."""

    address: str
    process: subprocess.Popen[bytes]
    folder: Path

    @property
    def out(self) -> str:
        return (self.folder / "out").read_text(encoding="utf-8")

    @property
    def err(self) -> str:
        return (self.folder / "err").read_text(encoding="utf-8")

    def end(self, how: signal.Signals = signal.SIGTERM) -> int:
        """Tell it to end, and give the exit code."""
        if self.process.poll() is None:
            self.process.send_signal(how)
        return self.process.wait(30)


RUNNING: list[Serving] = []
"""What is served now, so that a test that fails can show what the services wrote."""


def surroundings(**more: str) -> dict[str, str]:
    """The environment of a command, without the settings of whoever runs the tests."""
    return {name: value for name, value in os.environ.items() if name not in SETTINGS} | more


def begun(folder: Path, *arguments: str, **environment: str) -> subprocess.Popen[bytes]:
    """`rotorsak serve` with arguments, writing to the files `out` and `err` of a folder."""
    with (folder / "out").open("wb") as out, (folder / "err").open("wb") as err:
        return subprocess.Popen(
            [COMMAND, "serve", *arguments],
            stdout=out,
            stderr=err,
            env=surroundings(**environment),
            start_new_session=True,
        )


@contextmanager
def serving(store: str, *arguments: str, **environment: str) -> Iterator[Serving]:
    """The service of a store, on a free port. At the end it is told to end, and must do so without a traceback."""
    with TemporaryDirectory(prefix="rotorsak-") as name:
        process = begun(Path(name), "--port", "0", "--store", store, *arguments, **environment)
        served = Serving("", process, Path(name))
        try:
            served = Serving(_address_of(served), process, Path(name))
            RUNNING.append(served)
            yield served
        except BaseException as error:
            error.add_note(f"exit code {process.poll()} of the service, and what it wrote:\n{served.err}")
            raise
        finally:
            if served in RUNNING:
                RUNNING.remove(served)
            try:
                served.end()
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()
                pytest.fail(f"the service did not end:\n{served.err}")
        if "Traceback" in served.err:
            pytest.fail(f"the service met an error that it did not expect:\n{served.err}")


def _address_of(served: Serving) -> str:
    end = monotonic() + STARTED_WITHIN
    while served.process.poll() is None and monotonic() < end:
        if told := _ADDRESS.search(served.out):
            return told[0]
        sleep(0.05)
    pytest.fail(f"the service did not start: {served.process.poll()}\n{served.err}")
