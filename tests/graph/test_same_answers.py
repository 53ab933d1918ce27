"""Every store gives the same answers, to the byte; so does a store that gives its rows in another order."""

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import cycle
from typing import Any, cast

import pytest

from graph.answers.asking import ask
from graph.answers.description import describe
from graph.answers.documents import HOLDINGS, list_documents
from graph.answers.names import Names
from graph.answers.question import Parameter, Question
from graph.answers.resource import resource_quads
from graph.questions import catalogue, question
from graph.stores.embedded.oxigraph import OxigraphStore
from graph.stores.interface import NamedQuery, Row, Store
from ontology import iris
from ontology.errors import RotorsakError
from ontology.text import LANGUAGES, Language
from ontology.vocabulary import Vocabulary

VIEWS = (
    ("undisputed",),
    ("speaker:party/mp",),
    ("speaker:body/linkoping",),
    ("document:document/ks-31",),
    ("as-of:2019-12-31",),
    ("as-of:2022", "undisputed"),
)
TEXTS = ("segregation", "bostadsområdena", "skolan", "ökat", "trygghet i området", '"} DROP', "finns-inte")
SOME = 5  # things for each parameter and each kind


class Shuffled:
    """A store that gives its rows in an order of its own."""

    def __init__(self, store: OxigraphStore) -> None:
        self.store = store
        self.order = random.Random(1)

    def select(self, query: NamedQuery, /, **bindings: Any) -> list[Row]:
        rows = self.store.select(query, **bindings)
        self.order.shuffle(rows)
        return rows

    def __getattr__(self, name: str) -> Any:
        return getattr(self.store, name)


@pytest.fixture(scope="module")
def copied_names(copy: Store) -> Iterator[Names]:
    index = Names.of(copy)
    yield index
    index.close()


@dataclass(frozen=True)
class How:
    """How a question is asked."""

    parameters: tuple[tuple[str, str], ...]
    views: tuple[str, ...]
    language: Language


def asks(one: Question, vocabulary: Vocabulary, names: Names) -> Iterator[How]:
    """The worked example in its own view and others, and with other things for each thing that it names.

    Swedish and English take turns.
    """
    example = dict(one.example.parameters)
    others = (
        {**example, parameter.name: value}
        for parameter in one.parameters
        for value in values(parameter, vocabulary, names)
    )
    everything = [
        *((example, views) for views in ((), one.example.views, *VIEWS)),
        *((how, ()) for how in others),
    ]
    for (parameters, views), language in zip(everything, cycle(LANGUAGES), strict=False):
        yield How(tuple(parameters.items()), views, language)


def values(parameter: Parameter, vocabulary: Vocabulary, names: Names) -> Sequence[str]:
    if parameter.name == "text":
        return TEXTS
    kinds = parameter.kinds or (tuple(vocabulary.kinds) if parameter.any_thing else ())
    return some([iris.short_id(hit.thing) or "" for hit in names.of_kinds(kinds, 10_000)])


def some(ids: Sequence[str]) -> Sequence[str]:
    """A few of them, from the first to the last."""
    return ids[:: max(1, len(ids) // SOME)]


def told(store: Store, vocabulary: Vocabulary, names: Names, name: str, how: How) -> str:
    """The answer, or why there is none."""
    try:
        parameters = dict(how.parameters)
        return ask(store, vocabulary, names, question(name), parameters, how.views, how.language).to_json()
    except RotorsakError as error:
        return repr((type(error), error.tell(how.language)))


@pytest.mark.parametrize("name", tuple(catalogue()))
def test_answers_are_the_same(
    copy: Store,
    copied_names: Names,
    linkoping: OxigraphStore,
    names: Names,
    vocabulary: Vocabulary,
    name: str,
) -> None:
    for how in asks(question(name), vocabulary, names):
        answer = told(linkoping, vocabulary, names, name, how)
        assert told(copy, vocabulary, copied_names, name, how) == answer, how


@pytest.mark.parametrize("name", tuple(catalogue()))
def test_answers_do_not_depend_on_the_order_of_rows(
    linkoping: OxigraphStore, names: Names, vocabulary: Vocabulary, name: str
) -> None:
    shuffled = cast(Store, Shuffled(linkoping))
    for how in list(asks(question(name), vocabulary, names))[::4]:
        answer = told(linkoping, vocabulary, names, name, how)
        assert told(shuffled, vocabulary, names, name, how) == answer, how


def test_things_are_described_alike(
    copy: Store, copied_names: Names, linkoping: OxigraphStore, names: Names, vocabulary: Vocabulary
) -> None:
    for id_, language in zip(things(linkoping), cycle(LANGUAGES), strict=False):
        described = describe(linkoping, vocabulary, names, id_, language)
        assert describe(copy, vocabulary, copied_names, id_, language) == described, id_
        assert set(resource_quads(copy, iris.thing(id_))) == set(
            resource_quads(linkoping, iris.thing(id_))
        ), id_


def things(store: OxigraphStore) -> Iterator[str]:
    """A few things of each kind that there are, codes too."""
    ids: dict[str, list[str]] = {}
    for subject in sorted({quad.subject for quad in store.quads()}, key=str):
        id_ = iris.short_id(cast(Any, subject))
        if id_ is not None:
            ids.setdefault(id_.partition("/")[0], []).append(id_)
    for several in ids.values():
        yield from some(several)


def test_documents_are_the_same(copy: Store, linkoping: OxigraphStore, vocabulary: Vocabulary) -> None:
    for holding in (None, *HOLDINGS):
        listed = list_documents(linkoping, vocabulary, "sv", holding)
        assert list_documents(copy, vocabulary, "sv", holding) == listed


def test_what_is_found_by_its_words_is_the_same(copied_names: Names, names: Names) -> None:
    for text in TEXTS:
        assert copied_names.search(text, (), 1000) == names.search(text, (), 1000), text
