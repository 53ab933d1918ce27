"""Everything as RDF, as `rotorsak export` prints it, and each named graph by itself."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import httpx
import pyoxigraph
import pytest
from pyoxigraph import RdfFormat

Rotorsak = Callable[..., Any]

TYPES = {
    "trig": "application/trig",
    "nquads": "application/n-quads",
    "jsonld": "application/ld+json",
    "turtle": "text/turtle",
}
ENDINGS = {"trig": "trig", "nquads": "nq", "jsonld": "jsonld", "turtle": "ttl"}


@pytest.mark.parametrize("form", TYPES)
def test_the_bytes_that_the_command_prints(
    http: httpx.Client, rotorsak: Rotorsak, loaded: str, form: str
) -> None:
    answer = http.get("/api/export", params={"format": form})
    assert answer.status_code == 200
    assert answer.headers["content-type"].partition(";")[0] == TYPES[form]
    assert answer.headers["content-disposition"] == f'attachment; filename="rotorsak.{ENDINGS[form]}"'
    assert answer.content == rotorsak("export", "--format", form, "--store", loaded).out.encode()


@pytest.mark.parametrize(
    ("accept", "type_"),
    [
        ("*/*", "application/trig"),
        ("text/html,application/xhtml+xml,*/*;q=0.8", "application/trig"),
        ("application/n-quads", "application/n-quads"),
        ("text/turtle;q=0.5, application/ld+json", "application/ld+json"),
    ],
)
def test_the_form_that_the_client_would_rather_have(http: httpx.Client, accept: str, type_: str) -> None:
    answer = http.get("/api/export", headers={"accept": accept})
    assert answer.headers["content-type"].partition(";")[0] == type_
    assert "Accept" in answer.headers["vary"]


def test_a_form_that_there_is_not(http: httpx.Client) -> None:
    refused = http.get("/api/export", headers={"accept": "application/pdf"})
    assert (refused.status_code, refused.json()["type"]) == (406, "/problems#not-acceptable")
    wrong = http.get("/api/export", params={"format": "xml", "lang": "en"})
    assert wrong.status_code == 400
    assert "trig, nquads, jsonld, turtle" in wrong.json()["detail"]


def test_what_has_not_changed_is_not_sent_again(http: httpx.Client) -> None:
    first = http.get("/api/export", params={"format": "turtle"})
    tag = first.headers["etag"]
    again = http.get("/api/export", params={"format": "turtle"}, headers={"if-none-match": tag})
    assert (again.status_code, again.content) == (304, b"")
    other = http.get("/api/export", params={"format": "nquads"}, headers={"if-none-match": tag})
    assert other.status_code == 200


def test_a_download_can_go_on_where_it_stopped(http: httpx.Client) -> None:
    whole = http.get("/api/export")
    rest = http.get("/api/export", headers={"range": "bytes=1000-", "if-range": whole.headers["etag"]})
    assert rest.status_code == 206
    assert rest.content == whole.content[1000:]


def test_the_size_without_the_body(http: httpx.Client) -> None:
    head = http.head("/api/export", params={"format": "turtle"})
    assert (head.status_code, head.content) == (200, b"")
    assert int(head.headers["content-length"]) == len(http.get("/api/export?format=turtle").content)


def test_others_are_answered_meanwhile(service: str) -> None:
    """Many take everything away at once; a question that nobody has asked before still gets its turn in time.

    One that does not is answered 503.
    """

    def taken(form: str) -> int:
        return httpx.get(f"{service}/api/export", params={"format": form}, timeout=60).status_code

    with ThreadPoolExecutor(12) as pool:
        exports = [pool.submit(taken, form) for form in [*TYPES] * 3]
        for number in range(5):
            answer = httpx.get(f"{service}/api/search?text=skola&limit={number + 11}", timeout=60)
            assert answer.status_code == 200
        assert {one.result() for one in exports} == {200}


def test_a_named_graph_by_itself(http: httpx.Client) -> None:
    answer = http.get("/graph/delmos-sida")
    assert (answer.status_code, answer.headers["content-type"]) == (200, "text/turtle; charset=utf-8")
    triples = {quad.triple for quad in pyoxigraph.parse(answer.content, RdfFormat.TURTLE)}
    everything = pyoxigraph.parse(http.get("/api/export?format=nquads").content, RdfFormat.N_QUADS)
    named = pyoxigraph.NamedNode("https://w3id.org/rotorsak/graph/delmos-sida")
    assert triples == {quad.triple for quad in everything if quad.graph_name == named}
    assert http.get("/graph/facts").content == http.get("/api/export?format=turtle").content


@pytest.mark.parametrize("name", ["ks-32", "state", "%00", "..%2fstate"])
def test_no_such_graph(http: httpx.Client, name: str) -> None:
    answer = http.get(f"/graph/{name}")
    assert (answer.status_code, answer.headers["content-type"]) == (404, "application/problem+json")
    if name == "ks-32":
        assert "ks-31" in answer.json()["nearest"]
