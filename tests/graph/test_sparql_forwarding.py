"""The SPARQL of strangers gives the same on a SPARQL server as on the embedded store, and stops when it must."""

import pickle
from collections import Counter
from time import monotonic, sleep

import pyoxigraph
import pytest
from pyoxigraph import QuerySolutions, parse_query_results

from graph.sparql.asked import Asked, Dataset, Wanted
from graph.sparql.embedded import EmbeddedEngine
from graph.sparql.engine import Engine
from graph.sparql.errors import CallsOut, MalformedQuery, NotOffered, ReadOnly
from graph.sparql.forms import GRAPH_TYPES, SOLUTION_TYPES
from graph.sparql.forwarding import ForwardingEngine, OpenForwarding
from graph.sparql.results import Table
from graph.sparql.running import shown, written
from graph.stores.embedded.oxigraph import OxigraphStore
from graph.stores.interface import Diff
from graph.stores.sparql.connection import Connection
from graph.stores.sparql.protocol import GRACE
from graph.stores.sparql.store import SparqlStore
from ontology.errors import BadInput, RotorsakError, StoreFailed, TookTooLong, TooMuch
from ontology.iris import FACTS_GRAPH, STATE_GRAPH, graph
from tests.graph.test_sparql_guard import CALLS, RUN_TOGETHER, Listener, listener
from tests.servers.fuseki import FusekiServer
from tests.servers.running import free_port

__all__ = ["listener"]
pytestmark = pytest.mark.xdist_group("sparql")

LIMIT = 2.0
PATIENCE = 60.0
SIZE = 4 * 1024 * 1024
PLAIN = Wanted("application/sparql-results+json", "application/n-triples")
PREFIXES = "PREFIX rs: <https://w3id.org/rotorsak/def#> PREFIX skos: <http://www.w3.org/2004/02/skos/core#> "
KS_31, THINGS = graph("ks-31").value, graph("things").value
RDFLIB = "urn:x-rdflib:default"
CLAIM = "ASK { ?claim a rs:Claim }"
CLAIM_SOMEWHERE = "ASK { GRAPH ?g { ?claim a rs:Claim } }"
GOAL = "<https://w3id.org/rotorsak/id/goal/attraktiv-kommun>"
ENDLESS = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }"
CROSS = "SELECT ?a ?d { { SELECT ?a { ?a ?b ?c } } { SELECT ?d { ?d ?e ?f } } }"


@pytest.fixture(scope="module")
def server(fuseki_server: FusekiServer, linkoping: OxigraphStore) -> FusekiServer:
    """Fuseki with Linköping's graph."""
    fuseki_server.wipe()
    with SparqlStore(fuseki_server.connection) as store:
        store.write(Diff(add=frozenset(linkoping.quads())))
    return fuseki_server


@pytest.fixture(scope="module")
def embedded(linkoping: OxigraphStore) -> EmbeddedEngine:
    engine = pyoxigraph.Store()
    engine.extend(linkoping.quads())
    engine.extend(linkoping.quads(STATE_GRAPH))
    return EmbeddedEngine(engine)


@pytest.fixture(scope="module")
def forwarding(server: FusekiServer) -> ForwardingEngine:
    return ForwardingEngine(server.connection, PATIENCE)


@pytest.fixture(scope="module")
def hurried(server: FusekiServer) -> ForwardingEngine:
    return ForwardingEngine(server.connection, LIMIT)


def found(engine: Engine, asked: Asked) -> object:
    """What is found, whatever its order."""
    result = written(engine, asked, PLAIN, SIZE)
    if result.media_type == PLAIN.graph:
        return Counter(result.body.splitlines())
    solutions = parse_query_results(result.body, format=SOLUTION_TYPES[result.media_type])
    if not isinstance(solutions, QuerySolutions):
        return bool(solutions)
    names = [variable.value for variable in solutions.variables]
    return set(names), Counter(frozenset(zip(names, map(str, one), strict=True)) for one in solutions)


