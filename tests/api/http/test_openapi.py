"""The description of the API: valid, whole, and good enough for a program to write a client from it."""

import importlib
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType
from typing import Any

import httpx
import pytest
from openapi_spec_validator import validate

from graph.questions import catalogue


@pytest.fixture(scope="module")
def description(http: httpx.Client) -> dict[str, Any]:
    found: dict[str, Any] = http.get("/api/openapi.json").json()
    return found


def test_it_is_valid(description: dict[str, Any]) -> None:
    validate(description)
    assert description["openapi"].startswith("3.")


def test_it_tells_of_every_door_for_programs(description: dict[str, Any]) -> None:
    paths = set(description["paths"])
    assert {f"/api/questions/{name}" for name in catalogue()} <= paths
    assert {
        "/api/questions",
        "/api/search",
        "/api/paths",
        "/api/resources/{kind}/{slug}",
        "/api/claims/{hash}",
        "/api/documents",
        "/api/export",
        "/healthz",
        "/readyz",
    } <= paths


def test_nothing_writes(description: dict[str, Any]) -> None:
    taken = {(path, method) for path, methods in description["paths"].items() for method in methods}
    assert {one for one in taken if one[1] != "get"} <= {("/sparql", "post")}


@pytest.mark.parametrize("name", catalogue())
def test_each_question_has_its_parameters(description: dict[str, Any], name: str) -> None:
    told = {one["name"]: one for one in description["paths"][f"/api/questions/{name}"]["get"]["parameters"]}
    own = {parameter.name: parameter.required for parameter in catalogue()[name].parameters}
    assert {name: one.get("required", False) for name, one in told.items()} == {
        **own,
        "view": False,
        "lang": False,
        "format": False,
    }
    assert all(one["description"] for one in told.values() if one["name"] in own)


def test_every_address_may_answer_with_a_problem(description: dict[str, Any]) -> None:
    for path, methods in description["paths"].items():
        for method, operation in methods.items():
            assert operation["summary"], (method, path)
            assert "application/problem+json" in operation["responses"]["default"]["content"], (method, path)
            assert "422" not in operation["responses"], (method, path)


def test_the_names_of_operations_are_unique(description: dict[str, Any]) -> None:
    ids = [
        operation["operationId"]
        for methods in description["paths"].values()
        for operation in methods.values()
    ]
    assert len(ids) == len(set(ids))


# --- a client that a program wrote


@pytest.fixture(scope="module")
def generated(
    description: dict[str, Any], tmp_path_factory: pytest.TempPathFactory, http: httpx.Client
) -> Iterator[ModuleType]:
    """The package that openapi-python-client writes for the service, which warns of nothing that it cannot describe."""
    folder = tmp_path_factory.mktemp("client")
    (folder / "openapi.json").write_bytes(http.get("/api/openapi.json").content)
    (folder / "config.yaml").write_text("post_hooks: []\n", encoding="utf-8")
    ran = subprocess.run(
        [
            Path(sys.executable).with_name("openapi-python-client"),
            "generate",
            *("--path", "openapi.json", "--config", "config.yaml", "--meta", "none"),
            *("--output-path", "rotorsak_client", "--fail-on-warning"),
        ],
        cwd=folder,
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert ran.returncode == 0, ran.stdout + ran.stderr
    sys.path.insert(0, str(folder))
    yield importlib.import_module("rotorsak_client")
    sys.path.remove(str(folder))


def test_a_generated_client_asks_and_reads_the_answer(generated: ModuleType, service: str) -> None:
    client = generated.Client(base_url=service)
    action_trace = importlib.import_module("rotorsak_client.api.questions.action_trace")
    answer = action_trace.sync(client=client, action="action/kameror", view=["undisputed"])
    assert answer.question == "action-trace"
    assert answer.parameters["action"] == "action/kameror"
    assert answer.view == ["undisputed"]
    assert answer.rows
    assert answer.evidence.additional_keys


def test_a_generated_client_walks_paths(generated: ModuleType, service: str) -> None:
    client = generated.Client(base_url=service)
    paths = importlib.import_module("rotorsak_client.api.questions.paths")
    answer = paths.sync(client=client, from_="action/kameror", to="problem/boendesegregation")
    assert answer.question == "paths"
