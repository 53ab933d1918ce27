"""Search and paths at addresses of their own: the same bytes as the questions of the catalogue."""

import httpx
import pytest


@pytest.mark.parametrize("form", ["json", "csv", "csv-excel"])
@pytest.mark.parametrize(
    ("name", "parameters"),
    [
        ("search", {"text": "bostadsrätt", "limit": "3"}),
        ("paths", {"from": "action/kameror", "to": "problem/boendesegregation", "depth": "2", "lang": "en"}),
    ],
)
def test_the_same_bytes_as_the_question(
    http: httpx.Client, name: str, parameters: dict[str, str], form: str
) -> None:
    asked = {**parameters, "format": form}
    short, long = (http.get(f"/api/{path}", params=asked) for path in (name, f"questions/{name}"))
    assert (short.status_code, long.status_code) == (200, 200)
    assert short.content == long.content
    assert short.headers["etag"] == long.headers["etag"]


def test_what_is_missing_is_told(http: httpx.Client) -> None:
    answer = http.get("/api/search")
    assert (answer.status_code, answer.headers["content-type"]) == (400, "application/problem+json")
    assert http.get("/api/paths", params={"from": "action/kameror", "to": "Kongo"}).status_code == 400