QUERIES = [
    "SELECT * { ?goal a rs:Goal }",
    "SELECT ?goal (COUNT(?label) AS ?labels) { ?goal a rs:Goal ; skos:prefLabel ?label } GROUP BY ?goal",
    "SELECT ?goal ?sv ?en { ?goal a rs:Goal OPTIONAL { ?goal skos:prefLabel ?sv FILTER(LANG(?sv) = 'sv') } "
    "OPTIONAL { ?goal rs:nothing ?en } } ORDER BY ?goal LIMIT 5",
    "SELECT ?g (COUNT(*) AS ?n) { GRAPH ?g { ?s ?p ?o } } GROUP BY ?g",
    "SELECT ?g { GRAPH ?g {} }",
    "SELECT ?g ?t { ?s a ?t . graph ?g { ?s a ?t } } ORDER BY ?g ?t LIMIT 40",
    f"SELECT * {{ GRAPH <{KS_31}> {{ ?s a rs:Decision }} }}",
    f"SELECT * {{ GRAPH <{FACTS_GRAPH.value}> {{ ?s a rs:Goal }} }}",
    "SELECT * { GRAPH <https://e/none> { ?s ?p ?o } }",
    "SELECT ?graph { ?graph a rs:Goal } # GRAPH ?g",
    "SELECT ?s { ?s rs:causes+ ?o } LIMIT 0",
    "SELECT DISTINCT ?p { ?s ?p ?o FILTER(!isLiteral(?o)) }",
    "SELECT (STRLEN('å\\u00e4ö') AS ?n) ('a\\\"b\\n\\tc' AS ?t) ('x'@sv AS ?l) (<x:å> AS ?i) (true AS ?b) {}",
    CLAIM,
    CLAIM_SOMEWHERE,
    "ASK {}",
    "ASK { FILTER(false) }",
    "CONSTRUCT WHERE { ?goal a rs:Goal ; skos:prefLabel ?label }",
    "CONSTRUCT { ?g rs:holds ?s } { GRAPH ?g { ?s a rs:Decision } }",
    "CONSTRUCT { ?s ?p ?o } { ?s ?p ?o FILTER(false) }",
    f"DESCRIBE {GOAL}",
    "DESCRIBE ?goal { ?goal a rs:Goal }",
    "DESCRIBE <https://e/nothing>",
]
DATASETS = [
    Dataset((FACTS_GRAPH.value,), ()),
    Dataset((RDFLIB,), ()),
    Dataset((RDFLIB,), (KS_31,)),
    Dataset((KS_31,), ()),
    Dataset((), (KS_31,)),
    Dataset((FACTS_GRAPH.value, KS_31), (KS_31, THINGS)),
    Dataset(("https://e/none",), ("https://e/none",)),
]
NAMING = [
    f"SELECT (COUNT(*) AS ?n) FROM <{FACTS_GRAPH.value}> {{ ?s ?p ?o }}",
    f"SELECT (COUNT(*) AS ?n) FROM <{RDFLIB}> {{ ?s ?p ?o }}",
    f"SELECT (COUNT(*) AS ?n) from <{RDFLIB}> FROM NAMED <{KS_31}> {{ ?s a rs:Goal GRAPH ?g {{ ?a ?b ?c }} }}",
    f"SELECT (COUNT(DISTINCT *) AS ?n) FROM <{KS_31}> FROM <{THINGS}> {{ ?s ?p ?o }}",
    f"SELECT ?g (COUNT(*) AS ?n) FROM NAMED <{KS_31}> {{ GRAPH ?g {{ ?s ?p ?o }} }} GROUP BY ?g",
    f"ASK FROM NAMED <{KS_31}> {{ ?s ?p ?o }}",
]


@pytest.mark.parametrize("query", [*QUERIES, *NAMING])
def test_the_same_is_found(query: str, embedded: EmbeddedEngine, forwarding: ForwardingEngine) -> None:
    asked = Asked(PREFIXES + query)
    assert found(forwarding, asked) == found(embedded, asked)


