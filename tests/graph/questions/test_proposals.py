"""Proposals at § 31, by hand: MP's five bullets ("had the item been so formed ...") and its earlier motion, voted down;
V's twelve points (eight questions, three criticisms, one wish); LL's five. The minutes record no motion."""

from collections import Counter
from collections.abc import Callable

import pytest

from graph.answers.form import Answer, Ref, Row

MP_FIVE = {
    "proposal/mp-ingen-placering-i-skaggetorp",
    "proposal/mp-fortydliga-agarskap",
    "proposal/mp-planstrategi-och-incitament",
    "proposal/mp-matbara-formuleringar",
    "proposal/mp-starka-omraden",
}


def ids(cell: object) -> list[str]:
    cells = cell if isinstance(cell, tuple) else (cell,)
    return [one.id for one in cells if isinstance(one, Ref)]


def status(row: Row) -> str:
    (id_,) = ids(row.values["status"])
    return id_.removeprefix("motion-status/")


def test_who_put_forward_what(ask_linkoping: Callable[..., Answer]) -> None:
    answer = ask_linkoping("proposals")
    by = Counter(one for row in answer.rows for one in ids(row.values["by"]))
    assert by == {"party/mp": 6, "party/v": 12, "party/ll": 5}
    questions = {row.id for row in answer.rows if ids(row.values["type"]) == ["proposal-type/question"]}
    assert {ids(row.values["stance"])[0] for row in answer.rows if row.id in questions} == {"stance/asks"}
    assert len(questions) == 8
    assert {id_ for id_ in questions if not id_.startswith("proposal/v-")} == set()


def test_none_was_moved_at_31_and_the_earlier_motion_was_voted_down(
    ask_linkoping: Callable[..., Answer],
) -> None:
    answer = ask_linkoping("proposals")
    assert {row.id for row in answer.rows if row.state != "no"} == {"proposal/mp-reglemente"}
    voted = next(row for row in answer.rows if row.id == "proposal/mp-reglemente")
    assert (voted.state, status(voted)) == ("yes", "voted-down")
    assert ids(voted.values["type"]) == ["proposal-type/motion"]
    assert Counter(status(row) for row in answer.rows) == {"not-moved": 22, "voted-down": 1}
    assert "1 nedröstat och 22 inte yrkat" in answer.summary


def test_that_it_could_not_be_moved_is_the_word_of_mp(ask_linkoping: Callable[..., Answer]) -> None:
    answer = ask_linkoping("proposals", {}, (), "en")
    hindered = {row.id: ids(row.values["hindered_by"]) for row in answer.rows if row.values["hindered_by"]}
    assert hindered == {id_: ["party/mp"] for id_ in MP_FIVE}
    row = next(row for row in answer.rows if row.id == "proposal/mp-starka-omraden")
    (step,) = (step for step in row.because if "could not be moved" in step.text)
    assert "the rules are not held" in step.text
    assert {answer.evidence[one].chain[0].speaker.id for one in step.evidence} == {"party/mp"}
    assert "document/reglemente-2023" in {one.id for one in answer.not_held}
    assert "is the word of Green Party in Linköping; the rules are not held." in answer.summary


def test_whether_a_later_plan_took_it_up_is_unknown_and_the_plan_is_named(
    ask_linkoping: Callable[..., Answer],
) -> None:
    answer = ask_linkoping("proposals", {"body": "party/mp"})
    assert {row.id for row in answer.rows} == MP_FIVE | {"proposal/mp-reglemente"}
    assert {row.values["adopted"] for row in answer.rows} == {"okänt"}
    assert "document/atgardsplan-2023" in {one.id for one in answer.not_held}
    row = next(row for row in answer.rows if row.id == "proposal/mp-fortydliga-agarskap")
    assert "Om en senare plan har tagit upp det är inte känt." in row.because[-1].text
    assert row.because[-1].evidence


