"""Judging by the policies of grants: what each says of an action, or of a grant by itself, at a date."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from pyoxigraph import NamedNode

from graph.answers.asked import Asked
from graph.answers.question import Parameter
from graph.claims.views import Counted
from graph.rules.evaluation import Force, Verdict, evaluate
from graph.rules.facts import Facts, Known, Parts, known
from graph.rules.policy import Policy
from graph.rules.values import Days, value_of
from graph.topics.dates import read_date
from graph.topics.policies import Governed, read_policies
from graph.topics.rule_facts import Fetched, parts_above
from ontology.iris import thing
from ontology.text import Text

ANY_GRANT = Parameter(
    "grant",
    Text(
        sv="bidraget, eller det statsbidrag som det ges inom; utan det prövas alla bidrag",
        en="the grant, or the scheme that it is given under; without it, all grants are tried",
    ),
    kinds=("grant", "scheme"),
)
AT = Parameter(
    "at",
    Text(sv="dagen som frågan gäller, ÅÅÅÅ-MM-DD", en="the day that the question is about, YYYY-MM-DD"),
    required=True,
)
_APPLIED = thing("operand/applied-on")


@dataclass(frozen=True, slots=True)
class Judgement:
    """A grant, and what each policy says that governs it and was in force, or may have been."""

    grant: NamedNode
    verdicts: tuple[Verdict, ...]


def judge_grants(
    asked: Asked, grants: Sequence[NamedNode], action: NamedNode | None, given: Facts, at: Days
) -> list[Judgement]:
    """What the policies of these grants say of an action, of which facts may be handed in, at a date.

    A grant is judged by the wording of the day when it was applied for.
    """
    governed = read_policies(asked, grants)
    policies = [policy for one in governed for policy in (*one.policies, *one.inherited)]
    wide = sorted({one for each in governed for one in each.wide}, key=str)
    recipients = asked.claims("recipient", subjects=wide)
    fetched = Fetched(asked, [*grants, *([] if action is None else [action])], policies)
    facts = {one.grant: fetched.facts(action, one.grant, given) for one in governed}
    above = parts_above(asked, facts.values(), policies)
    return [
        _judged(one, facts[one.grant], above, at, _users(asked, recipients, one.wide)) for one in governed
    ]


def _users(asked: Asked, recipients: Counted, wide: Sequence[NamedNode]) -> list[NamedNode]:
    """Who gets the money of a grant: the recipients of the grant, and of what it is part of."""
    found = {value for one in wide for value in recipients.values(one, asked.term("recipient"))}
    return sorted((one for one in found if isinstance(one, NamedNode)), key=str)


def _judged(
    governed: Governed, facts: Facts, above: Parts, at: Days, users: Collection[NamedNode]
) -> Judgement:
    applied = _day(known(facts, _APPLIED))
    every = (*governed.policies, *governed.inherited)
    force = {policy.iri: _force(policy, every, applied, at) for policy in every}
    others = {policy.iri: policy for policy in every if force[policy.iri].truth is not False}
    verdicts = (
        evaluate(policy, facts, above, at, in_force=force[policy.iri], users=users, others=others)
        for policy in governed.policies
    )
    return Judgement(governed.grant, tuple(one for one in verdicts if one.in_force.truth is not False))


def _force(policy: Policy, every: Iterable[Policy], applied: Days | None, at: Days) -> Force:
    """Whether a policy holds for a case: the wording of the day of application, which is no later than the date.

    Where that day is not known, and there were several wordings until the date, it may be any of them.
    """
    if applied is not None:
        return Force(policy.in_force(applied))
    wordings = [one for one in every if one.wording_of == policy.wording_of and one.begun(at) is not False]
    if len(wordings) > 1 and policy in wordings:
        return Force(None, (_APPLIED,))
    return Force(policy.in_force(at))


def day_asked_for(asked: Asked) -> Days:
    """The day that the parameter `AT` gives. Raises BadInput for what is no date."""
    text = read_date(asked, AT.name)
    assert text is not None, "it is required"
    return Days.of(text)


def _day(fact: Known) -> Days | None:
    """The one day that a fact gives, if it does."""
    days = [day for value in fact.values if isinstance(day := value_of(value), Days)]
    return days[0] if len(days) == 1 else None
