"""Words by their lemmas: computed here and once, so that every store finds the same."""

import re
import unicodedata
from functools import lru_cache

import simplemma

from ontology.namespaces import DCT, SKOS

SEARCHED = frozenset({SKOS["prefLabel"], SKOS["altLabel"], SKOS["definition"], DCT["description"]})
"""The predicates whose words things are found by: names, definitions and paraphrases."""
WORD = re.compile(r"\w+")
_LANGUAGES = ("sv", "en")
_REMEMBERED = 20_000  # words: more than a municipality uses, less than strangers can think of


def fold(text: str) -> str:
    """The text as it is compared: in lower case, with single spaces."""
    return " ".join(unicodedata.normalize("NFC", text).casefold().split())


@lru_cache(_REMEMBERED)
def lemma(word: str) -> str:
    """The form of a Swedish or English word that a dictionary lists, folded; the word itself if none does."""
    return fold(str(simplemma.lemmatize(fold(word), lang=_LANGUAGES)))


def lemmas(text: str) -> str:
    """All words of a text and their lemmas, each once, with spaces between."""
    words = [fold(word) for word in WORD.findall(text)]
    return " ".join(dict.fromkeys([*words, *(lemma(word) for word in words)]))


def load_dictionaries() -> None:
    """Load what lemmas are found with, some 100 MB, rather than at the first word that is looked up."""
    for language in _LANGUAGES:
        simplemma.is_known("ord", lang=language)
