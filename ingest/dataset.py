"""The data files of a municipality, read into records that keep their lines.

A file holds one or more source documents, each with the things that it brings in and its passages; each
passage carries the claims that were read from it. `common.yaml` holds the things that several documents
speak of, and `people.yaml` every person, so that people can be taken out in one place.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from importlib.resources.abc import Traversable
from pathlib import Path

from ingest.located_yaml import Node, YamlFault, read_yaml
from ontology import iris
from ontology.errors import DataFault, Fault
from ontology.text import Text

STANCES = ("asserts", "denies", "doubts", "asks", "proposes")
BASES = ("read", "computed", "our-reading")
RELATIONS = ("disputes", "supports", "qualifies")


@dataclass(frozen=True, slots=True)
class Place:
    """Where in the data files something stands."""

    file: str
    line: int

    def fault(self, message: str) -> Fault:
        """A fault at this place."""
        return Fault(self.file, self.line, message)


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


def read_dataset(folder: Path | Traversable) -> Dataset:
    """All `*.yaml` of a folder. Raises DataFault with every fault by file and line."""
    reader = _Reader()
    for file in sorted(folder.iterdir(), key=lambda entry: entry.name):
        if file.name.endswith(".yaml"):
            reader.read_file(file.name, file.read_text(encoding="utf-8"))
    if reader.faults:
        raise DataFault(
            Text(
                sv="Datafilerna har fel. Rätta raderna nedan och läs in igen; inget är inläst.",
                en="The data files have faults. Mend the lines below and load again; nothing was loaded.",
            ),
            tuple(sorted(reader.faults)),
        )
    return Dataset(tuple(reader.documents), tuple(reader.things), tuple(reader.people))


@dataclass
class _Reader:
    faults: list[Fault] = field(default_factory=list)
    documents: list[DocumentEntry] = field(default_factory=list)
    things: list[ThingEntry] = field(default_factory=list)
    people: list[PersonEntry] = field(default_factory=list)

    def read_file(self, name: str, text: str) -> None:
        try:
            for node in read_yaml(text, name):
                self._read_section(_Mapping(name, node, self.faults))
        except YamlFault as error:
            self.faults.append(error.fault)

    def _read_section(self, section: "_Mapping") -> None:
        for id_, node in section.mapping("things"):
            self.things.append(_thing(id_, node))
        for id_, node in section.mapping("people"):
            listed = tuple(_listing(item) for item in node.items("listed"))
            self.people.append(PersonEntry(_thing(id_, node), listed))
        if section.has("document"):
            self.documents.append(_document(section))
        section.done()


class _Mapping:
    """A YAML mapping that is read key by key; faults are collected, unread keys are faults."""

    def __init__(self, file: str, node: Node, faults: list[Fault]) -> None:
        self.place = Place(file, node.line)
        self.faults = faults
        self._unread: dict[str, Node] = {}
        if isinstance(node.value, dict):
            self._unread = dict(node.value)
        else:
            self.fault("a list of keys and values was expected here")

    def fault(self, message: str) -> None:
        self.faults.append(self.place.fault(message))

    def has(self, key: str) -> bool:
        return key in self._unread

    def text(self, key: str) -> str | None:
        node = self._unread.pop(key, None)
        if node is None:
            return None
        if isinstance(node.value, str) and node.value.strip():
            return node.value.strip()
        self.faults.append(Fault(self.place.file, node.line, f"'{key}' must be a text"))
        return None

    def needed(self, key: str) -> str:
        if not self.has(key):
            self.fault(f"'{key}' is missing")
        return self.text(key) or ""

    def texts(self, key: str) -> tuple[str, ...]:
        node = self._unread.pop(key, None)
        return () if node is None else _texts(node)

    def mapping(self, key: str) -> Iterator[tuple[str, "_Mapping"]]:
        node = self._unread.pop(key, None)
        if node is None:
            return
        for name, value in _entries(node):
            child = _Mapping(self.place.file, value, self.faults)
            yield name, child
            child.done()

    def items(self, key: str) -> Iterator["_Mapping"]:
        node = self._unread.pop(key, None)
        if node is None or not isinstance(node.value, tuple):
            return
        for value in node.value:
            child = _Mapping(self.place.file, value, self.faults)
            yield child
            child.done()

    def node(self, key: str) -> Node | None:
        return self._unread.pop(key, None)

    def done(self) -> None:
        for key, node in self._unread.items():
            self.faults.append(Fault(self.place.file, node.line, f"unknown key '{key}'"))
        self._unread = {}


def _entries(node: Node) -> list[tuple[str, Node]]:
    return list(node.value.items()) if isinstance(node.value, dict) else []


def _texts(node: Node) -> tuple[str, ...]:
    if isinstance(node.value, tuple):
        return tuple(str(item.value) for item in node.value if isinstance(item.value, str))
    return (node.value,) if isinstance(node.value, str) else ()


def _thing(id_: str, node: _Mapping) -> ThingEntry:
    if not iris.is_short_id(id_):
        node.fault(f"'{id_}' is not an id of the form kind/slug")
    sv = node.needed("sv")
    return ThingEntry(
        id=id_,
        sv=sv,
        en=node.text("en") or sv,
        place=node.place,
        also=node.texts("also"),
        type=node.text("type"),
        code=node.text("code"),
        note=_note(node),
    )


def _note(node: _Mapping) -> Text | None:
    found = dict(_entries(node.node("note") or Node({}, 0)))
    if not found:
        return None
    sv, en = (found.get(language, Node("", 0)).value for language in ("sv", "en"))
    if not (isinstance(sv, str) and isinstance(en, str) and sv and en):
        node.fault("'note' must have a text in sv and in en")
        return None
    return Text(sv=sv, en=en)


def _document(section: _Mapping) -> DocumentEntry:
    place = section.place
    return DocumentEntry(
        thing=_thing(section.needed("document"), section),
        speaker=section.needed("speaker"),
        place=place,
        read=section.text("read"),
        date=section.text("date"),
        not_before=section.text("notBefore"),
        quality=section.text("quality"),
        rendition=section.text("rendition"),
        address=section.text("address"),
        passages=tuple(_passage(key, node) for key, node in section.mapping("passages")),
    )


def _passage(key: str, node: _Mapping) -> PassageEntry:
    start, end = _span(node)
    said = node.node("says")
    claims = said.value if said is not None and isinstance(said.value, tuple) else ()
    return PassageEntry(
        key=key,
        sv=node.needed("sv"),
        en=node.needed("en"),
        place=node.place,
        start=start,
        end=end,
        hash=node.text("hash"),
        section=node.text("section"),
        speaker=node.text("speaker"),
        shows=node.texts("shows"),
        ocr=tuple((word, str(value.value)) for word, value in _entries(node.node("ocr") or Node({}, 0))),
        same_text_as=node.text("sameTextAs"),
        says=tuple(_claim(claim, node.place.file, node.faults) for claim in claims),
    )


def _span(node: _Mapping) -> tuple[int | None, int | None]:
    at = node.text("at")
    if at is None:
        return None, None
    start, _, end = at.partition("-")
    if not (start.isdigit() and end.isdigit() and int(start) < int(end)):
        node.fault(f"'at' must be START-END, not '{at}'")
        return None, None
    return int(start), int(end)


def _claim(node: Node, file: str, faults: list[Fault]) -> ClaimEntry:
    place = Place(file, node.line)
    if isinstance(node.value, str):
        return ClaimEntry("asserts", node.value, place)
    keys = _Mapping(file, node, faults)
    stances = [stance for stance in STANCES if keys.has(stance)]
    if len(stances) != 1:
        faults.append(place.fault(f"a claim has exactly one of {', '.join(STANCES)}"))
        return ClaimEntry("asserts", "", place)
    said = keys.node(stances[0]) or Node("", node.line)
    basis = keys.text("basis") or "read"
    if basis not in BASES:
        faults.append(place.fault(f"basis '{basis}' is none of {', '.join(BASES)}"))
    parts = keys.node("with")
    claim = ClaimEntry(
        stance=stances[0],
        said=said.value if isinstance(said.value, str) else _claim(said, file, faults),
        place=place,
        by=keys.text("by"),
        basis=basis,
        name=keys.text("as"),
        parts=None if parts is None else tuple((key, _texts(value)) for key, value in _entries(parts)),
        relations=tuple((relation, name) for relation in RELATIONS for name in keys.texts(relation)),
    )
    keys.done()
    return claim


def _listing(item: _Mapping) -> Listing:
    return Listing(
        document=item.needed("in"),
        passage=item.needed("passage"),
        place=item.place,
        post=item.text("post"),
        body=item.text("body"),
        spelled=item.text("as"),
    )
