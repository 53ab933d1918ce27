"""A store as a load will leave it: what its other graphs hold, and beside it what the replaced ones will.

Rows of claims and disputes come each from one graph alone. So those that there will be are the store's without the ones
of the replaced graphs, and beside them those of the new contents.
"""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from typing import TypeVar

import pyoxigraph
from pyoxigraph import NamedNode, Quad

from graph.claims.evidence import CLAIMS, DISPUTES, node
from graph.claims.projection import UNPROJECTED_GRAPHS, Triple, triples_of
from graph.stores.embedded.oxigraph import OxigraphStore
from graph.stores.interface import Diff, NamedQuery, Row, Store, Term
from graph.stores.state import hash_of_graph, hash_of_graphs, stored_hashes
from ontology.iris import FACTS_GRAPH, STATE_GRAPH
from ontology.namespaces import RDF, RS

Graphs = Mapping[NamedNode, frozenset[Quad]]

T = TypeVar("T")

DESCRIBED = NamedQuery("described")
SAID = NamedQuery("said")
POINTED = NamedQuery("pointed")
MOST_TERMS = 2_000
"""To how many terms a query is bound at once: its text grows with them."""


def in_batches(terms: Iterable[T]) -> Iterator[list[T]]:
    """Some terms, each once and in order, as many at once as a query is bound to."""
    ordered = sorted(set(terms), key=str)
    return (ordered[start : start + MOST_TERMS] for start in range(0, len(ordered), MOST_TERMS))


def held_hashes(store: Store, graphs: Iterable[NamedNode]) -> dict[NamedNode, str] | None:
    """The hash of each of these graphs that holds something; None where no graph does.

    Two round trips, and one for each graph of which the store keeps no hash.
    """
    if store.graph_hash() == hash_of_graphs({}):
        return None
    wanted = set(graphs)
    hashes = stored_hashes(map(_quad, _asked(store, DESCRIBED, "thing", wanted, graph=[STATE_GRAPH])))
    others = {name: list(store.quads(name)) for name in wanted - hashes.keys()}
    return hashes | {name: hash_of_graph(quads) for name, quads in others.items() if quads}


class Contents:
    """What some graphs hold, in memory."""

    def __init__(self, quads: Collection[Quad]) -> None:
        self.quads = quads

    @cached_property
    def by_subject(self) -> dict[NamedNode, list[Quad]]:
        """What is said of each thing, the words of the program left out."""
        grouped: dict[NamedNode, list[Quad]] = defaultdict(list)
        for quad in self.quads:
            if isinstance(quad.subject, NamedNode) and quad.graph_name not in UNPROJECTED_GRAPHS:
                grouped[quad.subject].append(quad)
        return grouped

    @cached_property
    def claims(self) -> dict[NamedNode, list[Row]]:
        """The rows of the query `claims`, by the subject that they are about in the end."""
        return _by(self._store.select(CLAIMS), "subject")

    @cached_property
    def disputes(self) -> dict[NamedNode, list[Row]]:
        """The rows of the query `disputes`, by the claim that is disputed."""
        return _by(self._store.select(DISPUTES), "claim")

    @cached_property
    def _store(self) -> OxigraphStore:
        engine = pyoxigraph.Store()
        engine.extend(self.quads)
        return OxigraphStore(engine, None, None, write=False)


