"""Canonical terms."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import BlankNode, Literal, NamedNode, Quad, Triple

from graph.stores.embedded.oxigraph import OxigraphStore
from graph.stores.interface import Diff
from graph.stores.literals import canonical_literal, canonical_quad, canonical_term, quad_line
from ontology.iris import graph
from ontology.namespaces import XSD

NODE = NamedNode("https://w3id.org/rotorsak/id/goal/a")


@pytest.mark.parametrize(
    ("written", "datatype", "expected", "expected_type"),
    [
        ("13808000", "integer", "13808000", "integer"),
        ("+007", "integer", "7", "integer"),
        ("-0", "integer", "0", "integer"),
        ("9" * 5000, "integer", "9" * 5000, "integer"),
        ("5", "nonNegativeInteger", "5", "integer"),
        ("90", "decimal", "90.0", "decimal"),
        ("90.00", "decimal", "90.0", "decimal"),
        ("5.", "decimal", "5.0", "decimal"),
        (".3620", "decimal", "0.362", "decimal"),
        ("-00.50", "decimal", "-0.5", "decimal"),
        ("-0.0", "decimal", "0.0", "decimal"),
        ("1", "boolean", "true", "boolean"),
        ("2018-09-30+00:00", "date", "2018-09-30Z", "date"),
        ("2024-02-29", "date", "2024-02-29", "date"),
        ("2018-09", "gYearMonth", "2018-09", "gYearMonth"),
        ("2018", "gYear", "2018", "gYear"),
        ("2018-09-30T10:00:00.500-00:00", "dateTimeStamp", "2018-09-30T10:00:00.5Z", "dateTime"),
    ],
)
def test_values_have_one_form(written: str, datatype: str, expected: str, expected_type: str) -> None:
    assert canonical_literal(Literal(written, datatype=XSD[datatype])) == Literal(
        expected, datatype=XSD[expected_type]
    )


def test_text_is_composed_and_tags_are_lower_case() -> None:
    assert canonical_literal(Literal("a\u030a", language="SV")) == Literal("å", language="sv")
    assert canonical_literal(Literal("a\u030a")) == Literal("å")
    assert canonical_literal(Literal(" 90.00 ")).value == " 90.00 "


@pytest.mark.parametrize(
    ("literal", "reason"),
    [
        (Literal(1.5), "double.*decimal"),
        (Literal("1", datatype=XSD["float"]), "float"),
        (Literal("P1Y", datatype=XSD["duration"]), "duration"),
        (Literal("x", datatype=XSD["integer"]), "whole number"),
        (Literal("1.0", datatype=XSD["integer"]), "whole number"),
        (Literal("1٣", datatype=XSD["integer"]), "whole number"),
        (Literal(".", datatype=XSD["decimal"]), "decimal"),
        (Literal("1e3", datatype=XSD["decimal"]), "decimal"),
        (Literal("ja", datatype=XSD["boolean"]), "true nor false"),
        (Literal("30/9", datatype=XSD["date"]), "date"),
        (Literal("2018-09-30T24:00:00", datatype=XSD["dateTime"]), "date"),
        (Literal("2018-09-30T10:60:00", datatype=XSD["dateTime"]), "date"),
        (Literal("2018-09-30+15:00", datatype=XSD["date"]), "date"),
        (Literal("2023-02-29", datatype=XSD["date"]), "date"),
        (Literal("2023-13", datatype=XSD["gYearMonth"]), "date"),
    ],
)
def test_what_is_not_held_is_refused_with_a_word(literal: Literal, reason: str) -> None:
    with pytest.raises(ValueError, match=reason):
        canonical_term(literal)


def test_blank_nodes_and_triple_terms_are_refused() -> None:
    for quad in (
        Quad(BlankNode(), NODE, NODE, NODE),
        Quad(NODE, NODE, BlankNode(), NODE),
        Quad(NODE, NODE, NODE, BlankNode()),
    ):
        with pytest.raises(ValueError, match="blank nodes"):
            canonical_quad(quad)
    with pytest.raises(ValueError, match="triple terms"):
        canonical_quad(Quad(NODE, NODE, Triple(NODE, NODE, NODE), NODE))


def test_a_line_of_n_quads() -> None:
    quad = Quad(NODE, NODE, Literal('å "x"\n', language="sv"), graph("codes"))
    assert quad_line(quad) == f'{NODE} {NODE} "å \\"x\\"\\n"@sv <https://w3id.org/rotorsak/graph/codes> .'
    assert quad_line(Quad(NODE, NODE, NODE)) == f"{NODE} {NODE} {NODE} ."


@given(st.from_type(Quad))
def test_canonical_twice_is_canonical_once(quad: Quad) -> None:
    once = canonical_quad(quad)
    assert canonical_quad(once) == once


@given(st.from_type(Literal))
def test_a_store_gives_back_what_it_was_given(literal: Literal) -> None:
    quad = Quad(NODE, NODE, literal, graph("document"))
    with OxigraphStore.in_memory() as store:
        store.write(Diff(add=frozenset({quad})))
        assert list(store.quads()) == [canonical_quad(quad)]
