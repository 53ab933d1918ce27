"""The picture of an answer: things and what ties them, ready to be drawn."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence, Set
from dataclasses import asdict, dataclass
from types import MappingProxyType

from api.evidence import in_order
from api.web.kinds import FAMILIES, OTHER, Family, family_of, kind_word
from api.web.layout import Place, rings
from api.words import word
from graph.answers.form import Answer, Evidence, Ref
from ontology.text import Language

MOST_NODES = 150
_LONGEST = 70  # characters of a name that the picture shows

OPTIONS: Mapping[str, object] = MappingProxyType(
    {
        "physics": {"enabled": False},
        "interaction": {"hover": True, "tooltipDelay": 150, "zoomView": False, "selectConnectedEdges": True},
    }
)
"""What vis-network is told: nothing moves by itself."""


@dataclass(frozen=True, slots=True)
class Node:
    """A thing: its name, cut if it is long, what it is in words, and whether it is what was asked about."""

    id: str
    label: str
    title: str
    family: str
    focus: bool
    x: int
    y: int


@dataclass(frozen=True, slots=True)
class Tie:
    """Everything that is said to tie one thing to another, in that direction."""

    from_: str
    to: str
    label: str
    relations: int
    contested: bool

    def drawn(self) -> dict[str, object]:
        """The tie as the drawing program wants it."""
        return {"from": self.from_, "to": self.to, "label": self.label, "contested": self.contested}


@dataclass(frozen=True, slots=True)
class Picture:
    """What is drawn of an answer: at most MOST_NODES things, those nearest to what was asked about."""

    things: tuple[Ref, ...]
    places: Mapping[str, Place]
    focus: frozenset[str]
    ties: tuple[Tie, ...]
    all_things: int
    all_relations: int
    language: Language

    @property
    def complete(self) -> bool:
        """Whether everything is drawn."""
        return len(self.things) == self.all_things

    @property
    def relations(self) -> int:
        """How many relations are drawn: several may tie one pair of things."""
        return sum(tie.relations for tie in self.ties)

    @property
    def contested(self) -> bool:
        """Whether any tie is contested."""
        return any(tie.contested for tie in self.ties)

    @property
    def families(self) -> list[Family]:
        """The families of things that are in it, in the order of the legend."""
        found = {family_of(one.id).name for one in self.things}
        return [family for family in (*FAMILIES, OTHER) if family.name in found]

    def nodes(self) -> list[Node]:
        """The things as nodes."""
        return [self._node(one) for one in self.things]

    def data(self) -> dict[str, object]:
        """All that the drawing needs, as JSON has it."""
        nodes = [asdict(node) for node in self.nodes()]
        return {"nodes": nodes, "edges": [tie.drawn() for tie in self.ties], "options": dict(OPTIONS)}

    def _node(self, one: Ref) -> Node:
        family, kind = family_of(one.id), kind_word(one.id, self.language)
        name = one.label if len(one.label) <= _LONGEST else f"{one.label[: _LONGEST - 1]}…"
        return Node(
            id=one.id,
            label=f"{family.sign}\N{NO-BREAK SPACE}{name}",
            title="\n".join(filter(None, [one.label, kind, one.id])),
            family=family.name,
            focus=one.id in self.focus,
            x=self.places[one.id][0],
            y=self.places[one.id][1],
        )


def has_picture(answer: Answer) -> bool:
    """Whether there is anything to draw: a claim that ties one thing to another."""
    return any(_tied(one) is not None for one in answer.evidence.values())


def picture_of(answer: Answer, most: int = MOST_NODES) -> Picture:
    """The picture of an answer: whatever its evidence ties, drawn or denied."""
    said: dict[tuple[str, str], list[Evidence]] = defaultdict(list)
    names: dict[str, Ref] = {}
    for one in in_order(answer):
        if (object_ := _tied(one)) is not None:
            names |= {one.subject.id: one.subject, object_.id: object_}
            said[one.subject.id, object_.id].append(one)
    focus = frozenset(value for value in answer.parameters.values() if value in names)
    nearest = _nearest(names, said, focus)[:most]
    kept = set(nearest)
    ends = [pair for pair in said if kept.issuperset(pair)]
    things = sorted((names[one] for one in nearest), key=_by_family)
    return Picture(
        things=tuple(things),
        places=rings(_centre(nearest, ends, focus), [one.id for one in things], ends) if nearest else {},
        focus=focus,
        ties=tuple(_tie(*pair, said[pair], answer.language) for pair in ends),
        all_things=len(names),
        all_relations=sum(len({one.relation.id for one in told}) for told in said.values()),
        language=answer.language,
    )


def _tied(evidence: Evidence) -> Ref | None:
    """The thing that a claim ties its subject to, if it ties it to another."""
    object_ = evidence.object
    return object_ if isinstance(object_, Ref) and object_.id != evidence.subject.id else None


def _by_family(one: Ref) -> tuple[int, str, str]:
    return [*FAMILIES, OTHER].index(family_of(one.id)), one.label, one.id


def _centre(things: Sequence[str], ends: Iterable[tuple[str, str]], focus: Set[str]) -> str:
    """Of what was asked about, or else of all things, the one with the most ties."""
    ties = Counter(one for pair in ends for one in pair)
    return max((one for one in things if one in focus or not focus), key=lambda one: ties[one])


def _nearest(names: Iterable[str], ends: Iterable[tuple[str, str]], focus: Iterable[str]) -> list[str]:
    """The things by their distance from the focus, and then those that nothing ties to it, each in order."""
    beside: dict[str, list[str]] = defaultdict(list)
    for one, other in ends:
        beside[one].append(other)
        beside[other].append(one)
    reached = dict.fromkeys(sorted(focus))
    frontier = list(reached)
    while frontier:
        frontier = [
            one for one in dict.fromkeys(n for f in frontier for n in beside[f]) if one not in reached
        ]
        reached |= dict.fromkeys(frontier)
    return [*reached, *(name for name in names if name not in reached)]


def _tie(from_: str, to: str, told: list[Evidence], language: Language) -> Tie:
    """One tie of all that is said between two things; each relation with its stance where nobody asserts it."""
    by_relation: dict[str, list[Evidence]] = defaultdict(list)
    for one in told:
        by_relation[one.relation.id].append(one)
    labels = [said[0].relation.label + _stance(said) for said in by_relation.values()]
    contested = all(one.contested for one in told)
    mark = f" ({word('contested', language)})" if contested else ""
    return Tie(from_, to, "; ".join(labels) + mark, len(labels), contested)


def _stance(said: list[Evidence]) -> str:
    """The stances of those who do not assert it, if nobody does."""
    last = [one.chain[-1] for one in said]
    if any(link.stance == "asserts" for link in last):
        return ""
    stances = dict.fromkeys(link.stance_label for link in last)
    return f" – {', '.join(stances)}"