@pytest.mark.parametrize(
    ("body", "count"), [("party/v", 12), ("Linköpingslistan", 5), ("unit/kommunstyrelsen", 0)]
)
def test_only_those_of_a_party(ask_linkoping: Callable[..., Answer], body: str, count: int) -> None:
    answer = ask_linkoping("proposals", {"body": body}, (), "en")
    assert len(answer.rows) == count
    assert answer.state == "answered"


def test_that_v_and_ll_did_not_move_is_our_reading_and_not_the_word_of_the_minutes(
    ask_linkoping: Callable[..., Answer],
) -> None:
    """No motion by them stands in the minutes: that is read, by us, from what is not there."""
    answer = ask_linkoping("proposals", {"body": "party/ll"})
    assert {tuple(ids(row.values["status_by"])) for row in answer.rows} == {("organisation/rotorsak",)}
    assert {answer.evidence[one].basis for row in answer.rows for one in row.because[1].evidence} == {
        "our-reading"
    }


SMALL = """
things:
  party/p: {sv: P, en: P}
  party/q: {sv: Q, en: Q}
  plan/nu: {sv: Nu, en: Now}
  plan/sedan: {sv: Sedan, en: Later}
  proposal/antaget: {sv: Antaget, en: Adopted, type: proposal-type/proposal}
  proposal/omstritt: {sv: Omstritt, en: Contested, type: proposal-type/motion}
  proposal/tyst: {sv: Tyst, en: Silent, type: proposal-type/proposal}
---
document: document/en
sv: En källa
en: One source
type: document-type/minutes
speaker: party/p
passages:
  a:
    sv: Sagt.
    en: Said.
    says:
      - proposes: proposal/antaget concerns plan/nu
      - proposal/antaget motionStatus motion-status/moved
      - proposal/antaget adoptedIn plan/sedan
      - proposes: proposal/omstritt concerns plan/nu
      - proposal/omstritt motionStatus motion-status/moved
      - {by: party/q, denies: proposal/omstritt motionStatus motion-status/moved}
      - proposes: proposal/tyst concerns plan/nu
"""


def test_moved_adopted_contested_and_not_told(small_graph: Callable[[str], Callable[..., Answer]]) -> None:
    rows = {row.id: row for row in small_graph(SMALL)("proposals").rows}
    assert {id_: (row.state, status(row)) for id_, row in rows.items()} == {
        "proposal/antaget": ("yes", "moved"),
        "proposal/omstritt": ("unknown", "unknown"),
        "proposal/tyst": ("unknown", "unknown"),
    }
    assert ids(rows["proposal/antaget"].values["adopted"]) == ["plan/sedan"]
    assert rows["proposal/antaget"].because[-1].text == "Togs in i Sedan."
    assert rows["proposal/tyst"].values["adopted"] == "okänt"


RULES = """
things:
  organisation/a: {sv: A, en: A}
  party/p: {sv: Partiet, en: The party}
  plan/planen: {sv: Planen, en: The plan}
  proposal/forslaget: {sv: Förslaget, en: The proposal, type: proposal-type/proposal}
  decision/beslutet: {sv: Beslutet, en: The decision}
  finding/omojligt: {sv: Gick inte att yrka, en: Could not be moved, type: finding-type/criticism}
---
document: document/reglemente
sv: Reglementet
en: The standing orders
type: document-type/standing-orders
rendition: regler.txt
speaker: organisation/a
passages:
  a:
    at: 0-10
    hash: 0000000000000000000000000000000000000000000000000000000000000000
    shows: [Partiet]
    sv: Ett förslag.
    en: A proposal.
    says:
      - {by: party/p, proposes: proposal/forslaget concerns plan/planen}
      - {by: party/p, asserts: proposal/forslaget motionStatus motion-status/not-moved}
      - {by: party/p, asserts: decision/beslutet evaluatedAs finding/omojligt}
      - {by: party/p, asserts: finding/omojligt concerns plan/planen}
"""


def test_rules_that_are_held_are_not_said_to_be_missing(
    small_graph: Callable[[str], Callable[..., Answer]],
) -> None:
    answer = small_graph(RULES)("proposals", {}, (), "en")
    assert answer.summary.endswith("the word of The party; what the rules say has not been checked.")
