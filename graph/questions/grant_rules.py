"""grant-rules: which rules of a grant constrain an action, and what do they say of it, at a date?"""

from collections import Counter
from collections.abc import Iterator, Sequence

from pyoxigraph import NamedNode

from graph.answers.asked import Asked
from graph.answers.phrasing import joined, listed, number
from graph.answers.question import Column, Example, Found, FoundRow, Parameter, Question, Step
from graph.answers.wording import Phrase, shown_id
from graph.rules.evaluation import Judged, Verdict
from graph.rules.policy import Policy, Rule
from graph.topics.handed_in import handed_in, parameters
from graph.topics.judging import ANY_GRANT, AT, Judgement, day_asked_for, judge_grants
from graph.topics.policies import US
from graph.topics.verdicts import state, steps, worded
from ontology.errors import BadInput
from ontology.iris import thing
from ontology.text import Text


def find(asked: Asked) -> Found:
    """For each grant and policy, one row for the policy as a whole and one for each of its rules."""
    action, grant = asked.thing("action"), asked.thing("grant")
    at = day_asked_for(asked)
    given = handed_in(asked)
    if action is None and grant is None:
        raise _nothing_asked()
    grants = [grant] if grant is not None else sorted(asked.kind("grant"), key=str)
    judged = judge_grants(asked, grants, action, given, at)
    if grant is None:
        judged = [one for one in judged if one.verdicts]
    rows = [row for one in judged for row in _rows(one)]
    if not rows:
        words = Text(sv=": inga regler är kända i vyn.", en=": no rules are known in the view.")
        return Found([], (*listed(grants), words), state="unknown")
    missing = tuple(dict.fromkeys(m for one in judged for verdict in one.verdicts for m in verdict.missing))
    open_only = all(row.state == "unknown" for row in rows if row.values["rule"] is None)
    return Found(rows, _summary(judged), state="unknown" if open_only else "answered", settled_by=missing)


def _rows(judged: Judgement) -> Iterator[FoundRow]:
    for verdict in judged.verdicts:
        yield _of_policy(judged.grant, verdict)
        for one in verdict.judged:
            yield _of_rule(judged.grant, verdict, one)


def _of_policy(grant: NamedNode, verdict: Verdict) -> FoundRow:
    policy = verdict.policy
    offer = policy.kind == "offer"
    force: tuple[Step, ...] = ()
    if verdict.in_force.truth is None:
        words = Text(
            sv=": det är inte känt om reglerna gällde den dagen.",
            en=": whether the rules were in force on that day is not known.",
        )
        force = (Step((policy.iri, words), policy.claims),)
    return FoundRow(
        id=f"{shown_id(grant)}/{shown_id(policy.iri)}",
        values={
            "grant": grant,
            "policy": policy.iri,
            "kind": thing(f"policy-type/{policy.kind}"),
            "author": policy.authors,
            "rule": None,
            "outcome": worded(verdict.outcome, offer=offer),
            "rendering": None,
            "missing": verdict.missing or None,
        },
        state=state(verdict.outcome),
        because=(*force, Step((policy.iri, ": ", worded(verdict.outcome, offer=offer), "."), policy.claims)),
        verdict=verdict.outcome,
        verdict_label=worded(verdict.outcome, offer=offer),
    )


def _of_rule(grant: NamedNode, verdict: Verdict, one: Judged) -> FoundRow:
    policy, rule = verdict.policy, one.rule
    label = worded(one.outcome, offer=policy.kind == "offer")
    return FoundRow(
        id=f"{shown_id(grant)}/{shown_id(policy.iri)}/{shown_id(rule.iri)}",
        values={
            "grant": grant,
            "policy": policy.iri,
            "author": policy.authors,
            "rule": rule.iri,
            "outcome": label,
            "rendering": _rendering(policy, rule),
            "missing": one.missing or None,
        },
        state=state(one.outcome),
        because=steps(one),
        verdict=one.outcome,
        verdict_label=label,
    )


def _rendering(policy: Policy, rule: Rule) -> tuple[NamedNode, ...] | None:
    """Whose words the rule is known by, where nobody who issued it says it in a passage of their own."""
    speakers = {claim.speaker for claim in rule.claims} - {US}
    return tuple(sorted(speakers, key=str)) if speakers and not speakers & set(policy.authors) else None


