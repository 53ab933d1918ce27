"""The data files of a municipality, read into records.

A file holds one or more source documents, each with the things that it brings in and its passages; each
passage carries the claims that were read from it. `common.yaml` holds the things that several documents
speak of, and `people.yaml` every person, so that people can be taken out in one place.
"""

from dataclasses import dataclass, field
from importlib.resources.abc import Traversable
from pathlib import Path

from ingest.entries import (
    BASES,
    RELATIONS,
    STANCES,
    ClaimEntry,
    Dataset,
    DocumentEntry,
    Listing,
    PassageEntry,
    PersonEntry,
    Place,
    ThingEntry,
)
from ingest.located_yaml import MappingReader, Node, YamlFault, read_yaml
from ontology import iris
from ontology.errors import DataFault, Fault
from ontology.text import Text


def read_dataset(folder: Path | Traversable) -> Dataset:
    """All `*.yaml` of a folder. Raises DataFault with every fault by file and line."""
    reader = _Reader()
    for file in sorted(folder.iterdir(), key=lambda entry: entry.name):
        if file.name.endswith(".yaml"):
            reader.read_file(file.name, file.read_bytes())
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

    def read_file(self, name: str, data: bytes) -> None:
        try:
            for node in read_yaml(data.decode(), name):
                self._read_section(MappingReader(name, node, self.faults))
        except YamlFault as error:
            self.faults.append(error.fault)
        except UnicodeDecodeError as error:
            message = Text(
                sv="inte text i UTF-8: spara filen som UTF-8", en="not text in UTF-8: save the file as UTF-8"
            )
            self.faults.append(Place(name, data.count(b"\n", 0, error.start) + 1).fault(message))

    def _read_section(self, section: MappingReader) -> None:
        for id_, node in section.mappings("things"):
            self.things.append(_thing(id_, node))
        for id_, node in section.mappings("people"):
            listed = tuple(_listing(item) for item in node.items("listed"))
            self.people.append(PersonEntry(_thing(id_, node), listed))
        if section.has("document"):
            self.documents.append(_document(section))
        section.done()


def _thing(id_: str, node: MappingReader) -> ThingEntry:
    if not iris.is_short_id(id_):
        node.fault(
            Text(
                sv=f"'{id_}' är inget id av formen slag/namn",
                en=f"'{id_}' is not an id of the form kind/slug",
            )
        )
    sv = node.needed("sv")
    return ThingEntry(
        id=id_,
        sv=sv,
        en=node.text("en") or sv,
        place=_place(node),
        also=node.texts("also"),
        type=node.text("type"),
        code=node.text("code"),
        note=_note(node),
    )


def _note(node: MappingReader) -> Text | None:
    found = node.entries("note")
    if not found:
        return None
    sv, en = (found.get(language, Node("", 0)).value for language in ("sv", "en"))
    if not (isinstance(sv, str) and isinstance(en, str) and sv and en):
        node.fault(
            Text(sv="'note' ska ha en text i sv och en i en", en="'note' must have a text in sv and in en")
        )
        return None
    return Text(sv=sv, en=en)


def _document(section: MappingReader) -> DocumentEntry:
    place = _place(section)
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
        passages=tuple(_passage(key, node) for key, node in section.mappings("passages")),
    )


def _passage(key: str, node: MappingReader) -> PassageEntry:
    if not iris.is_short_id(f"passage/{key}"):
        node.fault(
            Text(
                sv=f"'{key}' duger inte som nyckel: ta a–z, 0–9, punkt, bindestreck och understreck",
                en=f"'{key}' will not do for a key: take a–z, 0–9, dot, hyphen and underscore",
            )
        )
    start, end = _span(node)
    return PassageEntry(
        key=key,
        sv=node.needed("sv"),
        en=node.needed("en"),
        place=_place(node),
        start=start,
        end=end,
        hash=node.text("hash"),
        section=node.text("section"),
        speaker=node.text("speaker"),
        shows=node.texts("shows"),
        ocr=tuple((word, str(value.value)) for word, value in node.entries("ocr").items()),
        same_text_as=node.text("sameTextAs"),
        says=tuple(_claim(claim, node.file, node.faults) for claim in node.nodes("says")),
    )


def _span(node: MappingReader) -> tuple[int | None, int | None]:
    at = node.text("at")
    if at is None:
        return None, None
    start, _, end = at.partition("-")
    if not (start.isdecimal() and end.isdecimal() and int(start) < int(end)):
        node.fault(
            Text(sv=f"'at' ska vara BÖRJAN-SLUT, inte '{at}'", en=f"'at' must be START-END, not '{at}'")
        )
        return None, None
    return int(start), int(end)


def _claim(node: Node, file: str, faults: list[Fault]) -> ClaimEntry:
    place = Place(file, node.line)
    if isinstance(node.value, str):
        return ClaimEntry("asserts", node.value, place)
    keys = MappingReader(file, node, faults)
    stances = [stance for stance in STANCES if keys.has(stance)]
    if len(stances) != 1:
        listed = ", ".join(STANCES)
        message = Text(
            sv=f"ett påstående har precis en av {listed}", en=f"a claim has exactly one of {listed}"
        )
        faults.append(place.fault(message))
        return ClaimEntry("asserts", "", place)
    said = keys.take(stances[0]) or Node("", node.line)
    basis = keys.text("basis") or "read"
    if basis not in BASES:
        listed = ", ".join(BASES)
        message = Text(
            sv=f"grunden '{basis}' är ingen av {listed}", en=f"basis '{basis}' is none of {listed}"
        )
        faults.append(place.fault(message))
    claim = ClaimEntry(
        stance=stances[0],
        said=said.value if isinstance(said.value, str) else _claim(said, file, faults),
        place=place,
        by=keys.text("by"),
        basis=basis,
        name=keys.text("as"),
        parts=_parts(keys),
        relations=tuple((relation, name) for relation in RELATIONS for name in keys.texts(relation)),
    )
    keys.done()
    return claim


def _parts(keys: MappingReader) -> tuple[tuple[str, tuple[str, ...]], ...] | None:
    if not keys.has("with"):
        return None
    parts = MappingReader(keys.file, keys.take("with") or Node({}, keys.line), keys.faults)
    return tuple((name, parts.texts(name)) for name in parts.names())


def _listing(item: MappingReader) -> Listing:
    if item.has("post") == item.has("body"):
        item.fault(
            Text(sv="ange antingen 'post' eller 'body'", en="give either 'post' or 'body', and not both")
        )
    return Listing(
        document=item.needed("in"),
        passage=item.needed("passage"),
        place=_place(item),
        post=item.text("post"),
        body=item.text("body"),
        spelled=item.text("as"),
    )


def _place(node: MappingReader) -> Place:
    return Place(node.file, node.line)
