"""Every fault of a data file is named by file and line, all of a kind at once."""

import hashlib
from dataclasses import dataclass
from pathlib import Path

import pytest

from ingest.compiling import compile_dataset
from ingest.dataset import read_dataset
from ingest.passages import check_locators
from ontology.errors import DataFault, Fault
from ontology.vocabulary import codes, vocabulary

PLAN = "Planen har 60 åtgärder.\n"
HASH = hashlib.sha256(PLAN.strip().encode()).hexdigest()
GOOD = f"""\
document: document/plan
sv: Planen
en: The plan
type: document-type/plan
speaker: body/kommunen
date: 2023-01-23
rendition: plan.txt
read: 2026-11-22
things:
  body/kommunen: {{sv: Kommunen, en: The municipality}}
  plan/planen: {{sv: Planen, en: The plan, note: {{sv: Kort., en: Short.}}}}
  goal/trygghet: {{sv: Trygghet, en: Safety, also: [tryggt]}}
  grant/bidraget: {{sv: Bidraget, en: The grant}}
  theme/skola: {{sv: Skola, en: School}}
passages:
  antal:
    at: 0-23
    hash: {HASH}
    section: Inledning
    sv: Antalet anges.
    en: The number is given.
    shows: ["60"]
    says:
      - plan/planen actionCount 60
      - plan/planen hasGoal goal/trygghet
      - {{as: andel, asserts: grant/bidraget share, with: {{theme: theme/skola, min: 10}}}}
      - {{by: body/kommunen, denies: {{by: body/kommunen, asserts: plan/planen themeCount 5}}, disputes: andel}}
"""


@dataclass(frozen=True)
class Broken:
    """A change to the good file, and the fault that it must get: the line that holds `at`, and words of it."""

    old: str
    new: str
    at: str
    words: str


