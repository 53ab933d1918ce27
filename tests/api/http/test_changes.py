"""The store changes beside a service that runs; through the service it never does."""

import subprocess
from concurrent.futures import ThreadPoolExecutor
from itertools import count
from pathlib import Path
from threading import Event
from time import monotonic, sleep

import httpx
import pytest
from pyoxigraph import Quad

from graph.rdf.files import serialise
from graph.stores.embedded.oxigraph import OxigraphStore
from tests.api.hostile import hostile_quads
from tests.serving import COMMAND, serving, surroundings

NEW_THING = "/api/questions/neighbours?focus=problem/controls"
OLD_THING = "/api/questions/neighbours?focus=problem/otrygghet"
SEEN_WITHIN = 20.0  # seconds, on a machine with much else to do


def held(store: str) -> set[Quad]:
    with OxigraphStore.open(Path(store.removeprefix("oxigraph:")), write=False) as opened:
        return set(opened.quads())


@pytest.fixture
def new_document(tmp_path: Path) -> Path:
    """A file with a document that the store has not."""
    path = tmp_path / "new.trig"
    path.write_bytes(serialise(hostile_quads(), "trig"))
    return path


def load(path: Path, store: str) -> None:
    ran = subprocess.run(
        [COMMAND, "load", path, "--store", store],
        capture_output=True,
        timeout=60,
        env=surroundings(),
        check=False,
    )
    assert ran.returncode == 0, ran.stderr.decode()


def statuses(address: str, until: Event) -> set[int]:
    """The statuses of requests, each of its own, one after the other until told to stop."""
    found = set()
    with httpx.Client(base_url=address, timeout=60) as client:
        for number in count():
            if until.is_set():
                return found
            found.add(client.get(f"/api/questions/search?text=trygghet&limit={number % 90 + 1}").status_code)
    raise AssertionError


def test_what_is_loaded_beside_it_is_served_soon_and_no_request_fails(
    changeable_small: str, new_document: Path
) -> None:
    with serving(changeable_small) as served, httpx.Client(base_url=served.address, timeout=60) as http:
        assert http.get(NEW_THING).status_code == 400
        before = http.get(OLD_THING)
        enough = Event()
        with ThreadPoolExecutor(2) as asking:
            asked = [asking.submit(statuses, served.address, enough) for _ in range(2)]
            load(new_document, changeable_small)
            end = monotonic() + SEEN_WITHIN
            while http.get(NEW_THING).status_code != 200 and monotonic() < end:
                sleep(0.1)
            enough.set()
            assert [one.result() for one in asked] == [{200}, {200}]
        answer = http.get(NEW_THING)
        assert answer.status_code == 200
        after = http.get(OLD_THING, headers={"if-none-match": before.headers["etag"]})
        assert after.status_code == 200
        assert after.headers["etag"] != before.headers["etag"]
        assert after.headers["rotorsak-graph"] != before.headers["rotorsak-graph"]
        assert http.get("/readyz").json()["graph"] == after.headers["rotorsak-graph"]
        snapshots = Path(changeable_small.removeprefix("oxigraph:")) / "snapshots"
        end = monotonic() + SEEN_WITHIN
        while len([one for one in snapshots.iterdir() if one.is_dir()]) > 1 and monotonic() < end:
            sleep(0.1)
        assert len([one for one in snapshots.iterdir() if one.is_dir()]) == 1


def test_a_load_that_changes_nothing_leaves_the_tags(changeable_small: str, new_document: Path) -> None:
    load(new_document, changeable_small)
    with serving(changeable_small) as served, httpx.Client(base_url=served.address, timeout=60) as http:
        before = http.get(OLD_THING)
        load(new_document, changeable_small)
        sleep(3)
        after = http.get(OLD_THING, headers={"if-none-match": before.headers["etag"]})
        assert after.status_code == 304


def test_nothing_writes(changeable_small: str) -> None:
    before = held(changeable_small)
    insert = "INSERT DATA { <urn:a> <urn:b> <urn:c> }"
    with serving(changeable_small) as served, httpx.Client(base_url=served.address, timeout=60) as http:
        assert http.post("/sparql", data={"update": insert}).status_code in (400, 403)
        assert http.post("/sparql", data={"query": insert}).status_code in (400, 403)
        assert http.get("/sparql", params={"update": insert}).status_code in (400, 403)
        assert http.get("/sparql", params={"query": insert}).status_code in (400, 403)
        assert http.post(
            "/sparql", content=insert, headers={"content-type": "application/sparql-update"}
        ).status_code in (400, 403, 415)
        for method in ("POST", "PUT", "PATCH", "DELETE"):
            for path in (
                "/",
                "/api/questions/money",
                "/api/documents",
                "/api/export",
                "/api/claims/x",
                "/id/action/kameror",
            ):
                assert http.request(method, path, content=insert).status_code in (404, 405)
        assert http.get("/api/questions/money").is_success
    assert held(changeable_small) == before
