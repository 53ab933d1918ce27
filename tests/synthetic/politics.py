"""What is decided and said about the plans of a municipality: minutes with notes of three parties, year by year."""

from collections.abc import Iterator

from ingest.entries import ClaimEntry, DocumentEntry, ThingEntry
from tests.synthetic.causes import FOCUS
from tests.synthetic.place import BOARD, PARTIES, POSTS, YEARS, Municipality
from tests.synthetic.plans import action
from tests.synthetic.shared import EVALUATION, KIND_OF_WORK, UNPROVEN
from tests.synthetic.words import AREAS, MATTERS, Pair, draw, pick
from tests.synthetic.writing import Writer, disputing, named, reports, says, thing

_DECISION, _NOTES = Pair("Beslut", "Decision"), Pair("Protokollsanteckningar", "Notes to the minutes")
_FORMS = ("notes", "recommends", "proposes")
_POINTS = ("proposal", "question", "criticism")
_STATUSES = ("not-moved", "moved", "voted-down")


def political_things(place: Municipality) -> Iterator[ThingEntry]:
    """The decisions, the proposals, and what is found wanting."""
    for year in YEARS:
        establishing = Pair(f"Fastställande av handlingsplan {year}", f"Establishing of the plan of {year}")
        yield thing(_decision(place, year), place.of(establishing))
        for form in _FORMS:
            name = Pair(f"Styrelsens beslut {year} ({form})", f"The board's decision {year} ({form})")
            yield thing(_decision(place, year, form), place.of(name))
        for letter in PARTIES:
            for point in _POINTS:
                matter = _matter(place, year, letter, point)
                name = Pair(
                    f"Parti {letter.upper()} om {matter.sv}", f"Party {letter.upper()} on {matter.en}"
                )
                yield thing(_proposal(place, year, letter, point), place.of(name), f"proposal-type/{point}")
    late = Pair("Beslutets form hindrar ändringar", "The form of the decision hinders changes")
    yield thing(place.id("finding", "form"), place.of(late), "finding-type/criticism")
    weak = Pair("Ingen förbättring går att se", "No improvement can be seen")
    yield thing(place.id("finding", "svag"), place.of(weak), "finding-type/criticism")


def _decision(place: Municipality, year: int, form: str = "establishes") -> str:
    return place.id("decision", f"{year}-{form}")


def _proposal(place: Municipality, year: int, letter: str, point: str) -> str:
    return place.id("proposal", f"{year}-{letter}-{point}")


def _matter(place: Municipality, year: int, letter: str, point: str) -> Pair:
    return pick(MATTERS, place.number, year, letter, point)


def political_documents(place: Municipality) -> Iterator[DocumentEntry]:
    """The minutes of five years."""
    for year in YEARS:
        name = place.of(Pair(f"Protokoll om handlingsplanen {year}", f"Minutes on the plan of {year}"))
        writer = Writer(
            place.document("minutes", year), name, "minutes", place.id("unit", BOARD), f"{year}-02-20"
        )
        _decided(writer, place, year)
        for letter in PARTIES:
            _note(writer, place, year, letter)
        _dispute(writer, place, year)
        yield writer.document()


def _decided(writer: Writer, place: Municipality, year: int) -> None:
    director, plan = place.id("post", "bitradande"), place.id("plan", year)
    establishing = _decision(place, year)
    words = Pair(f"Planen för {year} är fastställd.", f"The plan of {year} has been established.")
    writer.passage(
        _DECISION,
        words,
        *_deciding(establishing, "establishes", director, plan, writer.slug),
        says(f"{establishing} date {year - 1}-12-{10 + draw(15, place.number, year)}"),
        *_addressees(place, establishing, year),
        shows=[str(year)],
    )
    for form in _FORMS:
        one = _decision(place, year, form)
        words = Pair(
            "Styrelsen behandlar kommundirektörens beslut.", "The board deals with the director's decision."
        )
        writer.passage(
            _DECISION,
            words,
            *_deciding(one, form, place.id("unit", BOARD), establishing, writer.slug),
            says(f"{one} date {year}-02-20"),
            *_addressees(place, one, year + 1),
        )


