"""The words of the synthetic country: invented names, in the style of the field. No person and no real place is meant."""

from collections.abc import Sequence
from hashlib import sha256
from typing import NamedTuple, TypeVar

T = TypeVar("T")


class Pair(NamedTuple):
    """The same in Swedish and in English."""

    sv: str
    en: str

    def then(self, other: "Pair") -> "Pair":
        """This and then the other, with a space between."""
        return Pair(f"{self.sv} {other.sv}", f"{self.en} {other.en}")


def draw(most: int, *seed: object) -> int:
    """A number from 0 to below `most`, always the same for a seed."""
    return int.from_bytes(sha256(repr(seed).encode()).digest()[:8]) % most


def pick(options: Sequence[T], *seed: object) -> T:
    """One of the options, always the same for a seed."""
    return options[draw(len(options), *seed)]


def place_name(municipality: int) -> str:
    """The name of a municipality, each its own; after the four hundredth the names come again with a number."""
    again, place = divmod(municipality - 1, len(_FIRST) * len(_LAST))
    return _FIRST[place % len(_FIRST)] + _LAST[place // len(_FIRST)] + (f" {again + 1}" if again else "")


def district_name(district: int) -> str:
    """The name of a city district within its municipality."""
    return DISTRICTS[district - 1]


_FIRST = (
    *("Alm", "Asp", "Björk", "Brunn", "Dal", "Ek", "Fager", "Gran", "Hassel", "Kvarn"),
    *("Lind", "Löv", "Rönn", "Silver", "Sol", "Sten", "Tall", "Vide", "Ång", "Älv"),
)
_LAST = (
    *("lycke", "skede", "vreten", "hyltan", "vadet", "nejden", "brinken", "tegen", "lunden", "hemmet"),
    *("klinten", "rydet", "sundet", "marken", "kullen", "holmen", "näset", "bygget", "åsen", "vången"),
)
DISTRICTS = (
    *("Ängsbacken", "Kvarnkullen", "Stationsområdet", "Norra höjden", "Södra höjden", "Sjöstaden"),
    *("Tegelbruket", "Centrum", "Villastaden", "Hamnkvarteren", "Lövdungen", "Åkerby"),
)

AREAS = (
    Pair("Bostad och närmiljö", "Housing and surroundings"),
    Pair("Skola och uppväxt", "School and growing up"),
    Pair("Arbete och försörjning", "Work and livelihood"),
    Pair("Trygghet och hälsa", "Safety and health"),
    Pair("Delaktighet och möten", "Participation and encounters"),
)
"""The five areas of every plan. Each has six matters of its own, in the order of MATTERS."""

MATTERS = (
    *(Pair("hyresrätter", "rental housing"), Pair("bostadsrätter", "tenant-owned housing")),
    *(Pair("småhus", "detached houses"), Pair("studentbostäder", "student housing")),
    *(Pair("kollektivtrafik", "public transport"), Pair("cykelvägar", "cycle paths")),
    *(Pair("förskoleplatser", "preschool places"), Pair("läxhjälp", "homework support")),
    *(Pair("studievägledning", "study guidance"), Pair("språkundervisning", "language teaching")),
    *(Pair("fritidsgårdar", "youth centres"), Pair("kulturskola", "arts school")),
    *(Pair("sommarjobb", "summer jobs"), Pair("lärlingsplatser", "apprenticeships")),
    *(Pair("arbetsmarknadsutbildning", "labour market training"), Pair("extratjänster", "subsidised jobs")),
    *(Pair("nyföretagarstöd", "support for new firms"), Pair("skuldrådgivning", "debt counselling")),
    *(Pair("trygghetsvärdar", "safety hosts"), Pair("belysning i parker", "lighting in parks")),
    *(Pair("lokalpolis", "local police"), Pair("vårdcentraler", "health centres")),
    *(Pair("barnhälsovård", "child health care"), Pair("tandvård", "dental care")),
    *(Pair("mötesplatser", "meeting places"), Pair("föreningsliv", "associations")),
    *(Pair("medborgardialoger", "citizen dialogues"), Pair("medborgarkontor", "citizens' offices")),
    *(Pair("samhällsvägledning", "civic guidance"), Pair("bibliotek", "libraries")),
)
CONDITIONS = (
    Pair("Brist på", "Shortage of"),
    Pair("Ojämlik tillgång till", "Unequal access to"),
    Pair("Lågt förtroende för", "Low trust in"),
    Pair("Otydligt ansvar för", "Unclear responsibility for"),
)
"""What may be wrong with a matter; the last of them is what other work needs, neither cause nor consequence."""

WORK = (
    *(Pair("Utveckla", "Develop"), Pair("Bygga ut", "Expand"), Pair("Kartlägga", "Map")),
    *(Pair("Samordna", "Coordinate"), Pair("Se över", "Look over"), Pair("Informera om", "Inform about")),
    *(Pair("Pröva nya former för", "Try new forms of"), Pair("Rikta mer medel till", "Direct more money to")),
    *(Pair("Öppna fler", "Open more"), Pair("Ta ställning till", "Take a position on")),
)
ADMINISTRATIONS = (
    Pair("Kommunledningsförvaltningen", "Municipal executive office"),
    Pair("Socialförvaltningen", "Social welfare administration"),
    Pair("Utbildningsförvaltningen", "Education administration"),
    Pair("Arbetsmarknadsförvaltningen", "Labour market administration"),
    Pair("Kultur- och fritidsförvaltningen", "Culture and leisure administration"),
    Pair("Samhällsbyggnadsförvaltningen", "Urban development administration"),
    Pair("Äldreförvaltningen", "Administration for older people"),
    Pair("Miljöförvaltningen", "Environment administration"),
)
