"""citation-check: the dispute about the Delmos report by hand from § 31; held documents on a small graph."""

from collections.abc import Callable

import pytest

from graph.answers.form import Answer, Ref, Row

REPORT = "document/delmos-rapport-citerad"
FOLLOW_UP = "document/uppfoljning-2022"


def ids(cell: object) -> tuple[str, ...]:
    pieces = cell if isinstance(cell, tuple) else (cell,)
    return tuple(one.id for one in pieces if isinstance(one, Ref))


def told(row: Row) -> tuple[tuple[str, ...], str, tuple[str, ...]]:
    """Through whom, what (its last thing), and the stances."""
    return (
        ids(row.values["through"]),
        ids(row.values["what"])[-1],
        tuple(one.removeprefix("stance/") for one in ids(row.values["stance"])),
    )


@pytest.fixture
def report(ask_linkoping: Callable[..., Answer]) -> Answer:
    return ask_linkoping("citation-check", {"document": REPORT})


def test_who_is_right_about_the_delmos_report_is_unknown(report: Answer) -> None:
    assert report.state == "unknown"
    assert [one.id for one in report.settled_by] == [REPORT, FOLLOW_UP]
    assert {one.id for one in report.not_held} == {REPORT, FOLLOW_UP}
    assert {row.verdict for row in report.rows} == {"not-held"}
    assert {row.state for row in report.rows} == {"unknown"}


def test_the_readings_of_the_report_side_by_side(report: Answer) -> None:
    """§ 31: through the follow-up MP tells two statements; MP denies one, and gives the report's contents in three."""
    assert {told(row) for row in report.rows} == {
        ((FOLLOW_UP,), "finding/egen-metod", ("asserts", "asserts", "asserts")),
        ((FOLLOW_UP,), "finding/kan-ge-effekt", ("asserts", "asserts", "asserts")),
        ((), "finding/egen-metod", ("denies", "asserts")),
        ((), "finding/kan-ge-effekt", ("asserts", "asserts")),
        ((), "finding/misslyckas-med-strukturerna", ("asserts", "asserts")),
        ((), "problem/boendesegregation", ("asserts", "denies")),
    }
    assert {ids(row.values["says"]) for row in report.rows} == {("party/mp",)}


def test_the_chain_is_shown_whole(report: Answer) -> None:
    row = next(row for row in report.rows if told(row)[:2] == ((FOLLOW_UP,), "finding/egen-metod"))
    chains = [[link.speaker.id for link in report.evidence[one].chain] for one in row.because[0].evidence]
    assert chains == [["party/mp", FOLLOW_UP, REPORT]]
    citing = [report.evidence[one] for one in row.because[1].evidence]
    assert [one.chain[0].speaker.id for one in citing] == ["party/mp"]
    assert "ja enligt Uppföljning av åtgärdsplan mot segregation 2022 (enligt Miljöpartiet" in report.summary
    assert "nej enligt Miljöpartiet i Linköping." in report.summary


def test_in_english(ask_linkoping: Callable[..., Answer]) -> None:
    answer = ask_linkoping("citation-check", {"document": REPORT}, (), "en")
    assert "(unnamed): 6 reported statements, but nothing can be decided." in answer.summary


def test_the_documents_that_cite_may_be_asked_for(ask_linkoping: Callable[..., Answer]) -> None:
    """§ 31 reports the report, the follow-up, the plan and the majority; all by parties, nothing of it decidable."""
    answer = ask_linkoping("citation-check", {"document": "document/ks-31"})
    assert {row.id.rsplit("-", 1)[0] for row in answer.rows} == {
        REPORT,
        FOLLOW_UP,
        "document/atgardsplan-2023",
        "group/styrande-majoriteten",
    }
    assert answer.state == "unknown"


def test_delmos_own_words_bear_a_newspaper_out(ask_linkoping: Callable[..., Answer]) -> None:
    """Samnytt says that Delmos says that structures cause segregation, and so do Delmos's own pages."""
    answer = ask_linkoping("citation-check")
    supported = [row for row in answer.rows if row.verdict == "supported"]
    (row,) = (one for one in supported if ids(one.values["says"]) == ("organisation/samnytt",))
    own = [answer.evidence[one] for one in row.because[1].evidence]
    assert {one.chain[0].speaker.id for one in own} == {"body/delmos"}
    assert answer.state == "answered"


