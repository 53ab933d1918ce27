"""How an answer is had again: the command, and the address of its page."""

import shlex

from graph.answers.form import Answer


def command(answer: Answer) -> str:
    """The command that gives the answer again."""
    words = ["rotorsak", "ask", answer.question]
    for name, value in sorted(answer.parameters.items()):
        words += ["--param", f"{name}={value}"]
    for view in answer.view:
        words += ["--view", view]
    return shlex.join([*words, "--lang", answer.language])


def page_address(answer: Answer) -> str:
    """The address of the page that shows the answer: that of its JSON, without `/api`."""
    return answer.link.removeprefix("/api")
