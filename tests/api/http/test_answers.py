"""The answers over HTTP: the bytes of the command line, in the form, language and view that are asked for."""

import httpx
import pytest

TRACE = "/api/questions/action-trace"
KAMEROR = {"action": "action/kameror"}
ASKED: list[tuple[str, dict[str, str], tuple[str, ...]]] = [
    ("action-trace", {"action": "Kameror"}, ()),
    ("action-trace", {"action": "action/kameror"}, ("undisputed",)),
    ("action-trace", {"action": "action/kameror", "focus": "problem/otrygghet"}, ("speaker:body/linkoping",)),
    ("goals-without-indicators", {}, ()),
    ("responsibility", {"body": "post/bitradande-kommundirektor"}, ("as-of:2022-12-31",)),
    ("money", {}, ()),
    ("rival-models", {"a": "speaker:body/linkoping", "b": "speaker:party/mp"}, ()),
    ("decisions", {"from": "2020", "to": "2023"}, ("all", "document:document/ledning-2020")),
    ("paths", {"from": "action/kameror", "to": "problem/boendesegregation"}, ()),
    ("search", {"text": "trygghet & <b>"}, ()),
    ("grant-rules", {"grant": "grant/pafyllnad-2022", "at": "2022-10-15", "place": "Ryd"}, ()),
    ("grant-rules", {"action": "Kameror", "at": "2023-01-29", "reported-on": "nej"}, ("undisputed",)),
    ("grant-allocation", {"grant": "grant/tillvaxtverket-2018", "shares": "Skola=50; bostad=36,2 %"}, ()),
    ("grant-duties", {"at": "2023-01-29"}, ()),
    ("double-funding", {}, ()),
]


def given(
    http: httpx.Client, name: str, parameters: dict[str, str], views: tuple[str, ...], **more: str
) -> httpx.Response:
    answer = http.get(
        f"/api/questions/{name}",
        params=[*parameters.items(), *(("view", view) for view in views), *more.items()],
    )
    assert answer.status_code == 200, answer.text
    return answer


def printed(
    rotorsak, loaded: str, name: str, parameters: dict[str, str], views: tuple[str, ...], *more: str
) -> bytes:
    options = [word for key, value in parameters.items() for word in ("--param", f"{key}={value}")]
    options += [word for view in views for word in ("--view", view)]
    ran = rotorsak("ask", name, *options, *more, "--store", loaded)
    assert ran.code == 0, ran.err
    return ran.out.encode()


@pytest.mark.parametrize("lang", ["sv", "en"])
@pytest.mark.parametrize(("name", "parameters", "views"), ASKED)
def test_the_json_is_byte_for_byte_what_ask_prints(
    http, rotorsak, loaded, name, parameters, views, lang
) -> None:
    answer = given(http, name, parameters, views, lang=lang)
    assert answer.headers["content-type"] == "application/json"
    assert answer.headers["content-language"] == lang
    assert answer.content == printed(
        rotorsak, loaded, name, parameters, views, "--format", "json", "--lang", lang
    )


@pytest.mark.parametrize(("name", "parameters", "views"), ASKED[:4])
@pytest.mark.parametrize(("form", "option"), [("csv", ("--format", "csv")), ("csv-excel", ("--csv-excel",))])
def test_the_csv_is_byte_for_byte_what_ask_prints(
    http, rotorsak, loaded, name, parameters, views, form, option
) -> None:
    answer = given(http, name, parameters, views, format=form)
    assert answer.headers["content-type"] == "text/csv; charset=utf-8; header=present"
    assert answer.headers["content-disposition"] == f'attachment; filename="{name}.csv"'
    assert answer.content == printed(rotorsak, loaded, name, parameters, views, *option)


def test_the_catalogue_is_what_questions_prints(http, rotorsak) -> None:
    assert http.get("/api/questions").text == rotorsak("questions", "--format", "json").out


@pytest.mark.parametrize(
    ("accept", "type_"),
    [
        (None, "application/json"),
        ("*/*", "application/json"),
        ("application/json", "application/json"),
        ("text/csv", "text/csv"),
        ("text/csv;q=0.5, application/json;q=0.4", "text/csv"),
        ("application/*;q=0.2, text/*", "text/csv"),
        ("text/html, application/json;q=0.9", "application/json"),
        ("text/csv;q=nonsense, application/json;q=0.1", "application/json"),
    ],
)
def test_the_form_is_the_one_that_accept_likes_best(
    http: httpx.Client, accept: str | None, type_: str
) -> None:
    http.headers.pop("accept", None)
    answer = http.get(TRACE, params=KAMEROR, headers={"accept": accept} if accept else {})
    assert answer.headers["content-type"].partition(";")[0] == type_
    assert "Accept" in answer.headers["vary"]


