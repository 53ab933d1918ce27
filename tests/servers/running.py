"""Servers that the tests start: real ones, from Maven packages, on loopback ports, with their data in a folder."""

import fcntl
import os
import shutil
import signal
import socket
import subprocess
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from time import monotonic, sleep

JARS = Path(__file__).parents[2] / "var" / "servers"
STARTED_WITHIN = 120.0  # seconds, on a machine with much else to do


def tools_missing() -> str | None:
    """What is not here to start the servers with, if anything."""
    missing = [tool for tool in ("java", "javac", "mvn") if shutil.which(tool) is None]
    return (
        f"{' and '.join(missing)}: not found; the servers of these tests need a JDK (17 or 21) and Maven"
        if missing
        else None
    )


def fetched(name: str, fetch: Callable[[Path], Sequence[str]]) -> Path:
    """The folder with the jars of a server, which a command of Maven fills once for all processes and runs."""
    folder = JARS / name
    with _alone(JARS / f"{name}.lock"):
        if not (folder / "complete").exists():
            shutil.rmtree(folder, ignore_errors=True)
            done = subprocess.run(["mvn", "-q", "-B", *fetch(folder)], capture_output=True, text=True)
            if done.returncode:
                raise RuntimeError(f"Maven could not fetch {name}:\n{done.stdout}{done.stderr}")
            (folder / "complete").touch()
    return folder


@contextmanager
def _alone(lock: Path) -> Iterator[None]:
    lock.parent.mkdir(parents=True, exist_ok=True)
    with lock.open("w") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield


def free_port() -> int:
    """A port that nobody listens on now."""
    with socket.create_server(("127.0.0.1", 0)) as listening:
        port: int = listening.getsockname()[1]
        return port


class JavaServer:
    """A server process. It can be told to end, or have its plug pulled, and be started again on the same data."""

    def __init__(self, folder: Path, command: Sequence[str | Path], answers: Callable[[], bool]) -> None:
        self.folder = folder
        self._command = [str(part) for part in command]
        self._answers = answers
        self._process: subprocess.Popen[bytes] | None = None

    @property
    def log(self) -> str:
        """What it has written."""
        return (self.folder / "log").read_text(encoding="utf-8", errors="replace")

    @property
    def runs(self) -> bool:
        """Whether it has been started and has not ended."""
        return self._process is not None and self._process.poll() is None

    @property
    def worked(self) -> float:
        """The seconds that its processors have worked since it was started."""
        if self._process is None:
            return 0.0
        stat = Path(f"/proc/{self._process.pid}/stat").read_text(encoding="ascii")
        user, system = stat.rpartition(")")[2].split()[11:13]
        return (int(user) + int(system)) / os.sysconf("SC_CLK_TCK")

    def start(self) -> None:
        """Start it, and wait until it answers."""
        self.folder.mkdir(parents=True, exist_ok=True)
        with (self.folder / "log").open("ab") as log:
            self._process = subprocess.Popen(
                self._command, cwd=self.folder, stdout=log, stderr=subprocess.STDOUT, start_new_session=True
            )
        end = monotonic() + STARTED_WITHIN
        while not self._answers():
            if self._process.poll() is not None or monotonic() > end:
                raise RuntimeError(f"the server did not start:\n{self.log[-4000:]}")
            sleep(0.1)

    def stop(self) -> None:
        """Tell it to end, and wait until it has."""
        self._end(signal.SIGTERM)

    def pull_the_plug(self) -> None:
        """End it at once, as a power cut would."""
        self._end(signal.SIGKILL)

    def freeze(self) -> None:
        """Let it hang: connected, and silent."""
        self._signal(signal.SIGSTOP)

    def thaw(self) -> None:
        """Let it go on."""
        self._signal(signal.SIGCONT)

    def _end(self, how: signal.Signals) -> None:
        if self._process is not None:
            self._signal(how)
            self._process.wait(60)
            self._process = None

    def _signal(self, how: signal.Signals) -> None:
        if self._process is not None and self._process.poll() is None:
            os.killpg(self._process.pid, how)
