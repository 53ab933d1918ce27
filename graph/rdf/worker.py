"""The process in which RDF files are parsed: file in, JSON out.

Deep nesting ends pyoxigraph's parser, and the process that it runs in, without an exception. The parser is fed one
line at a time, so that each quad comes out while its own line is the last that was read.
"""

import json
import sys
from collections.abc import Iterator
from io import BytesIO
from typing import TypedDict

from pyoxigraph import Literal, NamedNode, Quad, RdfFormat, parse

from graph.rdf.formats import PARSED
from graph.stores.literals import canonical_quad, quad_line

MOST_FAULTS = 50
_RELATIVE = "rotorsak-relative:"
_BASE = _RELATIVE + "//file/"
_BOM = b"\xef\xbb\xbf"


class Parsed(TypedDict):
    """What the process answers: faults by line, or quads as N-Quads with the line of each."""

    faults: list[tuple[int, str]]
    more_faults: bool
    lines: list[int]
    nquads: str


class _Lines(BytesIO):
    """A file that gives the parser one line, or a part of a long one, at each reading."""

    def __init__(self, data: bytes) -> None:
        super().__init__(data.removeprefix(_BOM))
        self.line = 0
        self._at_start = True

    def read(self, size: int | None = -1, /) -> bytes:
        """The rest of the current line, as far as `size` allows; nothing at the end of the file."""
        piece = self.readline(size)
        self.line += self._at_start and bool(piece)
        self._at_start = piece.endswith(b"\n")
        return piece


class _Reading:
    """One pass over a file, with the faults that it met."""

    def __init__(self, data: bytes, rdf_format: RdfFormat) -> None:
        self.faults: dict[tuple[int, str], None] = {}
        self._faulty_lines: set[int] = set()
        self._lines = _Lines(data)
        self._has_lines = rdf_format != RdfFormat.JSON_LD
        self._parser = parse(self._lines, format=rdf_format, base_iri=_BASE)

    def full(self) -> bool:
        """Whether no more faults are looked for."""
        return len(self.faults) >= MOST_FAULTS

    def quads(self) -> Iterator[tuple[int, Quad]]:
        """The faultless quads with their lines (0 where the format tells none)."""
        errors = 0
        while not self.full() and errors < MOST_FAULTS:
            try:
                quad = next(self._parser)
            except StopIteration:
                return
            except SyntaxError as error:
                errors += 1
                self._note_syntax(error)
                continue
            line = self._lines.line if self._has_lines else 0
            try:
                _refuse_relative(quad)
                yield line, canonical_quad(quad)
            except ValueError as error:
                place = "" if self._has_lines else f" in {quad_line(quad)[:200]}"
                self.faults[line, f"{error}{place}"] = None

    def _note_syntax(self, error: SyntaxError) -> None:
        line = error.lineno or 0
        if line not in self._faulty_lines:
            self._faulty_lines.add(line)
            relative = "No scheme found" in error.msg
            self.faults[line, "a relative IRI: write it in full" if relative else error.msg] = None


def _refuse_relative(quad: Quad) -> None:
    datatype = quad.object.datatype if isinstance(quad.object, Literal) else None
    for term in (quad.subject, quad.predicate, quad.object, quad.graph_name, datatype):
        if isinstance(term, NamedNode) and term.value.startswith(_RELATIVE):
            written = term.value.removeprefix(_BASE).removeprefix(_RELATIVE)
            raise ValueError(f"a relative IRI: write <{written}> in full")


def parsed(data: bytes, extension: str) -> Parsed:
    """The quads of a file, or its faults."""
    reading = _Reading(data, PARSED[extension])
    found = list(reading.quads())
    return Parsed(
        faults=sorted(reading.faults),
        more_faults=reading.full(),
        lines=[line for line, _ in found],
        nquads="".join(quad_line(quad) + "\n" for _, quad in found),
    )


def main(extension: str) -> None:
    """Read a file from standard input and answer on standard output."""
    sys.stdout.write(json.dumps(parsed(sys.stdin.buffer.read(), extension)))
