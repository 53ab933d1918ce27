"""Answers as tables and CSV: every part of the form is shown, and hostile text stays text."""

import csv
import io
from decimal import Decimal

import pytest

from api.cells import answer_csv, clean
from api.cli.rendering import render
from api.evidence import chain_text
from graph.answers.form import Answer, Cell, Column, Evidence, Locator, Ref, Row, Speaker, Step


def speaker(label: str, stance: str) -> Speaker:
    labels = {"asserts": "hävdar", "denies": "förnekar", "asks": "frågar"}
    speaker = Ref(id=f"party/{label}", label=label)
    return Speaker(claim=f"claim/{label}", speaker=speaker, stance=stance, stance_label=labels[stance])


def evidence(**changes: object) -> Evidence:
    return Evidence(
        claim="claim/1",
        says="Planen – minskar – Segregation",
        subject=Ref(id="plan/x", label="Planen"),
        relation=Ref(id="reduces", label="minskar"),
        object=Ref(id="problem/segregation", label="Segregation"),
        chain=(speaker("MP", "asserts"), speaker("Uppföljningen", "asserts"), speaker("Rapporten", "denies")),
        document=Ref(id="document/protokoll", label="Protokollet"),
        holding="held",
        date="2023-01-31",
        quality="damaged",
        address=None,
        locator=Locator(section="Yttrande", start=100, end=160, hash="0" * 64),
        paraphrase="Rapporten ger inget stöd.",
        origin="passage/protokoll.x",
        basis="our-reading",
        contested=True,
        second_hand=True,
    ).model_copy(update=changes)


def row(**changes: object) -> Row:
    return Row(
        id="plan/x",
        values={"what": Ref(id="plan/x", label="Planen"), "kronor": 13808000, "who": None},
        state="yes",
        because=(Step(text="Planen sägs minska.", evidence=("claim/1",)),),
        verdict="root-cause",
        firm=False,
        depends_on=("A – orsakar – B",),
    ).model_copy(update=changes)


def answer(**changes: object) -> Answer:
    return Answer(
        question="action-trace",
        title="Vad gör planen?",
        parameters={"plan": "plan/x"},
        view=("all",),
        language="sv",
        state="answered",
        settled_by=(),
        complete=True,
        limit=None,
        summary="Planen: okänt.",
        columns=(
            Column(key="what", label="Vad", separator=" → "),
            Column(key="kronor", label="Kronor", separator=" → "),
            Column(key="who", label="Vem", separator=" → "),
        ),
        rows=(row(),),
        evidence={"claim/1": evidence()},
        origins=1,
        not_held=(Ref(id="document/bilaga-3", label="Bilaga 3"),),
        graph="f" * 64,
        link="/api/questions/action-trace?plan=plan%2Fx",
        cite="Rotorsak: Vad gör planen?",
    ).model_copy(update=changes)


def shown(of: Answer, width: int = 100) -> str:
    return render(of, width, colour=False)


def test_every_part_of_an_answer_is_shown():
    text = shown(answer())
    for part in (
        "Vad gör planen?",
        "Besvarad · Vy: all · plan=plan/x",
        "Planen: okänt.",
        "13\u00a0808\u00a0000",
        "beror på det omstridda: A – orsakar – B",
        "• Planen sägs minska. [1]",
        "[1]  MP hävdar att Uppföljningen hävdar att Rapporten förnekar: Planen – minskar – Segregation",
        "Protokollet (2023-01-31), avsnitt Yttrande, tecken 100–160",
        "omstritt · i andra hand",
        "Rapporten ger inget stöd.",
        "– Bilaga 3 (document/bilaga-3)",
        "Belägg: 1. Ursprung: 1.",
        "Fråga igen: rotorsak ask action-trace --param plan=plan/x --view all --lang sv",
        "Hänvisa så: Rotorsak: Vad gör planen?",
    ):
        assert part in text


def test_what_is_not_known_says_what_would_settle_it():
    text = shown(
        answer(state="unknown", rows=(), settled_by=(Ref(id="document/bilaga-2", label="Bilaga 2"),))
    )
    assert "Inte känt · Vy: all" in text
    assert "Det skulle avgöras av:\n  – Bilaga 2 (document/bilaga-2)" in text
    assert "Inga rader." in text


def test_a_cut_answer_says_what_cut_it():
    assert "Svaret är avkortat: 100 rader" in shown(answer(complete=False, limit="100 rader"))


def test_a_damaged_source_is_marked_and_a_good_one_is_not():
    assert "skada" in shown(answer()).casefold()
    good = evidence(quality="born-digital", contested=False, second_hand=False, basis="read")
    text = shown(answer(evidence={"claim/1": good}))
    assert "skada" not in text.casefold()
    assert "omstritt" not in text.replace("omstridda", "")


def test_a_source_that_is_known_only_is_marked():
    known = evidence(
        holding="known", locator=Locator(section=None, start=None, end=None, hash=None), date=None
    )
    text = shown(answer(evidence={"claim/1": known}))
    assert "dokumentet finns inte här" in text
    assert "Protokollet (odaterat)\n" in text


def test_the_state_of_rows_is_a_column_where_the_question_words_it():
    rows = (row(), row(id="plan/y", state="unknown"))
    text = shown(answer(summary="x", rows=rows, asks="Saknas något"))
    assert "Saknas något" in text
    assert "okänt" in text
    assert "okänt" not in shown(answer(summary="x", rows=rows))


