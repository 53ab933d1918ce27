"""The constraints and indexes that reads and writes rest on: made where they are missing.

Whether they are there is seen from what they are on. `IF NOT EXISTS` does nothing, and says nothing, where the name is
taken by one on something else: everything would then work, by reading all nodes for each one that is looked up.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import NamedTuple

from neo4j import ManagedTransaction, Session

from graph.stores.neo4j.people import INDEXED
from ontology.errors import StoreFailed
from ontology.text import Text

_POPULATED_WITHIN = 600  # seconds


@dataclass(frozen=True, slots=True)
class _Wanted:
    """A constraint or index by its name, what it is (as `SHOW` says it), and the property of a label that it is on."""

    name: str
    kind: str
    label: str
    property: str

    def command(self) -> str:
        """The Cypher that makes it."""
        return _COMMANDS[self.kind].format(name=self.name, label=self.label, property=self.property)

    def is_met_by(self, shown: "_Shown") -> bool:
        """Whether it is there: under any name, but for an index that queries name."""
        is_named = shown.name == self.name or self.kind != "FULLTEXT"
        what = (shown.kind.removeprefix("NODE_PROPERTY_"), shown.entity, shown.labels, shown.properties)
        return is_named and what == (self.kind, "NODE", [self.label], [self.property])

    def told(self) -> str:
        """What it is on, as Cypher writes it."""
        return f":{self.label}({self.property})"


_COMMANDS = {
    "UNIQUENESS": "CREATE CONSTRAINT {name} IF NOT EXISTS FOR (n:{label}) REQUIRE n.{property} IS UNIQUE",
    "RANGE": "CREATE INDEX {name} IF NOT EXISTS FOR (n:{label}) ON (n.{property})",
    "FULLTEXT": "CREATE FULLTEXT INDEX {name} IF NOT EXISTS FOR (n:{label}) ON EACH [n.{property}]"
    " OPTIONS {{indexConfig: {{`fulltext.analyzer`: 'standard-no-stop-words'}}}}",
}
_WANTED = (
    _Wanted("rotorsak_resource", "UNIQUENESS", "Resource", "iri"),
    _Wanted("rotorsak_graph", "UNIQUENESS", "NamedGraph", "iri"),
    _Wanted("rotorsak_marker", "UNIQUENESS", "Rotorsak", "name"),
    *(
        _Wanted(f"rotorsak_{label}_{property_}".lower(), "RANGE", label, property_)
        for property_, label in INDEXED.items()
    ),
    _Wanted("rotorsak_words", "FULLTEXT", "Resource", "lemmas"),
)
_SHOWN = """
SHOW {what} YIELD name, type, entityType, labelsOrTypes, properties
RETURN name, type, entityType, coalesce(labelsOrTypes, []) AS labels, coalesce(properties, []) AS properties
"""


def ensure(session: Session) -> None:
    """Make what is missing, and wait until it is in use. Raises StoreFailed where a name of ours is taken."""
    if missing := _missing(session):
        session.execute_write(_make, missing)
        session.execute_read(_wait)
        if left := _missing(session):
            raise StoreFailed(_taken(left))


def _missing(session: Session) -> list[_Wanted]:
    found = session.execute_read(_found)
    missing = [one for one in _WANTED if not any(one.is_met_by(shown) for shown in found)]
    if taken := [one for one in missing if any(shown.name == one.name for shown in found)]:
        raise StoreFailed(_taken(taken))
    return missing


class _Shown(NamedTuple):
    name: str
    kind: str
    entity: str
    labels: list[str]
    properties: list[str]


def _found(transaction: ManagedTransaction) -> list[_Shown]:
    return [
        _Shown(*record.values())
        for what in ("CONSTRAINTS", "INDEXES")
        for record in transaction.run(_SHOWN.format(what=what))
    ]


def _make(transaction: ManagedTransaction, missing: Iterable[_Wanted]) -> None:
    for wanted in missing:
        transaction.run(wanted.command()).consume()


def _wait(transaction: ManagedTransaction) -> None:
    transaction.run(f"CALL db.awaitIndexes({_POPULATED_WITHIN})").consume()


def _taken(missing: Iterable[_Wanted]) -> Text:
    names = ", ".join(f"{one.name} ({one.told()})" for one in missing)
    return Text(
        sv=f"Databasen saknar index eller villkor som behövs, och har andra med samma namn eller på samma sak: "
        f"{names}. Ingenting skrevs. Ta bort de andra (DROP INDEX eller DROP CONSTRAINT) och skriv igen.",
        en=f"The database lacks indexes or constraints that are needed and has others of their name or in their place: "
        f"{names}. Nothing was written. Drop those others (DROP INDEX or DROP CONSTRAINT) and write again.",
    )
