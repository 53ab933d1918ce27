"""Facts that whoever asks hands in, as parameters: they stand for what sources say, and are never stored."""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal

from pyoxigraph import Literal, NamedNode

from graph.answers.asked import Asked
from graph.answers.names import Names
from graph.answers.question import Parameter
from graph.answers.wording import shown_id
from graph.rules.facts import Facts, Known
from graph.rules.values import number
from graph.stores.interface import Term
from graph.stores.literals import is_partial_date
from graph.topics.dates import read_day
from ontology.errors import BadInput
from ontology.iris import thing
from ontology.namespaces import XSD
from ontology.text import LANGUAGES, Language, Text
from ontology.vocabulary import codes

_NOT_DONE = "no"
"""What stands for a day on which something was done, where it is known not to have been."""
_SAID_NOT_DONE = ("nej", "no")
_FIGURE = re.compile(r"[0-9]{1,9}(\.[0-9]{0,6})?")
_LARGEST = Decimal(1_000_000)
_LENGTHS = {4: XSD["gYear"], 7: XSD["gYearMonth"], 10: XSD["date"]}


@dataclass(frozen=True, slots=True)
class _Given:
    """A parameter that gives the fact of the operand of the same name, and how its text or thing is read."""

    parameter: str
    kinds: tuple[str, ...] = ()
    read: Callable[[str], tuple[Term, ...]] | None = None

    @property
    def operand(self) -> str:
        """The short id of the operand."""
        return f"operand/{self.parameter}"


def _day(text: str) -> tuple[Term, ...]:
    """The day that a text gives; none for what was not done."""
    return () if text == _NOT_DONE else (date_term(text),)


def _figure(text: str) -> tuple[Term, ...]:
    return (number(Decimal(text)),)


def _several(text: str) -> tuple[Term, ...]:
    return tuple(thing(one) for one in text.split("; "))


_GIVEN = (
    _Given("place", ("district",)),
    _Given("cost-date", read=_day),
    _Given("allocated-on", read=_day),
    _Given("effect", ("effect",)),
    _Given("task-kind", ("task-kind",)),
    _Given("use", ("use",)),
    _Given("theme", ("theme",)),
    _Given("perspective", ("theme",)),
    _Given("continued-financing", ("continued-financing",)),
    _Given("share-of-costs", read=_figure),
    _Given("application-content", read=_several),
    _Given("decision-years", read=_figure),
    _Given("applied-on", read=_day),
    _Given("reported-on", read=_day),
)


def parameters() -> tuple[Parameter, ...]:
    """The parameters, one for each fact that can be handed in."""
    return tuple(
        Parameter(one.parameter, _about(one), kinds=one.kinds, canonical=_canonical(one)) for one in _GIVEN
    )


def _canonical(one: _Given) -> Callable[[str, Names, Language], str] | None:
    if one.read is _day:
        return lambda text, names, language: _canonical_day(one.parameter, text)
    if one.read is _figure:
        return lambda text, names, language: f"{decimal_of(text, one.parameter, _LARGEST):f}"
    if one.read is _several:
        return lambda text, names, language: _canonical_codes(one, text, names, language)
    return None


def _canonical_codes(one: _Given, text: str, names: Names, language: Language) -> str:
    """The codes that a text names, by their ids and in their order. Raises NotKnown, Unclear."""
    named = [
        names.resolve(name.strip(), (one.parameter,), language) for name in text.split(";") if name.strip()
    ]
    if not named:
        raise _nothing_named(one.parameter, text)
    return "; ".join(sorted({shown_id(name) for name in named}))


def _canonical_day(parameter: str, text: str) -> str:
    """The day as it is written, or what stands for none. Raises BadInput for what is no date."""
    return _NOT_DONE if text.strip().lower() in _SAID_NOT_DONE else read_day(parameter, text)


def handed_in(asked: Asked) -> Facts:
    """The facts that the parameters give."""
    return dict(_handed_in(asked))


def _handed_in(asked: Asked) -> Iterator[tuple[NamedNode, Known]]:
    for one in _GIVEN:
        named, text = asked.thing(one.parameter), asked.text(one.parameter)
        if named is not None:
            yield thing(one.operand), Known(frozenset({named}))
        elif text is not None and one.read is not None:
            yield thing(one.operand), Known(frozenset(one.read(text)))


def date_term(text: str) -> Literal:
    """The literal of YYYY, YYYY-MM or YYYY-MM-DD."""
    if not is_partial_date(text):
        raise ValueError(f"not a date: {text!r}")
    return Literal(text, datatype=_LENGTHS[len(text)])


def decimal_of(text: str, parameter: str, most: Decimal) -> Decimal:
    """The number that a text gives, from 0 to `most`, with six decimals at most. Raises BadInput."""
    written = text.strip().rstrip("%").strip().replace(",", ".")
    if _FIGURE.fullmatch(written) and Decimal(written) <= most:
        return Decimal(written).normalize() if Decimal(written) else Decimal(0)
    raise BadInput(
        Text(
            sv=f"{parameter}: {text!r} är inget tal från 0 till {most}. Skriv till exempel 36,2.",
            en=f"{parameter}: {text!r} is not a number from 0 to {most}. Write 36.2, for example.",
        )
    ).of(parameter)


def _nothing_named(parameter: str, text: str) -> BadInput:
    return BadInput(
        Text(
            sv=f"{parameter}: {text!r} namnger ingenting. Lämna fältet tomt om det inte är känt.",
            en=f"{parameter}: {text!r} names nothing. Leave it empty if it is not known.",
        )
    ).of(parameter)


def _about(one: _Given) -> Text:
    label = codes()[one.operand]
    if one.read is _several:
        listed = [words for code, words in codes().items() if code.startswith(f"{one.parameter}/")]
        sv, en = ("; ".join(words.in_language(language) for words in listed) for language in LANGUAGES)
        return Text(
            sv=f"{label.sv}: allt som finns, av {sv}, med semikolon emellan",
            en=f"{label.en}: all that there is, of {en}, with semicolons between",
        )
    if one.read is _day:
        return Text(
            sv=f"{label.sv}: ÅÅÅÅ-MM-DD, eller nej om det inte är gjort",
            en=f"{label.en}: YYYY-MM-DD, or no if it is not done",
        )
    return label


PARAMETER_OF: Mapping[NamedNode, str] = {thing(one.operand): one.parameter for one in _GIVEN}
"""The parameter by which each operand's fact is handed in."""
