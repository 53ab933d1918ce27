"""What a process that answers holds: the snapshot of a store, its names, and where the built-in data stand."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from graph.answers.asking import ask
from graph.answers.form import Answer
from graph.answers.names import NAMES_FILE, Names
from graph.questions import question
from graph.stores.embedded.oxigraph import OxigraphStore
from graph.stores.interface import Store
from ontology.text import Language
from ontology.vocabulary import Vocabulary, vocabulary

Pairs = tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Reader:
    """A store to read. `places` tells where in the built-in data files a thing or claim stands, `file:line`, by its
    short id; what users loaded has no place there.
    """

    store: Store
    vocabulary: Vocabulary
    names: Names
    places: Mapping[str, str]

    def ask(self, name: str, parameters: Pairs, views: tuple[str, ...], language: Language) -> Answer:
        """The answer to a question of the catalogue (see `graph.answers.asking.ask`)."""
        asked = question(name)
        return ask(self.store, self.vocabulary, self.names, asked, dict(parameters), views, language)


@dataclass(frozen=True, slots=True)
class OpenReader:
    """How a process opens its reader: from the folder of a snapshot, where it leaves the index of names for others."""

    folder: Path
    places: Mapping[str, str]

    def __call__(self) -> Reader:
        """The reader. Raises StoreFailed."""
        store = OxigraphStore.open(self.folder, write=False)
        return Reader(store, vocabulary(), Names.of(store, self.folder / NAMES_FILE), self.places)
