"""What `questions`, `validate` and `locate` print."""

from collections.abc import Iterator, Mapping, Sequence
from textwrap import fill

from pyoxigraph import NamedNode

from api.as_json import both, json_text
from api.cells import clean
from api.words import word
from graph.answers.question import Parameter, Question
from graph.answers.wording import shown_id
from graph.loading.validation import Shortfall
from graph.questions import catalogue
from ingest.entries import Place
from ingest.passages import LONGEST_PASSAGE, Located
from ingest.places import builtin_places
from ontology.errors import NotKnown
from ontology.iris import GRAPH_BASE
from ontology.text import Language, Text
from ontology.vocabulary import vocabulary

_MOST_PLACES = 20


def catalogue_text(language: Language, width: int) -> str:
    """The questions with their titles and parameters."""
    return "\n".join(_question_text(question, language, width) for question in catalogue().values())


def _question_text(question: Question, language: Language, width: int) -> str:
    lines = [question.name, _wrapped(question.title.in_language(language), width, 2)]
    for parameter in question.parameters:
        marks = ", ".join(_parameter_marks(parameter, language))
        about = parameter.about.in_language(language)
        shown = f"--param {parameter.name}=…  {about}" + (f" ({marks})" if marks else "")
        lines.append(_wrapped(shown, width, 4))
    return "\n".join(lines) + "\n"


def _parameter_marks(parameter: Parameter, language: Language) -> Iterator[str]:
    if parameter.required:
        yield word("required", language)
    if parameter.default is not None:
        yield f"{word('default', language)} {parameter.default}"


def _wrapped(text: str, width: int, indent: int) -> str:
    return fill(text, max(width, 20), initial_indent=" " * indent, subsequent_indent=" " * (indent + 2))


def shortfalls_text(found: Sequence[Shortfall], language: Language) -> str:
    """What falls short, thing by thing, with the line of the built-in data files where it stands."""
    if not found:
        fine = Text(sv="Allt i lagret har rätt form.\n", en="Everything in the store has its right shape.\n")
        return fine.in_language(language)
    places = builtin_places(vocabulary())
    lines = [line for shortfall in found for line in _shortfall_lines(shortfall, places, language)]
    count = Text(sv=f"{len(found)} brister.", en=f"{len(found)} shortfalls.").in_language(language)
    return clean("\n".join([*lines, count])) + "\n"


def _shortfall_lines(
    shortfall: Shortfall, places: Mapping[NamedNode, Place], language: Language
) -> Iterator[str]:
    where = [_graph_name(shortfall)] if shortfall.graph else []
    if shortfall.thing in places:
        place = places[shortfall.thing]
        where.append(f"{place.file}:{place.line}")
    yield shown_id(shortfall.thing) + (f"  ({', '.join(where)})" if where else "")
    yield f"  {shortfall.message.in_language(language)}"
    if shortfall.term is not None:
        value = "–" if shortfall.value is None else str(shortfall.value)
        yield f"  {_term_label(shortfall.term, language)}: {value}"


def shortfalls_json(found: Sequence[Shortfall]) -> str:
    """What falls short, as JSON."""
    places = builtin_places(vocabulary()) if found else {}
    listed = [
        {
            "thing": shown_id(shortfall.thing),
            "term": shortfall.term.value if shortfall.term else None,
            "value": str(shortfall.value) if shortfall.value else None,
            "graph": shortfall.graph.value if shortfall.graph else None,
            "message": both(shortfall.message),
            "place": _place(places.get(shortfall.thing)),
        }
        for shortfall in found
    ]
    return json_text(listed)


def located_text(found: Sequence[Located], language: Language) -> str:
    """The locator and the hash of each place, and how many there are."""
    places = [f"at: {one.start}-{one.end}\nhash: {one.hash}\n" for one in found[:_MOST_PLACES]]
    count = Text(sv=f"Ställen: {len(found)}", en=f"Places: {len(found)}").in_language(language)
    if len(found) > 1:
        advice = Text(sv="; ta med fler ord för att skilja dem åt", en="; give more words to tell them apart")
        count += advice.in_language(language)
    if any(one.end - one.start > LONGEST_PASSAGE for one in found):
        long = Text(
            sv=f"; längre än {LONGEST_PASSAGE} tecken: ta färre ord",
            en=f"; longer than {LONGEST_PASSAGE} characters: take fewer words",
        )
        count += long.in_language(language)
    return "".join(places) + count + "\n"


def _term_label(term: NamedNode, language: Language) -> str:
    try:
        return vocabulary().label(term, language)
    except NotKnown:
        return term.value


def _graph_name(shortfall: Shortfall) -> str:
    return shortfall.graph.value.removeprefix(GRAPH_BASE) if shortfall.graph else ""


def _place(place: Place | None) -> str | None:
    return f"{place.file}:{place.line}" if place else None
