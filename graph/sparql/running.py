"""Running the SPARQL of strangers: what an engine finds is written as it is asked for, up to a limit."""

from collections.abc import Iterable
from io import BytesIO
from itertools import islice
from typing import TYPE_CHECKING

import pyoxigraph
from pyoxigraph import NamedNode, QueryBoolean, QuerySolutions

from graph.sparql.asked import Asked, Wanted
from graph.sparql.engine import Engine
from graph.sparql.errors import NotOffered
from graph.sparql.forms import GRAPH_TYPES, SOLUTION_TYPES
from graph.sparql.results import Cell, Table, Written
from ontology.errors import TooMuch
from ontology.text import Text

if TYPE_CHECKING:
    from _typeshed import ReadableBuffer as Buffer

_Term = pyoxigraph.NamedNode | pyoxigraph.BlankNode | pyoxigraph.Literal | pyoxigraph.Triple


def written(engine: Engine, asked: Asked, wanted: Wanted, limit: int) -> Written:
    """The result of a query in the form that is wanted.

    Raises what `Engine.results` does, NotOffered, and TooMuch for a result of more than `limit` bytes.
    """
    sheet = _Sheet(limit)
    with engine.results(asked) as results:
        if isinstance(results, QuerySolutions | QueryBoolean):
            type_ = _offered(wanted.solutions, "SELECT/ASK", tuple(SOLUTION_TYPES))
            results.serialize(sheet, format=SOLUTION_TYPES[type_])
        else:
            type_ = _offered(wanted.graph, "CONSTRUCT/DESCRIBE", tuple(GRAPH_TYPES))
            results.serialize(sheet, format=GRAPH_TYPES[type_])
    return Written(sheet.getvalue(), type_)


def shown(engine: Engine, asked: Asked, rows: int, limit: int) -> Table:
    """The first rows of a result.

    Raises what `Engine.results` does, and TooMuch where they have more than `limit` characters.
    """
    with engine.results(asked) as results:
        if isinstance(results, QueryBoolean):
            return Table((), (), truth=bool(results))
        if isinstance(results, QuerySolutions):
            columns, graph = tuple(variable.value for variable in results.variables), False
        else:
            columns, graph = ("subject", "predicate", "object"), True
        found = _read(islice(results, rows + 1), limit)
    return Table(columns, tuple(found[:rows]), cut=len(found) > rows, graph=graph)


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
