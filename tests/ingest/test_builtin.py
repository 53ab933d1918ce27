"""Linköping's data files against the documents: locators, figures, names, and passages with one text."""

import difflib
import re
import shutil
import unicodedata
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple, cast

import pytest
from pyoxigraph import Literal, Quad

from graph.answers.asking import ask
from graph.answers.names import Names
from graph.loading.graphs import program_graphs, replace_graphs
from graph.loading.validation import shortfalls_of
from graph.questions import catalogue
from graph.stores.embedded.oxigraph import OxigraphStore
from graph.stores.interface import Diff, Store
from graph.stores.literals import canonical_quad
from ingest.builtin import BUILTIN_GRAPH, builtin_dataset, compile_builtin, load_builtin
from ingest.compiling import compile_dataset
from ingest.dataset import read_dataset
from ingest.entries import ClaimEntry, DocumentEntry, PassageEntry
from ingest.passages import check_locators, rendition, shown_in
from ontology.iris import graph, thing
from ontology.namespaces import RDF, RS, SKOS, XSD
from ontology.vocabulary import codes, vocabulary
from tests.graph.counting import Counting

MONTHS = (
    *("januari", "februari", "mars", "april", "maj", "juni"),
    *("juli", "augusti", "september", "oktober", "november", "december"),
)
UP_TO_15 = (
    *("noll", "ett", "två", "tre", "fyra", "fem", "sex", "sju", "åtta"),
    *("nio", "tio", "elva", "tolv", "tretton", "fjorton", "femton"),
)
NUMBERS = {**dict(enumerate(UP_TO_15)), 20: "tjugo", 30: "trettio", 60: "sextio"}
DATE = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?")
FIGURES = ("integer", "decimal", "date")


class Read(NamedTuple):
    """A claim that was read in a passage of a document that we hold."""

    document: DocumentEntry
    passage: PassageEntry
    claim: ClaimEntry


def held() -> list[DocumentEntry]:
    return [document for document in builtin_dataset().documents if document.rendition is not None]


def read_claims() -> Iterator[Read]:
    for document in held():
        for passage in document.passages:
            for claim in passage.says:
                if claim.basis == "read":
                    yield Read(document, passage, claim)


def innermost(claim: ClaimEntry) -> ClaimEntry:
    return claim if isinstance(claim.said, str) else innermost(claim.said)


def speakers(claim: ClaimEntry) -> Iterator[str]:
    if claim.by is not None:
        yield claim.by
    if isinstance(claim.said, ClaimEntry):
        yield from speakers(claim.said)


def said(claim: ClaimEntry) -> Iterator[tuple[str, str]]:
    """The terms of a claim with their values, those of its parts too."""
    inner = innermost(claim)
    words = str(inner.said).split(maxsplit=2)
    if inner.parts is None:
        yield words[1], words[2]
    for name, values in inner.parts or ():
        yield from ((name, value) for value in values)


def things_of(claim: ClaimEntry) -> set[str]:
    subject = str(innermost(claim).said).split(maxsplit=1)[0]
    objects = {value for term, value in said(claim) if vocabulary().term(term).object_type == "thing"}
    return {subject, *objects, *speakers(claim)}


def folded(text: str) -> str:
    """The text in small letters, its white space folded, the spaces within numbers and broken dates gone."""
    text = re.sub(r"\s+", " ", unicodedata.normalize("NFC", text).casefold())
    text = re.sub(r"(?<=\d-) (?=\d)", "", text)
    return re.sub(r"(?<=\d) (?=\d{3}(?!\d))", "", text)


def spellings(term: str, value: str) -> list[str]:
    """How people write a figure: 13 808 000, 35, tre, 73,1, 2023-01-26, 26 januari 2023."""
    if vocabulary().term(term).object_type == "date":
        return list(dates(value))
    number = value.removesuffix(".0")
    spelt = [number, number.replace(".", ",")]
    if number.isdecimal():
        spelt += [NUMBERS[int(number)]] if int(number) in NUMBERS else []
        spelt += [f"{thousands:g} tkr".replace(".", ",") for thousands in [int(number) / 1_000]]
        spelt += [f"{int(number) / 1_000_000:g} miljoner".replace(".", ",")]
        spelt += [f"{int(number) / 1_000_000_000:g} miljarder".replace(".", ",")]
    return spelt


