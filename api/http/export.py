"""/api/export: everything that the store holds as RDF, and /graph/NAME: one of its named graphs."""

import asyncio
import difflib
import os
from collections.abc import Mapping
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import Any

from fastapi import APIRouter, Request, Response

from api.http.forms import form_of
from api.http.parameters import one_of, only_these
from api.http.problems import NotFound
from api.http.responding import respond, respond_with_file
from api.service.reader import Reader
from api.service.representation import JSON_LD, TURTLE, Representation
from api.service.service import Service
from graph.rdf.files import serialise
from graph.rdf.formats import Format
from graph.stores.embedded.folder import not_writable
from ontology import iris
from ontology.errors import NotKnown, StoreFailed
from ontology.text import Text

FORMATS: Mapping[Format, tuple[str, str]] = {
    "trig": ("rotorsak.trig", "application/trig"),
    "nquads": ("rotorsak.nq", "application/n-quads"),
    "jsonld": ("rotorsak.jsonld", JSON_LD),
    "turtle": ("rotorsak.ttl", TURTLE),
}
"""The formats of an export, the first if the client has no other wish: its file name and media type."""

_TYPES: Mapping[Format, str] = {format_: type_.partition(";")[0] for format_, (_, type_) in FORMATS.items()}
_FORMAT = one_of("format", "The form of the file; otherwise the best of Accept, or TriG.", tuple(FORMATS))
_RESPONSES: dict[int | str, dict[str, Any]] = {
    200: {"content": {type_: {"schema": {"type": "string"}} for type_ in _TYPES.values()}}
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
        chosen = form_of(request, _TYPES)
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


def _no_such_graph(name: str, nearest: tuple[str, ...]) -> NotKnown:
    hint_sv = f" Närmast: {', '.join(nearest)}." if nearest else ""
    hint_en = f" Nearest: {', '.join(nearest)}." if nearest else ""
    return NotKnown(
        Text(sv=f"Ingen graf heter '{name}' här.{hint_sv}", en=f"No graph is called '{name}' here.{hint_en}"),
        nearest,
    )
