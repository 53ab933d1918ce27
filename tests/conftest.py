"""Linköping's graph, asked and read by tests, and the documents that it was written from."""

import os
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Protocol

import pytest
from hypothesis import settings

from graph.answers.asking import ask
from graph.answers.form import Answer
from graph.answers.names import Names
from graph.loading.graphs import replace_graphs
from graph.questions import question
from graph.stores.embedded.oxigraph import OxigraphStore
from graph.stores.interface import Store
from graph.stores.neo4j.store import Neo4jStore
from graph.stores.sparql.store import SparqlStore
from ingest.builtin import load_builtin
from ingest.compiling import compile_dataset
from ingest.dataset import read_dataset
from ontology.iris import CODES_GRAPH
from ontology.text import Language
from ontology.vocabulary import Vocabulary, codes, codes_quads
from ontology.vocabulary import vocabulary as read_vocabulary
from tests.servers.fuseki import FusekiServer
from tests.servers.neo4j import Neo4jServer
from tests.servers.running import tools_missing

settings.register_profile("rotorsak", deadline=None)  # no clock in tests: machines are busy
settings.load_profile("rotorsak")


ROOT = Path(__file__).parents[1]


class AskLinkoping(Protocol):
    def __call__(
        self,
        name: str,
        parameters: Mapping[str, str] | None = ...,
        views: Sequence[str] = ...,
        language: Language = ...,
    ) -> Answer: ...


def missing(what: str) -> None:
    """Skip the test for want of something, or fail it where everything is required."""
    if os.environ.get("ROTORSAK_REQUIRE") == "all":
        pytest.fail(what)
    pytest.skip(what)


@pytest.fixture(scope="session")
def vocabulary() -> Vocabulary:
    return read_vocabulary()


@pytest.fixture(scope="session")
def linkoping(vocabulary: Vocabulary) -> Iterator[OxigraphStore]:
    """A store in memory with the built-in data. Tests read it and leave it as it is."""
    with OxigraphStore.in_memory() as store:
        load_builtin(store, vocabulary)
        yield store


@pytest.fixture(scope="session")
def names(linkoping: OxigraphStore) -> Iterator[Names]:
    index = Names.of(linkoping)
    yield index
    index.close()


@pytest.fixture(scope="session")
def ask_linkoping(linkoping: OxigraphStore, vocabulary: Vocabulary, names: Names) -> AskLinkoping:
    """Ask a question of Linköping's graph by its name."""

    def asked(
        name: str,
        parameters: Mapping[str, str] | None = None,
        views: Sequence[str] = (),
        language: Language = "sv",
    ) -> Answer:
        return ask(linkoping, vocabulary, names, question(name), parameters or {}, views, language)

    return asked


class AskSmall(Protocol):
    def __call__(
        self,
        name: str,
        parameters: Mapping[str, str] | None = ...,
        views: Sequence[str] = ...,
        language: Language = ...,
    ) -> Answer: ...

    store: OxigraphStore


class _Small:
    """A small graph of a test's own, asked like Linköping's."""

    def __init__(self, store: OxigraphStore, vocabulary: Vocabulary) -> None:
        self.store = store
        self._vocabulary = vocabulary
        self._names = Names.of(store)

    def __call__(
        self,
        name: str,
        parameters: Mapping[str, str] | None = None,
        views: Sequence[str] = (),
        language: Language = "sv",
    ) -> Answer:
        return ask(
            self.store, self._vocabulary, self._names, question(name), parameters or {}, views, language
        )


@pytest.fixture
def small_graph(vocabulary: Vocabulary, tmp_path: Path) -> Callable[[str], AskSmall]:
    """Make a graph from the text of a data file, written by the test, with the code lists beside it."""

    def made(text: str) -> AskSmall:
        folder = tmp_path / "data"
        folder.mkdir(exist_ok=True)
        (folder / "small.yaml").write_text(text, encoding="utf-8")
        store = OxigraphStore.in_memory()
        graphs = dict(compile_dataset(read_dataset(folder), vocabulary, codes()).graphs)
        graphs[CODES_GRAPH] = frozenset(codes_quads())
        replace_graphs(store, graphs, vocabulary)
        return _Small(store, vocabulary)

    return made


@pytest.fixture(scope="session")
def corpus() -> Path:
    """The folder of the documents themselves, which are not part of this repository."""
    folder = Path(os.environ.get("ROTORSAK_CORPUS") or ROOT / "../shared/corpus").resolve()
    if not folder.is_dir():
        missing(f"the documents are not here: {folder} (ROTORSAK_CORPUS names their folder)")
    return folder


NEO4J = pytest.param("neo4j", marks=pytest.mark.xdist_group("neo4j"))
SPARQL = pytest.param("sparql", marks=pytest.mark.xdist_group("sparql"))
"""The stores on servers, as parameters of tests. A server is one process of the test run's, as its tests are."""
STORES = ("oxigraph", NEO4J, SPARQL)
"""All kinds of stores, as parameters of tests."""


@pytest.fixture
def open_store(request: pytest.FixtureRequest) -> Iterator[Callable[[str], Store]]:
    """Open an empty store of a kind, "oxigraph", "neo4j" or "sparql"; it is closed after the test."""
    opened: list[Store] = []

    def made(kind: str) -> Store:
        opened.append(empty_store(request, kind))
        return opened[-1]

    yield made
    for store in opened:
        store.close()


def empty_store(request: pytest.FixtureRequest, kind: str) -> Store:
    """A new store of a kind; what its server held is gone."""
    if kind == "oxigraph":
        return OxigraphStore.in_memory()
    if kind == "neo4j":
        neo4j: Neo4jServer = request.getfixturevalue("neo4j_server")
        neo4j.wipe()
        return Neo4jStore(neo4j.connection)
    fuseki: FusekiServer = request.getfixturevalue("fuseki_server")
    fuseki.wipe()
    return SparqlStore(fuseki.connection)


@pytest.fixture(scope="session")
def neo4j_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Neo4jServer]:
    """Neo4j, for tests of the group "neo4j". Whoever finds something in it wipes it."""
    if lacking := tools_missing():
        missing(lacking)
    server = Neo4jServer(tmp_path_factory.mktemp("neo4j"))
    server.start()
    yield server
    server.stop()


@pytest.fixture(scope="session")
def fuseki_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[FusekiServer]:
    """Fuseki, for tests of the group "sparql". Whoever finds something in it wipes it."""
    if lacking := tools_missing():
        missing(lacking)
    server = FusekiServer(tmp_path_factory.mktemp("fuseki"))
    server.start()
    yield server
    server.stop()
