"""Questions that would take long: they are answered or stopped in time, and the others are served meanwhile."""

from concurrent.futures import ThreadPoolExecutor
from time import monotonic

import httpx
import pytest

from api.service.settings import Limits

LIMITS = Limits()
HEAVY = [
    (
        "paths",
        {"from": "body/linkoping", "to": "problem/boendesegregation", "depth": "6", "limit": "1000000"},
    ),
    ("paths", {"from": "party/mp", "to": "problem/otrygghet", "depth": "6", "limit": "1000000"}),
    ("neighbours", {"focus": "body/linkoping", "depth": "3", "limit": "1000000"}),
]
SLACK = 10.0  # seconds, on a machine with much else to do


@pytest.mark.parametrize(("name", "parameters"), HEAVY)
def test_a_heavy_question_is_answered_or_stopped_in_time(
    http: httpx.Client, name: str, parameters: dict[str, str]
) -> None:
    begun = monotonic()
    answer = http.get(f"/api/questions/{name}", params=parameters)
    assert monotonic() - begun < LIMITS.waiting + LIMITS.answering + SLACK
    if answer.status_code != 200:
        assert (answer.status_code, answer.json()["type"]) == (504, "/problems#took-too-long")
        assert f"{LIMITS.answering:g} " in answer.json()["detail"]
    assert http.get("/readyz").is_success


def test_while_it_works_the_rest_is_served(http: httpx.Client, service: str) -> None:
    name, parameters = HEAVY[0]
    with ThreadPoolExecutor(1) as asking:
        asked = {**parameters, "view": "undisputed"}
        slow = asking.submit(httpx.get, f"{service}/api/questions/{name}", params=asked, timeout=60)
        for _ in range(8):
            assert http.get("/healthz").is_success
            assert http.get("/api/questions/search", params={"text": "trygghet"}).is_success
        assert slow.result().status_code in (200, 504)
