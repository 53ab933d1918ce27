"""/id, the addresses of things: a page for people, RDF for machines; and the same as JSON under /api."""

from typing import Any
from urllib.parse import quote

from fastapi import APIRouter, Request, Response
from starlette.responses import RedirectResponse

from api.cells import answer_csv
from api.http.forms import TABLE, form_of
from api.http.negotiation import language_of, parameters_of
from api.http.pages import address_of
from api.http.parameters import OURS, documented, none_but, once, only_these
from api.http.problems import NotFound
from api.http.questions import asked_of
from api.http.responding import respond
from api.service.reader import Pairs, Reader
from api.service.representation import CSV, HTML, JSON, JSON_LD, TURTLE, Representation
from api.service.service import Service
from api.web.documents import document_page
from api.web.rendering import Address
from api.web.things import around, claim_page, described, place_of, thing_page, told
from api.web.view_form import settled
from graph.answers.form import Resource, Told
from graph.answers.resource import resource_quads
from graph.questions.neighbours import QUESTION
from graph.rdf.files import serialise
from graph.rdf.formats import Format
from ontology.errors import NotKnown
from ontology.iris import thing
from ontology.text import Language

_OFFERED = {"html": HTML, "turtle": TURTLE, "json-ld": JSON_LD}
_RDF: dict[str, Format] = {"turtle": "turtle", "json-ld": "jsonld"}
_PARAMETERS = ("depth", "limit", *OURS)
_DOCUMENTED = [one for one in documented(QUESTION, tuple(TABLE)) if one["name"] != "focus"]
_OF_CLAIM = [one for one in _DOCUMENTED if one["name"] in ("view", "lang")]
_CSV: dict[int | str, dict[str, Any]] = {200: {"content": {"text/csv": {"schema": {"type": "string"}}}}}


def resource(
    reader: Reader, id_: str, parameters: Pairs, views: tuple[str, ...], form: str, language: Language
) -> Representation:
    """A thing and what is claimed of it as JSON, or what is claimed of it as CSV. Raises NotKnown, laid on `id`."""
    given = described(reader, id_, language)
    answer = around(reader, id_, parameters, views, language)
    if form == "json":
        body = Resource(resource=given, neighbours=answer, place=place_of(reader, id_)).to_json()
        return Representation(body.encode(), JSON, language)
    name = f"{id_.replace('/', '-')}.csv"
    return Representation(answer_csv(answer, excel=form == "csv-excel"), CSV, language, name)


def claim(reader: Reader, id_: str, views: tuple[str, ...], language: Language) -> Representation:
    """A claim as JSON. Raises NotKnown, laid on `id`."""
    return Representation(told(reader, id_, views, language).to_json().encode(), JSON, language)


def rdf(reader: Reader, id_: str, form: str) -> Representation:
    """A thing as Turtle or JSON-LD (see `resource_quads`). Raises NotKnown, laid on `id`."""
    described(reader, id_, "sv")
    return Representation(serialise(resource_quads(reader.store, thing(id_)), _RDF[form]), _OFFERED[form])


def shown(reader: Reader, id_: str, address: Address) -> Representation:
    """The page of a thing: of a document, a claim, or anything else. Raises NotKnown, laid on `id`."""
    parameters, views = asked_of(address.query)
    kind = id_.partition("/")[0]
    none_but(address.query, OURS if kind in ("document", "claim") else _PARAMETERS, address.path)
    if kind == "document":
        described(reader, id_, address.language)
        return document_page(reader, id_, views, address)
    if kind == "claim":
        return claim_page(reader, id_, views, address)
    return thing_page(reader, id_, parameters, views, address)


def routes(service: Service) -> APIRouter:
    """The addresses of things, and of claims under /api."""
    router = APIRouter(tags=["resources"])

    @router.get("/id/{kind}/{slug}", include_in_schema=False)
    async def identified(request: Request, kind: str, slug: str) -> Response:
        id_ = f"{kind}/{slug}"
        form = form_of(request, _OFFERED, {"Link": _links(id_)})
        try:
            if form == "html":
                return _linked(await _page(request, service, id_), id_)
            only_these(request, ("format", "lang"))
            return _linked(await respond(request, service, rdf, id_, form), id_)
        except NotKnown as error:
            raise _not_found(error) from None

    @router.get(
        "/api/resources/{kind}/{slug}",
        summary="A thing: what it is, and what is claimed of it",
        response_model=Resource,
        responses=_CSV,
        openapi_extra={"parameters": _DOCUMENTED},
    )
    async def resources(request: Request, kind: str, slug: str) -> Response:
        id_ = f"{kind}/{slug}"
        only_these(request, _PARAMETERS)
        parameters, views = asked_of(parameters_of(request))
        try:
            return await respond(
                request,
                service,
                resource,
                id_,
                parameters,
                views,
                form_of(request, TABLE),
                language_of(request),
            )
        except NotKnown as error:
            raise _not_found(error) from None

    @router.get(
        "/api/claims/{hash}",
        summary="A claim: who says that who says what, where, and what else is said of the same",
        response_model=Told,
        openapi_extra={"parameters": _OF_CLAIM},
    )
    async def claims(request: Request, hash: str) -> Response:
        return await _claim(request, service, f"claim/{hash}")

    @router.get("/api/claims/claim/{hash}", include_in_schema=False)
    async def claims_by_id(request: Request, hash: str) -> Response:
        return await _claim(request, service, f"claim/{hash}")

    return router


async def _claim(request: Request, service: Service, id_: str) -> Response:
    only_these(request, ("view", "lang"))
    _, views = asked_of(parameters_of(request))
    try:
        return await respond(request, service, claim, id_, views, language_of(request))
    except NotKnown as error:
        raise _not_found(error) from None


async def _page(request: Request, service: Service, id_: str) -> Response:
    """The page, or the way to it where a form has sent its fields."""
    once(tuple(request.query_params.multi_items()), request.url.path)
    given = tuple(pair for pair in request.query_params.multi_items() if pair[0] not in ("lang", "format"))
    asked = address_of(request)
    address = Address(asked.path, settled(given), asked.language)
    if settled(given) != given:
        return RedirectResponse(str(address), 303)
    return await respond(request, service, shown, id_, address)


def _linked(response: Response, id_: str) -> Response:
    response.headers["Link"] = _links(id_)
    return response


def _links(id_: str) -> str:
    """The forms of a thing as a Link header (RFC 8288)."""
    id_ = quote(id_)
    types = {form: type_.partition(";")[0] for form, type_ in _OFFERED.items()}
    forms = [f'</id/{id_}?format={form}>; rel="alternate"; type="{type_}"' for form, type_ in types.items()]
    return ", ".join([*forms, f'</api/resources/{id_}>; rel="alternate"; type="{JSON}"'])


def _not_found(error: NotKnown) -> NotKnown | NotFound:
    """Nothing at the address, where the id in it is what is not known."""
    return NotFound(error) if error.parameter in ("id", "document") else error