BROKEN = {
    "unknown key": Broken("section: Inledning", "sektion: Inledning", "sektion", "unknown key 'sektion'"),
    "unknown key of a document": Broken("read: 2026", "läst: 2026", "läst", "unknown key"),
    "unknown key of a claim": Broken(
        "as: andel, asserts", "ass: andel, asserts", "ass: andel", "unknown key 'ass'"
    ),
    "missing text": Broken("sv: Antalet anges.\n    ", "", "antal:\n    at", "'sv' is missing"),
    "key twice": Broken(
        "read: 2026-11-22", "read: 2026-11-22\nread: 2026-11-23", "read: 2026-11-23", "stands here twice"
    ),
    "not YAML": Broken("things:", "things: [", "body/kommunen:", "not YAML"),
    "not an id": Broken("goal/trygghet: {", "Trygghet: {", "Trygghet: {", "not an id of the form kind/slug"),
    "unknown kind": Broken(
        "theme/skola: {", "tema/skola: {", "tema/skola: {", "'tema' is not a kind of thing"
    ),
    "thing twice": Broken(
        "  theme/skola", "  grant/bidraget: {sv: A, en: B}\n  theme/skola", "bidraget: {sv: A", "here twice"
    ),
    "thing that is the document": Broken(
        "theme/skola: {", "document/plan: {", "document: document", "declared already"
    ),
    "note in one language": Broken(
        "{sv: Kort., en: Short.}", "{sv: Kort.}", "Kort.", "a text in sv and in en"
    ),
    "place that is none": Broken("at: 0-23", "at: 23-0", "antal:\n    at", "'at' must be START-END"),
    "hash missing": Broken(f"    hash: {HASH}\n", "", "antal:\n    at", "needs 'at' and 'hash'"),
    "place without a rendition": Broken("rendition: plan.txt\n", "", "antal:\n    at", "rendition"),
    "unknown thing": Broken(
        "hasGoal goal/trygghet", "hasGoal goal/trygget", "goal/trygget", "did you mean goal/trygghet"
    ),
    "unknown speaker": Broken(
        "speaker: body/kommunen", "speaker: body/komunen", "document: document", "'body/komunen'"
    ),
    "unknown code": Broken(
        "document-type/plan", "document-type/plann", "document: document", "document-type/plann"
    ),
    "unknown term": Broken("hasGoal", "hasGaol", "hasGaol", "did you mean hasGoal"),
    "term of no passage": Broken(
        "plan/planen hasGoal goal", "plan/planen stance goal", "planen stance", "a passage can say"
    ),
    "wrong number": Broken(
        "actionCount 60", "actionCount sixty", "sixty", "takes a number (integer), not 'sixty'"
    ),
    "decimal for a count": Broken("actionCount 60", "actionCount 60.5", "60.5", "takes a number"),
    "date of no calendar": Broken(
        "date: 2023-01-23", "date: 2023-02-30", "document: document", "is not a date"
    ),
    "month of no calendar": Broken(
        "date: 2023-01-23", "date: 2023-13", "document: document", "is not a date"
    ),
    "name of a graph that is taken": Broken(
        "document: document/plan", "document: document/facts", "document: document", "'facts' is taken"
    ),
    "key that is no word": Broken(
        "theme/skola: {", "[theme/skola]: {", "[theme/skola]", "a key must be a word"
    ),
    "key of a passage that is no slug": Broken(
        "  antal:", "  antal åtgärder:", "antal åtgärder", "for a key"
    ),
    "claim name twice": Broken(
        "{as: andel, asserts: grant/bidraget share",
        "{as: andel, asserts: plan/planen hasGoal goal/trygghet}\n      - {as: andel, asserts: grant/bidraget share",
        "{as: andel, asserts: grant/bidraget share",
        "is named 'andel' already",
    ),
    "wrong date": Broken("date: 2023-01-23", "date: 23/1 2023", "document: document", "is not a date"),
    "no object": Broken(
        "plan/planen actionCount 60", "plan/planen actionCount", "actionCount\n", "SUBJECT TERM OBJECT"
    ),
    "unknown part": Broken("min: 10", "mim: 10", "mim: 10", "'mim'"),
    "part of another node": Broken("min: 10", "kronor: 10", "kronor: 10", "has no part 'kronor'"),
    "parts of what has none": Broken(
        "bidraget share", "bidraget recipientCount", "recipientCount", "not parts"
    ),
    "two stances": Broken(
        "denies: {by", "asks: plan/planen themeCount 5, denies: {by", "asks: plan", "exactly one of"
    ),
    "no stance": Broken(
        "asserts: grant/bidraget share", "says: grant/bidraget share", "says: grant", "exactly one of"
    ),
    "unknown basis": Broken("as: andel,", "as: andel, basis: guess,", "basis: guess", "'guess' is none of"),
    "reported without by": Broken(
        "denies: {by: body/kommunen, ", "denies: {", "denies: {", "must say by whom"
    ),
    "dispute with nothing": Broken(
        "disputes: andel", "disputes: andl", "disputes: andl", "no claim is named 'andl'"
    ),
    "text of no passage": Broken(
        "section: I", "sameTextAs: plan/ingen\n    section: I", "antal:\n    at", "there is no passage"
    ),
    "hash of other words": Broken(HASH, "0" * 64, "antal:\n    at", "the hash is not that of the words"),
    "figure that is not there": Broken(
        '["60"]', '["61"]', "antal:\n    at", "'61' does not stand in the passage"
    ),
    "nothing shown": Broken('    shows: ["60"]\n', "", "antal:\n    at", "shows no figure or name"),
    "sentence shown": Broken(
        '["60"]', f'["60", "{"a" * 61}"]', "antal:\n    at", "longer than 60 characters"
    ),
}


def faults(folder: Path) -> list[Fault]:
    """The faults of the data files and documents of a folder."""
    try:
        dataset = read_dataset(folder)
        compile_dataset(dataset, vocabulary(), codes())
    except DataFault as error:
        return list(error.faults)
    return list(check_locators(dataset, folder))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "plan.txt").write_text(PLAN, encoding="utf-8")
    (tmp_path / "plan.yaml").write_text(GOOD, encoding="utf-8")
    return tmp_path


def line_of(text: str, part: str) -> int:
    return text[: text.index(part)].count("\n") + 1


def test_the_good_file_has_no_fault(folder: Path) -> None:
    assert faults(folder) == []


@pytest.mark.parametrize("case", BROKEN)
def test_a_fault_is_named_by_file_and_line(folder: Path, case: str) -> None:
    broken = BROKEN[case]
    assert GOOD.count(broken.old) >= 1
    text = GOOD.replace(broken.old, broken.new, 1)
    (folder / "plan.yaml").write_text(text, encoding="utf-8")
    found = faults(folder)
    named = [fault for fault in found if broken.words in fault.message]
    assert named, found
    allowed = {line_of(text, broken.at), line_of(text, broken.at) + 1}
    assert {fault.line for fault in named} & allowed
    assert {fault.file for fault in found} == {"plan.yaml"}
    assert all(fault.sv and fault.sv != fault.message for fault in found)


