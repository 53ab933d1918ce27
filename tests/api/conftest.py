"""The command line run in this process, and stores on disk to run it on."""

import os
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from api.cli.commands import main
from graph.loading.graphs import program_graphs, replace_graphs
from graph.stores.oxigraph import OxigraphStore
from ingest.builtin import compile_builtin, load_builtin
from ontology.iris import graph
from ontology.vocabulary import vocabulary


@dataclass(frozen=True)
class Ran:
    """What a command ended with."""

    code: int
    out: str
    err: str


Rotorsak = Callable[..., Ran]


@pytest.fixture(autouse=True)
def plain_surroundings(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in list(os.environ):
        if name in ("ROTORSAK_STORE", "ROTORSAK_LANG", "ROTORSAK_CORPUS", "NO_COLOR"):
            monkeypatch.delenv(name)
    monkeypatch.setenv("COLUMNS", "100")


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
