"""Sending what a reader gives, with an entity tag, so that what has not changed is not sent again."""

import asyncio
from collections.abc import Callable
from pathlib import Path
from typing import Concatenate, ParamSpec

from fastapi import Request, Response
from fastapi.responses import FileResponse

from api.service.reader import Reader
from api.service.representation import Representation
from api.service.service import Service
from api.service.state import State

P = ParamSpec("P")


async def respond(
    request: Request,
    service: Service,
    work: Callable[Concatenate[Reader, P], Representation],
    *arguments: P.args,
    **named: P.kwargs,
) -> Response:
    """What the work gives, or 304 where the client has it already (RFC 9110, sections 8.8.3 and 13.1.2).

    `arguments` say all on which the work depends, beside the state that is served: language and media type too.
    """

    async def send(state: State) -> Response:
        tag = service.tag(state, work, arguments, sorted(named.items()))
        if f'"{tag}"' in _tags(request):
            return Response(status_code=304, headers=_headers(tag, state))
        given = await service.given(state, tag, work, *arguments, **named)
        return _response(request, given, _headers(tag, state))

    return await service.from_one_state(send)


async def respond_without_store(
    request: Request,
    service: Service,
    work: Callable[P, Representation],
    *arguments: P.args,
    **named: P.kwargs,
) -> Response:
    """What the work gives that needs no store, or 304 where the client has it already."""
    tag = service.tag(None, work, arguments, sorted(named.items()))
    if f'"{tag}"' in _tags(request):
        return Response(status_code=304, headers=_headers(tag))
    return _response(request, await asyncio.to_thread(work, *arguments, **named), _headers(tag))


async def respond_with_file(
    request: Request,
    service: Service,
    alone: asyncio.Lock,
    work: Callable[Concatenate[Reader, Path, P], None],
    sent: tuple[str, str],
    *arguments: P.args,
    **named: P.kwargs,
) -> Response:
    """A file of this name and media type that the work writes, or 304 where the client has it already.

    It is written once for a state, into its folder, by one process at a time that holds `alone`; and sent from there,
    whoever else is served meanwhile. The state is the one that is served when the turn has come.
    """
    name, media_type = sent

    async def send(state: State) -> Response:
        tag = service.tag(state, work, arguments, sorted(named.items()))
        headers = _headers(tag, state)
        if {f'"{tag}"', "*"} & set(_tags(request)):
            return Response(status_code=304, headers=headers)
        file = state.taken.folder / name
        if not file.exists():
            file.parent.mkdir(exist_ok=True)
            written = file.with_name(f"{name}.new")
            await state.read(work, written, *arguments, **named)
            written.replace(file)
        return FileResponse(file, headers=headers, media_type=media_type, filename=name)

    async with alone:
        return await service.from_one_state(send)


def _response(request: Request, given: Representation, headers: dict[str, str]) -> Response:
    if given.language is not None:
        headers["Content-Language"] = given.language
    if given.filename is not None:
        headers["Content-Disposition"] = f'attachment; filename="{given.filename}"'
    if given.status != 200:
        del headers["ETag"]
    elif "*" in _tags(request):
        return Response(status_code=304, headers=headers)
    return Response(given.body, given.status, headers, given.media_type)


def _headers(tag: str, state: State | None = None) -> dict[str, str]:
    graph = {"Rotorsak-Graph": state.graph} if state else {}
    return {
        "ETag": f'"{tag}"',
        "Cache-Control": "no-cache",
        "Vary": "Accept, Accept-Language",
        **graph,
    }


def _tags(request: Request) -> list[str]:
    given = request.headers.get("if-none-match", "")
    return [tag.strip().removeprefix("W/") for tag in given.split(",")]
