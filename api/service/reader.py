"""What a process that answers holds: a state of a store, its names, and where the built-in data stand."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from typing import TypeVar

from api.stores.one_state import OneState
from graph.answers.asking import ask
from graph.answers.form import Answer
from graph.answers.names import Names
from graph.questions import question
from graph.stores.interface import Store
from ontology.text import Language
from ontology.vocabulary import Vocabulary

Pairs = tuple[tuple[str, str], ...]
Given = TypeVar("Given")


@dataclass(frozen=True, slots=True)
class Reader:
    """A state of a store to read. `places` tells where in the built-in data files a thing or claim stands,
    `file:line`, by its short id; what users loaded has no place there.
    """

    store: Store
    vocabulary: Vocabulary
    find_names: Callable[[], Names]
    places: Mapping[str, str]

    @property
    def names(self) -> Names:
        """The index of names. Raises StoreFailed where it must be made first, and cannot be."""
        return self.find_names()

    def ask(self, name: str, parameters: Pairs, views: tuple[str, ...], language: Language) -> Answer:
        """The answer to a question of the catalogue (see `graph.answers.asking.ask`)."""
        asked = question(name)
        return ask(self.store, self.vocabulary, self.names, asked, dict(parameters), views, language)


def done(
    reader: Reader,
    work: Callable[..., Given],
    arguments: tuple[object, ...],
    named: Mapping[str, object],
) -> Given:
    """What the work gives. Raises StoreMoved where somebody wrote to the store meanwhile, and what the work raises."""
    doing = partial(work, reader, *arguments, **named)
    return reader.store.confirmed(doing) if isinstance(reader.store, OneState) else doing()
