"""The commands: what they print, what they refuse, and how they end."""

import csv
import hashlib
import io
import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from pyoxigraph import Literal, Quad

from graph.claims.model import NewClaim, Passage, Proposition
from graph.loading.graphs import replace_graphs
from graph.questions import catalogue
from graph.stores.embedded.oxigraph import OxigraphStore
from graph.stores.interface import Diff
from ontology.iris import graph, thing
from ontology.namespaces import RS, SKOS
from ontology.vocabulary import vocabulary

TRACE = ("ask", "action-trace", "--param", "action=action/kameror")
COMMAND = (sys.executable, "-c", "from api.cli.commands import main; main()")
ROOT = Path(__file__).parents[3]


def command(*arguments: str, **environment: str) -> subprocess.CompletedProcess[bytes]:
    """The real command, in a process of its own."""
    return subprocess.run(
        [*COMMAND, *arguments],
        capture_output=True,
        cwd=ROOT,
        env={**os.environ, "PYTHONIOENCODING": "ascii", **environment},
        timeout=120,
        check=False,
    )


# --- questions


def test_questions_lists_every_question_with_its_parameters(rotorsak):
    ran = rotorsak("questions")
    assert ran.code == 0
    for question in catalogue().values():
        assert f"\n{question.name}\n" in "\n" + ran.out
        assert all(f"--param {parameter.name}=…" in ran.out for parameter in question.parameters)


def test_questions_as_json_says_what_a_program_needs(rotorsak):
    listed = json.loads(rotorsak("questions", "--format", "json").out)
    assert [question["name"] for question in listed] == sorted(catalogue())
    trace = next(question for question in listed if question["name"] == "action-trace")
    action = next(parameter for parameter in trace["parameters"] if parameter["name"] == "action")
    assert action["required"]
    assert "action" in action["kinds"]
    assert set(action["about"]) == {"sv", "en"}


def test_questions_in_english(rotorsak):
    titles = [question.title.en for question in catalogue().values()]
    out = " ".join(rotorsak("questions", "--lang", "en").out.split())
    assert all(title in out for title in titles)


# --- ask


def test_an_answer_shows_its_rows_steps_evidence_and_how_to_cite_it(rotorsak, loaded):
    ran = rotorsak(*TRACE, "--store", loaded)
    assert (ran.code, ran.err) == (0, "")
    answer = json.loads(rotorsak(*TRACE, "--store", loaded, "--format", "json").out)
    text = " ".join(ran.out.split())
    assert answer["title"] in text
    assert answer["summary"] in text
    assert "Besvarad · Vy: all" in text
    for row in answer["rows"]:
        assert all(" ".join(step["text"].split()) in text for step in row["because"])
    for evidence in answer["evidence"].values():
        assert " ".join(evidence["paraphrase"].split()) in text
        assert " ".join(evidence["document"]["label"].split()) in text
        if evidence["locator"]["start"] is not None:
            assert f"{evidence['locator']['start']}–{evidence['locator']['end']}" in text
    assert "Fråga igen: rotorsak ask action-trace --param action=action/kameror" in text
    assert answer["cite"] in text
    assert "[1]" in text


def test_every_question_can_be_asked_as_its_example_in_every_form(rotorsak, loaded):
    for question in catalogue().values():
        given = [f"--param={name}={value}" for name, value in question.example.parameters.items()]
        given += [f"--view={view}" for view in question.example.views]
        for form in (["--format=json"], ["--format=csv"], ["--csv-excel"], ["--lang=en"], []):
            ran = rotorsak("ask", question.name, *given, "--store", loaded, *form)
            assert (ran.code, ran.err) == (0, ""), question.name
            assert ran.out.strip()


@pytest.mark.parametrize("columns", [100, 60, 20])
def test_no_line_but_the_link_is_wider_than_the_terminal(rotorsak, loaded, monkeypatch, columns):
    monkeypatch.setenv("COLUMNS", str(columns))
    lines = rotorsak(*TRACE, "--store", loaded).out.splitlines()
    assert all(len(line) <= columns or line.startswith("Fråga igen: ") for line in lines)


def test_nothing_is_coloured_when_not_on_a_terminal(rotorsak, loaded):
    assert "\x1b" not in rotorsak(*TRACE, "--store", loaded).out


def test_the_same_question_gives_the_same_bytes(rotorsak, loaded):
    first = rotorsak(*TRACE, "--store", loaded, "--format", "json")
    assert rotorsak(*TRACE, "--store", loaded, "--format", "json") == first
    assert json.loads(first.out)["graph"]


