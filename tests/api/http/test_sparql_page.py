"""The page for SPARQL: a form without script, the result as a table, and errors as text."""

from html.parser import HTMLParser

import httpx
import pytest

BROWSER = {"Accept": "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"}


class Read(HTMLParser):
    """What a page holds: its elements with their attributes, and the text of its cells and text area."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.texts: dict[str, list[str]] = {"td": [], "th": [], "textarea": []}
        self._open: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))
        if tag in self.texts:
            self._open.append(tag)
            self.texts[tag].append("")

    def handle_endtag(self, tag: str) -> None:
        if self._open and self._open[-1] == tag:
            self._open.pop()

    def handle_data(self, data: str) -> None:
        if self._open:
            self.texts[self._open[-1]][-1] += data

    def links(self) -> list[str]:
        return [
            attributes["href"] or ""
            for tag, attributes in self.elements
            if tag == "a" and "href" in attributes
        ]


def page(http: httpx.Client, query: str | None = None, **more: str) -> tuple[httpx.Response, Read]:
    parameters = {"lang": "en", **({"query": query} if query is not None else {}), **more}
    answer = http.get("/sparql", params=parameters, headers=BROWSER)
    assert answer.headers["content-type"] == "text/html; charset=utf-8"
    return answer, Read(answer.text)


def test_a_result_has_its_link_and_its_line_to_cite(http: httpx.Client) -> None:
    answer, read = page(http, "ASK { ?s ?p ?o }")
    assert "/sparql?query=ASK+%7B+%3Fs+%3Fp+%3Fo+%7D&lang=en" in read.links()
    assert f"Rotorsak: SPARQL query, graph {answer.headers['rotorsak-graph'][:16]}" in answer.text


@pytest.mark.parametrize(("language", "words"), [("sv", "Fråga grafen"), ("en", "Ask the graph")])
def test_the_form_in_both_languages(http: httpx.Client, language: str, words: str) -> None:
    answer, read = page(http, lang=language)

    assert answer.status_code == 200
    assert answer.headers["content-language"] == language
    assert words in answer.text
    assert ("form", "/sparql", "get") in {
        (tag, each.get("action"), each.get("method")) for tag, each in read.elements
    }
    assert "SELECT" in read.texts["textarea"][0]


def test_every_example_has_an_answer_with_rows(http: httpx.Client) -> None:
    _, read = page(http)
    examples = [link for link in read.links() if link.startswith("/sparql?query=")]

    assert len(examples) == 3
    for example in examples:
        answer = http.get(example, headers=BROWSER)
        assert answer.status_code == 200
        assert len(Read(answer.text).texts["td"]) > 10


def test_a_result_is_a_table_with_the_query_above_and_files_below(http: httpx.Client) -> None:
    query = "SELECT ?goal ?nothing ?name { VALUES (?goal ?nothing ?name) { (<https://w3id.org/rotorsak/id/goal/attraktiv-kommun> UNDEF 'ö & <b>'@sv) } }"

    answer, read = page(http, query)

    assert answer.headers["rotorsak-graph"]
    assert read.texts["textarea"][0].strip() == query
    assert read.texts["th"] == ["goal", "nothing", "name"]
    assert read.texts["td"] == ["goal/attraktiv-kommun", "", "ö & <b>"]
    assert "/id/goal/attraktiv-kommun?lang=en" in read.links()
    [as_csv] = [link for link in read.links() if "format=csv" in link]
    assert http.get(as_csv, headers=BROWSER).text == (
        "goal,nothing,name\r\nhttps://w3id.org/rotorsak/id/goal/attraktiv-kommun,,ö & <b>\r\n"
    )


def test_a_graph_is_a_table_of_triples(http: httpx.Client) -> None:
    _, read = page(http, "CONSTRUCT { <x:a> <x:b> 'c' } {}")

    assert read.texts["th"] == ["subject", "predicate", "object"]
    assert read.texts["td"] == ["x:a", "x:b", "c"]
    assert any("format=turtle" in link for link in read.links())


@pytest.mark.parametrize(
    ("query", "words"),
    [("ASK {}", "Yes."), ("ASK { FILTER(false) }", "No."), ("SELECT * { <x:a> <x:b> ?c }", "No rows.")],
)
def test_yes_no_and_nothing(http: httpx.Client, query: str, words: str) -> None:
    answer, _ = page(http, query)

    assert words in answer.text


@pytest.mark.parametrize(
    ("query", "status", "words"),
    [
        ("SELECT * { ?s ?p </textarea><script>alert(1)</script>", 400, "The parser says"),
        ("SELECT * { SERVICE <http://127.0.0.1:9/> {} }", 403, "SERVICE"),
        ("DROP ALL", 403, "for reading only"),
        ("SELECT * " + "{" * 5000 + "}" * 5000, 400, "deeper nesting"),
    ],
)
def test_an_error_is_told_on_the_page_that_keeps_the_query(
    http: httpx.Client, query: str, status: int, words: str
) -> None:
    answer, read = page(http, query)

    assert answer.status_code == status
    assert words in answer.text
    assert read.texts["textarea"][0].strip() == query
    assert "alert(1)" not in "".join(str(one) for one in read.elements)


def test_hostile_terms_are_text(http: httpx.Client) -> None:
    query = """SELECT ?a ?b { VALUES (?a ?b) { ("<script>alert(1)</script>" <javascript:alert(1)>) } }"""

    _, read = page(http, query)

    assert read.texts["td"] == ["<script>alert(1)</script>", "javascript:alert(1)"]
    assert not any(link.startswith("javascript:") for link in read.links())
    assert all(each.get("src", "") != "" or tag != "script" for tag, each in read.elements)


def test_a_dataset_is_kept_in_the_form(http: httpx.Client) -> None:
    _, read = page(http, "ASK { ?s ?p ?o }", **{"default-graph-uri": "https://w3id.org/rotorsak/graph/ks-31"})

    hidden = {
        each.get("name"): each.get("value")
        for tag, each in read.elements
        if tag == "input" and each.get("type") == "hidden"
    }
    assert hidden["default-graph-uri"] == "https://w3id.org/rotorsak/graph/ks-31"


def test_a_form_sent_by_post_has_a_page_too(http: httpx.Client) -> None:
    answer = http.post("/sparql?lang=en", data={"query": "ASK {}"}, headers=BROWSER)

    assert answer.status_code == 200
    assert "Yes." in answer.text
