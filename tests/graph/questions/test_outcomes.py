"""outcomes: no figure of Linköping's segregation is held; what figures show over time, on a small graph."""

from collections.abc import Callable
from decimal import Decimal

import pytest

from graph.answers.form import Answer, Ref, Row
from ontology.errors import BadInput


def ids(cell: object) -> tuple[str, ...]:
    pieces = cell if isinstance(cell, tuple) else (cell,)
    return tuple(one.id for one in pieces if isinstance(one, Ref))


def rows(answer: Answer, kind: str) -> list[Row]:
    """1: a series held here, 2: a measure without figures here, 3: in words."""
    return [row for row in answer.rows if row.id.startswith(kind)]


def test_whether_segregation_in_linkoping_has_fallen_is_unknown(ask_linkoping: Callable[..., Answer]) -> None:
    """No document held gives a figure of it; the municipality's index SIX12 is known and its values are not held."""
    answer = ask_linkoping("outcomes")
    assert answer.parameters == {"focus": "problem/boendesegregation", "district": "district/linkoping"}
    assert answer.state == "unknown"
    assert rows(answer, "1") == []
    assert {ids(row.values["what"])[0] for row in rows(answer, "2")} == {
        "indicator/flyttandel-inkomstgrupper",
        "indicator/ojamlikhetsindex",
        "indicator/segregationsindex-six12",
    }
    assert {row.state for row in answer.rows} == {"unknown"}
    assert [one.id for one in answer.settled_by] == ["document/linkoping-pxweb-six12"]


def test_what_mp_says_is_shown_as_mps_word(ask_linkoping: Callable[..., Answer]) -> None:
    """MP: no measurable improvement by the indicators."""
    answer = ask_linkoping("outcomes")
    (row,) = (
        one for one in rows(answer, "3") if ids(one.values["value"]) == ("finding/ingen-matbar-forbattring",)
    )
    assert ids(row.values["whose"]) == ("party/mp",)
    assert "Ingen mätbar förbättring enligt indikatorerna (enligt Miljöpartiet i Linköping)" in answer.summary
    municipality = ask_linkoping("outcomes", {}, ["speaker:body/linkoping"])
    assert "Miljöpartiet" not in municipality.summary


def test_figures_for_the_country_show_nothing_of_linkoping(ask_linkoping: Callable[..., Answer]) -> None:
    """27 per cent in 1990 and 41 in 2018 would have had to move, in the country, by a newspaper on Delmos."""
    answer = ask_linkoping("outcomes")
    row = next(one for one in answer.rows if one.id == "2-indicator/flyttandel-inkomstgrupper")
    assert [step.text.partition(": ")[2] for step in row.because[1:]] == [
        "Riket (Sverige), 1990: 27 procent.",
        "Riket (Sverige), 2018: 41 procent.",
    ]
    country = ask_linkoping("outcomes", {"district": "district/riket"}, (), "en")
    (series,) = rows(country, "1")
    assert (country.state, series.state) == ("answered", "no")
    assert (series.values["period"], series.values["value"]) == (
        ("1990", "2018"),
        (Decimal("27"), Decimal("41")),
    )
    assert all(country.evidence[one].second_hand for step in series.because[1:] for one in step.evidence)
    assert "has not gone down, from 27 (1990) to 41 (2018)" in country.summary


@pytest.mark.parametrize("bounds", [{"from": "1991"}, {"to": "2017"}, {"from": "2000", "to": "2018-12-31"}])
def test_one_figure_is_no_trend(ask_linkoping: Callable[..., Answer], bounds: dict[str, str]) -> None:
    answer = ask_linkoping("outcomes", {"district": "district/riket", **bounds})
    (series,) = rows(answer, "1")
    assert (answer.state, series.state) == ("unknown", "unknown")


def test_child_poverty_has_one_figure_for_each_place(ask_linkoping: Callable[..., Answer]) -> None:
    """74 per cent in the city district by V on the plan, year not given; 19.6 in Linköping 2020 by the ESF text."""
    answer = ask_linkoping("outcomes", {"focus": "problem/barnfattigdom", "district": "district/skaggetorp"})
    (series,) = rows(answer, "1")
    assert (series.values["period"], series.values["value"]) == (("år okänt",), (Decimal("74"),))
    assert ids(series.values["whose"]) == ("party/v", "document/atgardsplan-2023")
    assert answer.state == "unknown"
    assert [one.id for one in answer.not_held] == ["document/atgardsplan-2023"]


