"""/sparql by the SPARQL 1.1 Protocol: its operations, its datasets, its forms, and what it refuses."""

import csv
import io
import json
from collections.abc import Iterator

import httpx
import pytest
from pyoxigraph import RdfFormat
from pyoxigraph import parse as read_rdf
from rdflib import Graph

from ontology.iris import FACTS_GRAPH, graph

GOALS = "PREFIX rs: <https://w3id.org/rotorsak/def#> SELECT (COUNT(*) AS ?n) WHERE { ?goal a rs:Goal }"
GOALS_HELD = 13
KS_31 = graph("ks-31").value
CLAIM = "PREFIX rs: <https://w3id.org/rotorsak/def#> ASK { ?claim a rs:Claim }"
CLAIM_IN_SOME_GRAPH = "PREFIX rs: <https://w3id.org/rotorsak/def#> ASK { GRAPH ?g { ?claim a rs:Claim } }"
ONE_GOAL = "DESCRIBE <https://w3id.org/rotorsak/id/goal/attraktiv-kommun>"
SOLUTIONS = [
    "application/sparql-results+json",
    "application/sparql-results+xml",
    "text/csv",
    "text/tab-separated-values",
]
GRAPHS = {
    "text/turtle": RdfFormat.TURTLE,
    "application/n-triples": RdfFormat.N_TRIPLES,
    "application/rdf+xml": RdfFormat.RDF_XML,
    "application/ld+json": RdfFormat.JSON_LD,
    "application/n-quads": RdfFormat.N_QUADS,
    "application/trig": RdfFormat.TRIG,
    "text/n3": RdfFormat.N3,
}


@pytest.fixture
def sparql(http: httpx.Client) -> Iterator[httpx.Client]:
    http.headers["Accept-Language"] = "en"
    yield http
    del http.headers["Accept-Language"]


def number(answer: httpx.Response) -> int:
    assert answer.status_code == 200, answer.text
    return int(answer.json()["results"]["bindings"][0]["n"]["value"])


def truth(answer: httpx.Response) -> bool:
    assert answer.status_code == 200, answer.text
    told = answer.json()["boolean"]
    assert isinstance(told, bool)
    return told


def problem(answer: httpx.Response) -> tuple[int, str]:
    assert answer.headers["content-type"] == "application/problem+json"
    assert answer.json()["status"] == answer.status_code
    return answer.status_code, answer.json()["type"].removeprefix("/problems#")


def directly(sparql: httpx.Client, query: str, **parameters: str) -> httpx.Response:
    return sparql.post(
        "/sparql", params=parameters, content=query, headers={"Content-Type": "application/sparql-query"}
    )


def test_the_three_ways_to_ask(sparql: httpx.Client) -> None:
    assert number(sparql.get("/sparql", params={"query": GOALS})) == GOALS_HELD
    assert number(sparql.post("/sparql", data={"query": GOALS})) == GOALS_HELD
    assert number(directly(sparql, GOALS)) == GOALS_HELD


def test_a_query_sent_directly_may_say_that_it_is_utf_8(sparql: httpx.Client) -> None:
    query = "ASK { ?thing ?label 'Kommunstyrelsens förvaltning – åäö' }"

    for type_ in ("application/sparql-query; charset=UTF-8", 'Application/SPARQL-Query;Charset="utf-8"'):
        assert not truth(sparql.post("/sparql", content=query.encode(), headers={"Content-Type": type_}))


def test_head_gives_the_headers_of_get(sparql: httpx.Client) -> None:
    answer = sparql.head("/sparql", params={"query": GOALS})

    assert answer.status_code == 200
    assert answer.headers["content-type"] == "application/sparql-results+json"
    assert not answer.content


def test_a_result_says_which_graph_was_read_and_is_asked_for_anew_each_time(sparql: httpx.Client) -> None:
    answer = sparql.get("/sparql", params={"query": GOALS})

    assert answer.headers["rotorsak-graph"] == sparql.get("/readyz").json()["graph"]
    assert answer.headers["cache-control"] == "no-cache"
    assert "etag" not in answer.headers


