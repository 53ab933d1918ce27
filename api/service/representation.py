"""What an address gives: bytes of a media type, ready to send."""

from dataclasses import dataclass

from ontology.text import Language

JSON = "application/json"
CSV = "text/csv; charset=utf-8; header=present"
HTML = "text/html; charset=utf-8"
TURTLE = "text/turtle; charset=utf-8"
JSON_LD = "application/ld+json"


@dataclass(frozen=True, slots=True)
class Representation:
    """A body, its media type, the language of its words if it has one, and a file name if it is to be saved."""

    body: bytes
    media_type: str
    language: Language | None = None
    filename: str | None = None
    status: int = 200
