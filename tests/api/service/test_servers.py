"""A service on a store on a server, which comes, goes, hangs and changes: the service stays, and says what is wrong."""

import os
import signal
import subprocess
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, suppress
from itertools import count
from pathlib import Path
from threading import Event
from time import monotonic, sleep

import httpx
import pytest
from neo4j import GraphDatabase

from graph.rdf.files import serialise
from tests.api.conftest import Server, filled
from tests.api.hostile import hostile_quads, named
from tests.api.service.conftest import (
    BROWSER,
    SOON,
    account,
    command_lines,
    not_ready,
    out_of_reach,
    ready,
    within,
    without_account,
)
from tests.servers.fuseki import FusekiServer
from tests.servers.neo4j import Neo4jServer
from tests.serving import COMMAND, Serving, serving, surroundings

QUESTION = "/api/questions/neighbours?focus=problem/otrygghet"
OTHER = "/api/questions/action-trace?action=action/kameror"
PAGE = "/id/problem/otrygghet"
NEW_THING = "/api/questions/neighbours?focus=problem/controls"
WITHOUT_STORE = (
    *("/healthz", "/help", "/api", "/problems", "/api/openapi.json", "/api/questions"),
    *("/static/rotorsak.css", "/static/vis/vis-network.min.js"),
)


@pytest.fixture
def stored(server: Server, small_folder: Path) -> Iterator[Server]:
    """A server with a small graph that the test may change, and that may be stopped. It runs again afterwards."""
    if not server.runs:
        server.start()
    filled(server, small_folder)
    yield server
    server.thaw()
    if not server.runs:
        server.start()


@pytest.fixture
def document(tmp_path: Path) -> Path:
    """A file with a document that the store has not."""
    path = tmp_path / "new.trig"
    path.write_bytes(serialise(hostile_quads(), "trig"))
    return path


@pytest.fixture
def long_document(tmp_path: Path) -> Path:
    """A file with such a document that takes a while to write."""
    path = tmp_path / "long.trig"
    many = (f"problem/written-{number}" for number in range(4000))
    path.write_bytes(
        serialise([*hostile_quads(), *(quad for one in many for quad in named(one, one))], "trig")
    )
    return path


def seen(served: Serving, *paths: str) -> list[tuple[int, str, bytes]]:
    """The status, the entity tag and the body that each address gives."""
    answers = [httpx.get(served.address + path, timeout=60) for path in paths]
    return [(one.status_code, one.headers.get("etag", ""), one.content) for one in answers]


def refused(served: Serving) -> bool:
    """Whether the service has seen that its store is out of reach, so that it gives no answer that it has kept."""
    return httpx.get(served.address + QUESTION, timeout=60).status_code == 503


def loading(server: Server, document: Path, stderr: int = subprocess.PIPE) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [COMMAND, "load", document, "--store", without_account(server), "--lang", "en"],
        stdout=subprocess.PIPE,
        stderr=stderr,
        text=True,
        env=surroundings(**account(server)),
    )


# --- out of reach


def test_it_starts_before_the_store_stays_up_and_answers_when_the_store_is_there(stored: Server) -> None:
    stored.pull_the_plug()
    with serving(without_account(stored), **account(stored)) as served:
        assert [status for status, *_ in seen(served, *WITHOUT_STORE)] == [200] * len(WITHOUT_STORE)
        assert without_account(stored).partition("://")[2].partition("/")[0] in not_ready(served)
        for path in (QUESTION, "/api/export", "/api/documents", "/api/resources/problem/otrygghet"):
            out_of_reach(httpx.get(served.address + path, timeout=60))
        for path in ("/", PAGE, "/gaps", "/search?text=x", "/questions/neighbours?focus=problem/otrygghet"):
            page = httpx.get(served.address + path, headers=BROWSER, timeout=60)
            assert (page.status_code, page.headers["retry-after"]) == (503, "5")
            assert page.headers["content-type"] == "text/html; charset=utf-8"
            assert "svarar inte" in page.text
        assert served.err.count("\n") == 1
        stored.start()
        assert within(SOON, lambda: ready(served))
        assert [status for status, *_ in seen(served, QUESTION, PAGE)] == [200, 200]
        lost, found = served.err.splitlines()
        assert lost.startswith("the store cannot be read: ")
        assert found == f"the store can be read: {without_account(stored)}"


