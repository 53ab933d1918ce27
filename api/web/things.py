"""The page of a thing, and of a claim: what it is, who says what of it and where, and where to correct it."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from api.service.reader import Pairs, Reader
from api.service.representation import Representation
from api.web.rendering import Address, page
from api.web.view_form import view_fields
from graph.answers.description import describe
from graph.answers.form import Answer, Description, Evidence, Fact, Ref, Told
from graph.answers.question import Question
from graph.answers.told import tell
from graph.answers.wording import STANCES
from graph.questions import catalogue
from ontology.errors import NotKnown, Unclear
from ontology.text import Language, Text
from ontology.vocabulary import codes

DEPTHS = ("1", "2", "3")
_LEDGERS = {
    "action": Text(
        sv="Vad säger bidragens regler om åtgärden?", en="What do the rules of grants say of the action?"
    ),
    "grant": Text(
        sv="Vad ska göras när, vilka regler gäller, och hur mycket?",
        en="What is due when, which rules hold, and how much?",
    ),
}
_ALLOCATION = Text(sv="Fördela bidraget: vad går ihop?", en="Allocate the grant: what fits?")
_SAYING = ("claim", "proposition", "passage", "activity")
_BETWEEN = "paths"
_READ_BY = Text(sv="läst av", en="read by")
_REPORTED = Text(
    sv="återger andras ord utan att stå för dem", en="reports the words of others without standing for them"
)


@dataclass(frozen=True, slots=True)
class Ask:
    """A question that takes a thing: its title, and its parameters with the thing among them."""

    name: str
    title: str
    query: Pairs


@dataclass(frozen=True, slots=True)
class Side:
    """Claims that take the same stance on a proposition."""

    stance: str
    label: str
    claims: tuple[Evidence, ...]


def described(reader: Reader, id_: str, language: Language) -> Description:
    """What the thing at an address is. Raises NotKnown, laid on `id`, if nothing has this id."""
    try:
        found = describe(reader.store, reader.vocabulary, reader.names, id_, language)
    except NotKnown as error:
        raise error.of("id") from None
    except Unclear as error:
        raise _no_such_id(id_, error.candidates) from None
    if found.id != id_:
        raise _no_such_id(id_, (found.id,))
    return found


def around(reader: Reader, id_: str, parameters: Pairs, views: tuple[str, ...], language: Language) -> Answer:
    """What is claimed of a thing and its neighbours."""
    return reader.ask("neighbours", (("focus", id_), *parameters), views, language)


def told(reader: Reader, id_: str, views: tuple[str, ...], language: Language) -> Told:
    """The claim at an address. Raises NotKnown, laid on `id`, if no claim has this id."""
    given = described(reader, id_, language)
    return tell(reader.store, reader.vocabulary, reader.names, given, views, place_of(reader, id_))


def place_of(reader: Reader, id_: str) -> str | None:
    """The file and line of this repository in which a thing is written, if it is of the built-in data."""
    place = reader.places.get(id_)
    return f"ingest/linkoping/{place}" if place else None


def thing_page(
    reader: Reader, id_: str, parameters: Pairs, views: tuple[str, ...], address: Address
) -> Representation:
    """The page of a thing of any kind but a claim."""
    language = address.language
    given = described(reader, id_, language)
    answer = around(reader, id_, parameters, views, language)
    saying = given.kind.id in _SAYING
    return page(
        "thing.html",
        address,
        given=given,
        answer=answer,
        saying=saying,
        own=_own_facts(given),
        pointing=() if saying else [fact for fact in given.facts if fact.incoming],
        sides=_sides(answer.evidence.values(), language) if given.kind.id == "proposition" else (),
        asks=_asks(given, language) if given.kind.id in reader.vocabulary.kinds and not saying else (),
        ledgers=tuple(_ledgers(given)),
        depth=dict(parameters).get("depth", DEPTHS[0]),
        depths=DEPTHS,
        fields=view_fields(reader, views, language, None),
        place=place_of(reader, id_),
        places=reader.places,
    )


def claim_page(reader: Reader, id_: str, views: tuple[str, ...], address: Address) -> Representation:
    """The page of a claim."""
    given = told(reader, id_, views, address.language)
    return page("claim.html", address, given=given, places=reader.places)


def _own_facts(given: Description) -> list[Fact]:
    """What is said of it, without what the page says in other places; a reading is read, not decided, by somebody."""
    told_apart = {"passage": ("source", "description")}.get(given.kind.id, ())
    own = [fact for fact in given.facts if not fact.incoming and fact.relation.id not in told_apart]
    if given.kind.id != "activity":
        return own
    label = _READ_BY.in_language(given.language)
    return [
        fact.model_copy(update={"relation": Ref(id=fact.relation.id, label=label)})
        if fact.relation.id == "decidedBy"
        else fact
        for fact in own
    ]


def _sides(claims: Iterable[Evidence], language: Language) -> tuple[Side, ...]:
    """The claims by what they say of the proposition in the end; those that deny that others said it come last."""
    stances = {stance: codes()[f"stance/{stance}"] for stance in STANCES} | {"": _REPORTED}
    by_stance: dict[str, list[Evidence]] = {stance: [] for stance in stances}
    for claim in claims:
        stands = all(link.stance == "asserts" for link in claim.chain[:-1])
        by_stance[claim.chain[-1].stance if stands else ""].append(claim)
    return tuple(
        Side(stance, stances[stance].in_language(language), tuple(found))
        for stance, found in by_stance.items()
        if found
    )


def _asks(given: Description, language: Language) -> list[Ask]:
    """The questions of the catalogue that take a thing of this kind, and the paths that begin in it."""
    return [
        Ask(one.name, one.title.in_language(language), ((parameter, given.id),))
        for one in catalogue().values()
        for parameter in _taking(one, given.kind.id)
    ]


def _ledgers(given: Description) -> Iterator[tuple[str, str]]:
    """The pages of an action or a grant on which its rules are tried and its shares allocated: address and title."""
    if given.kind.id in _LEDGERS:
        yield f"/ledgers/{given.id}", _LEDGERS[given.kind.id].in_language(given.language)
    if given.kind.id == "grant" and given.values("share"):
        slug = given.id.partition("/")[2]
        yield f"/allocations/{slug}", _ALLOCATION.in_language(given.language)


def _taking(one: Question, kind: str) -> list[str]:
    """The parameter of a question that takes a thing of a kind, if one does."""
    fitting = (
        each for each in one.parameters if kind in each.kinds or (each.any_thing and one.name == _BETWEEN)
    )
    return [each.name for each in fitting][:1]


def _no_such_id(id_: str, nearest: tuple[str, ...]) -> NotKnown:
    listed = ", ".join(nearest)
    return NotKnown(
        Text(
            sv=f"Ingenting har id:t '{id_}'. Närmast: {listed}.",
            en=f"Nothing has the id '{id_}'. Nearest: {listed}.",
        ),
        nearest,
    ).of("id")
