"""Over HTTP: how long the answers of the main addresses take, to one client and to several at once."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import urlencode

from rich.console import Console
from rich.table import Table

from graph.answers.question import Question
from graph.questions import catalogue
from tests.clients import Request, Seen, ask_once, at_once, per_second, percentile
from tests.serving import serving

CLIENTS = 8
_SMALL = "SELECT ?type (COUNT(*) AS ?number) WHERE { GRAPH ?graph { ?thing a ?type } } GROUP BY ?type"
_LARGE = "SELECT ?s ?p ?o WHERE { GRAPH ?graph { ?s ?p ?o } } LIMIT 10000"
_TRACE = "/api/questions/action-trace?action=action/kameror"


@dataclass(frozen=True)
class Endpoint:
    """A row of the table. `question` is what the same question in process is called."""

    name: str
    request: Request
    question: str | None = None


def endpoints(trace_tag: str) -> list[Endpoint]:
    """The main addresses; the tag is that of a trace which the client has already."""
    not_changed = Request(_TRACE, {"If-None-Match": trace_tag}, (304,))
    asked = [
        (one, urlencode([*one.example.parameters.items(), *_views(one)])) for one in catalogue().values()
    ]
    return [
        Endpoint("/healthz (what the clients can do)", Request("/healthz")),
        Endpoint("a trace that has not changed (304)", not_changed),
        *(
            Endpoint(f"{one.name}, JSON", Request(f"/api/questions/{one.name}?{given}"), one.name)
            for one, given in asked
        ),
        *(
            Endpoint(f"{one.name}, page", Request(f"/questions/{one.name}?{given}"), one.name)
            for one, given in asked
        ),
        *(Endpoint(path, Request(path)) for path in _PATHS),
        Endpoint("/sparql, 40 rows", Request(_sparql(_SMALL))),
        Endpoint("/sparql, 10,000 rows", Request(_sparql(_LARGE))),
    ]


_PATHS = (
    "/",
    "/questions",
    "/gaps",
    "/documents",
    "/search?text=otrygghet",
    "/id/action/kameror",
    "/id/problem/otrygghet",
    "/api/documents",
    "/api/search?text=otrygghet",
    "/api/resources/action/kameror",
)


def _views(question: Question) -> list[tuple[str, str]]:
    return [("view", view) for view in question.example.views]


def _sparql(query: str) -> str:
    return f"/sparql?{urlencode({'query': query})}"


def over_http(
    store: str, seconds: float, times: Mapping[str, Sequence[float]], console: Console
) -> list[str]:
    """Print the table of the endpoints; gives the addresses that did not answer as they should."""
    table = Table(title=f"Over HTTP: milliseconds of one client, and answers per second to {CLIENTS} at once")
    table.add_column("what")
    for head in ("in process", "worked out", "p95", "per s", "p95", "kept", "p95", "per s", "p95"):
        table.add_column(head, justify="right")
    failed: list[str] = []
    with serving(store, "--cache-megabytes", "0") as fresh, serving(store) as keeping:
        tag = ask_once(fresh.address, Request(_TRACE)).tag
        for endpoint in endpoints(tag):
            status = ask_once(fresh.address, endpoint.request).status
            if status not in endpoint.request.expected:
                failed.append(f"{endpoint.request.path} answered {status}")
                continue
            ask_once(keeping.address, endpoint.request)
            seen = [
                at_once(service.address, clients, seconds, lambda: endpoint.request)  # noqa: B023
                for service in (fresh, keeping)
                for clients in (1, CLIENTS)
            ]
            failed += sorted({f"{endpoint.request.path} answered {one}" for one in _wrong(endpoint, seen)})
            same = times.get(endpoint.question or "")
            asked = f"{percentile(same, 50):.1f}" if same else ""
            table.add_row(
                endpoint.name, asked, *_alone(seen[0]), *_many(seen[1]), *_alone(seen[2]), *_many(seen[3])
            )
        console.print(table)
    return failed


def _wrong(endpoint: Endpoint, seen: list[list[Seen]]) -> set[int]:
    return {one.status for some in seen for one in some} - set(endpoint.request.expected)


def _alone(seen: list[Seen]) -> tuple[str, str]:
    took = [one.took * 1000 for one in seen]
    return f"{percentile(took, 50):.1f}", f"{percentile(took, 95):.1f}"


def _many(seen: list[Seen]) -> tuple[str, str]:
    return f"{per_second(seen):.0f}", _alone(seen)[1]