def test_a_brief_answer_leaves_out_the_evidence():
    brief = render(answer(), 100, colour=False, brief=True)
    assert "Planen" in brief
    assert "Planen sägs minska." not in brief
    assert "Rapporten ger inget stöd." not in brief


def test_claims_of_one_passage_stand_together_and_a_copied_text_is_one_origin():
    """Two claims of one passage, and one of another document with the same text."""
    one, other = evidence(claim="claim/1"), evidence(claim="claim/2")
    copy = evidence(claim="claim/3", document=Ref(id="document/kopia", label="Kopian"), paraphrase="Samma.")
    steps = (Step(text="a", evidence=("claim/1",)), Step(text="b", evidence=("claim/3", "claim/2")))
    of = answer(
        rows=(row(because=steps),), evidence={"claim/1": one, "claim/2": other, "claim/3": copy}, origins=1
    )
    text = shown(of)
    assert text.count("Rapporten ger inget stöd.") == 1
    assert "• b [2] [3]" in text
    assert text.count("samma text som [1], ett ursprung") == 1


@pytest.mark.parametrize("width", [20, 40, 60, 100, 200])
def test_any_width_will_do(width):
    long = "ord " * 60 + "x" * 150
    of = answer(rows=(row(values={"what": long, "kronor": 1, "who": (long, long)}),), summary=long)
    lines = [line for line in shown(of, width).splitlines() if not line.startswith("Fråga igen: ")]
    assert max(map(len, lines)) <= width


def test_colours_only_when_wanted():
    assert "\x1b[" in render(answer(), 100, colour=True)
    assert "\x1b" not in shown(answer())


@pytest.mark.parametrize("text", ["[bold]fet[/bold]", "[/]", ":smile:", "<b>&amp;</b>", "[link=x]y[/link]"])
def test_markup_is_text(text):
    out = shown(
        answer(title=text, summary=text, rows=(row(values={"what": text, "kronor": 0, "who": text}),))
    )
    assert out.count(text) == 4


def test_what_a_terminal_would_obey_is_made_visible():
    assert clean("a\x1b]0;x\x07\x9bb\r") == "a\ufffd]0;x\ufffd\ufffdb\ufffd"
    assert "\x1b" not in shown(answer(summary="\x1b[2J"))


def test_who_asks_asks_whether():
    asked = evidence(chain=(speaker("MP", "asks"), speaker("Rapporten", "asserts")))
    assert chain_text(asked.chain, "sv") == "MP frågar om Rapporten hävdar"


def cells(value: Cell, *, excel: bool) -> list[str]:
    of = answer(rows=(row(values={"what": value, "kronor": -5, "who": True}),))
    text = answer_csv(of, excel=excel).decode().removeprefix("\ufeff")
    return list(csv.reader(io.StringIO(text, newline=""), delimiter=";" if excel else ","))[1]


def test_csv_is_for_programs_and_the_form_for_excel_for_people():
    plain, excel = answer_csv(answer(), excel=False).decode(), answer_csv(answer(), excel=True).decode()
    assert plain.splitlines()[0] == "what,kronor,who,state,verdict,firm,depends_on,sources"
    assert excel.startswith("\ufeffVad;Kronor;Vem;Läge;")
    assert plain.splitlines()[1] == (
        "Planen (plan/x),13808000,,yes,root-cause,nej,A – orsakar – B,document/protokoll 100-160"
    )


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r"])
def test_excel_computes_nothing(start):
    hostile = f"{start}HYPERLINK(A1)"
    assert cells(hostile, excel=True)[0] == f"'{hostile}"
    assert cells(hostile, excel=False)[0] == hostile
    assert cells("a=b", excel=True)[:3] == ["a=b", "-5", "ja"]


def test_a_number_with_decimals_has_a_comma_and_a_text_that_looks_like_one_has_not():
    """An action numbered 3.1 in its plan is not the third and a tenth."""
    given = (Decimal("0.362"), "3.1", Decimal("-0.5"), 13808)
    of = answer(rows=(row(values={"what": given, "kronor": 1, "who": None}),))
    assert "0,362 → 3.1 → -0,5 → 13\N{NO-BREAK SPACE}808" in shown(of)
    assert "0.362 → 3.1 → -0.5 → 13,808" in shown(of.model_copy(update={"language": "en"}))
    assert cells(given, excel=False)[0] == "0.362 → 3.1 → -0.5 → 13808"
    assert cells(given, excel=True)[0] == "0,362 → 3.1 → -0,5 → 13808"
    assert cells(Decimal("-0.5"), excel=True)[0] == "-0,5"
    assert '"0.362",' in of.to_json()


def test_several_values_are_set_apart_as_the_column_says():
    assert cells(("a", "b"), excel=False)[0] == "a → b"
    assert "a → b" in shown(answer(rows=(row(values={"what": ("a", "b"), "kronor": 1, "who": None}),)))


def test_csv_keeps_separators_quotes_and_lines():
    awkward = 'a;b,"c"\nd'
    assert cells(awkward, excel=True)[0] == awkward
    assert cells(awkward, excel=False)[0] == awkward