def _deciding(decision: str, form: str, by: str, on: str, slug: str) -> Iterator[ClaimEntry]:
    yield says(f"{decision} decisionForm decision-form/{form}")
    yield says(f"{decision} decidedBy {by}")
    yield says(f"{decision} decidesOn {on}")
    yield says(f"{decision} recordedIn document/{slug}")


def _addressees(place: Municipality, decision: str, year: int) -> Iterator[ClaimEntry]:
    for number, slug in enumerate(POSTS):
        if (number + year) % 3:
            yield says(f"{decision} addressee {place.id('post', slug)}")


def _note(writer: Writer, place: Municipality, year: int, letter: str) -> None:
    party, plan = place.id("party", letter), place.id("plan", year)
    for number, point in enumerate(_POINTS):
        one = _proposal(place, year, letter, point)
        matter = _matter(place, year, letter, point)
        stance = ("proposes", "asks", "asserts")[number]
        done = action(place, year, 1 + draw(len(AREAS), one), 1 + number)
        adopted = [says(f"{one} adoptedIn {place.id('plan', year + 1)}")]
        writer.passage(
            _NOTES,
            Pair(f"Partiet tar upp {matter.sv}.", f"The party takes up {matter.en}."),
            says(f"{one} concerns {plan}", stance),
            says(f"{one} motionStatus motion-status/{pick(_STATUSES, one)}"),
            *([says(f"{one} proposesAction {done}", stance)] if point == "proposal" else []),
            *(adopted if point == "proposal" and letter == "a" and year < YEARS[-1] else []),
            speaker=party,
        )
    form = place.id("finding", "form")
    words = Pair(
        "Partiet menar att beslutets form hindrar ändringar.",
        "The party holds that the form hinders changes.",
    )
    hindered = [
        says(f"{_decision(place, year, 'notes')} evaluatedAs {form}"),
        says(f"{form} concerns {plan}"),
    ]
    writer.passage(_NOTES, words, *hindered, speaker=party)


def _dispute(writer: Writer, place: Municipality, year: int) -> None:
    """What a party says that the follow-up says that an evaluation says, and what another says of that."""
    plan, weak = place.id("plan", year), place.id("finding", "svag")
    a, b = place.id("party", "a"), place.id("party", "b")
    follow_up = f"document/{place.document('follow-up', year)}"
    name = f"citation-{year}"
    said = says(f"{KIND_OF_WORK} evaluatedAs {UNPROVEN}", by=EVALUATION)
    cited = named(reports(a, reports(follow_up, said)), name)
    words = Pair(
        "Partiet återger vad uppföljningen skriver om en utvärdering.", "The party renders the follow-up."
    )
    writer.passage(_NOTES, words, cited, says(f"{follow_up} cites {EVALUATION}"), speaker=a)
    denied = disputing(reports(b, said, "denies"), name)
    words = Pair(
        "Partiet bestrider att utvärderingen säger det.", "The party disputes that the evaluation says so."
    )
    writer.passage(_NOTES, words, denied, speaker=b)
    words = Pair("Partiet ser ingen förbättring.", "The party sees no improvement.")
    judged = [says(f"{plan} evaluatedAs {weak}"), says(f"{weak} concerns {FOCUS}")]
    writer.passage(_NOTES, words, *judged, says(f"{plan} aimsAt {FOCUS}", "denies"), speaker=b)
    if year == YEARS[-1]:
        words = Pair(
            "Om planen minskar segregationen är partierna oense.", "The parties disagree on the effect."
        )
        writer.passage(_NOTES, words, says(f"{place.id('plan')} reduces {FOCUS}"), speaker=a)
        writer.passage(_NOTES, words, says(f"{place.id('plan')} reduces {FOCUS}", "denies"), speaker=b)