@pytest.mark.parametrize("media_type", SOLUTIONS)
def test_solutions_in_the_form_that_is_accepted(sparql: httpx.Client, media_type: str) -> None:
    query = "SELECT ?a ?b { VALUES (?a ?b) { (1 'å, \"ä\"'@sv) (UNDEF <x:y>) } }"

    answer = sparql.get(
        "/sparql", params={"query": query}, headers={"Accept": f"image/png, {media_type};q=0.5"}
    )

    assert answer.headers["content-type"].startswith(media_type)
    assert "charset=utf-8" in answer.headers["content-type"] or not media_type.startswith("text/")
    text = answer.content.decode()
    if media_type.endswith("json"):
        assert json.loads(text)["results"]["bindings"][1] == {"b": {"type": "uri", "value": "x:y"}}
    elif media_type.endswith("xml"):
        assert '<literal xml:lang="sv">å, "ä"</literal>' in text.replace("&quot;", '"')
    elif media_type.endswith("csv"):
        assert list(csv.reader(io.StringIO(text))) == [["a", "b"], ["1", 'å, "ä"'], ["", "x:y"]]
    else:
        assert text == '?a\t?b\n1\t"å, \\"ä\\""@sv\n\t<x:y>\n'


@pytest.mark.parametrize("media_type", SOLUTIONS)
def test_yes_in_the_form_that_is_accepted(sparql: httpx.Client, media_type: str) -> None:
    answer = sparql.get("/sparql", params={"query": "ASK {}"}, headers={"Accept": media_type})

    assert answer.headers["content-type"].startswith(media_type)
    assert "true" in answer.text


@pytest.mark.parametrize("media_type", GRAPHS)
@pytest.mark.parametrize(
    "query", [ONE_GOAL, ONE_GOAL.replace("DESCRIBE", "CONSTRUCT { ?s ?p ?o } { VALUES ?s {") + "} ?s ?p ?o }"]
)
def test_a_graph_in_the_form_that_is_accepted(sparql: httpx.Client, media_type: str, query: str) -> None:
    answer = sparql.get("/sparql", params={"query": query}, headers={"Accept": media_type})

    assert answer.headers["content-type"].startswith(media_type)
    labels = {
        one.object.value
        for one in read_rdf(answer.content, format=GRAPHS[media_type])
        if "prefLabel" in one.predicate.value
    }
    assert labels == {"Attraktiv kommun", "Attractive municipality"}


@pytest.mark.parametrize(
    ("name", "solutions", "of_graph"),
    [
        ("json", "application/sparql-results+json", "application/ld+json"),
        ("xml", "application/sparql-results+xml", "application/rdf+xml"),
        ("csv", "text/csv", None),
        ("TSV", "text/tab-separated-values", None),
        ("text/csv", "text/csv", None),
        ("turtle", None, "text/turtle"),
        ("nt", None, "application/n-triples"),
        ("application/rdf+xml", None, "application/rdf+xml"),
    ],
)
@pytest.mark.parametrize("parameter", ["format", "output"])
def test_the_form_in_the_address(
    sparql: httpx.Client, parameter: str, name: str, solutions: str | None, of_graph: str | None
) -> None:
    for query, expected in (("ASK {}", solutions), (ONE_GOAL, of_graph)):
        answer = sparql.get(
            "/sparql", params={"query": query, parameter: name}, headers={"Accept": "text/html"}
        )
        if expected is None:
            assert answer.status_code == 406
        else:
            assert answer.headers["content-type"].startswith(expected)


def test_without_a_preference_it_is_json_and_turtle(sparql: httpx.Client) -> None:
    assert directly(sparql, "ASK {}").headers["content-type"] == "application/sparql-results+json"
    assert directly(sparql, ONE_GOAL).headers["content-type"] == "text/turtle; charset=utf-8"


@pytest.mark.parametrize(
    ("accept", "query", "named"),
    [
        ("image/png", "ASK {}", "text/turtle"),
        ("text/csv", ONE_GOAL, "text/turtle"),
        ("text/turtle", "ASK {}", "text/csv"),
    ],
)
def test_a_form_that_there_is_not(sparql: httpx.Client, accept: str, query: str, named: str) -> None:
    answer = sparql.get("/sparql", params={"query": query}, headers={"Accept": accept})

    assert problem(answer) == (406, "not-acceptable")
    assert named in answer.json()["detail"]


