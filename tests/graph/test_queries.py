"""Named queries and their lists of terms."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from pyoxigraph import BlankNode, Literal, NamedNode, QuerySolutions, Store

from graph.stores.literals import Term
from graph.stores.named_queries import NamedQuery, sparql_term
from ontology.namespaces import RS

A, B = NamedNode("https://e/a"), NamedNode("https://e/b")
BOTH = NamedQuery(
    "both",
    """SELECT ?subject ?value WHERE {
    VALUES ?subject { UNDEF }
    values ?value { 1 }
    VALUES  ?value {
      UNDEF }
    GRAPH ?g { ?subject ?p ?value }
    { VALUES ?subject { UNDEF } }
    }""",
    """MATCH (subject:Resource)-[r]->(value) WHERE subject.iri IN $subject AND ($value IS NULL OR value.iri IN $value)
    RETURN subject.iri AS subject, value.iri AS value""",
)
OF_CLASS = NamedQuery(
    "of-class",
    "SELECT ?thing WHERE { VALUES ?class { UNDEF } GRAPH ?g { ?thing a ?class } }",
    "MATCH (thing:{class}) RETURN thing.iri AS thing",
)


def test_a_query_file_is_valid_as_it_stands() -> None:
    Store().query(BOTH.text or "")
    assert BOTH.parameters() == {"subject", "value"}


def test_without_a_binding_the_block_goes() -> None:
    asked = BOTH.sparql({})
    assert asked is not None
    assert "UNDEF" not in asked
    assert "values ?value { 1 }" in asked


def test_a_binding_stands_in_every_block_of_its_variable() -> None:
    asked = BOTH.sparql({"subject": [A, B]})
    assert asked is not None
    assert asked.count("VALUES ?subject { <https://e/a> <https://e/b> }") == 2


def test_an_empty_list_leaves_nothing_to_ask() -> None:
    assert BOTH.sparql({"subject": [], "value": [Literal(1)]}) is None


@pytest.mark.parametrize("terms", [[A], []])
def test_an_unknown_binding_is_an_error(terms: list[Term]) -> None:
    with pytest.raises(ValueError, match="'both' has no parameter predicate"):
        BOTH.sparql({"predicate": terms})


def test_a_name_without_a_file_is_an_error() -> None:
    with pytest.raises(ValueError, match="no-such-query"):
        NamedQuery("no-such-query").parameters()


def test_cypher_is_the_same_text_whatever_is_bound() -> None:
    one = BOTH.cypher({"subject": [A]})
    other = BOTH.cypher({"subject": [A, B], "value": [Literal("x", language="SV"), Literal(1)]})
    assert one is not None
    assert other is not None
    assert one[0] == other[0]
    assert one[1] == {"given": {"subject": ["https://e/a"]}}
    assert other[1]["given"]["value"] == ['"x"@sv', '"1"^^<http://www.w3.org/2001/XMLSchema#integer>']


def test_cypher_gets_labels_for_classes() -> None:
    asked = OF_CLASS.cypher({"class": [RS["Claim"], A]})
    assert asked is not None
    assert asked[0] == "MATCH (thing:`Claim`|`Other`) RETURN thing.iri AS thing"


def test_cypher_that_cannot_do_without_a_list_says_so() -> None:
    with pytest.raises(ValueError, match="'both' needs its parameter subject"):
        BOTH.cypher({"value": [A]})
    with pytest.raises(ValueError, match="'of-class' needs its parameter class"):
        OF_CLASS.cypher({})


def test_cypher_takes_bindings_as_sparql_does() -> None:
    assert BOTH.cypher({"subject": []}) is None
    with pytest.raises(ValueError, match="'both' has no parameter predicate"):
        BOTH.cypher({"subject": [A], "predicate": [A]})
    with pytest.raises(ValueError, match="'one' has no Cypher"):
        NamedQuery("one", "SELECT * {}").cypher({})


def test_other_terms_are_not_asked_for() -> None:
    with pytest.raises(ValueError, match="not a term"):
        sparql_term(BlankNode())  # type: ignore[arg-type]


def text_of(term: str) -> Literal:
    """The text of a term, as the engine reads it."""
    answer = Store().query(f"SELECT (STR(?x) AS ?text) WHERE {{ VALUES ?x {{ {term} }} }}")
    assert isinstance(answer, QuerySolutions)
    text = next(answer)["text"]
    assert isinstance(text, Literal)
    return text


@given(st.from_type(NamedNode) | st.from_type(Literal))
@example(Literal("\\u0022 } . \\U00000022"))
@example(Literal("\\\\u0022"))
@example(Literal("\\\x07"))
@example(Literal("\\\\\x07u"))
def test_a_term_reaches_the_engine_as_itself(term: Term) -> None:
    asked, plain = text_of(sparql_term(term)), text_of(str(term))
    assert asked == plain
    if isinstance(term, NamedNode) or term.language or term.datatype.value.endswith("string"):
        assert asked.value == term.value


def test_no_escape_that_an_engine_may_read_early_is_left_after_a_backslash() -> None:
    assert sparql_term(Literal("\\u0022")) == r'"\\\u00750022"'
    assert sparql_term(Literal("\\\\U")) == r'"\\\\\u0055"'
