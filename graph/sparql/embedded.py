"""The engine of an embedded store: on a snapshot, which nobody writes to."""

from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass
from pathlib import Path

import pyoxigraph

from graph.sparql.admitting import Admitted, admitted, faults_told
from graph.sparql.asked import Asked
from graph.sparql.engine import Results, give_way
from graph.stores.embedded.folder import StoreFolder
from ontology.iris import FACTS_GRAPH


@dataclass(frozen=True, slots=True)
class OpenEngine:
    """How a process for strangers opens the engine: read only, with `memory` bytes to use, after all others."""

    folder: Path
    memory: int

    def __call__(self) -> "EmbeddedEngine":
        """The engine, in a process that from now on gives way to others and can take no more memory than this."""
        engine = EmbeddedEngine(pyoxigraph.Store.read_only(str(StoreFolder(self.folder).quads)))
        give_way(self.memory)
        return engine


class EmbeddedEngine:
    """Oxigraph as an engine (see `Engine`). Nothing stops its work but the end of the process."""

    def __init__(self, engine: pyoxigraph.Store) -> None:
        self._engine = engine

    def results(self, asked: Asked) -> AbstractContextManager[Results]:
        """What it finds (see `Engine.results`)."""
        query = admitted(asked)
        with faults_told(query.query):
            return nullcontext(self._run(query))

    def _run(self, query: Admitted) -> Results:
        if query.graphs is not None:
            default, named = query.graphs.default, query.graphs.named
            return self._engine.query(query.query, default_graph=[*default], named_graphs=[*named])
        if query.itself:
            return self._engine.query(query.query)
        return self._engine.query(query.query, default_graph=[FACTS_GRAPH])
