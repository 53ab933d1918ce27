"""What a query of others may not do: told by the engine's own parser, and nothing is called while finding out."""

import socket
import threading
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, field

import pyoxigraph
import pytest

from graph.sparql.errors import CallsOut, MalformedQuery, ReadOnly
from graph.sparql.guard import looks_into_graphs, names_dataset, parse, refuse_calls, refuse_disguised_calls


@dataclass
class Listener:
    """Somebody who would hear a call."""

    address: str
    calls: list[object] = field(default_factory=list)


@pytest.fixture
def listener() -> Iterator[Listener]:
    with socket.create_server(("127.0.0.1", 0)) as listening:
        heard = Listener(f"http://127.0.0.1:{listening.getsockname()[1]}/x")

        def listen() -> None:
            while True:
                try:
                    connection, caller = listening.accept()
                except OSError:
                    return
                heard.calls.append(caller)
                connection.close()

        threading.Thread(target=listen, daemon=True).start()
        yield heard
        listening.shutdown(socket.SHUT_RDWR)


CALLS = [
    "SELECT * { SERVICE <URL> { ?s ?p ?o } }",
    "ASK { SERVICE <URL> {} }",
    "SELECT * { service silent <URL> { ?s ?p ?o } }",
    "SELECT * { SeRvIcE # a word\n SILENT # another\n <URL> { ?s ?p ?o } }",
    "SELECT * { { SELECT ?s { SERVICE SILENT <URL> { ?s ?p ?o } } } }",
    "SELECT * { ?s ?p ?o FILTER EXISTS { SERVICE <URL> { ?s ?p ?o } } }",
    "SELECT * { ?s ?p ?o FILTER NOT EXISTS { { SERVICE <URL> {} } UNION {} } }",
    "SELECT * { ?s ?p ?o OPTIONAL { GRAPH ?g { SERVICE ?s { ?s ?p ?o } } } }",
    "SELECT * { VALUES ?to { <URL> } SERVICE ?to { ?s ?p ?o } }",
    "CONSTRUCT { ?s ?p ?o } WHERE { SERVICE <URL> { ?s ?p ?o } }",
    "DESCRIBE ?s { SERVICE <URL> { ?s ?p ?o } }",
    "PREFIX to: <URL> ASK { SERVICE to: {} }",
    "SELECT ?service { ?service ?p 'SERVICE' . SERVICE <URL> { ?service ?p ?o } }",
    "ASK{SERVICE<URL>{}}",
    "ASK{SERVICESILENT<URL>{}}",
]
"""Queries that the engine obeys, to the letter."""

RUN_TOGETHER = [
    "PREFIX f: <URL> ASK{SERVICEf:a{}}",
    "PREFIX : <URL> ASK{SERVICE:a{}}",
    "ASK {?s ?p 1SERVICE<URL>{}}",
    "ASK {?s ?p 'a'SERVICE SILENT <URL>{}}",
]
"""Queries that the engine obeys though the grammar would not have them."""


@pytest.mark.parametrize("query", [*CALLS, *RUN_TOGETHER])
def test_a_query_that_calls_another_service_is_refused_and_calls_nobody(
    query: str, listener: Listener
) -> None:
    with pytest.raises((CallsOut, MalformedQuery)):
        refuse_calls(query.replace("URL", listener.address))

    assert not listener.calls


@pytest.mark.parametrize("query", CALLS)
def test_the_refusal_says_what_is_refused(query: str, listener: Listener) -> None:
    with pytest.raises(CallsOut) as refused:
        refuse_calls(query.replace("URL", listener.address))

    assert "SERVICE" in refused.value.tell("en")


@pytest.mark.parametrize("query", [CALLS[0], CALLS[2], *RUN_TOGETHER])
def test_the_engine_itself_would_have_called(query: str, listener: Listener) -> None:
    with suppress(OSError, TypeError):
        list(pyoxigraph.Store().query(query.replace("URL", listener.address)))  # type: ignore[arg-type]

    assert listener.calls


@pytest.mark.parametrize(
    "query",
    [
        "SELECT ?service { ?service ?p 'SERVICE <x:y> {}' }",
        "SELECT * { ?s ?p ?o } # SERVICE <x:y> {}",
        'SELECT * { ?s <http://service.example/SERVICE> """\nSERVICE <x:y> {}\n""" }',
        "PREFIX service: <http://service.example/> SELECT ?Service ?service { service:Service service:p ?service, ?Service }",
        "SELECT * { _:service ?p _:Service }",
        "SELECT * { ?s ?p 'ett'@service }",
        "SELECT ($service AS ?SERVICE) { BIND(1 AS $service) }",
    ],
)
def test_the_word_elsewhere_is_no_call(query: str) -> None:
    _judge(query)


