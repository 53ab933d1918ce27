"""Finding a thing of any kind by what a user calls it, also one that has no name (a claim, an amount)."""

from pyoxigraph import NamedNode

from graph.answers.names import Names
from graph.stores.interface import NamedQuery, Store
from ontology import iris
from ontology.text import Language

DESCRIBED = NamedQuery("described")


def find_thing(store: Store, names: Names, text: str, language: Language) -> NamedNode:
    """The thing with this IRI, short id or name. At most one round trip.

    Raises Unclear with the candidates when several fit, NotKnown with the nearest when none does.
    """
    id_ = text.strip().removeprefix(iris.ID_BASE)
    if iris.is_short_id(id_) and store.select(DESCRIBED, thing=[iris.thing(id_)]):
        return iris.thing(id_)
    return names.resolve(text, (), language)
