"""What a client would rather have: a media type, a language."""

from collections.abc import Sequence

from fastapi import Request

from api.service.reader import Pairs
from ontology.errors import BadInput
from ontology.text import LANGUAGES, Language, Text


def language_of(request: Request) -> Language:
    """The language asked for: `lang`, else the best of Accept-Language that we have, else Swedish.

    Raises BadInput for a `lang` that we do not have.
    """
    given = request.query_params.get("lang")
    if given is not None:
        for language in LANGUAGES:
            if given == language:
                return language
        raise BadInput(
            Text(
                sv=f"lang={given} finns inte. Språken är: {', '.join(LANGUAGES)}.",
                en=f"There is no lang={given}. The languages are: {', '.join(LANGUAGES)}.",
            )
        )
    return best_language(request)


def parameters_of(request: Request) -> Pairs:
    """The parameters of the address as they were given, `lang` left out, and those left empty, as forms send them."""
    given = request.query_params.multi_items()
    return tuple((name, value) for name, value in given if name != "lang" and value.strip())


def best_language(request: Request) -> Language:
    """The best language of Accept-Language that we have, or Swedish."""
    wanted = [range_.partition("-")[0] for range_ in _ranked(request.headers.get("accept-language", ""))]
    return next((language for one in wanted for language in LANGUAGES if one in (language, "*")), "sv")


def best_type(request: Request, offered: Sequence[str]) -> str | None:
    """The offered media type that Accept likes best, the first of equals; None if it accepts none of them.

    RFC 9110, section 12.5.1: the most specific range that fits a type gives its quality.
    """
    accept = request.headers.get("accept", "").strip()
    if not accept:
        return offered[0]
    ranges = _qualities(accept)
    rated = [(_quality(type_, ranges), -position) for position, type_ in enumerate(offered)]
    quality, position = max(rated)
    return offered[-position] if quality > 0 else None


def _quality(type_: str, ranges: dict[str, float]) -> float:
    family = type_.partition("/")[0] + "/*"
    return next((ranges[one] for one in (type_, family, "*/*") if one in ranges), 0.0)


def _ranked(header: str) -> list[str]:
    qualities = _qualities(header)
    return sorted((one for one in qualities if qualities[one] > 0), key=lambda one: -qualities[one])


def _qualities(header: str) -> dict[str, float]:
    """The ranges of an Accept header with their qualities; one that cannot be read counts as 0."""
    found: dict[str, float] = {}
    for part in header.split(","):
        name, *parameters = (piece.strip().lower() for piece in part.split(";"))
        quality = next((one[2:] for one in parameters if one.startswith("q=")), "1")
        try:
            found[name] = min(max(float(quality), 0.0), 1.0)
        except ValueError:
            found[name] = 0.0
    return found