def dates(value: str) -> Iterator[str]:
    match = DATE.fullmatch(value)
    assert match, value
    year, month, day = match.groups()
    yield value
    if month is None:
        return
    name = MONTHS[int(month) - 1]
    if day is None:
        yield from (f"{name} {year}", f"{year}{month}")
    else:
        yield from (
            f"{int(day)} {name} {year}",
            f"{int(day)} {name}",
            f"{year}{month}{day}",
            f"{int(day)}/{int(month)}",
        )


def stands(spelt: str, text: str) -> bool:
    """Whether a figure stands in the text, and not as part of a longer one."""
    return re.search(rf"(?<![\d,.])(?<!\w){re.escape(spelt)}(?![\d]|[,.]\d)", text) is not None


def passage_text(read: Read, corpus: Path) -> str:
    """The passage, and what is recorded of its damaged words."""
    assert read.document.rendition is not None
    words = rendition(corpus / read.document.rendition)[read.passage.start : read.passage.end]
    return folded(words + " " + " ".join(meant for _, meant in read.passage.ocr))


def test_numbers_are_written_as_they_are_stored() -> None:
    """An id that is a hash is that of the content as the store gives it back."""
    quads = [quad for quads in compile_builtin(vocabulary()).graphs.values() for quad in quads]
    numbers = [
        quad for quad in quads if isinstance(quad.object, Literal) and quad.object.datatype != XSD["string"]
    ]
    assert numbers
    assert [quad for quad in numbers if canonical_quad(quad) != quad] == []


def test_without_the_file_of_people_all_loads_and_answers_and_nobody_is_left(tmp_path: Path) -> None:
    folder = tmp_path / "linkoping"
    shutil.copytree(Path(__file__).parents[2] / "ingest" / "linkoping", folder)
    (folder / "people.yaml").unlink()
    compiled = compile_dataset(read_dataset(folder), vocabulary(), codes())
    with OxigraphStore.in_memory() as store:
        replace_graphs(store, {**program_graphs(), **compiled.graphs}, vocabulary())
        index = Names.of(store)
        for asked in catalogue().values():
            if not any(value.startswith("person/") for value in asked.example.parameters.values()):
                ask(store, vocabulary(), index, asked, asked.example.parameters, asked.example.views)
        index.close()
        held = [str(quad) for quad in store.quads()]
    assert held
    for person in builtin_dataset().people:
        names = (
            person.thing.id,
            person.thing.sv,
            *person.thing.also,
            *filter(None, (one.spelled for one in person.listed)),
        )
        assert not [quad for quad in held for name in names if name in quad]


def test_what_a_user_put_where_a_document_would_go_is_left_alone_and_in_shape() -> None:
    theirs = frozenset(
        {
            Quad(thing("goal/mitt"), RDF["type"], RS["Goal"], graph("ks-31")),
            Quad(thing("goal/mitt"), SKOS["prefLabel"], Literal("Mitt", language="sv"), graph("ks-31")),
            Quad(thing("goal/mitt"), SKOS["prefLabel"], Literal("Mine", language="en"), graph("ks-31")),
        }
    )
    with OxigraphStore.in_memory() as store:
        store.write(Diff(add=theirs))
        for _ in range(2):
            assert load_builtin(store, vocabulary()).kept == (graph("ks-31"),)
            assert set(store.quads(graph("ks-31"))) == theirs
        assert shortfalls_of(list(store.quads(BUILTIN_GRAPH))) == []


def test_what_is_there_already_is_not_read_again() -> None:
    """But for the record of what was built in, and twice the hash of each graph."""
    with OxigraphStore.in_memory() as store:
        graphs = len(load_builtin(store, vocabulary()).loaded.changes)
        again = Counting(store)
        assert load_builtin(cast(Store, again), vocabulary()).loaded.changes == ()
        assert again.queries == 3
        assert again.rows < 3 * graphs


