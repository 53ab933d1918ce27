"""What each of two views says of the same things: its own word, and what it only reports of others."""

from collections.abc import Sequence
from dataclasses import dataclass

from pyoxigraph import NamedNode

from graph.answers.asked import Asked
from graph.claims.evidence import Claim
from graph.claims.model import Proposition
from graph.claims.views import Counted, View, parts_of, thing_or_iri


@dataclass(frozen=True, slots=True)
class Side:
    """One side of a comparison: its view and the claims that count there.

    A speaker's side is that speaker's own claims (a body's with those of its parts), not what others say undisputed.
    """

    view: View
    counted: Counted

    def stances(self, proposition: Proposition) -> frozenset[str]:
        """The stances that the side itself takes on a proposition: none where it only reports others, or is silent."""
        return frozenset(claim.stance for claim in self._own(proposition) if claim.stance is not None)

    def says(self, proposition: Proposition) -> bool:
        """Whether the side itself asserts it."""
        return "asserts" in self.stances(proposition)

    def rejects(self, proposition: Proposition) -> bool:
        """Whether the side itself denies or doubts it, and does not assert it."""
        stances = self.stances(proposition)
        return bool(stances & {"denies", "doubts"}) and "asserts" not in stances

    def claims(self, proposition: Proposition) -> tuple[Claim, ...]:
        """Everything that counts on the side about a proposition, reports of others included."""
        return tuple(self.counted.about(proposition))

    def reports(self, proposition: Proposition) -> tuple[Claim, ...]:
        """What the side says that others say of it, or denies that they say."""
        return tuple(claim for claim in self.counted.about(proposition) if not claim.first_hand)

    def _own(self, proposition: Proposition) -> Sequence[Claim]:
        return [claim for claim in self.counted.about(proposition) if claim.first_hand]


def read_side(asked: Asked, counted: Counted, view: View) -> Side:
    """The side of a view among claims that have been read. Four round trips at most."""
    claims = counted.claims
    if view.form == "speaker":
        voices = parts_of(asked.store, thing_or_iri(view.argument))
        claims = [claim for claim in claims if claim.speaker in voices]
    return Side(view, asked.count(claims, [view]))


def view_name(view: View) -> NamedNode | str:
    """How a view is named to people: its speaker or document, or itself."""
    if view.form in ("speaker", "document"):
        return thing_or_iri(view.argument)
    return str(view)
