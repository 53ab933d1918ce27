"""The figures of a municipality: twenty indicators with ten years each, four of them by district too."""

from collections.abc import Iterator

from ingest.entries import ClaimEntry, DocumentEntry, ThingEntry
from tests.synthetic.causes import FOCUS, problem
from tests.synthetic.place import Municipality
from tests.synthetic.plans import INDICATORS, indicator
from tests.synthetic.shared import KPIS, STATISTICS
from tests.synthetic.words import DISTRICTS, MATTERS, Pair, draw
from tests.synthetic.writing import Writer, gives, says, thing

FIGURE_YEARS = range(2015, 2025)
BY_DISTRICT = 4
_SECTION = Pair("Statistik", "Statistics")


def figure_things(place: Municipality) -> Iterator[ThingEntry]:
    """The indicators."""
    for number in range(1, INDICATORS + 1):
        matter = MATTERS[number]
        name = Pair(
            f"Hushåll som saknar {matter.sv}, andel (%)", f"Households without {matter.en}, share (%)"
        )
        yield thing(indicator(place, number), place.of(name))


def figure_documents(place: Municipality) -> Iterator[DocumentEntry]:
    """What the indicators measure, and the figures of each."""
    name = place.of(Pair("Kommunen i siffror", "The municipality in figures"))
    writer = Writer(place.document("statistics"), name, "statistics", STATISTICS, "2025-03-01")
    _geography(writer, place)
    for number in range(1, INDICATORS + 1):
        _definition(writer, place, number)
        _series(writer, place, number, place.id("district"), 0)
        if number <= BY_DISTRICT:
            for district in range(1, len(DISTRICTS) + 1):
                _series(writer, place, number, place.district(district), district)
    yield writer.document()


def _geography(writer: Writer, place: Municipality) -> None:
    for number in range(1, len(DISTRICTS) + 1):
        one = place.district(number)
        type_ = 1 + draw(5, place.number, "area type", number)
        writer.passage(
            _SECTION,
            Pair(
                "Stadsdelen hör till kommunen och har fått en områdestyp.", "The district has an area type."
            ),
            says(f"{one} partOf {place.id('district')}"),
            gives(f"{one} designation", listing=f"area-type/{type_}", authority=STATISTICS, refPeriod="2022"),
        )


def _definition(writer: Writer, place: Municipality, number: int) -> None:
    one = indicator(place, number)
    against = FOCUS if number == 1 else problem(number % 2, number)
    kind = "activity" if number % 5 == 0 else "measure"
    defined = ("unit", "population", "source") if number % 2 else ("unit", "target", "baseline")
    writer.passage(
        _SECTION,
        Pair("Så är måttet bestämt.", "This is how the measure is defined."),
        says(f"{one} measures {against}", ours=True),
        says(f"{one} indicatorKind indicator-kind/{kind}", ours=True),
        *(says(f"{one} defines part/{part}", ours=True) for part in defined),
        says(f"{one} lacks part/date", ours=True),
        says(f"{one} unit procent av hushållen"),
        says(f"{one} closeMatch kpi/s-{1 + number % KPIS:02}", ours=True),
    )


def _series(writer: Writer, place: Municipality, number: int, area: str, district: int) -> None:
    words = Pair("Andelen år för år.", "The share, year by year.")
    writer.passage(_SECTION, words, *_figures(place, number, area, district), shows=["2015", "2024"])


def _figures(place: Municipality, number: int, area: str, district: int) -> Iterator[ClaimEntry]:
    for year in FIGURE_YEARS:
        tenths = 100 + draw(400, place.number, number, district, year)
        yield gives(
            f"{indicator(place, number)} observation",
            area=area,
            refPeriod=str(year),
            value=f"{tenths // 10}.{tenths % 10}",
            unitMeasure="unit-of-measure/percent",
            valueKind="value-kind/actual",
        )
