"""rival-models: where the municipality and MP part, by hand from § 31, and the branches on a small graph."""

from collections.abc import Callable

import pytest

from graph.answers.form import Answer, Evidence, Ref, Row
from ontology.errors import BadInput, NotKnown

SIDES = {"a": "speaker:body/linkoping", "b": "speaker:party/mp"}


def ids(cell: object) -> list[str]:
    pieces = cell if isinstance(cell, tuple) else (cell,)
    return [one.id for one in pieces if isinstance(one, Ref)]


def of_kind(answer: Answer, kind: str) -> list[Row]:
    return [row for row in answer.rows if row.values["kind"] == kind]


def evidence(answer: Answer, row: Row) -> list[Evidence]:
    return [answer.evidence[one] for step in row.because for one in step.evidence]


@pytest.fixture
def rivals(ask_linkoping: Callable[..., Answer]) -> Answer:
    return ask_linkoping("rival-models", SIDES)


def test_the_point_where_they_part(rivals: Answer) -> None:
    """The decision and the minutes say that the plan is to reduce segregation; MP that it is not a plan against it."""
    (row,) = of_kind(rivals, "här går de isär")
    assert ids(row.values["about"]) == ["plan/atgardsplan-2023", "problem/boendesegregation"]
    assert (ids(row.values["a"]), ids(row.values["b"])) == (["stance/asserts"], ["stance/denies"])
    assert row.state == "unknown"
    assert {(one.chain[0].speaker.id, one.document.id) for one in evidence(rivals, row)} >= {
        ("post/kommundirektor", "document/beslut-2023"),
        ("unit/kommunstyrelsen", "document/ks-31"),
        ("party/mp", "document/ks-31"),
    }
    assert "går isär här: Åtgärdsplan mot segregation 2023 – syftar till att minska" in rivals.summary


def test_the_cited_report_is_not_held(rivals: Answer) -> None:
    """MP says that the follow-up cites a report as calling such measures a method of their own, and denies it."""
    (row,) = of_kind(rivals, "omtvistad återgivning")
    assert ids(row.values["about"]) == ["action/kompensatoriska-insatser", "finding/egen-metod"]
    assert (row.values["a"], row.values["b"]) == (("inte känt",), ("bestrider återgivningen",))
    assert {"document/delmos-rapport-citerad", "document/uppfoljning-2022"} <= {
        one.id for one in rivals.not_held
    }
    chains = {tuple(link.speaker.id for link in one.chain) for one in evidence(rivals, row)}
    assert ("party/mp", "document/uppfoljning-2022", "document/delmos-rapport-citerad") in chains
    assert ("party/mp", "document/delmos-rapport-citerad") in chains
    assert "(finns inte här)" in rivals.summary


def test_only_mp_names_root_causes(rivals: Answer) -> None:
    """MP: structures, and placement in Skäggetorp. The municipality's documents name nothing before segregation."""
    roles = {ids(row.values["about"])[0]: row for row in of_kind(rivals, "roll bara enligt den ena")}
    for problem in ("problem/strukturella-orsaker", "problem/placering-i-skaggetorp"):
        assert ids(roles[problem].values["a"]) == ["role/untraced"]
        assert ids(roles[problem].values["b"]) == ["role/root-cause"]
        assert {one.chain[0].speaker.id for one in evidence(rivals, roles[problem])} == {"party/mp"}
    assert ids(roles["problem/svaga-skolresultat"].values["a"]) == ["role/consequence"]
    assert ids(roles["problem/svaga-skolresultat"].values["b"]) == ["role/untraced"]


def test_both_say_that_segregation_has_negative_effects(rivals: Answer) -> None:
    assert not [row for row in rivals.rows if "problem/negativa-effekter" in ids(row.values["about"])[:1]]


def test_what_only_one_says(rivals: Answer) -> None:
    only = {tuple(ids(row.values["about"])): row for row in of_kind(rivals, "sägs bara av den ena")}
    row = only["plan/atgardsplan-2023", "problem/negativa-effekter"]
    assert (row.values["a"], ids(row.values["b"])) == (("säger inget",), ["stance/asserts"])
    row = only["plan/atgardsplan-2023", "problem/strukturella-orsaker"]
    assert ids(row.values["b"]) == ["stance/denies"]


def test_the_municipality_speaks_through_its_parts_and_not_through_the_parties(rivals: Answer) -> None:
    """The director, the board and the administration count as the municipality's; V and LL do not."""
    speakers = {one.chain[0].speaker.id for one in rivals.evidence.values()}
    assert {"body/linkoping", "post/kommundirektor", "unit/kommunstyrelsen"} <= speakers
    assert not speakers & {"party/v", "party/ll"}
    (judged,) = (row for row in rivals.rows if row.id.endswith("plan/atgardsplan-2023"))
    assert "finding/plan-mot-konsekvenserna" in ids(judged.values["b"])
    assert "finding/politisk-forankring-saknas" not in [*ids(judged.values["a"]), *ids(judged.values["b"])]
    assert "finding/tvarsektoriell-plattform" in ids(judged.values["a"])


