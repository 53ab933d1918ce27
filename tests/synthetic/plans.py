"""The five yearly plans of a municipality: areas, goals and actions, each plan in a document that is held."""

from collections.abc import Iterator

from ingest.entries import ClaimEntry, DocumentEntry, ThingEntry
from tests.synthetic.causes import FOCUS, problem
from tests.synthetic.place import YEARS, Municipality
from tests.synthetic.words import AREAS, CONDITIONS, DISTRICTS, MATTERS, WORK, Pair, draw, pick
from tests.synthetic.writing import Writer, gives, says, thing

ACTIONS, GOALS, INDICATORS = 50, 8, 20
"""Of an area of a plan: actions and goals. Of the municipality: indicators."""

_MATTERS = len(MATTERS) // len(AREAS)
_GRANTS = 6
_PAID_EVERY, _COOPERATING_EVERY, _SILENT_EVERY, _SECOND_EVERY = 6, 9, 13, 7


def action(place: Municipality, year: int, area: int, number: int) -> str:
    """An action of a plan, numbered within its area from 1."""
    return place.id("action", f"{year}-{area}-{number:02}")


def goal(place: Municipality, year: int, area: int, number: int) -> str:
    """A goal of a plan, numbered within its area from 1."""
    return place.id("goal", f"{year}-{area}-{number}")


def indicator(place: Municipality, number: int) -> str:
    """One of the twenty indicators of the municipality, from 1."""
    return place.id("indicator", f"{number:02}")


def plan_things(place: Municipality) -> Iterator[ThingEntry]:
    """The plans with their goals and actions."""
    for year in YEARS:
        name = Pair(f"Handlingsplan {year}", f"Plan of action {year}")
        yield thing(place.id("plan", year), place.of(name))
        for area in range(1, len(AREAS) + 1):
            for number in range(1, GOALS + 1):
                matter = _matter(area, number)
                wanted = Pair(f"Fler ska få del av {matter.sv}", f"More shall have a share of {matter.en}")
                yield thing(goal(place, year, area, number), place.of(wanted))
            for number in range(1, ACTIONS + 1):
                yield thing(action(place, year, area, number), _action_name(place, year, area, number))


def _matter(area: int, number: int) -> Pair:
    return MATTERS[(area - 1) * _MATTERS + number % _MATTERS]


def _action_name(place: Municipality, year: int, area: int, number: int) -> Pair:
    does = pick(WORK, place.number, "work", area, number).then(_matter(area, number))
    where = DISTRICTS[_district(place, year, area, number) - 1]
    return Pair(f"{does.sv} i {where} {year}", f"{does.en} in {where} {year}")


def _district(place: Municipality, year: int, area: int, number: int) -> int:
    return 1 + draw(len(DISTRICTS), place.number, "district", year, area, number)


def plan_documents(place: Municipality) -> Iterator[DocumentEntry]:
    """The five plans."""
    for year in YEARS:
        yield _Plan(place, year).document()


