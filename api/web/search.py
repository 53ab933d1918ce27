"""The search: things and passages by their words, by kind, with the thing that bears the very name first."""

from collections.abc import Iterator
from dataclasses import dataclass

from api.service.reader import Reader
from api.service.representation import Representation
from api.web.choices import id_of, kind_label, label_of
from api.web.rendering import Address, page
from graph.answers.form import Answer, Ref, Row
from ontology.errors import BadInput
from ontology.text import Language


@dataclass(frozen=True, slots=True)
class Hit:
    """A thing or passage that was found, and for a passage the document in which it stands."""

    thing: Ref
    document: Ref | None


@dataclass(frozen=True, slots=True)
class Kind:
    """The hits of one kind."""

    name: str
    label: str
    hits: tuple[Hit, ...]


def search_page(reader: Reader, address: Address) -> Representation:
    """The page of a search: its form, and what was found; 400 if that cannot be asked."""
    given, language = dict(address.query), address.language
    text = given.get("text", "")
    answer: Answer | None = None
    error: str | None = None
    if text:
        parameters = tuple(sorted((name, value) for name, value in given.items() if name != "view"))
        try:
            answer = reader.ask("search", parameters, address.views, language)
        except BadInput as fault:
            error = fault.tell(language)
    return page(
        "search.html",
        address,
        status=400 if error else 200,
        text=text,
        limit=given.get("limit", ""),
        answer=answer,
        error=error,
        kinds=list(_kinds(reader, answer, language)) if answer else [],
        exact=_exact(reader, text, language) if answer else None,
    )


def _exact(reader: Reader, text: str, language: Language) -> Ref | None:
    """The one thing that the text names."""
    id_ = id_of(reader, text, (), language)
    return Ref(id=id_, label=label_of(reader, id_, language)) if id_ else None


def _kinds(reader: Reader, answer: Answer, language: Language) -> Iterator[Kind]:
    """The hits by kind, the kind with the best hit first."""
    found: dict[str, list[Hit]] = {}
    for row in answer.rows:
        id_ = _text(row, "thing")
        document = row.values["document"]
        hit = Hit(Ref(id=id_, label=_text(row, "name")), document if isinstance(document, Ref) else None)
        found.setdefault(id_.partition("/")[0], []).append(hit)
    for kind, hits in found.items():
        yield Kind(kind, kind_label(reader, kind, language), tuple(hits))


def _text(row: Row, key: str) -> str:
    return str(row.values[key])
