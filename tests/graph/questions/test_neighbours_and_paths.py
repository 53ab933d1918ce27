"""neighbours and paths: by hand on a small graph, and on Linköping's."""

from collections.abc import Callable
from itertools import pairwise

import pytest

from graph.answers.form import Answer, Ref, Row
from ontology.errors import BadInput, NotKnown, Unclear

SMALL = """
things:
  organisation/a: {sv: A, en: A}
  organisation/b: {sv: B, en: B}
  problem/ett: {sv: Ett, en: One}
  problem/tva: {sv: Två, en: Two}
  problem/tre: {sv: Tre, en: Three}
  problem/fyra: {sv: Fyra, en: Four}
  problem/fem: {sv: Fem, en: Five}
  problem/ensam: {sv: Ensam, en: Alone}
  decision/d: {sv: D, en: D}
  decision/e: {sv: E, en: E}
  plan/p: {sv: P, en: P}
  district/norr: {sv: Norr, en: North}
  district/soder: {sv: Söder, en: South}
---
document: document/en
sv: En källa
en: One source
type: document-type/report
speaker: organisation/a
passages:
  a:
    sv: Sagt om ett och två.
    en: Said.
    says:
      - problem/ett causes problem/tva
      - problem/tva causes problem/tre
      - problem/tre causes problem/fyra
      - problem/ett causes problem/fyra
      - denies: problem/fyra causes problem/fem
      - decision/d decisionForm decision-form/notes
      - decision/e decisionForm decision-form/notes
      - asserts: plan/p prioritises
        with: {member: [district/norr, district/soder]}
---
document: document/annan
sv: En annan källa
en: Another source
type: document-type/report
speaker: organisation/b
passages:
  a:
    sv: Sagt emot.
    en: Contradicted.
    says:
      - denies: problem/ett causes problem/fyra
"""

Ask = Callable[..., Answer]


@pytest.fixture
def ask(small_graph: Callable[[str], Ask]) -> Ask:
    return small_graph(SMALL)


def relations(answer: Answer) -> dict[tuple[object, object], tuple[object, str]]:
    def name(cell: object) -> object:
        return cell.label if isinstance(cell, Ref) else cell

    return {
        (name(row.values["from"]), name(row.values["to"])): (row.values["steps"], row.state)
        for row in answer.rows
    }


def ways(answer: Answer) -> list[str]:
    return [
        " ".join(str(one.label if isinstance(one, Ref) else one) for one in path(row)) for row in answer.rows
    ]


def path(row: Row) -> tuple[object, ...]:
    cell = row.values["path"]
    assert isinstance(cell, tuple)
    return cell


def test_neighbours_in_both_directions_with_their_states(ask: Ask) -> None:
    answer = ask("neighbours", {"focus": "problem/fyra"})
    assert relations(answer) == {
        ("Tre", "Fyra"): (1, "yes"),
        ("Ett", "Fyra"): (1, "unknown"),
        ("Fyra", "Fem"): (1, "no"),
    }
    contested = next(row for row in answer.rows if row.values["contested"])
    assert [one.label for one in contested.values["stance"] if isinstance(one, Ref)] == ["hävdar", "förnekar"]  # type: ignore[union-attr]
    assert len(contested.because[0].evidence) == 2
    assert (answer.complete, answer.summary) == (True, "3 samband inom 1 steg från Fyra.")


def test_depth_goes_further_and_limit_cuts_from_the_far_end(ask: Ask) -> None:
    deep = ask("neighbours", {"focus": "problem/tva", "depth": "2"}, (), "en")
    assert relations(deep) == {
        ("One", "Two"): (1, "yes"),
        ("Two", "Three"): (1, "yes"),
        ("Three", "Four"): (2, "yes"),
        ("One", "Four"): (2, "unknown"),
    }
    cut = ask("neighbours", {"focus": "problem/tva", "depth": "2", "limit": "2"}, (), "en")
    assert relations(cut) == {("One", "Two"): (1, "yes"), ("Two", "Three"): (1, "yes")}
    assert (cut.complete, cut.limit) == (False, "Only the 2 nearest are shown. Give a higher limit for more.")
    assert deep.complete


def test_what_is_only_denied_is_not_walked_over(ask: Ask) -> None:
    assert relations(ask("neighbours", {"focus": "problem/fem", "depth": "3"})) == {
        ("Fyra", "Fem"): (1, "no")
    }


def test_codes_are_ends_and_not_ways(ask: Ask) -> None:
    assert set(relations(ask("neighbours", {"focus": "decision/d", "depth": "3"}))) == {("D", "noterar")}
    assert ask("paths", {"from": "decision/d", "to": "decision/e"}).rows == ()
    assert len(ask("neighbours", {"focus": "decision-form/notes"}).rows) == 2


def test_the_things_among_the_parts_of_a_listing_are_neighbours(ask: Ask) -> None:
    """Norr and Söder stand in one listing of the plan's priorities: two steps, over the plan."""
    answer = ask("neighbours", {"focus": "district/norr"})
    assert relations(answer) == {("P", "Norr, Söder"): (1, "yes")}
    assert ways(ask("paths", {"from": "district/norr", "to": "district/soder"})) == [
        "Norr ← prioriterar – P – prioriterar → Söder"
    ]


@pytest.mark.parametrize("depth", ["4", "0", "-1", "två"])
def test_a_depth_that_is_none(ask: Ask, depth: str) -> None:
    with pytest.raises(BadInput, match="from 1 to 3"):
        ask("neighbours", {"focus": "problem/ett", "depth": depth})


