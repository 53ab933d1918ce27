"""Linköping's graph in stores on servers; and arbitrary terms and quads, for the laws that hold for all of them:
`st.from_type(Quad)` gives them.
"""

from collections.abc import Iterator

import pytest
from hypothesis import strategies as st
from hypothesis.strategies import SearchStrategy
from pyoxigraph import Literal, NamedNode, Quad

from graph.stores.embedded.oxigraph import OxigraphStore
from graph.stores.interface import Diff, Store
from ontology.iris import graph
from ontology.namespaces import DCT, RDF, RS, SKOS, XSD
from tests.conftest import NEO4J, SPARQL, empty_store


@pytest.fixture(scope="module", params=[NEO4J, SPARQL])
def copy(request: pytest.FixtureRequest, linkoping: OxigraphStore) -> Iterator[Store]:
    """Linköping's graph in a store on a server. Tests read it and leave it as it is."""
    with empty_store(request, request.param) as store:
        store.write(Diff(add=frozenset(linkoping.quads())))
        yield store


TEXTS = st.text(st.characters(exclude_categories=["Cs"]), max_size=12) | st.sampled_from(
    [
        "\\u0022",
        '"""',
        "} DROP ALL",
        "a\u0308",
        "\\U00000022 . ",
        "x\\",
        "${é}",
        "'); --",
        "\x00\x1f\x7f\x85\ufffe",
    ]
)
DIGITS = st.text("0123456789", min_size=1, max_size=25)
SIGNS = st.sampled_from(["", "+", "-"])


def typed(values: SearchStrategy[str], *names: str) -> SearchStrategy[Literal]:
    """Literals of these XSD types."""
    return st.builds(Literal, values, datatype=st.sampled_from([XSD[name] for name in names]))


def dates() -> SearchStrategy[Literal]:
    """Dates of all the forms that are held."""
    zone = st.sampled_from(["", "Z", "+00:00", "-00:00", "+02:00", "-11:30"])
    fraction = st.sampled_from(["", ".0", ".5", ".250", ".000"])
    day = st.dates().map(lambda date: date.isoformat())
    time = st.builds(lambda date, part, place: f"{date}T10:09:08{part}{place}", day, fraction, zone)
    return st.one_of(
        typed(st.builds(str.__add__, day, zone), "date"),
        typed(st.builds(lambda date, place: date[:7] + place, day, zone), "gYearMonth"),
        typed(st.builds(lambda date, place: date[:4] + place, day, zone), "gYear"),
        typed(time, "dateTime"),
        typed(time.filter(lambda text: text[-1] == "Z" or text[-6] in "+-"), "dateTimeStamp"),
    )


def literals() -> SearchStrategy[Literal]:
    """Literals that are held, not all written in the canonical way."""
    whole = st.builds(str.__add__, SIGNS, DIGITS)
    decimal = st.builds(lambda number, part: f"{number}.{part}", whole, DIGITS | st.just("")) | whole
    return st.one_of(
        st.builds(Literal, TEXTS),
        st.builds(Literal, TEXTS, language=st.sampled_from(["sv", "en", "SV", "en-GB"])),
        typed(whole, "integer", "int", "nonNegativeInteger"),
        typed(decimal, "decimal"),
        typed(st.sampled_from(["1", "0", "true", "false"]), "boolean"),
        typed(TEXTS, "anyURI"),
        dates(),
    )


def nodes() -> SearchStrategy[NamedNode]:
    """IRIs, ours and others', some of them like words of the JSON-LD context."""
    ours = st.sampled_from(
        [RS["number"], DCT["date"], SKOS["prefLabel"], RDF["type"], RDF["first"], RS["unit"]]
    )
    others = st.sampled_from(
        ["urn:x:y", "dct:date", "http://e/x(y)/å,;.-", "http://e/?a=b#c", "x:", "https://e/%C3'"]
    )
    return ours | others.map(NamedNode) | st.sampled_from([NamedNode(f"https://e/{i}") for i in range(4)])


def quads() -> SearchStrategy[Quad]:
    """Any quad that is held, in one of a few graphs, the facts among them."""
    names = st.sampled_from([graph("facts"), graph("document"), graph("codes")])
    return st.builds(Quad, nodes(), nodes(), nodes() | literals(), names)


st.register_type_strategy(Literal, literals())
st.register_type_strategy(NamedNode, nodes())
st.register_type_strategy(Quad, quads())
