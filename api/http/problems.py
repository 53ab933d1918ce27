"""Errors over HTTP: RFC 9457 problem details, or a page that says the same to whoever would rather read HTML."""

from collections.abc import Mapping
from typing import Any
from urllib.parse import quote

from fastapi import FastAPI, Request, Response
from fastapi.exceptions import RequestValidationError
from pydantic import BaseModel
from starlette.exceptions import HTTPException

from api.http.negotiation import best_language, best_type, parameters_of
from api.web.rendering import Address, page
from ontology.errors import (
    BadInput,
    Busy,
    DataFault,
    LimitReached,
    NotKnown,
    RotorsakError,
    StoreFailed,
    TookTooLong,
    TooMuch,
    Unclear,
)
from ontology.text import LANGUAGES, Language, Text

PROBLEM_JSON = "application/problem+json"
RETRY_AFTER = "5"  # seconds


class Problem(BaseModel):
    """What went wrong, as RFC 9457 has it: `type` is the address of the kind's explanation; `nearest` and `candidates`
    are names that may have been meant.
    """

    type: str
    title: str
    status: int
    detail: str
    instance: str
    nearest: list[str] | None = None
    candidates: list[str] | None = None


DOCUMENTED: dict[int | str, dict[str, Any]] = {
    "default": {
        "description": "A problem",
        "content": {PROBLEM_JSON: {"schema": Problem.model_json_schema()}},
    }
}
"""For OpenAPI: what any address may answer."""


class Refused(RotorsakError):
    """A request that HTTP itself has a status for: no such address, no such method, read only, too large."""

    def __init__(
        self, status: int, slug: str, message: Text, headers: Mapping[str, str] | None = None
    ) -> None:
        super().__init__(message)
        self.status = status
        self.slug = slug
        self.headers = dict(headers or {})


class NotFound(Refused):
    """An address at which there is nothing; `cause` is the name in it that we do not have."""

    def __init__(self, cause: NotKnown) -> None:
        super().__init__(404, "not-found", cause.message)
        self.nearest = cause.nearest


KINDS: Mapping[str, tuple[int, Text]] = {
    "not-found": (404, Text(sv="Finns inte", en="Not found")),
    "not-allowed": (405, Text(sv="Metoden tas inte emot här", en="Method not allowed here")),
    "not-acceptable": (406, Text(sv="Finns inte i den formen", en="Not available in that form")),
    "not-known": (400, Text(sv="Okänt namn", en="Name not known")),
    "unclear": (400, Text(sv="Flera saker heter så", en="Several things are called so")),
    "bad-input": (400, Text(sv="Frågan kan inte användas", en="The request cannot be used")),
    "data-fault": (400, Text(sv="Fel i data", en="Faults in the data")),
    "malformed-query": (400, Text(sv="Inte SPARQL 1.1", en="Not SPARQL 1.1")),
    "read-only": (403, Text(sv="Ingenting skrivs här", en="Nothing is written here")),
    "refused": (403, Text(sv="Det görs inte här", en="That is not done here")),
    "too-large": (413, Text(sv="För stort för att ta emot", en="Too large to take")),
    "unsupported-type": (
        415,
        Text(sv="Okänd form på det som sändes", en="What was sent has an unknown form"),
    ),
    "too-much": (400, Text(sv="Mer än någon får", en="More than anybody is given")),
    "not-implemented": (501, Text(sv="Finns inte i den här tjänsten", en="Not in this service")),
    "busy": (503, Text(sv="Upptaget", en="Busy")),
    "took-too-long": (504, Text(sv="Tiden tog slut", en="Time ran out")),
    "store-failed": (503, Text(sv="Lagret svarar inte", en="The store does not answer")),
    "failed": (500, Text(sv="Ett fel hos oss", en="A fault of ours")),
}
"""The kinds of problem: the end of their `type`, their status and title."""

_SLUGS: tuple[tuple[type[RotorsakError], str], ...] = (
    (NotKnown, "not-known"),
    (Unclear, "unclear"),
    (DataFault, "data-fault"),
    (BadInput, "bad-input"),
    (Busy, "busy"),
    (TookTooLong, "took-too-long"),
    (TooMuch, "too-much"),
    (LimitReached, "too-much"),
    (StoreFailed, "store-failed"),
)


