"""Finding the text of a document that somebody names, and words in it."""

from difflib import get_close_matches
from pathlib import Path

from ingest.builtin import builtin_dataset
from ingest.passages import Located, locate, rendition
from ontology.errors import BadInput, NotKnown
from ontology.text import Text


def locate_in(document: str, words: str, corpus: Path | None) -> list[Located]:
    """Every place in a document where the words stand, white space folded.

    The document is a file, or the id, the slug or the file name of a built-in document whose file is in `corpus`.
    Raises NotKnown for another document and BadInput for words that do not stand in it.
    """
    path = _path(document, corpus)
    found = list(locate(rendition(path), words))
    if found:
        return found
    raise BadInput(
        Text(
            sv=f"Orden '{words}' står inte i {path.name}. Skriv dem som de står där, också med felstavningar; "
            "blanksteg och radbrott spelar ingen roll.",
            en=f"The words '{words}' do not stand in {path.name}. Write them as they stand there, mistakes and all; "
            "spaces and line breaks do not matter.",
        )
    )


def _path(document: str, corpus: Path | None) -> Path:
    if Path(document).is_file():
        return Path(document)
    renditions = {
        name: entry.rendition
        for entry in builtin_dataset().documents
        if entry.rendition is not None
        for name in (entry.thing.id, entry.slug, entry.rendition)
    }
    if document not in renditions:
        raise _unknown(document, renditions)
    if corpus is None:
        raise BadInput(
            Text(
                sv=f"Var finns filen {renditions[document]}? Ange mappen med --corpus eller ROTORSAK_CORPUS.",
                en=f"Where is the file {renditions[document]}? Name its folder with --corpus or ROTORSAK_CORPUS.",
            )
        )
    return corpus / renditions[document]


def _unknown(document: str, known: dict[str, str]) -> NotKnown:
    nearest = tuple(get_close_matches(document, known, n=3, cutoff=0.4)) or tuple(
        name for name in known if name.startswith("document/")
    )
    listed = ", ".join(nearest)
    return NotKnown(
        Text(
            sv=f"'{document}' är varken en fil eller ett inläst dokument. Närmast: {listed}.",
            en=f"'{document}' is neither a file nor a document that we hold. Nearest: {listed}.",
        ),
        nearest,
    )