def test_the_plug_is_pulled_while_questions_are_worked_out(stored: Server) -> None:
    with serving(without_account(stored), **account(stored)) as served:
        before = seen(served, QUESTION, PAGE, "/api/export")
        processes = workers(served)
        stored.freeze()
        with ThreadPoolExecutor(2) as asking:
            asked = [asking.submit(httpx.get, served.address + path, timeout=60) for path in (OTHER, "/gaps")]
            sleep(1)
            stored.pull_the_plug()
            answers = [one.result() for one in asked]
        assert out_of_reach(answers[0])
        assert answers[1].status_code == 503
        assert within(SOON, lambda: refused(served))
        out_of_reach(httpx.get(served.address + QUESTION, timeout=60))
        assert [status for status, *_ in seen(served, *WITHOUT_STORE)] == [200] * len(WITHOUT_STORE)
        stored.start()
        assert within(SOON, lambda: ready(served))
        assert seen(served, QUESTION, PAGE, "/api/export") == before
        assert seen(served, OTHER)[0][0] == 200
        assert processes <= workers(served)


def test_the_plug_is_pulled_while_a_load_runs(stored: Server, long_document: Path) -> None:
    with serving(without_account(stored), **account(stored)) as served:
        before = seen(served, QUESTION, "/api/export")
        with at_a_terminal(stored, long_document) as (load, screen):
            until_it_writes(screen)
            stored.freeze()
            sleep(0.5)
            stored.pull_the_plug()
            assert "Traceback" not in rest_of(screen)
            assert load.communicate()[0] == ""
            assert load.returncode == 3
        stored.start()
        assert within(SOON, lambda: ready(served))
        assert seen(served, QUESTION, "/api/export") == before
        done = loading(stored, long_document)
        assert done.communicate(timeout=120)[1] == ""
        assert done.returncode == 0
        assert within(SOON, lambda: seen(served, NEW_THING)[0][0] == 200)


@contextmanager
def at_a_terminal(server: Server, document: Path) -> Iterator[tuple[subprocess.Popen[str], int]]:
    """A load whose progress is shown on a terminal, which can be read here."""
    screen, terminal = os.openpty()
    load = loading(server, document, stderr=terminal)
    os.close(terminal)
    try:
        yield load, screen
    finally:
        load.kill()
        load.wait()
        os.close(screen)


def until_it_writes(screen: int) -> None:
    """Read what a load shows until it has begun to write."""
    shown = b""
    while b"Writing: " not in shown:
        shown += os.read(screen, 4096)


def rest_of(screen: int) -> str:
    """What else a load shows until it ends."""
    shown = b""
    with suppress(OSError):  # how a terminal says that nobody writes to it any more
        while more := os.read(screen, 4096):
            shown += more
    return shown.decode()


def workers(served: Serving) -> set[int]:
    """The processes that the fork server of a service has started."""
    children = [Path(f"/proc/{served.process.pid}/task").glob("*/children")]
    own = {int(child) for files in children for file in files for child in file.read_text().split()}
    grandchildren = [file for child in own for file in Path(f"/proc/{child}/task").glob("*/children")]
    return {int(child) for file in grandchildren for child in file.read_text().split()}


def test_a_server_that_hangs_is_told_of_and_found_again(stored: Server) -> None:
    with serving(without_account(stored), **account(stored)) as served:
        before = seen(served, QUESTION)
        stored.freeze()
        begun = monotonic()
        assert httpx.get(f"{served.address}/healthz").is_success
        assert httpx.get(served.address + OTHER, timeout=60).status_code in (503, 504)
        assert within(SOON, lambda: refused(served))
        asked = monotonic()
        out_of_reach(httpx.get(served.address + QUESTION, timeout=60))
        assert monotonic() - asked < 5
        assert asked - begun < SOON
        stored.thaw()
        assert within(SOON, lambda: ready(served))
        assert seen(served, QUESTION) == before
        assert len(served.err.splitlines()) == 2


