"""What the data files say, as records that keep their lines."""

from dataclasses import dataclass

from ontology.errors import Fault
from ontology.text import Text

STANCES = ("asserts", "denies", "doubts", "asks", "proposes")
BASES = ("read", "computed", "our-reading")
RELATIONS = ("disputes", "supports", "qualifies")


@dataclass(frozen=True, slots=True)
class Place:
    """Where in the data files something stands."""

    file: str
    line: int

    def fault(self, message: Text) -> Fault:
        """A fault at this place."""
        return Fault(self.file, self.line, message.en, message.sv)


@dataclass(frozen=True, slots=True)
class ThingEntry:
    """A thing with its names."""

    id: str
    sv: str
    en: str
    place: Place
    also: tuple[str, ...] = ()
    type: str | None = None
    code: str | None = None
    note: Text | None = None


@dataclass(frozen=True, slots=True)
class ClaimEntry:
    """A claim as the file has it: a stance on a sentence, or on another claim that is reported."""

    stance: str
    said: "str | ClaimEntry"
    place: Place
    by: str | None = None
    basis: str = "read"
    name: str | None = None
    parts: tuple[tuple[str, tuple[str, ...]], ...] | None = None
    relations: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class PassageEntry:
    """A passage with its locator (held documents only), our paraphrase, and what it says."""

    key: str
    sv: str
    en: str
    place: Place
    start: int | None = None
    end: int | None = None
    hash: str | None = None
    section: str | None = None
    speaker: str | None = None
    shows: tuple[str, ...] = ()
    ocr: tuple[tuple[str, str], ...] = ()
    same_text_as: str | None = None
    says: tuple[ClaimEntry, ...] = ()


@dataclass(frozen=True, slots=True)
class DocumentEntry:
    """A source document: held when it has a rendition, else known only."""

    thing: ThingEntry
    speaker: str
    place: Place
    read: str | None = None
    date: str | None = None
    not_before: str | None = None
    quality: str | None = None
    rendition: str | None = None
    address: str | None = None
    passages: tuple[PassageEntry, ...] = ()

    @property
    def slug(self) -> str:
        """The document's slug, by which passages and graphs name it."""
        return self.thing.id.partition("/")[2]


@dataclass(frozen=True, slots=True)
class Listing:
    """That a document lists a person in an office or body."""

    document: str
    passage: str
    place: Place
    post: str | None = None
    body: str | None = None
    spelled: str | None = None


@dataclass(frozen=True, slots=True)
class PersonEntry:
    """A holder of public office, as the documents list them."""

    thing: ThingEntry
    listed: tuple[Listing, ...]


@dataclass(frozen=True, slots=True)
class Dataset:
    """Everything that a folder of data files says."""

    documents: tuple[DocumentEntry, ...]
    things: tuple[ThingEntry, ...]
    people: tuple[PersonEntry, ...]
