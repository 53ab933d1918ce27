"""Allocation, by hand from the six intervals of the application of 2018: 10–30, 20–50, 20–50, 5–20, 5–10 and 2–5 per cent
of 13 808 000 kr a year. The lowest make 62, the highest 165."""

from collections.abc import Callable

import pytest

from graph.answers.form import Answer, Ref, Row
from ontology.errors import BadInput

Ask = Callable[..., Answer]
GRANT = {"grant": "grant/tillvaxtverket-2018"}
HOUSING, SCHOOL, WORK = (
    *("theme/bostad-och-samhallsservice", "theme/skola"),
    "theme/etablering-pa-arbetsmarknaden",
)
SAFETY, DEMOCRACY, LEARNING = (
    *("theme/brottslighet-och-trygghet", "theme/demokrati-och-civilsamhalle"),
    "theme/samordning-och-gemensamt-larande",
)


def rows(answer: Answer) -> dict[str, Row]:
    return {row.values["theme"].id: row for row in answer.rows if isinstance(row.values["theme"], Ref)}


def left(answer: Answer) -> dict[str, tuple[str, str]]:
    """The lawful range of each theme that is not settled."""
    return {
        theme: (str(row.values["from"]), str(row.values["to"]))
        for theme, row in rows(answer).items()
        if row.values["from"] is not None
    }


def test_the_bounds_alone(ask_linkoping: Ask) -> None:
    answer = ask_linkoping("grant-allocation", GRANT, (), "en")
    assert left(answer) == {
        **{HOUSING: ("10", "30"), SCHOOL: ("20", "50"), WORK: ("20", "50")},
        **{SAFETY: ("5", "20"), DEMOCRACY: ("5", "10"), LEARNING: ("2", "5")},
    }
    assert "62–165" in answer.summary
    assert "the shares fit" in answer.summary
    assert "the indicative sum of 13,808,000 kr a year is paid" in answer.summary


def test_the_bounds_in_kronor(ask_linkoping: Ask) -> None:
    found = {
        theme: (row.values["kronor-from"], row.values["kronor-to"])
        for theme, row in rows(ask_linkoping("grant-allocation", GRANT)).items()
    }
    assert found == {
        **{HOUSING: (1_380_800, 4_142_400), SCHOOL: (2_761_600, 6_904_000), WORK: (2_761_600, 6_904_000)},
        **{SAFETY: (690_400, 2_761_600), DEMOCRACY: (690_400, 1_380_800), LEARNING: (276_160, 690_400)},
    }


def test_half_to_school_and_half_to_work_leaves_nothing(ask_linkoping: Ask) -> None:
    """The four other minima make 10 + 5 + 5 + 2 = 22, so together 122."""
    answer = ask_linkoping("grant-allocation", {**GRANT, "shares": f"{SCHOOL}=50; {WORK}=50"}, (), "en")
    found = rows(answer)
    assert "the shares do not fit" in answer.summary
    assert "122–165" in answer.summary
    assert "(together 22 %)" in answer.summary
    for name in ("Housing and public services at least 10 %", "Crime and safety at least 5 %"):
        assert name in answer.summary
    assert {theme: row.verdict for theme, row in found.items()} == {
        **{SCHOOL: "inside", WORK: "inside"},
        **dict.fromkeys((HOUSING, SAFETY, DEMOCRACY, LEARNING), "impossible"),
    }


def test_35_to_school_and_what_is_left(ask_linkoping: Ask) -> None:
    """For work at most 100 - 35 - 22 = 43; the others can have all that their own bounds allow."""
    answer = ask_linkoping("grant-allocation", {**GRANT, "shares": f"{SCHOOL}=35"}, (), "en")
    assert rows(answer)[SCHOOL].verdict == "inside"
    assert left(answer) == {
        **{HOUSING: ("10", "30"), WORK: ("20", "43")},
        **{SAFETY: ("5", "20"), DEMOCRACY: ("5", "10"), LEARNING: ("2", "5")},
    }
    assert rows(answer)[SCHOOL].values["kronor-from"] == 4_832_800
    assert "the shares fit" in answer.summary


def test_36_2_on_housing_departs_from_the_offer(ask_linkoping: Ask) -> None:
    answer = ask_linkoping("grant-allocation", {**GRANT, "shares": f"{HOUSING}=36,2"}, (), "en")
    assert rows(answer)[HOUSING].verdict == "outside"
    assert "36.2 % lies outside 10–30 %" in answer.summary
    assert "breaks the plan, and no rule" in answer.summary


@pytest.mark.parametrize(
    ("shares", "said"),
    [
        ("skola", "is not a share"),
        ("skola=mycket", "is not a number"),
        ("skola=101", "is not a number"),
        ("skola=-1", "is not a number"),
        ("skola=20; theme/skola=30", "given twice"),
        ("theme/jamstalldhet=10", "has no share for"),
    ],
)
def test_shares_that_cannot_be_read(ask_linkoping: Ask, shares: str, said: str) -> None:
    with pytest.raises(BadInput, match=said) as refused:
        ask_linkoping("grant-allocation", {**GRANT, "shares": shares})
    assert refused.value.parameter == "shares"


def test_a_grant_without_shares(ask_linkoping: Ask) -> None:
    answer = ask_linkoping("grant-allocation", {"grant": "grant/pafyllnad-2022"})
    assert (answer.state, answer.rows) == ("unknown", ())


@pytest.mark.parametrize(
    "shares",
    [
        "theme/skola=35; theme/bostad-och-samhallsservice=20",
        "Bostad=20,0;Skola = 35 %;",
        "bostad=20;skola=35.00",
    ],
)
def test_the_same_shares_give_the_same_bytes(ask_linkoping: Ask, shares: str) -> None:
    written = ask_linkoping("grant-allocation", {**GRANT, "shares": f"{HOUSING}=20; {SCHOOL}=35"})
    assert ask_linkoping("grant-allocation", {**GRANT, "shares": shares}).to_json() == written.to_json()


def test_a_settled_share_is_one_sum_to_the_nearest_krona(ask_linkoping: Ask) -> None:
    """33.3333 per cent of 13 808 000 are 4 602 662.064."""
    answer = ask_linkoping("grant-allocation", {**GRANT, "shares": f"{SCHOOL}=33.3333"})
    row = rows(answer)[SCHOOL]
    assert (row.values["kronor-from"], row.values["kronor-to"]) == (4_602_662, 4_602_662)
