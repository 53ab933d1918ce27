"""How the commands speak: results on standard output, errors on standard error, exit codes, progress."""

import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import wraps
from typing import ParamSpec, TypeAlias

import typer
from rich.console import Console
from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn

from api.cells import clean
from ontology.errors import RotorsakError, StoreFailed
from ontology.text import Language, Text

BAD_INPUT = 2
STORE_FAILED = 3
FELL_SHORT = 1

P = ParamSpec("P")
Begun: TypeAlias = Callable[[Text], None]


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


@contextmanager
def progress(steps: int, language: Language) -> Iterator[Begun]:
    """A function that is told of each step, and shows it as a bar on standard error if that is a terminal."""
    columns = (TextColumn("{task.description}", markup=False), BarColumn(), TimeElapsedColumn())
    shown = Progress(*columns, console=Console(stderr=True), transient=True, disable=not sys.stderr.isatty())
    with shown:
        task = shown.add_task("", total=steps)

        def begun(text: Text) -> None:
            shown.update(task, description=clean(text.in_language(language)), advance=1)

        yield begun


def _forget_output() -> None:
    """Whoever read our output has seen enough: let Python's own flush at exit go nowhere."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
