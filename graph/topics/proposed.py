"""Proposals, questions and criticisms: who made them, how they were dealt with, and what is said to have hindered."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from pyoxigraph import NamedNode

from graph.answers.asked import Asked
from graph.answers.phrasing import things_of
from graph.answers.wording import kind_of
from graph.claims.evidence import Claim, code
from graph.claims.model import Proposition
from graph.claims.views import Counted
from ontology.iris import thing

CONTENT = ("concerns", "proposesAction")
OUTCOME = ("motionStatus", "adoptedIn")
_OURSELVES = thing("organisation/rotorsak")


@dataclass(frozen=True)
class Objections:
    """What is said of decisions: that their form kept something from being moved, and about which plans."""

    evaluated: Counted
    about: Counted

    def by(self, speakers: set[NamedNode], things: Sequence[NamedNode]) -> list[Claim]:
        """What these speakers say of a decision that concerns one of these things."""
        concerning = {one.subject for one in self.about.asserted() if one.object in things}
        return [
            claim
            for one in self.evaluated.asserted()
            if one.object in concerning and kind_of(one.subject) == "decision"
            for claim in self.evaluated.asserting(one)
            if claim.speaker in speakers
        ]


def read_objections(asked: Asked, things: Sequence[NamedNode]) -> Objections:
    """What is said of decisions that concern these things. Two readings of claims."""
    about = asked.claims("concerns", objects=things)
    concerning = sorted({one.subject for one in about.asserted()}, key=str)
    return Objections(asked.claims("evaluatedAs", objects=concerning), about)


@dataclass(frozen=True)
class Proposal:
    """A proposal, question or criticism, and the claims about it."""

    proposal: NamedNode
    type: str | None
    counted: Counted
    asked: Asked

    def _claims(self, *terms: str) -> list[Claim]:
        predicates = {self.asked.term(term) for term in terms}
        mine = [claim for claim in self.counted.claims if claim.proposition.subject == self.proposal]
        return [claim for claim in mine if claim.proposition.predicate in predicates]

    @cached_property
    def content(self) -> list[Claim]:
        """What it is about, as those who made it say."""
        return self._claims(*CONTENT)

    @cached_property
    def speakers(self) -> set[NamedNode]:
        """Who made it."""
        return {claim.chain[-1].speaker for claim in self.content} - {_OURSELVES}

    @property
    def stance(self) -> str | None:
        """The stance in which it is put forward: proposing before asking before asserting."""
        found = {claim.chain[-1].stance for claim in self.content}
        return next((one for one in ("proposes", "asks", "asserts") if one in found), None)

    @cached_property
    def statuses(self) -> list[Proposition]:
        """How it is said to have been dealt with."""
        return self._asserted("motionStatus")

    @cached_property
    def adopted(self) -> list[Proposition]:
        """The plans that are said to have taken it up."""
        return self._asserted("adoptedIn")

    def _asserted(self, term: str) -> list[Proposition]:
        found = self.counted.asserted(self.asked.term(term))
        return [one for one in found if one.subject == self.proposal]

    @property
    def status(self) -> str:
        """The slug of its motion-status; `unknown` where none is given or sources disagree."""
        found = {code(one.object) for one in self.statuses}
        contested = any(self.counted.contested(one) for one in self.statuses)
        return found.pop() if len(found) == 1 and not contested else "unknown"

    def things(self, kind: str) -> list[NamedNode]:
        """The things of a kind that it concerns."""
        concerned = things_of(claim.proposition for claim in self.content)
        return [one for one in concerned if kind_of(one) == kind]
