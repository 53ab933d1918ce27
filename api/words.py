"""The words around an answer, in both languages."""

from ontology.text import Language, Text
from ontology.vocabulary import codes

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
    "no-path": Text(sv="ingen känd väg", en="no known path"),
    "again": Text(sv="Fråga igen", en="Ask again"),
    "cite": Text(sv="Hänvisa så", en="Cite as"),
    "required": Text(sv="krävs", en="required"),
    "default": Text(sv="annars", en="default"),
    "yes": Text(sv="ja", en="yes"),
    "no": Text(sv="nej", en="no"),
}


_PARAMETERS = {
    "action": Text(sv="Åtgärd", en="Action"),
    "plan": Text(sv="Plan", en="Plan"),
    "goal": Text(sv="Mål", en="Goal"),
    "grant": Text(sv="Bidrag", en="Grant"),
    "body": Text(sv="Organ", en="Body"),
    "district": Text(sv="Område", en="District"),
    "document": Text(sv="Dokument", en="Document"),
    "thing": Text(sv="Sak", en="Thing"),
    "focus": Text(sv="I förhållande till", en="Seen from"),
    "at": Text(sv="När", en="When"),
    "from": Text(sv="Från", en="From"),
    "to": Text(sv="Till", en="To"),
    "text": Text(sv="Ord", en="Words"),
    "depth": Text(sv="Steg", en="Steps"),
    "limit": Text(sv="Högst", en="At most"),
    "a": Text(sv="Den ena vyn", en="The one view"),
    "b": Text(sv="Den andra vyn", en="The other view"),
}

_VIEWS = {
    "all": Text(sv="allt som någon säger", en="all that anybody says"),
    "undisputed": Text(sv="det som ingen motsäger", en="what nobody contradicts"),
    "speaker": Text(sv="det som {} säger, och det ostridiga", en="what {} says, and the undisputed"),
    "document": Text(sv="det som står i {}", en="what {} says"),
    "as-of": Text(sv="det som skrivits till och med {}", en="what had been written by {}"),
}


def word(name: str, language: Language, **values: object) -> str:
    """The word or phrase of this name, with its values in place."""
    return _WORDS[name].in_language(language).format(**values)


def code_label(scheme: str, slug: str, language: Language) -> str:
    """The label of a code of a code list, or the code as it stands."""
    label = codes().get(f"{scheme}/{slug}")
    return label.in_language(language) if label else slug


def parameter_word(name: str, language: Language) -> str:
    """What a parameter of a question is called; its name if it has no other."""
    label = _PARAMETERS.get(name)
    return label.in_language(language) if label else name


def view_words(view: str, language: Language) -> str:
    """A view in plain words, with the id or date that it names."""
    form, _, argument = view.partition(":")
    return _VIEWS[form].in_language(language).format(argument)
