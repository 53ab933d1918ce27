"""citation-check: who cites what as saying what, and does what is cited say so?"""

from collections import Counter
from collections.abc import Iterator, Sequence
from hashlib import sha256

from pyoxigraph import NamedNode

from graph.answers.asked import Asked
from graph.answers.form import State
from graph.answers.phrasing import capitalised, chain_of, listed, number, stated, statement
from graph.answers.question import Column, Example, Found, FoundRow, Parameter, Question, Step
from graph.answers.wording import Phrase, Piece, shown_id
from graph.claims.model import Proposition
from graph.topics.reported import Citation, Verdict, read_citations
from ontology.iris import thing
from ontology.text import Text


def find(asked: Asked) -> Found:
    """One row for each reported statement: who says so, through whom, of whom, and what its own words make of it."""
    document = asked.thing("document")
    citations = read_citations(asked, document)
    rows = [_row(asked, one) for one in citations]
    open_ = [one for one in citations if one.verdict not in ("supported", "contradicted")]
    missing = _missing(open_)
    disputed = [one for ones in _disputed(citations) for one in ones]
    settling = missing if document else _missing(disputed)
    summary = (*_counted(document, citations), *_disputes(asked, citations), *_settled(settling))
    if citations and len(open_) == len(citations):
        return Found(rows, summary, "unknown", settled_by=tuple(missing), not_held=tuple(missing))
    return Found(rows, summary, not_held=tuple(missing))


def _missing(citations: Sequence[Citation]) -> list[NamedNode]:
    """The documents that are not held and would show whether the citations are right."""
    return sorted({document for one in citations for document in one.missing}, key=lambda one: one.value)


def _row(asked: Asked, one: Citation) -> FoundRow:
    (speaker, _), *between = one.chain[:-1]
    chain = " ".join(f"{who.value} {stance}" for who, stance in one.chain)
    return FoundRow(
        id=f"{shown_id(one.cited)}-{sha256(f'{one.proposition.iri.value} {chain}'.encode()).hexdigest()[:12]}",
        values={
            "says": speaker,
            "through": tuple(who for who, _ in between),
            "cited": one.cited,
            "stance": tuple(thing(f"stance/{stance}") for _, stance in one.chain),
            "what": statement(asked, one.proposition),
            "verdict": _VERDICTS[one.verdict],
        },
        state=_STATES.get(one.verdict, "unknown"),
        because=(
            Step((*chain_of(one.chain), *stated(asked, one.proposition), "."), one.claims),
            *([Step((_CITES,), one.cites)] if one.cites else []),
            *([Step((one.cited, _OWN_WORDS, _VERDICTS[one.verdict], "."), one.own)] if one.own else []),
            *([Step((_MISSING, *listed(one.missing), "."))] if one.missing else []),
        ),
        verdict=one.verdict,
        verdict_label=_VERDICTS[one.verdict],
        firm=one.verdict != "disputed" if one.own else None,
        depends_on=(one.proposition,) if one.verdict == "disputed" else (),
    )


_VERDICTS: dict[Verdict, Text] = {
    "supported": Text(sv="stöds", en="supported"),
    "contradicted": Text(sv="motsägs", en="contradicted"),
    "disputed": Text(sv="både stöds och motsägs", en="both supported and contradicted"),
    "silent": Text(sv="står inte i det som är inläst", en="not in what has been read"),
    "not-held": Text(sv="går inte att pröva: finns inte här", en="cannot be checked: not held"),
}
_STATES: dict[Verdict, State] = {"supported": "yes", "contradicted": "no"}
_CITES = Text(sv="Att det ena hänvisar till det andra:", en="That the one cites the other:")
_OWN_WORDS = Text(sv=", med egna ord: ", en=", in its own words: ")
_MISSING = Text(sv="Finns inte här: ", en="Not held: ")


