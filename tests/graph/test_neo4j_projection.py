"""Quads as nodes and relationships: nothing is lost on the way there and back, and people can read what is there."""

from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import Literal, NamedNode, Quad

from graph.stores.literals import canonical_quad
from graph.stores.neo4j.people import labels_of, properties_of
from graph.stores.neo4j.projection import Projected, Relationship, after, is_exact, key_of, parsed, quads_of
from ontology.iris import graph, thing
from ontology.namespaces import DCT, PROV, RDF, RS, SKOS, XSD

ACTION = thing("action/kameror")
CLAIM = thing("claim/c")
G, H = graph("g"), graph("h")


def back(projected: Projected) -> set[Quad]:
    """The quads that a server gives back which holds this: only what is exact counts."""
    lines: list[str] = []
    for iri in projected.ends():
        properties = properties_of(iri, after({}, {}, projected.values.get(iri, {})))
        exact = {key: value for key, value in properties.items() if is_exact(key) and isinstance(value, list)}
        outgoing = [(one.iri, one.object, one.graph) for one in projected.relationships if one.subject == iri]
        lines += quads_of(iri, {key: list(map(str, values)) for key, values in exact.items()}, outgoing)
    return set(parsed(lines))


@given(st.frozensets(st.from_type(Quad), max_size=30))
def test_quads_out_equal_quads_in(quads: frozenset[Quad]) -> None:
    canonical = set(map(canonical_quad, quads))
    assert back(Projected.of(canonical)) == canonical


@given(st.frozensets(st.from_type(Quad), max_size=30))
def test_lists_are_of_one_type_and_numbers_fit(quads: frozenset[Quad]) -> None:
    """Neo4j refuses the whole write otherwise."""
    projected = Projected.of(map(canonical_quad, quads))
    for iri in projected.ends():
        for value in properties_of(iri, after({}, {}, projected.values.get(iri, {}))).values():
            values = value if isinstance(value, list) else [value]
            assert len({type(one) for one in values}) == 1
            assert all(-(2**63) <= one < 2**63 for one in values if isinstance(one, int))


def exact_of(*quads: Quad) -> dict[str, list[str]]:
    projected = Projected.of(quads)
    return after({}, {}, projected.values[quads[0].subject.value])


def people(*quads: Quad) -> dict[str, object]:
    """The properties for people of the node that these quads are about."""
    return {
        key: value
        for key, value in properties_of(quads[0].subject.value, exact_of(*quads)).items()
        if not is_exact(key)
    }


def test_what_is_a_relationship_and_what_a_value() -> None:
    said_by = Quad(CLAIM, PROV["wasAttributedTo"], thing("party/mp"), G)
    stance = Quad(CLAIM, RS["stance"], thing("stance/denies"), G)
    foreign = Quad(CLAIM, NamedNode("https://e/p-q"), ACTION, H)
    projected = Projected.of([said_by, stance, foreign])
    assert projected.relationships == {
        Relationship(
            "https://w3id.org/rotorsak/id/claim/c",
            "WAS_ATTRIBUTED_TO",
            "https://w3id.org/rotorsak/id/party/mp",
            "http://www.w3.org/ns/prov#wasAttributedTo",
            "https://w3id.org/rotorsak/graph/g",
        ),
        Relationship(
            "https://w3id.org/rotorsak/id/claim/c",
            "OTHER",
            "https://w3id.org/rotorsak/id/action/kameror",
            "https://e/p-q",
            "https://w3id.org/rotorsak/graph/h",
        ),
    }
    assert exact_of(said_by, stance, foreign) == {
        "rs:stance": [
            "<https://w3id.org/rotorsak/id/stance/denies> <https://w3id.org/rotorsak/graph/g>",
        ]
    }
    assert projected.said_in == {(CLAIM.value, G.value), (CLAIM.value, H.value)}
    assert projected.ends() == {CLAIM.value, ACTION.value, "https://w3id.org/rotorsak/id/party/mp"}


def test_keys_of_predicates() -> None:
    assert key_of(SKOS["prefLabel"]) == "skos:prefLabel"
    assert key_of(NamedNode("http://www.w3.org/2004/02/skos/core#a-b")) == (
        "<http://www.w3.org/2004/02/skos/core#a-b>"
    )
    assert key_of(NamedNode("https://e/p")) == "<https://e/p>"


