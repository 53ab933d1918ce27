"""Who is named for what, by hand: the application of 2018 (Projektorganisation), the model (groups with 2, 6 and 9
tasks), the decision and the minutes of 2023, and the addressees of the model (13 lines, 11 different) and of 2023 (13
persons and 6 behind the SMS group, 19 different with the group; the minutes have all committees too)."""

from collections import Counter
from collections.abc import Callable

import pytest

from graph.answers.form import Answer, Ref, Row

MODEL, DECISION, MINUTES = "decision/ledning-2020", "decision/atgardsplan-2023", "decision/ks-31-2"
COORDINATION = "task/samordna-leda-driva-arbetet-mot-segregation"
ONLY_MODEL = {
    "post/utbildnings-och-arbetsmarknadsdirektor",
    "unit/sakerhetsenheten",
    "unit/hallbarhetsenheten",
    "unit/kommunikationsstaben",
    "post/stadsdelssamordnare",
    "post/enhetschef-kontakt-linkoping",
}
ONLY_2023 = {
    "post/kommunikationsdirektor",
    "post/tf-utbildningsdirektor",
    "post/integration-och-arbetsmarknadsdirektor",
    "post/sakerhetschef",
    "post/hallbarhetschef",
    "post/kommunikator",
    "post/utvecklingsstrateg",
    "group/sms-gruppen",
    "unit/leanlink",
    "unit/mos",
    "unit/iaf",
    "unit/kof",
    "unit/sof",
    "unit/utb",
}
IN_ALL = {
    "post/bitradande-kommundirektor",
    "post/social-och-omsorgsdirektor",
    "post/kultur-och-fritidsdirektor",
    "post/samhallsbyggnadsdirektor",
    "post/utforardirektor",
}


def ids(cell: object) -> tuple[str, ...]:
    cells = cell if isinstance(cell, tuple) else (cell,)
    return tuple(one.id for one in cells if isinstance(one, Ref))


def kind(row: Row) -> str:
    return row.id.partition("/")[0]


def of_kind(answer: Answer, wanted: str) -> list[Row]:
    return [row for row in answer.rows if kind(row) == wanted]


def test_the_addressees_that_one_list_has_and_another_lacks(ask_linkoping: Callable[..., Answer]) -> None:
    answer = ask_linkoping("responsibility")
    rows = {ids(row.values["who"])[0]: row for row in of_kind(answer, "list")}
    lists = {who: (ids(row.values["by"]), ids(row.values["lacks"])) for who, row in rows.items()}
    assert lists == {
        **dict.fromkeys(ONLY_MODEL, ((MODEL,), (DECISION, MINUTES))),
        **dict.fromkeys(ONLY_2023, ((DECISION, MINUTES), (MODEL,))),
        "unit/samtliga-namnder": ((MINUTES,), (DECISION, MODEL)),
    }
    assert len(lists) == 21
    assert all("säger inte vem som har tagit över" in row.because[-1].text for row in rows.values())
    assert (
        "21 adressater står i en lista men inte i en annan; vem som tagit över sägs inte." in answer.summary
    )


@pytest.mark.parametrize("body", sorted(IN_ALL))
def test_who_stands_in_all_lists(ask_linkoping: Callable[..., Answer], body: str) -> None:
    (row,) = of_kind(ask_linkoping("responsibility", {"body": body}), "list-all")
    assert (ids(row.values["by"]), ids(row.values["lacks"])) == ((DECISION, MINUTES, MODEL), ())
    assert len(row.because[0].evidence) == 3


def test_2018_the_deputy_director_answers_for_coordination(ask_linkoping: Callable[..., Answer]) -> None:
    answer = ask_linkoping("responsibility", {"body": "post/bitradande-kommundirektor"})
    (task,) = of_kind(answer, "named-task")
    assert (ids(task.values["what"]), ids(task.values["by"])) == (
        ("task/samordna-arbetet",),
        ("document/ansokan-2018",),
    )
    assert task.values["when"] == ("odaterat, tidigast 2018-03-15",)
    (convened,) = of_kind(answer, "group-convener")
    assert ids(convened.values["what"]) == ("group/styrgrupp",)
    assert [ids(row.values["what"]) for row in of_kind(answer, "group-hasMember")] == [("group/styrgrupp",)]


def test_the_three_groups_of_the_model(ask_linkoping: Callable[..., Answer]) -> None:
    """Their tasks (2, 6 and 9), their conveners and the members of the steering group, in text and in the figure."""
    answer = ask_linkoping("responsibility")
    model = [
        row for row in of_kind(answer, "named-task") if ids(row.values["by"]) == ("document/ledning-2020",)
    ]
    tasks = {ids(row.values["who"])[0]: len(ids(row.values["what"])) for row in model}
    assert {
        group: count for group, count in tasks.items() if "grupp" in group and "ledningsgruppen" not in group
    } == {
        "group/politisk-styrgrupp": 2,
        "group/styrgrupp": 6,
        "group/lednings-och-samordningsgrupp": 9,
    }
    conveners = {
        ids(row.values["what"])[0]: ids(row.values["who"]) for row in of_kind(answer, "group-convener")
    }
    assert conveners == {
        "group/politisk-styrgrupp": ("post/kommundirektor", "post/ks-ordforande"),
        "group/styrgrupp": ("post/bitradande-kommundirektor",),
        "group/lednings-och-samordningsgrupp": ("post/forvaltningsdirektor-utpekad",),
    }
    members = {
        ids(row.values["what"])[0]: ids(row.values["who"]) for row in of_kind(answer, "group-hasMember")
    }
    assert "post/utbildningsdirektor" in members["group/styrgrupp"]
    assert len(members["group/politisk-styrgrupp"]) == 4