def test_undisputed_holds_nothing_second_hand(ask_linkoping: Callable[..., Answer]) -> None:
    answer = ask_linkoping("citation-check", {"document": REPORT}, ["undisputed"])
    assert answer.rows == ()


SMALL = """
things:
  body/staden: {sv: Staden, en: The town}
  party/a: {sv: A-partiet, en: Party A}
  organisation/bladet: {sv: Bladet, en: The paper}
  plan/planen: {sv: Planen, en: The plan}
  problem/x: {sv: X, en: X}
  problem/y: {sv: Y, en: Y}
  problem/z: {sv: Z, en: Z}
---
document: document/rapport
sv: Rapporten
en: The report
type: document-type/report
speaker: body/staden
rendition: rapport.txt
passages:
  a:
    at: 0-10
    hash: 0000000000000000000000000000000000000000000000000000000000000000
    shows: ["10"]
    sv: Planen minskar X, inte Y, och har tio åtgärder.
    en: The plan reduces X, not Y, and has ten actions.
    says:
      - plan/planen reduces problem/x
      - denies: plan/planen reduces problem/y
      - plan/planen actionCount 10
---
document: document/blad
sv: Bladet
en: The paper
type: document-type/news-article
speaker: organisation/bladet
passages:
  a:
    sv: Bladet återger rapporten.
    en: The paper reports the report.
    says:
      - REPORTED
"""


@pytest.mark.parametrize(
    ("reported", "verdict", "state"),
    [
        ("{by: document/rapport, asserts: plan/planen reduces problem/x}", "supported", "yes"),
        ("{by: document/rapport, denies: plan/planen reduces problem/x}", "contradicted", "no"),
        ("{by: document/rapport, asserts: plan/planen reduces problem/y}", "contradicted", "no"),
        ("{by: document/rapport, denies: plan/planen reduces problem/y}", "supported", "yes"),
        ("{by: document/rapport, asserts: plan/planen reduces problem/z}", "silent", "unknown"),
        ("{by: document/rapport, asserts: plan/planen actionCount 10}", "supported", "yes"),
        ("{by: document/rapport, asserts: plan/planen actionCount 12}", "contradicted", "no"),
        ("{by: body/staden, asserts: plan/planen reduces problem/x}", "supported", "yes"),
        ("{by: body/staden, asserts: plan/planen reduces problem/z}", "not-held", "unknown"),
        ("{by: party/a, asserts: plan/planen reduces problem/x}", "not-held", "unknown"),
    ],
)
def test_what_is_held_against_what_it_is_said_to_say(
    small_graph: Callable[[str], Callable[..., Answer]], reported: str, verdict: str, state: str
) -> None:
    (row,) = small_graph(SMALL.replace("REPORTED", f"{{asserts: {reported}}}"))("citation-check").rows
    assert (row.verdict, row.state) == (verdict, state)


@pytest.mark.parametrize(
    ("reported", "verdict"),
    [
        ("{by: document/rapport, asserts: plan/planen reduces problem/x}", "contradicted"),
        ("{by: document/rapport, asserts: plan/planen reduces problem/y}", "supported"),
    ],
)
def test_a_denial_that_it_says_so_is_held_against_it_too(
    small_graph: Callable[[str], Callable[..., Answer]], reported: str, verdict: str
) -> None:
    """The paper denies that the report says that the plan reduces X (it does say so), or Y (it does not)."""
    (row,) = small_graph(SMALL.replace("REPORTED", f"{{denies: {reported}}}"))("citation-check").rows
    assert row.verdict == verdict


def test_one_cited_as_saying_both(small_graph: Callable[[str], Callable[..., Answer]]) -> None:
    both = SMALL.replace(
        "      - plan/planen actionCount 10\n", "      - {asserts: plan/planen reduces problem/y}\n"
    ).replace("REPORTED", "{asserts: {by: document/rapport, asserts: plan/planen reduces problem/y}}")
    (row,) = small_graph(both)("citation-check").rows
    assert (row.verdict, row.state) == ("disputed", "unknown")
