"""The words around an answer, in both languages."""

from ontology.text import Language, Text

_WORDS = {
    "view": Text(sv="Vy", en="View"),
    "answered": Text(sv="Besvarad", en="Answered"),
    "unknown": Text(sv="Inte känt", en="Not known"),
    "settled": Text(sv="Det skulle avgöras av", en="What would settle it"),
    "cut": Text(sv="Svaret är avkortat", en="The answer is cut"),
    "rows.none": Text(sv="Inga rader.", en="No rows."),
    "csv.state": Text(sv="Läge", en="State"),
    "csv.verdict": Text(sv="Bedömning", en="Verdict"),
    "csv.firm": Text(sv="Ingen motsäger", en="Firm"),
    "csv.depends_on": Text(sv="Beror på", en="Depends on"),
    "csv.sources": Text(sv="Källor", en="Sources"),
    "state.yes": Text(sv="ja", en="yes"),
    "state.no": Text(sv="nej", en="no"),
    "state.unknown": Text(sv="okänt", en="unknown"),
    "verdict": Text(sv="Bedömning", en="Verdict"),
    "firm": Text(sv="ingen motsäger det", en="firm: nobody contradicts it"),
    "depends": Text(sv="beror på det omstridda", en="depends on what is contested"),
    "sources": Text(sv="Källor", en="Sources"),
    "evidence": Text(sv="Belägg", en="Evidence"),
    "section": Text(sv="avsnitt", en="section"),
    "characters": Text(sv="tecken", en="characters"),
    "undated": Text(sv="odaterat", en="undated"),
    "contested": Text(sv="omstritt", en="contested"),
    "second-hand": Text(sv="i andra hand", en="second-hand"),
    "not-held": Text(
        sv="Dokument som spelar roll men som vi inte har läst",
        en="Documents that matter and that we have not read",
    ),
    "source-not-held": Text(sv="dokumentet finns inte här", en="the document is not held here"),
    "same-text": Text(
        sv="samma text som [{number}], ett ursprung", en="the same text as [{number}], one origin"
    ),
    "origins": Text(sv="Belägg: {claims}. Ursprung: {origins}.", en="Claims: {claims}. Origins: {origins}."),
    "again": Text(sv="Fråga igen", en="Ask again"),
    "cite": Text(sv="Hänvisa så", en="Cite as"),
    "required": Text(sv="krävs", en="required"),
    "default": Text(sv="annars", en="default"),
    "yes": Text(sv="ja", en="yes"),
    "no": Text(sv="nej", en="no"),
}


def word(name: str, language: Language, **values: object) -> str:
    """The word or phrase of this name, with its values in place."""
    return _WORDS[name].in_language(language).format(**values)
