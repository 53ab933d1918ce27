"""Each named query gives the same rows in Cypher as in SPARQL, whatever the questions bind."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from importlib.resources import files
from typing import Any

import pytest
from neo4j import GraphDatabase
from pyoxigraph import Literal, NamedNode, Quad, QuerySolutions
from pyoxigraph import Store as Engine

from graph.answers.asking import ask
from graph.answers.description import describe
from graph.answers.documents import list_documents
from graph.answers.names import Names
from graph.answers.resource import resource_quads
from graph.questions import catalogue
from graph.stores.embedded.oxigraph import OxigraphStore
from graph.stores.interface import Diff, Row, Store, Term
from graph.stores.literals import canonical_literal
from graph.stores.named_queries import NamedQuery
from graph.stores.sparql.store import SparqlStore
from ontology.iris import FACTS_GRAPH, STATE_GRAPH, graph, thing
from ontology.namespaces import DCT, PROV, RDF, RS, SKOS, XSD
from ontology.vocabulary import Vocabulary
from tests.servers.neo4j import Neo4jServer

Bindings = Mapping[str, Sequence[Term]]

FOLDER = files("graph") / "queries"
NAMES = sorted(one.name.removesuffix(".rq") for one in FOLDER.iterdir() if one.name.endswith(".rq"))
CUT = ("claimed", "pointing")
"""Queries with ORDER BY and LIMIT, of which the order is part of the answer."""

NOBODY, DOCUMENT, PARTY, MUNICIPALITY, PROBLEM = (
    thing(id_)
    for id_ in ("body/ingen", "document/ks-31", "party/mp", "body/linkoping", "problem/boendesegregation")
)
ACCEPTED, DENIES, KNOWN = (thing(id_) for id_ in ("review-state/accepted", "stance/denies", "holding/known"))
STRANGER = NamedNode("https://e/a)å,;")
YEAR, WORDS = Literal("2020", datatype=XSD["gYear"]), Literal('\\u0022 <https://e/g> "', language="sv")
AMOUNT = canonical_literal(Literal("13808000", datatype=XSD["integer"]))

BY_HAND: Mapping[str, Sequence[Bindings]] = {
    "claimed": [{"thing": [PARTY, PROBLEM, NOBODY, STRANGER]}],
    "claims": [
        {},
        {"object": [YEAR, WORDS, Literal("2020")]},
        {"object": [YEAR, MUNICIPALITY, NOBODY]},
        {"object": [AMOUNT], "predicate": [DCT["date"], RS["causes"]]},
        {"object": [MUNICIPALITY], "subject": [NOBODY, MUNICIPALITY]},
        {"predicate": [RS["causes"], DCT["isPartOf"], STRANGER, NOBODY]},
        {"subject": [YEAR, NOBODY]},
    ],
    "claims_on": [
        {"object": [AMOUNT], "predicate": [DCT["date"], RS["causes"]]},
        {"object": [YEAR, MUNICIPALITY, NOBODY], "predicate": [RS["recipient"], STRANGER]},
    ],
    "conflicts": [{"predicate": [RS["causes"], DCT["date"], STRANGER]}],
    "described": [
        {"thing": [DOCUMENT, NOBODY, STRANGER, ACCEPTED, FACTS_GRAPH, graph("ks-31")]},
        {"thing": [graph("ks-31"), STATE_GRAPH, DOCUMENT], "graph": [STATE_GRAPH, graph("ks-31")]},
        {"thing": [DOCUMENT], "graph": [graph("none")]},
    ],
    "disputes": [{}, {"claim": [NOBODY]}],
    "document_contents": [{"document": [NOBODY, DOCUMENT]}],
    "documents": [{}, {"document": [NOBODY, DOCUMENT, STRANGER]}],
    "holders": [
        {
            "class": [RS["Amount"], RS["Listing"], STRANGER],
            "value": [AMOUNT, MUNICIPALITY, RS["Amount"], YEAR],
        },
        {"class": [RS["Amount"]], "value": [RS["Listing"], STRANGER, NOBODY]},
        {"class": [STRANGER], "value": [AMOUNT, MUNICIPALITY]},
    ],
    "labels": [{"thing": [NOBODY, DOCUMENT, ACCEPTED]}],
    "nodes": [{"node": [NOBODY, DOCUMENT, ACCEPTED]}],
    "passage_claims": [{"passage": [NOBODY, DOCUMENT]}],
    "passages": [{"passage": [NOBODY, DOCUMENT]}],
    "pointed": [
        {"thing": [MUNICIPALITY, PROBLEM, NOBODY]},
        {"thing": [MUNICIPALITY, KNOWN], "predicate": [RS["recipient"], RS["holding"], STRANGER]},
    ],
    "pointing": [
        {"thing": [one]}
        for one in (
            ACCEPTED,
            DENIES,
            KNOWN,
            NOBODY,
            STRANGER,
            RS["Document"],
            RS["causes"],
            thing("basis/read"),
        )
    ]
    + [{"thing": [MUNICIPALITY, PROBLEM], "graph": [FACTS_GRAPH, graph("ks-31")]}],
    "propositions": [{"thing": [NOBODY, DOCUMENT]}],
    "quoted": [{"thing": [NOBODY, DOCUMENT, STRANGER]}],
    "reported": [{}, {"voice": [NOBODY]}, {"voice": [PARTY, DOCUMENT, MUNICIPALITY]}],
    "said": [{"thing": [DOCUMENT, NOBODY, STRANGER, ACCEPTED, RS["Claim"], graph("ks-31")]}],
    "speakers": [{}],
    "spoken_of": [
        {"speaker": [PARTY, MUNICIPALITY, NOBODY], "predicate": [RS["concerns"], RS["causes"], STRANGER]}
    ],
    "things": [
        {"class": [RS["Document"], RS["Problem"], SKOS["Concept"], PROV["Activity"]]},
        {"class": [STRANGER, RDF["Statement"], YEAR]},
    ],
    "typed": [{"type": [thing("document-type/regulation"), NOBODY, STRANGER]}],
    "types": [{"thing": [NOBODY, DOCUMENT, MUNICIPALITY]}],
}


class Recording:
    """A store that keeps what it is asked."""

    def __init__(self, store: OxigraphStore) -> None:
        self.store = store
        self.asked: dict[str, dict[str, Bindings]] = {}

    def select(self, query: NamedQuery, /, **bindings: Sequence[Term]) -> list[Row]:
        self.asked.setdefault(query.name, {})[str(sorted(bindings.items()))] = bindings
        return self.store.select(query, **bindings)

    def __getattr__(self, name: str) -> Any:
        return getattr(self.store, name)


@pytest.fixture(scope="module")
def recorded(linkoping: OxigraphStore, vocabulary: Vocabulary) -> Mapping[str, Sequence[Bindings]]:
    """What each query is bound to when the questions' examples are asked, and things are described."""
    store: Any = Recording(linkoping)
    names = Names.of(store)
    for question in catalogue().values():
        ask(store, vocabulary, names, question, question.example.parameters, question.example.views)
    for one in _some_of_each_kind(linkoping):
        describe(store, vocabulary, names, one.value.partition("/id/")[2], "sv")
        resource_quads(store, one)
    list_documents(store, vocabulary, "sv")
    return {name: list(asked.values()) for name, asked in store.asked.items()}