def test_a_value_in_two_graphs_goes_from_one() -> None:
    first = Quad(ACTION, DCT["identifier"], Literal("7"), G)
    second = Quad(ACTION, DCT["identifier"], Literal("7"), H)
    both, gone = exact_of(first, second), Projected.of([first]).values[ACTION.value]
    assert both == {
        "dct:identifier": [
            '"7" <https://w3id.org/rotorsak/graph/g>',
            '"7" <https://w3id.org/rotorsak/graph/h>',
        ]
    }
    left = after(both, gone, {})
    assert left == {"dct:identifier": ['"7" <https://w3id.org/rotorsak/graph/h>']}
    assert after(left, Projected.of([second]).values[ACTION.value], {}) == {}


def test_a_claim_for_people() -> None:
    quads = [
        Quad(CLAIM, RDF["type"], RS["Claim"], G),
        Quad(CLAIM, RS["stance"], thing("stance/denies"), G),
        Quad(CLAIM, RS["stance"], thing("stance/denies"), H),
    ]
    assert people(*quads) == {"iri": CLAIM.value, "name": "claim/c", "type": "Claim", "stance": "denies"}
    assert labels_of(exact_of(*quads)) == ["Claim"]


def test_names_are_swedish_if_there_is_one() -> None:
    english, swedish = Literal("Cameras", language="en"), Literal("Kameror", language="sv")
    both = people(Quad(ACTION, SKOS["prefLabel"], english, G), Quad(ACTION, SKOS["prefLabel"], swedish, G))
    assert (both["name"], both["name_en"]) == ("Kameror", "Cameras")
    assert (both["prefLabel"], both["prefLabel_en"]) == ("Kameror", "Cameras")
    alone = people(Quad(ACTION, SKOS["prefLabel"], english, G))
    assert (alone["name"], alone["prefLabel"]) == ("Cameras", "Cameras")
    assert properties_of("https://e/x", {}) == {"iri": "https://e/x", "name": "https://e/x"}


def test_native_values() -> None:
    def typed(name: str, text: str, datatype: str) -> Quad:
        return Quad(ACTION, RS[name], Literal(text, datatype=XSD[datatype]), G)

    shown = people(
        typed("kronor", "13808000", "integer"),
        typed("count", "9223372036854775808", "integer"),
        typed("share", "0.362", "decimal"),
        typed("statable", "true", "boolean"),
        typed("notBefore", "2018-01-01", "date"),
        typed("unit", "5", "integer"),
        typed("unit", "fem", "string"),
    )
    assert shown["kronor"] == 13808000
    assert shown["count"] == "9223372036854775808", "one more than a Neo4j integer takes"
    assert shown["share"] == 0.362
    assert shown["statable"] is True
    assert shown["notBefore"] == "2018-01-01"
    assert shown["unit"] == ["5", "fem"]


def test_no_name_of_ours_is_taken_by_a_predicate() -> None:
    shown = people(
        Quad(ACTION, NamedNode("http://xmlns.com/foaf/0.1/name"), Literal("nobody"), G),
        Quad(ACTION, RS["iri"], Literal("https://e/elsewhere"), G),
        Quad(ACTION, RS["lemmas"], Literal("words"), G),
    )
    assert shown == {"iri": ACTION.value, "name": "action/kameror"}


def test_labels_are_classes_and_never_those_that_we_keep_house_with() -> None:
    classes = [RS["Claim"], RS["NamedGraph"], RS["Rotorsak"], NamedNode("https://e/Thing")]
    assert labels_of(exact_of(*(Quad(CLAIM, RDF["type"], class_, G) for class_ in classes))) == [
        "Claim",
        "Other",
    ]


def test_words_are_found_by_what_dictionaries_list() -> None:
    said = Literal("Två av bostadsområdena", language="sv")
    assert "bostadsområde" in str(people(Quad(ACTION, DCT["description"], said, G))["lemmas"]).split()
    assert "lemmas" not in people(Quad(RS["Claim"], DCT["description"], said, G)), "a word of the vocabulary"
