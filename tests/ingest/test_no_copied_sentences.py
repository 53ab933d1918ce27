"""The data files speak in our own words: none of their texts is a sentence of the documents."""

import re
import unicodedata
from collections.abc import Iterator, Set
from pathlib import Path
from typing import NamedTuple

import pytest

from ingest.dataset import read_dataset
from ingest.entries import Dataset, ThingEntry
from ingest.passages import rendition

DATA = Path(__file__).parents[2] / "ingest" / "linkoping"
RUN = 8

# Names of things may stand as they stand in the documents, whatever their length: nobody can paraphrase the
# name of a goal, a group or an ordinance, and whoever looks for it needs it letter by letter. Exempt are the
# labels and aliases of the kinds that come with a name of their own. The labels of the other kinds (a problem,
# a finding, an action, a task, a rule ...) are words of ours, and so are all notes and paraphrases.
NAMED_KINDS = {
    "body",
    "district",
    "document",
    "goal",
    "grant",
    "group",
    "kpi",
    "organisation",
    "party",
    "person",
    "plan",
    "post",
    "regulation",
    "scheme",
    "theme",
    "unit",
}

Run = tuple[str, ...]


class Written(NamedTuple):
    where: str
    text: str


def runs(text: str) -> Iterator[Run]:
    """Every eight words on end, without case, punctuation and line breaks."""
    words = re.findall(r"\w+", unicodedata.normalize("NFC", text).casefold())
    return (tuple(words[start : start + RUN]) for start in range(len(words) - RUN + 1))


def copied(texts: Iterator[Written], known: Set[Run]) -> list[str]:
    return [
        f"{text.where}: {' '.join(run)}"
        for text in texts
        if (run := next((run for run in runs(text.text) if run in known), None))
    ]


def texts_of_thing(thing: ThingEntry) -> Iterator[Written]:
    where = f"{thing.place.file}:{thing.place.line} {thing.id}"
    if thing.id.partition("/")[0] not in NAMED_KINDS:
        yield from (Written(where, label) for label in (thing.sv, thing.en, *thing.also))
    if thing.note:
        yield from (Written(f"{where} (note)", note) for note in (thing.note.sv, thing.note.en))


def texts_of(data: Dataset) -> Iterator[Written]:
    for thing in data.things:
        yield from texts_of_thing(thing)
    for person in data.people:
        yield from texts_of_thing(person.thing)
    for document in data.documents:
        yield from texts_of_thing(document.thing)
        for passage in document.passages:
            where = f"{passage.place.file}:{passage.place.line} {document.slug}/{passage.key}"
            yield from (Written(where, text) for text in (passage.sv, passage.en))


@pytest.fixture(scope="module")
def dataset() -> Dataset:
    return read_dataset(DATA)


@pytest.fixture(scope="module")
def documents_runs(corpus: Path) -> Set[Run]:
    return {run for path in corpus.glob("*.txt") for run in runs(rendition(path))}


def test_no_text_of_ours_shares_eight_words_on_end_with_a_document(
    dataset: Dataset, documents_runs: Set[Run]
) -> None:
    assert documents_runs, "the folder of the documents holds no text"
    assert copied(texts_of(dataset), documents_runs) == []


def test_a_copied_run_is_found_over_line_breaks_case_and_punctuation() -> None:
    known = set(runs("Ett två tre\nfyra, fem sex sju åtta nio."))
    assert copied(iter([Written("a", "Noll ett Två tre fyra fem sex sju åtta.")]), known) == [
        "a: ett två tre fyra fem sex sju åtta"
    ]
    assert copied(iter([Written("a", "Ett två tre fyra fem sex sju.")]), known) == []


def test_paraphrases_notes_and_labels_of_ours_are_looked_at(dataset: Dataset) -> None:
    looked_at = {text.text for text in texts_of(dataset)}
    passage = next(passage for document in dataset.documents for passage in document.passages)
    note = next(document.thing.note for document in dataset.documents if document.thing.note)
    problem = next(thing for thing in dataset.things if thing.id.startswith("problem/"))
    goal = next(thing for thing in dataset.things if thing.id.startswith("goal/"))
    assert {passage.sv, passage.en, note.sv, note.en, problem.sv, problem.en} <= looked_at
    assert goal.sv not in looked_at
