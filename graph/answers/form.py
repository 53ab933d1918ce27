"""The one form that every answer has, as data. Tables, CSV, pictures and sentences are renderings of it."""

import json
from decimal import Decimal
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, PlainSerializer

from ontology.text import Language

State = Literal["yes", "no", "unknown"]


class _Part(BaseModel):
    model_config = ConfigDict(frozen=True)


class Ref(_Part):
    """A thing: its short id (or full IRI) and its name in the answer's language."""

    id: str
    label: str


Figure = Annotated[Decimal, PlainSerializer("{:f}".format, return_type=str, when_used="json")]
"""A figure with decimals, which JSON has as text. A text that looks like one, such as the number 3.1, is none."""

Scalar = Ref | str | int | bool | None | Figure
Cell = Scalar | tuple[Scalar, ...]


class Step(_Part):
    """One step of the reasoning behind a row, and the ids of the claims that it rests on."""

    text: str
    evidence: tuple[str, ...]


class Row(_Part):
    """One line of an answer.

    `state` is *yes* or *no* for what the question asks of the row, or *unknown*. A verdict is *firm*, or depends on
    the contested propositions in `depends_on`.
    """

    id: str
    values: dict[str, Cell]
    state: State
    because: tuple[Step, ...]
    verdict: str | None
    verdict_label: str | None = None
    firm: bool | None
    depends_on: tuple[str, ...]


class Speaker(_Part):
    """A link in a chain of speakers: the id of its claim, who, and the stance on what follows."""

    claim: str
    speaker: Ref
    stance: str
    stance_label: str


class Locator(_Part):
    """Where a passage stands in a held document: code points from start to before end, and its sha256."""

    section: str | None
    start: int | None
    end: int | None
    hash: str | None


class Evidence(_Part):
    """A claim on which an answer rests. `says` words its proposition: subject, relation (a term), object."""

    claim: str
    says: str
    subject: Ref
    relation: Ref
    object: Scalar
    chain: tuple[Speaker, ...]
    document: Ref
    holding: str
    date: str | None
    quality: str | None
    address: str | None
    locator: Locator
    paraphrase: str
    origin: str
    basis: str
    contested: bool
    second_hand: bool


class Column(_Part):
    """A column: the key of its values in each row, its heading, and what stands between several values in a cell."""

    key: str
    label: str
    separator: str


class Answer(_Part):
    """The answer to a question. The same graph, question and language give the same bytes.

    `asks` words what the `state` of each row answers; without it, the state says only what is unknown.
    """

    question: str
    title: str
    parameters: dict[str, str]
    view: tuple[str, ...]
    language: Language
    state: Literal["answered", "unknown"]
    settled_by: tuple[Ref, ...]
    complete: bool
    limit: str | None
    summary: str
    columns: tuple[Column, ...]
    asks: str | None = None
    rows: tuple[Row, ...]
    evidence: dict[str, Evidence]
    origins: int
    not_held: tuple[Ref, ...]
    graph: str
    link: str
    cite: str

    def to_json(self) -> str:
        """The answer as JSON: sorted keys, two spaces of indent, UTF-8 text, a line end at the end."""
        return as_json(self)


class Fact(_Part):
    """What is simply said of a thing under one term, or (`incoming`) of others, whose value it is."""

    relation: Ref
    incoming: bool
    values: tuple[Scalar, ...]


class Description(_Part):
    """What a thing is, and what is simply said of it. `type` is the code that types it.

    Where more points to it than is read, `complete` is false.
    """

    id: str
    iri: str
    kind: Ref
    label: str
    other_names: tuple[str, ...]
    definition: str | None
    type: Ref | None
    facts: tuple[Fact, ...]
    complete: bool
    language: Language
    graph: str
    link: str
    cite: str

    def values(self, relation: str, *, incoming: bool = False) -> tuple[Scalar, ...]:
        """What it has under a term, or what has it."""
        found = (one for one in self.facts if one.incoming == incoming and one.relation.id == relation)
        return next((one.values for one in found), ())

    def to_json(self) -> str:
        """The description as JSON, in the form of an answer's."""
        return as_json(self)


class Reading(_Part):
    """In which reading of a document a claim was found, who or what read, and when."""

    activity: Ref
    by: tuple[Ref, ...]
    date: str | None


class Told(_Part):
    """A claim by itself, with the ids of other claims whose evidence is beside it.

    `chain` leads from the claim to its proposition; it is empty where a link is not accepted. `stands_in` is the
    claim, or those that report it, in whose passages it stands; `same` are further claims about its proposition,
    `other_values` give another value, and `disputed_by` and `disputes` are claims on either side of a dispute.
    `place` is where in the built-in data it is written, `file:line`.
    """

    claim: Description
    proposition: Ref | None
    chain: tuple[Speaker, ...]
    contested: bool
    date: str | None
    review_state: Ref | None
    reading: Reading | None
    stands_in: tuple[str, ...]
    same: tuple[str, ...]
    other_values: tuple[str, ...]
    disputed_by: tuple[str, ...]
    disputes: tuple[str, ...]
    evidence: dict[str, Evidence]
    place: str | None
    graph: str
    link: str
    cite: str

    def to_json(self) -> str:
        """The claim as JSON, in the form of an answer's."""
        return as_json(self)


class Resource(_Part):
    """A thing, and what is claimed of it: the answer of `neighbours`. `place` is `file:line` in the built-in data."""

    resource: Description
    neighbours: Answer
    place: str | None

    def to_json(self) -> str:
        """Both as JSON, in the form of an answer's."""
        return as_json(self)


def as_json(given: BaseModel) -> str:
    """What is given as JSON: sorted keys, two spaces of indent, UTF-8 text, a line end at the end."""
    return json.dumps(given.model_dump(mode="json"), ensure_ascii=False, sort_keys=True, indent=2) + "\n"