def test_csv_has_a_row_for_each_row_with_its_sources(rotorsak, loaded):
    answer = json.loads(rotorsak(*TRACE, "--store", loaded, "--format", "json").out)
    rows = list(csv.DictReader(io.StringIO(rotorsak(*TRACE, "--store", loaded, "--format", "csv").out)))
    keys = [column["key"] for column in answer["columns"]]
    assert list(rows[0]) == [*keys, "state", "verdict", "firm", "depends_on", "sources"]
    assert [row["state"] for row in rows] == [row["state"] for row in answer["rows"]]
    assert re.search(r"document/ansokan-2018 \d+-\d+", rows[0]["sources"])


def test_csv_for_swedish_excel(rotorsak, loaded):
    out = rotorsak(*TRACE, "--store", loaded, "--csv-excel").out
    assert out.startswith("\ufeff")
    rows = list(csv.reader(io.StringIO(out.removeprefix("\ufeff")), delimiter=";"))
    assert len({len(row) for row in rows}) == 1


def test_a_name_may_be_given_instead_of_an_id(rotorsak, loaded):
    by_name = rotorsak(
        "ask", "action-trace", "--param", "action=Kameror", "--store", loaded, "--format", "json"
    )
    assert by_name.out == rotorsak(*TRACE, "--store", loaded, "--format", "json").out


def test_views_may_be_repeated(rotorsak, loaded):
    views = ("--view", "undisputed", "--view", "as-of:2024")
    ran = rotorsak(*TRACE, *views, "--store", loaded, "--format", "json")
    assert json.loads(ran.out)["view"] == ["undisputed", "as-of:2024"]


UNKNOWN = {
    "question": (("ask", "action-trac"), "action-trace"),
    "parameter": ((*TRACE, "--param", "fokus=problem/otrygghet"), "focus"),
    "view": ((*TRACE, "--view", "mine"), "speaker:ID"),
    "date of a view": ((*TRACE, "--view", "as-of:soon"), "as-of:"),
    "id": (("ask", "action-trace", "--param", "action=action/kamror"), "action/kameror"),
    "id of another kind": (("ask", "action-trace", "--param", "action=party/mp"), "party"),
    "id in a view": ((*TRACE, "--view", "speaker:party/mpp"), "party/mp"),
    "missing parameter": (("ask", "action-trace"), "action"),
    "no value": (("ask", "action-trace", "--param", "action"), "--param action"),
    "parameter twice": ((*TRACE, "--param", "action=action/vakter"), "--param action=action/vakter"),
    "store address": ((*TRACE, "--store", "oxygraph:var/store"), "oxigraph:var/store?"),
}


@pytest.mark.parametrize("lang", ["sv", "en"])
@pytest.mark.parametrize("case", UNKNOWN)
def test_what_is_not_known_is_told_with_the_nearest_that_is(rotorsak, loaded, case, lang):
    arguments, nearest = UNKNOWN[case]
    store = () if "--store" in arguments else ("--store", loaded)
    ran = rotorsak(*arguments, *store, "--lang", lang)
    assert (ran.code, ran.out) == (2, "")
    assert nearest in ran.err
    assert "Traceback" not in ran.err


def test_errors_are_in_the_language_asked_for(rotorsak, loaded, monkeypatch):
    assert "finns inte" in rotorsak("ask", "nonsense", "--store", loaded).err
    assert "There is no" in rotorsak("ask", "nonsense", "--store", loaded, "--lang", "en").err
    monkeypatch.setenv("ROTORSAK_LANG", "en")
    assert "There is no" in rotorsak("ask", "nonsense", "--store", loaded).err


def test_an_unclear_name_lists_the_candidates(rotorsak, loaded):
    ran = rotorsak("ask", "action-trace", "--param", "action=insatser", "--store", loaded)
    assert ran.code == 2
    assert len(re.findall(r"^  (?:action|plan|proposal)/\S+ \(", ran.err, re.MULTILINE)) > 1


@pytest.mark.parametrize(
    "arguments", [["ask"], ["nonsense"], ["ask", "x", "--format", "xml"], ["ask", "x", "--lang", "fi"]]
)
def test_bad_usage_ends_with_2(rotorsak, arguments):
    ran = rotorsak(*arguments)
    assert ran.code == 2
    assert "Traceback" not in ran.err


