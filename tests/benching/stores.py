"""The three kinds of store, each new and empty, in folders of their own; the servers only where they can be started."""

from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path

from graph.stores.embedded.oxigraph import OxigraphStore
from graph.stores.interface import Store
from graph.stores.neo4j.store import Neo4jStore
from graph.stores.sparql.store import SparqlStore
from tests.servers.fuseki import FusekiServer
from tests.servers.neo4j import Neo4jServer
from tests.servers.running import JavaServer, tools_missing

HEAP = "2g"
EMBEDDED, NEO4J, SPARQL = "embedded", "Neo4j", "SPARQL"


@dataclass(frozen=True)
class Bench:
    """The stores by their names, and where each keeps its data."""

    stores: Mapping[str, Store]
    folders: Mapping[str, Path]

    def sizes(self) -> dict[str, int]:
        """How many bytes of the disk each takes. Only once all is written, which is when the stores are closed."""
        return {name: _on_disk(folder) for name, folder in self.folders.items()}


@contextmanager
def opened(folder: Path) -> Iterator[Bench]:
    """The stores in this folder. At the end they are closed, and the servers told to end, as they should."""
    with ExitStack() as stack:
        embedded = folder / "store"
        stores: dict[str, Store] = {EMBEDDED: stack.enter_context(OxigraphStore.open(embedded, write=True))}
        folders = {EMBEDDED: embedded}
        if tools_missing() is None:
            neo4j = Neo4jServer(folder / "neo4j", HEAP)
            _start(neo4j, stack)
            stores[NEO4J] = stack.enter_context(Neo4jStore(neo4j.connection))
            folders[NEO4J] = folder / "neo4j" / "home" / "data"
            fuseki = FusekiServer(folder / "fuseki", HEAP)
            _start(fuseki, stack)
            stores[SPARQL] = stack.enter_context(SparqlStore(fuseki.connection))
            folders[SPARQL] = folder / "fuseki" / "data"
        yield Bench(stores, folders)


def _start(server: JavaServer, stack: ExitStack) -> None:
    stack.callback(server.stop)
    server.start()


def _on_disk(folder: Path) -> int:
    """What is taken of the disk: less than the lengths of files that have holes."""
    return sum(file.stat().st_blocks * 512 for file in folder.rglob("*") if file.is_file())