def test_every_locator_stands_in_its_document(corpus: Path) -> None:
    assert [str(fault) for fault in check_locators(builtin_dataset(), corpus)] == []


def test_every_held_document_is_in_the_corpus_and_the_other_way_round(corpus: Path) -> None:
    assert {document.rendition for document in held()} == {path.name for path in corpus.glob("*.txt")}


def test_every_figure_that_was_read_stands_in_its_passage(corpus: Path) -> None:
    missing = []
    for read in read_claims():
        text = passage_text(read, corpus)
        for term, value in said(read.claim):
            if vocabulary().term(term).object_type in FIGURES and not any(
                stands(spelt, text) for spelt in spellings(term, value)
            ):
                place = read.claim.place
                missing.append(
                    f"{place.file}:{place.line}: {term} {value} does not stand in {read.passage.key}"
                )
    assert missing == []


def test_every_claim_that_was_read_shows_a_figure_or_a_name(corpus: Path) -> None:
    names = {
        thing.id: [folded(name) for name in (thing.sv, *thing.also, *([thing.code] if thing.code else []))]
        for thing in (
            *builtin_dataset().things,
            *(person.thing for person in builtin_dataset().people),
            *(document.thing for document in builtin_dataset().documents),
        )
    }
    silent = []
    for read in read_claims():
        text = passage_text(read, corpus)
        figures = [
            spelt for term, value in said(read.claim) for spelt in (*_spelt(term, value), folded(value))
        ]
        shown = [folded(word) for word in (*read.passage.shows, *(meant for _, meant in read.passage.ocr))]
        known = [name for thing in things_of(read.claim) for name in names.get(thing, [])]
        if not any(word in text for word in (*figures, *shown, *known)):
            silent.append(f"{read.claim.place.file}:{read.claim.place.line}: {read.claim.said}")
    assert silent == []


def _spelt(term: str, value: str) -> list[str]:
    return spellings(term, value) if vocabulary().term(term).object_type in FIGURES else []


def test_damaged_words_are_recorded_as_they_stand(corpus: Path) -> None:
    for document in held():
        assert document.rendition is not None
        text = rendition(corpus / document.rendition)
        for passage in document.passages:
            for stands_there, meant in passage.ocr:
                assert shown_in(stands_there, text[passage.start : passage.end])
                assert stands_there != meant


def same_texts() -> list[tuple[str, str]]:
    return [
        (f"{document.slug}/{passage.key}", passage.same_text_as)
        for document in held()
        for passage in document.passages
        if passage.same_text_as is not None
    ]


@pytest.mark.parametrize(("one", "other"), same_texts())
def test_passages_of_one_text_carry_the_same_letters(corpus: Path, one: str, other: str) -> None:
    texts = []
    for name in (one, other):
        slug, _, key = name.partition("/")
        document = next(document for document in held() if document.slug == slug)
        passage = next(passage for passage in document.passages if passage.key == key)
        assert document.rendition is not None
        words = rendition(corpus / document.rendition)[passage.start : passage.end]
        for damaged, meant in passage.ocr:
            words = words.replace(damaged, meant)
        texts.append("".join(re.findall(r"\w", plain(words))))
    assert difflib.SequenceMatcher(None, *texts, autojunk=False).ratio() > 0.9


def plain(text: str) -> str:
    """Small letters without rings and dots, which a scanner loses."""
    return "".join(
        letter
        for letter in unicodedata.normalize("NFD", text.casefold())
        if not unicodedata.combining(letter)
    )


def test_some_passages_share_a_text() -> None:
    assert len(same_texts()) >= 3


def test_an_undated_document_is_no_older_than_the_decisions_that_it_dates() -> None:
    """Or `as-of` would hold it to tell of what had not yet happened."""
    for document in builtin_dataset().documents:
        earliest = document.date or document.not_before or ""
        for passage in document.passages:
            for claim in passage.says:
                words = claim.said.split() if isinstance(claim.said, str) else []
                if len(words) == 3 and words[0].startswith("decision/") and words[1] == "date":
                    assert earliest, (document.slug, words)
                    assert earliest >= words[2][: len(earliest)], (document.slug, words)
