"""Judging by the policies of grants: what each says of an action, or of a grant by itself, at a date."""

from collections.abc import Sequence
from dataclasses import dataclass

from pyoxigraph import NamedNode

from graph.answers.asked import Asked
from graph.answers.question import Parameter
from graph.rules.evaluation import Verdict, evaluate
from graph.rules.facts import Facts, Known, known
from graph.rules.values import Days, value_of
from graph.topics.dates import read_date
from graph.topics.policies import read_policies
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

    A grant is judged by the wording of the day when it was applied for, where that is known, else of the date.
    """
    governed = read_policies(asked, grants)
    policies = [policy for one in governed for policy in (*one.policies, *one.inherited)]
    recipients = asked.claims("recipient", subjects=grants)
    fetched = Fetched(asked, [*grants, *([] if action is None else [action])], policies)
    facts = {one.grant: fetched.facts(action, one.grant, given) for one in governed}
    above = parts_above(asked, facts.values(), policies)
    others = {policy.iri: policy for policy in policies}
    found = []
    for one in governed:
        users = recipients.values(one.grant, asked.term("recipient"))
        verdicts = [
            evaluate(
                policy,
                facts[one.grant],
                above,
                at,
                on=_day(known(facts[one.grant], _APPLIED)) or at,
                users=[user for user in users if isinstance(user, NamedNode)],
                others=others,
            )
            for policy in one.policies
        ]
        found.append(Judgement(one.grant, tuple(each for each in verdicts if each.in_force is not False)))
    return found


def day_asked_for(asked: Asked) -> Days:
    """The day that the parameter `AT` gives. Raises BadInput for what is no date."""
    text = read_date(asked, AT.name)
    assert text is not None, "it is required"
    return Days.of(text)


def _day(fact: Known) -> Days | None:
    """The one day that a fact gives, if it does."""
    days = [day for value in fact.values if isinstance(day := value_of(value), Days)]
    return days[0] if len(days) == 1 else None
