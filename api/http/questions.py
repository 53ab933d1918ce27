"""/api/questions: the catalogue, and each question with its parameters."""

from collections.abc import Awaitable, Callable

from fastapi import APIRouter, Request, Response

from api.as_json import catalogue_json
from api.cells import answer_csv
from api.http.forms import ANSWER, form_of
from api.http.negotiation import language_of, parameters_of
from api.http.parameters import OURS, documented, once, only_these
from api.http.problems import NotFound
from api.http.responding import respond, respond_without_store
from api.service.reader import Pairs, Reader
from api.service.representation import CSV, HTML, JSON, Representation
from api.service.service import Service
from api.web.picture_files import picture_file
from graph.answers.form import Answer
from graph.answers.question import Question
from graph.questions import catalogue, question
from ontology.errors import NotKnown
from ontology.text import Language

_OTHER_TYPES = ("text/csv", "text/html")
_TEXT = {"schema": {"type": "string"}}


def answer(
    reader: Reader, name: str, parameters: Pairs, views: tuple[str, ...], form: str, language: Language
) -> Representation:
    """The answer to a question in one of its forms; JSON and CSV are the bytes that `rotorsak ask` prints."""
    given = reader.ask(name, parameters, views, language)
    if form == "picture":
        return Representation(picture_file(given), HTML, language, f"{name}.html")
    if form == "json":
        return Representation(given.to_json().encode(), JSON, language)
    return Representation(answer_csv(given, excel=form == "csv-excel"), CSV, language, f"{name}.csv")


def questions() -> Representation:
    """The questions of the catalogue as JSON, the bytes that `rotorsak questions --format json` prints."""
    return Representation(catalogue_json().encode(), JSON)


def asked_of(given: Pairs) -> tuple[Pairs, tuple[str, ...]]:
    """The parameters and views of a question among those of an address."""
    pairs = sorted((name, value) for name, value in given if name not in OURS)
    return tuple(pairs), tuple(value for name, value in given if name == "view")


def known_question(name: str) -> Question:
    """The question that an address names. Raises NotFound with the nearest names."""
    try:
        return question(name)
    except NotKnown as error:
        raise NotFound(error) from None


def routes(service: Service) -> APIRouter:
    """The addresses under /api/questions."""
    router = APIRouter(prefix="/api/questions", tags=["questions"])

    @router.get("", summary="The questions that can be asked, with their parameters", response_model=None)
    async def listed(request: Request) -> Response:
        only_these(request, ("lang",))
        return await respond_without_store(request, service, questions)

    for one in catalogue().values():
        add_question(router, service, one, f"/{one.name}", one.name.replace("-", "_"))

    @router.get("/{name}", include_in_schema=False)
    async def unknown(name: str) -> Response:
        known_question(name)
        raise AssertionError(f"{name} has an address of its own")

    return router


def add_question(router: APIRouter, service: Service, asked: Question, path: str, operation_id: str) -> None:
    """Let a path of a router answer a question, described in OpenAPI with all its parameters."""
    router.add_api_route(
        path,
        _asking(service, asked),
        summary=asked.title.en,
        operation_id=operation_id,
        response_model=None,
        responses={200: {"model": Answer, "content": dict.fromkeys(_OTHER_TYPES, _TEXT)}},
        openapi_extra={"parameters": documented(asked, tuple(ANSWER))},
    )


def _asking(service: Service, asked: Question) -> Callable[[Request], Awaitable[Response]]:
    async def asking(request: Request) -> Response:
        once(tuple(request.query_params.multi_items()), asked.name)
        parameters, views = asked_of(parameters_of(request))
        form = form_of(request, ANSWER)
        return await respond(
            request, service, answer, asked.name, parameters, views, form, language_of(request)
        )

    return asking