def test_a_form_that_there_is_not(http: httpx.Client) -> None:
    answer = http.get(TRACE, params=KAMEROR, headers={"accept": "image/png"})
    assert answer.status_code == 406
    assert answer.json()["type"] == "/problems#not-acceptable"


@pytest.mark.parametrize(
    ("accepted", "language"),
    [("en-GB,en;q=0.9,sv;q=0.5", "en"), ("sv;q=0.5,en;q=0.4", "sv"), ("de,fr", "sv"), ("*", "sv")],
)
def test_the_language_is_the_best_that_we_have(http: httpx.Client, accepted: str, language: str) -> None:
    answer = http.get(TRACE, params=KAMEROR, headers={"accept-language": accepted})
    assert answer.headers["content-language"] == language
    assert answer.json()["language"] == language


def test_it_says_from_which_state_of_the_graph(http: httpx.Client) -> None:
    answer = http.get(TRACE, params=KAMEROR)
    assert answer.headers["rotorsak-graph"] == answer.json()["graph"] == http.get("/readyz").json()["graph"]


# --- what the client has already


@pytest.fixture
def tag(http: httpx.Client) -> str:
    found: str = http.get(TRACE, params=KAMEROR).headers["etag"]
    assert found.startswith('"')
    return found


@pytest.mark.parametrize("form", ["{0}", "W/{0}", '"other", {0}', '{0} , "other"', '"a",W/"b",{0}', "*"])
@pytest.mark.parametrize("method", ["GET", "HEAD"])
def test_what_has_not_changed_is_not_sent_again(http: httpx.Client, tag: str, form: str, method: str) -> None:
    answer = http.request(method, TRACE, params=KAMEROR, headers={"if-none-match": form.format(tag)})
    assert (answer.status_code, answer.content) == (304, b"")
    assert answer.headers["etag"] == tag
    assert "Accept" in answer.headers["vary"]
    assert answer.headers["cache-control"] == "no-cache"
    assert "content-security-policy" in answer.headers


@pytest.mark.parametrize("header", ['"other"', "", "nonsense", 'W/"other", "more"', "**"])
def test_what_the_client_has_not_is_sent(http: httpx.Client, tag: str, header: str) -> None:
    answer = http.get(TRACE, params=KAMEROR, headers={"if-none-match": header})
    assert answer.status_code == 200
    assert answer.headers["etag"] == tag


@pytest.mark.parametrize(
    "other",
    [
        {"lang": "en"},
        {"format": "csv"},
        {"view": "undisputed"},
        {"focus": "problem/otrygghet"},
    ],
)
def test_another_answer_has_another_tag(http: httpx.Client, tag: str, other: dict[str, str]) -> None:
    assert http.get(TRACE, params={**KAMEROR, **other}).headers["etag"] != tag


def test_the_same_answer_has_the_same_tag_however_it_is_asked_for(http: httpx.Client, tag: str) -> None:
    same = http.get(
        TRACE, params={"lang": "sv", "focus": "", **KAMEROR}, headers={"accept": "application/json"}
    )
    assert same.headers["etag"] == tag


def test_an_error_has_no_tag_and_is_never_304(http: httpx.Client) -> None:
    answer = http.get(TRACE, params={"action": "nothing"}, headers={"if-none-match": "*"})
    assert answer.status_code == 400
    assert "etag" not in answer.headers


def test_head_is_get_without_its_body(http: httpx.Client) -> None:
    for path in (
        f"{TRACE}?action=action/kameror",
        "/",
        "/api/questions",
        "/healthz",
        "/nothing",
        "/static/rotorsak.css",
    ):
        whole, head = http.get(path), http.head(path)
        assert (head.status_code, head.content) == (whole.status_code, b"")
        drifting = ("date",)
        assert {k: v for k, v in head.headers.items() if k not in drifting} == {
            k: v for k, v in whole.headers.items() if k not in drifting
        }


# --- health, and what every answer carries


def test_health(http: httpx.Client) -> None:
    assert http.get("/healthz").json()["status"] == "ok"
    ready = http.get("/readyz")
    assert ready.json()["status"] == "ready"
    assert ready.headers["cache-control"] == "no-store"


@pytest.mark.parametrize(
    "path",
    [
        "/",
        "/nothing",
        TRACE,
        f"{TRACE}?action=action/kameror",
        "/api/openapi.json",
        "/healthz",
        "/static/rotorsak.css",
        "/static/nothing",
    ],
)
@pytest.mark.parametrize("accept", ["text/html", "*/*"])
def test_every_answer_carries_the_headers_that_protect(http: httpx.Client, path: str, accept: str) -> None:
    headers = http.get(path, headers={"accept": accept}).headers
    policy = headers["content-security-policy"]
    assert policy.startswith("default-src 'none'; script-src 'self'; style-src 'self'")
    assert "unsafe" not in policy
    assert "frame-ancestors 'none'" in policy
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"] == "no-referrer"
    assert "server" not in headers
    assert "access-control-allow-origin" not in headers
