"""Facts with several values, by hand: DOMAIN's list of where documents disagree, and the scanned decision of 2023."""

from collections.abc import Callable

from graph.answers.form import Answer, Ref, Row


def id_of(cell: object) -> object:
    if isinstance(cell, tuple):
        return tuple(id_of(one) for one in cell)
    return cell.id if isinstance(cell, Ref) else cell


def values(answer: Answer, subject: str) -> dict[object, Row]:
    """The rows about a thing by the value that each gives, as it is shown."""
    rows = [row for row in answer.rows if id_of(row.values["thing"]) == subject]
    return {cell.label if isinstance(cell := row.values["value"], Ref) else cell: row for row in rows}


def sources(row: Row) -> object:
    return id_of(row.values["sources"])


def test_the_date_of_the_decision_and_the_damaged_source(ask_linkoping: Callable[..., Answer]) -> None:
    """The decision's head against the minutes; the decision is a scan whose text is damaged."""
    found = values(ask_linkoping("source-conflicts"), "decision/atgardsplan-2023")
    assert {value: (sources(row), id_of(row.values["quality"])) for value, row in found.items()} == {
        "2023-01-23": (("document/beslut-2023",), ("quality/damaged",)),
        "2023-01-26": (("document/ks-31",), ("quality/born-digital",)),
    }


def test_the_two_diary_numbers(ask_linkoping: Callable[..., Answer]) -> None:
    found = values(ask_linkoping("source-conflicts"), "plan/atgardsplan")
    assert {value: (sources(row), id_of(row.values["quality"])) for value, row in found.items()} == {
        "KS 2020-754": (("document/ks-31", "document/pafyllnad-2022"), ("quality/born-digital",) * 2),
        "KS 2020-862": (("document/beslut-2023",), ("quality/damaged",)),
    }


def test_26_and_28_municipalities(ask_linkoping: Callable[..., Answer]) -> None:
    """The memo of 2022 has 26; a text on Socialstyrelsen's grant of 2022 has 28, and is not held."""
    answer = ask_linkoping("source-conflicts", {}, (), "en")
    found = values(answer, "grant/pafyllnad-2022-nationellt")
    assert {value: sources(row) for value, row in found.items()} == {
        26: ("document/pafyllnad-2022",),
        28: ("document/hsan-socialstyrelsen-2022",),
    }
    assert found[28].values["quality"] == ("not read here",)
    assert found[26].values["fact"] == "has number of recipients"


def test_five_criteria_and_four(ask_linkoping: Callable[..., Answer]) -> None:
    """Only the application counts crime among them."""
    found = values(ask_linkoping("source-conflicts"), "scheme/socioekonomiskt-eftersatta")
    four = "Arbetslöshet, Sysselsättningsgrad, Utbildningsnivå, Valdeltagande"
    five = "Arbetslöshet, Brottslighet, Sysselsättningsgrad, Utbildningsnivå, Valdeltagande"
    assert set(found) == {four, five}
    assert sources(found[five]) == ("document/ansokan-2018",)
    assert id_of(found[four].values["speakers"]) == ("body/delmos", "body/regeringen", "body/tillvaxtverket")


def test_whether_ryd_is_a_priority_and_whether_the_grant_was_certain(
    ask_linkoping: Callable[..., Answer],
) -> None:
    """Both stand in one document each: the model names three and then two districts; the application applies, then
    counts on the money."""
    answer = ask_linkoping("source-conflicts")
    assert set(values(answer, "plan/samordningsmodellen")) == {
        "Berga (stadsdel), Ryd (stadsdel), Skäggetorp (stadsdel)",
        "Berga (stadsdel), Skäggetorp (stadsdel)",
    }
    assert {sources(row) for row in values(answer, "grant/delmos-kartlaggning-2018").values()} == {
        ("document/ansokan-2018",)
    }
    assert set(values(answer, "grant/delmos-kartlaggning-2018")) == {"sökt", "förutsatt"}


def test_child_poverty_need_not_be_measured_alike(ask_linkoping: Callable[..., Answer]) -> None:
    """V, of the plan: 74 per cent, no year; the ESF text: 73.1 per cent, 0-17, 2020, in areas of its own."""
    answer = ask_linkoping("source-conflicts")
    rows = [row for row in answer.rows if id_of(row.values["thing"]) == "problem/barnfattigdom"]
    assert {id_of(row.values["fact"]): (row.state, id_of(row.values["speakers"])) for row in rows} == {
        "indicator/barnfattigdom-relativ": ("unknown", ("party/v",)),
        "indicator/lag-ekonomisk-standard-0-17": ("unknown", ("body/linkoping",)),
    }
    v, esf = sorted(rows, key=lambda row: str(id_of(row.values["fact"])))
    assert "värde: 74" in v.values["value"].label  # type: ignore[union-attr]
    assert "värde: 73,1" in esf.values["value"].label  # type: ignore[union-attr]
    assert [step.text for step in v.because if "år: anges inte" in step.text]
    assert [step.text for step in esf.because if step.text.endswith("år: 2020.")]
    assert all("är därför inte känt" in row.because[-1].text for row in rows)
    (plan,) = {one.id for one in answer.not_held}
    assert plan == "document/atgardsplan-2023"


