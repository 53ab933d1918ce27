"""A write: a diff of quads becomes statements over nodes and relationships, all in one transaction."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from neo4j import ManagedTransaction, Result

from graph.stores.interface import Diff
from graph.stores.neo4j.people import labels_of, properties_of
from graph.stores.neo4j.projection import Exact, Projected, after

_AT_ONCE = 4000  # rows

_EXISTING = """
UNWIND $given.rows AS iri MATCH (n:Resource {iri: iri})
RETURN iri, [key IN keys(n) WHERE key CONTAINS ':' | [key, n[key]]] AS exact
"""
_CREATE_NODES = "UNWIND $given.rows AS row CREATE (n:Resource:$(row[0])) SET n = row[1]"
_CHANGE_NODES = """
UNWIND $given.rows AS row MATCH (n:Resource {iri: row[0]})
REMOVE n:$(row[1]) SET n:$(row[2]) SET n = row[3]
"""
_CREATE_RELATIONSHIPS = """
UNWIND $given.rows AS row MATCH (s:Resource {iri: row[0]}) MATCH (o:Resource {iri: row[2]})
CREATE (s)-[:$(row[1]) {iri: row[3], graph: row[4]}]->(o)
"""
_MERGE_RELATIONSHIPS = _CREATE_RELATIONSHIPS.replace("CREATE", "MERGE")
_REMOVE_RELATIONSHIPS = """
UNWIND $given.rows AS row
MATCH (s:Resource {iri: row[0]})-[r:$(row[1]) {iri: row[3], graph: row[4]}]->(o:Resource {iri: row[2]})
DELETE r
"""
_CREATE_GRAPHS = "UNWIND $given.rows AS iri MERGE (:NamedGraph {iri: iri})"
_SAY = """
UNWIND $given.rows AS row MATCH (n:Resource {iri: row[0]}) MATCH (g:NamedGraph {iri: row[1]})
MERGE (n)-[:SAID_IN]->(g)
"""
_UNSAY = """
UNWIND $given.rows AS row MATCH (n:Resource {iri: row[0]})-[said:SAID_IN]->(g:NamedGraph {iri: row[1]})
WHERE NOT EXISTS { (n)-[r {graph: row[1]}]->(:Resource) }
  AND none(key IN keys(n) WHERE key CONTAINS ':'
    AND any(value IN n[key] WHERE value ENDS WITH ' <' + row[1] + '>'))
DELETE said
"""
_DROP_GRAPHS = (
    "UNWIND $given.rows AS iri MATCH (g:NamedGraph {iri: iri}) WHERE NOT EXISTS { (g)--() } DELETE g"
)
_DROP_NODES = """
UNWIND $given.rows AS iri MATCH (n:Resource {iri: iri})
WHERE NOT EXISTS { (n)--() } AND none(key IN keys(n) WHERE key CONTAINS ':')
DELETE n
"""

_Row = object
_Step = tuple[str, Sequence[_Row]]


def apply(transaction: ManagedTransaction, diff: Diff) -> Iterator[float]:
    """Apply a canonical diff that includes the state graph. After each batch of rows, tell how much of it is done."""
    change = _Change(Projected.of(diff.remove - diff.add), Projected.of(diff.add))
    existing = _existing(transaction, change.looked_up())
    steps = list(change.steps(existing))
    whole, done = sum(len(rows) for _, rows in steps), 0
    for cypher, rows in steps:
        for some in _batches(rows):
            _run(transaction, cypher, some).consume()
            done += len(some)
            yield done / whole


def _existing(transaction: ManagedTransaction, iris: Iterable[str]) -> dict[str, Exact]:
    found: dict[str, Exact] = {}
    for some in _batches(sorted(iris)):
        found |= {iri: dict(exact) for iri, exact in _run(transaction, _EXISTING, some)}
    return found


def _run(transaction: ManagedTransaction, cypher: str, rows: Sequence[_Row]) -> Result:
    """Run a statement on rows, in a map: the server would plan it anew for a list of another size or type."""
    return transaction.run(cypher, given={"rows": rows})


def _batches(rows: Sequence[_Row]) -> Iterator[Sequence[_Row]]:
    return (rows[start : start + _AT_ONCE] for start in range(0, len(rows), _AT_ONCE))


@dataclass(frozen=True, slots=True)
class _Change:
    """What goes and what comes; nothing is in both."""

    gone: Projected
    come: Projected

    def looked_up(self) -> set[str]:
        """The IRIs of the nodes that must be known before anything is changed."""
        return self.come.ends() | self.gone.values.keys()

    def steps(self, existing: dict[str, Exact]) -> Iterator[_Step]:
        """The statements to run, in order, with their rows; some have none."""
        new = sorted(self.come.ends() - existing.keys())
        fresh = frozenset(new)
        come = sorted(map(tuple, self.come.relationships))
        yield _REMOVE_RELATIONSHIPS, sorted(map(tuple, self.gone.relationships))
        yield _CREATE_NODES, [self._created(iri) for iri in new]
        yield _CHANGE_NODES, [self._changed(iri, existing[iri]) for iri in self._to_change(existing)]
        yield _CREATE_RELATIONSHIPS, [row for row in come if row[0] in fresh or row[2] in fresh]
        yield _MERGE_RELATIONSHIPS, [row for row in come if row[0] not in fresh and row[2] not in fresh]
        yield _CREATE_GRAPHS, sorted({graph for _, graph in self.come.said_in})
        yield _SAY, sorted(self.come.said_in)
        unsaid = sorted(self.gone.said_in - self.come.said_in)
        yield _UNSAY, unsaid
        yield _DROP_GRAPHS, sorted({graph for _, graph in unsaid})
        yield _DROP_NODES, sorted(self.gone.ends() - self.come.ends())

    def _to_change(self, existing: dict[str, Exact]) -> list[str]:
        return sorted((self.gone.values.keys() | self.come.values.keys()) & existing.keys())

    def _created(self, iri: str) -> _Row:
        exact = after({}, {}, self.come.values.get(iri, {}))
        return [labels_of(exact), properties_of(iri, exact)]

    def _changed(self, iri: str, before: Exact) -> _Row:
        exact = after(before, self.gone.values.get(iri, {}), self.come.values.get(iri, {}))
        old, new = labels_of(before), labels_of(exact)
        return [iri, [label for label in old if label not in new], new, properties_of(iri, exact)]
