"""Edges between things in a user's file: each rests on a claim, or the file is refused by line."""

import pytest
from pyoxigraph import NamedNode, Quad

from graph.loading.checks import FileQuad
from graph.loading.files import load_files
from graph.stores.embedded.oxigraph import OxigraphStore
from ontology import iris
from ontology.errors import DataFault
from ontology.iris import thing
from ontology.namespaces import DCT, PROV, RDF, RS
from ontology.vocabulary import Vocabulary

MINE = iris.graph("mine")
ACTION = thing("action/a")


@pytest.mark.parametrize("predicate", [RS["causes"], RS["addresses"], DCT["isPartOf"]])
def test_an_edge_in_a_named_graph_without_a_claim_is_refused(
    predicate: NamedNode, vocabulary: Vocabulary
) -> None:
    read = [FileQuad("file.nq", 3, Quad(ACTION, predicate, thing("problem/x"), MINE))]
    store = OxigraphStore.in_memory()
    with pytest.raises(DataFault, match="nothing was loaded") as caught:
        load_files(store, read, vocabulary)
    assert "file.nq:3: no claim says this edge" in caught.value.tell("en")
    assert "file.nq:3: inget påstående säger detta samband" in caught.value.tell("sv")
    assert store.graph_names() == []


def test_who_made_an_ingest_needs_no_claim(vocabulary: Vocabulary) -> None:
    activity = thing("activity/reading")
    quads = [
        Quad(activity, RDF["type"], PROV["Activity"], MINE),
        Quad(activity, PROV["wasAssociatedWith"], thing("organisation/rotorsak"), MINE),
    ]
    store = OxigraphStore.in_memory()
    load_files(store, [FileQuad("file.nq", line, quad) for line, quad in enumerate(quads, 1)], vocabulary)
    assert set(store.quads(MINE)) == set(quads)
