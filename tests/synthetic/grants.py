"""The six grants of a municipality: amounts by stage, shares within bounds, five rules each, and what they pay for."""

from collections.abc import Iterator

from ingest.entries import ClaimEntry, DocumentEntry, ThingEntry
from tests.synthetic.place import YEARS, Municipality
from tests.synthetic.shared import SCHEMES
from tests.synthetic.words import AREAS, DISTRICTS, Pair, draw
from tests.synthetic.writing import Writer, gives, says, thing

_GIVER = "body/s-board"
_STAGES = ("applied-for", "granted", "requisitioned")
_RULES = (
    (
        "permission",
        Pair("Pengarna får gå till åtgärder i stadsdelarna", "The money may go to work in the districts"),
    ),
    (
        "prohibition",
        Pair("Bidraget får inte ersätta ordinarie medel", "The grant may not replace ordinary money"),
    ),
    (
        "prohibition",
        Pair("Högst nio tiondelar av kostnaden betalas", "Nine tenths of the cost are paid at most"),
    ),
    (
        "duty",
        Pair(
            "Kommunen ska redovisa vad pengarna har gått till", "The municipality shall account for the money"
        ),
    ),
    (
        "duty",
        Pair("Pengar som inte används ska betalas tillbaka", "Money that is not used shall be paid back"),
    ),
)


def grant_things(place: Municipality) -> Iterator[ThingEntry]:
    """The grants and their rules."""
    for number in range(1, SCHEMES + 1):
        yield thing(place.id("grant", number), place.of(Pair(f"Bidrag {number}", f"Grant {number}")))
        for rule, (type_, name) in enumerate(_RULES, start=1):
            yield thing(
                place.id("rule", f"{number}-{rule}"),
                name,
                f"rule-type/{type_}",
                code=f"Villkor {number}.{rule}",
            )


def grant_documents(place: Municipality) -> Iterator[DocumentEntry]:
    """One decision for each grant."""
    for number in range(1, SCHEMES + 1):
        name = place.of(Pair(f"Beslut om bidrag {number}", f"Decision on grant {number}"))
        year = YEARS[number % len(YEARS)]
        writer = Writer(place.document("grant", number), name, "decision", _GIVER, f"{year}-02-15")
        _terms(writer, place, number, year)
        _money(writer, place, number, year)
        _rules(writer, place, number, year)
        yield writer.document()


def _terms(writer: Writer, place: Municipality, number: int, year: int) -> None:
    grant = place.id("grant", number)
    writer.passage(
        Pair("Beslut", "Decision"),
        Pair(
            f"Kommunen får bidrag {number} för {year}.", f"The municipality gets grant {number} for {year}."
        ),
        says(f"{grant} underScheme scheme/s-{number}"),
        says(f"{grant} giver {_GIVER}"),
        says(f"{grant} recipient {place.id('body')}"),
        says(f"{grant} finances {place.id('plan', year)}"),
        says(f"{grant} mainAllocationTo {place.administration(number)}"),
        says(f"{grant} covers {place.district(1 + number % len(DISTRICTS))}"),
        says(f"{grant} reportDue {year + 1}-03-31"),
        says(f"{grant} supportStatus support-status/taken-as-certain", ours=True),
        gives(f"{grant} period", start=f"{year}-01-01", end=f"{year}-12-31"),
        shows=[str(year)],
    )


def _money(writer: Writer, place: Municipality, number: int, year: int) -> None:
    grant = place.id("grant", number)
    asked = 100_000 * (20 + draw(200, place.number, "asked", number))
    for less, stage in enumerate(_STAGES):
        kronor = asked - less * 250_000
        words = Pair(f"Beloppet är {kronor} kronor.", f"The amount is {kronor} kronor.")
        amount = gives(
            f"{grant} amount",
            kronor=str(kronor),
            stage=f"stage/{stage}",
            payer=_GIVER,
            payee=place.id("body"),
            start=str(year),
            end=str(year),
        )
        writer.passage(Pair("Belopp", "Amounts"), words, amount, shows=[str(kronor)])
    shares = [
        gives(f"{grant} share", theme=place.area(area), min=str(5 * area), max=str(5 * area + 20))
        for area in range(1, len(AREAS) + 1)
    ]
    words = Pair("Varje område får en andel inom gränser.", "Each area gets a share within bounds.")
    writer.passage(Pair("Fördelning", "Shares"), words, *shares)


def _rules(writer: Writer, place: Municipality, number: int, year: int) -> None:
    grant = place.id("grant", number)
    for rule, (_, name) in enumerate(_RULES, start=1):
        iri = place.id("rule", f"{number}-{rule}")
        writer.passage(
            Pair("Villkor", "Terms"),
            Pair(f"Villkor: {name.sv}.", f"Term: {name.en}."),
            says(f"{grant} hasRule {iri}"),
            *_conditions(place, iri, rule, number, year),
            shows=[f"{number}.{rule}"],
        )


def _conditions(place: Municipality, iri: str, rule: int, number: int, year: int) -> Iterator[ClaimEntry]:
    """What the rules demand, in terms that can be tested; what the last one does is left to the reader."""
    if rule == 1:
        area = place.district(1 + number % len(DISTRICTS))
        yield _constraint(iri, "place", "is-part-of", rightThing=area)
    elif rule == 2:
        yield _constraint(iri, "effect", "eq", rightThing="effect/replaces")
    elif rule == 3:
        yield _constraint(iri, "share-of-costs", "gt", rightNumber="90")
    elif rule == 4:
        yield says(f"{iri} lastDay {year + 1}-03-31")
        yield says(f"{iri} doneOn operand/reported-on", ours=True)


def _constraint(iri: str, operand: str, operator: str, **right: str) -> ClaimEntry:
    return gives(
        f"{iri} constraint", leftOperand=f"operand/{operand}", operator=f"operator/{operator}", **right
    )