def test_nothing_is_ruled_and_every_value_shows_what_stands_against_it(
    ask_linkoping: Callable[..., Answer],
) -> None:
    answer = ask_linkoping("source-conflicts")
    assert {row.state for row in answer.rows} == {"unknown"}
    assert {row.verdict for row in answer.rows} == {None}
    conflicts = [row for row in answer.rows if row.values["kind"] == "flera värden för en uppgift"]
    for row in conflicts:
        said, against = row.because
        assert said.evidence
        assert against.evidence
        assert not set(said.evidence) & set(against.evidence)
        assert all(answer.evidence[one].contested for one in said.evidence)


def test_in_a_view_without_the_other_value_there_is_no_conflict(ask_linkoping: Callable[..., Answer]) -> None:
    alone = ask_linkoping("source-conflicts", {}, ["document:document/beslut-2023"])
    assert (alone.rows, alone.summary) == ((), "Ingen uppgift har flera värden i vyn.")
    assert ask_linkoping("source-conflicts", {}, ["undisputed"], "en").rows == ()


HEAD = """
things:
  organisation/a: {sv: A, en: A}
  organisation/b: {sv: B, en: B}
  problem/p: {sv: P, en: P}
  indicator/i: {sv: I, en: I}
  indicator/j: {sv: J, en: J}
  district/d: {sv: D, en: D}
  district/e: {sv: E, en: E}
  decision/x: {sv: X, en: X}
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
      - indicator/i measures problem/p
      - indicator/j measures problem/p
"""


def figure(indicator: str, area: str, value: int, year: str = "") -> str:
    when = f", refPeriod: {year}" if year else ""
    return (
        f"      - asserts: indicator/{indicator} observation\n        with: {{area: district/{area}, value: {value}, "
        f"unitMeasure: unit-of-measure/percent, valueKind: value-kind/actual{when}}}\n"
    )


def likenesses(small_graph: Callable[[str], Callable[..., Answer]], said: str) -> int:
    return len(small_graph(HEAD + said)("source-conflicts").rows)


def test_when_figures_are_alike(small_graph: Callable[[str], Callable[..., Answer]]) -> None:
    """Two indicators of one problem, in one place or places that overlap, of one time as far as is known."""
    assert likenesses(small_graph, figure("i", "d", 1) + figure("j", "d", 2, "2020")) == 2
    assert likenesses(small_graph, figure("i", "d", 1) + figure("j", "e", 2)) == 0
    overlap = "      - district/e overlaps district/d\n"
    assert likenesses(small_graph, figure("i", "d", 1) + figure("j", "e", 2) + overlap) == 2
    assert likenesses(small_graph, figure("i", "d", 1, "2019") + figure("j", "d", 2, "2020")) == 0
    assert likenesses(small_graph, figure("i", "d", 2) + figure("j", "d", 2)) == 0
    assert likenesses(small_graph, figure("i", "d", 1) + figure("i", "d", 2)) == 0


def test_a_coarser_date_is_no_other_value(small_graph: Callable[[str], Callable[..., Answer]]) -> None:
    assert likenesses(small_graph, "      - decision/x date 2020\n      - decision/x date 2020-12\n") == 0
    assert likenesses(small_graph, "      - decision/x date 2020\n      - decision/x date 2021-01\n") == 2


TWO_VOICES = """
things:
  organisation/a: {sv: A, en: A}
  organisation/b: {sv: B, en: B}
  decision/beslutet: {sv: Beslutet, en: The decision}
---
document: document/protokoll
sv: Protokollet
en: The minutes
type: document-type/minutes
speaker: organisation/a
passages:
  a:
    sv: Två dagar.
    en: Two days.
    says:
      - decision/beslutet date 2020-01-01
      - {by: organisation/b, asserts: decision/beslutet date 2020-01-01}
      - {by: organisation/b, asserts: decision/beslutet date 2020-01-02}
"""


def test_everybody_who_gives_a_value_in_one_document_is_named(
    small_graph: Callable[[str], Callable[..., Answer]],
) -> None:
    rows = values(small_graph(TWO_VOICES)("source-conflicts"), "decision/beslutet")
    assert id_of(rows["2020-01-01"].values["speakers"]) == ("organisation/a", "organisation/b")
    assert id_of(rows["2020-01-02"].values["speakers"]) == ("organisation/b",)
