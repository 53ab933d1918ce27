"""What it means that we have a document at hand, have read it, or only know of it."""

from ontology.text import Language, Text

_MEANS = {
    "at-hand": Text(
        sv="Dokumentet finns här, så att orden kan visas.",
        en="The document is here, so that its words can be shown.",
    ),
    "held": Text(
        sv="Vi har läst dokumentet. Varje uppgift anger var i texten den står, och en kontrollsumma visar att det är "
        "de orden. Orden själva återges inte här.",
        en="We have read the document. Each claim says where in the text it stands, and a checksum shows that those "
        "are the words. The words themselves are not given here.",
    ),
    "known": Text(
        sv="Vi har inte dokumentet. Vad som sägs här om dess innehåll kommer från annat håll, utan plats i texten.",
        en="We do not have the document. What is said here of its contents comes from elsewhere, with no place in it.",
    ),
}


def holding_text(code: str, language: Language) -> str:
    """What a holding, by its code, means for the reader."""
    return _MEANS[code].in_language(language)
