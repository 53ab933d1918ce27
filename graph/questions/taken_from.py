"""taken-from: what has been taken from a document, passage by passage in the order of the document?"""

import re
from collections.abc import Mapping, Sequence

from pyoxigraph import NamedNode

from graph.answers.asked import Asked
from graph.answers.passages import ReadPassage, read_passages
from graph.answers.phrasing import chain_of, number, speakers_of, stated
from graph.answers.question import Column, Example, Found, FoundRow, Parameter, Phrased, Question, Step
from graph.answers.wording import Phrase
from graph.claims.evidence import Claim
from graph.claims.spoken import read_claims_around, read_quoted
from ontology.text import Text

_DIGITS = re.compile(r"\d+")


def find(asked: Asked) -> Found:
    """One row for each passage with a claim that counts. Those of a document that is not held have no place in it."""
    document = asked.needed("document")
    facts = asked.documents([document]).get(document)
    held = facts is not None and facts.held
    claims = _read_claims(asked, document)
    passages = read_passages(asked.store, claims)
    return Found(
        [_row(asked, passage, passages[passage], said) for passage, said in claims.items()],
        _summary(document, claims, held=held),
        not_held=() if held else (document,),
    )


def _read_claims(asked: Asked, document: NamedNode) -> Mapping[NamedNode, Sequence[Claim]]:
    """The claims that count, by the passage of the document in which they stand."""
    said = read_quoted(asked.store, [document])
    found: dict[NamedNode, list[Claim]] = {}
    for claim in asked.count(read_claims_around(asked.store, said)).claims:
        if claim.document == document:
            found.setdefault(claim.passage, []).append(claim)
    return {passage: sorted(claims, key=_reading_order) for passage, claims in found.items()}


def _reading_order(claim: Claim) -> tuple[bool, str, str, str]:
    """What was read before what we made of it, then by the thing spoken of."""
    said = claim.proposition
    return claim.basis != "read", said.subject.value, said.predicate.value, str(said.object)


def _row(asked: Asked, passage: NamedNode, read: ReadPassage, claims: Sequence[Claim]) -> FoundRow:
    place, speakers = read.locator, speakers_of(claims)
    return FoundRow(
        id=_order(passage, read),
        values={
            "section": place.section,
            "place": None if place.start is None else f"{place.start}–{place.end}",
            "paraphrase": Text(**read.paraphrase),
            "speaker": speakers,
            "said": tuple(dict.fromkeys(_said(asked, claim, alone=len(speakers) == 1) for claim in claims)),
            "passage": passage,
        },
        because=tuple(Step(_step(asked, claim), (claim,)) for claim in claims),
    )


def _order(passage: NamedNode, read: ReadPassage) -> str:
    """An id that sorts as the passages stand in the document; those with no place come last, p2 before p10."""
    key = passage.value.rpartition(".")[2]
    if read.locator.start is None:
        return f"unplaced/{_DIGITS.sub(lambda digits: digits[0].zfill(4), key)}"
    return f"{read.locator.start:08}/{key}"


def _said(asked: Asked, claim: Claim, *, alone: bool) -> Phrased:
    """What is said, with those who say it and how before it, unless the only speaker of the passage simply says so."""
    plain = alone and claim.first_hand and claim.stance == "asserts"
    return stated(asked, claim.proposition) if plain else _told(asked, claim)


def _step(asked: Asked, claim: Claim) -> Phrase:
    return (*_told(asked, claim), ".")


def _told(asked: Asked, claim: Claim) -> Phrase:
    chain = chain_of((link.speaker, link.stance) for link in claim.chain)
    return (*chain, *stated(asked, claim.proposition))


def _summary(document: NamedNode, claims: Mapping[NamedNode, Sequence[Claim]], *, held: bool) -> Phrase:
    if not claims:
        return (document, ": ", _NOTHING_HELD if held else _NOTHING_KNOWN)
    passages = number(len(claims), Text(sv="stycke", en="passage"), Text(sv="stycken", en="passages"))
    count = sum(map(len, claims.values()))
    said = number(count, Text(sv="påstående", en="claim"), Text(sv="påståenden", en="claims"))
    return (document, ": ", passages, Text(sv=" och ", en=" and "), said, _HELD if held else _KNOWN)


_HELD = Text(
    sv=". Dokumentet är läst, och varje stycke har sin plats i texten.",
    en=". The document has been read, and each passage has its place in the text.",
)
_KNOWN = Text(
    sv=". Dokumentet finns inte här, så ingen plats i texten kan anges.",
    en=". The document is not held here, so no place in the text can be given.",
)
_NOTHING_HELD = Text(
    sv="ingenting i vyn har hämtats ur det, fast det är läst.",
    en="nothing in the view has been taken from it, though it has been read.",
)
_NOTHING_KNOWN = Text(
    sv="ingenting i vyn har hämtats ur det. Dokumentet är bara känt och finns inte här.",
    en="nothing in the view has been taken from it. The document is only known and is not held here.",
)


QUESTION = Question(
    name="taken-from",
    title=Text(sv="Vad har hämtats ur ett dokument?", en="What has been taken from a document?"),
    users=("strategist", "opposition", "evaluator"),
    parameters=(
        Parameter(
            "document",
            Text(sv="Dokumentet, med id eller namn.", en="The document, by id or name."),
            kinds=("document",),
            required=True,
        ),
    ),
    columns=(
        Column("section", Text(sv="Avsnitt", en="Section")),
        Column("place", Text(sv="Tecken", en="Characters")),
        Column("paraphrase", Text(sv="Med våra ord", en="In our words")),
        Column("speaker", Text(sv="Vem säger det", en="Who says so")),
        Column("said", Text(sv="Vad som sägs där", en="What is said there")),
        Column("passage", Text(sv="Stycke", en="Passage")),
    ),
    example=Example(
        parameters={"document": "document/beslut-2023"},
        views=(),
        summary="Kommundirektörens beslut – Åtgärdsplan mot segregation 2023: 52 stycken och 131 påståenden. "
        "Dokumentet är läst, och varje stycke har sin plats i texten.",
    ),
    find=find,
)