def test_help_ends_with_0(rotorsak):
    ran = rotorsak("--help")
    assert ran.code == 0
    assert all(name in ran.out for name in ("questions", "ask", "load", "export", "validate", "locate"))


# --- the store


@pytest.mark.parametrize("arguments", [TRACE, ("export",), ("validate",)])
@pytest.mark.parametrize("lang", ["sv", "en"])
def test_a_missing_store_says_how_to_load_one(rotorsak, tmp_path, arguments, lang):
    ran = rotorsak(*arguments, "--store", f"oxigraph:{tmp_path / 'none'}", "--lang", lang)
    assert ran.code == 3
    assert f"rotorsak load --store oxigraph:{tmp_path / 'none'}" in ran.err


def test_an_empty_store_says_how_to_load_it(rotorsak, tmp_path):
    OxigraphStore.open(tmp_path / "empty", write=True).close()
    ran = rotorsak(*TRACE, "--store", f"oxigraph:{tmp_path / 'empty'}")
    assert ran.code == 3
    assert "rotorsak load" in ran.err


def test_a_folder_of_other_things_is_no_store(rotorsak, tmp_path):
    (tmp_path / "thesis.txt").write_text("years of work")
    ran = rotorsak("load", "--store", f"oxigraph:{tmp_path}")
    assert ran.code == 3
    assert [path.name for path in tmp_path.iterdir()] == ["thesis.txt"]


@pytest.mark.parametrize(
    ("lang", "advice"), [("sv", "Vänta tills den är klar"), ("en", "Wait until it is done")]
)
def test_a_store_that_another_process_writes_to_is_named_with_advice(rotorsak, changeable, lang, advice):
    hold = (
        "import sys; from pathlib import Path; from graph.stores.embedded.oxigraph import OxigraphStore;"
        "store = OxigraphStore.open(Path(sys.argv[1]), write=True); print('held', flush=True); sys.stdin.read()"
    )
    folder = changeable.removeprefix("oxigraph:")
    with subprocess.Popen(
        [sys.executable, "-c", hold, folder], cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE
    ) as holder:
        assert holder.stdout is not None
        assert holder.stdin is not None
        assert holder.stdout.readline() == b"held\n"
        for arguments in (TRACE, ("load",)):
            ran = rotorsak(*arguments, "--store", changeable, "--lang", lang)
            assert ran.code == 3
            assert str(holder.pid) in ran.err
            assert advice in ran.err
        holder.stdin.close()


def test_the_store_may_be_named_in_the_environment(rotorsak, loaded, monkeypatch):
    monkeypatch.setenv("ROTORSAK_STORE", loaded)
    assert rotorsak(*TRACE).code == 0


# --- the real command


def test_the_real_command_answers_in_utf8_whatever_the_terminal(loaded):
    ran = command(*TRACE, "--store", loaded)
    assert ran.returncode == 0, ran.stderr.decode()
    assert "åtgärden" in ran.stdout.decode()


def test_the_real_command_tells_errors_and_ends_with_their_codes(loaded, tmp_path):
    unknown = command("ask", "nonsense", "--store", loaded, ROTORSAK_LANG="en")
    assert (unknown.returncode, unknown.stdout) == (2, b"")
    assert b"There is no question 'nonsense'" in unknown.stderr
    missing = command(*TRACE, "--store", f"oxigraph:{tmp_path / 'none'}", ROTORSAK_LANG="sv")
    assert missing.returncode == 3
    assert b"Det finns inget lager" in missing.stderr
    assert b"Traceback" not in unknown.stderr + missing.stderr


def test_a_pipe_that_is_closed_early_is_no_error(loaded):
    export = subprocess.Popen(
        [*COMMAND, "export", "--store", loaded], cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    )
    assert export.stdout is not None
    assert export.stderr is not None
    assert export.stdout.readline().startswith(b"@prefix")
    export.stdout.close()
    assert export.stderr.read() == b""
    assert export.wait(timeout=60) == 0


def test_asking_does_not_wait_for_what_only_loading_needs():
    ask = (
        "import sys; from api.cli.commands import main\n"
        "try: main(sys.argv[1:])\n"
        "except SystemExit: pass\n"
        "print(sorted({'pyshacl', 'rdflib'} & set(sys.modules)))"
    )
    ran = subprocess.run([sys.executable, "-c", ask, "questions"], cwd=ROOT, capture_output=True, check=True)
    assert ran.stdout.splitlines()[-1] == b"[]"