@pytest.mark.parametrize("dataset", DATASETS)
@pytest.mark.parametrize(
    "query",
    [
        "SELECT (COUNT(DISTINCT *) AS ?n) { ?s ?p ?o }",
        "SELECT ?g (COUNT(*) AS ?n) { GRAPH ?g { ?s ?p ?o } } GROUP BY ?g",
        CLAIM,
        CLAIM_SOMEWHERE,
        f"ASK FROM <{KS_31}> {{ ?claim a rs:Claim }}",
    ],
)
def test_the_same_is_found_in_the_graphs_that_a_request_names(
    query: str, dataset: Dataset, embedded: EmbeddedEngine, forwarding: ForwardingEngine
) -> None:
    asked = Asked(PREFIXES + query, dataset)
    assert found(forwarding, asked) == found(embedded, asked)


def test_claims_are_not_among_the_facts(forwarding: ForwardingEngine) -> None:
    assert found(forwarding, Asked(PREFIXES + CLAIM)) is False
    assert found(forwarding, Asked(PREFIXES + CLAIM_SOMEWHERE)) is True


def test_what_others_keep_on_the_server_is_not_shown(
    server: FusekiServer, forwarding: ForwardingEngine
) -> None:
    somewhere = Asked("ASK { { <x:y> ?p ?o } UNION { GRAPH ?g { <x:y> ?p ?o } } }")
    theirs = "{ <x:y> <x:p> 1 . GRAPH <x:theirs> { <x:y> <x:p> 1 } }"
    server.update(f"INSERT DATA {theirs}")
    try:
        assert found(forwarding, somewhere) is False
    finally:
        server.update(f"DELETE DATA {theirs}")


@pytest.mark.parametrize("type_", SOLUTION_TYPES)
@pytest.mark.parametrize(
    "query", ["SELECT ?s ?l { ?s a rs:Goal ; skos:prefLabel ?l } ORDER BY ?s LANG(?l)", "ASK {}"]
)
def test_ordered_rows_are_the_same_to_the_byte_in_every_form(
    type_: str, query: str, embedded: EmbeddedEngine, forwarding: ForwardingEngine
) -> None:
    asked, wanted = Asked(PREFIXES + query), Wanted(type_, None)
    assert written(forwarding, asked, wanted, SIZE) == written(embedded, asked, wanted, SIZE)


@pytest.mark.parametrize("type_", GRAPH_TYPES)
def test_a_graph_is_the_same_in_every_form(
    type_: str, embedded: EmbeddedEngine, forwarding: ForwardingEngine
) -> None:
    asked, wanted = Asked(f"DESCRIBE {GOAL}"), Wanted(None, type_)
    results = [written(engine, asked, wanted, SIZE) for engine in (embedded, forwarding)]
    one, other = (set(pyoxigraph.parse(result.body, format=GRAPH_TYPES[type_])) for result in results)
    assert one == other
    assert len(one) > 3


def test_a_form_that_there_is_not(forwarding: ForwardingEngine) -> None:
    with pytest.raises(NotOffered, match="text/csv"):
        written(forwarding, Asked("ASK {}"), Wanted(None, "text/turtle"), SIZE)
    with pytest.raises(NotOffered, match="text/turtle"):
        written(forwarding, Asked(f"DESCRIBE {GOAL}"), Wanted("text/csv", None), SIZE)


@pytest.mark.parametrize(
    "query", [QUERIES[1], QUERIES[12], "SELECT ?goal ?none { ?goal a rs:Goal }", "ASK {}", f"DESCRIBE {GOAL}"]
)
def test_the_same_is_shown(query: str, embedded: EmbeddedEngine, forwarding: ForwardingEngine) -> None:
    asked = Asked(PREFIXES + query)
    one, other = shown(embedded, asked, 100, SIZE), shown(forwarding, asked, 100, SIZE)
    assert sorted(map(str, one.rows)) == sorted(map(str, other.rows))
    assert (one.columns, one.cut, one.graph, one.truth) == (
        other.columns,
        other.cut,
        other.graph,
        other.truth,
    )


