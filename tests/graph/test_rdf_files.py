"""RDF files in, by line, and out, sorted."""

import time
from itertools import permutations
from pathlib import Path

import pyoxigraph
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pyoxigraph import Literal, NamedNode, Quad, RdfFormat

from graph.rdf.files import parse_bytes, parse_file, serialise
from graph.rdf.formats import PARSED, Format
from graph.rdf.worker import parsed
from graph.stores.literals import canonical_quad
from ontology.errors import DataFault
from ontology.iris import FACTS_GRAPH, graph
from ontology.namespaces import DCT, RDF, RS, SKOS, XSD

A, P = NamedNode("https://e/a"), NamedNode("https://e/p")
FORMATS: dict[Format, str] = {"trig": ".trig", "nquads": ".nq", "jsonld": ".jsonld"}


def faults(data: str | bytes, extension: str) -> list[str]:
    content = data.encode() if isinstance(data, str) else data
    with pytest.raises(DataFault) as caught:
        parse_bytes(content, "file", extension)
    return [str(fault) for fault in caught.value.faults]


TRIG = """@prefix e: <https://e/> .
<https://w3id.org/rotorsak/graph/g> {
  e:a e:p e:c ;
      e:q "å"@SV ,
          01.50
          .

  e:b a e:T . }
"""


def test_every_quad_has_its_line(tmp_path: Path) -> None:
    (tmp_path / "a.trig").write_bytes(b"\xef\xbb\xbf" + TRIG.encode())
    found = parse_file(tmp_path / "a.trig")
    assert [(line, quad.object) for line, quad in found] == [
        (3, NamedNode("https://e/c")),
        (4, Literal("å", language="sv")),
        (5, Literal("1.5", datatype=XSD["decimal"])),
        (8, NamedNode("https://e/T")),
    ]
    assert {quad.graph_name for _, quad in found} == {graph("g")}


def test_a_line_may_be_longer_than_any_buffer() -> None:
    text = "å" * 100_000
    data = f'{A} {P} "{text}" .\n{A} {P} "b" .\n'.encode()
    assert [(line, len(str(quad.object))) for line, quad in parse_bytes(data, "f", ".nq")] == [
        (1, 100_002),
        (2, 3),
    ]


@pytest.mark.parametrize("extension", PARSED)
def test_an_empty_file_holds_nothing(extension: str) -> None:
    assert parse_bytes(b"[]" if extension == ".jsonld" else b"", "file", extension) == []


def test_all_faults_at_once_by_line() -> None:
    data = """@prefix e: <https://e/> .
e:a e:p [] .
<near> e:p e:b .
e:a e:p 1.5e0 .
e:a e:p e:b .
e:a e:p <https://e/ x> .
e:a e:p <<( e:a e:p e:b )>> .
"""
    told = faults(data, ".ttl")
    assert [fault.split(":")[1] for fault in told] == ["2", "3", "4", "6", "7"]
    for fault, reason in zip(told, ["blank nodes", "<near>", "double", "code point", "triple"], strict=True):
        assert reason in fault


@pytest.mark.parametrize("extension", [".nq", ".nt"])
def test_faults_in_line_formats(extension: str) -> None:
    told = faults(f"<near> {P} {A} .\njunk\n{A} {P} _:x .\n", extension)
    assert [fault.split(":")[1] for fault in told] == ["1", "2", "3"]
    assert "relative" in told[0]


def test_faults_in_json_name_what_they_are_about() -> None:
    (syntax,) = faults('{\n"@id":\n nope}', ".jsonld")
    assert syntax.startswith("file:3: ")
    told = faults('{"@id": "near", "https://e/p": [1.5, {"https://e/p": "x"}]}', ".jsonld")
    assert len(told) >= 2
    assert any("<near>" in fault for fault in told)
    assert any("blank" in fault for fault in told)


def test_a_remote_context_is_not_fetched() -> None:
    assert "remote contexts" in faults('{"@context": "https://e/c", "@id": "https://e/a"}', ".jsonld")[0]


@pytest.mark.parametrize("written", ["", "a", "/a", "//e/a", "?a", "#a"])
def test_a_relative_iri_of_any_form_is_refused(written: str) -> None:
    for line in (f"<{written}> {P} {A} .", f'{A} {P} "x"^^<{written}> .'):
        (told,) = faults(line, ".ttl")
        assert told.endswith("in full")


