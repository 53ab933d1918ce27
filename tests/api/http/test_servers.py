"""The service on a store on a server: the same bytes as on the embedded one; and /sparql, where the store is Neo4j."""

from collections.abc import Iterator
from urllib.parse import urlencode

import httpx
import pytest

from graph.questions import catalogue
from tests.api.conftest import Server
from tests.servers.neo4j import PASSWORD, Neo4jServer
from tests.serving import serving

BROWSER = {"accept": "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"}
HEADERS = (
    "rotorsak-graph",
    "content-type",
    "content-language",
    "content-disposition",
    "link",
    "vary",
)


@pytest.fixture(scope="module")
def on_server_http(on_server: str) -> Iterator[httpx.Client]:
    """A client of a service on a server with the built-in data."""
    with serving(on_server) as served, httpx.Client(base_url=served.address, timeout=90) as client:
        yield client


def same(one: httpx.Client, other: httpx.Client, path: str, **headers: str) -> httpx.Response:
    """What both give at an address; all that is told of them is equal too."""
    answers = [client.get(path, headers=headers) for client in (one, other)]
    seen = [
        (answer.status_code, answer.content, [answer.headers.get(name) for name in HEADERS])
        for answer in answers
    ]
    assert seen[0] == seen[1], path
    return answers[0]


def asked(name: str, **more: str) -> str:
    example = catalogue()[name].example
    pairs = [*example.parameters.items(), *(("view", view) for view in example.views), *more.items()]
    return f"/questions/{name}?{urlencode(pairs)}"


@pytest.mark.parametrize("name", catalogue())
def test_an_answer_is_the_same_for_programs_and_people(
    http: httpx.Client, on_server_http: httpx.Client, name: str
) -> None:
    assert same(http, on_server_http, f"/api{asked(name)}").status_code == 200
    assert same(http, on_server_http, asked(name, lang="en"), **BROWSER).status_code == 200


@pytest.mark.parametrize("form", ["csv", "csv-excel", "picture"])
@pytest.mark.parametrize("name", ["action-trace", "goals-without-indicators"])
def test_an_answer_is_the_same_in_other_forms(
    http: httpx.Client, on_server_http: httpx.Client, name: str, form: str
) -> None:
    assert same(http, on_server_http, f"/api{asked(name, format=form)}").status_code == 200


@pytest.mark.parametrize(
    "path",
    [
        "/",
        "/questions",
        "/gaps",
        "/gaps?view=undisputed&lang=en",
        "/documents",
        "/documents?holding=known&lang=en",
        "/search?text=bostad",
        "/help",
        "/problems",
        "/id/problem/boendesegregation",
        "/id/action/kameror?view=as-of:2020&lang=en",
        "/id/body/linkoping",
        "/id/document/ks-31",
        "/id/document/nowhere",
        "/questions/action-trace?action=insatser",
        "/questions/money?view=undisputet",
    ],
)
def test_a_page_is_the_same(http: httpx.Client, on_server_http: httpx.Client, path: str) -> None:
    same(http, on_server_http, path, **BROWSER)


@pytest.mark.parametrize(
    "path",
    [
        "/api/questions",
        "/api/search?text=bostadsområdena&limit=50",
        "/api/search?text=otrygg",
        "/api/paths?from=action/kameror&to=problem/boendesegregation",
        "/api/resources/problem/boendesegregation",
        "/api/resources/problem/boendesegregation?format=csv",
        "/api/resources/document/ks-31?view=undisputed",
        "/api/documents",
        "/api/documents?format=csv",
        "/id/problem/boendesegregation?format=turtle",
        "/id/action/kameror?format=json-ld",
        "/api/export?format=trig",
        "/api/export?format=nquads",
        "/api/export?format=turtle",
        "/api/export?format=jsonld",
        "/graph/facts",
        "/graph/ks-31",
        "/graph/nowhere",
        "/readyz",
        "/api/questions/action-trace?action=kamror",
        "/api/questions/action-trace?action=insatser",
        "/api/questions/action-trace",
    ],
)
def test_what_programs_get_is_the_same(http: httpx.Client, on_server_http: httpx.Client, path: str) -> None:
    same(http, on_server_http, path)


def test_a_claim_and_its_passage_are_the_same(http: httpx.Client, on_server_http: httpx.Client) -> None:
    answer = http.get("/api/questions/action-trace?action=action/kameror").json()
    for claim in [*answer["evidence"]][:5]:
        id_ = claim.removeprefix("https://w3id.org/rotorsak/id/")
        assert same(http, on_server_http, f"/id/{id_}", **BROWSER).status_code == 200
        assert same(http, on_server_http, f"/api/claims/{id_}").status_code == 200


def test_what_the_client_has_is_not_sent_again(on_server_http: httpx.Client) -> None:
    for path in ("/api/questions/money", "/api/export", "/", "/help"):
        tag = on_server_http.get(path).headers["etag"]
        assert on_server_http.get(path, headers={"if-none-match": tag}).status_code == 304


# --- /sparql on Neo4j


@pytest.fixture(scope="module")
def on_neo4j(neo4j_server: Neo4jServer) -> Iterator[tuple[httpx.Client, Server]]:
    """A client of a service on Neo4j, whatever it holds, and the server."""
    with serving(neo4j_server.address) as served, httpx.Client(base_url=served.address, timeout=90) as client:
        yield client, neo4j_server


@pytest.mark.xdist_group("neo4j")
@pytest.mark.parametrize(
    ("method", "query"), [("GET", "?query=ASK%20%7B%7D"), ("GET", ""), ("POST", ""), ("GET", "?update=x")]
)
def test_there_is_no_sparql_on_neo4j_and_the_door_for_cypher_is_named(
    on_neo4j: tuple[httpx.Client, Neo4jServer], method: str, query: str
) -> None:
    http, server = on_neo4j
    answer = http.request(method, f"/sparql{query}", headers={"accept-language": "en"})
    assert answer.headers["content-type"] == "application/problem+json"
    said = answer.json()
    assert (answer.status_code, said["type"]) == (501, "/problems#not-implemented")
    assert f"asked in Cypher rather than SPARQL, at neo4j://{server.host}." in said["detail"]
    assert PASSWORD not in answer.text


@pytest.mark.xdist_group("neo4j")
def test_people_are_told_of_cypher_on_pages(on_neo4j: tuple[httpx.Client, Neo4jServer]) -> None:
    http, server = on_neo4j
    page = http.get("/sparql?lang=en", headers=BROWSER)
    assert (page.status_code, page.headers["content-type"]) == (501, "text/html; charset=utf-8")
    assert f"neo4j://{server.host}" in page.text
    assert "<textarea" not in page.text
    told = http.get("/api?lang=en", headers=BROWSER)
    assert f"<code>neo4j://{server.host}</code>" in told.text
    assert "/sparql --data" not in told.text
    assert 'id="not-implemented"' in http.get("/problems", headers=BROWSER).text
    assert PASSWORD not in page.text + told.text
