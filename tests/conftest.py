"""Linköping's graph, asked and read by tests, and the documents that it was written from."""

import os
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Protocol

import pytest

from graph.answers import Answer
from graph.asking import ask
from graph.names import Names
from graph.oxigraph_store import OxigraphStore
from graph.questions import question
from ingest.builtin import load_builtin
from ontology.text import Language
from ontology.vocabulary import Vocabulary
from ontology.vocabulary import vocabulary as read_vocabulary

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


@pytest.fixture(scope="session")
def corpus() -> Path:
    """The folder of the documents themselves, which are not part of this repository."""
    folder = Path(os.environ.get("ROTORSAK_CORPUS") or ROOT / "../shared/corpus").resolve()
    if not folder.is_dir():
        missing(f"the documents are not here: {folder} (ROTORSAK_CORPUS names their folder)")
    return folder
