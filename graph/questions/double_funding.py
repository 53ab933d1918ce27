"""double-funding: which actions may be paid for twice, by two grants or by a grant and a budget?"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

from pyoxigraph import NamedNode

from graph.answers.asked import Asked
from graph.answers.form import State
from graph.answers.phrasing import claims_on, joined, number, things_of
from graph.answers.question import Column, Example, Found, FoundRow, Parameter, Question, Step
from graph.answers.wording import Phrase, kind_of, shown_id
from graph.claims.evidence import Claim
from graph.claims.views import Counted
from graph.topics.dates import Period, period_of
from ontology.errors import BadInput
from ontology.text import Text


@dataclass(frozen=True, slots=True)
class _Payment:
    """That a grant or a budget pays for an action: the action itself, or the plan that it is part of."""

    payer: NamedNode
    claims: tuple[Claim, ...]
    plan: NamedNode | None = None
    draft: bool = False
    contested: bool = False


@dataclass(frozen=True, slots=True)
class _Read:
    """What is claimed of who pays for what, of what actions are part of, and of when grants are for."""

    asked: Asked
    finances: Counted
    belonging: Counted
    periods: Mapping[NamedNode, tuple[Period, ...]]
    of_periods: Counted

    def payments(self, action: NamedNode, draft: NamedNode | None) -> list[_Payment]:
        """Everything that pays for an action, directly or through a plan, the draft included."""
        plans = {part.object: part for part in self.belonging.asserted() if part.subject == action}
        found = {} if draft is None else {draft: _Payment(draft, (), draft=True)}
        for one in self.finances.asserted():
            if one.object in plans and isinstance(one.object, NamedNode) and one.subject not in found:
                claims = (*claims_on(self.finances, [one]), *claims_on(self.belonging, [plans[one.object]]))
                contested = self.finances.contested(one) or self.belonging.contested(plans[one.object])
                found[one.subject] = _Payment(one.subject, claims, one.object, contested=contested)
        for one in self.finances.asserted():
            if one.object == action:
                claims = claims_on(self.finances, [one])
                found[one.subject] = _Payment(one.subject, claims, contested=self.finances.contested(one))
        return sorted(found.values(), key=lambda payment: payment.payer.value)


def find(asked: Asked) -> Found:
    """One row for each action and pair of payers that may pay for the same."""
    action, draft = asked.thing("action"), asked.thing("grant")
    if draft is not None and action is None:
        raise _no_action()
    read = _read(asked, action, draft)
    actions = [action] if action is not None else _actions(read)
    rows = [_row(read, one, *pair) for one in actions for pair in combinations(read.payments(one, draft), 2)]
    return Found(rows, _summary(rows))


def _read(asked: Asked, action: NamedNode | None, draft: NamedNode | None) -> _Read:
    if action is None:
        finances = asked.claims("finances")
        belonging = asked.claims("partOf", objects=things_of(finances.asserted()))
    else:
        belonging = asked.claims("partOf", subjects=[action])
        finances = asked.claims("finances", objects=[action, *things_of(belonging.asserted())])
    payers = sorted(
        {*(one.subject for one in finances.asserted()), *([] if draft is None else [draft])}, key=str
    )
    of_periods = asked.claims("period", subjects=payers)
    parts = asked.parts(things_of(of_periods.asserted()))
    periods: dict[NamedNode, tuple[Period, ...]] = {}
    for one in of_periods.asserted():
        if isinstance(one.object, NamedNode):
            known = period_of(asked, parts.get(one.object, ()))
            periods[one.subject] = (*periods.get(one.subject, ()), known)
    return _Read(asked, finances, belonging, periods, of_periods)


def _actions(read: _Read) -> list[NamedNode]:
    direct = {one.object for one in read.finances.asserted() if kind_of(one.object) == "action"}
    plans = {one.object for one in read.finances.asserted()}
    through = {
        one.subject
        for one in read.belonging.asserted()
        if one.object in plans and kind_of(one.subject) == "action"
    }
    return sorted({*(one for one in direct if isinstance(one, NamedNode)), *through}, key=str)


def _row(read: _Read, action: NamedNode, one: _Payment, other: _Payment) -> FoundRow:
    found = _meets(read, one, other)
    label = _LABELS[found]
    return FoundRow(
        id=f"{shown_id(action)}/{shown_id(one.payer)}/{shown_id(other.payer)}",
        values={
            "action": action,
            "one": one.payer,
            "other": other.payer,
            "through": next((payment.plan for payment in (one, other) if payment.plan), None),
            "verdict": label,
        },
        state=_STATES[found],
        because=(*_steps(read, action, one), *_steps(read, action, other)),
        verdict=found,
        verdict_label=label,
    )


def _meets(read: _Read, one: _Payment, other: _Payment) -> str:
    """What is known of both paying for the same: apart in time, at the same time, or not known."""
    pairs = [
        (mine, theirs)
        for mine in read.periods.get(one.payer, ())
        for theirs in read.periods.get(other.payer, ())
    ]
    if pairs and not any(mine.may_meet(theirs) for mine, theirs in pairs):
        return "apart"
    if one.contested or other.contested:
        return "contested"
    if one.plan or other.plan:
        return "through-plan"
    whole = pairs and all(None not in (each.start, each.end) for pair in pairs for each in pair)
    return "overlap" if whole else "time-unknown"


def _steps(read: _Read, action: NamedNode, payment: _Payment) -> Iterator[Step]:
    paid = payment.plan or action
    words: Phrase = (payment.payer, Text(sv=" betalar för ", en=" pays for "), paid, ".")
    if payment.draft:
        words = (
            payment.payer,
            Text(sv=" skulle betala för ", en=" would pay for "),
            paid,
            Text(sv=" (utkast).", en=" (draft)."),
        )
    yield Step(words, payment.claims)
    said = [one for one in read.of_periods.asserted() if one.subject == payment.payer]
    if said:
        periods = joined((one.object,) for one in said)
        yield Step((payment.payer, ": ", *periods, "."), claims_on(read.of_periods, said))
    else:
        yield Step((payment.payer, Text(sv=": perioden är inte känd.", en=": the period is not known.")))


def _summary(rows: Sequence[FoundRow]) -> Phrase:
    if not rows:
        return (
            Text(
                sv="Ingen källa säger att två betalar för samma åtgärd.",
                en="No source says that two pay for the same action.",
            ),
        )
    twice = sum(row.state == "yes" for row in rows)
    unknown = sum(row.state == "unknown" for row in rows)
    one, many = (
        Text(sv="åtgärd betalas av två under samma tid", en="action is paid for by two at the same time"),
        Text(sv="åtgärder betalas av två under samma tid", en="actions are paid for by two at the same time"),
    )
    open_one, open_many = (
        Text(sv="kan inte avgöras", en="cannot be settled"),
        Text(sv="kan inte avgöras", en="cannot be settled"),
    )
    return (number(twice, one, many), "; ", number(unknown, open_one, open_many), ".")


_STATES: Mapping[str, State] = {
    "overlap": "yes",
    "apart": "no",
    "contested": "unknown",
    "through-plan": "unknown",
    "time-unknown": "unknown",
}
_LABELS = {
    "contested": Text(sv="att de betalar är omstritt", en="that they pay is contested"),
    "overlap": Text(sv="båda betalar under samma tid", en="both pay at the same time"),
    "apart": Text(sv="tiderna skiljer sig", en="the periods differ"),
    "through-plan": Text(
        sv="en betalar för hela planen; vilka åtgärder sägs inte",
        en="one pays for the whole plan; for which actions is not said",
    ),
    "time-unknown": Text(sv="när de betalar är inte känt", en="when they pay is not known"),
}


def _no_action() -> BadInput:
    return BadInput(
        Text(
            sv="grant prövar om bidraget också kan betala för en viss åtgärd. Ange åtgärden i action.",
            en="grant tries whether the grant could pay for a certain action too. Give the action in action.",
        )
    ).of("action")


QUESTION = Question(
    name="double-funding",
    title=Text(sv="Vilka åtgärder kan vara betalda två gånger?", en="Which actions may be paid for twice?"),
    users=("evaluator", "opposition"),
    parameters=(
        Parameter(
            "action",
            Text(sv="åtgärden; utan den prövas alla", en="the action; without it, all are tried"),
            kinds=("action",),
        ),
        Parameter(
            "grant",
            Text(
                sv="ett bidrag som prövas för åtgärden, som utkast",
                en="a grant tried for the action, as a draft",
            ),
            kinds=("grant",),
        ),
    ),
    columns=(
        Column("action", Text(sv="Åtgärd", en="Action")),
        Column("one", Text(sv="Betalas av", en="Paid for by")),
        Column("other", Text(sv="och av", en="and by")),
        Column("through", Text(sv="genom planen", en="through the plan")),
        Column("verdict", Text(sv="Vad som är känt", en="What is known")),
    ),
    asks=Text(sv="Betalas den två gånger?", en="Is it paid for twice?"),
    example=Example(
        {"action": "action/kartlaggning-segregation", "grant": "grant/tillvaxtverket-2018"},
        (),
        "0 åtgärder betalas av två under samma tid; 1 kan inte avgöras.",
    ),
    find=find,
)
