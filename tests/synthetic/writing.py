"""Writing synthetic documents as the data files of a municipality would have them: passages, and what each says."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from ingest.entries import ClaimEntry, DocumentEntry, PassageEntry, Place, ThingEntry
from ingest.passages import passage_hash
from tests.synthetic.words import Pair

NOWHERE = Place("synthetic", 0)
READ_ON = "2026-01-31"
_LENGTH, _GAP = 360, 40


def thing(
    id_: str, name: Pair, type_: str | None = None, code: str | None = None, also: str | None = None
) -> ThingEntry:
    """A thing with its names."""
    return ThingEntry(id_, name.sv, name.en, NOWHERE, also=(also,) if also else (), type=type_, code=code)


def says(sentence: str, stance: str = "asserts", *, by: str | None = None, ours: bool = False) -> ClaimEntry:
    """A claim about `subject term object`, of the passage's own speaker unless `by` names one."""
    return ClaimEntry(stance, sentence, NOWHERE, by=by, basis="our-reading" if ours else "read")


def gives(sentence: str, stance: str = "asserts", **parts: str | Sequence[str]) -> ClaimEntry:
    """A claim about `subject term` and a node of these parts."""
    listed = tuple((name, (one,) if isinstance(one, str) else tuple(one)) for name, one in parts.items())
    return ClaimEntry(stance, sentence, NOWHERE, parts=listed)


def reports(by: str, reported: ClaimEntry, stance: str = "asserts") -> ClaimEntry:
    """That somebody says (or denies) that somebody else makes a claim."""
    return ClaimEntry(stance, reported, NOWHERE, by=by)


def named(claim: ClaimEntry, name: str) -> ClaimEntry:
    """The claim under a name, by which others of its document can dispute it."""
    return replace(claim, name=name)


def disputing(claim: ClaimEntry, name: str) -> ClaimEntry:
    """The claim, disputing the one of this name."""
    return replace(claim, relations=(("disputes", name),))


@dataclass
class Writer:
    """A document in the making. One that is held has passages with a place in its text, one after the other."""

    slug: str
    name: Pair
    type: str
    speaker: str
    date: str
    held: bool = True
    passages: list[PassageEntry] = field(default_factory=list)

    def passage(
        self,
        section: Pair,
        words: Pair,
        *claims: ClaimEntry,
        shows: Sequence[str] = (),
        speaker: str | None = None,
    ) -> None:
        """Add a passage with what it says."""
        key = f"p{len(self.passages) + 1}"
        entry = PassageEntry(
            key=key,
            sv=words.sv,
            en=words.en,
            place=NOWHERE,
            section=section.sv,
            speaker=speaker,
            shows=tuple(shows),
            says=claims,
        )
        if self.held:
            start = len(self.passages) * (_LENGTH + _GAP)
            entry = replace(entry, start=start, end=start + _LENGTH, hash=passage_hash(f"{self.slug} {key}"))
        self.passages.append(entry)

    def document(self) -> DocumentEntry:
        """The document as it stands."""
        return DocumentEntry(
            thing=thing(f"document/{self.slug}", self.name, f"document-type/{self.type}"),
            speaker=self.speaker,
            place=NOWHERE,
            read=READ_ON,
            date=self.date,
            quality="quality/born-digital" if self.held else None,
            rendition=f"{self.slug}.txt" if self.held else None,
            passages=tuple(self.passages),
        )
