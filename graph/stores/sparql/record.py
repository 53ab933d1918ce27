"""The state graph as the record of what is ours: what a store must hold to be read and written."""

from collections.abc import Iterable
from dataclasses import dataclass

from pyoxigraph import Literal, NamedNode, Quad

from graph.stores.sparql.connection import Connection
from graph.stores.state import GRAPH_HASH, Hashes, hash_of_graphs, stored_hashes
from ontology.errors import StoreFailed
from ontology.iris import FACTS_GRAPH, STATE_GRAPH
from ontology.text import Text


@dataclass(frozen=True, slots=True)
class Record:
    """What the state graph says: the hash of each graph but the facts, and the total; None before the first write."""

    quads: frozenset[Quad]
    hashes: Hashes
    total: str | None

    @classmethod
    def of(cls, connection: Connection, state: Iterable[Quad]) -> "Record":
        """The record in the quads of the state graph. Raises StoreFailed for one that was not written as ours are."""
        quads = frozenset(state)
        hashes = stored_hashes(quads)
        totals = [quad.object.value for quad in quads if _is_total(quad) and isinstance(quad.object, Literal)]
        if totals != ([hash_of_graphs(hashes)] if quads else []):
            raise StoreFailed(_not_as_ours(connection))
        return cls(quads, hashes, totals[0] if totals else None)

    def unrecorded(self, graphs: Iterable[NamedNode]) -> set[NamedNode]:
        """Those of the graphs that should hold nothing. The facts are in no record, but do not come before one."""
        recorded = self.hashes.keys() | ({FACTS_GRAPH} if self.total else set())
        return set(graphs) - recorded


def _is_total(quad: Quad) -> bool:
    return quad.subject == STATE_GRAPH and quad.predicate == GRAPH_HASH


def _not_as_ours(connection: Connection) -> Text:
    return Text(
        sv=f"Lagret {connection} är inte skrivet av den här versionen av Rotorsak, eller har ändrats för hand: det som "
        f"grafen <{STATE_GRAPH.value}> säger om lagret går inte ihop. Använd en version som passar, eller ta bort "
        "Rotorsaks grafer och ladda dem på nytt (`rotorsak load`).",
        en=f"The store {connection} was not written by this version of Rotorsak, or was changed by hand: what the "
        f"graph <{STATE_GRAPH.value}> says of the store does not add up. Use a version that fits, or remove the graphs "
        "of Rotorsak and load them anew (`rotorsak load`).",
    )


def not_recorded(connection: Connection, graph: NamedNode) -> StoreFailed:
    """A graph has the name of one of ours, and was written by somebody else."""
    return StoreFailed(
        Text(
            sv=f"Lagret {connection} håller redan en graf <{graph.value}> som Rotorsak inte har skrivit. Ingenting "
            "skrevs. Flytta eller ta bort den grafen, eller använd ett annat lager.",
            en=f"The store {connection} holds a graph <{graph.value}> already, which Rotorsak has not written. Nothing "
            "was written. Move or remove that graph, or use another store.",
        )
    )


def written_meanwhile(connection: Connection) -> StoreFailed:
    """Somebody else has written since what a write builds on was read."""
    return StoreFailed(
        Text(
            sv=f"Någon annan skrev i lagret {connection} samtidigt. Ingenting av det här skrevs. Gör om det.",
            en=f"Somebody else wrote to the store {connection} at the same time. Nothing of this was written. Do it "
            "again.",
        )
    )


def nothing_changed(connection: Connection) -> StoreFailed:
    """The server took the update, and the store is as before."""
    return StoreFailed(
        Text(
            sv=f"Servern tog emot ändringen, men lagret {connection} är som förut. Kontrollera att adresserna för "
            "frågor och för ändringar är till samma lager.",
            en=f"The server took the update, but the store {connection} is as before. Check that the addresses for "
            "queries and for updates are of the same store.",
        )
    )
