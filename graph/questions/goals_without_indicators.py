"""goals-without-indicators: which goals have no indicator that can be measured, and of which is that not known?"""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from pyoxigraph import NamedNode

from graph.answers.asked import Asked
from graph.answers.form import State
from graph.answers.phrasing import listed, number, sentence
from graph.answers.question import Column, Example, Found, FoundRow, Parameter, Question, Step
from graph.answers.wording import Phrase, Piece, shown_id
from graph.topics.dates import Period, any_may_meet, read_date
from graph.topics.gaps import documents_that_would_show
from graph.topics.goals import Goal, read_goals
from ontology.text import Text


def find(asked: Asked) -> Found:
    """One row for each goal that somebody in the view states."""
    at, plan = read_date(asked, "at"), asked.thing("plan")
    stated = asked.claims("hasGoal", subjects=None if plan is None else [plan])
    goals = read_goals(asked, stated)
    if at is not None:
        goals = [goal for goal in goals if any_may_meet(goal.periods, Period(at, at))]
    if not goals:
        return _none(asked, plan, at)
    unknown = [goal for goal in goals if goal.state == "unknown"]
    missing = tuple(sorted({one for goal in unknown for one in goal.missing}, key=str))
    all_unknown = len(unknown) == len(goals)
    return Found(
        [_row(goal) for goal in goals],
        _summary(goals),
        state="unknown" if all_unknown else "answered",
        settled_by=missing if all_unknown else (),
        not_held=missing,
    )


def _none(asked: Asked, plan: NamedNode | None, at: str | None) -> Found:
    missing = documents_that_would_show(asked, [plan] if plan else [])
    about: Phrase = (Text(sv=" i ", en=" in "), plan) if plan else ()
    when: Phrase = (Text(sv=" som gäller ", en=" that hold in "), at) if at else ()
    words = sentence((Text(sv="Inga mål", en="No goals"),), about, when)
    ending = Text(sv=" är kända i vyn.", en=" are known in the view.")
    return Found(
        [],
        (*words, ending),
        state="unknown" if missing else "answered",
        settled_by=missing,
        not_held=missing,
    )


def _row(goal: Goal) -> FoundRow:
    known = bool(goal.indicators) or goal.state != "unknown"

    def count(flags: Iterable[bool]) -> int | None:
        return sum(flags) if known else None

    indicators = goal.indicators
    return FoundRow(
        id=shown_id(goal.goal),
        values={
            "goal": goal.goal,
            "period": _period(goal.periods),
            "listed": count(True for _ in indicators),
            "measurable": count(one.surely_measurable for one in indicators),
            "target": count(one.target for one in indicators),
            "baseline": count(one.baseline for one in indicators),
            "figure": count(one.figure for one in indicators),
        },
        state=goal.state,
        because=(
            Step((goal.goal, Text(sv=" är ett mål.", en=" is a goal.")), goal.stated),
            Step((Text(sv="Gäller: ", en="Holds: "), _period(goal.periods), "."), goal.dated),
            *(Step(one.phrase, one.claims) for one in indicators),
            _conclusion(goal),
        ),
    )


def _period(periods: Sequence[Period]) -> Piece:
    return " / ".join(str(one) for one in periods) or Text(sv="okänd", en="unknown")


def _conclusion(goal: Goal) -> Step:
    if goal.state == "yes" and goal.indicators:
        return Step((Text(sv="Ingen av dem är ett mått.", en="None of them is a measure."),))
    if goal.state == "yes":
        return Step((Text(sv="Ingen indikator är listad.", en="No indicator is listed."),))
    if goal.state == "no":
        return Step((Text(sv="Minst en är ett mått.", en="At least one is a measure."),))
    if goal.indicators:
        return Step(
            (
                Text(
                    sv="Om någon av dem är ett mått är inte känt, eller omstritt.",
                    en="Whether any of them is a measure is not known, or is contested.",
                ),
            )
        )
    words = Text(
        sv="Vilka indikatorer målet har är inte känt. Det kan stå i det som inte finns här: ",
        en="Which indicators the goal has is not known. It may be said in what is not held: ",
    )
    return Step((words, *listed(goal.missing), "."), goal.recorded)


