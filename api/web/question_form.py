"""A question as a form: a field for each parameter, filled with what was asked, and marked where it cannot be used."""

from collections.abc import Mapping
from dataclasses import dataclass

from api.service.reader import Reader
from api.web.choices import Choices, id_of, label_of, things
from api.web.view_form import OneView, one_view
from api.words import parameter_word
from graph.answers.question import Parameter
from ontology.errors import BadInput, Unclear
from ontology.text import Language


@dataclass(frozen=True, slots=True)
class Field:
    """A field of the form.

    `chosen` is the option that `value` means, `understood` the id and the name of the thing that it was taken for.
    `view` are the fields of a parameter that is a view.
    """

    name: str
    label: str
    about: str
    required: bool
    control: str
    value: str
    chosen: str
    choices: Choices
    most: int | None
    view: OneView | None
    understood: tuple[str, str] | None
    error: str | None


@dataclass(frozen=True, slots=True)
class Trouble:
    """What is wrong with what was asked: a message, the parameter at fault, and what may have been meant."""

    message: str
    parameter: str | None
    meant: tuple[tuple[str, str], ...]


def trouble(reader: Reader, error: BadInput, language: Language) -> Trouble:
    """An error as the form tells it; what may have been meant by its id and its name."""
    ids = error.candidates if isinstance(error, Unclear) else getattr(error, "nearest", ())
    meant = tuple((one, label_of(reader, one, language)) for one in ids)
    message = error.tell(language)
    if isinstance(error, Unclear):
        message = message.partition("\n")[0].removesuffix(":") + "."
    return Trouble(message, error.parameter, meant)


def field(
    reader: Reader,
    parameter: Parameter,
    given: Mapping[str, str],
    language: Language,
    wrong: Trouble | None,
) -> Field:
    """The field of a parameter, filled with what was given for it, or else its default."""
    value = given.get(parameter.name, parameter.default or "")
    choices = things(reader, parameter.kinds, language) if parameter.kinds else Choices()
    is_thing = bool(parameter.kinds) or parameter.any_thing
    id_ = id_of(reader, value, parameter.kinds, language) if is_thing and value else None
    return Field(
        name=parameter.name,
        label=parameter_label(parameter, language),
        about=parameter.about.in_language(language),
        required=parameter.required,
        control=_control(parameter, choices, value),
        value=value,
        chosen=id_ or value,
        choices=choices,
        most=parameter.most if parameter.number else None,
        view=one_view(reader, value, language) if parameter.view else None,
        understood=(id_, label_of(reader, id_, language)) if id_ and not choices.groups else None,
        error=wrong.message if wrong and wrong.parameter == parameter.name else None,
    )


def parameter_label(parameter: Parameter, language: Language) -> str:
    """What a parameter is called in a form; its name if it has no other."""
    name = "thing" if parameter.name == "focus" and parameter.any_thing else parameter.name
    return parameter_word(name, language)


def _control(parameter: Parameter, choices: Choices, value: str) -> str:
    """Which control holds the value as it was typed: a number field would lose what is no number."""
    if parameter.view:
        return "view"
    if choices.groups:
        return "list"
    return "number" if parameter.number and (not value or value.isdecimal()) else "text"
