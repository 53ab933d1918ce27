"""The addresses of things and claims: pages for people, RDF and JSON for machines."""

import csv
import io
from pathlib import Path
from typing import Any

import httpx
import pyoxigraph
import pytest
import rdflib
from pyoxigraph import NamedNode, RdfFormat

from ontology.iris import ID_BASE

ROOT = Path(__file__).parents[3]
GOAL = "goal/attraktiv-kommun"
PASSAGE = "passage/ks-31.mp-inte-vad-rapporten-sager"
RS = "https://w3id.org/rotorsak/def#"
SOME = (
    GOAL,
    PASSAGE,
    "body/linkoping",
    "document/ks-31",
    "stance/asks",
    "code-list/stance",
    "activity/reading-ks-31",
    "selector/4306-4370",
    "amount/01ec117f573ead60acf7f9539e6576453997ee57264697cd8a1cf339d7523f7e",
)


@pytest.fixture(scope="module")
def denial(http: httpx.Client) -> str:
    """The short id of MP's claim in the minutes that a report does not say what others say that it says."""
    (claim,) = http.get(f"/api/resources/{PASSAGE}").json()["neighbours"]["evidence"]
    return str(claim)


@pytest.mark.parametrize(
    ("accept", "type_"),
    [
        ("text/html,application/xhtml+xml,*/*;q=0.8", "text/html; charset=utf-8"),
        ("*/*", "text/html; charset=utf-8"),
        ("text/turtle", "text/turtle; charset=utf-8"),
        ("application/ld+json", "application/ld+json"),
        ("text/html;q=0.2, text/turtle;q=0.9", "text/turtle; charset=utf-8"),
    ],
)
def test_an_address_gives_what_is_accepted(http: httpx.Client, accept: str, type_: str) -> None:
    answer = http.get(f"/id/{GOAL}", headers={"Accept": accept})
    assert answer.status_code == 200
    assert answer.headers["content-type"] == type_
    assert "Accept" in answer.headers["vary"]
    forms = links_of(answer)
    assert forms["text/turtle"] == f"/id/{GOAL}?format=turtle"
    assert forms["application/json"] == f"/api/resources/{GOAL}"
    assert http.get(forms["application/ld+json"]).headers["content-type"] == "application/ld+json"


def links_of(answer: httpx.Response) -> dict[str, str]:
    """The addresses in the Link header, by the media type that they give."""
    links = (one.split(";") for one in answer.headers["link"].split(","))
    return {parts[2].partition('"')[2].rstrip('"'): parts[0].strip(" <>") for parts in links}


def test_what_fits_no_form_is_told_so(http: httpx.Client) -> None:
    answer = http.get(f"/id/{GOAL}", headers={"Accept": "application/pdf"})
    assert answer.status_code == 406
    assert answer.json()["type"] == "/problems#not-acceptable"
    assert http.get(f"/id/{GOAL}?format=pdf").status_code == 400


@pytest.mark.parametrize("id_", SOME)
def test_turtle_and_json_ld_say_the_same(http: httpx.Client, id_: str) -> None:
    turtle = http.get(f"/id/{id_}?format=turtle").content
    json_ld = http.get(f"/id/{id_}", headers={"Accept": "application/ld+json"}).content
    in_turtle = {quad.triple for quad in pyoxigraph.parse(turtle, format=RdfFormat.TURTLE)}
    in_json_ld = {quad.triple for quad in pyoxigraph.parse(json_ld, format=RdfFormat.JSON_LD)}
    assert in_turtle == in_json_ld
    assert any(triple.subject == NamedNode(ID_BASE + id_) for triple in in_turtle)
    read = rdflib.Graph().parse(data=turtle, format="turtle")
    assert len(read) == len(in_turtle)


def test_the_triples_of_a_goal(http: httpx.Client) -> None:
    read = rdflib.Graph().parse(
        data=http.get(f"/id/{GOAL}", headers={"Accept": "text/turtle"}).text, format="turtle"
    )
    goal, namespace = rdflib.URIRef(ID_BASE + GOAL), rdflib.Namespace(RS)
    assert (goal, rdflib.RDF.type, namespace.Goal) in read
    assert (goal, rdflib.SKOS.prefLabel, rdflib.Literal("Attraktiv kommun", lang="sv")) in read
    assert (rdflib.URIRef(ID_BASE + "plan/ansokan-2018"), namespace.hasGoal, goal) in read
    assert len(set(read.objects(None, namespace.about))) == 5


def test_unknown_ids_give_the_nearest(http: httpx.Client) -> None:
    for path in ("/id/goal/attraktiv-komun", "/api/resources/goal/attraktiv-komun"):
        answer = http.get(path)
        assert answer.status_code == 404
        assert answer.json()["nearest"][0] == GOAL
    shown = http.get("/id/goal/attraktiv-komun", headers={"Accept": "text/html"})
    assert shown.status_code == 404
    assert f"/id/{GOAL}" in shown.text
    for path in ("/id/claim/abc", "/api/claims/abc", "/id/no/such", "/id/body/link%20ping?format=turtle"):
        assert http.get(path).status_code == 404


