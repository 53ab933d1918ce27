"""What programs read beside answers, as JSON: the same form at every door."""

import json

from graph.questions import catalogue
from ontology.text import Text


def catalogue_json() -> str:
    """The questions as JSON, with everything that a program needs to ask them."""
    listed = [
        {
            "name": question.name,
            "title": both(question.title),
            "users": question.users,
            "parameters": [
                {
                    "name": parameter.name,
                    "about": both(parameter.about),
                    "kinds": parameter.kinds,
                    "required": parameter.required,
                    "default": parameter.default,
                    "number": parameter.number,
                }
                for parameter in question.parameters
            ],
            "example": {"parameters": dict(question.example.parameters), "view": question.example.views},
        }
        for question in catalogue().values()
    ]
    return json_text(listed)


def both(text: Text) -> dict[str, str]:
    """A text in both languages, by language."""
    return {"sv": text.sv, "en": text.en}


def json_text(value: object) -> str:
    """JSON with sorted keys, two spaces of indent, and a line end at the end."""
    return json.dumps(value, ensure_ascii=False, sort_keys=True, indent=2) + "\n"
