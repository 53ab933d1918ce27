"""How terms stand in Cypher: as parameters, as labels in the text of a query, and in the columns of a row.

An IRI is its text; a literal is its N-Triples text, which begins with a quotation mark. A column may also hold a term
as nodes keep it, in N-Quads form with its graph after it, `"text"@sv <graph>` or `<iri> <graph>`: the graph is dropped;
or the key of an exact property after a colon, `:rs:stance`: it is the predicate.

The queries rest on what the shapes of the ontology hold: a term takes things, and is read from relationships, or takes
literals, and is read from properties (rdf:object takes both); propositions and claims have their classes, and each
proposition one predicate.
"""

import re
from collections.abc import Iterable, Mapping
from functools import lru_cache

from pyoxigraph import Literal, NamedNode

from graph.stores.literals import Term, canonical_literal
from graph.stores.neo4j.naming import OTHER_LABEL, iri_of, label_of
from ontology.namespaces import XSD

_REMEMBERED = 50_000
_LITERAL = re.compile(
    r'"(?P<text>(?:[^"\\]|\\.)*)"(?:@(?P<language>[A-Za-z0-9-]+)|\^\^<(?P<datatype>[^>]*)>)?(?: <[^>]*>)?',
    re.DOTALL,
)
_ESCAPE = re.compile(r"\\(?:u([0-9A-Fa-f]{4})|U([0-9A-Fa-f]{8})|(.))", re.DOTALL)
_ESCAPED = {"t": "\t", "b": "\b", "n": "\n", "r": "\r", "f": "\f"}


def parameter(term: Term) -> str:
    """The term as a parameter of a query."""
    return term.value if isinstance(term, NamedNode) else str(canonical_literal(term))


def any_label(classes: Iterable[Term]) -> str:
    """The labels of things of any of these classes, as they stand in Cypher."""
    labels = {label_of(class_) for class_ in classes if isinstance(class_, NamedNode)} or {OTHER_LABEL}
    return "|".join(f"`{label}`" for label in sorted(labels))


def decode(record: Mapping[str, object]) -> dict[str, Term]:
    """The row that a record gives, without a key for what is null. Raises TypeError for a column that is no term."""
    return {name: _term(value) for name, value in record.items() if value is not None}


def _term(value: object) -> Term:
    if isinstance(value, str):
        return term_of(value)
    if isinstance(value, int) and not isinstance(value, bool):
        return Literal(str(value), datatype=XSD["integer"])
    raise TypeError(f"not a term: {value!r}")


@lru_cache(_REMEMBERED)
def term_of(text: str) -> Term:
    """The term that a column, a parameter or an exact property gives. Raises ValueError for any other text."""
    if text.startswith("<"):
        return NamedNode(text[1:].partition(">")[0])
    if text.startswith(":"):
        return iri_of(text[1:])
    if not text.startswith('"'):
        return NamedNode(text)
    match = _LITERAL.fullmatch(text)
    if match is None:
        raise ValueError(f"not a literal in N-Triples: {text!r}")
    value = _ESCAPE.sub(_meant, match["text"]) if "\\" in match["text"] else match["text"]
    if match["language"]:
        return canonical_literal(Literal(value, language=match["language"]))
    datatype = NamedNode(match["datatype"]) if match["datatype"] else XSD["string"]
    return canonical_literal(Literal(value, datatype=datatype))


def _meant(escape: re.Match[str]) -> str:
    code = escape[1] or escape[2]
    return chr(int(code, 16)) if code else _ESCAPED.get(escape[3], escape[3])