def tell_problems(app: FastAPI) -> None:
    """Let the application tell all its errors as problems."""

    @app.exception_handler(RotorsakError)
    async def told(request: Request, error: RotorsakError) -> Response:
        return problem(request, error)

    @app.exception_handler(HTTPException)
    async def refused(request: Request, error: HTTPException) -> Response:
        return problem(request, _of_http(request, error))

    @app.exception_handler(RequestValidationError)
    async def invalid(request: Request, error: RequestValidationError) -> Response:
        return problem(request, _of_validation(error))

    @app.exception_handler(Exception)
    async def failed(request: Request, error: Exception) -> Response:
        words = Text(
            sv="Något gick fel hos oss. Felet finns i tjänstens logg.",
            en="Something went wrong here. The fault is in the log of the service.",
        )
        return problem(request, Refused(500, "failed", words))


def problem(request: Request, error: RotorsakError) -> Response:
    """The error as a problem (RFC 9457), or as a page where the client would rather have HTML."""
    language = _language(request)
    status, slug = kind_of(error)
    title = KINDS[slug][1].in_language(language)
    headers = {"Cache-Control": "no-store", "Content-Language": language, "Vary": "Accept, Accept-Language"}
    headers |= error.headers if isinstance(error, Refused) else {}
    if status == 503:
        headers["Retry-After"] = RETRY_AFTER
    if best_type(request, (PROBLEM_JSON, "text/html")) == "text/html":
        address = Address(request.url.path, parameters_of(request), language)
        hints = {
            name: list(found) for name in ("nearest", "candidates") if (found := getattr(error, name, ()))
        }
        shown = page(
            "problem.html", address, kind=slug, title=title, detail=error.tell(language), hints=hints
        )
        return Response(shown.body, status, headers, shown.media_type)
    said = Problem(
        type=f"/problems#{slug}",
        title=title,
        status=status,
        detail=error.tell(language),
        instance=quote(request.url.path),
        nearest=list(getattr(error, "nearest", ())) or None,
        candidates=list(getattr(error, "candidates", ())) or None,
    )
    return Response(said.model_dump_json(indent=2, exclude_none=True) + "\n", status, headers, PROBLEM_JSON)


def kind_of(error: RotorsakError) -> tuple[int, str]:
    """The status of an error and the end of its `type`."""
    if isinstance(error, Refused):
        return error.status, error.slug
    slug = next(slug for kind, slug in _SLUGS if isinstance(error, kind))
    return KINDS[slug][0], slug


def _language(request: Request) -> Language:
    given = request.query_params.get("lang")
    return next((one for one in LANGUAGES if one == given), None) or best_language(request)


def _of_http(request: Request, error: HTTPException) -> Refused:
    path = request.url.path
    if error.status_code == 405:
        allowed = _with_head((error.headers or {}).get("Allow", "GET"))
        words = Text(
            sv=f"{path} tar emot {allowed}, inte {request.method}.",
            en=f"{path} takes {allowed}, not {request.method}.",
        )
        return Refused(405, "not-allowed", words, {"Allow": allowed})
    if error.status_code == 404:
        words = Text(
            sv=f"Här finns ingenting: {path}. Börja på första sidan, /, eller se /api.",
            en=f"There is nothing here: {path}. Begin on the front page, /, or see /api.",
        )
        return Refused(404, "not-found", words)
    return Refused(error.status_code, "bad-input", Text(sv=str(error.detail), en=str(error.detail)))


def _with_head(allowed: str) -> str:
    """The methods that an address takes: whatever can be got can be asked for its head."""
    methods = {method.strip() for method in allowed.split(",")}
    return ", ".join(sorted(methods | {"HEAD"} if "GET" in methods else methods))


def _of_validation(error: RequestValidationError) -> BadInput:
    faults = "; ".join(f"{one['loc'][-1]}: {one['msg']}" for one in error.errors())
    return BadInput(
        Text(sv=f"Parametrarna kan inte användas: {faults}.", en=f"The parameters cannot be used: {faults}.")
    )
