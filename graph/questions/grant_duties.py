"""grant-duties: what is due when under a grant, and what is pending, done or late at a date?"""

from collections.abc import Iterator, Sequence

from graph.answers.asked import Asked
from graph.answers.phrasing import joined, number
from graph.answers.question import Column, Example, Found, FoundRow, Question
from graph.answers.wording import Phrase, shown_id
from graph.rules.evaluation import Judged, Outcome, Verdict
from graph.topics.handed_in import handed_in, parameters
from graph.topics.judging import ANY_GRANT, AT, Judgement, day_asked_for, judge_grants
from graph.topics.verdicts import state, steps, worded
from ontology.namespaces import RS
from ontology.operands import operands
from ontology.text import Text

_UNDATED = "undated"  # sorts after every date
_COUNTED: tuple[tuple[Outcome, Text, Text], ...] = (
    (
        "violated",
        Text(sv="försenad eller bruten", en="late or broken"),
        Text(sv="försenade eller brutna", en="late or broken"),
    ),
    ("pending", Text(sv="återstår", en="pending"), Text(sv="återstår", en="pending")),
    ("fulfilled", Text(sv="fullgjord", en="fulfilled"), Text(sv="fullgjorda", en="fulfilled")),
    (
        "undetermined",
        Text(sv="kan inte avgöras", en="undetermined"),
        Text(sv="kan inte avgöras", en="undetermined"),
    ),
)


def find(asked: Asked) -> Found:
    """One row for each duty of whoever uses a grant, by its last day."""
    grant, at = asked.thing("grant"), day_asked_for(asked)
    grants = [grant] if grant is not None else sorted(asked.kind("grant"), key=str)
    judged = judge_grants(asked, grants, None, handed_in(asked), at)
    rows = [row for one in judged for row in _rows(one)]
    if not rows:
        words = Text(sv="Inga skyldigheter är kända i vyn.", en="No duties are known in the view.")
        return Found([], (words,), state="unknown")
    missing = tuple(
        dict.fromkeys(
            fact
            for one in judged
            for verdict in one.verdicts
            for duty in verdict.judged
            if _is_duty(duty)
            for fact in duty.missing
        )
    )
    return Found(rows, _summary(rows), settled_by=missing)


def _is_duty(one: Judged) -> bool:
    """Whether it is a duty under the grant, and not one that each action must meet by itself."""
    rule = one.rule
    of_actions = any(operands()[operand].asked_of == RS["Action"] for operand in rule.operands())
    return rule.kind == "duty" and not rule.restricts and not of_actions and one.outcome != "not-applicable"


def _rows(judged: Judgement) -> Iterator[FoundRow]:
    for verdict in judged.verdicts:
        for one in verdict.judged:
            if _is_duty(one) and verdict.policy.kind != "offer":
                yield _row(judged, verdict, one)


def _row(judged: Judgement, verdict: Verdict, one: Judged) -> FoundRow:
    last = one.rule.last_day
    label = worded(one.outcome)
    due = _UNDATED if last is None else str(last.last)
    return FoundRow(
        id=f"{due}/{shown_id(judged.grant)}/{shown_id(verdict.policy.iri)}/{shown_id(one.rule.iri)}",
        values={
            "due": None if last is None else str(last.last),
            "rule": one.rule.iri,
            "grant": judged.grant,
            "author": verdict.policy.authors,
            "outcome": label,
            "missing": one.missing or None,
        },
        state=state(one.outcome),
        because=steps(one),
        verdict=one.outcome,
        verdict_label=label,
    )


def _summary(rows: Sequence[FoundRow]) -> Phrase:
    counted = [(sum(row.verdict == outcome for row in rows), one, many) for outcome, one, many in _COUNTED]
    said = [(number(count, one, many),) for count, one, many in counted if count]
    return (*joined(said), ".")


QUESTION = Question(
    name="grant-duties",
    title=Text(
        sv="Vad ska göras när för bidragen, och vad är sent?",
        en="What is due when under the grants, and what is late?",
    ),
    users=("strategist", "evaluator", "opposition"),
    parameters=(
        ANY_GRANT,
        AT,
        *(one for one in parameters() if one.name in ("applied-on", "reported-on")),
    ),
    columns=(
        Column("due", Text(sv="Senast", en="Due by")),
        Column("rule", Text(sv="Skyldighet", en="Duty")),
        Column("grant", Text(sv="Bidrag", en="Grant")),
        Column("author", Text(sv="Krävs av", en="Demanded by")),
        Column("outcome", Text(sv="Läge", en="State")),
        Column("missing", Text(sv="Vad som saknas", en="What is missing")),
    ),
    asks=Text(sv="Är det i sin ordning?", en="Is it in order?"),
    example=Example(
        {"grant": "grant/pafyllnad-2022", "at": "2023-01-29"}, (), "1 fullgjord, 1 kan inte avgöras."
    ),
    find=find,
)
