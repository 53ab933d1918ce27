"""How the commands speak: results on standard output, errors on standard error, exit codes, progress."""

import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import wraps
from typing import ParamSpec

import typer
from rich.console import Console
from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn

from api.cells import clean
from graph.answers.wording import thousands
from ontology.errors import RotorsakError, StoreFailed
from ontology.text import LANGUAGES, Language, Text

BAD_INPUT = 2
STORE_FAILED = 3
FELL_SHORT = 1

P = ParamSpec("P")


def told(command: Callable[P, None]) -> Callable[P, None]:
    """The command, with its errors told in the language asked for and turned into exit codes."""

    @wraps(command)
    def telling(*args: P.args, **kwargs: P.kwargs) -> None:
        try:
            command(*args, **kwargs)
        except RotorsakError as error:
            language: Language = "en" if str(kwargs.get("lang")) == "en" else "sv"
            tell(error.tell(language))
            code = STORE_FAILED if isinstance(error, StoreFailed) else BAD_INPUT
            raise typer.Exit(code) from None
        except BrokenPipeError:
            _forget_output()

    return telling


def tell(text: str) -> None:
    """Write to standard error."""
    sys.stderr.write(clean(text) + "\n")


def put(text: str | bytes) -> None:
    """Write to standard output in UTF-8, whatever the terminal's encoding."""
    sys.stdout.flush()
    sys.stdout.buffer.write(text if isinstance(text, bytes) else text.encode())
    sys.stdout.buffer.flush()


def width() -> int:
    """The width of the terminal, or 100 where there is none."""
    return Console().width if sys.stdout.isatty() or "COLUMNS" in os.environ else 100


def colour() -> bool:
    """Whether standard output is a terminal that wants colours."""
    return sys.stdout.isatty() and "NO_COLOR" not in os.environ


class Steps:
    """The steps of what takes long, as a bar."""

    def __init__(self, shown: Progress, steps: int, language: Language) -> None:
        self._shown = shown
        self._language = language
        self._task = shown.add_task("", total=steps)
        self._begun = 0

    def begun(self, step: Text) -> None:
        """Show that a step begins, and so that the one before is done."""
        self._begun += 1
        self._show(step, self._begun - 1)
        self._shown.refresh()  # at once: the step may be over before the bar is drawn anew by itself

    def written(self, done: int, whole: int) -> None:
        """Show how much of a write is done, within the step that it belongs to."""
        counts = {language: (thousands(done, language), thousands(whole, language)) for language in LANGUAGES}
        said = Text(
            sv="Skriver: {} av {} tripplar".format(*counts["sv"]),
            en="Writing: {} of {} triples".format(*counts["en"]),
        )
        self._show(said, self._begun - 1 + done / max(whole, 1))

    def _show(self, text: Text, completed: float) -> None:
        self._shown.update(
            self._task, description=clean(text.in_language(self._language)), completed=completed
        )


@contextmanager
def progress(steps: int, language: Language) -> Iterator[Steps]:
    """So many steps that are told of, shown as a bar on standard error if that is a terminal."""
    columns = (TextColumn("{task.description}", markup=False), BarColumn(), TimeElapsedColumn())
    shown = Progress(*columns, console=Console(stderr=True), transient=True, disable=not sys.stderr.isatty())
    with shown:
        yield Steps(shown, steps, language)


def _forget_output() -> None:
    """Whoever read our output has seen enough: let Python's own flush at exit go nowhere."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