def test_the_facts_are_the_default_graph(sparql: httpx.Client) -> None:
    assert not truth(directly(sparql, CLAIM))
    assert truth(directly(sparql, CLAIM_IN_SOME_GRAPH))


@pytest.mark.parametrize("facts", [FACTS_GRAPH.value, "urn:x-rdflib:default"])
def test_the_facts_by_name(sparql: httpx.Client, facts: str) -> None:
    assert number(directly(sparql, GOALS, **{"default-graph-uri": facts})) == GOALS_HELD
    assert number(directly(sparql, GOALS.replace("WHERE", f"FROM <{facts}> WHERE"))) == GOALS_HELD


def test_a_dataset_that_the_request_names(sparql: httpx.Client) -> None:
    graphs = [KS_31, graph("things").value]

    both = sparql.post(
        "/sparql", data={"query": GOALS.replace("?goal a rs:Goal", "GRAPH ?g {} "), "named-graph-uri": graphs}
    )
    assert number(both) == 2
    assert not truth(directly(sparql, "ASK { ?s ?p ?o }", **{"named-graph-uri": KS_31}))
    assert truth(directly(sparql, CLAIM_IN_SOME_GRAPH, **{"named-graph-uri": KS_31}))
    assert truth(directly(sparql, CLAIM, **{"default-graph-uri": KS_31}))
    assert not truth(directly(sparql, CLAIM_IN_SOME_GRAPH, **{"default-graph-uri": KS_31}))
    merged = sparql.get("/sparql", params={"query": CLAIM, "default-graph-uri": [FACTS_GRAPH.value, KS_31]})
    assert truth(merged)


def test_a_dataset_that_the_query_names(sparql: httpx.Client) -> None:
    assert truth(directly(sparql, CLAIM.replace("{", f"FROM <{KS_31}> {{", 1)))
    assert not truth(directly(sparql, CLAIM_IN_SOME_GRAPH.replace("{", f"FROM <{KS_31}> {{", 1)))
    assert truth(directly(sparql, CLAIM_IN_SOME_GRAPH.replace("{", f"FROM NAMED <{KS_31}> {{", 1)))
    assert not truth(directly(sparql, f"ASK FROM NAMED <{KS_31}> {{ ?s ?p ?o }}"))


def test_the_request_goes_before_the_query(sparql: httpx.Client) -> None:
    query = CLAIM.replace("{", f"FROM <{KS_31}> {{", 1)

    assert not truth(directly(sparql, query, **{"default-graph-uri": FACTS_GRAPH.value}))
    assert truth(directly(sparql, query, **{"default-graph-uri": ""}))


def test_a_graph_that_is_not_here_is_empty(sparql: httpx.Client) -> None:
    assert not truth(
        directly(sparql, "ASK { ?s ?p ?o }", **{"default-graph-uri": "http://127.0.0.1:9/graph"})
    )


@pytest.mark.parametrize(
    ("query", "words"),
    [
        ("SELECT *\nWHERE { ?s ?p }", "line 2"),
        ("SELECT * { ?s rs:number ?o }", "Prefix not found"),
        ("SELECT (<http://example.org/f>(1) AS ?x) {}", "http://example.org/f"),
        ("<script>alert(1)</script>", "line 1"),
        ("PREFIX", "line 1"),
    ],
)
def test_what_is_not_sparql(sparql: httpx.Client, query: str, words: str) -> None:
    answer = directly(sparql, query)

    assert problem(answer) == (400, "malformed-query")
    assert words in answer.json()["detail"]


def test_more_than_one_query_or_none(sparql: httpx.Client) -> None:
    assert problem(sparql.get("/sparql", params={"query": ["ASK {}", "ASK {}"]})) == (400, "bad-input")
    both = sparql.post("/sparql", params={"query": "ASK {}"}, data={"query": "ASK {}"})
    assert problem(both) == (400, "bad-input")
    assert problem(sparql.post("/sparql", data={"lang": "en"})) == (400, "bad-input")
    assert problem(sparql.get("/sparql", params={"query": " "})) == (400, "bad-input")


@pytest.mark.parametrize("named", ["default-graph-uri", "named-graph-uri"])
def test_a_graph_whose_name_is_no_iri(sparql: httpx.Client, named: str) -> None:
    assert problem(directly(sparql, "ASK {}", **{named: "not an iri"})) == (400, "bad-input")


