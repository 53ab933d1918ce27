"""Single values of an answer, as data."""

from pyoxigraph import Literal, NamedNode

from graph.answers.form import Ref, Scalar
from graph.answers.question import Phrased
from graph.answers.wording import Wording, decimal, shown_id
from ontology.namespaces import XSD


def ref(wording: Wording, thing: NamedNode) -> Ref:
    """A thing by its id and its name."""
    return Ref(id=shown_id(thing), label=wording.term(thing))


def relation(wording: Wording, term: NamedNode) -> Ref:
    """A term of the vocabulary by its name and its label; one of others by its IRI."""
    name = wording.vocabulary.term_of(term).name if term in wording.vocabulary else term.value
    return Ref(id=name, label=wording.term(term))


def scalar(wording: Wording, value: Phrased | int | bool | None) -> Scalar:
    """A value as data: numbers as such, dates as text, things by id and name, phrases in words."""
    if value is None or isinstance(value, bool | int | str):
        return value
    if isinstance(value, tuple):
        return wording.phrase(value)
    if isinstance(value, NamedNode):
        return ref(wording, value)
    if isinstance(value, Literal) and value.datatype == XSD["integer"]:
        return int(value.value)
    if isinstance(value, Literal):
        return decimal(value) if value.datatype == XSD["decimal"] else value.value
    return wording.piece(value)
