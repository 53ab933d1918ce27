"""A synthetic country in the product's own words, for measuring: what all share, and municipality by municipality.

It is the same whenever it is made: nothing is drawn but by hashes, and a municipality is the same in a country of any
size. DESIGN.md §12 measured municipalities of 9,300 claims and 25,000 quads of facts. Five plans of five areas with 50
actions and 8 goals *each* (250 actions and 40 goals a plan) come nearest: 10,300 claims, 20,000 facts. With 50 actions a
plan a municipality would be a quarter of it. (A claim takes more quads than it did then, 165,000 with the passages, in
place of 110,000.) Four of the twenty indicators have figures for the districts too.

Everything goes the way of the real data files: entries, compiled by the product, each document in a graph of its own.
"""

from pyoxigraph import Quad

from graph.loading.graphs import Graphs, program_graphs
from ingest.compiling import THINGS_GRAPH, compile_dataset
from ingest.entries import Dataset, DocumentEntry
from ontology import iris
from ontology.vocabulary import codes, vocabulary
from tests.synthetic.duties import duty_documents, duty_things
from tests.synthetic.figures import figure_documents, figure_things
from tests.synthetic.grants import grant_documents, grant_things
from tests.synthetic.place import Municipality
from tests.synthetic.plans import plan_documents, plan_things
from tests.synthetic.politics import political_documents, political_things
from tests.synthetic.shared import shared_dataset, shared_things


def shared() -> Graphs:
    """The graphs that every municipality needs: the program's own, the shared things, and the causal graph."""
    return {**program_graphs(), **_compiled(shared_dataset())}


def municipality(number: int) -> Graphs:
    """The graphs of one municipality, from 1 up: its things in one, and one for each of its documents."""
    place = Municipality(number)
    things = (
        *place.things(),
        *plan_things(place),
        *figure_things(place),
        *grant_things(place),
        *political_things(place),
        *duty_things(place),
    )
    graphs = dict(_compiled(Dataset(_documents(place), (*things, *shared_things()), ())))
    everybody, own = graphs.pop(THINGS_GRAPH), {iris.thing(one.id) for one in things}
    name = iris.graph(f"things-m{number}")
    graphs[name] = frozenset(
        Quad(quad.subject, quad.predicate, quad.object, name) for quad in everybody if quad.subject in own
    )
    return graphs


def _documents(place: Municipality) -> tuple[DocumentEntry, ...]:
    return (
        *plan_documents(place),
        *figure_documents(place),
        *grant_documents(place),
        *political_documents(place),
        *duty_documents(place),
    )


def _compiled(dataset: Dataset) -> Graphs:
    return compile_dataset(dataset, vocabulary(), codes()).graphs
