"""plan-findings: does a plan do what Delmos's success factors ask for? Each verdict with what was looked at."""

from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import Literal as OneOf

from pyoxigraph import NamedNode

from graph.answers.asked import Asked
from graph.answers.form import State
from graph.answers.phrasing import listed
from graph.answers.question import Column, Example, Found, FoundRow, Parameter, Question, Step
from graph.answers.wording import Piece, shown_id
from graph.claims.evidence import Claim
from graph.claims.model import Proposition
from graph.claims.views import Counted
from graph.topics.gaps import not_held
from graph.topics.plan_documents import PlanDocuments, read_plan_documents
from ontology.iris import thing
from ontology.text import Text

_PLANS = ("plan/ansokan-2018", "plan/samordningsmodellen", "plan/atgardsplan-2023")
_FACTORS = ("langsiktighet", "sektorsovergripande", "samverkan", "tidiga-insatser", "kunskapsbaserat")
"""Delmos's five, in the order of its own list."""

Verdict = OneOf["met", "not-met", "unclear", "unknown"]


def find(asked: Asked) -> Found:
    """One row for each plan and success factor."""
    plan = asked.thing("plan")
    plans = [plan] if plan else [thing(one) for one in _PLANS]
    factors = [thing(f"finding/framgangsfaktor-{one}") for one in _FACTORS]
    meeting = asked.claims("meets", subjects=plans, objects=factors)
    sources = asked.claims("concerns", subjects=factors)
    documents = read_plan_documents(asked, plans)
    rows = [
        _row(one, asked.term("meets"), factor, meeting, sources, documents[one])
        for one in plans
        for factor in factors
    ]
    pages = not_held(asked, [claim.document for claim in sources.claims])
    missing = [document for one in plans for document in documents[one].missing]
    summary = tuple(piece for one in plans for piece in (" ", *_told(one, rows, documents[one])))[1:]
    if all(row.verdict == "unknown" for row in rows):
        settled_by = [*missing, *(document for one in plans for document in documents[one].held)]
        return Found(rows, summary, "unknown", settled_by=tuple(settled_by), not_held=(*missing, *pages))
    return Found(rows, summary, not_held=(*missing, *pages))


def _row(
    plan: NamedNode,
    meets: NamedNode,
    factor: NamedNode,
    meeting: Counted,
    sources: Counted,
    documents: PlanDocuments,
) -> FoundRow:
    claims = tuple(meeting.about(Proposition(plan, meets, factor)))
    verdict = _verdict({claim.stance for claim in claims if claim.stance})
    said = tuple(
        claim for claim in sources.claims if claim.proposition.subject == factor and claim.first_hand
    )
    return FoundRow(
        id=f"{shown_id(plan)} {shown_id(factor)}",
        values={
            "plan": plan,
            "factor": factor,
            "verdict": _WORDS[verdict],
            "looked_at": _documents(claims) or _NOTHING,
            "would_show": documents.missing,
            "source": _documents(said),
        },
        state=_STATES[verdict],
        because=(
            *(Step((plan, _READ_AS[claim.stance or "asks"], factor, "."), (claim,)) for claim in claims),
            *([] if claims else [Step((plan, _NOT_READ, factor, "."))]),
            *(
                [Step((_MISSING, *listed(documents.missing), "."), documents.claims)]
                if documents.missing
                else []
            ),
            *([Step((factor, _FACTOR), said)] if said else []),
        ),
        verdict=verdict,
    )


def _documents(claims: Sequence[Claim]) -> tuple[NamedNode, ...]:
    return tuple(sorted({claim.document for claim in claims}, key=lambda document: document.value))


def _verdict(stances: Collection[str]) -> Verdict:
    """What the readings come to. Where they differ, or one doubts, it is unclear."""
    taken = set(stances) & {"asserts", "denies", "doubts"}
    if not taken:
        return "unknown"
    return "met" if taken == {"asserts"} else "not-met" if taken == {"denies"} else "unclear"


_WORDS: Mapping[Verdict, Text] = {
    "met": Text(sv="uppfyllt", en="met"),
    "not-met": Text(sv="inte uppfyllt", en="not met"),
    "unclear": Text(sv="delvis eller oklart", en="partly or unclear"),
    "unknown": Text(sv="okänt", en="unknown"),
}
_STATES: Mapping[Verdict, State] = {"met": "yes", "not-met": "no", "unclear": "unknown", "unknown": "unknown"}
_READ_AS = {
    "asserts": Text(sv=" visar här: ", en=" shows here: "),
    "denies": Text(sv=" visar här motsatsen till: ", en=" shows here the opposite of: "),
    "doubts": Text(sv=" visar här inte säkert: ", en=" does not surely show here: "),
    "asks": Text(sv=" prövas här mot: ", en=" is held here against: "),
    "proposes": Text(sv=" ska enligt förslag visa: ", en=" is proposed to show: "),
}
_NOT_READ = Text(sv=": inget i vyn visar eller motsäger: ", en=": nothing in the view shows or contradicts: ")
_MISSING = Text(sv="Planen själv är inte inhämtad: ", en="The plan itself is not held: ")
_FACTOR = Text(sv=" är en av Delmos framgångsfaktorer.", en=" is one of Delmos's success factors.")
_NOTHING = Text(sv="inget", en="nothing")


def _told(plan: NamedNode, rows: Sequence[FoundRow], documents: PlanDocuments) -> Iterator[Piece]:
    counts = Counter(row.verdict for row in rows if row.values["plan"] == plan)
    yield from (plan, ": ")
    told = [(verdict, word) for verdict, word in _WORDS.items() if counts[verdict]]
    for number, (verdict, word) in enumerate(told):
        yield from (", " if number else "", word, f" {counts[verdict]}")
    if documents.missing and counts["unknown"]:
        yield from (Text(sv=" (inte inhämtat: ", en=" (not held: "), *listed(documents.missing), ")")
    yield "."


QUESTION = Question(
    name="plan-findings",
    title=Text(sv="Har planen Delmos framgångsfaktorer?", en="Does the plan have Delmos's success factors?"),
    users=("evaluator",),
    parameters=(
        Parameter(
            "plan",
            Text(
                sv="Planen; utan den prövas ansökan 2018, samordningsmodellen och planen 2023.",
                en="The plan; without it the application of 2018, the coordination model and the plan of 2023.",
            ),
            kinds=("plan",),
        ),
    ),
    columns=(
        Column("plan", Text(sv="Plan", en="Plan")),
        Column("factor", Text(sv="Framgångsfaktor", en="Success factor")),
        Column("verdict", Text(sv="Prövning", en="Check")),
        Column("looked_at", Text(sv="Läst", en="Looked at")),
        Column("would_show", Text(sv="Inte inhämtat", en="Not held")),
        Column("source", Text(sv="Slutsatsen står i", en="The finding is in")),
    ),
    example=Example(
        parameters={},
        views=(),
        summary="Insatser enligt ansökan 2018 (statsbidrag för att minska segregation): uppfyllt 2, delvis "
        "eller oklart 3. Lednings- och samordningsmodellen: uppfyllt 4, delvis eller oklart 1. "
        "Åtgärdsplan mot segregation 2023: uppfyllt 1, okänt 4 (inte inhämtat: Åtgärdsplan mot "
        "segregation 2023 (planen själv)).",
    ),
    find=find,
)
