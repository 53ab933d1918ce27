"""Actions traced to causes and consequences: Linköping's by hand from the documents, loops on a graph of our own."""

from collections.abc import Callable

import pytest

from graph.answers.form import Answer, Evidence, Ref, Row


def addressed(answer: Answer) -> list[Row]:
    return [row for row in answer.rows if row.verdict is not None]


def verdicts(answer: Answer) -> dict[str, tuple[str | None, bool | None]]:
    return {row.id: (row.verdict, row.firm) for row in addressed(answer)}


def evidence(answer: Answer, row: Row) -> list[Evidence]:
    return [answer.evidence[one] for step in row.because for one in step.evidence]


def path(row: Row) -> list[str]:
    cell = row.values["path"]
    assert isinstance(cell, tuple)
    return [one.id for one in cell if isinstance(one, Ref)]


@pytest.mark.parametrize("action", ["action/kameror", "action/vaktare"])
def test_guards_and_cameras_address_a_consequence(ask_linkoping: Callable[..., Answer], action: str) -> None:
    """The application lists them under safety; Delmos names safety among what segregation leads to."""
    answer = ask_linkoping("action-trace", {"action": action})
    assert answer.state == "answered"
    assert verdicts(answer) == {"problem/otrygghet": ("consequence", True)}
    (row,) = addressed(answer)
    assert path(row) == ["problem/boendesegregation", "problem/otrygghet"]
    assert {one.basis for one in evidence(answer, row)} == {"our-reading", "read"}
    (reading,) = (one for one in evidence(answer, row) if one.basis == "our-reading")
    assert reading.document.id == "document/ansokan-2018"
    assert reading.locator.hash is not None


PLACEMENT = "action/ingen-placering-i-skaggetorp"


def test_placement_is_a_root_cause_in_the_view_of_mp(ask_linkoping: Callable[..., Answer]) -> None:
    """MP's first proposal at § 31 calls the placement a structure behind segregation; nobody says what lies before."""
    answer = ask_linkoping("action-trace", {"action": PLACEMENT}, ["speaker:party/mp"])
    assert verdicts(answer)["problem/placering-i-skaggetorp"] == ("root-cause", True)
    row = next(row for row in answer.rows if row.id == "problem/placering-i-skaggetorp")
    assert {one.document.id for one in evidence(answer, row)} == {"document/ks-31"}


def test_placement_is_untraced_in_the_view_of_the_municipality(ask_linkoping: Callable[..., Answer]) -> None:
    """None of the municipality's documents links the placement to segregation."""
    answer = ask_linkoping("action-trace", {"action": PLACEMENT}, ["speaker:body/linkoping"])
    row = next(row for row in answer.rows if row.id == "problem/placering-i-skaggetorp")
    assert (row.verdict, row.state) == ("untraced", "unknown")


def test_school_results_are_a_consequence(ask_linkoping: Callable[..., Answer]) -> None:
    """The application says that segregation works against managing school; no held source says that it leads back."""
    answer = ask_linkoping("action-trace", {"action": "problem/svaga-skolresultat"})
    assert verdicts(answer) == {"problem/svaga-skolresultat": ("consequence", True)}
    (row,) = addressed(answer)
    assert path(row) == ["problem/boendesegregation", "problem/svaga-skolresultat"]
    assert "document/ansokan-2018" in {one.document.id for one in evidence(answer, row)}


GRAPH = """
things:
  organisation/rotorsak: {sv: Vi, en: We}
  organisation/a: {sv: A, en: A}
  organisation/b: {sv: B, en: B}
  problem/boendesegregation: {sv: Segregation, en: Segregation}
  problem/x: {sv: X, en: X}
  problem/y: {sv: Y, en: Y}
  problem/z: {sv: Z, en: Z}
  problem/okunskap: {sv: Okunskap, en: Ignorance, type: problem-type/enabling}
  action/mot-x: {sv: Mot X, en: Against X}
  action/mot-y: {sv: Mot Y, en: Against Y}
  action/mot-y-och-z: {sv: Mot Y och Z, en: Against Y and Z}
  action/mot-segregation: {sv: Mot segregation, en: Against segregation}
  action/utredning: {sv: Utredning, en: Inquiry}
  action/okand: {sv: Okänd, en: Unknown}
---
document: document/en
sv: En källa
en: One source
type: document-type/report
speaker: organisation/a
passages:
  a:
    sv: Sagt.
    en: Said.
    says:
      - action/mot-x addresses problem/x
      - action/mot-y addresses problem/y
      - action/mot-y-och-z addresses problem/y
      - action/mot-y-och-z addresses problem/z
      - action/mot-segregation addresses problem/boendesegregation
      - action/utredning addresses problem/okunskap
      - problem/okunskap causes problem/boendesegregation
{a}
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
      - organisation/b hasTask organisation/a
{b}
"""


def graph(
    small_graph: Callable[[str], Callable[..., Answer]], a: list[str], b: list[str]
) -> Callable[..., Answer]:
    lines = ["".join(f"      - {claim}\n" for claim in claims) for claims in (a, b)]
    return small_graph(GRAPH.replace("{a}\n", lines[0]).replace("{b}\n", lines[1]))