class _Plan:
    def __init__(self, place: Municipality, year: int) -> None:
        self.place, self.year = place, year
        self.plan = place.id("plan", year)
        name = place.of(Pair(f"Handlingsplanen {year} (dokumentet)", f"The plan of {year} (document)"))
        self.writer = Writer(
            place.document("plan", year), name, "plan", place.id("body"), f"{year - 1}-12-10"
        )

    def document(self) -> DocumentEntry:
        self._opening()
        for area in range(1, len(AREAS) + 1):
            self._area(area)
            for number in range(1, GOALS + 1):
                self._goal(area, number)
            for number in range(1, ACTIONS + 1):
                self._action(area, number)
        return self.writer.document()

    def _opening(self) -> None:
        areas = [self.place.area(area) for area in range(1, len(AREAS) + 1)]
        revised = [says(f"{self.plan} revises {self.place.id('plan', self.year - 1)}")]
        self.writer.passage(
            Pair("Inledning", "Introduction"),
            Pair(
                f"Planen gäller {self.year}, har fem områden och ska minska segregationen.",
                f"The plan is for {self.year}, has five areas and is to reduce segregation.",
            ),
            says(f"{self.plan} versionOf {self.place.id('plan')}"),
            *(revised if self.year > YEARS[0] else []),
            says(f"{self.plan} recordedIn document/{self.writer.slug}"),
            says(f"{self.plan} themeCount {len(AREAS)}"),
            says(f"{self.plan} actionCount {len(AREAS) * ACTIONS}"),
            says(f"{self.plan} aimsAt {FOCUS}"),
            says(f"{self.plan} covers {self.place.id('district')}"),
            gives(f"{self.plan} period", start=str(self.year), end=str(self.year)),
            gives(f"{self.plan} prioritises", member=areas),
            shows=[str(self.year)],
        )

    def _area(self, area: int) -> None:
        name = AREAS[area - 1]
        words = Pair(f"Ett av planens områden är {name.sv}.", f"One of the plan's areas is {name.en}.")
        self.writer.passage(name, words, says(f"{self.place.area(area)} partOf {self.plan}"), shows=[name.sv])

    def _goal(self, area: int, number: int) -> None:
        one = goal(self.place, self.year, area, number)
        matter = _matter(area, number)
        listed = draw(INDICATORS, self.place.number, area, number) + 1
        having = [says(f"{one} hasIndicator {indicator(self.place, listed)}")]
        words = Pair(
            f"Under {self.year} ska fler i kommunen få del av {matter.sv}.",
            f"During {self.year} more in the municipality are to have a share of {matter.en}.",
        )
        self.writer.passage(
            AREAS[area - 1],
            words,
            says(f"{self.plan} hasGoal {one}"),
            says(f"{one} theme {self.place.area(area)}"),
            says(f"{one} recordedIn document/{self.writer.slug}"),
            *(having if number % 3 else []),
            shows=[matter.sv],
        )

    def _action(self, area: int, number: int) -> None:
        name = _action_name(self.place, self.year, area, number)
        words = Pair(
            f"Åtgärd {area}.{number}: {name.sv}. Förvaltningen avsätter egen tid.",
            f"Action {area}.{number}: {name.en}. The administration sets aside time of its own.",
        )
        self.writer.passage(
            AREAS[area - 1], words, *self._said(area, number), shows=[f"{area}.{number}", name.sv[:60]]
        )

    def _said(self, area: int, number: int) -> Iterator[ClaimEntry]:
        one = action(self.place, self.year, area, number)
        place, seed = self.place, (self.place.number, self.year, area, number)
        yield says(f"{one} partOf {self.plan}")
        yield says(f"{one} theme {place.area(area)}")
        yield says(f"{one} number {area}.{number}")
        yield says(f"{one} covers {place.district(_district(place, self.year, area, number))}")
        unit = 1 + draw(8, "unit", *seed)
        yield says(f"{one} resourcedBy {place.administration(unit)}")
        matter = (area - 1) * _MATTERS + number % _MATTERS
        if number % _SILENT_EVERY:
            against = problem(draw(len(CONDITIONS), "condition", *seed), matter)
            yield says(f"{one} addresses {against}", ours=True)
        if number % _SECOND_EVERY == 0:
            against = problem(draw(2, "second", *seed), (matter + 1) % len(MATTERS))
            yield says(f"{one} addresses {against}", ours=True)
        if number % _COOPERATING_EVERY == 0:
            yield says(f"{one} cooperatesWith {place.administration(unit % 8 + 1)}")
        if number % _PAID_EVERY == 0:
            kronor = 50_000 * (1 + draw(40, "kronor", *seed))
            yield gives(
                f"{one} amount",
                kronor=str(kronor),
                stage="stage/allocated",
                payer=place.id("body"),
                start=str(self.year),
                end=str(self.year),
            )
            if number % (_PAID_EVERY * 2) == 0:
                yield says(f"{place.id('grant', 1 + area % _GRANTS)} finances {one}")
