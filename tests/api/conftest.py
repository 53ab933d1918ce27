"""The command line run in this process, services that run beside it, and stores on disk for both."""

import os
import shutil
from collections.abc import Callable, Generator, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from api.cli.commands import main
from api.stores import parse_address
from graph.loading.files import load_files, read_files
from graph.loading.graphs import program_graphs, replace_graphs
from graph.rdf.files import serialise
from graph.stores.embedded.oxigraph import OxigraphStore
from graph.stores.interface import Diff
from ingest.builtin import compile_builtin, load_builtin
from ontology.iris import graph
from ontology.vocabulary import vocabulary
from tests.api.hostile import hostile_quads
from tests.conftest import NEO4J, SPARQL
from tests.servers.fuseki import FusekiServer
from tests.servers.neo4j import Neo4jServer
from tests.serving import RUNNING, SETTINGS, serving


@dataclass(frozen=True)
class Ran:
    """What a command ended with."""

    code: int
    out: str
    err: str


Rotorsak = Callable[..., Ran]


@pytest.fixture(scope="session")
def caches(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where commands keep what they make for themselves, in the place of the user's own caches."""
    return tmp_path_factory.mktemp("caches")


@pytest.fixture(autouse=True)
def plain_surroundings(monkeypatch: pytest.MonkeyPatch, caches: Path) -> None:
    for name in list(os.environ):
        if name in SETTINGS:
            monkeypatch.delenv(name)
    monkeypatch.setenv("COLUMNS", "100")
    monkeypatch.setenv("XDG_CACHE_HOME", str(caches))


@pytest.fixture
def rotorsak(capfdbinary: pytest.CaptureFixture[bytes]) -> Rotorsak:
    """Run the command line in this process."""

    def run(*arguments: str | Path) -> Ran:
        with pytest.raises(SystemExit) as ended:
            main([str(argument) for argument in arguments])
        out, err = capfdbinary.readouterr()
        code = ended.value.code
        assert isinstance(code, int)
        return Ran(code, out.decode(), err.decode())

    return run


@pytest.fixture(scope="session")
def loaded_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store on disk with the built-in data. Tests read it and leave it as it is."""
    folder = tmp_path_factory.mktemp("loaded") / "store"
    with OxigraphStore.open(folder, write=True) as store:
        load_builtin(store, vocabulary())
    return folder


@pytest.fixture(scope="session")
def loaded(loaded_folder: Path) -> str:
    """The address of `loaded_folder`."""
    return f"oxigraph:{loaded_folder}"


@pytest.fixture(scope="session")
def small_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store on disk with the things and one document of the built-in data, which loads fast."""
    folder = tmp_path_factory.mktemp("small") / "store"
    built_in = compile_builtin(vocabulary()).graphs
    with OxigraphStore.open(folder, write=True) as store:
        some = {name: built_in[name] for name in (graph("things"), graph("delmos-om-segregation"))}
        replace_graphs(store, {**program_graphs(), **some}, vocabulary())
    return folder


@pytest.fixture(scope="session")
def small(small_folder: Path) -> str:
    """The address of `small_folder`. Tests read it and leave it as it is."""
    return f"oxigraph:{small_folder}"


@pytest.fixture
def changeable_small(small_folder: Path, tmp_path: Path) -> str:
    """The address of a copy of `small_folder` that the test may change."""
    shutil.copytree(small_folder, tmp_path / "changeable-small")
    return f"oxigraph:{tmp_path / 'changeable-small'}"


@pytest.fixture
def changeable(loaded_folder: Path, tmp_path: Path) -> str:
    """The address of a store with the built-in data that the test may change."""
    shutil.copytree(loaded_folder, tmp_path / "changeable")
    return f"oxigraph:{tmp_path / 'changeable'}"


Server = Neo4jServer | FusekiServer


@pytest.fixture(scope="module", params=[NEO4J, SPARQL])
def server(request: pytest.FixtureRequest) -> Iterator[Server]:
    """A real server of each kind, empty at first, for the tests of one module. It runs again at the end."""
    name = {"neo4j": "neo4j_server", "sparql": "fuseki_server"}[request.param]
    running: Server = request.getfixturevalue(name)
    running.wipe()
    yield running
    if not running.runs:
        running.start()


@pytest.fixture(scope="module")
def on_server(server: Server, loaded_folder: Path) -> str:
    """The address of a server with the built-in data. Tests read it and leave it as it is."""
    return filled(server, loaded_folder)


@pytest.fixture(scope="module")
def small_on_server(server: Server, small_folder: Path) -> str:
    """The address of a server with what `small_folder` holds. Tests read it and leave it as it is."""
    return filled(server, small_folder)


def filled(server: Server, folder: Path) -> str:
    """The address of a server that holds what the embedded store in a folder does, and nothing else."""
    server.wipe()
    address = parse_address(server.address)
    with OxigraphStore.open(folder, write=False) as original, address.for_writing() as store:
        store.write(Diff(add=frozenset(original.quads())))
    return server.address


@pytest.fixture(scope="session")
def service(loaded_folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address, without a slash at the end, of a service of the built-in data that really runs."""
    folder = tmp_path_factory.mktemp("served") / "store"
    shutil.copytree(loaded_folder, folder)
    with serving(f"oxigraph:{folder}") as served:
        yield served.address


@pytest.fixture(scope="session")
def hostile_service(loaded_folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a service of the built-in data and, beside them, the document of `tests.api.hostile`."""
    folder = tmp_path_factory.mktemp("hostile")
    shutil.copytree(loaded_folder, folder / "store")
    written = folder / "hostile.trig"
    written.write_bytes(serialise(hostile_quads(), "trig"))
    with OxigraphStore.open(folder / "store", write=True) as store:
        load_files(store, read_files([written]), vocabulary())
    with serving(f"oxigraph:{folder / 'store'}") as served:
        yield served.address


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(
    item: pytest.Item, call: pytest.CallInfo[None]
) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """Show with a test that fails what the services that run have written to standard error."""
    report = yield
    if report.failed:
        report.sections += [(f"stderr of {one.address}", one.err) for one in RUNNING if one.err]
    return report
