"""Terms in Cypher: as parameters, as labels, and back from the columns of a row."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from pyoxigraph import Literal, NamedNode

from graph.stores.literals import Term, canonical_term
from graph.stores.neo4j.rows import any_label, decode, parameter
from ontology.namespaces import RDFS, RS, SKOS, XSD

G = "https://w3id.org/rotorsak/graph/facts"
TERMS = st.from_type(NamedNode) | st.from_type(Literal)


@given(TERMS)
@example(Literal('" <https://e/g>'))
@example(Literal("<https://e/a> <https://e/g>"))
@example(Literal("\\u0022\u0085\n\t\"'\\"))
def test_a_term_comes_back_as_itself(term: Term) -> None:
    assert decode({"term": parameter(term)}) == {"term": canonical_term(term)}


@given(TERMS)
@example(Literal('" <https://e/g>'))
def test_a_term_as_a_node_keeps_it_comes_back_without_its_graph(term: Term) -> None:
    assert decode({"term": f"{canonical_term(term)} <{G}>"}) == {"term": canonical_term(term)}


def test_a_row_has_counts_and_the_keys_of_properties_and_nothing_for_null() -> None:
    record = {"count": 12, "term": ":rs:section", "other": ":<https://e/p>", "none": None}
    assert decode(record) == {
        "count": Literal("12", datatype=XSD["integer"]),
        "term": RS["section"],
        "other": NamedNode("https://e/p"),
    }


@pytest.mark.parametrize("value", [True, 1.5, ["https://e/a"], {}])
def test_what_is_no_term_is_refused(value: object) -> None:
    with pytest.raises(TypeError, match="not a term"):
        decode({"value": value})


def test_what_is_no_literal_is_refused() -> None:
    with pytest.raises(ValueError, match="not a literal"):
        decode({"value": '"half'})


def test_the_labels_of_classes() -> None:
    assert any_label([RS["Claim"]]) == "`Claim`"
    assert any_label([RS["Claim"], SKOS["Concept"], RS["Claim"]]) == "`Claim`|`Concept`"
    assert any_label([NamedNode("https://e/A)--(n"), RDFS["Resource"]]) == "`Other`"
    assert any_label([Literal("Claim")]) == "`Other`"
