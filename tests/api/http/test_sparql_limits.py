"""Queries that would take the service down: each gets its answer, and so does whoever asks next."""

import socket
import threading
from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from time import monotonic, sleep

import httpx
import pytest

MOVING_ON = 5.0  # seconds within which others are answered, on a machine with much else to do
ENDLESS = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }"
PAGES = (
    "/",
    "/api/questions/goals-without-indicators",
    "/api/questions/action-trace?action=action%2Fkameror",
    "/readyz",
)


@pytest.fixture(scope="module")
def client(service: str) -> Iterator[httpx.Client]:
    limits = httpx.Limits(max_connections=100)
    with httpx.Client(
        base_url=service, timeout=60, limits=limits, headers={"Accept-Language": "en"}
    ) as asking:
        yield asking


def ask(client: httpx.Client, query: str, accept: str = "*/*") -> httpx.Response:
    return client.post(
        "/sparql",
        content=query.encode(),
        headers={"Content-Type": "application/sparql-query", "Accept": accept},
    )


def told(answer: httpx.Response) -> tuple[int, str]:
    assert answer.headers["content-type"] == "application/problem+json"
    return answer.status_code, answer.json()["type"].removeprefix("/problems#")


def assert_answers(client: httpx.Client) -> None:
    """The next query is answered, and the pages as before."""
    begun = monotonic()
    assert ask(client, "ASK { ?goal a <https://w3id.org/rotorsak/def#Goal> }").json()["boolean"] is True
    assert monotonic() - begun < MOVING_ON
    for page in PAGES:
        assert client.get(page).status_code == 200


@pytest.mark.parametrize(
    "query",
    [
        "SELECT * " + "{" * 20_000 + "}" * 20_000,
        "SELECT * { FILTER(" + "(" * 50_000 + "1" + ")" * 50_000 + ") }",
        "SELECT * { " + " UNION ".join(["{ ?s ?p ?o }"] * 50_000) + " }",
        "SELECT * { ?s " + "(" * 50_000 + "<x:y>" + ")" * 50_000 + " ?o }",
        "SELECT * { ?s ?p ?o FILTER EXISTS { SERVICE <x:y> " + "{" * 20_000 + "}" * 20_000 + " } }",
    ],
    ids=["braces", "parentheses", "unions", "paths", "braces in a call"],
)
def test_nesting_without_end(client: httpx.Client, query: str) -> None:
    assert told(ask(client, query)) == (400, "too-much")

    assert_answers(client)


def test_180_000_triple_patterns(client: httpx.Client) -> None:
    patterns = " . ".join(["?a ?b ?c"] * 180_000)

    assert ask(client, f"SELECT * {{ {patterns} }}").status_code in (400, 504)

    assert_answers(client)


@pytest.mark.parametrize("accept", ["application/sparql-results+json", "text/csv"])
def test_a_million_rows(client: httpx.Client, accept: str) -> None:
    answer = ask(
        client, "SELECT ?a ?d { { SELECT ?a { ?a ?b ?c } } { SELECT ?d { ?d ?e ?f } } } LIMIT 1000000", accept
    )

    assert told(answer) == (400, "too-much")
    assert "LIMIT" in answer.json()["detail"]
    assert_answers(client)


def test_a_million_rows_on_a_page_are_the_first_of_them(client: httpx.Client) -> None:
    answer = ask(
        client,
        "SELECT ?a ?d { { SELECT ?a { ?a ?b ?c } } { SELECT ?d { ?d ?e ?f } } } LIMIT 1000000",
        "text/html",
    )

    assert answer.status_code == 200
    assert "The first 500 rows are shown" in answer.text


def test_a_page_of_rows_that_are_too_long(client: httpx.Client) -> None:
    ten = "CONCAT(?{0}, ?{0}, ?{0}, ?{0}, ?{0}, ?{0}, ?{0}, ?{0}, ?{0}, ?{0})"
    longer = " ".join(
        f"BIND({ten.format(one)} AS ?{next_})" for one, next_ in zip("abcd", "bcde", strict=True)
    )
    answer = ask(client, f'SELECT ?e {{ ?s ?p ?o BIND("0123456789" AS ?a) {longer} }}', "text/html")

    assert answer.status_code == 400
    assert "LIMIT" in answer.text
    assert_answers(client)


def test_more_memory_than_there_is(client: httpx.Client) -> None:
    answer = ask(client, "SELECT * { ?a ?b ?c . ?d ?e ?f } ORDER BY ?c ?f")

    assert told(answer) in ((400, "too-much"), (504, "took-too-long"))
    assert_answers(client)


@pytest.fixture
def calls() -> Iterator[tuple[str, list[object]]]:
    """An address at which somebody listens, and the calls that came."""
    heard: list[object] = []
    with socket.create_server(("127.0.0.1", 0)) as listening:

        def listen() -> None:
            while True:
                try:
                    connection, caller = listening.accept()
                except OSError:
                    return
                heard.append(caller)
                connection.close()

        threading.Thread(target=listen, daemon=True).start()
        yield f"http://127.0.0.1:{listening.getsockname()[1]}/x", heard
        listening.shutdown(socket.SHUT_RDWR)


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("SELECT * { SERVICE <URL> { ?s ?p ?o } }", (403, "refused")),
        ("SELECT * { SERVICE SILENT <URL> { ?s ?p ?o } }", (403, "refused")),
        ("SELECT * { { SELECT * { SERVICE SILENT <URL> { ?s ?p ?o } } } }", (403, "refused")),
        ("ASK { FILTER EXISTS { SERVICE <URL> {} } }", (403, "refused")),
        ("PREFIX f: <URL> ASK{SERVICEf:a{}}", (403, "refused")),
        ("ASK { \\u0053ERVICE <URL> {} }", (400, "malformed-query")),
        ("LOAD <URL>", (403, "read-only")),
        ("LOAD SILENT <URL> INTO GRAPH <g:a>", (403, "read-only")),
    ],
)
def test_nobody_else_is_called(
    client: httpx.Client, calls: tuple[str, list[object]], query: str, expected: tuple[int, str]
) -> None:
    address, heard = calls

    assert told(ask(client, query.replace("URL", address))) == expected

    assert not heard
    assert_answers(client)


def test_a_graph_elsewhere_is_not_fetched(client: httpx.Client, calls: tuple[str, list[object]]) -> None:
    address, heard = calls

    assert ask(client, f"ASK FROM <{address}> {{ ?s ?p ?o }}").json()["boolean"] is False
    assert ask(client, f"ASK FROM NAMED <{address}> {{ GRAPH ?g {{ ?s ?p ?o }} }}").json()["boolean"] is False
    named = {"query": "ASK { ?s ?p ?o }", "default-graph-uri": address}
    assert client.get("/sparql", params=named).json()["boolean"] is False
    assert not heard


def test_fifty_endless_queries_at_once(client: httpx.Client) -> None:
    """A cross product without end among them: two run to their deadline, the others do not wait for ever."""
    begun = monotonic()
    with ThreadPoolExecutor(50) as crowd:
        asked: list[Future[httpx.Response]] = [crowd.submit(ask, client, ENDLESS) for _ in range(50)]
        sleep(0.5)
        for _ in range(4):
            for page in PAGES:
                sent = monotonic()
                assert client.get(page).status_code == 200
                assert monotonic() - sent < MOVING_ON
        answers = [one.result() for one in asked]

    assert monotonic() - begun < 30
    assert {told(answer) for answer in answers} == {(504, "took-too-long"), (503, "busy")}
    assert all("retry-after" in answer.headers for answer in answers if answer.status_code == 503)
    assert_answers(client)
