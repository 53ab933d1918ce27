"""The commands on stores on servers that are read: the same bytes as on the embedded one."""

from pathlib import Path

import pytest

from graph.questions import catalogue
from tests.api.conftest import Ran, Rotorsak

TRACE = ("ask", "action-trace", "--param", "action=action/kameror")
ASKED = ("goals-without-indicators", "neighbours", "rival-models", "search", "source-conflicts")


def as_on_embedded(rotorsak: Rotorsak, server: str, embedded: str, *arguments: str | Path) -> Ran:
    """What a command does on a server, which is what it does on the embedded store."""
    on_server = rotorsak(*arguments, "--store", server)
    assert on_server == rotorsak(*arguments, "--store", embedded)
    return on_server


# --- the same bytes


@pytest.mark.parametrize("form", ["trig", "nquads", "turtle", "jsonld"])
def test_an_export_is_the_same(rotorsak: Rotorsak, on_server: str, loaded: str, form: str) -> None:
    assert as_on_embedded(rotorsak, on_server, loaded, "export", "--format", form).code == 0


@pytest.mark.parametrize("name", ASKED)
def test_an_answer_is_the_same(rotorsak: Rotorsak, on_server: str, loaded: str, name: str) -> None:
    example = catalogue()[name].example
    given = [f"--param={key}={value}" for key, value in example.parameters.items()]
    given += [f"--view={view}" for view in example.views]
    ran = as_on_embedded(rotorsak, on_server, loaded, "ask", name, *given, "--format=json")
    assert (ran.code, ran.err) == (0, "")


@pytest.mark.parametrize("form", [["--format=csv"], ["--csv-excel"], ["--lang=en"], ["--brief"]])
def test_an_answer_is_the_same_in_all_forms(
    rotorsak: Rotorsak, on_server: str, loaded: str, form: list[str]
) -> None:
    assert as_on_embedded(rotorsak, on_server, loaded, *TRACE, "--view=undisputed", *form).code == 0


@pytest.mark.parametrize("action", ["Kameror", "insatser", "kamror", "action/kamror"])
def test_names_are_found_or_not_as_on_the_embedded_one(
    rotorsak: Rotorsak, on_server: str, loaded: str, action: str
) -> None:
    as_on_embedded(rotorsak, on_server, loaded, "ask", "action-trace", f"--param=action={action}")
