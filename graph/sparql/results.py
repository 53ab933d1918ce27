"""What running a query gives: a result as it is sent, or the part of it that is shown."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Written:
    """A result as it is sent."""

    body: bytes
    media_type: str


@dataclass(frozen=True, slots=True)
class Cell:
    """A term to be shown: its text, whether that is an IRI, and the language of a literal that has one."""

    text: str
    is_iri: bool = False
    language: str = ""


@dataclass(frozen=True, slots=True)
class Table:
    """A result to be shown: the first rows of a SELECT, the first triples of a `graph`, or the `truth` of an ASK."""

    columns: tuple[str, ...]
    rows: tuple[tuple[Cell | None, ...], ...]
    cut: bool = False
    graph: bool = False
    truth: bool | None = None