# --- validate


def test_a_claim_whose_fact_has_the_wrong_type_falls_short(rotorsak, changeable_small):
    said = Proposition(thing("grant/mitt"), RS["recipientCount"], Literal("sextio"))
    with OxigraphStore.open(Path(changeable_small.removeprefix("oxigraph:")), write=True) as store:
        passage = Passage("mitt", thing("document/delmos-om-segregation"), {"sv": "Sextio.", "en": "Sixty."})
        reading = thing("activity/reading-delmos-om-segregation")
        claim = NewClaim(said, "asserts", thing("body/delmos"), "read", passage.iri, None, reading)
        mine = frozenset((*claim.quads(graph("mine")), *passage.quads(graph("mine"))))
        replace_graphs(store, {graph("mine"): mine}, vocabulary())
    ran = rotorsak("validate", "--store", changeable_small, "--lang", "en")
    assert ran.code == 1
    assert "The number of recipients must be at most one integer from 0." in ran.out


def test_the_built_in_data_has_its_right_shape(rotorsak, loaded):
    ran = rotorsak("validate", "--store", loaded)
    assert (ran.code, ran.err) == (0, ""), ran.out


def test_what_falls_short_is_told_with_its_place_and_ends_with_1(rotorsak, changeable_small):
    wrong = Quad(thing("action/kameror"), SKOS["prefLabel"], Literal("Cams", language="en"), graph("things"))
    with OxigraphStore.open(Path(changeable_small.removeprefix("oxigraph:")), write=True) as store:
        store.write(Diff(add=frozenset({wrong})))
    ran = rotorsak("validate", "--store", changeable_small)
    assert ran.code == 1
    assert re.search(r"^action/kameror  \(things, \S+\.yaml:\d+\)$", ran.out, re.MULTILINE)
    assert "ett namn på svenska (sv) och ett på engelska (en)" in ran.out
    report = json.loads(rotorsak("validate", "--store", changeable_small, "--format", "json").out)
    assert "action/kameror" in {one["thing"] for one in report}
    assert set(report[0]["message"]) == {"sv", "en"}


# --- locate


TEXT = "Rubrik\n\nPlanen har 60 åtgärder.\r\nAv de  60\nåtgärderna är 15 klara. Ne\u0308j.\n"


@pytest.fixture
def document(tmp_path) -> Path:
    path = tmp_path / "plan.txt"
    path.write_bytes(TEXT.encode())
    return path


def test_locate_prints_locator_and_hash(rotorsak, document):
    ran = rotorsak("locate", document, "60  åtgärderna är 15", "--lang", "en")
    assert ran.code == 0
    words = "60\nåtgärderna är 15"
    start = "Rubrik\n\nPlanen har 60 åtgärder.\nAv de  60\nåtgärderna är 15 klara.".index(words)
    sha256 = hashlib.sha256(words.encode()).hexdigest()
    assert ran.out == f"at: {start}-{start + len(words)}\nhash: {sha256}\nPlaces: 1\n"


def test_locate_counts_composed_letters(rotorsak, document):
    end = len("Rubrik\n\nPlanen har 60 åtgärder.\nAv de  60\nåtgärderna är 15 klara. Nëj")
    assert f"at: {end - 3}-{end}\n" in rotorsak("locate", document, "Nëj").out


def test_locate_says_how_many_places_there_are(rotorsak, document):
    ran = rotorsak("locate", document, "60")
    assert ran.out.count("at: ") == 2
    assert "Ställen: 2; ta med fler ord" in ran.out


def test_words_that_do_not_stand_there(rotorsak, document):
    ran = rotorsak("locate", document, "sextio")
    assert (ran.code, ran.out) == (2, "")
    assert "sextio" in ran.err


@pytest.mark.parametrize("name", ["ks-31", "document/ks-31", "2023-ks-31-atgardsplan.txt"])
def test_locate_finds_a_document_by_its_id_slug_or_file(rotorsak, corpus, name):
    ran = rotorsak("locate", name, "Åtgärdsplan mot segregation", "--corpus", corpus)
    assert ran.code == 0
    assert "at: " in ran.out


def test_locate_wants_a_document_that_is_known_and_a_folder(rotorsak):
    assert "document/ks-31" in rotorsak("locate", "document/ks-32", "ord").err
    assert "--corpus" in rotorsak("locate", "document/ks-31", "ord").err