def _summary(judged: Sequence[Judgement]) -> Phrase:
    """What each policy of one grant comes to, and what is missing or decides; of several, how many come to what."""
    if len(judged) > 1:
        return _counted(judged)
    ((grant, verdicts),) = ((one.grant, one.verdicts) for one in judged)
    said = [(verdict.policy.iri, " – ", *_said(verdict)) for verdict in verdicts]
    return (grant, ": ", *joined(said, " "))


def _counted(judged: Sequence[Judgement]) -> Phrase:
    outcomes = Counter(verdict.outcome for one in judged for verdict in one.verdicts)
    said = [(worded(outcome), ": ", str(count)) for outcome, count in sorted(outcomes.items())]
    tried = number(len(judged), Text(sv="bidrag", en="grant"), Text(sv="bidrag", en="grants"))
    policies = Text(sv=" har regler. Regelverk efter utfall: ", en=" have rules. Policies by outcome: ")
    return (tried, policies, *joined(said), ".")


def _said(verdict: Verdict) -> Phrase:
    outcome = worded(verdict.outcome, offer=verdict.policy.kind == "offer")
    if verdict.outcome == "undetermined":
        return (outcome, *_why_open(verdict), ".")
    deciding = [one.rule.iri for one in verdict.judged if one.outcome == verdict.outcome]
    if verdict.outcome in ("denied", "violated") and deciding:
        return (outcome, " (", *listed(deciding), ").")
    return (outcome, ".")


def _why_open(verdict: Verdict) -> Phrase:
    """What would settle it: the facts that nobody gives, and how many rules cannot be tested."""
    found: list[Phrase] = []
    if verdict.in_force.truth is None:
        found.append((Text(sv="om reglerna gällde då", en="whether the rules were in force then"),))
    found.extend([(fact,) for fact in verdict.missing])
    untested = len(verdict.not_tested)
    if untested:
        one, many = Text(sv="regel", en="rule"), Text(sv="regler", en="rules")
        found.append(
            (number(untested, one, many), Text(sv=" som inte kan prövas", en=" that cannot be tested"))
        )
    if not found:
        return ()
    return (Text(sv="; det saknas: ", en="; missing: "), *joined(found))


def _nothing_asked() -> BadInput:
    return BadInput(
        Text(
            sv="Ange en åtgärd (action), ett bidrag (grant) eller båda. För ett utkast till åtgärd: ange bidraget och "
            "det som är känt om åtgärden, till exempel place och effect.",
            en="Give an action, a grant or both. For a draft of an action: give the grant and what is known of the "
            "action, such as place and effect.",
        )
    ).of("grant")


QUESTION = Question(
    name="grant-rules",
    title=Text(sv="Vilka regler för bidrag gäller en åtgärd?", en="Which grant rules constrain an action?"),
    users=("strategist", "evaluator", "opposition"),
    parameters=(
        Parameter("action", Text(sv="åtgärden", en="the action"), kinds=("action",)),
        ANY_GRANT,
        AT,
        *parameters(),
    ),
    columns=(
        Column("grant", Text(sv="Bidrag", en="Grant")),
        Column("policy", Text(sv="Regelverk", en="Policy")),
        Column("kind", Text(sv="Slag", en="Type")),
        Column("author", Text(sv="Utfärdat av", en="Issued by")),
        Column("rule", Text(sv="Regel", en="Rule")),
        Column("outcome", Text(sv="Utfall", en="Outcome")),
        Column("rendering", Text(sv="Känd genom", en="Known through")),
        Column("missing", Text(sv="Vad som saknas", en="What is missing")),
    ),
    asks=Text(sv="Stämmer det med reglerna?", en="Is it in keeping with the rules?"),
    example=Example(
        {"grant": "grant/pafyllnad-2022", "at": "2022-10-15", "place": "district/ryd"},
        (),
        "Påfyllnadsmedel 2022 från Socialstyrelsen (sociala insatser i utsatta områden): Linköpings egna principer för "
        "fördelningen av påfyllnadsmedlen – kan inte avgöras; det saknas: området, perspektivet, fortsatt "
        "finansiering. "
        "Socialstyrelsens regler för påfyllnadsmedlen 2022 – nekas (Alla insatser ska rikta sig till Skäggetorp). "
        "Statsbidrag för sociala insatser i utsatta områden – fullgjort.",
    ),
    find=find,
)
