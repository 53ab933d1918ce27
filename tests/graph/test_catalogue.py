"""What holds for every question of the catalogue."""

import hashlib
import json
import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Any, cast

import pytest

from graph.answers.asking import ask
from graph.answers.form import Answer
from graph.answers.names import Names
from graph.questions import catalogue, question
from graph.stores.embedded.oxigraph import OxigraphStore
from graph.topics import handed_in
from ontology.errors import BadInput, NotKnown
from ontology.text import LANGUAGES, Language
from ontology.vocabulary import Vocabulary
from tests.graph.counting import Counting

NAMES = tuple(catalogue())
PARAMETERS = {
    *(parameter.name for parameter in handed_in.parameters()),
    "shares",
    "action",
    "plan",
    "goal",
    "grant",
    "body",
    "district",
    "document",
    "focus",
    "at",
    "from",
    "to",
    "text",
    "depth",
    "limit",
    "a",
    "b",
}
VIEWS = (
    "all",
    "undisputed",
    "speaker:body/linkoping",
    "speaker:party/mp",
    "document:document/ks-31",
    "as-of:2019-12-31",
    "as-of:1900",
)
ROOT = Path(__file__).parents[2]

THIS_ISSUE = {
    "action-trace",
    "plan-balance",
    "rival-models",
    "citation-check",
    "goals-without-indicators",
    "outcomes",
    "responsibility",
    "decisions",
    "money",
    "proposals",
    "source-conflicts",
    "plan-findings",
    "neighbours",
    "paths",
    "search",
    "taken-from",
    "grant-rules",
    "grant-allocation",
    "grant-duties",
    "double-funding",
}


def asked(
    name: str,
    linkoping: OxigraphStore,
    vocabulary: Vocabulary,
    names: Names,
    views: tuple[str, ...] | None = None,
    language: Language = "sv",
) -> Answer:
    example = question(name).example
    return ask(
        linkoping, vocabulary, names, question(name), example.parameters, views or example.views, language
    )


def test_the_catalogue_is_whole() -> None:
    assert set(NAMES) >= THIS_ISSUE


@pytest.mark.parametrize("name", NAMES)
def test_a_question_describes_itself(name: str) -> None:
    one = question(name)
    assert (ROOT / "graph" / "questions" / f"{name.replace('-', '_')}.py").is_file()
    assert one.title.sv.endswith("?")
    assert one.title.en.endswith("?")
    assert one.title.sv != one.title.en
    assert one.users
    assert {parameter.name for parameter in one.parameters} <= PARAMETERS
    assert all(parameter.about.sv and parameter.about.en for parameter in one.parameters)
    assert len({column.key for column in one.columns}) == len(one.columns)


@pytest.mark.parametrize("name", NAMES)
def test_the_worked_example(
    name: str, linkoping: OxigraphStore, vocabulary: Vocabulary, names: Names
) -> None:
    assert asked(name, linkoping, vocabulary, names).summary == question(name).example.summary


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", NAMES)
def test_an_answer_is_whole(
    name: str, language: Language, linkoping: OxigraphStore, vocabulary: Vocabulary, names: Names
) -> None:
    answer = asked(name, linkoping, vocabulary, names, language=language)
    columns = {column.key for column in answer.columns}
    assert answer.summary
    assert answer.rows == tuple(sorted(answer.rows, key=lambda row: row.id))
    assert len({row.id for row in answer.rows}) == len(answer.rows)
    for row in answer.rows:
        assert set(row.values) <= columns
        assert row.verdict is not None or row.firm is None
        assert bool(row.depends_on) == (row.firm is False)
        assert all(evidence in answer.evidence for step in row.because for evidence in step.evidence)
    for evidence in answer.evidence.values():
        assert evidence.paraphrase
        assert evidence.chain
        assert evidence.locator.hash or evidence.holding == "known"
    if answer.state == "unknown":
        assert answer.settled_by or answer.not_held or not answer.rows
    assert answer.origins <= len(answer.evidence)


@pytest.mark.parametrize("name", NAMES)
def test_the_other_language_says_it_otherwise(
    name: str, linkoping: OxigraphStore, vocabulary: Vocabulary, names: Names
) -> None:
    swedish, english = (
        asked(name, linkoping, vocabulary, names, language=language) for language in LANGUAGES
    )
    assert swedish.summary != english.summary
    assert [row.id for row in swedish.rows] == [row.id for row in english.rows]
    assert swedish.state == english.state