def test_a_relative_iri_with_a_base_in_the_file_is_whole() -> None:
    ((line, quad),) = parse_bytes(b"@base <https://e/> .\n<a> <p> <a> .", "f", ".ttl")
    assert (line, quad) == (2, Quad(A, P, A))


def test_many_faults_are_cut() -> None:
    told = faults(f"{A} {P} _:x .\n" * 200, ".nq")
    assert len(told) == 51
    assert "only the first 50" in told[-1]
    assert len(faults("junk\n" * 200, ".nq")) == 51


@pytest.mark.parametrize("extension", [".ttl", ".nq"])
def test_deep_nesting_is_a_fault_and_not_the_end(extension: str) -> None:
    opened = f"{A} {P} <<( " * 100_000
    (fault,) = faults(f"{opened}{A} {P} {A}{' )>>' * 100_000} .", extension)
    assert "too deeply nested" in fault


def test_a_dead_worker_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.executable", "/bin/false")
    (fault,) = faults("", ".nq")
    assert "ends the parser" in fault


def test_a_file_that_takes_too_long_is_told() -> None:
    began = time.monotonic()
    with pytest.raises(DataFault) as caught:
        parse_bytes(b"", "file", ".nq", timeout=0.001)
    assert "within 0.001 seconds" in str(caught.value.faults[0])
    assert time.monotonic() - began < 5


def test_files_that_are_none(tmp_path: Path) -> None:
    with pytest.raises(DataFault, match="cannot be loaded"):
        parse_file(tmp_path / "none.trig")
    assert ".trig, .nq" in faults("", ".docx")[0]


def test_the_worker_finds_its_modules_from_any_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "json.py").write_text("raise SystemExit(1)")
    monkeypatch.chdir(tmp_path)
    assert parse_bytes(f"{A} {P} {A} .".encode(), "f", ".nt") == [(1, Quad(A, P, A))]


def direct(data: bytes, extension: str) -> set[Quad]:
    """What the worker answers, without its process."""
    answer = parsed(data, extension)
    assert answer["faults"] == []
    return set(pyoxigraph.parse(answer["nquads"], format=RdfFormat.N_QUADS))


@pytest.mark.parametrize("written", FORMATS)
@given(st.frozensets(st.from_type(Quad).map(canonical_quad), max_size=12))
def test_what_is_written_reads_the_same(written: Format, quads: frozenset[Quad]) -> None:
    assert direct(serialise(quads, written), FORMATS[written]) == quads


@given(st.frozensets(st.from_type(Quad).map(canonical_quad), max_size=12))
def test_turtle_holds_the_facts(quads: frozenset[Quad]) -> None:
    facts = {quad for quad in quads if quad.graph_name == FACTS_GRAPH}
    back = direct(serialise(facts, "turtle"), ".ttl")
    assert {Quad(quad.subject, quad.predicate, quad.object, FACTS_GRAPH) for quad in back} == facts


@pytest.mark.parametrize("written", FORMATS)
@settings(max_examples=5, suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(st.frozensets(st.from_type(Quad).map(canonical_quad), max_size=12))
def test_the_round_trip_through_the_worker(written: Format, quads: frozenset[Quad]) -> None:
    assert {quad for _, quad in parse_bytes(serialise(quads, written), "f", FORMATS[written])} == quads


QUADS = [
    Quad(A, RDF["type"], RS["Claim"], graph("g")),
    Quad(A, DCT["isPartOf"], A, graph("g")),
    Quad(A, SKOS["prefLabel"], Literal("Å", language="sv"), graph("g")),
    Quad(A, RS["maxPercent"], Literal("30.0", datatype=XSD["decimal"]), graph("g")),
]


@pytest.mark.parametrize("written", [*FORMATS, "turtle"])
def test_order_does_not_matter(written: Format) -> None:
    assert len({serialise(order, written) for order in permutations(QUADS)}) == 1


def test_prefixes_and_words_are_used() -> None:
    trig = serialise(QUADS, "trig").decode()
    assert trig.startswith("@prefix ")
    assert "a rs:Claim" in trig
    assert "dct:isPartOf" in trig
    jsonld = serialise(QUADS, "jsonld").decode()
    assert '"partOf": "https://e/a"' in jsonld
    assert '"max": "30.0"' in jsonld
    assert '"type": "rs:Claim"' in jsonld
