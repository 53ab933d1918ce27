"""Reported speech: who says that who says what, held against what the reported one says in words of its own."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal as OneOf

from pyoxigraph import NamedNode

from graph.answers.asked import Asked
from graph.answers.wording import is_document
from graph.claims.evidence import Claim, node
from graph.claims.model import Proposition
from graph.claims.views import Counted, compatible
from graph.stores.interface import NamedQuery
from graph.topics.gaps import not_held

REPORTED = NamedQuery("reported")

Verdict = OneOf["supported", "contradicted", "disputed", "silent", "not-held"]
_AGAINST = ("denies", "doubts")


@dataclass(frozen=True, slots=True)
class Citation:
    """One statement as one chain of speakers reports it.

    `own` are the first-hand claims of the reported one on the same matter; `missing` the documents of the chain that
    nobody has given us; `cites` the claims that one document of the chain cites another.
    """

    chain: tuple[tuple[NamedNode, str], ...]
    proposition: Proposition
    claims: tuple[Claim, ...]
    own: tuple[Claim, ...]
    cites: tuple[Claim, ...]
    missing: tuple[NamedNode, ...]

    @property
    def cited(self) -> NamedNode:
        """Who is said to say it."""
        return self.chain[-1][0]

    @property
    def stance(self) -> str:
        """The stance that the cited one is said to take."""
        return self.chain[-1][1]

    @property
    def denied(self) -> bool:
        """Whether the chain says that the cited one does *not* say so."""
        return sum(stance in _AGAINST for _, stance in self.chain[:-1]) % 2 == 1

    @property
    def verdict(self) -> Verdict:
        """What the cited one's own words make of it. Only words that we have read can support or contradict."""
        if not self.own:
            held = is_document(self.cited) and self.cited not in self.missing
            return "silent" if held else "not-held"
        found = {self._agrees(claim) != self.denied for claim in self.own}
        return "disputed" if len(found) == 2 else "supported" if found == {True} else "contradicted"

    def _agrees(self, claim: Claim) -> bool:
        same = claim.proposition == self.proposition
        return claim.stance == self.stance if same else self.stance in _AGAINST


def read_citations(asked: Asked, document: NamedNode | None) -> list[Citation]:
    """What is reported, in all or by, through, of or in one document. Eight round trips."""
    bindings = {} if document is None else {"voice": [document]}
    found = asked.store.select(REPORTED, **bindings)
    terms = {asked.vocabulary.term_of(node(row, "predicate")).name for row in found}
    subjects = sorted({node(row, "subject") for row in found}, key=lambda one: one.value)
    counted = asked.claims(*sorted(terms), subjects=subjects)
    reports = [claim for claim in counted.claims if not claim.first_hand and _concerns(claim, document)]
    spoken = {link.speaker for claim in reports for link in claim.chain[1:] if is_document(link.speaker)}
    documents = sorted(spoken, key=lambda one: one.value)
    cites = asked.claims("cites", objects=documents)
    missing = not_held(asked, documents)
    chains: dict[tuple[tuple[tuple[NamedNode, str], ...], Proposition], list[Claim]] = {}
    for claim in reports:
        chain = tuple((link.speaker, link.stance) for link in claim.chain)
        chains.setdefault((chain, claim.proposition), []).append(claim)
    return [
        Citation(
            chain=chain,
            proposition=proposition,
            claims=tuple(claims),
            own=_own(counted, chain[-1][0], proposition),
            cites=_cites(cites, [speaker for speaker, _ in chain]),
            missing=tuple(one for one in missing if one in {speaker for speaker, _ in chain[1:]}),
        )
        for (chain, proposition), claims in chains.items()
    ]


def _concerns(claim: Claim, document: NamedNode | None) -> bool:
    voices = {claim.document, *(link.speaker for link in claim.chain)}
    return document is None or document in voices


def _own(counted: Counted, cited: NamedNode, proposition: Proposition) -> tuple[Claim, ...]:
    """First-hand claims of the cited one on the proposition, or with a value that cannot hold beside it."""
    functional = counted.vocabulary.is_functional(proposition.predicate)
    return tuple(
        claim
        for claim in counted.claims
        if claim.first_hand
        and cited in (claim.speaker, claim.document)
        and (
            claim.proposition == proposition
            or (
                functional
                and claim.stance == "asserts"
                and claim.proposition.subject == proposition.subject
                and claim.proposition.predicate == proposition.predicate
                and not compatible(claim.proposition.object, proposition.object)
            )
        )
    )


def _cites(cites: Counted, speakers: Sequence[NamedNode]) -> tuple[Claim, ...]:
    pairs = set(pairwise(speakers))
    return tuple(
        claim for claim in cites.claims if (claim.proposition.subject, claim.proposition.object) in pairs
    )