def test_the_first_rows_are_shown(forwarding: ForwardingEngine) -> None:
    table: Table = shown(forwarding, Asked("SELECT * { ?s ?p ?o }"), 20, SIZE)
    assert len(table.rows) == 20
    assert table.cut


@pytest.mark.parametrize(
    "asked",
    [
        Asked("SELECT *\nWHERE { ?s ?p }"),
        Asked("SELECT * { ?s rs:number ?o }"),
        Asked("SELECT (<http://example.org/f>(1) AS ?x) {}"),
        Asked("<script>alert(1)</script>"),
        Asked("SELECT * { ?s ?p '\\uD800' }"),
        Asked("INSERT DATA { <a:a> <a:b> <a:c> }"),
        Asked("LOAD <http://127.0.0.1:9/x>"),
        Asked("DROP ALL"),
        Asked("ASK {}", Dataset(("not an iri",), ())),
        Asked("ASK {}", Dataset((), ("not an iri",))),
        *(Asked(call.replace("URL", "http://127.0.0.1:9/x")) for call in [*CALLS, *RUN_TOGETHER]),
    ],
    ids=lambda asked: asked.query[:40],
)
def test_the_same_is_refused(asked: Asked, embedded: EmbeddedEngine, forwarding: ForwardingEngine) -> None:
    refusals: list[RotorsakError] = []
    for engine in (embedded, forwarding):
        with pytest.raises((MalformedQuery, CallsOut, ReadOnly, BadInput)) as refused:
            written(engine, asked, PLAIN, SIZE)
        refusals.append(refused.value)
    assert type(refusals[0]) is type(refusals[1])
    assert refusals[0].message == refusals[1].message


DISGUISED = [
    "ASK { # \\u000A SERVICE <URL> { ?s ?p ?o }\n }",
    "ASK { # \\U0000000D SERVICE SILENT <URL> { ?s ?p ?o }\n }",
    'ASK { BIND("\\u0022 AS ?x) SERVICE <URL> {} BIND(\\u0022" AS ?y) }',
    'ASK { BIND("\\u0022 AS ?x) \\u0053ERVICE <URL> {} BIND(\\u0022" AS ?y) }',
]
"""Calls for engines that read escapes before all else, as SPARQL 1.1 lets them."""


@pytest.mark.parametrize("query", [*CALLS, *RUN_TOGETHER, *DISGUISED])
def test_nobody_else_is_called(query: str, forwarding: ForwardingEngine, listener: Listener) -> None:
    with pytest.raises((CallsOut, MalformedQuery)):
        written(forwarding, Asked(query.replace("URL", listener.address)), PLAIN, SIZE)
    assert not listener.calls


def test_a_graph_elsewhere_is_not_fetched(forwarding: ForwardingEngine, listener: Listener) -> None:
    address = listener.address
    for asked in (
        Asked(f"ASK FROM <{address}> {{ ?s ?p ?o }}"),
        Asked(f"ASK FROM NAMED <{address}> {{ GRAPH ?g {{ ?s ?p ?o }} }}"),
        Asked("ASK { ?s ?p ?o }", Dataset((address,), ())),
        Asked("ASK { GRAPH ?g { ?s ?p ?o } }", Dataset((), (address,))),
    ):
        assert found(forwarding, asked) is False
    assert not listener.calls


def test_escapes_that_hide_nothing_are_read(embedded: EmbeddedEngine, forwarding: ForwardingEngine) -> None:
    asked = Asked("SELECT ('\\u0053ERVICE <x:y> {} \\U0001F600 \\\\u0022' AS ?x) (<x:\\u00e5> AS ?y) {}")
    assert found(forwarding, asked) == found(embedded, asked)


def test_what_the_server_does_not_read_is_told_in_its_words(forwarding: ForwardingEngine) -> None:
    with pytest.raises(MalformedQuery, match="9223372036854775808") as refused:
        written(forwarding, Asked("SELECT * { ?s ?p ?o } OFFSET 9223372036854775808"), PLAIN, SIZE)
    assert "Lagrets server" in refused.value.tell("sv")


