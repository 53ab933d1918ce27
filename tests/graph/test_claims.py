"""Ids that must never change, and claims that come back from a store as they were written."""

from pyoxigraph import Literal, NamedNode

from graph.claims.evidence import read_claims
from graph.claims.model import NewClaim, PartNode, Passage, Proposition
from graph.stores.embedded.oxigraph import OxigraphStore
from graph.stores.interface import Diff
from ontology import iris
from ontology.namespaces import RS

GRAPH = iris.graph("test")
SPEAKER, OTHER = iris.thing("body/en"), iris.thing("document/rapporten")
CAUSES = Proposition(iris.thing("problem/a"), RS["causes"], iris.thing("problem/b"))


def test_the_id_of_a_proposition_is_the_hash_of_its_canonical_line() -> None:
    """The golden value: sha256 of the line as `printf '%s' '<…/problem/a> <…#causes> <…/problem/b> .'` gives it."""
    assert CAUSES.iri.value == (
        "https://w3id.org/rotorsak/id/proposition/"
        "edd19f43da593ae50efb451fb4d01c608a630b0abd21f520dbae1eccb08ebac5"
    )


def test_the_id_of_a_proposition_does_not_depend_on_how_its_letters_are_composed() -> None:
    composed = Proposition(SPEAKER, RS["unit"], Literal("hushåll"))
    decomposed = Proposition(SPEAKER, RS["unit"], Literal("husha\u030all"))
    assert composed.iri == decomposed.iri


def test_the_id_of_a_part_node_depends_on_its_parts_alone() -> None:
    parts = [(RS["count"], Literal("15")), (RS["status"], iris.thing("follow-up-status/done"))]
    one = PartNode("status-count", RS["StatusCount"], frozenset(parts))
    other = PartNode("status-count", RS["StatusCount"], frozenset(reversed(parts)))
    assert one.iri == other.iri
    assert PartNode("status-count", RS["StatusCount"], frozenset(parts[:1])).iri != one.iri


def written(*claims: NewClaim) -> OxigraphStore:
    passage = Passage("a", iris.thing("document/d"), {"sv": "Sagt.", "en": "Said."}, 3, 9, "0" * 64)
    quads = {*passage.quads(GRAPH), *(quad for claim in claims for quad in claim.quads(GRAPH))}
    store = OxigraphStore.in_memory()
    store.write(Diff(add=frozenset(quads)))
    return store


def claim(about: Proposition | NewClaim, stance: str, speaker: NamedNode, *, heard: bool = True) -> NewClaim:
    passage = iris.thing("passage/d.a") if heard else None
    return NewClaim(about, stance, speaker, "read", passage, None, None)


def test_a_chain_of_speakers_comes_back_whole_and_once() -> None:
    third = claim(CAUSES, "asserts", iris.thing("body/tredje"), heard=False)
    second = claim(third, "asserts", OTHER, heard=False)
    store = written(claim(second, "asserts", SPEAKER))
    (read,) = read_claims(store)
    assert [link.speaker for link in read.chain] == [SPEAKER, OTHER, iris.thing("body/tredje")]
    assert read.proposition == CAUSES
    assert read.stance == "asserts"
    assert not read.first_hand


def test_denying_a_report_says_nothing_of_what_it_reports() -> None:
    report = claim(CAUSES, "asserts", OTHER, heard=False)
    store = written(claim(report, "denies", SPEAKER), claim(report, "asserts", SPEAKER))
    assert {read.stance for read in read_claims(store)} == {None, "asserts"}


def test_reporting_a_denial_is_a_second_hand_denial() -> None:
    store = written(claim(claim(CAUSES, "denies", OTHER, heard=False), "asserts", SPEAKER))
    (read,) = read_claims(store)
    assert (read.stance, read.first_hand) == ("denies", False)


def test_claims_that_are_not_accepted_do_not_count() -> None:
    proposed = NewClaim(CAUSES, "asserts", SPEAKER, "read", iris.thing("passage/d.a"), None, None, "proposed")
    assert read_claims(written(proposed)) == []


def test_claims_are_read_by_subject_predicate_and_object() -> None:
    store = written(claim(CAUSES, "asserts", SPEAKER))
    assert len(read_claims(store, subjects=[CAUSES.subject], predicates=[RS["causes"]])) == 1
    assert read_claims(store, predicates=[RS["reduces"]]) == []
    assert read_claims(store, objects=[CAUSES.subject]) == []
    assert read_claims(store, subjects=[]) == []


def test_a_chain_with_a_link_that_is_not_accepted_does_not_count() -> None:
    inner = NewClaim(CAUSES, "asserts", OTHER, "read", None, None, None, "rejected")
    assert read_claims(written(claim(inner, "asserts", SPEAKER))) == []
