"""What a question asks of a store does not grow with the country: its round trips are fixed, and the rows it fetches.

Counted at the interface of all stores: a query there is one request to a server.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import cast

import pytest

from graph.answers.asking import ask
from graph.answers.names import Names
from graph.loading.graphs import Graphs, replace_graphs
from graph.questions import catalogue
from graph.stores.embedded.oxigraph import OxigraphStore
from graph.stores.interface import Diff, Store
from ontology.namespaces import RDF, RS
from ontology.vocabulary import Vocabulary
from tests.graph.counting import Counting
from tests.synthetic.asking import WHOLE_COUNTRY, asked_of
from tests.synthetic.country import municipality, shared

GROWING = {
    **dict.fromkeys(
        WHOLE_COUNTRY, "it has no parameter that keeps it within a municipality: its answer grows"
    ),
    "outcomes": "the indicators of the focus that everybody shares have figures of both: its answer grows",
    "paths": "a walk goes through causes that everybody shares, until it has found 20,000 propositions",
}
"""Questions that fetch more in a larger country, and why."""
ROWS_OF_A_CLAIM = 5  # its own, and those of its document, its passage, a dispute and a label
pytestmark = pytest.mark.xdist_group("country")


@dataclass(frozen=True)
class Country:
    """A store with its index of names."""

    store: OxigraphStore
    names: Names


def country(store: OxigraphStore) -> Country:
    return Country(store, Names.of(store))


@pytest.fixture(scope="module")
def one(vocabulary: Vocabulary) -> Iterator[Country]:
    """A country of one municipality."""
    with OxigraphStore.in_memory() as store:
        replace_graphs(store, {**shared(), **municipality(1)}, vocabulary)
        yield country(store)


@pytest.fixture(scope="module")
def two(one: Country, vocabulary: Vocabulary) -> Iterator[Country]:
    """The same country with another municipality."""
    with OxigraphStore.in_memory() as store:
        store.write(Diff(add=frozenset(one.store.quads())))
        replace_graphs(store, municipality(2), vocabulary)
        yield country(store)


def cost(of: Country, name: str, parameters: Mapping[str, str], vocabulary: Vocabulary) -> tuple[int, int]:
    counting = Counting(of.store)
    ask(cast(Store, counting), vocabulary, of.names, catalogue()[name], parameters)
    return counting.queries, counting.rows


@pytest.fixture(scope="module")
def about_shared() -> int:
    """How many claims the other municipality makes, itself or as others report, of what the first speaks of too."""
    first, other = (_about({**shared(), **municipality(number)}) for number in (1, 2))
    common = {subject for subject in other if subject in first}
    return sum(len(claims) for subject, claims in other.items() if subject in common) - sum(
        len(claims) for subject, claims in _about(shared()).items()
    )


def _about(graphs: Graphs) -> dict[object, set[object]]:
    """The claims about each thing, and those that report such claims."""
    quads = [quad for several in graphs.values() for quad in several]
    subjects = {quad.subject: quad.object for quad in quads if quad.predicate == RDF["subject"]}
    found: dict[object, set[object]] = defaultdict(set)
    subject_of = {quad.subject: subjects[quad.object] for quad in quads if quad.predicate == RS["about"]}
    reported = {quad.subject: quad.object for quad in quads if quad.predicate == RS["reports"]}
    for claim in {*subject_of, *reported}:
        end = claim
        while end in reported:
            end = reported[end]
        found[subject_of[end]].add(claim)
    return found


@pytest.mark.parametrize("name", sorted(set(catalogue()) - GROWING.keys()))
def test_neither_round_trips_nor_rows_grow_with_the_country(
    name: str, one: Country, two: Country, about_shared: int, vocabulary: Vocabulary
) -> None:
    """More is fetched of what is asked about alone: what others say of the same causes, or of the same source."""
    small = cost(one, name, asked_of(name), vocabulary)
    large = cost(two, name, asked_of(name), vocabulary)
    assert large[0] == small[0]
    assert large[1] <= small[1] + ROWS_OF_A_CLAIM * about_shared


@pytest.mark.parametrize("name", GROWING)
def test_the_round_trips_of_what_grows_do_not(
    name: str, one: Country, two: Country, vocabulary: Vocabulary
) -> None:
    assert cost(one, name, asked_of(name), vocabulary)[0] == cost(two, name, asked_of(name), vocabulary)[0]


def test_some_is_said_of_what_all_share(about_shared: int) -> None:
    assert 0 < about_shared < 100  # of 10,000 claims
