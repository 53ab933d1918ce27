"""/api/export: everything that the store holds as RDF, and /graph/NAME: one of its named graphs."""

import asyncio
import difflib
import os
from collections.abc import Mapping
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import Any

from fastapi import APIRouter, Request, Response

from api.http.negotiation import best_type
from api.http.parameters import one_of, only_these
from api.http.problems import NotFound, Refused
from api.http.responding import respond, respond_with_file
from api.service.reader import Reader
from api.service.representation import JSON_LD, TURTLE, Representation
from api.service.service import Service
from graph.rdf.files import serialise
from graph.rdf.formats import Format
from graph.stores.folder import not_writable
from ontology import iris
from ontology.errors import BadInput, NotKnown, StoreFailed
from ontology.text import Text

FORMATS: Mapping[Format, tuple[str, str]] = {
    "trig": ("rotorsak.trig", "application/trig"),
    "nquads": ("rotorsak.nq", "application/n-quads"),
    "jsonld": ("rotorsak.jsonld", JSON_LD),
    "turtle": ("rotorsak.ttl", TURTLE),
}
"""The formats of an export, the first if the client has no other wish: its file name and media type."""

_BY_TYPE: Mapping[str, Format] = {type_.partition(";")[0]: format_ for format_, (_, type_) in FORMATS.items()}
_FORMAT = one_of("format", "The form of the file; otherwise the best of Accept, or TriG.", tuple(FORMATS))
_RESPONSES: dict[int | str, dict[str, Any]] = {
    200: {"content": {type_: {"schema": {"type": "string"}} for type_ in _BY_TYPE}}
}


def write_export(reader: Reader, file: Path, format_: Format) -> None:
    """Write what the store holds, as Turtle the facts alone: the bytes that `rotorsak export` prints.

    The file comes whole or not at all. Raises StoreFailed where it cannot be written.
    """
    data = serialise(reader.store.quads(iris.FACTS_GRAPH if format_ == "turtle" else None), format_)
    try:
        with NamedTemporaryFile(dir=file.parent, prefix=file.name, delete=False) as temporary:
            temporary.write(data)
        os.replace(temporary.name, file)
    except OSError as error:
        raise StoreFailed(not_writable(file, error.strerror)) from error


def named_graph(reader: Reader, name: str) -> Representation:
    """One named graph as Turtle. Raises NotFound with the nearest names."""
    names = [graph.value.removeprefix(iris.GRAPH_BASE) for graph in reader.store.graph_names()]
    if name not in names:
        raise NotFound(_no_such_graph(name, tuple(difflib.get_close_matches(name, names, n=3, cutoff=0.4))))
    return Representation(serialise(reader.store.quads(iris.graph(name)), "turtle"), TURTLE)


def routes(service: Service) -> APIRouter:
    """The addresses of what is taken away as RDF."""
    router = APIRouter(tags=["graph"])
    alone = asyncio.Lock()

    @router.get(
        "/api/export",
        summary="Everything that the store holds, or as Turtle the facts alone",
        response_class=Response,
        responses=_RESPONSES,
        openapi_extra={"parameters": [_FORMAT]},
    )
    async def export(request: Request) -> Response:
        only_these(request, ("format", "lang"))
        chosen = _format_of(request)
        return await respond_with_file(request, service, alone, write_export, FORMATS[chosen], chosen)

    @router.get(
        "/graph/{name}",
        summary="One named graph",
        response_class=Response,
        responses={200: {"content": {"text/turtle": {"schema": {"type": "string"}}}}},
    )
    async def graph(request: Request, name: str) -> Response:
        only_these(request, ("lang",))
        return await respond(request, service, named_graph, name)

    return router


def _format_of(request: Request) -> Format:
    """The format that `format` names, or the best that Accept takes. Raises BadInput, or Refused for Accept."""
    given = request.query_params.get("format")
    for format_ in FORMATS:
        if given == format_:
            return format_
    if given:
        raise BadInput(
            Text(
                sv=f"format={given} finns inte. Formerna är: {', '.join(FORMATS)}.",
                en=f"There is no format={given}. The forms are: {', '.join(FORMATS)}.",
            )
        ).of("format")
    best = best_type(request, tuple(_BY_TYPE))
    if best is None:
        raise Refused(
            406,
            "not-acceptable",
            Text(
                sv=f"Exporten finns som {', '.join(_BY_TYPE)}. Ändra Accept, eller ange format=…",
                en=f"The export is to be had as {', '.join(_BY_TYPE)}. Change Accept, or give format=…",
            ),
        )
    return _BY_TYPE[best]


def _no_such_graph(name: str, nearest: tuple[str, ...]) -> NotKnown:
    hint_sv = f" Närmast: {', '.join(nearest)}." if nearest else ""
    hint_en = f" Nearest: {', '.join(nearest)}." if nearest else ""
    return NotKnown(
        Text(sv=f"Ingen graf heter '{name}' här.{hint_sv}", en=f"No graph is called '{name}' here.{hint_en}"),
        nearest,
    )
