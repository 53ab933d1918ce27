"""Finding things by id, name and words in any form."""

from pathlib import Path
from typing import Any, cast

import pytest
from pyoxigraph import Literal, Quad

from graph.answers.names import Names
from graph.stores.embedded.oxigraph import OxigraphStore
from graph.stores.interface import Diff, Row, Store
from graph.stores.lemmas import SEARCHED
from ontology import iris
from ontology.errors import NotKnown, Unclear
from ontology.namespaces import SKOS
from tests.graph.counting import Counting


@pytest.mark.parametrize(
    ("text", "kinds", "found"),
    [
        ("action/kameror", ("action",), "action/kameror"),
        ("https://w3id.org/rotorsak/id/action/kameror", ("action",), "action/kameror"),
        ("Kameror", ("action",), "action/kameror"),
        ("kameror", (), "action/kameror"),
        ("trygghetsvandringarna", ("action",), "action/trygghetsvandringar"),
        ("Delmos", (), "body/delmos"),
        ("delegation against segregation", (), "body/delmos"),
        ("  Skäggetorp ", ("district",), "district/skaggetorp"),
        ("Attraktiv kommun", ("goal",), "goal/attraktiv-kommun"),
    ],
)
def test_what_one_may_call_a_thing(names: Names, text: str, kinds: tuple[str, ...], found: str) -> None:
    assert names.resolve(text, kinds, "sv") == iris.thing(found)


def test_an_unclear_name_lists_the_candidates(names: Names) -> None:
    with pytest.raises(Unclear) as caught:
        names.resolve("åtgärdsplan", ("plan",), "sv")
    assert {"plan/atgardsplan-2022", "plan/atgardsplan-2023"} <= set(caught.value.candidates)
    assert "plan/atgardsplan-2023 (Åtgärdsplan mot segregation 2023)" in caught.value.tell("sv")


@pytest.mark.parametrize("text", ["action/kamror", "Kamror", "http://example.org/x y"])
def test_an_unknown_name_gives_the_nearest(names: Names, text: str) -> None:
    with pytest.raises(NotKnown) as caught:
        names.resolve(text, ("action",), "sv")
    if "kam" in text.lower():
        assert "action/kameror" in caught.value.nearest
    assert text in caught.value.tell("en")


def test_a_thing_of_another_kind_is_told_so(names: Names) -> None:
    with pytest.raises(NotKnown, match="is of the kind action; plan is needed"):
        names.resolve("action/kameror", ("plan",), "en")


def test_a_name_of_another_kind_is_told_so_and_nothing_like_it_put_in_its_place(names: Names) -> None:
    with pytest.raises(NotKnown, match="party/mp is of the kind"):
        names.resolve("MP", ("unit", "group"), "en")


def test_words_are_found_in_every_form(names: Names) -> None:
    """`bostadsområdena` is found for `bostadsområde` and the other way round: by lemma, not by ending."""
    store = OxigraphStore.in_memory()
    graph = iris.graph("test")
    labels = {"problem/en": "Slitna bostadsområden", "problem/annan": "Bostadsområdenas gårdar"}
    quads = {
        Quad(iris.thing(id_), SKOS["prefLabel"], Literal(label, language="sv"), graph)
        for id_, label in labels.items()
    }
    store.write(Diff(add=frozenset(quads)))
    own = Names.of(store)
    for form in ("bostadsområde", "bostadsområdena", "Bostadsområden", "bostadsområdenas"):
        assert {iris.short_id(hit.thing) for hit in own.search(form, (), 10)} == set(labels), form


@pytest.mark.parametrize(
    "text", ["", "   ", '"', "a OR", "NEAR(", "* ^ :", "x'; DROP TABLE thing; --", "\x00"]
)
def test_odd_searches_find_nothing_and_harm_nothing(names: Names, text: str) -> None:
    names.search(text, (), 5)
    assert names.search("kameror", ("action",), 5)


def test_the_index_is_kept_and_made_anew_when_the_graph_has_changed(tmp_path: Path) -> None:
    store = OxigraphStore.in_memory()
    graph, file = iris.graph("test"), tmp_path / "names.sqlite"

    def name(id_: str, label: str) -> Diff:
        return Diff(
            add=frozenset([Quad(iris.thing(id_), SKOS["prefLabel"], Literal(label, language="sv"), graph)])
        )

    store.write(name("problem/a", "Alfa"))
    Names.of(store, file).close()
    made = file.stat().st_mtime_ns
    Names.of(store, file).close()
    assert file.stat().st_mtime_ns == made
    store.write(name("problem/b", "Beta"))
    assert Names.of(store, file).resolve("Beta", (), "sv") == iris.thing("problem/b")


class Backwards(Counting):
    """A store that gives its rows in another order."""

    def select(self, *arguments: Any, **bindings: Any) -> list[Row]:
        return super().select(*arguments, **bindings)[::-1]


def test_the_index_is_the_same_whatever_order_the_store_gives(linkoping: OxigraphStore) -> None:
    store = Backwards(linkoping)
    one, other = (Names.of(cast(Store, each)) for each in (store, linkoping))
    assert store.queries == 1
    assert list(one._connection.iterdump()) == list(other._connection.iterdump())


def test_all_that_is_searched_is_found_but_not_the_words_of_the_program() -> None:
    store = OxigraphStore.in_memory()
    graphs = ("test", "facts", "ontology", "alignments")
    quads = {
        Quad(
            iris.thing(f"problem/{graph}{number}"),
            predicate,
            Literal("xylofon", language="sv"),
            iris.graph(graph),
        )
        for graph in graphs
        for number, predicate in enumerate(sorted(SEARCHED, key=str))
    }
    store.write(Diff(add=frozenset(quads)))
    found = Names.of(store).search("xylofon", (), 100)
    assert {hit.thing for hit in found} == {
        iris.thing(f"problem/test{number}") for number in range(len(SEARCHED))
    }


def test_a_damaged_index_is_made_anew(tmp_path: Path) -> None:
    file = tmp_path / "names.sqlite"
    file.write_bytes(b"not a database at all" * 100)
    assert Names.of(OxigraphStore.in_memory(), file).search("x", (), 1) == []


@pytest.mark.parametrize("beginning", ["trygg", "Skägg", "seg", "bostads"])
def test_the_beginning_of_a_word_finds_it_also_where_it_is_a_word_of_its_own(
    names: Names, beginning: str
) -> None:
    found = names.search(beginning, (), 500)
    begun = [hit for hit in found if beginning.casefold() in hit.label.sv.casefold()]
    assert len(begun) > 10