@pytest.mark.parametrize(
    ("type_", "body", "expected"),
    [
        ("application/sparql-query", b"ASK { ?s ?p '\xe5' }", (400, "bad-input")),
        ("application/sparql-query", b"ASK { ?s ?p '\0' }", (400, "bad-input")),
        ("application/x-www-form-urlencoded", b"query=ASK+%7B%7D%00", (400, "bad-input")),
        ("application/x-www-form-urlencoded", b"query=ASK+%7B%7D%E5", (400, "bad-input")),
        ("application/x-www-form-urlencoded", b"a&" * 5000, (400, "bad-input")),
        ("application/sparql-query; charset=iso-8859-1", b"ASK {}", (415, "unsupported-type")),
        ("application/json", b'{"query": "ASK {}"}', (415, "unsupported-type")),
        ("multipart/form-data; boundary=x", b"--x--", (415, "unsupported-type")),
        ("", b"ASK {}", (415, "unsupported-type")),
        ("application/sparql-query", b"#" * (8 * 1024 * 1024 + 1), (413, "too-large")),
    ],
)
def test_what_cannot_be_read(
    sparql: httpx.Client, type_: str, body: bytes, expected: tuple[int, str]
) -> None:
    assert problem(sparql.post("/sparql", content=body, headers={"Content-Type": type_})) == expected


@pytest.mark.parametrize("address", ["/sparql?query=ASK%7B%7D%00", "/sparql?query=ASK%7B%7D%E5"])
def test_what_cannot_be_read_of_an_address(sparql: httpx.Client, address: str) -> None:
    assert problem(sparql.get(address)) == (400, "bad-input")


@pytest.mark.parametrize(
    "update", ["INSERT DATA { <a:a> <a:b> <a:c> }", "DROP ALL", "LOAD <http://127.0.0.1:9/x>"]
)
def test_nothing_is_written_by_any_door(sparql: httpx.Client, update: str) -> None:
    before = number(directly(sparql, "SELECT (COUNT(*) AS ?n) { GRAPH ?g { ?s ?p ?o } }"))

    answers = [
        sparql.post("/sparql", data={"update": update}),
        sparql.get("/sparql", params={"update": update}),
        sparql.post("/sparql", content=update, headers={"Content-Type": "application/sparql-update"}),
        sparql.get("/sparql", params={"query": update}),
        sparql.post("/sparql", data={"query": update}),
        directly(sparql, f"PREFIX a: <a:> # words\n{update}"),
    ]

    assert [problem(answer) for answer in answers] == [(403, "read-only")] * 6
    assert "rotorsak load" in answers[0].json()["detail"]
    assert number(directly(sparql, "SELECT (COUNT(*) AS ?n) { GRAPH ?g { ?s ?p ?o } }")) == before


@pytest.mark.parametrize("method", ["PUT", "DELETE", "PATCH", "OPTIONS", "TRACE"])
def test_other_methods_are_not_taken(sparql: httpx.Client, method: str) -> None:
    answer = sparql.request(method, "/sparql", params={"query": "ASK {}"})

    assert problem(answer) == (405, "not-allowed")
    assert {"GET", "POST"} <= {one.strip() for one in answer.headers["allow"].split(",")}


@pytest.mark.parametrize("media_type", GRAPHS)
def test_without_a_query_the_endpoint_describes_itself(
    sparql: httpx.Client, service: str, media_type: str
) -> None:
    answer = sparql.get("/sparql", headers={"Accept": media_type})

    described = {str(one) for one in read_rdf(answer.content, format=GRAPHS[media_type])}
    endpoint = f"<{service}/sparql>"
    assert any(
        f"{endpoint} <http://www.w3.org/ns/sparql-service-description#endpoint> {endpoint}" in one
        for one in described
    )
    assert any("sparql-service-description#SPARQL11Query" in one for one in described)


def test_the_description_is_turtle_for_whoever_takes_anything(sparql: httpx.Client) -> None:
    answer = sparql.get("/sparql")

    assert answer.headers["content-type"] == "text/turtle; charset=utf-8"
    assert len(Graph().parse(data=answer.text, format="turtle")) > 10
