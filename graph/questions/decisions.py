"""decisions: who decided what, in which form, and what was only proposed, recommended or noted?"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from pyoxigraph import NamedNode

from graph.answers.asked import Asked
from graph.answers.form import State
from graph.answers.phrasing import about, capitalised, claims_on, listed, number, sentence, things_of
from graph.answers.question import Column, Example, Found, FoundRow, Parameter, Question, Step
from graph.answers.wording import Phrase, Piece, shown_id
from graph.claims.evidence import code
from graph.claims.model import Proposition
from graph.claims.views import Counted
from graph.topics.dates import Period, any_may_meet, read_period
from graph.topics.gaps import not_held
from ontology.text import Text

_TERMS = ("decisionForm", "decidedBy", "decidesOn", "date", "recordedIn")
_IN_MATTER = ("establishes", "adopts", "approves", "rejects")
_WEIGHTS = {
    "decided": Text(sv="beslutat i sak", en="decided on the matter"),
    "recommends": Text(sv="bara rekommenderat", en="only recommended"),
    "notes": Text(sv="bara noterat", en="only noted"),
    "proposes": Text(sv="bara ett förslag till beslut", en="only a proposal for a decision"),
    "only-proposed": Text(
        sv="föreslaget; om det beslutades är okänt", en="proposed; whether decided is unknown"
    ),
    "contested": Text(sv="omstridd form", en="contested form"),
    "no-form": Text(sv="beslutat i okänd form", en="decided in a form not known"),
}
_COUNTS = {
    "decided": (
        Text(sv="beslut i sak", en="decision on the matter"),
        Text(sv="beslut i sak", en="decisions on the matter"),
    ),
    "recommends": (
        Text(sv="rekommendation", en="recommendation"),
        Text(sv="rekommendationer", en="recommendations"),
    ),
    "notes": (Text(sv="notering", en="noting"), Text(sv="noteringar", en="notings")),
    "proposes": (
        Text(sv="förslag till beslut", en="proposal for a decision"),
        Text(sv="förslag till beslut", en="proposals for a decision"),
    ),
    "only-proposed": (
        Text(sv="föreslaget beslut", en="proposed decision"),
        Text(sv="föreslagna beslut", en="proposed decisions"),
    ),
    "contested": (
        Text(sv="av omstridd form", en="of contested form"),
        Text(sv="av omstridd form", en="of contested form"),
    ),
    "no-form": (
        Text(sv="beslut i okänd form", en="decision in a form not known"),
        Text(sv="beslut i okänd form", en="decisions in a form not known"),
    ),
}


@dataclass(frozen=True, slots=True)
class _Decision:
    decision: NamedNode
    counted: Counted
    asked: Asked

    def said(self, term: str) -> list[Proposition]:
        """What somebody says of it under a term, in whatever stance."""
        return about(self.counted, self.decision, self.asked.term(term))

    def asserted(self, term: str) -> list[Proposition]:
        """What somebody asserts of it under a term."""
        return [one for one in self.said(term) if self.counted.asserting(one)]

    @property
    def dates(self) -> list[str]:
        """Its dates; two that cannot both hold are two dates."""
        return sorted({one.object.value for one in self.asserted("date")})

    @property
    def weight(self) -> str:
        """A key of _WEIGHTS."""
        forms = {code(one.object) for one in self.asserted("decisionForm")}
        if len(forms) > 1 or any(self.counted.contested(one) for one in self.asserted("decisionForm")):
            return "contested"
        if not forms:
            taken = not self.said("decisionForm") and any(self.asserted(term) for term in _TERMS)
            return "no-form" if taken else "only-proposed"
        form = forms.pop()
        return "decided" if form in _IN_MATTER else form

    @property
    def dates_conflict(self) -> bool:
        """Whether sources give dates that cannot both hold."""
        return any(self.counted.conflicting(one) for one in self.asserted("date"))


def find(asked: Asked) -> Found:
    """One row for each decision that somebody in the view speaks of."""
    body, days = asked.thing("body"), read_period(asked)
    named = None
    if body is not None:
        by_body = asked.claims("decidedBy", objects=[body])
        named = sorted({claim.proposition.subject for claim in by_body.claims}, key=str)
    counted = asked.claims(*_TERMS, subjects=list(asked.kind("decision")) if named is None else named)
    subjects = sorted({claim.proposition.subject for claim in counted.claims}, key=str)
    decisions = [_Decision(one, counted, asked) for one in subjects]
    if days != Period():
        decisions = [one for one in decisions if any_may_meet([Period(d, d) for d in one.dates], days)]
    recorded = things_of(proposition for one in decisions for proposition in one.asserted("recordedIn"))
    return Found(
        [_row(one) for one in decisions], _summary(decisions, body), not_held=not_held(asked, recorded)
    )


def _row(one: _Decision) -> FoundRow:
    weight = one.weight
    state: State = (
        "yes" if weight == "decided" else "no" if weight in ("recommends", "notes", "proposes") else "unknown"
    )
    return FoundRow(
        id=f"{one.dates[0] if one.dates else _UNDATED}/{shown_id(one.decision)}",
        values={
            "decision": one.decision,
            "weight": _WEIGHTS[weight],
            "form": tuple(things_of(one.asserted("decisionForm") or one.said("decisionForm"))),
            "by": tuple(things_of(one.asserted("decidedBy"))),
            "date": _dates(one),
            "on": tuple(things_of(one.said("decidesOn"))),
            "recorded": tuple(things_of(one.asserted("recordedIn"))),
        },
        state=state,
        because=tuple(_steps(one, weight)),
    )


_UNDATED = "undated"


def _dates(one: _Decision) -> tuple[Piece, ...]:
    if not one.dates:
        return (Text(sv="okänt", en="unknown"),)
    conflict = (Text(sv="(källorna är oense)", en="(sources disagree)"),) if one.dates_conflict else ()
    return (*one.dates, *conflict)


def _steps(one: _Decision, weight: str) -> list[Step]:
    words = {
        "decisionForm": Text(sv="Form: ", en="Form: "),
        "decidedBy": Text(sv="Av: ", en="By: "),
        "decidesOn": Text(sv="Gäller: ", en="On: "),
        "date": Text(sv="Datum: ", en="Date: "),
        "recordedIn": Text(sv="Finns i: ", en="Recorded in: "),
    }
    steps = []
    for term in _TERMS:
        asserted = one.asserted(term)
        only_proposed = [proposition for proposition in one.said(term) if proposition not in asserted]
        for said, mark in (
            (asserted, Text(sv="", en="")),
            (only_proposed, Text(sv=" (föreslås)", en=" (proposed)")),
        ):
            if said:
                values = tuple(dict.fromkeys(proposition.object for proposition in said))
                steps.append(Step((words[term], *listed(values), mark, "."), claims_on(one.counted, said)))
    steps.append(Step((Text(sv="Alltså: ", en="So: "), _WEIGHTS[weight], ".")))
    return steps


def _summary(decisions: Sequence[_Decision], body: NamedNode | None) -> Phrase:
    who: Phrase = (body, ": ") if body else ()
    if not decisions:
        nothing = Text(sv="inga beslut är kända i vyn.", en="no decisions are known in the view.")
        return (*who, nothing) if who else (capitalised(nothing),)
    weights = Counter(one.weight for one in decisions)
    counts = [number(weights[key], one, many) for key, (one, many) in _COUNTS.items() if weights[key]]
    conflicts = [one.decision for one in decisions if one.dates_conflict]
    ending: Phrase = (".",)
    if conflicts:
        disagree = Text(sv=". Källorna är oense om datum för: ", en=". Sources disagree on the date of: ")
        ending = (disagree, *listed(conflicts), ".")
    return sentence(who, listed(counts), ending)


QUESTION = Question(
    name="decisions",
    title=Text(
        sv="Vem beslutade vad, i vilken form, och vad är bara förslag, rekommenderat eller noterat?",
        en="Who decided what, in which form, and what was only proposed, recommended or noted?",
    ),
    users=("opposition",),
    parameters=(
        Parameter(
            "body",
            Text(
                sv="Bara beslut av detta organ eller denna befattning.",
                en="Only decisions of this body or office.",
            ),
            kinds=("unit", "post", "body", "group", "organisation"),
        ),
        Parameter("from", Text(sv="Tidigast (år, månad eller dag).", en="Not before (year, month or day).")),
        Parameter("to", Text(sv="Senast (år, månad eller dag).", en="Not after (year, month or day).")),
    ),
    columns=(
        Column("decision", Text(sv="Beslut", en="Decision")),
        Column("weight", Text(sv="Vad det är", en="What it is")),
        Column("form", Text(sv="Form", en="Form")),
        Column("by", Text(sv="Av", en="By")),
        Column("date", Text(sv="Datum", en="Date")),
        Column("on", Text(sv="Gäller", en="On")),
        Column("recorded", Text(sv="Finns i", en="Recorded in")),
    ),
    example=Example(
        parameters={"body": "unit/kommunstyrelsen"},
        views=(),
        summary="Kommunstyrelsen: 1 rekommendation, 1 notering, 1 förslag till beslut och 1 beslut i "
        "okänd form.",
    ),
    find=find,
)
