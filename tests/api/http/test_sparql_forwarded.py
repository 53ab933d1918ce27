"""/sparql where the store is a SPARQL server: read and guarded here, answered there, with the limits of here."""

from collections.abc import Iterator
from pathlib import Path
from time import monotonic, sleep

import httpx
import pytest

from api.service.settings import Limits
from tests.api.conftest import filled
from tests.servers.fuseki import FusekiServer
from tests.serving import serving

pytestmark = pytest.mark.xdist_group("sparql")

BROWSER = {
    "accept": "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8",
    "accept-language": "en",
}
ENDLESS = "SELECT (COUNT(*) AS ?n) { GRAPH ?g { ?a ?b ?c . ?d ?e ?f . ?h ?i ?j } }"
GOALS = """PREFIX rs: <https://w3id.org/rotorsak/def#> PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
SELECT ?goal ?name { ?goal a rs:Goal ; skos:prefLabel ?name FILTER(LANG(?name) = "sv") } ORDER BY ?goal"""
CLAIMS = """PREFIX rs: <https://w3id.org/rotorsak/def#>
SELECT ?graph (COUNT(?claim) AS ?claims) { GRAPH ?graph { ?claim rs:stance ?stance } } GROUP BY ?graph ORDER BY ?graph"""
KS_31 = "https://w3id.org/rotorsak/graph/ks-31"
SLACK = 15.0  # seconds, on a machine with much else to do


@pytest.fixture(scope="module")
def forwarded(fuseki_server: FusekiServer, loaded_folder: Path) -> Iterator[httpx.Client]:
    """A client of a service whose store is Fuseki with the built-in data."""
    with (
        serving(filled(fuseki_server, loaded_folder)) as served,
        httpx.Client(base_url=served.address, timeout=90) as client,
    ):
        yield client


def told(answer: httpx.Response) -> tuple[int, str]:
    assert answer.headers["content-type"] == "application/problem+json", answer.text
    return answer.status_code, answer.json()["type"].removeprefix("/problems#")


@pytest.mark.parametrize("form", ["json", "xml", "csv", "tsv"])
@pytest.mark.parametrize(
    ("query", "more"),
    [
        (GOALS, {}),
        (CLAIMS, {}),
        ("ASK { ?s ?p ?o }", {}),
        ("ASK { ?s ?p <urn:nothing> }", {}),
        ("SELECT (COUNT(*) AS ?n) { ?s ?p ?o }", {"default-graph-uri": KS_31}),
        (f"SELECT (COUNT(*) AS ?n) FROM <{KS_31}> {{ ?s ?p ?o }}", {}),
        ("SELECT (COUNT(*) AS ?n) { GRAPH ?g { ?s ?p ?o } }", {"named-graph-uri": KS_31}),
    ],
)
def test_a_result_is_the_same_as_from_the_embedded_store(
    http: httpx.Client, forwarded: httpx.Client, query: str, more: dict[str, str], form: str
) -> None:
    answers = [
        one.get("/sparql", params={"query": query, "format": form, **more}) for one in (http, forwarded)
    ]
    assert [one.status_code for one in answers] == [200, 200]
    assert answers[0].content == answers[1].content
    assert answers[0].headers["content-type"] == answers[1].headers["content-type"]
    assert answers[0].headers["rotorsak-graph"] == answers[1].headers["rotorsak-graph"]


def test_a_graph_is_the_same_as_from_the_embedded_store(http: httpx.Client, forwarded: httpx.Client) -> None:
    query = "CONSTRUCT WHERE { ?s <http://www.w3.org/2004/02/skos/core#prefLabel> ?o }"
    answers = [one.get("/sparql", params={"query": query, "format": "nt"}) for one in (http, forwarded)]
    lines = [sorted(one.text.splitlines()) for one in answers]
    assert len(lines[0]) > 100
    assert lines[0] == lines[1]


def test_the_page_has_the_form_the_rows_and_the_graph(forwarded: httpx.Client) -> None:
    page = forwarded.get("/sparql", params={"query": GOALS}, headers=BROWSER)
    assert page.status_code == 200
    assert "/id/goal/" in page.text
    assert f"Rotorsak: SPARQL query, graph {page.headers['rotorsak-graph'][:16]}" in page.text
    assert "<textarea" in forwarded.get("/sparql", headers=BROWSER).text


@pytest.mark.parametrize(
    ("query", "problem"),
    [
        ("SELECT * { ?s ?p", (400, "malformed-query")),
        ("SELECT * { SERVICE <http://127.0.0.1:9/> {} }", (403, "refused")),
        ("DROP ALL", (403, "read-only")),
        ("SELECT * " + "{" * 20_000 + "}" * 20_000, (400, "too-much")),
    ],
)
def test_what_is_refused_is_refused_here(
    forwarded: httpx.Client, query: str, problem: tuple[int, str]
) -> None:
    assert told(forwarded.post("/sparql", data={"query": query})) == problem
    assert told(forwarded.post("/sparql", data={"update": query})) == (403, "read-only")


def test_a_query_without_end_is_stopped_here_and_there(
    forwarded: httpx.Client, fuseki_server: FusekiServer
) -> None:
    begun = monotonic()
    assert told(forwarded.get("/sparql", params={"query": ENDLESS})) == (504, "took-too-long")
    assert Limits().querying <= monotonic() - begun < Limits().querying + SLACK
    assert forwarded.get("/api/questions/money").status_code == 200

    def worked_in_a_second() -> float:
        before = fuseki_server.worked
        sleep(1)
        return fuseki_server.worked - before

    assert any(worked_in_a_second() < 0.4 for _ in range(10))


def test_a_server_out_of_reach_is_told(forwarded: httpx.Client, fuseki_server: FusekiServer) -> None:
    fuseki_server.pull_the_plug()
    try:
        answer = forwarded.get("/sparql", params={"query": GOALS})
        assert told(answer) == (503, "store-failed")
        assert answer.headers["retry-after"] == "5"
        page = forwarded.get("/sparql", params={"query": GOALS}, headers=BROWSER)
        assert page.status_code == 503
        assert page.headers["content-type"] == "text/html; charset=utf-8"
        assert forwarded.get("/sparql").status_code == 200  # the description of the endpoint
    finally:
        fuseki_server.start()
    end = monotonic() + 60
    while forwarded.get("/readyz").status_code != 200 and monotonic() < end:
        sleep(0.2)
    assert forwarded.get("/sparql", params={"query": GOALS}).status_code == 200
