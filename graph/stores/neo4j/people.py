"""What people read in Neo4j: labels, names and native values, all derived from the exact properties of a node.

Nothing here is read back: whoever changes these properties changes nothing that Rotorsak knows, and the next write to
the node makes them anew.
"""

from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from math import isfinite

from pyoxigraph import Literal, NamedNode

from graph.stores.lemmas import SEARCHED, lemmas
from graph.stores.literals import Term
from graph.stores.neo4j.naming import label_of, short_name
from graph.stores.neo4j.projection import Exact, key_of
from graph.stores.neo4j.rows import term_of
from ontology.iris import short_id
from ontology.namespaces import DCT, RDF, RDFS, SKOS, XSD

Native = str | int | float | bool
Property = Native | list[str] | list[int] | list[float] | list[bool]

_TYPE = key_of(RDF["type"])
_NAMED_BY = tuple(map(key_of, (SKOS["prefLabel"], RDFS["label"], DCT["description"])))
_SEARCHED = tuple(sorted(map(key_of, SEARCHED)))
_OURS = frozenset({"iri", "name", "name_en", "lemmas"})
INDEXED = {"predicate": "Statement", "stance": "Claim", "reviewState": "Claim", "basis": "Claim"}
"""The native properties that have an index, by the label of the nodes that they are looked up among. An index takes
values of some 8 kB; a longer one is left out, for no query asks for it."""
_LONGEST_INDEXED = 4000
_LARGEST = 2**63


def labels_of(exact: Exact) -> list[str]:
    """The labels of a node besides `Resource`: what its classes are called."""
    return sorted({label_of(class_) for class_ in _terms(exact, _TYPE) if isinstance(class_, NamedNode)})


def properties_of(iri: str, exact: Exact) -> dict[str, Property]:
    """All properties of a node, the exact ones and those for people."""
    native = {
        name: value for name, value in _native(exact) if name not in _OURS and _is_indexable(name, value)
    }
    return {**native, **_found_by(iri, exact), **_named(iri, exact), "iri": iri, **exact}


def _terms(exact: Exact, key: str) -> list[Term]:
    """The values of an exact property, each once, in whatever graphs it stands."""
    return list(dict.fromkeys(map(term_of, exact.get(key, ()))))


def _named(iri: str, exact: Exact) -> dict[str, str]:
    names = next(filter(None, (_terms(exact, key) for key in _NAMED_BY)), [])
    by_language = {name.language: name.value for name in reversed(names) if isinstance(name, Literal)}
    english = by_language.get("en")
    shown = by_language.get("sv") or by_language.get(None) or english or short_id(NamedNode(iri)) or iri
    return {"name": shown, **({"name_en": english} if english else {})}


def _found_by(iri: str, exact: Exact) -> dict[str, str]:
    """The words that a thing of ours is found by; terms of the vocabularies are not what people look for."""
    texts = [term.value for key in _SEARCHED for term in _terms(exact, key) if isinstance(term, Literal)]
    return {"lemmas": lemmas(" ".join(texts))} if texts and short_id(NamedNode(iri)) else {}


def _native(exact: Exact) -> Iterator[tuple[str, Property]]:
    found: dict[str, list[Term]] = defaultdict(list)
    for key in exact:
        if not key.startswith("<"):
            found[key.partition(":")[2]] += _terms(exact, key)
    for local, terms in found.items():
        yield from _by_language(local, terms)


def _is_indexable(name: str, value: Property) -> bool:
    return name not in INDEXED or len(str(value).encode()) <= _LONGEST_INDEXED


def _by_language(local: str, terms: Sequence[Term]) -> Iterator[tuple[str, Property]]:
    english = [term for term in terms if _is_english(term)]
    others = [term for term in terms if not _is_english(term)]
    yield local, _one_or_list(list(map(_native_value, others or english)))
    if english:
        yield f"{local}_en", _one_or_list(list(map(_native_value, english)))


def _is_english(term: Term) -> bool:
    return isinstance(term, Literal) and term.language == "en"


def _one_or_list(values: list[Native]) -> Property:
    """One value, or a list of one type: Neo4j holds no list of several."""
    if len(values) == 1:
        return values[0]
    if len({type(value) for value in values}) > 1:
        return list(map(str, values))
    return values  # type: ignore[return-value]


def _native_value(term: Term) -> Native:
    if isinstance(term, NamedNode):
        return _slug(term)
    native = _READERS.get(term.datatype, str)(term.value)
    return native if _is_held(native) else term.value


_READERS: dict[NamedNode, Callable[[str], Native]] = {
    XSD["integer"]: int,
    XSD["decimal"]: float,
    XSD["boolean"]: "true".__eq__,
}


def _is_held(native: Native) -> bool:
    """Whether Neo4j holds this number; a larger one is given as text."""
    if isinstance(native, float):
        return isfinite(native)
    return not isinstance(native, int) or -_LARGEST <= native < _LARGEST


def _slug(iri: NamedNode) -> str:
    id_, name = short_id(iri), short_name(iri)
    if id_:
        return id_.partition("/")[2]
    return name[1] if name else iri.value
