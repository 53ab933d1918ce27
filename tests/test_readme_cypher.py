"""The Cypher that the README shows, run on the real Neo4j with Linköping's graph in it."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from neo4j import Driver, GraphDatabase

from graph.stores.neo4j.connection import Connection
from graph.stores.neo4j.store import Neo4jStore
from ingest.builtin import load_builtin
from ontology.vocabulary import Vocabulary
from tests.servers.neo4j import PASSWORD, Neo4jServer

README = (Path(__file__).parents[1] / "README.md").read_text(encoding="utf-8")
(BLOCK,) = re.findall(r"```cypher\n(.*?)```", README, re.DOTALL)
QUERIES = [query.strip() for query in BLOCK.split(";\n") if query.strip()]
pytestmark = pytest.mark.xdist_group("neo4j")


@pytest.fixture(scope="module")
def driver(neo4j_server: Neo4jServer, vocabulary: Vocabulary) -> Iterator[Driver]:
    """A Cypher user's way to the server that Linköping's graph has been loaded into."""
    neo4j_server.wipe()
    uri = f"bolt://{neo4j_server.host}"
    with Neo4jStore(Connection(uri, user="neo4j", password=PASSWORD)) as store:
        load_builtin(store, vocabulary)
    with GraphDatabase.driver(uri, auth=("neo4j", PASSWORD)) as made:
        yield made


def rows(driver: Driver, beginning: str) -> list[dict[str, Any]]:
    (query,) = [query for query in QUERIES if query.startswith(f"// {beginning}")]
    return [record.data() for record in driver.execute_query(query).records]


def test_there_are_five() -> None:
    assert len(QUERIES) == 5


def test_the_causes_behind_what_the_cameras_address(driver: Driver) -> None:
    segregation, unsafe = "Socio-economic residential segregation", "Lack of safety"
    assert rows(driver, "Along which causes") == [{"addressed": unsafe, "causes": [segregation, unsafe]}]


def test_goals_without_indicators(driver: Driver) -> None:
    goals = [row["goal"] for row in rows(driver, "Which goals")]
    assert "An attractive and safe Linköping" in goals
    assert goals == sorted(goals)


def test_what_is_denied(driver: Driver) -> None:
    found = {(row["subject"], row["relation"]): row for row in rows(driver, "Where does one source deny")}
    aim = found["Action plan against segregation 2023", "aimsAt"]
    assert aim["object"] == "Socio-economic residential segregation"
    assert "Municipal director" in aim["asserted_by"]
    assert "Green Party in Linköping" in aim["denied_by"]


def test_money_by_stage(driver: Driver) -> None:
    found = [(row["kronor"], row["stage"]) for row in rows(driver, "How much money")]
    assert found == [
        (216_800_000, "announced"),
        (13_808_000, "indicative"),
        (6_214_587, "requisitioned"),
        (324_000, "granted"),
        (180_000, "granted"),
    ]


def test_words_in_other_forms(driver: Driver) -> None:
    found = rows(driver, "What is said of city districts")
    assert len(found) == 10
    assert any("stadsdelarna" in row["name"] for row in found)
    assert any("Location" in row["labels"] for row in found)
