"""The tree of errors that Rotorsak raises: what happened, where, and what to do next.

RotorsakError
├── BadInput            the user's words or files are at fault (exit code 2)
│   ├── NotKnown        a name that we do not have, with the nearest that we do
│   ├── Unclear         a name that fits several things, with the candidates
│   └── DataFault       a file that says something it must not, by line
├── StoreFailed         the store could not be reached, or failed (exit code 3)
│   ├── StoreInUse      another process holds it
│   ├── AccountRefused  its server does not accept the user and password
│   └── StoreMoved      somebody wrote to it while something was worked out from it
└── LimitReached        the work was stopped, or not begun
    ├── TookTooLong     it ran to its deadline
    ├── TooMuch         it asked for more than is given: of memory, of nesting, of text, of rows
    └── Busy            others' work stood before it for too long
"""

from dataclasses import dataclass
from typing import Self

from ontology.text import Language, Text


class RotorsakError(Exception):
    """The root of all errors that a user of Rotorsak can meet, told in both languages."""

    def __init__(self, message: Text) -> None:
        super().__init__(message.en)
        self.message = message

    def tell(self, language: Language) -> str:
        """The error as it is shown to a person, in `language`."""
        return self.message.in_language(language)

    def __reduce__(self) -> tuple[object, ...]:
        """How it crosses from one process to another: as it stands, not by the arguments of Exception."""
        return _again, (type(self), self.args, self.__dict__)


def _again(
    kind: type[RotorsakError], arguments: tuple[object, ...], fields: dict[str, object]
) -> RotorsakError:
    error = kind.__new__(kind, *arguments)
    error.__dict__.update(fields)
    return error


class BadInput(RotorsakError):
    """What the user gave cannot be used. `parameter` is the one at fault, where it is one."""

    parameter: str | None = None

    def of(self, parameter: str) -> Self:
        """The same error, laid on a parameter if it is not yet laid on one."""
        self.parameter = self.parameter or parameter
        return self


class NotKnown(BadInput):
    """A question, parameter, view, term or id that does not exist."""

    def __init__(self, message: Text, nearest: tuple[str, ...] = ()) -> None:
        super().__init__(message)
        self.nearest = nearest


class Unclear(BadInput):
    """A name that several things bear."""

    def __init__(self, message: Text, candidates: tuple[str, ...]) -> None:
        super().__init__(message)
        self.candidates = candidates


@dataclass(frozen=True, slots=True, order=True)
class Fault:
    """One fault in a file: the file's name, the line (from 1; 0 is the file as a whole), what is wrong.

    `sv` is the message in Swedish, where there is one.
    """

    file: str
    line: int
    message: str
    sv: str = ""

    def tell(self, language: Language) -> str:
        """The fault as it is shown to a person, in `language`."""
        message = self.sv if language == "sv" and self.sv else self.message
        return f"{self.file}:{self.line}: {message}" if self.line else f"{self.file}: {message}"

    def __str__(self) -> str:
        return self.tell("en")


class DataFault(BadInput):
    """A file with faults, each by line; nothing of it was loaded."""

    def __init__(self, message: Text, faults: tuple[Fault, ...]) -> None:
        super().__init__(message)
        self.faults = faults

    def tell(self, language: Language) -> str:
        """What happened, and each fault on a line of its own."""
        return "\n".join([super().tell(language), *(f"  {fault.tell(language)}" for fault in self.faults)])


class StoreFailed(RotorsakError):
    """The store could not be opened, read or written."""


class StoreInUse(StoreFailed):
    """Another process has the store open for writing."""


class AccountRefused(StoreFailed):
    """The server of the store does not accept the account. To try again and again may lock it for others too."""


class StoreMoved(StoreFailed):
    """Somebody wrote to the store while something was worked out from it, which may be of two states."""


class LimitReached(RotorsakError):
    """The work was stopped, or not begun, because it would take more than anybody is given."""


class TookTooLong(LimitReached):
    """The work ran to its deadline and was stopped."""


class TooMuch(LimitReached):
    """The work took or gave more than is allowed, and was stopped."""


class Busy(LimitReached):
    """There was no room for the work in the time that it may wait."""