def test_told_to_end_while_the_server_hangs_it_ends_and_leaves_nothing(
    stored: Server, tmp_path: Path
) -> None:
    with serving(without_account(stored), **account(stored), TMPDIR=str(tmp_path)) as served:
        assert ready(served)
        assert len(left_in(tmp_path)) == 1
        stored.freeze()
        with ThreadPoolExecutor(1) as asking:
            asked = asking.submit(httpx.get, served.address + OTHER, timeout=60)
            sleep(1)
            begun = monotonic()
            assert served.end() == 0
            assert monotonic() - begun < 25
            assert asked.result().status_code == 503
    assert left_in(tmp_path) == []


def left_in(folder: Path) -> list[Path]:
    """What a service has in the folder for temporary files."""
    return [one for one in folder.iterdir() if one.name.startswith("rotorsak-")]


# --- wrong


@pytest.mark.xdist_group("neo4j")
def test_a_store_of_another_format_is_told(neo4j_server: Neo4jServer, small_folder: Path) -> None:
    filled(neo4j_server, small_folder)
    connection = neo4j_server.connection
    with GraphDatabase.driver(
        connection.uri, auth=(connection.user or "", connection.password or "")
    ) as driver:
        driver.execute_query("MATCH (m:Rotorsak) SET m.format = 'rotorsak-store 99'")
        with serving(without_account(neo4j_server), **account(neo4j_server)) as served:
            assert "rotorsak-store 99" in not_ready(served)


@pytest.mark.xdist_group("neo4j")
def test_a_wrong_password_is_told_and_nobody_is_locked_out(neo4j_server: Neo4jServer) -> None:
    user, right, wrong = "guest", "s3cret-right", "s3cret-wrong"
    connection = neo4j_server.connection
    owner = (connection.user or "", connection.password or "")
    with GraphDatabase.driver(connection.uri, auth=owner) as driver:
        made = "CREATE OR REPLACE USER guest SET PASSWORD $password CHANGE NOT REQUIRED"
        driver.execute_query(made, password=right, database_="system")
        try:
            environment = {"ROTORSAK_STORE_USER": user, "ROTORSAK_STORE_PASSWORD": wrong}
            with serving(without_account(neo4j_server), **environment) as served:
                assert f"does not accept the user '{user}'" in not_ready(served)
                out_of_reach(httpx.get(served.address + QUESTION, timeout=60))
                assert httpx.get(f"{served.address}/healthz").is_success
                assert served.process.poll() is None
                assert wrong not in served.err + served.out
                assert within(30, lambda: may_log_in(neo4j_server, user, right))
        finally:
            driver.execute_query("DROP USER guest", database_="system")


def may_log_in(server: Neo4jServer, user: str, password: str) -> bool:
    ran = subprocess.run(
        [COMMAND, "export", "--store", without_account(server), "--lang", "en"],
        capture_output=True,
        text=True,
        timeout=60,
        env=surroundings(ROTORSAK_STORE_USER=user, ROTORSAK_STORE_PASSWORD=password),
        check=False,
    )
    return "does not accept" not in ran.stderr


@pytest.mark.xdist_group("neo4j")
def test_a_database_that_there_is_not(neo4j_server: Neo4jServer) -> None:
    with serving(f"{without_account(neo4j_server)}/nowhere", **account(neo4j_server)) as served:
        assert "nowhere" in not_ready(served)
        assert served.err.count("\n") == 1


@pytest.mark.xdist_group("sparql")
def test_a_dataset_that_there_is_not(fuseki_server: FusekiServer) -> None:
    with serving(f"{fuseki_server.address}-not") as served:
        assert f"{fuseki_server.url}-not" in not_ready(served)