def assert_idle(server: FusekiServer) -> None:
    """Within some seconds, the server works on nothing any more."""
    end = monotonic() + 20
    while monotonic() < end:
        before = server.worked
        sleep(1)
        if server.worked - before < 0.3:
            return
    pytest.fail("the server still works on something")


@pytest.mark.parametrize(
    "query",
    [
        ENDLESS,
        "SELECT * { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i } ORDER BY ?c ?f ?i",
        "SELECT (COUNT(*) AS ?n) { ?a (<x:>|!<x:>)* ?b . ?c (<x:>|!<x:>)* ?d }",
        "SELECT (COUNT(*) AS ?n) { GRAPH ?g { ?a (!<x:>/!<x:>/!<x:>)* ?b . ?c (!<x:>)* ?d } }",
        "SELECT ?s { ?s ?p ?o . FILTER NOT EXISTS { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i FILTER(STRLEN(CONCAT(STR(?a), STR(?f), STR(?i))) < 0) } }",
        "CONSTRUCT { ?a ?b ?i } { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l FILTER(?a = ?l) }",
    ],
)
def test_a_query_without_end_ends_at_the_limit(
    query: str, server: FusekiServer, hurried: ForwardingEngine
) -> None:
    begun = monotonic()
    with pytest.raises(TookTooLong):
        written(hurried, Asked(query), PLAIN, SIZE)
    assert monotonic() - begun < LIMIT + 2 * GRACE
    assert_idle(server)
    assert found(hurried, Asked("ASK {}")) is True


@pytest.mark.parametrize("query", [CROSS, "CONSTRUCT WHERE { ?s ?p ?o }"])
def test_more_than_anybody_is_given_is_cut_off_as_it_comes(
    query: str, server: FusekiServer, forwarding: ForwardingEngine
) -> None:
    with pytest.raises(TooMuch, match="LIMIT"):
        written(forwarding, Asked(query), PLAIN, 100_000)
    assert_idle(server)


def test_rows_that_are_not_shown_are_not_worked_out(
    server: FusekiServer, forwarding: ForwardingEngine
) -> None:
    table = shown(forwarding, Asked(CROSS), 500, SIZE)
    assert len(table.rows) == 500
    assert table.cut
    assert_idle(server)


def test_rows_that_are_too_long_to_be_shown(forwarding: ForwardingEngine) -> None:
    ten = "CONCAT(?{0}, ?{0}, ?{0}, ?{0}, ?{0}, ?{0}, ?{0}, ?{0}, ?{0}, ?{0})"
    longer = " ".join(f"BIND({ten.format(one)} AS ?{two})" for one, two in zip("abc", "bcd", strict=True))
    with pytest.raises(TooMuch):
        shown(
            forwarding, Asked(f'SELECT ?d {{ ?s ?p ?o BIND("0123456789" AS ?a) {longer} }}'), 500, 1_000_000
        )


def test_a_server_that_hangs_is_not_waited_for(server: FusekiServer) -> None:
    engine = ForwardingEngine(server.connection, 1)
    server.freeze()
    try:
        begun = monotonic()
        with pytest.raises(TookTooLong):
            written(engine, Asked("ASK {}"), PLAIN, SIZE)
        assert monotonic() - begun < 1 + 2 * GRACE
    finally:
        server.thaw()
    assert found(engine, Asked("ASK {}")) is True


def test_a_server_that_is_not_there() -> None:
    nobody = f"http://127.0.0.1:{free_port()}/ds"
    with pytest.raises(StoreFailed, match="does not answer"):
        written(ForwardingEngine(Connection(nobody, nobody), LIMIT), Asked("ASK {}"), PLAIN, SIZE)


def test_the_opening_goes_to_another_process(server: FusekiServer) -> None:
    opening = OpenForwarding(Connection(server.url, server.url, "strateg", "hemligt"), LIMIT, 10**9)
    assert pickle.loads(pickle.dumps(opening)) == opening
    assert "hemligt" not in repr(opening)
