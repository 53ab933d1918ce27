"""`serve` and `make run`: started, refused, interrupted and killed."""

import os
import shutil
import signal
import socket
import subprocess
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from time import monotonic, sleep

import httpx
import pytest

from tests.conftest import ROOT
from tests.serving import COMMAND, Serving, begun, serving, surroundings


@pytest.fixture
def taken_port() -> Iterator[int]:
    """A port on which something else listens."""
    with socket.create_server(("127.0.0.1", 0)) as other:
        yield other.getsockname()[1]


@pytest.fixture
def folder(changeable_small: str) -> Path:
    """The folder of a small store that the test may change."""
    return Path(changeable_small.removeprefix("oxigraph:"))


def ran(*arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [COMMAND, *arguments],
        capture_output=True,
        text=True,
        timeout=60,
        env=surroundings(**environment),
        check=False,
    )


def in_session(leader: int) -> list[int]:
    """The processes of a session: a service and all that it started."""
    found = []
    for entry in Path("/proc").iterdir():
        if entry.name.isdecimal():
            try:
                state, _, _, session = (entry / "stat").read_text().rpartition(")")[2].split()[:4]
            except OSError:
                continue
            if int(session) == leader and state != "Z":
                found.append(int(entry.name))
    return found


def snapshots(folder: Path) -> list[str]:
    return sorted(entry.name for entry in (folder / "snapshots").iterdir() if entry.is_dir())


def within(seconds: float, holds: Callable[[], bool]) -> bool:
    """Whether something comes to hold in time."""
    end = monotonic() + seconds
    while not holds():
        if monotonic() > end:
            return False
        sleep(0.05)
    return True


@pytest.mark.parametrize(
    ("lang", "words"),
    [
        ("sv", "Det går inte att lyssna på 127.0.0.1, port {0}"),
        ("en", "Cannot listen on 127.0.0.1, port {0}"),
    ],
)
@pytest.mark.parametrize("more", [(), ("--dry-run",)])
def test_a_port_in_use_is_told_at_once(
    taken_port: int, small: str, lang: str, words: str, more: tuple[str, ...]
) -> None:
    ended = ran("serve", "--port", str(taken_port), "--store", small, "--lang", lang, *more)
    assert (ended.returncode, ended.stdout) == (2, "")
    assert words.format(taken_port) in ended.stderr
    assert f"--port {taken_port + 1}" in ended.stderr
    assert "Traceback" not in ended.stderr


def test_an_address_that_is_free_is_only_tried(taken_port: int) -> None:
    free = ran("serve", "--port", "0", "--dry-run", "--store", "oxigraph:nowhere")
    assert (free.returncode, free.stdout, free.stderr) == (0, "", "")


@pytest.mark.parametrize("host", ["no.such.host.invalid", "256.1.1.1", "a" * 300])
def test_a_host_that_there_is_not(host: str, small: str) -> None:
    ended = ran("serve", "--host", host, "--port", "0", "--store", small, "--lang", "en")
    assert ended.returncode == 2
    assert f"Cannot listen on {host}" in ended.stderr
    assert "Traceback" not in ended.stderr


@pytest.mark.parametrize("port", ["65536", "-1", "99999999999"])
def test_a_port_that_there_is_not(port: str, small: str) -> None:
    ended = ran("serve", "--port", port, "--store", small, "--lang", "en")
    assert ended.returncode == 2
    assert port in ended.stderr
    assert "Traceback" not in ended.stderr


def test_a_store_that_is_missing_is_told_at_once(tmp_path: Path) -> None:
    ended = ran("serve", "--port", "0", "--store", f"oxigraph:{tmp_path / 'none'}", "--lang", "en")
    assert ended.returncode == 3
    assert str(tmp_path / "none") in ended.stderr
    assert "rotorsak load" in ended.stderr
    assert "Traceback" not in ended.stderr
    assert not (tmp_path / "none").exists()


def test_an_address_of_a_store_that_cannot_be(tmp_path: Path) -> None:
    ended = ran("serve", "--port", "0", "--store", "http://localhost:3030/ds", "--lang", "en")
    assert ended.returncode == 2
    assert "Did you mean sparql+http://localhost:3030/ds?" in ended.stderr


@pytest.mark.parametrize("lang", ["sv", "en"])
def test_the_address_is_printed_once_it_can_be_asked(small: str, lang: str) -> None:
    with serving(small, "--lang", lang) as served:
        words = {
            "sv": f"Rotorsak svarar på {served.address}/ ",
            "en": f"Rotorsak answers at {served.address}/ ",
        }
        assert served.out.startswith(words[lang])
        assert httpx.get(served.address + "/readyz").json()["status"] == "ready"
        assert served.address.startswith("http://127.0.0.1:")


def test_several_may_serve_one_store(small: str) -> None:
    with serving(small) as one, serving(small) as other:
        assert httpx.get(one.address + "/readyz").json() == httpx.get(other.address + "/readyz").json()


