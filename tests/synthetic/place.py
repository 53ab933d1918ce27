"""A municipality of the synthetic country: its ids, its things, and who is who."""

from collections.abc import Iterator
from dataclasses import dataclass

from ingest.entries import ThingEntry
from tests.synthetic.words import ADMINISTRATIONS, AREAS, DISTRICTS, MATTERS, Pair, place_name
from tests.synthetic.writing import thing

YEARS = (2021, 2022, 2023, 2024, 2025)
PARTIES = ("a", "b", "c")
TASKS = 4
"""How many tasks the standing orders give each administration."""

COLLECTIVE, BOARD = "samtliga", "styrelsen"
POSTS = ("direktor", "bitradande", "strateg", "sakerhet", "kommunikation", "utbildning")


@dataclass(frozen=True)
class Municipality:
    """A municipality by its number, from 1 up. Its ids and names are the same in a country of any size."""

    number: int

    @property
    def name(self) -> str:
        """Its invented name."""
        return place_name(self.number)

    def id(self, kind: str, rest: str | int = "") -> str:
        """The short id of one of its things."""
        return f"{kind}/m{self.number}{f'-{rest}' if rest else ''}"

    def document(self, kind: str, year: int | str = "") -> str:
        """The slug of one of its documents."""
        return f"m{self.number}-{kind}{f'-{year}' if year else ''}"

    def district(self, number: int) -> str:
        """One of its twelve districts, from 1."""
        return self.id("district", f"d{number:02}")

    def administration(self, number: int) -> str:
        """One of its eight administrations, from 1."""
        return self.id("unit", f"f{number}")

    def area(self, number: int) -> str:
        """One of the five areas of its plans, from 1."""
        return self.id("theme", number)

    def of(self, name: Pair) -> Pair:
        """A name that says which municipality it is of."""
        return Pair(f"{name.sv} i {self.name}", f"{name.en} in {self.name}")

    def things(self) -> Iterator[ThingEntry]:
        """The municipality itself, its places, bodies, offices and parties, and what lasts from plan to plan."""
        yield thing(self.id("body"), Pair(f"{self.name}s kommun", f"{self.name} municipality"))
        yield from self._places()
        yield from self._bodies()
        plan = Pair("Handlingsplan för en hel kommun", "Plan of action for a whole municipality")
        yield thing(self.id("plan"), self.of(plan))
        for number, name in enumerate(AREAS, start=1):
            yield thing(self.area(number), self.of(name), "theme-type/development-area")

    def _places(self) -> Iterator[ThingEntry]:
        whole = Pair(f"{self.name} (kommunen som plats)", f"{self.name} (the municipality as a place)")
        yield thing(self.id("district"), whole, "geography/municipality", code=f"S{self.number:04}")
        for number, name in enumerate(DISTRICTS, start=1):
            both = Pair(f"{name} i {self.name} (stadsdel)", f"{name} in {self.name} (city district)")
            yield thing(self.district(number), both, "geography/city-district", also=name)

    def _bodies(self) -> Iterator[ThingEntry]:
        for number, name in enumerate(ADMINISTRATIONS, start=1):
            yield thing(self.administration(number), self.of(name))
            for task in range(1, TASKS + 1):
                matter = MATTERS[(number * TASKS + task) % len(MATTERS)]
                does = Pair(f"Ansvara för {matter.sv}", f"Answer for {matter.en}")
                yield thing(self.id("task", f"{number}-{task}"), self.of(does))
        everybody = Pair("Samtliga förvaltningar", "All administrations")
        yield thing(self.id("unit", COLLECTIVE), self.of(everybody), "body-type/collective")
        yield thing(self.id("unit", BOARD), self.of(Pair("Kommunstyrelsen", "Municipal executive board")))
        together = Pair(
            "Leda och driva arbetet mot segregation", "Lead and drive the work against segregation"
        )
        yield thing(self.id("task", "leda"), self.of(together))
        yield thing(
            self.id("task", "beskriva"), self.of(Pair("Beskriva behov till nästa plan", "Describe needs"))
        )
        yield thing(self.id("group"), self.of(Pair("Samordningsgruppen", "The coordination group")))
        for letter in PARTIES:
            party = Pair(f"Parti {letter.upper()}", f"Party {letter.upper()}")
            yield thing(self.id("party", letter), self.of(party))
        for slug in POSTS:
            yield thing(self.id("post", slug), self.of(_POSTS[slug]))


_POSTS = {
    "direktor": Pair("Kommundirektören", "Municipal director"),
    "bitradande": Pair("Biträdande kommundirektören", "Deputy municipal director"),
    "strateg": Pair("Utvecklingsstrategen", "Development strategist"),
    "sakerhet": Pair("Säkerhetschefen", "Head of security"),
    "kommunikation": Pair("Kommunikationschefen", "Head of communications"),
    "utbildning": Pair("Utbildningsdirektören", "Director of education"),
}
