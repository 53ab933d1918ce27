"""What a request to /sparql says, by the SPARQL 1.1 Protocol: in its address, in a form, or in a body of its own."""

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass
from email.message import Message
from urllib.parse import parse_qsl

from fastapi import Request

from api.http.negotiation import best_type
from api.http.problems import Refused
from api.service.reader import Pairs
from graph.sparql.asked import Asked, Dataset, Wanted
from graph.sparql.errors import NotOffered
from graph.sparql.forms import GRAPH_NAMES, GRAPH_TYPES, SOLUTION_NAMES, SOLUTION_TYPES
from graph.sparql.guard import read_only
from ontology.errors import BadInput
from ontology.text import Text

HTML = "text/html"
_FORM = "application/x-www-form-urlencoded"
_QUERY = "application/sparql-query"
_UPDATE = "application/sparql-update"
_CHARSETS = ("utf-8", "utf8", "us-ascii", "ascii")
_FORMAT_PARAMETERS = ("format", "output", "results")
_PARAMETERS_AT_MOST = 1000


@dataclass(frozen=True, slots=True)
class SparqlRequest:
    """All the names and values of a request, and what they ask for; `asked` is None where there is no query."""

    pairs: Pairs
    asked: Asked | None


async def read_request(request: Request, limit: int) -> SparqlRequest:
    """What a request says. Raises ReadOnly, BadInput for what cannot be read, and Refused for a body of more than
    `limit` bytes or of another kind.
    """
    pairs = _decoded(request.scope["query_string"])
    if request.method == "POST":
        pairs += await _sent(request, limit)
    return SparqlRequest(pairs, _asked(pairs))


def wants_page(request: Request, pairs: Pairs) -> bool:
    """Whether the client would rather have a page for people than results for a program."""
    named = _named_forms(pairs)
    if named:
        return named[0] in ("html", HTML)
    return best_type(request, (*SOLUTION_TYPES, *GRAPH_TYPES, HTML)) == HTML


def wanted_forms(request: Request, pairs: Pairs) -> Wanted:
    """The media types that suit the client best: by `format`, `output` or `results`, or else by Accept.

    Raises NotOffered where no form suits.
    """
    named = _named_forms(pairs)
    if named:
        wanted = Wanted(
            _first(named, SOLUTION_NAMES, tuple(SOLUTION_TYPES)),
            _first(named, GRAPH_NAMES, tuple(GRAPH_TYPES)),
        )
    else:
        wanted = Wanted(best_type(request, tuple(SOLUTION_TYPES)), best_type(request, tuple(GRAPH_TYPES)))
    if wanted == Wanted(None, None):
        raise _not_offered()
    return wanted


def wanted_graph_form(request: Request) -> str:
    """The media type that suits the client best for a graph. Raises NotOffered where no form suits."""
    wanted = best_type(request, tuple(GRAPH_TYPES))
    if wanted is None:
        raise _not_offered()
    return wanted


def _asked(pairs: Pairs) -> Asked | None:
    given: dict[str, list[str]] = {}
    for name, value in pairs:
        given.setdefault(name, []).append(value)
    if "update" in given:
        raise read_only()
    queries = given.get("query", [])
    if not queries:
        return None
    if len(queries) > 1:
        raise BadInput(
            Text(
                sv="Det är mer än en fråga (query) i samma anrop. Ställ en åt gången.",
                en="There is more than one query in the same request. Ask one at a time.",
            )
        )
    default, named = (
        tuple(iri for iri in given.get(name, []) if iri) for name in ("default-graph-uri", "named-graph-uri")
    )
    return Asked(queries[0], Dataset(default, named) if default or named else None)


async def _sent(request: Request, limit: int) -> Pairs:
    header = Message()
    header["Content-Type"] = request.headers.get("content-type", "application/octet-stream")
    kind = header.get_content_type()
    if kind == _UPDATE:
        raise read_only()
    if kind not in (_FORM, _QUERY):
        raise _unsupported(kind)
    charset = header.get_content_charset("utf-8")
    if charset not in _CHARSETS:
        raise _unsupported(f"{kind}; charset={charset}")
    body = await _body(request, limit)
    return await asyncio.to_thread(_decoded, body) if kind == _FORM else (("query", _text(body)),)


async def _body(request: Request, limit: int) -> bytes:
    body = bytearray()
    async for part in request.stream():
        body += part
        if len(body) > limit:
            size = f"{limit / 1024 / 1024:g}"
            raise Refused(
                413,
                "too-large",
                Text(
                    sv=f"Frågan är större än {size} MiB, som är det mesta som tas emot.",
                    en=f"The query is larger than {size} MiB, which is the most that is taken.",
                ),
                {"Connection": "close"},
            )
    return bytes(body)


def _decoded(form: bytes) -> Pairs:
    text = _text(form)
    try:
        found = parse_qsl(text, keep_blank_values=True, errors="strict", max_num_fields=_PARAMETERS_AT_MOST)
    except UnicodeDecodeError:
        raise _not_utf8() from None
    except ValueError:
        raise BadInput(
            Text(
                sv=f"Mer än {_PARAMETERS_AT_MOST} parametrar i ett anrop.",
                en=f"More than {_PARAMETERS_AT_MOST} parameters in one request.",
            )
        ) from None
    for _, value in found:
        _without_nul(value)
    return tuple(found)


def _text(body: bytes) -> str:
    try:
        return _without_nul(body.decode("utf-8-sig"))
    except UnicodeDecodeError:
        raise _not_utf8() from None


def _without_nul(text: str) -> str:
    if "\0" in text:
        raise BadInput(
            Text(
                sv="Det står ett nolltecken (NUL) i frågan.",
                en="There is a null character (NUL) in the query.",
            )
        )
    return text


def _named_forms(pairs: Pairs) -> list[str]:
    """What `format`, `output` and `results` say; some clients put several media types into one value."""
    values = [value for name, value in pairs if name in _FORMAT_PARAMETERS]
    return [form for value in values for one in value.split(",") if (form := one.strip().lower())]


def _first(named: list[str], names: Mapping[str, str], types: tuple[str, ...]) -> str | None:
    return next((names.get(one, one) for one in named if one in names or one in types), None)


def _not_offered() -> NotOffered:
    solutions, graphs = ", ".join(SOLUTION_TYPES), ", ".join(GRAPH_TYPES)
    return NotOffered(
        Text(
            sv=f"Det finns inte i den formen. SELECT och ASK finns som {solutions}; CONSTRUCT och DESCRIBE som "
            f"{graphs}.",
            en=f"That is not to be had in that form. SELECT and ASK are to be had as {solutions}; CONSTRUCT and "
            f"DESCRIBE as {graphs}.",
        )
    )


def _not_utf8() -> BadInput:
    return BadInput(Text(sv="Frågan är inte skriven i UTF-8.", en="The query is not written in UTF-8."))


def _unsupported(kind: str) -> Refused:
    return Refused(
        415,
        "unsupported-type",
        Text(
            sv=f"{kind} tas inte emot. Sänd frågan som {_QUERY} eller i {_FORM}, i UTF-8.",
            en=f"{kind} is not taken. Send the query as {_QUERY} or in {_FORM}, in UTF-8.",
        ),
    )