def _summary(goals: Sequence[Goal]) -> Phrase:
    by_state: Mapping[State, list[Goal]] = {
        state: [goal for goal in goals if goal.state == state] for state in ("yes", "no", "unknown")
    }
    found: list[Phrase] = []
    if by_state["yes"]:
        lack = Text(sv=" saknar mätbara indikatorer: ", en=" without measurable indicators: ")
        found.append((_goals(by_state["yes"]), lack, *listed([goal.goal for goal in by_state["yes"]]), "."))
    else:
        found.append(
            (
                Text(
                    sv="För inget mål är det känt att mätbara indikatorer saknas.",
                    en="Of no goal is it known that it lacks measurable indicators.",
                ),
            )
        )
    unlisted = [goal for goal in by_state["unknown"] if not goal.indicators]
    unsure = [goal for goal in by_state["unknown"] if goal.indicators]
    for goals_, why in ((unlisted, _UNLISTED), (unsure, _UNSURE)):
        if goals_:
            found.append((Text(sv=" För ", en=" For "), _goals(goals_), why))
    if by_state["no"]:
        have = Text(sv=" har minst en mätbar indikator.", en=" with at least one measurable indicator.")
        found.append((" ", _goals(by_state["no"]), have))
    return sentence(*found, *_figures(goals))


def _figures(goals: Sequence[Goal]) -> Iterator[Phrase]:
    """What the listed indicators have to follow up by, if any is listed."""
    indicators = {one.indicator: one for goal in goals for one in goal.indicators}.values()
    if indicators:
        targets, baselines = sum(one.target for one in indicators), sum(one.baseline for one in indicators)
        figures = sum(one.figure for one in indicators)
        yield (
            Text(
                sv=f" Indikatorer som listas: {len(indicators)}; med målvärde {targets}, med utgångsläge {baselines}, "
                f"med siffra {figures}.",
                en=f" Indicators listed: {len(indicators)}; with a target {targets}, with a baseline {baselines}, "
                f"with a figure {figures}.",
            ),
        )


_UNLISTED = Text(
    sv=" är det inte känt: det som skulle visa det finns inte här.",
    en=" it is not known: what would show it is not held.",
)
_UNSURE = Text(
    sv=" är det inte känt om någon listad indikator är ett mått, eller omstritt.",
    en=" it is not known, or contested, whether any listed indicator is a measure.",
)


def _goals(goals: Sequence[Goal]) -> Text:
    return number(len(goals), Text(sv="mål", en="goal"), Text(sv="mål", en="goals"))


QUESTION = Question(
    name="goals-without-indicators",
    title=Text(
        sv="Vilka mål saknar indikatorer som går att mäta?",
        en="Which goals lack indicators that can be measured?",
    ),
    users=("opposition",),
    parameters=(
        Parameter(
            "plan",
            Text(
                sv="Bara mål i denna plan (eller detta dokument).",
                en="Only the goals of this plan or document.",
            ),
            kinds=("plan", "document"),
        ),
        Parameter(
            "at",
            Text(sv="Bara mål som kan gälla då (år, månad eller dag).", en="Only goals that may hold then."),
        ),
    ),
    columns=(
        Column("goal", Text(sv="Mål", en="Goal")),
        Column("period", Text(sv="Gäller", en="Holds")),
        Column("listed", Text(sv="Listade indikatorer", en="Indicators listed")),
        Column("measurable", Text(sv="Mätbara", en="Measurable")),
        Column("target", Text(sv="Med målvärde", en="With target")),
        Column("baseline", Text(sv="Med utgångsläge", en="With baseline")),
        Column("figure", Text(sv="Med siffra", en="With a figure")),
    ),
    example=Example(
        parameters={},
        views=(),
        summary="1 mål saknar mätbara indikatorer: Attraktiv kommun. För 7 mål är det inte känt: det "
        "som skulle visa det finns inte här. 4 mål har minst en mätbar indikator. Indikatorer som "
        "listas: 9; med målvärde 1, med utgångsläge 0, med siffra 0.",
    ),
    asks=Text(sv="Saknar mätbara indikatorer", en="Lacks measurable indicators"),
    find=find,
)