def test_nobody_answers_for_coordination_by_the_new_standing_orders_says_mp(
    ask_linkoping: Callable[..., Answer],
) -> None:
    answer = ask_linkoping("responsibility", {}, (), "en")
    (row,) = (row for row in of_kind(answer, "gap-nobody") if ids(row.values["what"]) == (COORDINATION,))
    assert (row.state, row.values["who"], ids(row.values["by"])) == (
        "unknown",
        "nobody",
        ("document/reglemente-2023",),
    )
    assert row.because[1].text.startswith("That is the word of Green Party in Linköping. Not held: ")
    assert {answer.evidence[one].document.id for one in row.because[0].evidence} == {"document/ks-31"}
    assert {one.id for one in answer.not_held} == {"document/reglemente-2023", "document/atgardsplan-2023"}


def test_a_held_document_that_names_nobody_is_known_to(ask_linkoping: Callable[..., Answer]) -> None:
    """The memo of 2022 says that something is done in the passive: it has been read, so nobody is known to be named."""
    rows = of_kind(ask_linkoping("responsibility"), "gap-nobody")
    memo = [row for row in rows if ids(row.values["by"]) == ("document/pafyllnad-2022",)]
    assert [row.state for row in memo] == ["no"] * 3
    assert len(rows) == 5


def test_duties_of_everybody(ask_linkoping: Callable[..., Answer]) -> None:
    """2023: all committees and all administrations are to describe the need of measures and their funding for 2024."""
    answer = ask_linkoping("responsibility")
    everybody = of_kind(answer, "gap-everybody")
    assert {row.state for row in everybody} == {"no"}
    decided = {
        ids(row.values["who"])[0] for row in everybody if ids(row.values["by"]) == ("document/beslut-2023",)
    }
    assert decided == {"unit/samtliga-namnder", "unit/alla-forvaltningar"}
    assert answer.summary.startswith("5 uppgifter pekar på ingen (2 av dem går inte att kontrollera här); ")
    assert f"{len(everybody)} gånger pekas alla av ett slag ut" in answer.summary


def test_what_was_only_proposed_or_heard_is_told_apart(ask_linkoping: Callable[..., Answer]) -> None:
    """MP moved that KLF get the task (voted down); the board recommends; what the majority held is MP's report."""
    answer = ask_linkoping("responsibility")
    proposed = {ids(row.values["who"])[0]: row.state for row in of_kind(answer, "proposed")}
    assert proposed == {"unit/kommunledningsforvaltningen": "no", "unit/samtliga-namnder": "no"}
    (heard,) = of_kind(answer, "named-reported")
    assert (heard.state, ids(heard.values["what"])) == ("unknown", (COORDINATION,))
    (step,) = heard.because
    assert {answer.evidence[one].second_hand for one in step.evidence} == {True}


def test_only_the_rows_of_a_body(ask_linkoping: Callable[..., Answer]) -> None:
    klf = ask_linkoping("responsibility", {"body": "KLF"}, (), "en")
    assert Counter(map(kind, klf.rows)) == {"proposed": 1, "group-resourcedBy": 3}
    group = ask_linkoping("responsibility", {"body": "group/styrgrupp"})
    assert Counter(map(kind, group.rows)) == {
        "named-task": 1,
        "group-convener": 1,
        "group-hasMember": 1,
        "group-resourcedBy": 1,
    }
    nowhere = ask_linkoping("responsibility", {"body": "unit/bosociala-teamet"})
    assert (nowhere.rows, nowhere.summary) == ((), "Bosociala teamet: pekas inte ut i vyn.")


def test_a_view_without_duties(ask_linkoping: Callable[..., Answer]) -> None:
    answer = ask_linkoping("responsibility", {}, ["document:document/delmos-sida"])
    assert (answer.rows, answer.summary) == ((), "Ingen pekas ut i vyn.")


SMALL = """
things:
  organisation/a: {sv: A, en: A}
  organisation/b: {sv: B, en: B}
  unit/u: {sv: U, en: U}
  task/t: {sv: T, en: T}
  task/s: {sv: S, en: S}
  plan/p: {sv: P, en: P}
  decision/x: {sv: X, en: X}
  decision/om-bidrag: {sv: Om bidrag, en: On a grant}
  grant/g: {sv: G, en: G}
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
      - unit/u hasTask task/t
      - denies: unit/u hasTask task/s
      - {by: organisation/b, denies: unit/u hasTask task/t}
      - decision/x decidesOn plan/p
      - decision/x addressee unit/u
      - decision/om-bidrag decidesOn grant/g
      - decision/om-bidrag addressee organisation/b
"""


def test_a_contested_task_is_unknown_and_only_lists_on_plans_are_compared(
    small_graph: Callable[[str], Callable[..., Answer]],
) -> None:
    answer = small_graph(SMALL)("responsibility")
    assert {(kind(row), row.state) for row in answer.rows} == {("named-task", "unknown"), ("named-not", "no")}
    (row,) = of_kind(small_graph(SMALL)("responsibility", {"body": "unit/u"}), "list-all")
    assert ids(row.values["by"]) == ("decision/x",)