def test_a_passage_is_at_most_600_characters_long(folder: Path) -> None:
    for length in (600, 601):
        words = ("60 " * 300)[:length]
        digest = hashlib.sha256(words.encode()).hexdigest()
        (folder / "plan.txt").write_text(words, encoding="utf-8")
        text = GOOD.replace("at: 0-23", f"at: 0-{length}").replace(HASH, digest)
        (folder / "plan.yaml").write_text(text, encoding="utf-8")
        told = [fault.message for fault in faults(folder)]
        assert told == ([] if length == 600 else ["plan/antal: is longer than 600 characters"])


def test_all_faults_of_all_files_are_told_at_once(folder: Path) -> None:
    (folder / "plan.yaml").write_text(GOOD.replace("hasGoal", "hasGaol"), encoding="utf-8")
    (folder / "other.yaml").write_text("things:\n  body/x: {sv: X}\n---\nthings:\n  nonsense/y: {sv: Y}\n")
    (folder / "third.yaml").write_text("things:\n  goal/trygghet: {sv: X}\n")
    found = faults(folder)
    assert {(fault.file, fault.line) for fault in found} >= {("other.yaml", 5)}
    assert {fault.file for fault in found} >= {"plan.yaml", "other.yaml", "third.yaml"}


def test_a_person_who_is_listed_in_a_passage_that_is_not_there(folder: Path) -> None:
    (folder / "people.yaml").write_text(
        "people:\n  person/anna:\n    sv: Anna\n    listed:\n      - {in: plan, passage: ingen, body: body/kommunen}\n"
    )
    (fault,) = faults(folder)
    assert (fault.file, fault.line) == ("people.yaml", 5)
    assert "ingen'" in fault.message


def test_faults_are_told_one_by_one(folder: Path) -> None:
    (folder / "plan.yaml").write_text(GOOD.replace("hasGoal", "hasGaol"), encoding="utf-8")
    with pytest.raises(DataFault) as refused:
        compile_dataset(read_dataset(folder), vocabulary(), codes())
    line = line_of(GOOD, "hasGoal")
    for language, told in (("sv", "är ingen term; menar du hasGoal?"), ("en", "is not a term; did you mean")):
        assert f"\n  plan.yaml:{line}: 'hasGaol' {told}" in refused.value.tell(language)


def test_a_speaker_that_nobody_knows_is_one_fault(folder: Path) -> None:
    text = GOOD.replace("speaker: body/kommunen", "speaker: body/komunen")
    (folder / "plan.yaml").write_text(text, encoding="utf-8")
    assert [fault.line for fault in faults(folder)] == [1]


def test_a_value_that_stands_within_itself(folder: Path) -> None:
    (folder / "plan.yaml").write_text(GOOD.replace("also: [tryggt]", "also: &a [*a]"), encoding="utf-8")
    assert [str(fault) for fault in faults(folder)] == ["plan.yaml: not YAML: a value stands within itself"]


def test_a_file_that_is_not_utf_8(folder: Path) -> None:
    (folder / "plan.yaml").write_bytes(GOOD.replace("Kort.", "Kört.").encode("latin-1"))
    (fault,) = faults(folder)
    assert (fault.file, fault.line) == ("plan.yaml", line_of(GOOD, "Kort."))
    assert "UTF-8" in fault.message


@pytest.mark.parametrize("listed", ["in: plan, passage: antal", "in: plan, passage: antal, post: a, body: b"])
def test_a_person_is_listed_in_an_office_or_in_a_body(folder: Path, listed: str) -> None:
    (folder / "people.yaml").write_text(
        f"people:\n  person/anna:\n    sv: Anna\n    listed:\n      - {{{listed}}}\n"
    )
    assert ("people.yaml", 5, "give either 'post' or 'body', and not both") in {
        (fault.file, fault.line, fault.message) for fault in faults(folder)
    }


@pytest.mark.parametrize(
    ("one", "other"),
    [("actionCount 60", "actionCount 060"), ("min: 10", "min: 10.0"), ("min: 10", "min: 10.00")],
)
def test_the_same_number_written_otherwise_is_the_same_thing(folder: Path, one: str, other: str) -> None:
    graphs = []
    for written in (one, other):
        (folder / "plan.yaml").write_text(GOOD.replace(one, written), encoding="utf-8")
        graphs.append(compile_dataset(read_dataset(folder), vocabulary(), codes()).graphs)
    assert graphs[0] == graphs[1]