def _some_of_each_kind(store: OxigraphStore) -> Iterator[NamedNode]:
    found: Counter[str] = Counter()
    subjects = {quad.subject for quad in store.quads() if isinstance(quad.subject, NamedNode)}
    for one in sorted(subjects, key=str):
        kind = re.match("https://w3id.org/rotorsak/id/([^/]+)/", one.value)
        if kind and found[kind[1]] < 3:
            found[kind[1]] += 1
            yield one


def rows_of(store: Store, name: str, bindings: Bindings) -> object:
    """The rows, each as often as it came; in their order where that is part of the answer."""
    rows = [frozenset(row.items()) for row in store.select(NamedQuery(name), **bindings)]
    return rows if name in CUT else Counter(rows)


@pytest.mark.parametrize("name", NAMES)
def test_the_rows_are_the_same(
    copy: Store, linkoping: OxigraphStore, recorded: Mapping[str, Sequence[Bindings]], name: str
) -> None:
    bound = [*recorded.get(name, []), *BY_HAND.get(name, [])]
    assert bound
    for bindings in bound:
        assert rows_of(copy, name, bindings) == rows_of(linkoping, name, bindings), bindings
    empty: Bindings = {parameter: [] for parameter in NamedQuery(name).parameters()}
    assert not empty or copy.select(NamedQuery(name), **empty) == []


def test_every_query_has_its_pair() -> None:
    stems = (one.name.removesuffix(".cypher") for one in FOLDER.iterdir() if one.name.endswith(".cypher"))
    assert sorted(stems) == NAMES


@pytest.mark.parametrize("name", NAMES)
def test_a_pair_has_the_same_parameters(name: str) -> None:
    query = NamedQuery(name)
    asked = query.cypher({one: [DOCUMENT] for one in query.parameters()})
    assert asked is not None
    assert set(re.findall(r"\$given\.(\w+)", asked[0])) == asked[1]["given"].keys() == query.parameters()
    assert "{class}" not in asked[0]


@pytest.mark.xdist_group("neo4j")
def test_a_pair_has_the_same_columns(neo4j_server: Neo4jServer) -> None:
    connection = neo4j_server.connection
    account = (connection.user or "", connection.password or "")
    with GraphDatabase.driver(connection.uri, auth=account) as driver, driver.session() as session:
        for name in NAMES:
            query = NamedQuery(name)
            asked = query.cypher({one: [DOCUMENT] for one in query.parameters()})
            columns = Engine().query(query.sparql({}) or "")
            assert asked is not None
            assert isinstance(columns, QuerySolutions)
            found = session.run("EXPLAIN " + asked[0], asked[1]).keys()
            assert sorted(found) == sorted(variable.value for variable in columns.variables), name


def test_what_is_cut_is_cut_alike(copy: Store) -> None:
    """More things point to one than are given: the first by code point are. (Jena's order is that of UTF-16.)"""
    rare = "" if isinstance(copy, SparqlStore) else "\U00010000\U0001f600\U000e1000"
    letters = "aZ~åÅéß\u0153\u1e9e\ud7ff\uf900\ufdf0\uffef" + rare
    quads = frozenset(
        Quad(NamedNode(f"https://e/{one}{number}"), predicate, STRANGER, graph("cut"))
        for one in letters
        for number in range(60)
        for predicate in (RS["giver"], NamedNode("https://e/på"))
    )
    with OxigraphStore.in_memory() as alone:
        alone.write(Diff(add=quads))
        copy.write(Diff(add=quads))
        try:
            found = rows_of(copy, "pointing", {"thing": [STRANGER]})
        finally:
            copy.write(Diff(remove=quads))
        assert found == rows_of(alone, "pointing", {"thing": [STRANGER]})
        assert len(alone.select(NamedQuery("pointing"), thing=[STRANGER])) == 1001
