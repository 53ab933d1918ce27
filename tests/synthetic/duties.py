"""Who answers for what in a municipality, how its plans are followed up, and what they are checked against."""

from collections.abc import Iterator

from ingest.entries import DocumentEntry, ThingEntry
from tests.synthetic.place import BOARD, COLLECTIVE, POSTS, TASKS, YEARS, Municipality
from tests.synthetic.plans import ACTIONS
from tests.synthetic.shared import DELEGATION, FACTORS, factor
from tests.synthetic.words import ADMINISTRATIONS, AREAS, Pair, draw, pick
from tests.synthetic.writing import Writer, gives, says, thing

_STATUSES = ("done", "ongoing", "not-done")
_ORDERS = Pair("Uppdrag", "Duties")


def duty_things(place: Municipality) -> Iterator[ThingEntry]:
    """The follow-up of the last plan, which nobody has given us."""
    yield thing(
        f"document/{place.document('follow-up', YEARS[-1])}", _follow_up(place, YEARS[-1]), _FOLLOW_UP
    )


_FOLLOW_UP = "document-type/follow-up"


def _follow_up(place: Municipality, year: int) -> Pair:
    return place.of(Pair(f"Uppföljning av handlingsplan {year}", f"Follow-up of the plan of {year}"))


def duty_documents(place: Municipality) -> Iterator[DocumentEntry]:
    """The standing orders, the follow-ups but the last, and an evaluator's check of the plans."""
    yield _orders(place)
    for year in YEARS[:-1]:
        yield _followed_up(place, year)
    yield _check(place)


def _orders(place: Municipality) -> DocumentEntry:
    name = place.of(Pair("Reglemente", "Standing orders"))
    writer = Writer(place.document("orders"), name, "standing-orders", place.id("body"), "2020-06-15")
    for number, unit in enumerate(ADMINISTRATIONS, start=1):
        one = place.administration(number)
        writer.passage(
            _ORDERS,
            Pair(f"{unit.sv} får fyra uppgifter.", f"The {unit.en} is given four tasks."),
            says(f"{one} subOrganizationOf {place.id('body')}"),
            *(says(f"{one} hasTask {place.id('task', f'{number}-{task}')}") for task in range(1, TASKS + 1)),
            says(f"{place.id('group')} hasMember {one}"),
            says(f"{place.id('group')} resourcedBy {one}"),
        )
    board, everybody = place.id("unit", BOARD), place.id("unit", COLLECTIVE)
    writer.passage(
        _ORDERS,
        Pair(
            "Samtliga förvaltningar ska beskriva sina behov.",
            "All administrations are to describe their needs.",
        ),
        says(f"{board} subOrganizationOf {place.id('body')}"),
        says(f"{everybody} hasTask {place.id('task', 'beskriva')}"),
        says(f"{place.id('group')} convener {place.id('post', 'strateg')}"),
        says(f"{place.id('group')} meetingFrequency varje månad"),
        *(says(f"{place.id('post', slug)} postIn {place.administration(1)}") for slug in POSTS),
    )
    words = Pair("Ingen får uppgiften att leda arbetet.", "Nobody is given the task of leading the work.")
    nobody = says(f"document/{writer.slug} namesNoBodyFor {place.id('task', 'leda')}")
    writer.passage(_ORDERS, words, nobody, speaker=place.id("party", "a"))
    return writer.document()


def _followed_up(place: Municipality, year: int) -> DocumentEntry:
    plan, slug = place.id("plan", year), place.document("follow-up", year)
    writer = Writer(slug, _follow_up(place, year), "follow-up", place.id("body"), f"{year + 1}-01-31")
    counts = [draw(len(AREAS) * ACTIONS // 3, place.number, year, status) for status in _STATUSES[:2]]
    counts.append(len(AREAS) * ACTIONS - sum(counts))
    writer.passage(
        Pair("Läget", "The situation"),
        Pair(f"Så långt har planen för {year} kommit.", f"This is how far the plan of {year} has come."),
        says(f"document/{slug} followsUp {plan}"),
        *(
            gives(f"{plan} statusCount", status=f"follow-up-status/{status}", count=str(count))
            for status, count in zip(_STATUSES, counts, strict=True)
        ),
        # One year the follow-up is out by one, as such documents are.
        says(f"{plan} actionCount {len(AREAS) * ACTIONS - (year == YEARS[1])}"),
        shows=[str(counts[0])],
    )
    return writer.document()


def _check(place: Municipality) -> DocumentEntry:
    name = place.of(Pair("Prövning av planerna", "Check of the plans"))
    writer = Writer(place.document("check"), name, "report", DELEGATION, "2025-05-01")
    for year in YEARS:
        plan = place.id("plan", year)
        words = Pair(f"Planen för {year} prövas.", f"The plan of {year} is checked.")
        stances = [
            pick(("asserts", "denies", "doubts"), place.number, year, number) for number in range(FACTORS)
        ]
        meeting = [
            says(f"{plan} meets {factor(number)}", stance, ours=True)
            for number, stance in enumerate(stances, start=1)
        ]
        writer.passage(Pair("Prövning", "Check"), words, *meeting, shows=[str(year)])
    return writer.document()
