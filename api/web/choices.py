"""What a form offers to choose from: the things of some kinds, and those who speak."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from api.service.reader import Reader
from graph.answers.names import Hit
from graph.answers.wording import shown_id
from graph.claims.evidence import node
from graph.stores.interface import NamedQuery
from ontology import iris
from ontology.errors import BadInput
from ontology.text import Language

SPEAKERS = NamedQuery("speakers")
_LISTED = 60
_SUGGESTED = 300


@dataclass(frozen=True, slots=True)
class Option:
    """Something to choose: what is sent, and what is shown."""

    value: str
    label: str


@dataclass(frozen=True, slots=True)
class Choices:
    """What there is to choose from: in groups by kind where it is a short list, else as suggestions while typing.

    Neither, where there is too much to list.
    """

    groups: tuple[tuple[str, tuple[Option, ...]], ...] = ()
    suggestions: tuple[Option, ...] = ()

    @property
    def options(self) -> tuple[Option, ...]:
        """All that can be chosen from the short list."""
        return tuple(option for _, options in self.groups for option in options)


def things(reader: Reader, kinds: Sequence[str], language: Language) -> Choices:
    """The things of these kinds."""
    return _choices(reader, reader.names.of_kinds(kinds, _SUGGESTED + 1), language)


def speakers(reader: Reader, language: Language) -> Choices:
    """Everybody who says something in a document that is known."""
    found = (iris.short_id(node(row, "speaker")) for row in reader.store.select(SPEAKERS))
    return _choices(reader, reader.names.known([id_ for id_ in found if id_]), language)


def id_of(reader: Reader, text: str, kinds: Sequence[str], language: Language) -> str | None:
    """The short id of the thing that a text means, or None if it means none, or several."""
    try:
        return iris.short_id(reader.names.resolve(text, kinds, language))
    except BadInput:
        return None


def label_of(reader: Reader, short_id: str, language: Language) -> str:
    """What a thing is called; its id if it is not known."""
    return next((hit.label.in_language(language) for hit in reader.names.known([short_id])), short_id)


def kind_label(reader: Reader, kind: str, language: Language) -> str:
    """What a kind of thing is called; its name for what is no kind of the vocabulary."""
    class_ = reader.vocabulary.kinds.get(kind)
    return reader.vocabulary.label(class_, language) if class_ else kind


def _choices(reader: Reader, hits: Sequence[Hit], language: Language) -> Choices:
    if len(hits) > _SUGGESTED:
        return Choices()
    ordered = sorted(hits, key=lambda hit: hit.label.in_language(language).casefold())
    if len(hits) > _LISTED:
        return Choices(suggestions=tuple(_suggestions(ordered, language)))
    kinds = {hit.kind: kind_label(reader, hit.kind, language) for hit in ordered}
    return Choices(
        tuple(
            (label, tuple(_option(hit, language) for hit in ordered if hit.kind == kind))
            for kind, label in sorted(kinds.items(), key=lambda each: each[1].casefold())
        )
    )


def _option(hit: Hit, language: Language) -> Option:
    return Option(shown_id(hit.thing), hit.label.in_language(language))


def _suggestions(hits: Iterable[Hit], language: Language) -> Iterable[Option]:
    """What to type: the name, or the id of what shares its name."""
    options = [_option(hit, language) for hit in hits]
    bearers = Counter(option.label.casefold() for option in options)
    for option in options:
        alone = bearers[option.label.casefold()] == 1
        yield Option(option.label, option.value) if alone else option
