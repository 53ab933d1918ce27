"""Asking: the parameters of a question are resolved, it finds, and its findings are written as an answer."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager

from pyoxigraph import NamedNode

from graph.answers.asked import Asked
from graph.answers.finding import find_thing
from graph.answers.form import Answer
from graph.answers.names import Names
from graph.answers.question import Parameter, Question
from graph.answers.wording import thousands
from graph.answers.writing import write_answer
from graph.claims.views import View, parse_view
from graph.stores.interface import Store
from ontology.errors import BadInput, NotKnown
from ontology.text import Language, Text
from ontology.vocabulary import Vocabulary

_DIGITS = 9


def ask(
    store: Store,
    vocabulary: Vocabulary,
    names: Names,
    question: Question,
    parameters: Mapping[str, str],
    views: Sequence[str] = (),
    language: Language = "sv",
) -> Answer:
    """The answer to a question.

    Raises NotKnown, Unclear or BadInput for parameters and views that cannot be used, each laid on its parameter.
    """
    things, texts = _resolve(question, parameters, store, names, language)
    with _laid_on("view"):
        parsed = tuple(_view(text, names, language) for text in views or ("all",))
    asked = Asked(store, vocabulary, names, parsed, language, things, texts)
    found = question.find(asked)
    return write_answer(asked, question, found)


def _resolve(
    question: Question, parameters: Mapping[str, str], store: Store, names: Names, language: Language
) -> tuple[dict[str, NamedNode], dict[str, str]]:
    known = {parameter.name: parameter for parameter in question.parameters}
    for name in parameters:
        if name not in known:
            raise _unknown_parameter(question, name, tuple(known))
    things: dict[str, NamedNode] = {}
    texts: dict[str, str] = {}
    for parameter in question.parameters:
        text = parameters.get(parameter.name, parameter.default)
        if text is None or not text.strip():
            if parameter.required:
                raise _missing_parameter(question, parameter)
            continue
        with _laid_on(parameter.name):
            if parameter.any_thing:
                things[parameter.name] = find_thing(store, names, text, language)
            elif parameter.kinds:
                things[parameter.name] = names.resolve(text, parameter.kinds, language)
            elif parameter.view:
                texts[parameter.name] = str(_view(text, names, language))
            elif parameter.canonical:
                texts[parameter.name] = parameter.canonical(text, names, language)
            else:
                texts[parameter.name] = _number(parameter, text) if parameter.number else text
    return things, texts


@contextmanager
def _laid_on(parameter: str) -> Iterator[None]:
    """Bad input that is met in it is laid on this parameter."""
    try:
        yield
    except BadInput as error:
        error.of(parameter)
        raise


def _view(text: str, names: Names, language: Language) -> View:
    return parse_view(text, lambda name, kinds: names.resolve(name, kinds, language))


def _number(parameter: Parameter, text: str) -> str:
    digits = text.strip()
    if digits.isdecimal() and len(digits) <= _DIGITS and 0 < int(digits) <= parameter.most:
        return str(int(digits))
    raise BadInput(
        Text(
            sv=f"{parameter.name}={text} är inget helt tal från 1 till {thousands(parameter.most, 'sv')}. "
            "Ange ett sådant.",
            en=f"{parameter.name}={text} is not a whole number from 1 to {thousands(parameter.most, 'en')}. "
            "Give one.",
        )
    )


def _unknown_parameter(question: Question, name: str, known: tuple[str, ...]) -> NotKnown:
    listed = ", ".join(known) or "–"
    return NotKnown(
        Text(
            sv=f"Frågan {question.name} har ingen parameter '{name}'. Den har: {listed}.",
            en=f"The question {question.name} has no parameter '{name}'. It has: {listed}.",
        ),
        known,
    )


def _missing_parameter(question: Question, parameter: Parameter) -> BadInput:
    example = question.example.parameters.get(parameter.name, "…")
    return BadInput(
        Text(
            sv=f"Frågan {question.name} behöver {parameter.name}: {parameter.about.sv} "
            f"Till exempel --param {parameter.name}={example!r}.",
            en=f"The question {question.name} needs {parameter.name}: {parameter.about.en} "
            f"For example --param {parameter.name}={example!r}.",
        )
    ).of(parameter.name)