@pytest.mark.parametrize(
    "query",
    ["ASK { \\u0053ERVICE <URL> {} }", "ASK { SERV\\u0049CE <URL> {} }", "ASK { ſERVICE <URL> {} }"],
)
def test_a_call_in_disguise_is_no_query(query: str, listener: Listener) -> None:
    with pytest.raises(MalformedQuery):
        _judge(query.replace("URL", listener.address))

    assert not listener.calls


def test_a_misspelt_query_with_a_call_is_told_where_it_stops(listener: Listener) -> None:
    with pytest.raises(MalformedQuery) as refused:
        refuse_calls(f"SELECT *\nWHERE {{\n  SERVICE <{listener.address}> {{}}\n  ?s ?p }}")

    assert "line 4" in refused.value.tell("en")
    assert "rad 4" in refused.value.tell("sv")
    assert not listener.calls


@pytest.mark.parametrize(
    "query",
    [
        "SELECT * FROM <g:a> { ?s ?p ?o }",
        "SELECT * from named <g:a> { ?s ?p ?o }",
        "SELECT ?from FROM <g:a> { ?from ?p 'FROM' }",
        "SELECT*FROM<g:a>{?s ?p ?o}",
        "SELECT*FROMNAMED<g:a>{?s ?p ?o}",
        "ASK # FROM\n FROM <g:a> {}",
    ],
)
def test_a_query_that_names_its_dataset(query: str) -> None:
    assert names_dataset(query)


@pytest.mark.parametrize(
    "query",
    [
        "SELECT * { ?s ?p ?o }",
        "SELECT ?from { ?from <http://from.example/> 'FROM <g:a>' } # FROM <g:a>",
        "PREFIX from: <x:> SELECT * { ?s from:date ?o }",
        "SELECT ('\\u004FROM' AS ?from) { ?s <http://e/%4From> ?o }",
    ],
)
def test_a_query_that_names_no_dataset(query: str) -> None:
    assert not names_dataset(query)


@pytest.mark.parametrize(
    ("query", "looks"),
    [
        ("SELECT * { GRAPH ?g { ?s ?p ?o } }", True),
        ("SELECT * { { SELECT * { ?s ?p ?o FILTER EXISTS { graph<g:a>{ ?s ?p ?o } } } } }", True),
        ("SELECT ?graph { ?graph ?p 'GRAPH' . ?s <https://e/graph/a> ?o } # GRAPH ?g", False),
        ("PREFIX graph: <https://e/graph/> SELECT * { graph:Graph graph:p ?Graph , ?graph }", False),
    ],
)
def test_a_query_that_looks_into_graphs(query: str, looks: bool) -> None:
    assert looks_into_graphs(query) is looks


@pytest.mark.parametrize(
    "query",
    [
        "ASK { # \\u000A SERVICE <URL> {}\n }",
        "ASK { # \\U0000000a service silent <URL> {}\n }",
        "ASK { BIND('\\u0027 AS ?x) SERVICE <URL> {} BIND(\\u0027' AS ?y) }",
        "ASK { BIND('\\u0027 AS ?x) S\\u0065RVICE <URL> {} BIND(\\u0027' AS ?y) }",
    ],
)
def test_a_call_for_engines_that_read_escapes_before_all_else(query: str, listener: Listener) -> None:
    refuse_calls(query.replace("URL", listener.address))
    with pytest.raises(CallsOut):
        refuse_disguised_calls(query.replace("URL", listener.address))
    assert not listener.calls


@pytest.mark.parametrize(
    "query",
    [
        "SELECT ('\\u0053ERVICE <x:y> {}' AS ?x) {}",
        "SELECT ('\\u0027 \\uD800 \\U00110000 \\u12' AS ?x) {}",
        "SELECT * { ?s <x:\\u0053ervice> ?o }",
    ],
)
def test_escapes_that_hide_no_call(query: str) -> None:
    refuse_disguised_calls(query)


@pytest.mark.parametrize(
    "update",
    [
        "INSERT DATA { <a:a> <a:b> 1 }",
        "# words\nPREFIX a: <a:> BASE <x:y>\n delete where { ?s ?p ?o }",
        "LOAD <http://127.0.0.1:9/x>",
        "DROP ALL",
        "WITH <g:a> DELETE { ?s ?p ?o } WHERE { ?s ?p ?o }",
        "CLEAR DEFAULT",
    ],
)
def test_an_update_is_told_that_this_is_for_reading(update: str) -> None:
    with pytest.raises(ReadOnly):
        parse(update)


def _judge(query: str) -> None:
    refuse_calls(query)
    parse(query)
