"""What has been taken from a document, by hand from the director's decision of 2023 and a page on an ordinance.

The decision is held: its second point (characters 225 to 272) says three things, its first one (160 to 223) five that
the director says and one that is our reading. Of the ordinance only what a web page shows is known, by its sections.
"""

from collections.abc import Callable

import pytest

from graph.answers.form import Answer, Ref, Row
from ontology.errors import BadInput, NotKnown

Ask = Callable[..., Answer]
DECISION, ORDINANCE = "document/beslut-2023", "document/sfs-2018-151-lagen-nu"


def row_of(answer: Answer, passage: str) -> Row:
    (found,) = (row for row in answer.rows if row.values["passage"] == Ref(id=passage, label=passage))
    return found


def test_the_passages_stand_in_the_order_of_the_document(ask_linkoping: Ask) -> None:
    answer = ask_linkoping("taken-from", {"document": DECISION})
    starts = [answer.evidence[row.because[0].evidence[0]].locator.start or 0 for row in answer.rows]
    assert starts == sorted(starts)
    assert [row.values["section"] for row in answer.rows[:5]] == [
        *["Dokumenthuvud"] * 3,
        *["Kommundirektörens beslut"] * 2,
    ]
    assert {one.document.id for one in answer.evidence.values()} == {DECISION}


def test_a_passage_with_its_place_our_words_and_what_is_said_there(ask_linkoping: Ask) -> None:
    row = row_of(
        ask_linkoping("taken-from", {"document": DECISION}, (), "en"), "passage/beslut-2023.beslut-2"
    )
    assert row.id == "00000225/beslut-2"
    assert (row.values["place"], row.values["section"]) == ("225–272", "Kommundirektörens beslut")
    assert row.values["paraphrase"] == "The second point establishes the plan for 2023."
    assert row.values["speaker"] == (Ref(id="post/kommundirektor", label="Municipal director"),)
    said = row.values["said"]
    assert isinstance(said, tuple)
    assert [str(one).split(" – ")[1:] for one in said] == [
        ["decides on", "Action plan against segregation 2023"],
        ["has the form", "establishes"],
        ["is recorded in", "The municipal director's decision", "Action plan against segregation 2023"],
    ]


def test_each_claim_is_a_step_and_our_reading_comes_last(ask_linkoping: Ask) -> None:
    answer = ask_linkoping("taken-from", {"document": DECISION})
    row = row_of(answer, "passage/beslut-2023.beslut-1")
    assert [len(step.evidence) for step in row.because] == [1] * 6
    assert [answer.evidence[step.evidence[0]].basis for step in row.because] == ["read"] * 5 + ["our-reading"]
    assert row.because[-1].text == (
        "Rotorsak (vår läsning) hävdar: Åtgärdsplan mot segregation 2022 – är upptecknat i – "
        "Åtgärdsplan mot segregation 2022 (planen själv)."
    )
    assert row.values["said"] == tuple(step.text.removesuffix(".") for step in row.because)


def test_who_is_said_to_say_what_is_told_as_a_chain(ask_linkoping: Ask) -> None:
    """MP's notes: the follow-up says that the report says something of compensating efforts."""
    answer = ask_linkoping("taken-from", {"document": "document/ks-31"})
    chains = {len(one.chain) for one in answer.evidence.values()}
    assert chains == {1, 2, 3}
    for row in answer.rows:
        for step in row.because:
            (evidence,) = (answer.evidence[one] for one in step.evidence)
            names = [f"{link.speaker.label} {link.stance_label}: " for link in evidence.chain]
            assert step.text.startswith("".join(names))


def test_a_document_that_is_not_held_has_no_places_and_says_so(ask_linkoping: Ask) -> None:
    answer = ask_linkoping("taken-from", {"document": ORDINANCE})
    assert [row.values["section"] for row in answer.rows[:9]] == [f"§ {number}" for number in range(1, 10)]
    assert {row.values["place"] for row in answer.rows} == {None}
    assert {one.locator.start for one in answer.evidence.values()} == {None}
    assert "finns inte här" in answer.summary
    assert [one.id for one in answer.not_held] == [ORDINANCE]


def test_nothing_taken_is_answered_with_no_rows(ask_linkoping: Ask) -> None:
    answer = ask_linkoping("taken-from", {"document": "document/nulagesbild-ryd"}, (), "en")
    assert (answer.state, answer.rows) == ("answered", ())
    assert answer.summary == (
        "Situation picture of Ryd 211217: nothing in the view has been taken from it. The document is only known "
        "and is not held here."
    )
    assert [one.id for one in answer.not_held] == ["document/nulagesbild-ryd"]


def test_a_view_that_leaves_everything_out_of_a_document_that_is_held(ask_linkoping: Ask) -> None:
    answer = ask_linkoping("taken-from", {"document": DECISION}, ["document:document/ks-31"], "en")
    assert (answer.rows, answer.not_held) == ((), ())
    assert answer.summary.endswith("nothing in the view has been taken from it, though it has been read.")


def test_a_view_picks_the_claims(ask_linkoping: Ask) -> None:
    """The date of 2023 is contested, since the minutes have another: what is undisputed lacks it."""
    whole, undisputed = (
        row_of(ask_linkoping("taken-from", {"document": DECISION}, views), "passage/beslut-2023.huvud")
        for views in ((), ("undisputed",))
    )
    contested = "Fastställande av åtgärdsplanen för 2023 – är daterat – 2023-01-23"
    assert isinstance(all_of_it := whole.values["said"], tuple)
    assert isinstance(some := undisputed.values["said"], tuple)
    assert contested in all_of_it
    assert contested not in some
    assert set(some) < set(all_of_it)


def test_a_passage_from_which_nothing_was_taken_has_no_row(ask_linkoping: Ask) -> None:
    """That the meeting was adjourned is kept as a passage, and nobody claims anything there."""
    answer = ask_linkoping("taken-from", {"document": "document/ks-31"})
    assert "passage/ks-31.ajournering" not in {
        one.id for row in answer.rows if isinstance(one := row.values["passage"], Ref)
    }


@pytest.mark.parametrize("document", ["document/beslut-2032", "Kongo", "action/kameror"])
def test_no_such_document(ask_linkoping: Ask, document: str) -> None:
    with pytest.raises(NotKnown):
        ask_linkoping("taken-from", {"document": document})


def test_a_document_is_needed(ask_linkoping: Ask) -> None:
    with pytest.raises(BadInput, match="needs document"):
        ask_linkoping("taken-from")
