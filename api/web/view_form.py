"""Views in a form: whose words count, in plain words, and how the fields of the form become `view=`."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from api.service.reader import Pairs, Reader
from api.web.choices import Choices, Option, id_of, speakers, things
from graph.answers.question import Parameter
from graph.claims.views import parse_view
from ontology.errors import BadInput
from ontology.text import Language, Text

_HELPERS = {"view_speaker": "speaker", "view_document": "document", "view_as_of": "as-of"}
_FORM, _OF = "_form", "_of"


@dataclass(frozen=True, slots=True)
class Voice:
    """A field that says whose words count: a speaker, a document or a date. `chosen` is the option that it means."""

    name: str
    form: str
    value: str
    choices: Choices
    chosen: str
    error: str | None


@dataclass(frozen=True, slots=True)
class ViewFields:
    """The fields for the views of a page; `others` are views that the fields have no place for, as they were typed."""

    undisputed: bool
    voices: tuple[Voice, ...]
    others: tuple[str, ...]
    error: str | None

    @property
    def open(self) -> bool:
        """Whether anything is chosen."""
        return self.undisputed or bool(self.others) or any(voice.value for voice in self.voices)


@dataclass(frozen=True, slots=True)
class OneView:
    """A parameter that is a view: its form, and whose, which or when."""

    form: str
    of: str
    forms: tuple[Option, ...]
    suggestions: tuple[Option, ...]


def faulty_view(reader: Reader, views: Sequence[str], language: Language) -> str | None:
    """The first of the views that cannot be used, if any."""
    for view in views:
        try:
            parse_view(view, lambda text, kinds: reader.names.resolve(text, kinds, language))
        except BadInput:
            return view
    return None


def view_fields(reader: Reader, views: Sequence[str], language: Language, error: str | None) -> ViewFields:
    """The fields filled with these views; `error` is what is wrong with one of them."""
    faulty = faulty_view(reader, views, language) if error else None
    parted = [view.partition(":") for view in views]
    voices: list[Voice] = []
    for name, form in _HELPERS.items():
        choices = _choices(reader, form, language)
        given = [argument for own, _, argument in parted if own == form and argument] or [""]
        for value in given:
            wrong = error if error and faulty == f"{form}:{value}" else None
            chosen = _chosen(reader, choices, value, language)
            voices.append(Voice(name, form, value, choices, chosen, wrong))
    known = {"all", "undisputed", *(f"{voice.form}:{voice.value}" for voice in voices)}
    others = tuple(dict.fromkeys(view for view in views if view not in known))
    placed = any(voice.error for voice in voices)
    return ViewFields("undisputed" in views, tuple(voices), others, None if placed else error)


def one_view(reader: Reader, text: str, language: Language) -> OneView:
    """The fields for a parameter that is a view."""
    form, _, of = text.partition(":")
    choices = [_choices(reader, one, language) for one in ("speaker", "document")]
    suggestions = [
        *(Option(one.label, one.value) for each in choices for one in each.options),
        *(one for each in choices for one in each.suggestions),
    ]
    labels = [Option(one, label.in_language(language)) for one, label in _FORMS.items()]
    if form not in ("", *_FORMS):
        labels.append(Option(form, form))
    return OneView(form, of, tuple(labels), tuple(dict.fromkeys(suggestions)))


def settled(given: Pairs, parameters: Iterable[Parameter] = ()) -> Pairs:
    """What a form sent, as a question takes it: views composed of their fields, and empty fields left out."""
    of_views = [parameter.name for parameter in parameters if parameter.view]
    filled = {name: value.strip() for name, value in given if value.strip()}
    composed = {name: _composed(name, filled) for name in of_views}
    own = [pair for pair in given if pair[1].strip() and not _is_helper(pair[0], of_views)]
    views = [
        ("view", f"{_HELPERS[name]}:{value.strip()}")
        for name, value in given
        if name in _HELPERS and value.strip()
    ]
    return tuple(dict.fromkeys([*own, *((name, view) for name, view in composed.items() if view), *views]))


def _composed(name: str, filled: dict[str, str]) -> str:
    form, of = filled.get(name + _FORM, ""), filled.get(name + _OF, "")
    return ":".join(filter(None, [form or (of and "speaker"), of]))


def _is_helper(name: str, of_views: Sequence[str]) -> bool:
    return name in _HELPERS or any(name in (view + _FORM, view + _OF) for view in of_views)


def _choices(reader: Reader, form: str, language: Language) -> Choices:
    if form == "speaker":
        return speakers(reader, language)
    return things(reader, ("document",), language) if form == "document" else Choices()


def _chosen(reader: Reader, choices: Choices, value: str, language: Language) -> str:
    """The option that a value means, or the value itself."""
    if not value or not choices.groups:
        return value
    return id_of(reader, value, (), language) or value


_FORMS = {
    "speaker": Text(sv="det som en talare säger", en="what one speaker says"),
    "document": Text(sv="det som står i ett dokument", en="what one document says"),
    "as-of": Text(sv="det som var skrivet ett visst datum", en="what had been written by a date"),
    "undisputed": Text(sv="det som ingen motsäger", en="what nobody contradicts"),
    "all": Text(sv="allt som någon säger", en="everything that anybody says"),
}