def test_the_trend_that_the_application_states_without_figures(ask_linkoping: Callable[..., Answer]) -> None:
    """The application says that long-term assistance has fallen since 2013, and gives no figure."""
    answer = ask_linkoping("outcomes", {"focus": "problem/langvarigt-bistand"})
    assert answer.state == "unknown"
    assert "finding/bistand-sjunker-sedan-2013" in {ids(one.values["value"])[0] for one in rows(answer, "3")}


def test_the_indicators_of_a_goal(ask_linkoping: Callable[..., Answer]) -> None:
    """Two are listed for *Attraktiv kommun*, and no figure of either."""
    answer = ask_linkoping("outcomes", {"goal": "goal/attraktiv-kommun"}, (), "en")
    assert {ids(row.values["what"])[0] for row in rows(answer, "2")} == {
        "indicator/detaljplaner",
        "indicator/forsoksverksamhet-socialtjanst",
    }
    assert answer.summary.startswith("Whether the figures for Attractive municipality went down in Linköping")


def test_what_nothing_measures(ask_linkoping: Callable[..., Answer]) -> None:
    answer = ask_linkoping("outcomes", {"focus": "problem/diskriminering"})
    assert (answer.state, answer.rows) == ("unknown", ())
    assert "inget mått är känt" in answer.summary


def test_a_bad_date(ask_linkoping: Callable[..., Answer]) -> None:
    with pytest.raises(BadInput, match="from=nyss is not a date"):
        ask_linkoping("outcomes", {"from": "nyss"})


SMALL = """
things:
  body/staden: {sv: Staden, en: The town}
  problem/x: {sv: X, en: X}
  indicator/matt: {sv: Mått, en: Measure}
  district/staden: {sv: Staden (plats), en: The town (place), type: geography/municipality}
---
document: document/siffror
sv: Siffror
en: Figures
type: document-type/statistics
speaker: body/staden
passages:
  a:
    sv: Siffror för måttet.
    en: Figures of the measure.
    says:
      - indicator/matt measures problem/x
FIGURES
"""


def figures(*parts: str) -> str:
    claims = (
        "      - {asserts: indicator/matt observation, with: {area: district/staden, "
        + (part if "valueKind" in part else part + ", valueKind: value-kind/actual")
        + "}}"
        for part in parts
    )
    return SMALL.replace("FIGURES", "\n".join(claims))


PERCENT = ", unitMeasure: unit-of-measure/percent"


@pytest.mark.parametrize(
    ("parts", "states"),
    [
        (["refPeriod: 2019, value: 9.5", "refPeriod: 2021, value: 9"], ["yes"]),
        (["refPeriod: 2019, value: 9", "refPeriod: 2021, value: 10"], ["no"]),
        (["refPeriod: 2019, value: 9", "refPeriod: 2021, value: 9"], ["no"]),
        (["refPeriod: 2019, value: 9"], ["unknown"]),
        # a figure without a time compares with none
        (["refPeriod: 2019, value: 9", "value: 8"], ["unknown"]),
        # which of a year and one of its months comes first is not known
        (["refPeriod: 2019, value: 9", "refPeriod: 2019-05, value: 8"], ["unknown"]),
        # two values for one time, on either side of the later one: nothing is ruled
        (
            ["refPeriod: 2019, value: 9", "refPeriod: 2019, value: 7", "refPeriod: 2021, value: 8"],
            ["unknown"],
        ),
        # a later value below both
        (["refPeriod: 2019, value: 9", "refPeriod: 2019, value: 7", "refPeriod: 2021, value: 6"], ["yes"]),
        # units and sexes are series of their own
        (["refPeriod: 2019, value: 9" + PERCENT, "refPeriod: 2021, value: 8"], ["unknown", "unknown"]),
        (
            ["refPeriod: 2019, value: 9, sex: sex/women", "refPeriod: 2021, value: 8, sex: sex/men"],
            ["unknown"] * 2,
        ),
        # a target is no outcome
        (
            ["refPeriod: 2019, value: 9", "refPeriod: 2021, value: 5, valueKind: value-kind/target"],
            ["unknown"],
        ),
    ],
)
def test_when_something_has_gone_down(
    small_graph: Callable[[str], Callable[..., Answer]], parts: list[str], states: list[str]
) -> None:
    answer = small_graph(figures(*parts))("outcomes", {"focus": "problem/x", "district": "district/staden"})
    assert [row.state for row in rows(answer, "1")] == states
    assert answer.state == ("unknown" if set(states) == {"unknown"} else "answered")
