"""Verdicts in words: what each outcome is called, and whether it is a yes, a no or unknown."""

from collections.abc import Mapping

from graph.answers.form import State
from graph.answers.phrasing import listed
from graph.answers.question import Step
from graph.answers.wording import Phrase, Piece
from graph.claims.evidence import Claim
from graph.rules.evaluation import Judged, Outcome, Tested
from graph.rules.policy import OPERATORS, Constraint
from graph.topics.rule_facts import claims_of
from ontology.iris import thing
from ontology.text import Text

OUTCOMES: Mapping[Outcome, Text] = {
    "permitted": Text(sv="tillåtet", en="permitted"),
    "denied": Text(sv="nekas", en="denied"),
    "violated": Text(sv="bryter mot regeln", en="violated"),
    "not-violated": Text(sv="bryter inte mot regeln", en="not violated"),
    "pending": Text(sv="återstår", en="pending"),
    "fulfilled": Text(sv="fullgjort", en="fulfilled"),
    "undetermined": Text(sv="kan inte avgöras", en="undetermined"),
    "not-applicable": Text(sv="gäller inte här", en="not applicable"),
    "void": Text(sv="reglerna motsäger varandra", en="void: the rules conflict"),
}
_OFFERED: Mapping[Outcome, Text] = {
    "violated": Text(sv="avviker från utfästelsen", en="departs from the offer"),
    "fulfilled": Text(sv="följer utfästelsen", en="keeps to the offer"),
}
STATES: Mapping[Outcome, State] = {"denied": "no", "violated": "no", "void": "no", "undetermined": "unknown"}
_OPERATOR_CODES = {operator: thing(f"operator/{code}") for code, operator in OPERATORS.items()}
_ANY = ("isPartOf", "isA", "isAnyOf", "isNoneOf")
"""Operators that one of the things that a rule names is enough for."""
_UNKNOWN = Text(sv="okänt", en="unknown")
_NOT_HELD = Text(
    sv="Vi har inte regelns text; vad den kräver är okänt.",
    en="The text of the rule is not held; what it demands is unknown.",
)
_CONTESTED = Text(
    sv="Källorna är oense om vad regeln säger.", en="The sources disagree on what the rule says."
)
_NOT_RENDERED = Text(
    sv="Regeln är inte satt i villkor som kan prövas: läs den och bedöm själv.",
    en="The rule has not been put in terms that can be tested: read it and judge for yourself.",
)


def worded(outcome: Outcome, *, offer: bool = False) -> Text:
    """What an outcome is called; to depart from an offer breaks no rule."""
    return _OFFERED.get(outcome, OUTCOMES[outcome]) if offer else OUTCOMES[outcome]


def state(outcome: Outcome) -> State:
    """Whether it may be so: no where it is refused or broken, unknown where that cannot be settled."""
    return STATES.get(outcome, "yes")


def steps(judged: Judged) -> tuple[Step, ...]:
    """Why a rule says what it says: the rule itself, and each condition with what it was tested with."""
    rule = judged.rule
    found = [Step((rule.iri, "."), rule.claims)]
    if judged.outcome == "not-applicable" and rule.binds:
        words = Text(sv="Regeln är en uppgift för ", en="The rule is for ")
        found.append(Step((words, *listed(sorted(rule.binds, key=str)), ".")))
    elif not rule.held:
        found.append(Step((_NOT_HELD,)))
    elif rule.contested:
        found.append(Step((_CONTESTED,)))
    elif not rule.rendered:
        found.append(Step((_NOT_RENDERED,)))
    found.extend(_step(one) for one in (*judged.refinements, *judged.constraints))
    if rule.done is not None:
        found.append(Step(_duty(judged)))
    return tuple(found)


def _duty(judged: Judged) -> Phrase:
    rule = judged.rule
    assert rule.done is not None
    last = rule.last_day
    day: Piece = "–" if last is None else str(last.last)
    return (
        Text(sv="Senast ", en="By "),
        day,
        ": ",
        rule.done,
        " – ",
        worded(judged.outcome),
        ".",
    )


def _step(tested: Tested) -> Step:
    """A condition in words, with what was known, on the claims that give both."""
    fact = tested.fact
    claims: tuple[Claim, ...] = () if fact is None else claims_of([fact])
    if not isinstance(tested.condition, Constraint):
        parts = [piece for part in tested.parts for piece in (*_step(part).phrase, " ")]
        return Step(tuple(parts), claims)
    constraint = tested.condition
    values = sorted(fact.values, key=str) if fact is not None else []
    known: Phrase = listed(values) if values else (_UNKNOWN,)
    if fact is not None and fact.whole and not values:
        known = (Text(sv="inget", en="none"),)
    return Step(
        (
            constraint.left,
            " ",
            _OPERATOR_CODES[constraint.operator],
            " ",
            *listed(sorted(constraint.right, key=str), either=constraint.operator in _ANY),
            Text(sv="? Uppgiften: ", en="? The fact: "),
            *known,
            ".",
        ),
        (*constraint.claims, *claims),
    )
