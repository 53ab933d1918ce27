"""What is said where: the propositions on which claims, and the passages and readings that hold them, take a stance."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from pyoxigraph import NamedNode

from graph.claims.evidence import Claim, node, read_claims
from graph.claims.model import Proposition
from graph.claims.views import compatible
from graph.stores.interface import NamedQuery, Row, Store
from ontology.iris import short_id
from ontology.vocabulary import Vocabulary

PROPOSITIONS = NamedQuery("propositions")
QUOTED = NamedQuery("quoted")
_SAYING = ("claim", "proposition")
_HOLDING = ("passage", "activity")


@dataclass(frozen=True, slots=True)
class Spoken:
    """What claims, propositions, passages and readings say.

    `propositions` are what claims and propositions among them are about, and `quoted` those of passages and readings,
    each with the claims in there. `claims` are all accepted claims with the same subjects and terms.
    """

    propositions: frozenset[Proposition]
    quoted: Mapping[Proposition, frozenset[NamedNode]]
    claims: tuple[Claim, ...]

    def shows(self, claim: Claim, vocabulary: Vocabulary) -> bool:
        """Whether a claim belongs to the answer: it is quoted there, or is about one of the propositions, or gives
        another value than one of them.
        """
        one = claim.proposition
        if claim.iri in self.quoted.get(one, ()) or one in self.propositions:
            return True
        return vocabulary.is_functional(one.predicate) and any(
            (one.subject, one.predicate) == (other.subject, other.predicate)
            and not compatible(one.object, other.object)
            for other in self.propositions
        )


def read_spoken(store: Store, things: Sequence[NamedNode]) -> Spoken:
    """What those of the things that are claims, propositions, passages or readings say. Three round trips, or none."""
    said = read_propositions(store, things)
    propositions = frozenset(one for several in said.values() for one in several)
    quoted = read_quoted(store, _of_kinds(things, _HOLDING))
    claims = read_claims_around(store, {*propositions, *quoted})
    return Spoken(propositions, {one: frozenset(held) for one, held in quoted.items()}, tuple(claims))


def read_quoted(store: Store, things: Sequence[NamedNode]) -> dict[Proposition, set[NamedNode]]:
    """What is said in these passages or documents, or was found in these readings: each with the claims in there.

    One round trip, or none.
    """
    quoted: dict[Proposition, set[NamedNode]] = defaultdict(set)
    for row in store.select(QUOTED, thing=things):
        quoted[_proposition(row)].add(node(row, "claim"))
    return quoted


def read_claims_around(store: Store, propositions: Iterable[Proposition]) -> list[Claim]:
    """The accepted claims with the same subjects and terms: about these propositions, and with other values."""
    wanted = set(propositions)
    return read_claims(
        store,
        subjects=sorted({one.subject for one in wanted}, key=str),
        predicates=sorted({one.predicate for one in wanted}, key=str),
    )


def read_propositions(store: Store, things: Iterable[NamedNode]) -> dict[NamedNode, set[Proposition]]:
    """What those of the things that are claims or propositions are about, each with itself; and what the claims are
    about that they dispute or are disputed by, with those. One round trip, or none.
    """
    found: dict[NamedNode, set[Proposition]] = defaultdict(set)
    for row in store.select(PROPOSITIONS, thing=_of_kinds(things, _SAYING)):
        found[node(row, "saying")].add(_proposition(row))
    return found


def _of_kinds(things: Iterable[NamedNode], kinds: tuple[str, ...]) -> list[NamedNode]:
    return sorted((one for one in things if (short_id(one) or "").partition("/")[0] in kinds), key=str)


def _proposition(row: Row) -> Proposition:
    return Proposition(node(row, "subject"), node(row, "predicate"), row["object"])
