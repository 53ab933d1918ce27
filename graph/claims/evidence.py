"""Claims as they are read back from a store: each with its chain of speakers down to what is said."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from pyoxigraph import NamedNode

from graph.claims.model import Proposition
from graph.stores.interface import NamedQuery, Row, Store, Term
from ontology.iris import short_id

CLAIMS = NamedQuery("claims")
CLAIMS_ON = NamedQuery("claims_on")
DISPUTES = NamedQuery("disputes")
DOCUMENTS = NamedQuery("documents")


@dataclass(frozen=True, slots=True)
class Link:
    """One speaker in a chain, and the stance on what follows: the next link, or the proposition."""

    claim: NamedNode
    speaker: NamedNode
    stance: str


@dataclass(frozen=True)
class Claim:
    """A claim in a passage, followed through everybody whom it reports to the proposition itself.

    `chain` begins with whoever speaks in the passage; a chain of one link is first-hand.
    """

    chain: tuple[Link, ...]
    proposition: Proposition
    basis: str
    passage: NamedNode
    document: NamedNode

    @property
    def iri(self) -> NamedNode:
        """The claim that stands in the passage."""
        return self.chain[0].claim

    @property
    def speaker(self) -> NamedNode:
        """Who speaks in the passage."""
        return self.chain[0].speaker

    @property
    def first_hand(self) -> bool:
        """Whether the speaker says it, rather than that somebody else does."""
        return len(self.chain) == 1

    @cached_property
    def stance(self) -> str | None:
        """What the end of the chain says of the proposition, or None where a link denies or doubts the report."""
        if all(link.stance == "asserts" for link in self.chain[:-1]):
            return self.chain[-1].stance
        return None


@dataclass(frozen=True, slots=True)
class Dispute:
    """That an accepted claim disputes another outright: which other, by whom, and in which document."""

    claim: NamedNode
    speaker: NamedNode
    document: NamedNode | None


@dataclass(frozen=True, slots=True)
class DocumentFacts:
    """What is known of a document: its holding, and its date or the earliest that it can have."""

    holding: str
    date: str | None
    not_before: str | None
    quality: str | None
    address: str | None

    @property
    def held(self) -> bool:
        """Whether its words have been read."""
        return self.holding != "known"


def read_claims(
    store: Store,
    *,
    subjects: Sequence[NamedNode] | None = None,
    predicates: Sequence[NamedNode] | None = None,
    objects: Sequence[Term] | None = None,
) -> list[Claim]:
    """The accepted claims about matching propositions, in order of their ids. One round trip."""
    wanted = {"subject": subjects, "predicate": predicates, "object": objects}
    given = {name: terms for name, terms in wanted.items() if terms is not None}
    return claims_of(store.select(CLAIMS_ON if "predicate" in given and len(given) > 1 else CLAIMS, **given))


def claims_of(rows: Iterable[Row]) -> list[Claim]:
    """The claims that rows of the query `claims` tell of, in order of their ids."""
    return sorted(_chained(rows), key=lambda claim: (claim.iri.value, str(claim.proposition.iri)))


def read_disputes(store: Store, claims: Iterable[Claim]) -> list[Dispute]:
    """The disputes of these claims, or of those that they report. One round trip."""
    return disputes_of(store.select(DISPUTES, claim=links_of(claims)))


def links_of(claims: Iterable[Claim]) -> list[NamedNode]:
    """The claims in the chains of these, themselves among them, in order of their ids."""
    return sorted({link.claim for claim in claims for link in claim.chain}, key=str)


def disputes_of(rows: Iterable[Row]) -> list[Dispute]:
    """The disputes that rows of the query `disputes` tell of."""
    return [
        Dispute(
            claim=node(row, "claim"),
            speaker=node(row, "speaker"),
            document=node(row, "document") if "document" in row else None,
        )
        for row in rows
    ]


def read_documents(store: Store, documents: Iterable[NamedNode]) -> dict[NamedNode, DocumentFacts]:
    """How these documents are held and dated. One round trip."""
    rows: dict[NamedNode, list[Row]] = {}
    for row in store.select(DOCUMENTS, document=sorted(set(documents), key=str)):
        rows.setdefault(node(row, "document"), []).append(row)
    return {document: _document_facts(found) for document, found in rows.items()}


def node(row: Row, name: str) -> NamedNode:
    """The IRI that a row has under a name. Raises TypeError for a literal."""
    term = row[name]
    if not isinstance(term, NamedNode):
        raise TypeError(f"?{name} is not an IRI: {term}")
    return term


def code(term: Term) -> str:
    """The slug of a code, `held` for `holding/held`; the whole text of anything else."""
    name = short_id(term) if isinstance(term, NamedNode) else None
    return name.partition("/")[2] if name else term.value


def _chained(rows: Iterable[Row]) -> Iterator[Claim]:
    by_proposition: dict[NamedNode, dict[NamedNode, Row]] = {}
    for row in rows:
        links = by_proposition.setdefault(node(row, "proposition"), {})
        claim = node(row, "claim")
        links[claim] = min(row, links[claim], key=_preference) if claim in links else row
    for links in by_proposition.values():
        for row in links.values():
            chain = tuple(_chain(row, links))
            if "document" in row and chain:
                yield _claim(row, chain)


def _preference(row: Row) -> tuple[bool, list[tuple[str, str]]]:
    """Of what several graphs say of one claim, the same comes first in every store: that with a document."""
    return "document" not in row, sorted((name, str(term)) for name, term in row.items())


def _chain(row: Row, links: dict[NamedNode, Row]) -> list[Link]:
    """The links from a claim to the proposition; none where a link is not accepted, so that it breaks there."""
    chain = [_link(row)]
    while "reports" in row:
        reported = links.get(node(row, "reports"))
        if reported is None:
            return []
        row = reported
        chain.append(_link(row))
    return chain


def _claim(row: Row, chain: tuple[Link, ...]) -> Claim:
    object_ = row["object"]
    return Claim(
        chain=chain,
        proposition=Proposition(node(row, "subject"), node(row, "predicate"), object_),
        basis=code(row["basis"]),
        passage=node(row, "passage"),
        document=node(row, "document"),
    )


def _link(row: Row) -> Link:
    return Link(node(row, "claim"), node(row, "speaker"), code(row["stance"]))


def _document_facts(rows: Sequence[Row]) -> DocumentFacts:
    """What several graphs say of a document together: the best holding, the most exact date, the first of the rest."""
    holdings = {code(row["holding"]) for row in rows}
    dates = _texts(rows, "date")
    qualities = sorted(code(row["quality"]) for row in rows if "quality" in row)
    return DocumentFacts(
        holding=next((one for one in ("at-hand", "held") if one in holdings), "known"),
        date=max(dates, key=len, default=None),
        not_before=next(iter(_texts(rows, "notBefore")), None),
        quality=next(iter(qualities), None),
        address=next(iter(_texts(rows, "address")), None),
    )


def _texts(rows: Sequence[Row], name: str) -> list[str]:
    return sorted({row[name].value for row in rows if name in row})
