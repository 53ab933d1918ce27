"""Sending what a reader gives, with an entity tag, so that what has not changed is not sent again."""

import asyncio
from collections.abc import Callable
from pathlib import Path
from typing import Concatenate, ParamSpec

from fastapi import Request, Response
from fastapi.responses import FileResponse

from api.service.reader import Reader
from api.service.representation import Representation
from api.service.service import Service, State

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
    state = service.state
    tag = service.tag(state, work, arguments, sorted(named.items()))
    headers = _headers(state, tag)
    if f'"{tag}"' in _tags(request):
        return Response(status_code=304, headers=headers)
    given = await service.given(state, tag, work, *arguments, **named)
    if given.language is not None:
        headers["Content-Language"] = given.language
    if given.filename is not None:
        headers["Content-Disposition"] = f'attachment; filename="{given.filename}"'
    if given.status != 200:
        del headers["ETag"]
    elif "*" in _tags(request):
        return Response(status_code=304, headers=headers)
    return Response(given.body, given.status, headers, given.media_type)


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

    It is written once for a state, beside its snapshot, by one process at a time that holds `alone`; and sent from
    there, whoever else is served meanwhile. The state is the one that is served when the turn has come.
    """
    name, media_type = sent
    async with alone:
        state = service.state
        tag = service.tag(state, work, arguments, sorted(named.items()))
        headers = _headers(state, tag)
        if {f'"{tag}"', "*"} & set(_tags(request)):
            return Response(status_code=304, headers=headers)
        file = state.snapshot.folder / name
        if not file.exists():
            await state.readers.do(work, file, *arguments, **named)
    return FileResponse(file, headers=headers, media_type=media_type, filename=name)


def _headers(state: State, tag: str) -> dict[str, str]:
    return {
        "ETag": f'"{tag}"',
        "Cache-Control": "no-cache",
        "Vary": "Accept, Accept-Language",
        "Rotorsak-Graph": state.graph,
    }


def _tags(request: Request) -> list[str]:
    given = request.headers.get("if-none-match", "")
    return [tag.strip().removeprefix("W/") for tag in given.split(",")]
