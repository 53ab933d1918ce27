"""What a load asks of a store depends on what it changes, not on what else is there."""

from collections.abc import Callable, Iterator
from dataclasses import replace

import pytest
from pyoxigraph import Literal, NamedNode, Quad

from graph.claims.model import NewClaim, PartNode, Passage, Proposition
from graph.loading import staging
from graph.loading.checks import FileQuad
from graph.loading.files import load_files
from graph.loading.graphs import Loaded, program_graphs, replace_graphs
from graph.stores.embedded.oxigraph import OxigraphStore
from graph.stores.interface import Store
from ontology import iris
from ontology.iris import thing
from ontology.namespaces import DCT, PROV, RDF, RS, SKOS, XSD
from ontology.vocabulary import Vocabulary
from tests.graph.counting import Counting

YEAR = PartNode(
    "period",
    DCT["PeriodOfTime"],
    frozenset({(NamedNode("http://www.w3.org/ns/dcat#startDate"), Literal("2023", datatype=XSD["gYear"]))}),
)
CITY, THEME = thing("body/staden"), thing("theme/skola")
Load = Callable[[Store, dict[NamedNode, set[Quad]]], Loaded]


def named(node: NamedNode, class_: NamedNode, name: str, graph: NamedNode) -> Iterator[Quad]:
    yield Quad(node, RDF["type"], class_, graph)
    for language in ("sv", "en"):
        yield Quad(node, SKOS["prefLabel"], Literal(name, language=language), graph)


def shared() -> set[Quad]:
    """What all documents name."""
    graph = iris.graph("shared")
    city = NamedNode("http://data.europa.eu/m8g/PublicOrganisation")
    return {*named(CITY, city, "Staden", graph), *named(THEME, RS["Theme"], "Skola", graph)}


def claims(number: int, count: int) -> list[NewClaim]:
    """How many actions a plan has, its theme and its year."""
    said = [
        (RS["actionCount"], Literal(str(count), datatype=XSD["integer"])),
        (RS["covers"], THEME),
        (DCT["temporal"], YEAR.iri),
    ]
    place = Passage("a", thing(f"document/d{number}"), {}).iri
    return [
        NewClaim(Proposition(plan(number), *one), "asserts", CITY, "read", place, None, reading(number))
        for one in said
    ]


def plan(number: int) -> NamedNode:
    return thing(f"plan/p{number}")


def reading(number: int) -> NamedNode:
    return thing(f"activity/reading-d{number}")


def document(number: int, *, count: int = 10, disputes: int | None = None) -> dict[NamedNode, set[Quad]]:
    """A plan's document, which describes the year too, as every other does; it may dispute what another says first."""
    graph, source = iris.graph(f"d{number}"), thing(f"document/d{number}")
    said = claims(number, count)
    if disputes is not None:
        said[1] = replace(said[1], cites=(("disputes", claims(disputes, 10)[0].iri),))
    return {
        graph: {
            *named(source, RS["Document"], f"Dokument {number}", graph),
            Quad(source, RS["holding"], thing("holding/known"), graph),
            *named(plan(number), RS["Plan"], f"Plan {number}", graph),
            Quad(reading(number), RDF["type"], PROV["Activity"], graph),
            Quad(reading(number), PROV["wasAssociatedWith"], thing("organisation/rotorsak"), graph),
            *Passage("a", source, {"sv": "Planen.", "en": "The plan."}).quads(graph),
            *YEAR.quads(graph),
            *(quad for claim in said for quad in claim.quads(graph)),
        }
    }


@pytest.fixture(scope="module")
def full(vocabulary: Vocabulary) -> Callable[[int], OxigraphStore]:
    """A store with so many documents."""

    def made(documents: int) -> OxigraphStore:
        store = OxigraphStore.in_memory()
        graphs = {iris.graph("shared"): frozenset(shared()), **program_graphs()}
        for number in range(documents):
            graphs |= {name: frozenset(quads) for name, quads in document(number).items()}
        replace_graphs(store, graphs, vocabulary)
        return store

    return made


@pytest.fixture(params=["graphs", "files"])
def load(request: pytest.FixtureRequest, vocabulary: Vocabulary) -> Load:
    """Both ways in: graphs that the program made, and a user's files, which are checked."""

    def graphs(store: Store, given: dict[NamedNode, set[Quad]]) -> Loaded:
        return replace_graphs(store, {name: frozenset(quads) for name, quads in given.items()}, vocabulary)

    def files(store: Store, given: dict[NamedNode, set[Quad]]) -> Loaded:
        read = [FileQuad("mine.trig", 1, quad) for quads in given.values() for quad in quads]
        return load_files(store, read, vocabulary)

    return graphs if request.param == "graphs" else files


@pytest.mark.parametrize(
    ("given", "facts_lost"),
    [
        pytest.param(document(900), 0, id="new"),
        pytest.param(document(1, count=11), 1, id="changed"),
        pytest.param(document(900, disputes=1), 1, id="contesting another"),
        pytest.param(document(1), 0, id="the same"),
    ],
)
def test_a_load_asks_and_reads_as_much_in_a_large_store_as_in_a_small(
    full: Callable[[int], OxigraphStore], load: Load, given: dict[NamedNode, set[Quad]], facts_lost: int
) -> None:
    seen = []
    for documents in (3, 60):
        store = Counting(full(documents))
        loaded = load(store, given)
        assert sum(one.removed for one in loaded.changes if one.graph == iris.FACTS_GRAPH) == facts_lost
        seen.append((store.queries, store.rows))
    assert seen[0] == seen[1]
    assert seen[0][0] <= 20


def test_to_remove_a_document_reads_as_much_in_a_large_store_as_in_a_small(
    full: Callable[[int], OxigraphStore], vocabulary: Vocabulary
) -> None:
    seen = []
    for documents in (3, 60):
        store = Counting(full(documents))
        replace_graphs(store, {iris.graph("d1"): frozenset()}, vocabulary)
        seen.append((store.queries, store.rows))
    assert seen[0] == seen[1]


def test_what_has_not_changed_is_not_read(full: Callable[[int], OxigraphStore], load: Load) -> None:
    """One row for each graph named: its hash. (Files name those of the program too.)"""
    store = Counting(full(3))
    load(store, {**document(0), **document(1), **document(2)})
    assert store.queries == 1
    assert store.rows in (3, 6)


def test_long_lists_are_asked_in_parts(
    full: Callable[[int], OxigraphStore], load: Load, monkeypatch: pytest.MonkeyPatch
) -> None:
    longest = 0

    class Watching(Counting):
        def select(self, *arguments: object, **bindings: list[object]) -> list[object]:
            nonlocal longest
            longest = max(longest, *map(len, bindings.values()))
            return super().select(*arguments, **bindings)

    monkeypatch.setattr(staging, "MOST_TERMS", 20)
    store = Watching(full(3))
    load(store, {name: quads for number in range(10, 15) for name, quads in document(number).items()})
    assert longest == 20
