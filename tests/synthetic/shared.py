"""What all municipalities of the synthetic country share: agencies, grants on offer, published indicators, findings."""

from collections.abc import Iterator

from ingest.entries import Dataset, DocumentEntry, ThingEntry
from tests.synthetic.causes import FOCUS, causal_documents, problem_things
from tests.synthetic.words import MATTERS, Pair
from tests.synthetic.writing import Writer, gives, says, thing

COUNTRY = "district/s-country"
DELEGATION, STATISTICS = "body/s-delegation", "body/s-statistics"
SCHEMES, KPIS, FACTORS = 6, 20, 5
UNPROVEN = "finding/s-unproven"
KIND_OF_WORK = "action/s-support-in-areas"
EVALUATION = "document/s-evaluation"

_FACTORS = (
    Pair("Arbetet är långsiktigt", "The work is for the long term"),
    Pair("Arbetet sker över sektorsgränser", "The work goes across sectors"),
    Pair("Insatserna bygger på kunskap", "The measures build on knowledge"),
    Pair("De boende är med och formar insatserna", "Residents take part in shaping the measures"),
    Pair("Insatserna kommer tidigt", "The measures come early"),
)


def shared_things() -> tuple[ThingEntry, ...]:
    """The things that the documents of every municipality may name."""
    return (*_named(), *problem_things(), *_offered(), *_judged())


def shared_dataset() -> Dataset:
    """The shared things, and the documents that speak of them."""
    return Dataset((*causal_documents(), _report(), *_terms()), shared_things(), ())


def _named() -> Iterator[ThingEntry]:
    yield thing("organisation/rotorsak", Pair("Rotorsak (vår läsning)", "Rotorsak (our reading)"))
    yield thing(DELEGATION, Pair("Delegationen för hela städer", "Delegation for whole cities"))
    yield thing("body/s-board", Pair("Bidragsnämnden", "Board of grants"))
    yield thing(STATISTICS, Pair("Landets statistik", "Statistics of the country"))
    yield thing("organisation/s-institute", Pair("Institutet för stadsstudier", "Institute of urban studies"))
    yield thing(COUNTRY, Pair("Hela landet", "The whole country"), "geography/country")
    yield thing(
        EVALUATION,
        Pair("Utvärdering av stöd i områden", "Evaluation of support in areas"),
        "document-type/report",
    )
    yield thing(KIND_OF_WORK, Pair("Stöd i områden", "Support in areas"), "action-type/kind")


def _offered() -> Iterator[ThingEntry]:
    for number in range(1, SCHEMES + 1):
        matter = MATTERS[number * 4]
        yield thing(
            f"scheme/s-{number}", Pair(f"Statsbidrag till {matter.sv}", f"State grant for {matter.en}")
        )
        code = f"2019:{300 + number}"
        yield thing(
            f"regulation/s-{number}",
            Pair(f"Förordning ({code}) om bidrag", f"Ordinance ({code}) on grants"),
            code=code,
        )
    for number in range(1, KPIS + 1):
        matter = MATTERS[number]
        name = Pair(
            f"Invånare som har nära till {matter.sv}, andel (%)", f"Residents near {matter.en}, share (%)"
        )
        yield thing(f"kpi/s-{number:02}", name, code=f"S{number:05}")


def _judged() -> Iterator[ThingEntry]:
    for number, name in enumerate(_FACTORS, start=1):
        yield thing(factor(number), name, "finding-type/success-factor")
    yield thing(UNPROVEN, Pair("Har ingen visad effekt", "Has no proven effect"), "finding-type/criticism")


def factor(number: int) -> str:
    """A success factor that plans are checked against."""
    return f"finding/s-factor-{number}"


def _report() -> DocumentEntry:
    writer = Writer(
        "s-report",
        Pair("Vad lyckade planer har gemensamt", "What plans that work share"),
        "report",
        DELEGATION,
        "2020",
    )
    for number, name in enumerate(_FACTORS, start=1):
        words = Pair(f"Delegationen pekar på detta: {name.sv}.", f"The delegation points to this: {name.en}.")
        writer.passage(Pair("Slutsatser", "Findings"), words, says(f"{factor(number)} concerns {FOCUS}"))
    return writer.document()


def _terms() -> Iterator[DocumentEntry]:
    writer = Writer(
        "s-terms",
        Pair("Bidragen i korthet", "The grants in short"),
        "instructions",
        "body/s-board",
        "2021-01-15",
    )
    for number in range(1, SCHEMES + 1):
        scheme = f"scheme/s-{number}"
        amount = gives(
            f"{scheme} amount", kronor=str(100_000_000 * number), stage="stage/announced", per="år"
        )
        writer.passage(
            Pair(f"Bidrag {number}", f"Grant {number}"),
            Pair(
                "Nämnden säger vem som ger bidraget och hur mycket det är.",
                "The board says who gives it, and how much.",
            ),
            says(f"{scheme} underRegulation regulation/s-{number}"),
            says(f"{scheme} giver body/s-board"),
            says(f"{scheme} purpose {FOCUS}"),
            amount,
        )
    yield writer.document()
