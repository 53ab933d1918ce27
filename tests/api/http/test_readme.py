"""What the README shows of HTTP and SPARQL works as it stands there."""

import re
import shlex

import httpx
import pytest

from tests.conftest import ROOT

SHOWN = "http://127.0.0.1:8000"
COMMANDS = re.findall(r"^curl .*$", (ROOT / "README.md").read_text(encoding="utf-8"), re.MULTILINE)


def test_there_are_some() -> None:
    assert len(COMMANDS) > 2


@pytest.mark.parametrize("command", COMMANDS)
def test_the_command_gets_an_answer(service: str, command: str) -> None:
    words = iter(shlex.split(command)[1:])
    url, headers, form = "", {"accept": "*/*"}, {}
    for word in words:
        if word == "-H":
            name, _, headers[name.lower()] = next(words).partition(": ")
        elif word == "--data-urlencode":
            name, _, form[name] = next(words).partition("=")
        else:
            url = word.replace(SHOWN, service)
    answer = httpx.request("POST" if form else "GET", url, headers=headers, data=form or None, timeout=60)
    assert answer.is_success, answer.text
    assert len(answer.content) > 200
    if "accept" in headers and headers["accept"] != "*/*":
        assert answer.headers["content-type"].startswith(headers["accept"])
