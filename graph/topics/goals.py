"""Goals: who states them, when they hold, which indicators they list, and what would list more and is not held."""

from dataclasses import dataclass

from pyoxigraph import NamedNode

from graph.answers.asked import Asked
from graph.answers.form import State
from graph.answers.phrasing import claims_on, things_of
from graph.claims.evidence import Claim
from graph.claims.views import Counted
from graph.topics.dates import Period, period_of
from graph.topics.gaps import not_held, recorded_in
from graph.topics.indicators import Indicator, read_indicators


@dataclass(frozen=True, slots=True)
class Goal:
    """A goal and what the claims of a view say of it."""

    goal: NamedNode
    stated: tuple[Claim, ...]
    periods: tuple[Period, ...]
    dated: tuple[Claim, ...]
    indicators: tuple[Indicator, ...]
    recorded: tuple[Claim, ...]
    missing: tuple[NamedNode, ...]

    @property
    def state(self) -> State:
        """Yes: a gap. A goal without any listed indicator is one only if what would list them is held."""
        if any(one.surely_measurable for one in self.indicators):
            return "no"
        if any(one.maybe_measurable for one in self.indicators):
            return "unknown"
        return "unknown" if not self.indicators and self.missing else "yes"


def read_goals(asked: Asked, stated: Counted) -> list[Goal]:
    """The goals that the counted claims state. The number of round trips is fixed."""
    goals = things_of(stated.asserted())
    about = asked.claims(
        "hasIndicator", "period", subjects=[*goals, *{one.subject for one in stated.asserted()}]
    )
    dates = about.asserted(asked.term("period"))
    periods = asked.parts(things_of(dates))
    indicators = read_indicators(asked, about)
    recorded = recorded_in(asked, goals)
    sources = {goal: _sources(goal, stated, recorded) for goal in goals}
    missing = set(not_held(asked, sorted({one for found in sources.values() for one in found}, key=str)))

    def read(goal: NamedNode) -> Goal:
        having = [one for one in stated.asserted() if one.object == goal]
        own = [one for one in dates if one.subject == goal]
        dated = own or [one for one in dates if one.subject in {plan.subject for plan in having}]
        return Goal(
            goal=goal,
            stated=claims_on(stated, having),
            periods=tuple(period_of(asked, periods[node]) for node in things_of(dated) if node in periods),
            dated=claims_on(about, dated),
            indicators=tuple(indicators.get(goal, ())),
            recorded=claims_on(recorded, [one for one in recorded.asserted() if one.subject == goal]),
            missing=tuple(sorted(sources[goal] & missing, key=str)),
        )

    return [read(goal) for goal in goals]


def _sources(goal: NamedNode, stated: Counted, recorded: Counted) -> set[NamedNode]:
    """The documents that record the goal, and those in which it is stated."""
    claims = claims_on(stated, [one for one in stated.asserted() if one.object == goal])
    speakers = {link.speaker for claim in claims for link in claim.chain}
    documents = things_of(one for one in recorded.asserted() if one.subject == goal)
    return {*documents, *(claim.document for claim in claims), *speakers}
