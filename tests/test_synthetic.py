"""The synthetic country is the same whenever it is made, sound by the product's own checks, and answers every question."""

import subprocess
import sys
from collections import Counter
from collections.abc import Iterator

import pytest
from pyoxigraph import NamedNode, Quad

from graph.answers.asking import ask
from graph.answers.names import Names
from graph.loading.checks import FileQuad, said_wrongly
from graph.loading.graphs import Graphs, replace_graphs
from graph.loading.validation import shortfalls_of
from graph.questions import catalogue
from graph.stores.embedded.oxigraph import OxigraphStore
from ontology import iris
from ontology.iris import FACTS_GRAPH
from ontology.namespaces import RDF, RS
from ontology.vocabulary import Vocabulary
from tests.benching.asking import Asked, ask_all
from tests.synthetic.asking import asked_of
from tests.synthetic.causes import EDGES, edges
from tests.synthetic.country import municipality, shared
from tests.synthetic.place import YEARS

HASHES = """
from graph.stores.state import hash_of_quads
from tests.synthetic.country import municipality, shared
for graphs in (shared(), municipality(77)):
    print(hash_of_quads(quad for quads in graphs.values() for quad in quads))
"""
STATES = {"citation-check": "unknown"}
"""The state of an answer where it is not `answered`: the document that is cited is not held."""


@pytest.fixture(scope="module")
def first() -> Graphs:
    return municipality(1)


@pytest.fixture(scope="module")
def country(first: Graphs, vocabulary: Vocabulary) -> Iterator[OxigraphStore]:
    """A country of one municipality."""
    with OxigraphStore.in_memory() as store:
        replace_graphs(store, shared(), vocabulary)
        replace_graphs(store, first, vocabulary)
        yield store


def of_class(graphs: Graphs) -> Counter[str]:
    types = (quad.object for quads in graphs.values() for quad in quads if quad.predicate == RDF["type"])
    return Counter(one.value for one in types if isinstance(one, NamedNode))


def quads_of(graphs: Graphs, *without: str) -> list[Quad]:
    left_out = {iris.graph(name) for name in without}
    return [quad for name, quads in graphs.items() if name not in left_out for quad in quads]


def test_it_is_the_same_whenever_it_is_made() -> None:
    """Python orders its sets anew in each process; the graphs do not depend on it."""
    command = [sys.executable, "-c", HASHES]
    making = [
        subprocess.Popen(command, env={"PYTHONHASHSEED": seed}, stdout=subprocess.PIPE, text=True)
        for seed in ("1", "2")
    ]
    one, other = (process.communicate()[0] for process in making)
    assert one == other
    assert len(set(one.split())) == 2


def test_its_size(first: Graphs) -> None:
    found = of_class(first)
    assert found[RS["Action"].value] == 5 * 5 * 50
    assert found[RS["Goal"].value] == 5 * 5 * 8
    assert found[RS["Indicator"].value] == 20
    assert found[RS["Grant"].value] == 6
    assert 9_000 < found[RS["Claim"].value] < 11_000
    assert of_class(shared())[RS["Problem"].value] == 120
    assert len(set(edges())) == EDGES == 300


def test_each_document_has_a_graph_of_its_own(first: Graphs) -> None:
    documents = {iris.graph(f"m1-plan-{year}") for year in YEARS}
    assert documents < first.keys()
    other = municipality(2)
    assert not first.keys() & other.keys()
    assert not {quad.subject for quad in first[iris.graph("things-m1")]} & {
        quad.subject for quad in other[iris.graph("things-m2")]
    }


def test_the_checks_of_files_find_nothing_wrong(first: Graphs, vocabulary: Vocabulary) -> None:
    quads = quads_of({**shared(), **first})
    read = [FileQuad("synthetic", line, quad) for line, quad in enumerate(quads, start=1)]
    assert list(said_wrongly(read, vocabulary)) == []


def test_everything_has_its_right_shape(first: Graphs) -> None:
    """All of a municipality but four of its plans, which are made like the fifth: SHACL is slow."""
    plans = [f"m1-plan-{year}" for year in YEARS[1:]]
    assert shortfalls_of(quads_of({**shared(), **first}, *plans)) == []


@pytest.fixture(scope="module")
def country_names(country: OxigraphStore) -> Iterator[Names]:
    index = Names.of(country)
    yield index
    index.close()


def test_every_question_is_answered(
    country: OxigraphStore, country_names: Names, vocabulary: Vocabulary
) -> None:
    for one in catalogue().values():
        answer = ask(country, vocabulary, country_names, one, asked_of(one.name))
        assert answer.rows, one.name
        assert answer.state == STATES.get(one.name, "answered"), one.name


def test_some_causes_are_contested_and_some_known_at_second_hand_only(
    country: OxigraphStore, country_names: Names, vocabulary: Vocabulary
) -> None:
    question = catalogue()["neighbours"]
    evidence = [
        item
        for cause in dict.fromkeys(start for start, _ in edges()[:20])
        for item in ask(country, vocabulary, country_names, question, {"focus": cause}).evidence.values()
        if item.relation.id == "causes"
    ]
    assert {item.contested for item in evidence} == {True, False}
    assert {item.second_hand for item in evidence} == {True, False}
    assert len({item.chain[0].speaker.id for item in evidence}) >= 3


def test_facts_are_made_of_it(country: OxigraphStore) -> None:
    facts = Counter(quad.predicate for quad in country.quads(FACTS_GRAPH))
    assert sum(facts.values()) > 20_000
    assert facts[RS["causes"]] == facts[RS["addresses"]] == 0


def test_stores_that_answer_otherwise_are_told_of(
    country: OxigraphStore, country_names: Names, linkoping: OxigraphStore
) -> None:
    search = Asked(catalogue()["search"], {"text": "segregation"})
    same = ask_all({"one": country, "other": country}, country_names, search, runs=2)
    other = ask_all({"one": country, "other": linkoping}, country_names, search, runs=2)
    assert same.faults == []
    assert other.faults == ["search: the stores do not give the same answer"]
    assert [len(times) for times in same.times.values()] == [2, 2]
    assert same.trips > 1