def _counted(document: NamedNode | None, citations: Sequence[Citation]) -> Phrase:
    where: Phrase = (document, ": ") if document else ()
    if not citations:
        nothing = Text(
            sv="ingen i vyn återger vad någon annan har sagt.",
            en="nobody in the view reports what anybody else has said.",
        )
        return (*where, nothing) if where else (capitalised(nothing),)
    counts = Counter(one.verdict for one in citations)
    resolved = counts["supported"] + counts["contradicted"]
    how = Text(
        sv=f": {counts['supported']} stöds, {counts['contradicted']} motsägs, "
        f"{len(citations) - resolved} går inte att avgöra.",
        en=f": {counts['supported']} supported, {counts['contradicted']} contradicted, "
        f"{len(citations) - resolved} not decidable.",
    )
    none = Text(sv=", men inget går att avgöra.", en=", but nothing can be decided.")
    return (*where, number(len(citations), *_STATEMENTS), how if resolved else none)


_STATEMENTS = (
    Text(sv="återgivet påstående", en="reported statement"),
    Text(sv="återgivna påståenden", en="reported statements"),
)


def _disputed(citations: Sequence[Citation]) -> list[list[Citation]]:
    """The citations of each statement of which some say that the source makes it, and others that it does not."""
    groups: dict[tuple[NamedNode, str, Proposition], list[Citation]] = {}
    for one in citations:
        groups.setdefault((one.cited, one.stance, one.proposition), []).append(one)
    return [
        sorted(ones, key=lambda one: (one.denied, str(one.chain)))
        for _, ones in sorted(groups.items(), key=lambda item: str(item[0]))
        if len({one.denied for one in ones}) == 2
    ]


def _disputes(asked: Asked, citations: Sequence[Citation]) -> Iterator[Piece]:
    for ones in _disputed(citations):
        yield from (Text(sv=" Omtvistat är om ", en=" It is disputed whether "), ones[0].cited)
        yield from (_SAYS, *stated(asked, ones[0].proposition), ":")
        for index, one in enumerate(ones):
            yield from ("," if index else "", _NO if one.denied else _YES, *_according(one))
        yield "."


_SAYS = Text(sv=" säger: ", en=" says: ")
_YES = Text(sv=" ja enligt ", en=" yes according to ")
_NO = Text(sv=" nej enligt ", en=" no according to ")


def _according(one: Citation) -> Iterator[Piece]:
    """Who says so, the nearest to the cited one first: `the follow-up (according to the party)`."""
    *outer, nearest = (speaker for speaker, _ in one.chain[:-1])
    yield nearest
    for speaker in reversed(outer):
        yield from (Text(sv=" (enligt ", en=" (according to "), speaker, ")")


def _settled(missing: Sequence[NamedNode]) -> tuple[Piece, ...]:
    return (
        (Text(sv=" Det avgörs av ", en=" It would be settled by "), *listed(missing), ".") if missing else ()
    )


QUESTION = Question(
    name="citation-check",
    title=Text(
        sv="Vem återger vad, och står det verkligen så?",
        en="Who cites what as saying what, and does it say so?",
    ),
    users=("evaluator",),
    parameters=(
        Parameter(
            "document",
            Text(
                sv="Dokumentet som återges, eller som återger andra.",
                en="The document that is cited, or that cites others.",
            ),
            kinds=("document",),
        ),
    ),
    columns=(
        Column("says", Text(sv="Vem säger det", en="Who says so")),
        Column("through", Text(sv="Genom vem", en="Through whom"), separator=" → "),
        Column("cited", Text(sv="Vem återges", en="Who is cited")),
        Column("stance", Text(sv="Hållningar", en="Stances"), separator=" → "),
        Column("what", Text(sv="Vad", en="What"), separator=" – "),
        Column("verdict", Text(sv="Prövning", en="Check")),
    ),
    example=Example(
        parameters={"document": "document/delmos-rapport-citerad"},
        views=(),
        summary="Delmosrapporten som citeras (onämnd): 6 återgivna påståenden, men inget går att avgöra. Omtvistat "
        "är om Delmosrapporten som citeras (onämnd) säger: Kompensatoriska insatser – bedöms så här – Är en "
        "egen metod: ja enligt Uppföljning av åtgärdsplan mot segregation 2022 (enligt Miljöpartiet i "
        "Linköping), nej enligt Miljöpartiet i Linköping. Det avgörs av Delmosrapporten som citeras (onämnd) "
        "och Uppföljning av åtgärdsplan mot segregation 2022.",
    ),
    find=find,
)
