"""The parameters of an address: as OpenAPI describes them, and whether what was given is among them."""

from collections import Counter
from collections.abc import Sequence

from fastapi import Request

from api.service.reader import Pairs
from graph.answers.question import Parameter, Question
from ontology.errors import BadInput, NotKnown
from ontology.text import LANGUAGES, Text

OURS = ("view", "lang", "format")
"""The parameters of every question, beside its own."""


def documented(asked: Question, forms: Sequence[str]) -> list[dict[str, object]]:
    """All parameters of a question. They are read by the question itself, whose words tell what is wrong with them."""
    return [*(_own(one, asked) for one in asked.parameters), *_ours(forms)]


def _own(one: Parameter, asked: Question) -> dict[str, object]:
    schema: dict[str, object] = {"type": "string"}
    if one.number:
        schema = {"type": "integer", "minimum": 1, "maximum": one.most}
    if one.default is not None:
        schema["default"] = int(one.default) if one.number else one.default
    described: dict[str, object] = {
        "name": one.name,
        "in": "query",
        "required": one.required,
        "description": one.about.en,
        "schema": schema,
    }
    if one.name in asked.example.parameters:
        described["example"] = asked.example.parameters[one.name]
    return described


def _ours(forms: Sequence[str]) -> list[dict[str, object]]:
    return [
        {
            "name": "view",
            "in": "query",
            "required": False,
            "description": "all, undisputed, speaker:ID, document:ID or as-of:DATE; all given must hold.",
            "schema": {"type": "array", "items": {"type": "string"}},
        },
        {
            "name": "lang",
            "in": "query",
            "required": False,
            "description": "The language of the answer; otherwise the best of Accept-Language, or Swedish.",
            "schema": {"type": "string", "enum": list(LANGUAGES)},
        },
        {
            "name": "format",
            "in": "query",
            "required": False,
            "description": "The form of the answer; otherwise the best of Accept.",
            "schema": {"type": "string", "enum": list(forms)},
        },
    ]


def one_of(name: str, about: str, values: Sequence[str]) -> dict[str, object]:
    """A parameter of an address that takes one of these values, as OpenAPI describes it."""
    schema: dict[str, object] = {"type": "string", "enum": list(values)}
    return {"name": name, "in": "query", "required": False, "description": about, "schema": schema}


def only_these(request: Request, names: Sequence[str]) -> None:
    """Raises NotKnown for a parameter of a request that its address does not have, BadInput for one given twice."""
    given = tuple(request.query_params.multi_items())
    none_but(given, names, request.url.path)
    once(given, request.url.path)


def none_but(given: Pairs, names: Sequence[str], where: str) -> None:
    """Raises NotKnown for a parameter that is not among these names."""
    for name, _ in given:
        if name not in names:
            raise NotKnown(
                Text(
                    sv=f"{where} har ingen parameter '{name}'. Den har: {', '.join(names)}.",
                    en=f"{where} has no parameter '{name}'. It has: {', '.join(names)}.",
                ),
                tuple(names),
            )


def once(given: Pairs, where: str) -> None:
    """Raises BadInput for a parameter, other than a view, that is given more than once."""
    given_times = Counter(name for name, _ in given if name != "view")
    for name, times in given_times.items():
        if times > 1:
            raise BadInput(
                Text(
                    sv=f"{where}: {name} är given mer än en gång. Ge den en gång.",
                    en=f"{where}: {name} is given more than once. Give it once.",
                )
            ).of(name)
