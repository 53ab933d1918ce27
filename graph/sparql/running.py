"""Running the SPARQL of strangers: in a process of its own, on a snapshot, with limits that stop the work."""

import os
import re
import resource
from collections.abc import Iterable
from dataclasses import dataclass
from io import BytesIO
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

import pyoxigraph
from pyoxigraph import NamedNode, QueryBoolean, QuerySolutions, QueryTriples

from graph.sparql.asked import Asked, Dataset, Wanted
from graph.sparql.errors import MalformedQuery, NotOffered
from graph.sparql.forms import GRAPH_TYPES, SOLUTION_TYPES
from graph.sparql.guard import fault, names_dataset, refuse_calls
from graph.sparql.results import Cell, Table, Written
from graph.stores.embedded.folder import StoreFolder
from ontology.errors import BadInput, TooMuch
from ontology.iris import FACTS_GRAPH
from ontology.text import Text

if TYPE_CHECKING:
    from _typeshed import ReadableBuffer as Buffer

RDFLIB_DEFAULT = "urn:x-rdflib:default"
"""What rdflib's Dataset calls the default graph. Here it is the facts; a request that names it alone names nothing."""

_NICENESS = 10
_DATASET_OF_RDFLIB = Dataset((RDFLIB_DEFAULT,), ())
_FROM_RDFLIB_DEFAULT = re.compile(rf"(\bFROM\s*)<{RDFLIB_DEFAULT}>", re.IGNORECASE)
_Results = QuerySolutions | QueryBoolean | QueryTriples
_Term = pyoxigraph.NamedNode | pyoxigraph.BlankNode | pyoxigraph.Literal | pyoxigraph.Triple


@dataclass(frozen=True, slots=True)
class OpenEngine:
    """How a process for strangers opens the engine: read only, with `memory` bytes to use, after all others."""

    folder: Path
    memory: int

    def __call__(self) -> pyoxigraph.Store:
        """The engine, in a process that from now on gives way to others and can take no more memory than this."""
        engine = pyoxigraph.Store.read_only(str(StoreFolder(self.folder).quads))
        os.nice(_NICENESS)
        _limit_memory(self.memory)
        return engine


def written(engine: pyoxigraph.Store, asked: Asked, wanted: Wanted, limit: int) -> Written:
    """The result of a query in the form that is wanted.

    Raises MalformedQuery, CallsOut, ReadOnly, NotOffered, and TooMuch for a result of more than `limit` bytes.
    """
    results = _results(engine, asked)
    sheet = _Sheet(limit)
    if isinstance(results, QueryTriples):
        type_ = _offered(wanted.graph, "CONSTRUCT/DESCRIBE", tuple(GRAPH_TYPES))
        results.serialize(sheet, format=GRAPH_TYPES[type_])
    else:
        type_ = _offered(wanted.solutions, "SELECT/ASK", tuple(SOLUTION_TYPES))
        results.serialize(sheet, format=SOLUTION_TYPES[type_])
    return Written(sheet.getvalue(), type_)


def shown(engine: pyoxigraph.Store, asked: Asked, rows: int, limit: int) -> Table:
    """The first rows of a result.

    Raises MalformedQuery, CallsOut, ReadOnly, and TooMuch where they have more than `limit` characters.
    """
    results = _results(engine, asked)
    if isinstance(results, QueryBoolean):
        return Table((), (), truth=bool(results))
    if isinstance(results, QueryTriples):
        columns: tuple[str, ...] = ("subject", "predicate", "object")
    else:
        columns = tuple(variable.value for variable in results.variables)
    found = _read(islice(results, rows + 1), limit)
    return Table(columns, tuple(found[:rows]), cut=len(found) > rows, graph=isinstance(results, QueryTriples))


class _Sheet(BytesIO):
    """What results are written on: it takes so many bytes, and no more."""

    def __init__(self, limit: int) -> None:
        super().__init__()
        self._limit = limit

    def write(self, part: "Buffer") -> int:
        """Write on. Raises TooMuch when the sheet is full."""
        if self.tell() + len(memoryview(part)) > self._limit:
            raise _too_large(self._limit)
        return super().write(part)


def _results(engine: pyoxigraph.Store, asked: Asked) -> _Results:
    """What the engine finds: in the facts and every named graph, unless request or query name their own dataset."""
    query = asked.query
    refuse_calls(query)
    try:
        if asked.dataset is not None and asked.dataset != _DATASET_OF_RDFLIB:
            return engine.query(
                query,
                default_graph=[_graph(iri) for iri in asked.dataset.default],
                named_graphs=[_graph(iri) for iri in asked.dataset.named],
            )
        if names_dataset(query):
            return engine.query(_FROM_RDFLIB_DEFAULT.sub(rf"\1{FACTS_GRAPH}", query))
        return engine.query(query, default_graph=[FACTS_GRAPH])
    except SyntaxError as error:
        raise fault(query, error) from None
    except RuntimeError as error:
        raise MalformedQuery(
            Text(sv=f"Frågan kan inte besvaras: {error}.", en=f"The query cannot be answered: {error}.")
        ) from None


def _graph(iri: str) -> NamedNode:
    if iri == RDFLIB_DEFAULT:
        return FACTS_GRAPH
    try:
        return NamedNode(iri)
    except ValueError:
        raise BadInput(
            Text(
                sv=f"'{iri}' är ingen IRI, och kan inte vara namnet på en graf.",
                en=f"'{iri}' is not an IRI, and cannot be the name of a graph.",
            )
        ) from None


def _offered(type_: str | None, kind: str, types: tuple[str, ...]) -> str:
    if type_ is not None:
        return type_
    offered = ", ".join(types)
    raise NotOffered(
        Text(
            sv=f"Svaret på {kind} finns inte i den formen. Det finns som: {offered}.",
            en=f"The result of {kind} is not to be had in that form. It is to be had as: {offered}.",
        )
    )


def _read(results: Iterable[Iterable[_Term | None]], limit: int) -> list[tuple[Cell | None, ...]]:
    """The rows of a result. Raises TooMuch where they have more than `limit` characters."""
    found: list[tuple[Cell | None, ...]] = []
    size = 0
    for result in results:
        row = tuple(map(_cell, result))
        size += sum(len(cell.text) for cell in row if cell)
        if size > limit:
            raise _too_large(limit)
        found.append(row)
    return found


def _cell(term: _Term | None) -> Cell | None:
    if term is None:
        return None
    if isinstance(term, pyoxigraph.Literal):
        return Cell(term.value, language=term.language or "")
    return Cell(term.value, is_iri=True) if isinstance(term, NamedNode) else Cell(str(term))


def _too_large(limit: int) -> TooMuch:
    size = f"{limit / 1024 / 1024:g}"
    return TooMuch(
        Text(
            sv=f"Svaret är större än {size} MiB, som är det mesta någon får på en gång. Ta det i delar med LIMIT och "
            "OFFSET, eller fråga efter mindre.",
            en=f"The result is larger than {size} MiB, which is the most that anybody is given at a time. Take it in "
            "parts with LIMIT and OFFSET, or ask for less.",
        )
    )


def _limit_memory(memory: int) -> None:
    page = resource.getpagesize()
    used = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[0]) * page
    resource.setrlimit(resource.RLIMIT_AS, (used + memory, used + memory))
