"""The SPARQL clients that people have, as they are: rdflib's store, and SPARQLWrapper."""

import json
from collections.abc import Callable
from urllib.error import HTTPError
from xml.dom.minidom import Document

import pytest
from rdflib import Dataset, Graph, Literal, URIRef
from rdflib.namespace import RDF, SKOS
from rdflib.plugins.stores.sparqlstore import SPARQLStore
from SPARQLWrapper import (
    CSV,
    GET,
    JSON,
    JSONLD,
    N3,
    POST,
    POSTDIRECTLY,
    RDFXML,
    TSV,
    TURTLE,
    URLENCODED,
    XML,
    SPARQLWrapper,
)
from SPARQLWrapper.SPARQLExceptions import QueryBadFormed

from ontology.iris import FACTS_GRAPH, graph, thing
from ontology.namespaces import RS

GOAL = URIRef(RS["Goal"].value)
GOALS_HELD = 13
ATTRACTIVE = URIRef(thing("goal/attraktiv-kommun").value)
NAMES = {Literal("Attraktiv kommun", lang="sv"), Literal("Attractive municipality", lang="en")}
ASK_NAMES = f"SELECT ?name {{ <{ATTRACTIVE}> <{SKOS.prefLabel}> ?name }} ORDER BY ?name"
DESCRIBE = f"DESCRIBE <{ATTRACTIVE}>"


@pytest.mark.parametrize("method", ["GET", "POST", "POST_FORM"])
@pytest.mark.parametrize("form", ["xml", "json", "csv", "tsv"])
def test_rdflib_asks_in_every_form(service: str, method: str, form: str) -> None:
    facts = Graph(SPARQLStore(f"{service}/sparql", method=method, returnFormat=form))

    names = {str(row[0]) for row in facts.query(ASK_NAMES)}

    assert names == {str(name) for name in NAMES}


@pytest.mark.parametrize("method", ["GET", "POST", "POST_FORM"])
def test_rdflib_reads_the_facts_as_a_graph(service: str, method: str) -> None:
    facts = Graph(SPARQLStore(f"{service}/sparql", method=method))

    assert set(facts.objects(ATTRACTIVE, SKOS.prefLabel)) == NAMES
    assert len(set(facts.subjects(RDF.type, GOAL))) == GOALS_HELD
    assert (ATTRACTIVE, RDF.type, GOAL) in facts
    assert bool(facts.query(f"ASK {{ <{ATTRACTIVE}> a <{GOAL}> }}").askAnswer)
    assert set(facts.query(DESCRIBE).graph.objects(ATTRACTIVE, SKOS.prefLabel)) == NAMES


def test_rdflib_reads_the_facts_as_a_dataset(service: str) -> None:
    dataset = Dataset(SPARQLStore(f"{service}/sparql"))

    assert len(list(dataset.query(f"SELECT ?goal {{ ?goal a <{GOAL}> }}"))) == GOALS_HELD
    named = {str(row[0]) for row in dataset.query("SELECT DISTINCT ?g { GRAPH ?g { ?s ?p ?o } }")}
    assert {graph("ks-31").value, FACTS_GRAPH.value} < named


def test_rdflib_reads_one_graph(service: str) -> None:
    document = Graph(SPARQLStore(f"{service}/sparql"), identifier=URIRef(graph("ks-31").value))

    assert list(document.query(f"SELECT ?claim {{ ?claim a <{RS['Claim'].value}> }}"))


def test_rdflib_does_not_write(service: str) -> None:
    store = SPARQLStore(f"{service}/sparql")

    with pytest.raises(TypeError):
        store.add((ATTRACTIVE, RDF.type, GOAL), None)


def wrapped(service: str, query: str, form: str, method: str, how: str = URLENCODED) -> SPARQLWrapper:
    wrapper = SPARQLWrapper(f"{service}/sparql")
    wrapper.setQuery(query)
    wrapper.setReturnFormat(form)
    wrapper.setMethod(method)
    wrapper.setRequestMethod(how)
    return wrapper


WAYS = pytest.mark.parametrize(
    ("method", "how"), [(GET, URLENCODED), (POST, URLENCODED), (POST, POSTDIRECTLY)]
)


def _of_json(told: object) -> list[str]:
    assert isinstance(told, dict)
    return [row["name"]["value"] for row in told["results"]["bindings"]]


def _of_xml(told: object) -> list[str]:
    assert isinstance(told, Document)
    return [one.firstChild.data for one in told.getElementsByTagName("literal")]  # type: ignore[union-attr]


def _of_csv(told: object) -> list[str]:
    assert isinstance(told, bytes)
    return told.decode().splitlines()[1:]


def _of_tsv(told: object) -> list[str]:
    assert isinstance(told, bytes)
    return [line.split('"')[1] for line in told.decode().splitlines()[1:]]


@WAYS
@pytest.mark.parametrize(
    ("form", "names"), [(JSON, _of_json), (XML, _of_xml), (CSV, _of_csv), (TSV, _of_tsv)]
)
def test_sparqlwrapper_gets_solutions(
    service: str, method: str, how: str, form: str, names: Callable[[object], list[str]]
) -> None:
    told = wrapped(service, ASK_NAMES, form, method, how).query().convert()

    assert sorted(names(told)) == ["Attractive municipality", "Attraktiv kommun"]


@WAYS
@pytest.mark.parametrize("form", [XML, RDFXML, JSONLD])
def test_sparqlwrapper_gets_graphs(service: str, method: str, how: str, form: str) -> None:
    told = wrapped(service, DESCRIBE, form, method, how).query().convert()

    assert isinstance(told, Graph)
    assert set(told.objects(ATTRACTIVE, SKOS.prefLabel)) == NAMES


@WAYS
@pytest.mark.parametrize("form", [TURTLE, N3])
def test_sparqlwrapper_gets_the_text_of_graphs(service: str, method: str, how: str, form: str) -> None:
    told = wrapped(service, DESCRIBE, form, method, how).query().convert()

    assert set(Graph().parse(data=told, format=form).objects(ATTRACTIVE, SKOS.prefLabel)) == NAMES


def test_sparqlwrapper_gets_yes_and_names_a_graph(service: str) -> None:
    asked = wrapped(service, f"ASK {{ <{ATTRACTIVE}> a <{GOAL}> }}", JSON, GET)
    asked.addDefaultGraph(FACTS_GRAPH.value)
    assert asked.query().convert()["boolean"] is True

    asked.addParameter("default-graph-uri", graph("codes").value)
    asked.addNamedGraph(graph("codes").value)
    assert asked.query().convert()["boolean"] is True


def test_sparqlwrapper_is_told_what_is_wrong(service: str) -> None:
    with pytest.raises(QueryBadFormed, match="malformed-query"):
        wrapped(service, "SELECT * { ?s ?p", JSON, POST).query()


def test_sparqlwrapper_does_not_write(service: str) -> None:
    with pytest.raises(HTTPError) as refused:
        wrapped(service, "INSERT DATA { <a:a> <a:b> <a:c> }", JSON, POST).query()

    assert refused.value.code == 403
    assert json.loads(refused.value.read())["type"] == "/problems#read-only"
