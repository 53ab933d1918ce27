"""/api/questions: the catalogue, and each question with its parameters."""

from collections.abc import Awaitable, Callable
from inspect import Parameter as Argument
from inspect import Signature
from itertools import pairwise
from typing import Annotated, Literal

from fastapi import APIRouter, Query, Request, Response

from api.cells import answer_csv
from api.cli.reports import catalogue_json
from api.http.negotiation import best_type, language_of, parameters_of
from api.http.problems import NotFound
from api.http.responding import respond
from api.service.reader import Pairs, Reader
from api.service.representation import CSV, JSON, Representation
from api.service.service import Service
from graph.answers.form import Answer
from graph.answers.question import Question
from graph.questions import catalogue, question
from ontology.errors import BadInput, NotKnown
from ontology.text import Language, Text

OURS = ("view", "lang", "format")
"""The parameters of every question, beside its own."""


def answer(
    reader: Reader, name: str, parameters: Pairs, views: tuple[str, ...], form: str, language: Language
) -> Representation:
    """The answer to a question as JSON or CSV: the bytes that `rotorsak ask` prints."""
    given = reader.ask(name, parameters, views, language)
    if form == "json":
        return Representation(given.to_json().encode(), JSON, language)
    return Representation(answer_csv(given, excel=form == "csv-excel"), CSV, language, f"{name}.csv")


def asked_of(given: Pairs, asked: Question) -> tuple[Pairs, tuple[str, ...]]:
    """The parameters and views of a question among those of an address. Raises BadInput for one given twice."""
    pairs = sorted((name, value) for name, value in given if name not in OURS)
    for (name, _), (again, _) in pairwise(pairs):
        if name == again:
            raise BadInput(
                Text(
                    sv=f"{asked.name}: {name} är given mer än en gång. Ge den en gång.",
                    en=f"{asked.name}: {name} is given more than once. Give it once.",
                )
            )
    return tuple(pairs), tuple(value for name, value in given if name == "view")


def routes(service: Service) -> APIRouter:
    """The addresses under /api/questions."""
    router = APIRouter(prefix="/api/questions", tags=["questions"])

    @router.get("", summary="The questions that can be asked, with their parameters", response_model=None)
    async def questions() -> Response:
        return Response(catalogue_json(), media_type=JSON)

    for one in catalogue().values():
        router.add_api_route(
            f"/{one.name}",
            _asking(service, one),
            summary=one.title.en,
            operation_id=one.name.replace("-", "_"),
            response_model=None,
            responses={200: {"model": Answer, "content": {CSV: {"schema": {"type": "string"}}}}},
        )

    @router.get("/{name}", include_in_schema=False)
    async def unknown(name: str) -> Response:
        try:
            question(name)
        except NotKnown as error:
            raise NotFound(error) from None
        raise AssertionError(f"{name} has an address of its own")

    return router


def _asking(service: Service, asked: Question) -> Callable[..., Awaitable[Response]]:
    """What answers a question. Its signature lists the question's parameters, for OpenAPI."""

    async def asking(request: Request, **documented: object) -> Response:
        language = language_of(request)
        parameters, views = asked_of(parameters_of(request), asked)
        return await respond(
            request, service, answer, asked.name, parameters, views, _form(request), language
        )

    own = [
        Argument(
            f"{parameter.name}_" if parameter.name == "from" else parameter.name,
            Argument.KEYWORD_ONLY,
            annotation=Annotated[str, Query(alias=parameter.name, description=parameter.about.en)]
            if parameter.required
            else Annotated[str | None, Query(alias=parameter.name, description=parameter.about.en)],
            default=Argument.empty if parameter.required else None,
        )
        for parameter in asked.parameters
    ]
    asking.__signature__ = Signature([*_REQUEST, *own, *_OURS])  # type: ignore[attr-defined]
    return asking


_REQUEST = [Argument("request", Argument.POSITIONAL_OR_KEYWORD, annotation=Request)]
_VIEW = Query(description="all, undisputed, speaker:ID, document:ID or as-of:DATE; all given must hold.")
_OURS = [
    Argument("view", Argument.KEYWORD_ONLY, annotation=Annotated[list[str] | None, _VIEW], default=None),
    Argument("lang", Argument.KEYWORD_ONLY, annotation=Language | None, default=None),
    Argument(
        "format",
        Argument.KEYWORD_ONLY,
        annotation=Literal["json", "csv", "csv-excel"] | None,
        default=None,
    ),
]


def _form(request: Request) -> str:
    given = request.query_params.get("format")
    return given or ("csv" if best_type(request, (JSON, "text/csv")) == "text/csv" else "json")