def test_the_shortest_paths_first_with_arrows_and_claims(ask: Ask) -> None:
    answer = ask("paths", {"from": "problem/ett", "to": "problem/fyra"})
    assert ways(answer) == [
        "Ett – orsakar → Fyra",
        "Ett – orsakar → Två – orsakar → Tre – orsakar → Fyra",
    ]
    short, long = answer.rows
    assert (short.state, short.values["contested"]) == ("unknown", True)
    assert (long.state, long.values["contested"], len(long.because)) == ("yes", False, 3)
    assert all(step.evidence for step in long.because)
    back = ask("paths", {"from": "problem/fyra", "to": "problem/ett"})
    assert ways(back)[0] == "Fyra ← orsakar – Ett"


def test_a_hop_is_one_step_with_every_relation_and_all_its_claims(small_graph: Callable[[str], Ask]) -> None:
    """The other source denies that one causes four, and says that four causes one."""
    ask = small_graph(SMALL + "      - problem/fyra causes problem/ett\n")
    short = ask("paths", {"from": "problem/ett", "to": "problem/fyra"}, (), "en")
    (step,) = short.rows[0].because
    assert sorted(step.text.removesuffix(".").split("; ")) == ["Four – causes – One", "One – causes – Four"]
    said = [(one.says, one.chain[0].stance) for one in map(short.evidence.get, step.evidence) if one]
    assert sorted(said) == [
        ("Four – causes – One", "asserts"),
        ("One – causes – Four", "asserts"),
        ("One – causes – Four", "denies"),
    ]


def test_paths_are_within_the_depth_and_the_limit(ask: Ask) -> None:
    near = ask("paths", {"from": "problem/ett", "to": "problem/fyra", "depth": "2"})
    assert len(near.rows) == 1
    assert near.complete
    few = ask("paths", {"from": "problem/ett", "to": "problem/fyra", "limit": "1"}, (), "en")
    assert (len(few.rows), few.complete) == (1, False)
    assert few.limit == "Only 1 of the shortest paths are shown. Give a higher limit for more."


@pytest.mark.parametrize("depth", range(1, 7))
def test_both_ends_are_walked_from_so_that_no_path_is_missed(
    small_graph: Callable[[str], Ask], depth: int
) -> None:
    """On a chain of six, each depth finds exactly the thing that is so far."""
    names = [f"problem/x{number}" for number in range(8)]
    things = "".join(f"  {name}: {{sv: {name[8:]}, en: {name[8:]}}}\n" for name in names)
    claims = "".join(f"      - {one} causes {other}\n" for one, other in pairwise(names))
    text = SMALL.replace("things:\n", "things:\n" + things).replace("    says:\n", "    says:\n" + claims, 1)
    ask = small_graph(text)
    assert len(ask("paths", {"from": names[0], "to": names[depth], "depth": str(depth)}).rows) == 1
    assert ask("paths", {"from": names[0], "to": names[depth + 1], "depth": str(depth)}).rows == ()


def test_no_path_and_the_view_decides(ask: Ask) -> None:
    none = ask("paths", {"from": "problem/ett", "to": "problem/ensam"}, (), "en")
    assert (none.state, none.rows) == ("answered", ())
    assert none.summary == "No path between One and Alone of at most 4 steps is known in the view."
    undisputed = ask("paths", {"from": "problem/ett", "to": "problem/fyra"}, ["undisputed"])
    assert ways(undisputed) == ["Ett – orsakar → Två – orsakar → Tre – orsakar → Fyra"]


def test_the_same_thing_twice(ask: Ask) -> None:
    with pytest.raises(BadInput, match="the same thing"):
        ask("paths", {"from": "problem/ett", "to": "Ett"})


def test_linkoping_cameras_to_segregation(ask_linkoping: Ask) -> None:
    """Cameras address unsafety (our reading); Delmos and the application name it among what segregation leads to."""
    answer = ask_linkoping(
        "paths", {"from": "action/kameror", "to": "problem/boendesegregation", "depth": "2"}
    )
    assert ways(answer) == [
        "Kameror – riktar sig mot → Otrygghet ← orsakar – Socioekonomisk boendesegregation"
    ]


def test_linkoping_neighbours_of_a_goal(ask_linkoping: Ask) -> None:
    """Its two indicators, its period, its area and the plan that has it: all in the application."""
    answer = ask_linkoping("neighbours", {"focus": "Attraktiv kommun"})
    assert sorted(row.id.split("/")[3] for row in answer.rows) == [
        "hasGoal",
        "hasIndicator",
        "hasIndicator",
        "period",
        "theme",
    ]
    assert {one.document.id for one in answer.evidence.values()} == {"document/ansokan-2018"}
    other = ask_linkoping("neighbours", {"focus": "Attraktiv kommun"}, ["document:document/ks-31"])
    assert (other.state, other.rows) == ("answered", ())


def test_any_thing_may_be_the_focus_and_an_unclear_name_lists_the_candidates(ask_linkoping: Ask) -> None:
    assert ask_linkoping("neighbours", {"focus": "person/karin-olanders"}).rows
    assert ask_linkoping("neighbours", {"focus": "regulation/2018-151"}).rows
    with pytest.raises(Unclear, match="proposal/ll-bostadsratt"):
        ask_linkoping("neighbours", {"focus": "bostadsrätter"})
    with pytest.raises(NotKnown):
        ask_linkoping("neighbours", {"focus": "goal/attraktiv-komun"})
