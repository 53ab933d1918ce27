"""search: things by their words, passages with their documents."""

from collections.abc import Callable

from graph.answers.form import Answer, Ref

Ask = Callable[..., Answer]


def test_search_finds_things_and_passages_with_their_documents(ask_linkoping: Ask) -> None:
    """LL's wish for more tenant-owned housing: the action, the proposal, and the passage of the minutes."""
    answer = ask_linkoping("search", {"text": "bostadsrätter"}, (), "en")
    found = {str(row.values["thing"]): row for row in answer.rows}
    assert {"action/mer-bostadsratt", "proposal/ll-bostadsratt", "passage/ks-31.ll-bostadsratt"} <= set(found)
    passage = found["passage/ks-31.ll-bostadsratt"]
    assert passage.values["kind"] == "passage"
    assert isinstance(document := passage.values["document"], Ref)
    assert document.id == "document/ks-31"
    assert {answer.evidence[one].document.id for one in passage.because[0].evidence} == {"document/ks-31"}
    assert found["action/mer-bostadsratt"].values["document"] is None


def test_nothing_found_is_answered_with_no_rows(ask_linkoping: Ask) -> None:
    for text in ("Kongo", "***", '"'):
        answer = ask_linkoping("search", {"text": text})
        assert (answer.state, answer.rows, answer.complete) == ("answered", (), True)
    assert ask_linkoping("search", {"text": "Kongo"}).summary == "Inget hittades för ”Kongo”."


def test_a_passage_counts_in_a_view_when_a_claim_of_it_does(ask_linkoping: Ask) -> None:
    words = {"text": "bostadsrätter"}
    minutes = ask_linkoping("search", words, ["document:document/ks-31"])
    assert "passage/ks-31.ll-bostadsratt" in {row.values["thing"] for row in minutes.rows}
    elsewhere = ask_linkoping("search", words, ["document:document/ansokan-2018"])
    assert {str(row.values["thing"]) for row in minutes.rows} - {
        str(row.values["thing"]) for row in elsewhere.rows
    } == {"passage/ks-31.ll-bostadsratt"}


def test_search_keeps_the_limit(ask_linkoping: Ask) -> None:
    answer = ask_linkoping("search", {"text": "segregation", "limit": "3"}, (), "en")
    assert (len(answer.rows), answer.complete) == (3, False)
    best = ask_linkoping("search", {"text": "segregation", "limit": "4"})
    assert [row.id for row in best.rows][:3] == [row.id for row in answer.rows]


def test_a_cut_answer_does_not_give_its_rows_as_the_count(ask_linkoping: Callable[..., Answer]) -> None:
    answer = ask_linkoping("search", {"text": "segregation", "limit": "2"}, (), "en")
    assert (answer.complete, len(answer.rows)) == (False, 2)
    assert answer.summary == "At least 2 hits for “segregation”."
