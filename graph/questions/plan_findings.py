"""plan-findings: does a plan do what the success factors ask for? Each verdict with what was looked at."""

from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import Literal as OneOf

from pyoxigraph import NamedNode

from graph.answers.asked import Asked
from graph.answers.form import State
from graph.answers.phrasing import chain_of, documents_of, listed, speakers_of, stated, things_of
from graph.answers.question import Column, Example, Found, FoundRow, Parameter, Question, Step
from graph.answers.wording import Piece, shown_id
from graph.claims.evidence import read_claims
from graph.claims.model import Proposition
from graph.claims.views import Counted
from graph.topics.gaps import not_held
from graph.topics.plan_documents import PlanDocuments, read_plan_documents
from ontology.iris import thing
from ontology.text import Text

_FACTOR = thing("finding-type/success-factor")

Verdict = OneOf["met", "not-met", "unclear", "unknown"]


def find(asked: Asked) -> Found:
    """One row for each plan and success factor."""
    plans, factors = _checked(asked)
    meeting = asked.claims("meets", subjects=plans, objects=factors)
    sources = asked.claims("concerns", subjects=factors)
    documents = read_plan_documents(asked, plans)
    rows = [
        _row(Proposition(one, asked.term("meets"), factor), asked, meeting, sources, documents[one])
        for one in plans
        for factor in factors
    ]
    pages = not_held(asked, [claim.document for claim in sources.claims])
    missing = [document for one in plans for document in documents[one].missing]
    summary = tuple(piece for one in plans for piece in (" ", *_told(one, rows, documents[one])))[1:]
    if not rows:
        nothing = Text(sv="Ingen prövning av någon plan är känd.", en="No check of any plan is known.")
        return Found([], (nothing,), "unknown", settled_by=tuple(missing), not_held=tuple(missing))
    if all(row.verdict == "unknown" for row in rows):
        settled_by = [*missing, *(document for one in plans for document in documents[one].held)]
        return Found(rows, summary, "unknown", settled_by=tuple(settled_by), not_held=(*missing, *pages))
    return Found(rows, summary, not_held=(*missing, *pages))


def _checked(asked: Asked) -> tuple[list[NamedNode], list[NamedNode]]:
    """Every plan that somebody has checked, in whatever view (or the one asked for), and every success factor."""
    factors = asked.typed(_FACTOR)
    plan = asked.thing("plan")
    if plan is not None:
        return [plan], factors
    checks = read_claims(asked.store, objects=factors, predicates=[asked.term("meets")])
    plans = {claim.proposition.subject for claim in checks}
    return sorted(plans, key=lambda one: one.value), things_of(claim.proposition for claim in checks)


def _row(
    one: Proposition, asked: Asked, meeting: Counted, sources: Counted, documents: PlanDocuments
) -> FoundRow:
    plan, factor = one.subject, one.object
    claims = tuple(meeting.about(one))
    verdict = _verdict({claim.stance for claim in claims if claim.stance})
    said = tuple(
        claim for claim in sources.claims if claim.proposition.subject == factor and claim.first_hand
    )
    return FoundRow(
        id=" ".join(shown_id(end) for end in (plan, factor) if isinstance(end, NamedNode)),
        values={
            "plan": plan,
            "factor": factor,
            "verdict": _WORDS[verdict],
            "looked_at": documents_of(claims) or _NOTHING,
            "would_show": documents.missing,
            "source": documents_of(said),
        },
        state=_STATES[verdict],
        because=(
            *(
                Step(
                    (
                        *chain_of((link.speaker, link.stance) for link in claim.chain),
                        *stated(asked, one),
                        ".",
                    ),
                    (claim,),
                )
                for claim in claims
            ),
            *([] if claims else [Step((plan, _NOT_READ, factor, "."))]),
            *(
                [Step((_MISSING, *listed(documents.missing), "."), documents.claims)]
                if documents.missing
                else []
            ),
            *([Step((factor, _FACTOR_BY, *listed(speakers_of(said)), "."), said)] if said else []),
        ),
        verdict=verdict,
        verdict_label=_WORDS[verdict],
        firm=None if verdict == "unknown" else verdict != "unclear",
        depends_on=(one,) if verdict == "unclear" else (),
    )


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
_FACTOR_BY = Text(sv=" – framgångsfaktor enligt ", en=" – success factor according to ")
_NOT_READ = Text(sv=": ingen i vyn har prövat: ", en=": nobody in the view has checked: ")
_MISSING = Text(sv="Planen själv finns inte här: ", en="The plan itself is not held: ")
_NOTHING = Text(sv="inget", en="nothing")


def _told(plan: NamedNode, rows: Sequence[FoundRow], documents: PlanDocuments) -> Iterator[Piece]:
    counts = Counter(row.verdict for row in rows if row.values["plan"] == plan)
    yield from (plan, ": ")
    told = [(verdict, word) for verdict, word in _WORDS.items() if counts[verdict]]
    for number, (verdict, word) in enumerate(told):
        yield from (", " if number else "", word, f" {counts[verdict]}")
    if documents.missing and counts["unknown"]:
        yield from (Text(sv=" (finns inte här: ", en=" (not held: "), *listed(documents.missing), ")")
    yield "."


QUESTION = Question(
    name="plan-findings",
    title=Text(sv="Har planen Delmos framgångsfaktorer?", en="Does the plan have Delmos's success factors?"),
    users=("evaluator",),
    parameters=(
        Parameter(
            "plan",
            Text(
                sv="Planen; annars varje plan som någon har prövat.",
                en="The plan; otherwise every plan that somebody has checked.",
            ),
            kinds=("plan",),
        ),
    ),
    columns=(
        Column("plan", Text(sv="Plan", en="Plan")),
        Column("factor", Text(sv="Framgångsfaktor", en="Success factor")),
        Column("verdict", Text(sv="Prövning", en="Check")),
        Column("looked_at", Text(sv="Läst", en="Looked at")),
        Column("would_show", Text(sv="Finns inte här", en="Not held")),
        Column("source", Text(sv="Slutsatsen står i", en="The finding is in")),
    ),
    example=Example(
        parameters={},
        views=(),
        summary="Insatser enligt ansökan 2018 (statsbidrag för att minska segregation): uppfyllt 2, delvis "
        "eller oklart 3. Åtgärdsplan mot segregation 2023: uppfyllt 1, okänt 4 (finns inte här: "
        "Åtgärdsplan mot segregation 2023 (planen själv)). Lednings- och samordningsmodellen: "
        "uppfyllt 3, delvis eller oklart 2.",
    ),
    find=find,
)