@pytest.mark.xdist_group("sparql")
def test_a_server_that_takes_no_updates_is_served_and_not_loaded(
    small_folder: Path, document: Path, tmp_path: Path
) -> None:
    writable = FusekiServer(tmp_path / "fuseki")
    writable.start()
    filled(writable, small_folder)
    writable.stop()
    reading = FusekiServer(tmp_path / "fuseki", writable=False)
    reading.start()
    try:
        with serving(reading.address) as served:
            assert ready(served)
            before = seen(served, QUESTION)
            assert before[0][0] == 200
            load = loading(reading, document)
            out, err = load.communicate(timeout=120)
            assert (load.returncode, out) == (3, "")
            assert reading.url in err
            assert "Nothing was written" in err
            sleep(2)
            assert seen(served, QUESTION) == before
    finally:
        reading.stop()


def test_an_empty_store_says_how_to_load_it_and_is_served_when_that_is_done(
    stored: Server, small_folder: Path
) -> None:
    stored.wipe()
    with serving(without_account(stored), **account(stored)) as served:
        told = f"is empty. Load it with `rotorsak load --store {without_account(stored)}`"
        assert told in not_ready(served)
        assert told in out_of_reach(httpx.get(served.address + QUESTION, params={"lang": "en"}, timeout=60))
        filled(stored, small_folder)
        assert within(SOON, lambda: ready(served))
        assert seen(served, QUESTION)[0][0] == 200


# --- changing


def test_what_is_loaded_is_served_soon_and_no_answer_is_of_two_states(stored: Server, document: Path) -> None:
    with (
        serving(without_account(stored), **account(stored)) as served,
        httpx.Client(base_url=served.address, timeout=60) as http,
    ):
        assert http.get(NEW_THING).status_code == 400
        before = http.get(QUESTION)
        enough = Event()
        with ThreadPoolExecutor(2) as asking:
            asked = [asking.submit(states, served.address, enough) for _ in range(2)]
            load = loading(stored, document)
            assert load.communicate(timeout=120)[1] == ""
            assert within(SOON, lambda: http.get(NEW_THING).status_code == 200)
            enough.set()
            found = set.union(*(one.result() for one in asked))
        after = http.get(QUESTION, headers={"if-none-match": before.headers["etag"]})
        assert after.status_code == 200
        assert found == {(200, before.headers["rotorsak-graph"]), (200, after.headers["rotorsak-graph"])}
        assert http.get("/readyz").json()["graph"] == after.headers["rotorsak-graph"]
        assert served.err == ""


def states(address: str, until: Event) -> set[tuple[int, str]]:
    """The statuses and graphs of questions, each of its own, one after the other until told to stop.

    The graph of an answer is also in its body, which was worked out from it.
    """
    found = set()
    with httpx.Client(base_url=address, timeout=60) as client:
        for number in count():
            if until.is_set():
                return found
            answer = client.get(f"/api/questions/search?text=trygghet&limit={number % 90 + 1}")
            graph = answer.headers.get("rotorsak-graph", answer.text)
            assert answer.json().get("graph", graph) == graph
            found.add((answer.status_code, graph))
    raise AssertionError


# --- secrets


@pytest.mark.xdist_group("neo4j")
@pytest.mark.parametrize("given", ["environment", "file"])
def test_the_password_is_nowhere_to_be_seen(
    neo4j_server: Neo4jServer, small_folder: Path, tmp_path: Path, given: str
) -> None:
    filled(neo4j_server, small_folder)
    environment = account(neo4j_server)
    password = environment["ROTORSAK_STORE_PASSWORD"]
    if given == "file":
        file = tmp_path / "password"
        file.write_text(f"{environment.pop('ROTORSAK_STORE_PASSWORD')}\n", encoding="utf-8")
        environment["ROTORSAK_STORE_PASSWORD_FILE"] = str(file)
    with serving(without_account(neo4j_server), **environment) as served:
        pages = seen(served, QUESTION, PAGE, "/sparql", "/api", "/api/export", "/readyz")
        assert [status for status, *_ in pages] == [200, 200, 501, 200, 200, 200]
        for child in workers(served):
            os.kill(child, signal.SIGKILL)
        assert within(SOON, lambda: ready(served))
        neo4j_server.freeze()
        assert within(SOON, lambda: refused(served))
        neo4j_server.thaw()
        assert within(SOON, lambda: ready(served))
        assert password not in command_lines()
        told = served.out + served.err + "".join(body.decode() for *_, body in pages)
        assert password not in told
