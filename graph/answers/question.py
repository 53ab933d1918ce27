"""What a question of the catalogue is, and what it finds, before the things that it names have been worded."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal as OneOf

from pyoxigraph import NamedNode

from graph.answers.asked import Asked
from graph.answers.form import State
from graph.answers.names import Names
from graph.answers.wording import Phrase, Piece
from graph.claims.evidence import Claim
from graph.claims.model import Proposition
from ontology.text import Language, Text

Phrased = Piece | Phrase
Cell = Piece | int | bool | None | tuple[Phrased, ...]
"""The value of a cell, or several of them; a phrase among several is one value."""


@dataclass(frozen=True, slots=True)
class Parameter:
    """A parameter of a question.

    `kinds` are the kinds of thing that it names (`any_thing`: of every kind); else it is a text, or when `number` a
    whole number from 1 to `most`, or when `view` a view. A text may have a `canonical` form, which is what is asked and
    shown: what means the same gives the same answer.
    """

    name: str
    about: Text
    kinds: tuple[str, ...] = ()
    required: bool = False
    default: str | None = None
    number: bool = False
    any_thing: bool = False
    view: bool = False
    most: int = 1_000_000
    canonical: Callable[[str, Names, Language], str] | None = None


@dataclass(frozen=True, slots=True)
class Column:
    """A column of the answer, its heading, and what stands between the values of a cell that has several."""

    key: str
    label: Text
    separator: str = "; "


@dataclass(frozen=True, slots=True)
class Example:
    """A worked example on Linköping's graph: what is asked, and what the summary then says in Swedish."""

    parameters: Mapping[str, str]
    views: tuple[str, ...]
    summary: str


@dataclass(frozen=True, slots=True)
class Step:
    """A step of the reasoning behind a row, with its claims."""

    phrase: Phrase
    claims: tuple[Claim, ...] = ()


@dataclass(frozen=True, slots=True)
class FoundRow:
    """A row before its things have names."""

    id: str
    values: Mapping[str, Cell]
    state: State = "yes"
    because: tuple[Step, ...] = ()
    verdict: str | None = None
    verdict_label: Piece | None = None
    firm: bool | None = None
    depends_on: tuple[Proposition, ...] = ()


@dataclass(frozen=True, slots=True)
class Found:
    """What a question found. `unknown` names what would settle it."""

    rows: Sequence[FoundRow]
    summary: Phrase
    state: OneOf["answered", "unknown"] = "answered"
    settled_by: tuple[NamedNode, ...] = ()
    not_held: tuple[NamedNode, ...] = ()
    limit: str | None = None


@dataclass(frozen=True, slots=True)
class Question:
    """A question of the catalogue. `asks` words what is yes, no or unknown of each row, if anything is."""

    name: str
    title: Text
    users: tuple[str, ...]
    columns: tuple[Column, ...]
    example: Example
    find: Callable[[Asked], Found]
    parameters: tuple[Parameter, ...] = ()
    asks: Text | None = None
