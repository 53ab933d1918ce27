"""What goes wrong over HTTP: problem details for programs, pages for people, and a service that goes on."""

import socket
from urllib.parse import urlsplit

import httpx
import pytest

BROWSER = {"accept": "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"}
TRACE = "/api/questions/action-trace"
WRITING = ("POST", "PUT", "PATCH", "DELETE")


def problem(answer: httpx.Response, status: int, kind: str) -> dict[str, object]:
    """The problem that an answer is, in the form that RFC 9457 gives it."""
    assert answer.headers["content-type"] == "application/problem+json", answer.text
    said = answer.json()
    assert (answer.status_code, said["status"], said["type"]) == (status, status, f"/problems#{kind}")
    assert said["title"]
    assert said["detail"]
    assert "Traceback" not in answer.text
    assert answer.headers["cache-control"] == "no-store"
    return said


def addresses(http: httpx.Client) -> dict[str, set[str]]:
    """The addresses that OpenAPI tells of, their parameters filled in, with the methods that they take."""
    paths = http.get("/api/openapi.json").json()["paths"]
    filled = {"kind": "action", "slug": "kameror", "hash": "0" * 64, "name": "money"}
    return {path.format(**filled): {method.upper() for method in taken} for path, taken in paths.items()}


# --- addresses and methods


@pytest.mark.parametrize(
    "path",
    ["/nothing", "/api/nothing", "/id/", "/id/action", "/static/nothing.css", "/static/", "/docs", "/%2f"],
)
def test_an_address_at_which_there_is_nothing(http: httpx.Client, path: str) -> None:
    said = problem(http.get(path, params={"lang": "en"}), 404, "not-found")
    assert said["title"] == "Not found"


@pytest.mark.parametrize(
    ("path", "headers", "status"),
    [
        ("/id/action/%E2%80%93", {"accept": "image/png"}, 406),
        ("/id/action/%E2%80%93?view=", BROWSER, 303),
        ("/id/action/x%0Ay?view=", BROWSER, 303),
    ],
)
def test_an_id_that_no_header_can_hold(
    http: httpx.Client, path: str, headers: dict[str, str], status: int
) -> None:
    answer = http.get(path, headers=headers)
    assert answer.status_code == status
    assert path.partition("?")[0] in answer.headers["link"]


@pytest.mark.parametrize(
    "address", ["/api/questions?format=csv", "/api/claims/0?format=csv", "/graph/facts?format=trig"]
)
def test_a_form_that_an_address_does_not_have_is_told(http: httpx.Client, address: str) -> None:
    said = problem(http.get(f"{address}&lang=en"), 400, "not-known")
    assert "has no parameter 'format'" in str(said["detail"])


def test_a_slash_too_many_leads_to_the_address_without(http: httpx.Client) -> None:
    assert http.get("/api/questions/", follow_redirects=True).json() == http.get("/api/questions").json()
    assert "location" not in http.get(str(http.base_url) + "/example.org/").headers


@pytest.mark.parametrize(
    "path", ["/static/../app.py", "/static/%2e%2e/app.py", "/static/..%2f..%2fproblems.py"]
)
def test_nothing_beside_the_static_files_is_given(http: httpx.Client, path: str) -> None:
    problem(http.get(httpx.URL(str(http.base_url).rstrip("/") + path)), 404, "not-found")


def test_every_address_refuses_every_other_method(http: httpx.Client) -> None:
    known = {
        **addresses(http),
        "/": {"GET"},
        "/search": {"GET"},
        "/questions": {"GET"},
        "/id/action/kameror": {"GET"},
    }
    for path, taken in known.items():
        for method in {*WRITING, "OPTIONS", "TRACE", "PROPFIND"} - taken:
            answer = http.request(method, path)
            if answer.status_code == 404:
                assert path not in addresses(http)
                continue
            said = problem(answer, 405, "not-allowed")
            assert {*answer.headers["allow"].split(", ")} == {*taken, "HEAD"}, (method, path)
            assert method in str(said["detail"])


def test_static_files_cannot_be_written(http: httpx.Client) -> None:
    answer = http.put("/static/rotorsak.css", content=b"x")
    problem(answer, 405, "not-allowed")
    assert answer.headers["allow"] == "GET, HEAD"


# --- parameters


def test_an_unknown_question_names_the_nearest(http: httpx.Client) -> None:
    said = problem(http.get("/api/questions/action-trase", params={"lang": "en"}), 404, "not-found")
    assert "action-trase" in str(said["detail"])
    assert "action-trace" in said["nearest"]


def test_a_parameter_that_is_missing_is_told_in_the_words_of_the_question(
    http: httpx.Client, rotorsak, loaded
) -> None:
    said = problem(http.get(TRACE, params={"lang": "en"}), 400, "bad-input")
    ran = rotorsak("ask", "action-trace", "--lang", "en", "--store", loaded)
    assert said["detail"] == ran.err.rstrip("\n")