@pytest.mark.parametrize("view", VIEWS)
@pytest.mark.parametrize("name", NAMES)
def test_every_question_answers_in_every_view(
    name: str, view: str, linkoping: OxigraphStore, vocabulary: Vocabulary, names: Names
) -> None:
    answer = asked(name, linkoping, vocabulary, names, (view,))
    assert answer.view == (view,)
    assert all(evidence.document.id == "document/ks-31" for evidence in answer.evidence.values()) or (
        not view.startswith("document:") or name == "rival-models"
    )


@pytest.mark.parametrize("name", NAMES)
def test_json_has_sorted_keys_and_no_lost_letters(
    name: str, linkoping: OxigraphStore, vocabulary: Vocabulary, names: Names
) -> None:
    text = asked(name, linkoping, vocabulary, names).to_json()
    parsed: dict[str, Any] = json.loads(text)
    assert text == json.dumps(parsed, ensure_ascii=False, sort_keys=True, indent=2) + "\n"
    assert Answer.model_validate(parsed).to_json() == text
    assert "\\u" not in text


BYTES = """
import hashlib
from graph.answers.asking import ask
from graph.answers.names import Names
from graph.stores.embedded.oxigraph import OxigraphStore
from graph.questions import catalogue
from ingest.builtin import load_builtin
from ontology.vocabulary import vocabulary
store = OxigraphStore.in_memory()
load_builtin(store, vocabulary())
names = Names.of(store)
for name, one in catalogue().items():
    answer = ask(store, vocabulary(), names, one, one.example.parameters, one.example.views)
    print(name, hashlib.sha256(answer.to_json().encode()).hexdigest())
"""


def test_the_same_graph_and_question_give_the_same_bytes(
    linkoping: OxigraphStore, vocabulary: Vocabulary, names: Names
) -> None:
    """In another process, with other hash seeds, on a graph loaded anew."""
    here = {
        name: hashlib.sha256(asked(name, linkoping, vocabulary, names).to_json().encode()).hexdigest()
        for name in NAMES
    }
    for seed in ("1", "2"):
        run = subprocess.run(
            [sys.executable, "-c", BYTES],
            capture_output=True,
            text=True,
            check=True,
            cwd=ROOT,
            env=os.environ | {"PYTHONHASHSEED": seed, "PYTHONPATH": str(ROOT)},
        )
        assert dict(line.split() for line in run.stdout.splitlines()) == here


def test_an_unknown_question_gives_the_nearest() -> None:
    with pytest.raises(NotKnown, match="action-trace") as caught:
        question("action-trase")
    assert caught.value.nearest[0] == "action-trace"


def test_an_unknown_parameter_and_a_missing_one(
    linkoping: OxigraphStore, vocabulary: Vocabulary, names: Names
) -> None:
    trace = question("action-trace")
    with pytest.raises(NotKnown, match=r"no parameter 'actoin'\. It has: action, focus\."):
        ask(linkoping, vocabulary, names, trace, {"actoin": "x"})
    with pytest.raises(BadInput, match="needs action"):
        ask(linkoping, vocabulary, names, trace, {})


@pytest.mark.parametrize("number", ["0", "-1", "många", "1.5", "99999999", "²", "9" * 5000])
def test_a_number_that_is_none(
    number: str, linkoping: OxigraphStore, vocabulary: Vocabulary, names: Names
) -> None:
    with pytest.raises(BadInput, match="not a whole number"):
        ask(linkoping, vocabulary, names, question("search"), {"text": "kameror", "limit": number})


@pytest.mark.parametrize("name", sorted(set(NAMES) - {"neighbours", "paths"}))
def test_the_round_trips_do_not_grow_with_the_graph(
    name: str, linkoping: OxigraphStore, vocabulary: Vocabulary, names: Names
) -> None:
    """A query for each row would show: the second view has fewer rows for most questions. Walks ask at each step."""
    counts = set()
    for view in ("all", "undisputed"):
        store = Counting(linkoping)
        one = question(name)
        ask(cast(OxigraphStore, store), vocabulary, names, one, one.example.parameters, (view,))
        counts.add(store.queries)
    assert len(counts) == 1


@pytest.mark.parametrize("name", NAMES)
def test_no_code_of_a_question_names_a_thing_of_linkoping(
    name: str, linkoping: OxigraphStore, vocabulary: Vocabulary
) -> None:
    """Beside the worked example and what parameters are when nothing else is given."""
    source = (ROOT / "graph" / "questions" / f"{name.replace('-', '_')}.py").read_text(encoding="utf-8")
    code = source.partition("QUESTION = Question(")[0]
    things = set(re.findall(r"[\"'/](\w+(?:-\w+)*/[\w-]+)", code))
    assert not {one for one in things if one.partition("/")[0] in vocabulary.kinds}
