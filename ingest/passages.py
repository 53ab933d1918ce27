"""Renditions of documents, and passages located in them by Unicode code points and a hash.

A rendition is the document's text in UTF-8, NFC, with line ends as `\\n`, and nothing else changed.
"""

import hashlib
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from ingest.entries import Dataset, PassageEntry
from ontology.errors import BadInput, Fault
from ontology.text import Text

LONGEST_PASSAGE = 600
LONGEST_SHOWN = 60


@dataclass(frozen=True, slots=True)
class Located:
    """A passage found: start (inclusive) and end (exclusive) in code points, its words and their sha256."""

    start: int
    end: int
    words: str

    @property
    def hash(self) -> str:
        """The sha256 of the passage, in hex."""
        return passage_hash(self.words)


def rendition(path: Path) -> str:
    """The text of a document as its locators count it. Raises BadInput if it is not there or not UTF-8."""
    try:
        text = path.read_bytes().decode("utf-8")
    except OSError as error:
        raise BadInput(
            Text(
                sv=f"Dokumentet {path} kan inte läsas ({error.strerror}). Ange en fil som finns.",
                en=f"The document {path} cannot be read ({error.strerror}). Give a file that exists.",
            )
        ) from error
    except UnicodeDecodeError as error:
        raise BadInput(
            Text(
                sv=f"Dokumentet {path} är inte text i UTF-8 (byte {error.start}). Spara det som UTF-8.",
                en=f"The document {path} is not text in UTF-8 (byte {error.start}). Save it as UTF-8.",
            )
        ) from error
    return unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\r", "\n"))


def passage_hash(words: str) -> str:
    """The sha256 of a passage's words, in hex."""
    return hashlib.sha256(words.encode()).hexdigest()


def locate(text: str, words: str) -> Iterator[Located]:
    """Every place in a rendition where the words stand; any white space in them matches any other."""
    pattern = _folding_space(words)
    if pattern:
        for match in re.finditer(pattern, text):
            yield Located(match.start(), match.end(), match.group())


def shown_in(words: str, passage: str) -> bool:
    """Whether the words stand in the passage, white space folded."""
    return next(locate(passage, words), None) is not None


def check_locators(dataset: Dataset, corpus: Path) -> Iterator[Fault]:
    """A fault for each locator of the dataset that the documents in `corpus` do not bear out: a passage that
    is longer than 600 code points, whose hash differs, or that does not hold a figure or name it shows."""
    for document in dataset.documents:
        if document.rendition is not None:
            text = rendition(corpus / document.rendition)
            for passage in document.passages:
                for wrong in _wrong(passage, text):
                    name = f"{document.slug}/{passage.key}"
                    yield passage.place.fault(Text(sv=f"{name}: {wrong.sv}", en=f"{name}: {wrong.en}"))


def _folding_space(words: str) -> str:
    return r"\s+".join(re.escape(word) for word in unicodedata.normalize("NFC", words).split())


def _wrong(passage: PassageEntry, text: str) -> Iterator[Text]:
    if passage.start is None or passage.end is None:
        yield Text(sv="har inget läge", en="has no locator")
        return
    words = text[passage.start : passage.end]
    if passage.end - passage.start > LONGEST_PASSAGE:
        yield Text(
            sv=f"är längre än {LONGEST_PASSAGE} tecken", en=f"is longer than {LONGEST_PASSAGE} characters"
        )
    if passage_hash(words) != passage.hash:
        yield Text(
            sv="kontrollsumman stämmer inte med orden på platsen",
            en="the hash is not that of the words at this place",
        )
    if not passage.shows:
        yield Text(sv="visar ingen siffra och inget namn", en="shows no figure or name")
    for shown in (*passage.shows, *(stands for stands, _ in passage.ocr)):
        if len(shown) > LONGEST_SHOWN:
            yield Text(
                sv=f"'{shown}' är längre än {LONGEST_SHOWN} tecken",
                en=f"'{shown}' is longer than {LONGEST_SHOWN} characters",
            )
        if not shown_in(shown, words):
            yield Text(sv=f"'{shown}' står inte i stycket", en=f"'{shown}' does not stand in the passage")