@pytest.mark.parametrize(
    ("params", "kind", "words"),
    [
        ({"action": "action/kamera"}, "not-known", "action/kamera"),
        ({"action": "action/kameror", "aktion": "x"}, "not-known", "aktion"),
        ({"action": "action/kameror", "view": "undisputet"}, "not-known", "undisputet"),
        ({"action": "action/kameror", "view": "speaker:party/xyz"}, "not-known", "party/xyz"),
        ({"action": "action/kameror", "view": "as-of:soon"}, "bad-input", "soon"),
        ({"action": "action/kameror", "focus": ""}, None, ""),
        ({"action": "action/kameror", "lang": "de"}, "bad-input", "de"),
        ({"action": "action/kameror", "format": "yaml"}, "bad-input", "yaml"),
        ({"action": ["action/kameror", "action/trygghetsvandringar"]}, "bad-input", "action"),
        ({"action": "\x00"}, "not-known", "\x00"),
        ({"action": "<script>alert(1)</script>"}, "not-known", "<script>alert(1)</script>"),
        ({"action": "'; DROP TABLE thing; --"}, "not-known", "DROP TABLE"),
        ({"action": "x" * 20_000}, "not-known", "xxx"),
        ({"action": "\u202e\ufeff\u0001"}, "not-known", "\u0001"),
    ],
)
def test_parameters_that_cannot_be_used(
    http: httpx.Client, params: dict[str, str | list[str]], kind: str | None, words: str
) -> None:
    answer = http.get(TRACE, params={"lang": "en", **params})
    if kind is None:
        assert answer.is_success
        return
    assert words in str(problem(answer, 400, kind)["detail"])


def test_an_unclear_name_lists_what_it_may_be(http: httpx.Client) -> None:
    said = problem(http.get(TRACE, params={"action": "insatser"}), 400, "unclear")
    assert len(said["candidates"]) > 1


@pytest.mark.parametrize(
    "query", ["action=%ff%fe", "action=%c3%28", "%ff=1", "action=%00", "action=%ed%a0%80", "&&&=", "=%"]
)
def test_addresses_that_are_not_text(http: httpx.Client, query: str) -> None:
    answer = http.get(httpx.URL(str(http.base_url).rstrip("/") + TRACE + "?" + query))
    assert answer.status_code == 400
    assert answer.headers["content-type"] == "application/problem+json"


@pytest.mark.parametrize(
    "path", ["/%ff", "/api/questions/%00", "/id/action/%ff", "/id/%00/x", "/id/action/a%0d%0ab"]
)
def test_paths_that_are_not_text(http: httpx.Client, path: str) -> None:
    problem(http.get(httpx.URL(str(http.base_url).rstrip("/") + path)), 404, "not-found")


def spoken(http: httpx.Client, request: bytes) -> bytes:
    """The first line of what the service answers to raw bytes."""
    place = urlsplit(str(http.base_url))
    assert place.hostname
    assert place.port
    with socket.create_connection((place.hostname, place.port), timeout=20) as connection:
        connection.sendall(request)
        return connection.makefile("rb").readline()


@pytest.mark.parametrize(
    "request_",
    [
        b"GET /" + b"a" * 200_000 + b" HTTP/1.1\r\nHost: x\r\n\r\n",
        b"GET /?text=" + b"a" * 2_000_000 + b" HTTP/1.1\r\nHost: x\r\n\r\n",
        b"GET / HTTP/1.1\r\nHost: x\r\nX: " + b"a" * 200_000 + b"\r\n\r\n",
        b"\x00\x01\x02\r\n\r\n",
        b"GET / HTTP/9.9\r\n\r\n",
        b"GET http://[ HTTP/1.1\r\nHost: x\r\n\r\n",
    ],
)
def test_what_is_hardly_http_leaves_the_service_as_it_was(http: httpx.Client, request_: bytes) -> None:
    try:
        first = spoken(http, request_)
    except OSError:
        first = b""
    assert not first or b" 2" in first or b" 4" in first or b" 5" in first
    assert http.get("/readyz").is_success


# --- languages and pages


@pytest.mark.parametrize(
    ("given", "accepted", "language"),
    [
        ("sv", "en", "sv"),
        ("en", "sv", "en"),
        (None, "en-GB,en;q=0.9", "en"),
        (None, "de", "sv"),
        (None, "", "sv"),
        ("xx", "en", "en"),
    ],
)
def test_a_problem_speaks_the_language_of_who_asked(
    http: httpx.Client, given: str | None, accepted: str, language: str
) -> None:
    answer = http.get(
        "/nothing", params={"lang": given} if given else {}, headers={"accept-language": accepted}
    )
    assert answer.headers["content-language"] == language
    assert answer.json()["title"] == {"sv": "Finns inte", "en": "Not found"}[language]


@pytest.mark.parametrize(
    ("path", "status", "words"),
    [
        ("/nothing", 404, "Not found"),
        ("/api/questions/action-trase", 404, "action-trace"),
        ("/api/questions/action-trace?action=<script>alert(1)</script>", 400, "&lt;script&gt;alert(1)"),
        ("/<script>alert(1)</script>", 404, "&lt;script&gt;alert(1)"),
    ],
)
def test_a_browser_gets_a_page(http: httpx.Client, path: str, status: int, words: str) -> None:
    answer = http.get(
        path, params=None if "?" in path else {"lang": "en"}, headers={**BROWSER, "accept-language": "en"}
    )
    assert answer.status_code == status
    assert answer.headers["content-type"] == "text/html; charset=utf-8"
    assert words in answer.text
    assert "<script>alert" not in answer.text
    assert '<html lang="en"' in answer.text


def test_every_kind_of_problem_is_explained(http: httpx.Client) -> None:
    page = http.get("/problems", headers=BROWSER)
    assert page.is_success
    told = """not-found not-allowed not-acceptable not-known unclear bad-input data-fault malformed-query read-only
        too-large unsupported-type too-much busy took-too-long store-failed failed"""
    for kind in told.split():
        assert f'id="{kind}"' in page.text, kind
