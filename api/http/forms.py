"""The form in which a request wants what it asks for: as `format` names it, or else as Accept would have it."""

from collections.abc import Mapping
from typing import TypeVar

from fastapi import Request

from api.http.negotiation import best_type
from api.http.problems import Refused
from api.service.representation import JSON
from ontology.errors import BadInput
from ontology.text import Text

Form = TypeVar("Form", bound=str)

TABLE: Mapping[str, str | None] = {"json": JSON, "csv": "text/csv", "csv-excel": None}
"""The forms of what is a table: those of an answer, and of a list."""
ANSWER: Mapping[str, str | None] = {**TABLE, "picture": None}
"""The forms of an answer: a picture too, as a page in one file."""


def form_of(
    request: Request, forms: Mapping[Form, str | None], headers: Mapping[str, str] | None = None
) -> Form:
    """The form that a request wants, of those that there are; the first if it has no wish.

    Each has the media type by which Accept asks for it, or none where only `format` does.
    Raises BadInput for a `format` that there is not, and Refused, with these headers, if nothing fits Accept.
    """
    given = request.query_params.get("format")
    named = next((form for form in forms if form == given), None)
    if named is not None:
        return named
    if given:
        raise BadInput(
            Text(
                sv=f"format={given} finns inte. Formerna är: {', '.join(forms)}.",
                en=f"There is no format={given}. The forms are: {', '.join(forms)}.",
            )
        ).of("format")
    types = {type_.partition(";")[0]: form for form, type_ in forms.items() if type_ is not None}
    best = best_type(request, tuple(types))
    if best is None:
        listed, choices = ", ".join(types), "|".join(forms)
        raise Refused(
            406,
            "not-acceptable",
            Text(
                sv=f"Det finns som {listed}. Ändra Accept, eller ange format={choices}.",
                en=f"It is to be had as {listed}. Change Accept, or give format={choices}.",
            ),
            headers,
        )
    return types[best]