class Staged:
    """A store as it will be once some graphs are replaced, but for the facts, which are as they are now.

    `diff` replaces the graphs; `old` and `new` are the contents, before and after, of those that it changes.
    """

    def __init__(self, store: Store, graphs: Graphs) -> None:
        """Reads the graphs of which the store keeps another hash. Raises BadInput for what no store holds."""
        hashes = held_hashes(store, graphs)
        held = hashes or {}
        old: set[Quad] = set()
        new: set[Quad] = set()
        for name, quads in graphs.items():
            contents = Diff(add=quads).canonical().add
            if name not in held or held[name] != hash_of_graph(contents):
                new |= contents
                old.update(store.quads(name) if name in held else ())
        self.diff = Diff.between(old, new)
        self._store = None if hashes is None else store
        self.is_new = hashes is None
        self.graphs = frozenset(self.diff.graphs())
        self.old = Contents([quad for quad in old if quad.graph_name in self.graphs])
        self.new = Contents([quad for quad in new if quad.graph_name in self.graphs])
        self._unsaid = Counter(triple for said in self.old.by_subject.values() for triple in triples_of(said))

    @property
    def subjects(self) -> set[NamedNode]:
        """Everything about which quads come or go."""
        quads = (quad for quads in (self.diff.remove, self.diff.add) for quad in quads)
        return {quad.subject for quad in quads if isinstance(quad.subject, NamedNode)}

    def claims(self, subjects: Iterable[NamedNode]) -> list[Row]:
        """The rows of the query `claims` for these subjects."""
        wanted = list(subjects)
        rows = self._kept(self._asked(CLAIMS, "subject", wanted))
        return [*rows, *_of(self.new.claims, wanted)]

    def disputes(self, claims: Iterable[NamedNode]) -> list[Row]:
        """The rows of the query `disputes` for these claims."""
        wanted = list(claims)
        rows = self._kept(self._asked(DISPUTES, "claim", wanted))
        return [*rows, *_of(self.new.disputes, wanted)]

    def said(self, things: Iterable[NamedNode]) -> set[Triple]:
        """All that will be said of these things, the facts and the words of the program left out."""
        wanted = set(things)
        found = {triple for thing in wanted for triple in triples_of(self.new.by_subject.get(thing, ()))}
        for row in self._asked(SAID, "thing", wanted):
            triple = node(row, "thing"), node(row, "predicate"), row["value"]
            if int(row["graphs"].value) > self._unsaid[triple]:
                found.add(triple)
        return found

    def facts(self, things: Iterable[NamedNode]) -> set[Triple]:
        """The present facts about these things."""
        return set(triples_of(map(_quad, self._asked(DESCRIBED, "thing", things, graph=[FACTS_GRAPH]))))

    def ends(self, claims: Iterable[NamedNode], terms: Collection[NamedNode]) -> set[NamedNode]:
        """What these claims are about in the end, with one of these terms: the subjects of the propositions.

        Asks once for each link of the longest chain, and for the propositions.
        """
        found: set[NamedNode] = set()
        seen: set[NamedNode] = set()
        waiting = set(claims)
        while waiting:
            said = self.said(waiting)
            seen |= waiting
            about = {triple[0] for triple in said if triple[1] == RDF["predicate"] and triple[2] in terms}
            found |= _objects((triple for triple in said if triple[0] in about), RDF["subject"])
            waiting = _objects(said, RS["reports"], RS["about"]) - seen
        return found

    def pointed(self, things: Iterable[NamedNode], terms: Iterable[NamedNode]) -> dict[NamedNode, int]:
        """How many of the present facts point to each of these things with these terms; nothing for none."""
        rows = self._asked(POINTED, "thing", things, predicate=sorted(terms, key=str))
        return {node(row, "thing"): int(row["facts"].value) for row in rows}

    def others(self) -> Iterator[Contents]:
        """What each graph holds that is not replaced, one after the other, the facts left out."""
        if self._store is None:
            return
        for name in self._store.graph_names():
            if name not in self.graphs and name != FACTS_GRAPH:
                yield Contents(list(self._store.quads(name)))

    def _asked(
        self, query: NamedQuery, name: str, terms: Iterable[NamedNode], **also: Sequence[Term]
    ) -> Iterator[Row]:
        """The rows that the store gives now, with one list of the query bound to these terms."""
        return iter(()) if self._store is None else _asked(self._store, query, name, terms, **also)

    def _kept(self, rows: Iterable[Row]) -> Iterator[Row]:
        return (row for row in rows if row["graph"] not in self.graphs)


def _asked(
    store: Store, query: NamedQuery, name: str, terms: Iterable[NamedNode], **also: Sequence[Term]
) -> Iterator[Row]:
    for batch in in_batches(terms):
        yield from store.select(query, **{name: batch}, **also)


def _quad(row: Row) -> Quad:
    return Quad(node(row, "thing"), node(row, "predicate"), row["value"], node(row, "graph"))


def _by(rows: Iterable[Row], name: str) -> dict[NamedNode, list[Row]]:
    grouped: dict[NamedNode, list[Row]] = defaultdict(list)
    for row in rows:
        grouped[node(row, name)].append(row)
    return grouped


def _of(rows: Mapping[NamedNode, list[Row]], terms: Iterable[NamedNode]) -> Iterator[Row]:
    return (row for term in terms for row in rows.get(term, ()))


def _objects(said: Iterable[Triple], *predicates: NamedNode) -> set[NamedNode]:
    return {
        object_
        for _, predicate, object_ in said
        if predicate in predicates and isinstance(object_, NamedNode)
    }
