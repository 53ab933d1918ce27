"""The documents over HTTP: five of Linköping's have been read, and the others are only known."""

import csv
import io
from typing import Any

import httpx
import pytest

READ = {
    "document/ansokan-2018",
    "document/beslut-2023",
    "document/ks-31",
    "document/ledning-2020",
    "document/pafyllnad-2022",
}


def documents(http: httpx.Client, **parameters: str) -> dict[str, Any]:
    answer = http.get("/api/documents", params={"lang": "en", **parameters})
    assert answer.status_code == 200
    assert answer.headers["content-type"] == "application/json"
    found: dict[str, Any] = answer.json()
    return found


def by_id(found: dict[str, Any]) -> dict[str, Any]:
    return {one["id"]: one for one in found["documents"]}


def test_every_document_with_how_it_is_held(http: httpx.Client) -> None:
    found = documents(http)
    listed = by_id(found)
    assert list(listed) == sorted(listed)
    assert {id_ for id_, one in listed.items() if one["holding"] == "held"} == READ
    assert found["counts"] == {"at-hand": 0, "held": 5, "known": len(listed) - 5}
    minutes = listed["document/ks-31"]
    assert minutes["type"] == {"id": "document-type/minutes", "label": "minutes"}
    assert minutes["publishers"] == [{"id": "unit/kommunstyrelsen", "label": "Municipal executive board"}]
    assert (minutes["date"], minutes["not_before"], minutes["quality"]) == (
        None,
        "2023-02-06",
        "born-digital",
    )
    assert minutes["rendition"] == "2023-ks-31-atgardsplan.txt"
    site = listed["document/delmos-sida"]
    assert (site["holding"], site["address"], site["claims"]) == ("known", "https://delmos.se/sida/", 1)
    named = listed["document/nulagesbild-ryd"]
    assert (named["title"], named["claims"], named["publishers"]) == (
        "Situation picture of Ryd 211217",
        0,
        [],
    )


@pytest.mark.parametrize("id_", [*sorted(READ), "document/delmos-sida", "document/nulagesbild-ryd"])
def test_the_counts_are_those_of_what_was_taken(http: httpx.Client, id_: str) -> None:
    one = by_id(documents(http))[id_]
    taken = http.get("/api/questions/taken-from", params={"document": id_}).json()
    assert (one["passages"], one["claims"]) == (len(taken["rows"]), len(taken["evidence"]))


def test_those_of_one_holding(http: httpx.Client) -> None:
    found = documents(http, holding="held")
    assert set(by_id(found)) == READ
    assert found["counts"] == documents(http)["counts"]
    assert documents(http, holding="at-hand")["documents"] == []
    again = http.get(found["link"])
    assert again.json() == found


def test_as_csv_and_for_excel(http: httpx.Client) -> None:
    plain = http.get("/api/documents", params={"holding": "held"}, headers={"accept": "text/csv"})
    assert plain.headers["content-type"].startswith("text/csv")
    assert plain.headers["content-disposition"] == 'attachment; filename="documents.csv"'
    rows = {row["id"]: row for row in csv.DictReader(io.StringIO(plain.content.decode()))}
    assert set(rows) == READ
    assert rows["document/beslut-2023"]["date"] == "2023-01-23"
    assert rows["document/beslut-2023"]["holding"] == "held"
    excel = http.get("/api/documents", params={"holding": "held", "format": "csv-excel", "lang": "sv"})
    lines = list(csv.DictReader(io.StringIO(excel.content.decode("utf-8-sig")), delimiter=";"))
    assert {line["Tillgång"] for line in lines} == {"läst"}
    assert excel.content.startswith(b"\xef\xbb\xbf")


@pytest.mark.parametrize(
    ("query", "nearest"),
    [("holding=lost", ["at-hand", "held", "known"]), ("colour=red", ["holding", "lang", "format"])],
)
def test_what_is_not_known_is_told_with_what_is(http: httpx.Client, query: str, nearest: list[str]) -> None:
    answer = http.get(f"/api/documents?{query}")
    assert (answer.status_code, answer.headers["content-type"]) == (400, "application/problem+json")
    assert answer.json()["nearest"] == nearest


def test_an_unchanged_list_is_not_sent_again(http: httpx.Client) -> None:
    first = http.get("/api/documents")
    again = http.get("/api/documents", headers={"if-none-match": first.headers["etag"]})
    assert (again.status_code, again.content) == (304, b"")


def test_openapi_tells_what_a_document_is(http: httpx.Client) -> None:
    described = http.get("/api/openapi.json").json()
    answer = described["paths"]["/api/documents"]["get"]["responses"]["200"]["content"]
    assert answer["application/json"]["schema"] == {"$ref": "#/components/schemas/Documents"}
    assert "text/csv" in answer
    assert {"holding", "passages", "publishers"} <= set(
        described["components"]["schemas"]["Document"]["properties"]
    )
