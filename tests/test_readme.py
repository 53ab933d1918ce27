"""The README says what the program does: these tests fail when it lags."""

import re
import shlex
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from typer.main import get_command

from api.cli.commands import app
from api.cli.rendering import render
from graph.answers.form import Answer
from graph.questions import catalogue

README = (Path(__file__).parents[1] / "README.md").read_text(encoding="utf-8")
SHOWN = re.compile(r"<!-- answer: (.+?) -->\n```\n(.*?)```", re.DOTALL)


def asked_in_text(command: str) -> tuple[str, dict[str, str], list[str], str]:
    """The question, parameters, views and language of an `ask` command."""
    words = iter(shlex.split(command))
    assert next(words) == "ask"
    question, parameters, views, language = next(words), {}, [], "sv"
    for option in words:
        value = next(words)
        if option == "--param":
            name, _, parameters[name] = value.partition("=")
        elif option == "--view":
            views.append(value)
        elif option == "--lang":
            language = value
        else:
            pytest.fail(f"an option that the test does not know: {option}")
    return question, parameters, views, language


def test_the_two_commands_come_first() -> None:
    head = README[: README.index("## An answer")]
    assert "make run" in head
    assert "make test" in head


@pytest.mark.parametrize("name", catalogue())
def test_every_question_is_listed(name: str) -> None:
    assert f"`{name}`" in README[README.index("## Questions") : README.index("## Views")]


def test_no_question_is_listed_that_there_is_not() -> None:
    table = README[README.index("## Questions") : README.index("## Views")]
    assert set(re.findall(r"`([a-z-]+)`", table)) - {"name"} == set(catalogue())


def test_every_command_is_listed() -> None:
    commands = set(getattr(get_command(app), "commands", {}))
    assert set(re.findall(r"^\| `rotorsak (\w+)", README, re.MULTILINE)) == commands


def shown_answers() -> Iterator[tuple[str, str]]:
    return ((found[1], found[2]) for found in SHOWN.finditer(README))


def test_there_is_an_answer_with_its_evidence() -> None:
    assert any("Evidence" in shown for _, shown in shown_answers())


@pytest.mark.parametrize(("command", "shown"), list(shown_answers()))
def test_the_answer_shown_is_the_answer_given(
    ask_linkoping: Callable[..., Answer], command: str, shown: str
) -> None:
    """Line for line and in order; a line `[…]` stands for lines left out."""
    lines = render(ask_linkoping(*asked_in_text(command)), 100, colour=False).splitlines()
    place, skipping = 0, False
    for line in shown.splitlines():
        if line == "[…]":
            skipping = True
            continue
        found = lines.index(line, place) if line in lines[place:] else -1
        assert found >= 0, f"not in the answer: {line!r}"
        assert skipping or found == place, f"lines are missing before: {line!r}"
        place, skipping = found + 1, False
    assert skipping or place == len(lines)