def test_the_views_may_change_places(ask_linkoping: Callable[..., Answer]) -> None:
    answer = ask_linkoping("rival-models", {"a": SIDES["b"], "b": SIDES["a"]})
    (row,) = of_kind(answer, "här går de isär")
    assert (ids(row.values["a"]), ids(row.values["b"])) == (["stance/denies"], ["stance/asserts"])


def test_in_english_and_within_one_document(ask_linkoping: Callable[..., Answer]) -> None:
    answer = ask_linkoping("rival-models", SIDES, ["document:document/ks-31"], "en")
    assert "part here: Action plan against segregation 2023 – aims at reducing" in answer.summary
    assert {one.document.id for one in answer.evidence.values()} == {"document/ks-31"}


def test_a_view_does_not_part_from_itself(ask_linkoping: Callable[..., Answer]) -> None:
    answer = ask_linkoping("rival-models", {"a": "speaker:party/mp", "b": "speaker:party/mp"})
    assert {row.values["kind"] for row in answer.rows} == {"omtvistad återgivning"}
    assert "säger inte emot varandra" in answer.summary


def test_views_that_cannot_be_used(ask_linkoping: Callable[..., Answer]) -> None:
    with pytest.raises(BadInput, match="needs b"):
        ask_linkoping("rival-models", {"a": "all"})
    with pytest.raises(NotKnown, match="There is no view 'mp'"):
        ask_linkoping("rival-models", {"a": "all", "b": "mp"})


SMALL = """
things:
  body/staden: {sv: Staden, en: The town}
  unit/namnden: {sv: Nämnden, en: The committee}
  party/a: {sv: A-partiet, en: Party A}
  plan/planen: {sv: Planen, en: The plan}
  plan/annan: {sv: Andra planen, en: The other plan}
  finding/bra: {sv: Bra, en: Good, type: finding-type/finding}
  finding/dyr: {sv: Dyr, en: Costly, type: finding-type/finding}
  problem/x: {sv: X, en: X}
  problem/y: {sv: Y, en: Y}
  problem/boendesegregation: {sv: Segregation, en: Segregation}
---
document: document/beslut
sv: Beslutet
en: The decision
type: document-type/decision
speaker: unit/namnden
passages:
  a:
    sv: Nämnden hör till staden.
    en: The committee is part of the town.
    says:
      - unit/namnden subOrganizationOf body/staden
      - problem/x causes problem/boendesegregation
      - problem/boendesegregation causes problem/y
      - plan/planen evaluatedAs finding/bra
      - plan/planen reduces problem/x
---
document: document/anteckning
sv: Anteckningen
en: The note
type: document-type/minutes
speaker: party/a
passages:
  a:
    sv: A-partiet säger emot.
    en: Party A objects.
    says:
      - denies: problem/x causes problem/boendesegregation
      - problem/y causes problem/x
      - problem/boendesegregation causes problem/y
      - plan/planen evaluatedAs finding/dyr
      - plan/annan evaluatedAs finding/dyr
      - doubts: plan/planen reduces problem/x
"""


def test_parting_on_an_edge_and_on_an_effect(small_graph: Callable[[str], Callable[..., Answer]]) -> None:
    """The committee says that X leads to segregation, party A denies it; of the plan's effect party A is in doubt."""
    answer = small_graph(SMALL)("rival-models", {"a": "speaker:body/staden", "b": "speaker:party/a"})
    parting = {tuple(ids(row.values["about"])) for row in of_kind(answer, "här går de isär")}
    assert parting == {("problem/x", "problem/boendesegregation"), ("plan/planen", "problem/x")}
    (role,) = of_kind(answer, "rollen skiljer sig")
    assert ids(role.values["about"]) == ["problem/x"]
    assert (ids(role.values["a"]), ids(role.values["b"])) == (["role/root-cause"], ["role/consequence"])


def test_only_what_both_judge_is_set_side_by_side(
    small_graph: Callable[[str], Callable[..., Answer]],
) -> None:
    """Only party A judges the other plan."""
    answer = small_graph(SMALL)("rival-models", {"a": "speaker:body/staden", "b": "speaker:party/a"})
    (judged,) = of_kind(answer, "olika bedömningar")
    assert (ids(judged.values["about"]), ids(judged.values["a"])) == (["plan/planen"], ["finding/bra"])
    assert ids(judged.values["b"]) == ["finding/dyr"]