@pytest.mark.parametrize("how", [signal.SIGINT, signal.SIGTERM])
def test_told_to_end_it_leaves_nothing(folder: Path, how: signal.Signals) -> None:
    with serving(f"oxigraph:{folder}") as served:
        assert httpx.get(served.address + "/readyz").is_success
        assert len(snapshots(folder)) == 1
        assert served.end(how) == 0
        assert within(5, lambda: not in_session(served.process.pid))
        assert snapshots(folder) == []
        assert served.err == ""


def test_who_still_waits_when_it_ends_is_told_so(folder: Path) -> None:
    with serving(f"oxigraph:{folder}") as served, ThreadPoolExecutor(1) as asking:
        endless = {"query": "SELECT (COUNT(*) AS ?n) { GRAPH ?g { ?a ?b ?c . ?d ?e ?f . ?h ?i ?j } }"}
        asked = asking.submit(httpx.get, f"{served.address}/sparql", params=endless, timeout=60)
        sleep(1)
        begun = monotonic()
        assert served.end() == 0
        assert monotonic() - begun < 20
        assert (asked.result().status_code, asked.result().json()["type"]) == (503, "/problems#busy")
        assert within(5, lambda: not in_session(served.process.pid))
        assert snapshots(folder) == []


def test_ctrl_c_in_a_terminal_reaches_all_its_processes_and_it_ends_as_quietly(folder: Path) -> None:
    with serving(f"oxigraph:{folder}") as served:
        os.killpg(served.process.pid, signal.SIGINT)
        assert served.process.wait(30) == 0
        assert within(5, lambda: not in_session(served.process.pid))
        assert snapshots(folder) == []
        assert served.err == ""


def test_told_to_end_while_it_starts_it_leaves_no_process(folder: Path, tmp_path: Path) -> None:
    process = begun(tmp_path, "--port", "0", "--store", f"oxigraph:{folder}")
    assert within(30, lambda: (folder / "snapshots").exists() and bool(snapshots(folder)))
    process.terminate()
    assert process.wait(30) in (0, -signal.SIGTERM)
    assert within(5, lambda: not in_session(process.pid))
    assert "Traceback" not in (tmp_path / "err").read_text(encoding="utf-8")


def test_killed_its_processes_end_and_the_next_start_sweeps(folder: Path) -> None:
    store = f"oxigraph:{folder}"
    with serving(store) as served:
        assert len(in_session(served.process.pid)) > 2
        (left,) = snapshots(folder)
        served.process.kill()
        served.process.wait()
        assert within(10, lambda: not in_session(served.process.pid))
    assert snapshots(folder) == [left]
    with serving(store):
        (fresh,) = snapshots(folder)
        assert fresh != left


def test_a_process_of_it_that_dies_is_replaced(folder: Path) -> None:
    with serving(f"oxigraph:{folder}") as served:
        for child in _workers(served):
            os.kill(child, signal.SIGKILL)
        assert within(20, lambda: httpx.get(served.address + "/readyz", timeout=30).is_success)


def _workers(served: Serving) -> list[int]:
    """The processes that the fork server of a service has started."""
    parents = {pid: _parent(pid) for pid in in_session(served.process.pid)}
    return [pid for pid, parent in parents.items() if parents.get(parent) == served.process.pid]


def _parent(pid: int) -> int:
    return int(Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[1])


# --- make run


@pytest.fixture
def made(tmp_path: Path) -> list[str]:
    """`make run` for a store and a port of the test's own; what is installed stays as it is."""
    if shutil.which("make") is None or not (ROOT / ".venv/ready").exists():
        pytest.skip("there is no make here, or make setup has not been run")
    return ["make", "--no-print-directory", "-o", "setup", "run", f"STORE=oxigraph:{tmp_path / 'made'}"]


def test_make_run_loads_answers_and_serves_until_interrupted(made: list[str], tmp_path: Path) -> None:
    out, err = tmp_path / "out", tmp_path / "err"
    with out.open("wb") as told, err.open("wb") as wrong:
        process = subprocess.Popen(
            [*made, "PORT=0"], cwd=ROOT, stdout=told, stderr=wrong, env=surroundings(), start_new_session=True
        )
    served = Serving("", process, tmp_path)
    try:
        assert within(120, lambda: "Rotorsak svarar på http://" in served.out or process.poll() is not None)
        assert "Kameror" in served.out
        address = served.out.rpartition("Rotorsak svarar på ")[2].split()[0]
        assert httpx.get(address + "readyz").is_success
        os.killpg(process.pid, signal.SIGINT)
        process.wait(30)
        assert within(5, lambda: not in_session(process.pid))
        assert "Error" not in served.err
        assert "Traceback" not in served.err
        assert snapshots(tmp_path / "made") == []
    finally:
        if in_session(process.pid):
            os.killpg(process.pid, signal.SIGKILL)


def test_make_run_tells_of_a_port_in_use_before_it_loads(
    made: list[str], taken_port: int, tmp_path: Path
) -> None:
    ended = subprocess.run(
        [*made, f"PORT={taken_port}"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=60,
        env=surroundings(),
        check=False,
    )
    assert ended.returncode != 0
    assert f"port {taken_port}" in ended.stderr
    assert not (tmp_path / "made").exists()