X_TO_FOCUS = "problem/x causes problem/boendesegregation"


def test_a_loop(small_graph: Callable[[str], Callable[..., Answer]]) -> None:
    ask = graph(small_graph, [X_TO_FOCUS], ["problem/boendesegregation causes problem/x"])
    answer = ask("action-trace", {"action": "action/mot-x"})
    assert verdicts(answer) == {"problem/x": ("loop", True)}
    (row,) = addressed(answer)
    assert path(row) == ["problem/x", "problem/boendesegregation", "problem/x"]
    assert row.values["told_by"] == "ingen ensam källa"
    assert "ond cirkel" in answer.summary
    assert verdicts(ask("action-trace", {"action": "action/mot-segregation"})) == {
        "problem/boendesegregation": ("loop", True)
    }


def test_one_source_may_tell_the_whole_chain(small_graph: Callable[[str], Callable[..., Answer]]) -> None:
    ask = graph(small_graph, ["problem/y causes problem/x", X_TO_FOCUS], [])
    (row,) = addressed(ask("action-trace", {"action": "action/mot-y"}))
    assert (row.verdict, row.firm) == ("root-cause", True)
    assert [one.id for one in row.values["told_by"] if isinstance(one, Ref)] == ["document/en"]  # type: ignore[union-attr]
    assert verdicts(ask("action-trace", {"action": "action/mot-x"})) == {"problem/x": ("cause", True)}


def test_a_role_that_depends_on_contested_edges(small_graph: Callable[[str], Callable[..., Answer]]) -> None:
    """The example of the design: X→focus firm, Y→X and X→Y contested; a root cause only as long as both or none."""
    ask = graph(
        small_graph,
        [X_TO_FOCUS, "problem/y causes problem/x", "problem/x causes problem/y"],
        ["denies: problem/y causes problem/x", "denies: problem/x causes problem/y"],
    )
    answer = ask("action-trace", {"action": "action/mot-x"}, (), "en")
    (row,) = addressed(answer)
    assert (row.verdict, row.firm) == ("root-cause", False)
    assert row.depends_on == ("X – causes – Y", "Y – causes – X")
    assert answer.summary.endswith("It depends on contested causal relations.")
    undisputed = ask("action-trace", {"action": "action/mot-x"}, ["undisputed"])
    assert verdicts(undisputed) == {"problem/x": ("root-cause", True)}


def test_roles_that_differ_are_mixed_and_both_shown(
    small_graph: Callable[[str], Callable[..., Answer]],
) -> None:
    ask = graph(
        small_graph,
        ["problem/y causes problem/boendesegregation", "problem/boendesegregation causes problem/z"],
        [],
    )
    answer = ask("action-trace", {"action": "action/mot-y-och-z"}, (), "en")
    assert verdicts(answer) == {"problem/y": ("root-cause", True), "problem/z": ("consequence", True)}
    assert answer.summary.startswith("Against Y and Z addresses 2 problems: different roles")


def test_work_on_knowledge_is_enabling_even_where_an_edge_is_claimed(
    small_graph: Callable[[str], Callable[..., Answer]],
) -> None:
    ask = graph(small_graph, [], [])
    assert verdicts(ask("action-trace", {"action": "action/utredning"})) == {
        "problem/okunskap": ("enabling", None)
    }


def test_an_action_of_which_no_source_says_what_it_addresses(
    small_graph: Callable[[str], Callable[..., Answer]],
) -> None:
    answer = graph(small_graph, [], [])("action-trace", {"action": "action/okand"})
    assert (answer.state, answer.rows) == ("unknown", ())


def test_remedies_stand_beside_the_path_and_are_no_causes(
    small_graph: Callable[[str], Callable[..., Answer]],
) -> None:
    ask = graph(
        small_graph,
        [
            X_TO_FOCUS,
            "action/mot-y reduces problem/boendesegregation",
            "action/mot-y-och-z reduces problem/x",
        ],
        [
            "denies: action/mot-y reduces problem/boendesegregation",
            "doubts: action/okand reduces problem/x",
            "denies: action/mot-segregation reduces problem/x",
            "proposes: action/mot-segregation reduces problem/x",
        ],
    )
    answer = ask("action-trace", {"action": "action/mot-x"}, (), "en")
    beside = {
        row.id: (row.state, {step.text for step in row.because}) for row in answer.rows if not row.verdict
    }
    assert beside == {
        "reduces/problem/boendesegregation": ("unknown", {"Against Y: said to reduce Segregation."}),
        "reduces/problem/x": (
            "yes",
            {
                "Against Y and Z: said to reduce X.",
                "Unknown: somebody doubts that it reduces X.",
                "Against segregation: somebody denies that it reduces X.",
            },
        ),
    }


def test_who_says_what_of_several_problems_stands_in_the_rows(ask_linkoping: Callable[..., Answer]) -> None:
    """A speaker of the one path says nothing of the other."""
    answer = ask_linkoping("action-trace", {"action": "action/ingen-placering-i-skaggetorp"})
    assert "riktas mot 2 problem" in answer.summary
    assert "enligt" not in answer.summary
