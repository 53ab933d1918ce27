"""/api/documents and the page /documents: how each is held, and how much has been taken from it."""

from collections.abc import Iterator

from fastapi import APIRouter, Request, Response

from api.cells import table_csv
from api.http.forms import TABLE, form_of
from api.http.negotiation import language_of
from api.http.pages import address_of
from api.http.parameters import one_of, only_these
from api.http.responding import respond
from api.service.reader import Reader
from api.service.representation import CSV, JSON, Representation
from api.service.service import Service
from api.web.documents import documents_page
from graph.answers.documents import HOLDINGS, Document, Documents, list_documents
from graph.answers.form import Ref
from ontology.text import LANGUAGES, Language, Text

_HEADS = {
    "id": Text(sv="Id", en="Id"),
    "title": Text(sv="Dokument", en="Document"),
    "type": Text(sv="Slag", en="Kind"),
    "holding": Text(sv="Tillgång", en="Holding"),
    "date": Text(sv="Datum", en="Date"),
    "not_before": Text(sv="Tidigast", en="Not before"),
    "publishers": Text(sv="Utgivare", en="Publisher"),
    "quality": Text(sv="Textens kvalitet", en="Quality of the text"),
    "address": Text(sv="Adress", en="Address"),
    "passages": Text(sv="Stycken", en="Passages"),
    "claims": Text(sv="Påståenden", en="Claims"),
}
_PARAMETERS = [
    one_of("holding", "Only the documents of this holding.", HOLDINGS),
    one_of("lang", "The language of names; otherwise the best of Accept-Language, or Swedish.", LANGUAGES),
    one_of("format", "The form of the list; otherwise the best of Accept.", tuple(TABLE)),
]


def listed(reader: Reader, holding: str | None, form: str, language: Language) -> Representation:
    """The documents, all or of one holding, as JSON or CSV."""
    found = list_documents(reader.store, reader.vocabulary, language, holding)
    if form == "json":
        return Representation(found.to_json().encode(), JSON, language)
    return Representation(documents_csv(found, excel=form == "csv-excel"), CSV, language, "documents.csv")


def documents_csv(found: Documents, *, excel: bool) -> bytes:
    """The documents as CSV, for Swedish Excel with headings and codes in words."""
    heads = [head.in_language(found.language) if excel else key for key, head in _HEADS.items()]
    rows = (_cells(one, worded=excel) for one in found.documents)
    return table_csv(heads, rows, excel=excel)


def routes(service: Service) -> APIRouter:
    """The addresses of the list."""
    router = APIRouter(tags=["documents"])

    @router.get(
        "/api/documents",
        summary="The documents: how each is held, who published it, how much has been taken from it",
        response_model=Documents,
        responses={200: {"content": {"text/csv": {"schema": {"type": "string"}}}}},
        openapi_extra={"parameters": _PARAMETERS},
    )
    async def documents(request: Request) -> Response:
        only_these(request, ("holding", "lang", "format"))
        holding = request.query_params.get("holding") or None
        return await respond(request, service, listed, holding, form_of(request, TABLE), language_of(request))

    @router.get("/documents", include_in_schema=False)
    async def documents_in_pages(request: Request) -> Response:
        only_these(request, ("holding", "lang"))
        holding = request.query_params.get("holding") or None
        return await respond(request, service, documents_page, holding, address_of(request))

    return router


def _cells(one: Document, *, worded: bool) -> Iterator[str]:
    yield one.id
    yield one.title
    yield _named(one.type) if one.type else ""
    yield one.holding_label if worded else one.holding
    yield one.date or ""
    yield one.not_before or ""
    yield "; ".join(map(_named, one.publishers))
    yield (one.quality_label if worded else one.quality) or ""
    yield one.address or ""
    yield str(one.passages)
    yield str(one.claims)


def _named(one: Ref) -> str:
    return f"{one.label} ({one.id})"