@pytest.mark.parametrize(
    "query", ["view=none", "depth=4", "focus=x", "lang=de", "depth=1&depth=2", "what=1", "limit=0"]
)
def test_parameters_that_cannot_be_used(http: httpx.Client, query: str) -> None:
    assert http.get(f"/id/{GOAL}?{query}").status_code == 400
    assert http.get(f"/api/resources/{GOAL}?{query}").status_code == 400


def test_what_has_not_changed_is_not_sent_again(http: httpx.Client) -> None:
    for path in (f"/id/{GOAL}", f"/id/{GOAL}?format=turtle", f"/api/resources/{GOAL}"):
        first = http.get(path)
        again = http.get(path, headers={"If-None-Match": first.headers["etag"]})
        assert again.status_code == 304
    types = {http.get(f"/id/{GOAL}?format={form}").headers["etag"] for form in ("html", "turtle", "json-ld")}
    assert len(types) == 3


def test_a_thing_as_json(http: httpx.Client) -> None:
    given: dict[str, Any] = http.get(f"/api/resources/{GOAL}?lang=en").json()
    assert given["resource"]["label"] == "Attractive municipality"
    assert given["resource"]["kind"] == {"id": "goal", "label": "goal"}
    assert given["neighbours"]["question"] == "neighbours"
    assert given["neighbours"]["parameters"] == {"focus": GOAL, "depth": "1", "limit": "100"}
    assert len(given["neighbours"]["rows"]) == 5
    asked = http.get(given["neighbours"]["link"]).json()
    assert asked == given["neighbours"]
    file, _, line = given["place"].partition(":")
    assert GOAL in (ROOT / file).read_text(encoding="utf-8").splitlines()[int(line) - 1]


def test_the_view_counts(http: httpx.Client) -> None:
    nothing = http.get(f"/api/resources/{GOAL}?view=document:document/ks-31").json()
    assert nothing["neighbours"]["rows"] == []
    assert nothing["resource"]["label"] == "Attraktiv kommun"


def test_a_thing_as_a_table(http: httpx.Client) -> None:
    answer = http.get(f"/api/resources/{GOAL}?format=csv")
    rows = list(csv.DictReader(io.StringIO(answer.text)))
    assert len(rows) == 5
    assert {row["relation"] for row in rows} >= {"har målet", "har indikatorn"}
    assert http.get(f"/api/resources/{GOAL}?format=csv-excel").content.startswith(b"\xef\xbb\xbf")


def test_a_claim_as_json(http: httpx.Client, denial: str) -> None:
    told: dict[str, Any] = http.get(f"/api/claims/{denial.partition('/')[2]}?lang=en").json()
    assert [(one["speaker"]["id"], one["stance_label"]) for one in told["chain"]] == [
        ("party/mp", "denies"),
        ("document/delmos-rapport-citerad", "asserts"),
    ]
    own = told["evidence"][denial]
    assert own["document"]["id"] == "document/ks-31"
    assert (own["locator"]["start"], own["locator"]["end"]) == (4306, 4370)
    assert len(own["locator"]["hash"]) == 64
    assert own["paraphrase"] == "MP denies that the report says so."
    assert told["review_state"]["id"] == "review-state/accepted"
    assert told["reading"]["activity"]["id"] == "activity/reading-ks-31"
    (disputed,) = told["disputes"]
    assert http.get(f"/api/claims/{disputed}").json()["disputed_by"] == [denial]
    assert http.get(f"/api/claims/{denial}").json()["claim"]["id"] == denial


def test_a_claim_names_the_file_and_the_line_that_hold_it(http: httpx.Client, denial: str) -> None:
    """The line of the data file, and those after it, say what the claim says."""
    file, _, line = http.get(f"/api/claims/{denial}").json()["place"].partition(":")
    lines = (ROOT / file).read_text(encoding="utf-8").splitlines()
    entry = " ".join(lines[int(line) - 1 : int(line) + 8])
    assert file == "ingest/linkoping/ks-31.yaml"
    assert "denies" in entry
    assert "delmos-rapport-citerad" in entry
    goal = http.get(f"/api/resources/{GOAL}").json()["neighbours"]["evidence"]
    for id_, evidence in goal.items():
        file, _, line = http.get(f"/api/claims/{id_}").json()["place"].partition(":")
        said = (ROOT / file).read_text(encoding="utf-8").splitlines()[int(line) - 1]
        term = evidence["relation"]["id"]
        assert term in said, (id_, file, line, said)


def test_open_api_describes_them(http: httpx.Client) -> None:
    described = http.get("/api/openapi.json").json()
    answer = described["paths"]["/api/resources/{kind}/{slug}"]["get"]["responses"]["200"]
    assert answer["content"]["application/json"]["schema"]["$ref"].endswith("/Resource")
    assert "text/csv" in answer["content"]
    named = {one["name"] for one in described["paths"]["/api/resources/{kind}/{slug}"]["get"]["parameters"]}
    assert named == {"kind", "slug", "depth", "limit", "view", "lang", "format"}
    told = described["paths"]["/api/claims/{hash}"]["get"]["responses"]["200"]
    assert told["content"]["application/json"]["schema"]["$ref"].endswith("/Told")
