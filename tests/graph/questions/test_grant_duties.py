"""Duties under grants, by hand: one report with a last day (memo of 2022), and what the ordinances demand."""

from collections.abc import Callable

from graph.answers.form import Answer, Ref

Ask = Callable[..., Answer]


def test_what_is_due_when_for_all_grants(ask_linkoping: Ask) -> None:
    answer = ask_linkoping("grant-duties", {"at": "2023-01-20"})
    dated = [row for row in answer.rows if row.values["due"] is not None]
    assert [(row.values["due"], row.verdict) for row in dated] == [("2023-01-28", "pending")]
    assert answer.rows[0] == dated[0]
    grants = {row.values["grant"].id for row in answer.rows if isinstance(row.values["grant"], Ref)}
    assert {"grant/pafyllnad-2022", "grant/linkoping-2017-odling"} <= grants


def test_that_the_money_was_requisitioned_is_read_from_its_amounts(ask_linkoping: Ask) -> None:
    answer = ask_linkoping("grant-duties", {"grant": "grant/pafyllnad-2022", "at": "2023-01-20"})
    verdicts = {row.values["rule"].id: row for row in answer.rows if isinstance(row.values["rule"], Ref)}
    row = verdicts["rule/sociala-insatser-rekvisition"]
    assert row.verdict == "fulfilled"
    documents = {answer.evidence[one].document.id for step in row.because for one in step.evidence}
    assert documents == {"document/allmannytta-sociala-insatser", "document/pafyllnad-2022"}


def test_an_application_of_2018_must_have_goals_timetable_and_budget(ask_linkoping: Ask) -> None:
    """Nobody says in terms of the rule what the application has: it is asked for."""
    given = {"grant": "grant/tillvaxtverket-2018", "at": "2018-10-01"}
    rows = ask_linkoping("grant-duties", given).rows
    (row,) = [row for row in rows if row.id.endswith("rule/2018-151-5")]
    assert row.verdict == "undetermined"
    missing = row.values["missing"]
    assert isinstance(missing, tuple)
    assert [one.id for one in missing if isinstance(one, Ref)] == ["operand/application-content"]


def test_what_binds_the_agency_is_no_duty_of_the_municipality(ask_linkoping: Ask) -> None:
    given = {"grant": "grant/tillvaxtverket-2018", "at": "2018-10-01"}
    rules = {row.id.rpartition("/")[2] for row in ask_linkoping("grant-duties", given).rows}
    assert rules.isdisjoint({"2018-151-4", "2018-151-6"})


def test_before_any_grant_there_is_none(ask_linkoping: Ask) -> None:
    answer = ask_linkoping("grant-duties", {"grant": "grant/delmos-kartlaggning-2018", "at": "2010-01-01"})
    assert (answer.state, answer.rows) == ("unknown", ())
