"""RDF files in and out: parsed in a process of their own, with the line of each quad, and written sorted."""

import json
import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import cast

import pyoxigraph
from pyoxigraph import Quad, RdfFormat, Triple

from graph.rdf.formats import PARSED, Format
from graph.rdf.jsonld import jsonld, prefixes
from graph.rdf.worker import MOST_FAULTS, Parsed
from graph.stores.literals import quad_line
from ontology.errors import DataFault, Fault
from ontology.text import Text

Located = tuple[int, Quad]

_PACKAGES = str(Path(__file__).parents[1])
_WORKER = "import sys; sys.path[:] = sys.argv[2:]; from graph.rdf.worker import main; main(sys.argv[1])"


def parse_file(path: Path, *, timeout: float = 300) -> list[Located]:
    """The quads of an RDF file in canonical terms, each with its line (JSON-LD tells none: 0).

    Raises DataFault with every fault by line: syntax, blank nodes, relative IRIs, refused literals; and for a file
    that cannot be read, ends the parser, or takes it longer than `timeout` seconds.
    """
    try:
        data = path.read_bytes()
    except OSError as error:
        raise _one_fault(str(path), f"cannot be read: {error.strerror}") from error
    return parse_bytes(data, str(path), path.suffix, timeout=timeout)


def parse_bytes(data: bytes, name: str, extension: str, *, timeout: float = 300) -> list[Located]:
    """The quads of an RDF file's content (see `parse_file`); `name` is what faults call the file."""
    if extension.lower() not in PARSED:
        raise _one_fault(name, f"not an RDF file by its name: it must end in {', '.join(PARSED)}")
    answer = _parsed_apart(data, name, extension.lower(), timeout)
    if answer["faults"]:
        raise _faults(name, answer)
    quads = pyoxigraph.parse(answer["nquads"], format=RdfFormat.N_QUADS)
    return list(zip(answer["lines"], quads, strict=True))


def _parsed_apart(data: bytes, name: str, extension: str, timeout: float) -> Parsed:
    try:
        done = subprocess.run(
            [sys.executable, "-c", _WORKER, extension, *filter(None, sys.path), _PACKAGES],
            input=data,
            capture_output=True,
            timeout=timeout,
            check=False,
        )
    except subprocess.TimeoutExpired as error:
        raise _one_fault(name, f"not parsed within {timeout:g} seconds") from error
    if done.returncode != 0:
        raise _one_fault(name, "the file ends the parser (too deeply nested?)")
    return cast(Parsed, json.loads(done.stdout))


def _faults(name: str, answer: Parsed) -> DataFault:
    faults = [Fault(name, line, message) for line, message in answer["faults"]]
    if answer["more_faults"]:
        faults.append(Fault(name, 0, f"only the first {MOST_FAULTS} faults are shown"))
    return DataFault(
        Text(
            sv=f"{name} har fel; ingenting laddades. Rätta raderna som nämns och försök igen.",
            en=f"{name} has faults; nothing was loaded. Correct the lines named and try again.",
        ),
        tuple(faults),
    )


def _one_fault(name: str, message: str) -> DataFault:
    return DataFault(
        Text(
            sv=f"{name} kan inte laddas; ingenting laddades.",
            en=f"{name} cannot be loaded; nothing was loaded.",
        ),
        (Fault(name, 0, message),),
    )


def serialise(quads: Iterable[Quad], written: Format) -> bytes:
    """Canonical quads as a file: the same quads give the same bytes, whatever their order.

    Turtle has no graphs: give it the facts alone, and they come back as triples of the default graph.
    """
    distinct = sorted(set(quads), key=_place)
    match written:
        case "nquads":
            return "".join(line + "\n" for line in sorted(map(quad_line, distinct))).encode()
        case "jsonld":
            return jsonld(distinct)
        case "trig":
            return _with_prefixes(distinct, RdfFormat.TRIG)
        case "turtle":
            return _with_prefixes(dict.fromkeys(quad.triple for quad in distinct), RdfFormat.TURTLE)


def _place(quad: Quad) -> tuple[str, str, str, str]:
    return (str(quad.graph_name), str(quad.subject), str(quad.predicate), str(quad.object))


def _with_prefixes(statements: Iterable[Quad] | Iterable[Triple], rdf_format: RdfFormat) -> bytes:
    text = pyoxigraph.serialize(statements, format=rdf_format, prefixes=prefixes()) or b""
    lines = text.splitlines(keepends=True)
    heads = [line for line in lines[: len(prefixes())] if line.startswith(b"@prefix ")]
    return b"".join(sorted(heads) + lines[len(heads) :])
