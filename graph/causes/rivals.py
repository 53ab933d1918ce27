"""Two sides compared: where they part, what only one of them says, and which roles differ."""

from collections.abc import Iterator
from dataclasses import dataclass

from pyoxigraph import NamedNode

from graph.answers.asked import Asked
from graph.causes.paths import edges_of_role
from graph.causes.sides import Side, read_side
from graph.causes.views import CausalView, read_causal_view
from graph.claims.evidence import Claim
from graph.claims.model import Proposition
from graph.claims.views import View

JUDGING = ("reduces", "aimsAt", "evaluatedAs")


@dataclass(frozen=True, slots=True)
class RoleDifference:
    """A problem whose role towards the focus differs, and the edges on which each side's role rests."""

    problem: NamedNode
    roles: tuple[str, str]
    edges: tuple[tuple[Proposition, ...], tuple[Proposition, ...]]


@dataclass(frozen=True, slots=True)
class Rivals:
    """The two sides, the causal graph of each, and every statement that counts on either, in order of their ids."""

    focus: NamedNode
    sides: tuple[Side, Side]
    causal: tuple[CausalView, CausalView]
    statements: tuple[Proposition, ...]
    terms: dict[str, NamedNode]

    def under(self, *names: str) -> list[Proposition]:
        """The statements under these terms."""
        predicates = {self.terms[name] for name in names}
        return [one for one in self.statements if one.predicate in predicates]

    def part_on(self, one: Proposition) -> bool:
        """Whether one side asserts it and the other denies or doubts it."""
        left, right = self.sides
        return (left.says(one) and right.rejects(one)) or (right.says(one) and left.rejects(one))

    def reports(self, one: Proposition) -> tuple[Claim, ...]:
        """What the sides say that others say of it."""
        return tuple(dict.fromkeys(claim for side in self.sides for claim in side.reports(one)))

    def disputed_reports(self) -> list[Proposition]:
        """The statements of which a side denies or doubts that somebody made them."""
        return [one for one in self.statements if any(claim.stance is None for claim in self.reports(one))]

    def told_with(self, one: Proposition) -> list[Proposition]:
        """What else the same source is reported to say of the same thing."""
        sources = {claim.chain[-1].speaker for claim in self.reports(one)}
        return [
            other
            for other in self.under(*JUDGING)
            if other != one
            and other.subject == one.subject
            and any(claim.chain[-1].speaker in sources for claim in self.reports(other))
        ]

    def common(self) -> set[NamedNode]:
        """The things of which both sides themselves say what they aim at, reduce or are worth."""
        left, right = (
            {one.subject for one in self.under(*JUDGING) if side.stances(one)} for side in self.sides
        )
        return left & right

    def role_differences(self) -> Iterator[RoleDifference]:
        """The problems whose role towards the focus differs, in order of their ids."""
        ends = {end for one in self.under("causes") for end in (one.subject, one.object)}
        for problem in sorted((end for end in ends if isinstance(end, NamedNode)), key=lambda end: end.value):
            left, right = ((causal, causal.role(problem, self.focus)[0]) for causal in self.causal)
            if left[1] != right[1]:
                yield RoleDifference(
                    problem, (left[1], right[1]), (self._edges(*left, problem), self._edges(*right, problem))
                )

    def one_sided(self) -> Iterator[Proposition]:
        """What only one side says: edges that bear on the focus, and the aims and effects of what both speak of."""
        left, right = self.sides
        common = self.common()
        for one in self.under("causes", "reduces", "aimsAt"):
            told = one.subject in common if one.predicate != self.terms["causes"] else self._bears(one)
            if told and left.stances(one) != right.stances(one) and not self.part_on(one):
                yield one

    def judged_by_one(self, subject: NamedNode) -> tuple[list[Proposition], list[Proposition]]:
        """The judgements of a thing that only one side gives, for each side."""
        left, right = self.sides
        mine = [one for one in self.under("evaluatedAs") if one.subject == subject]
        return (
            [one for one in mine if left.says(one) and not right.stances(one)],
            [one for one in mine if right.says(one) and not left.stances(one)],
        )

    def _edges(self, causal: CausalView, role: str, problem: NamedNode) -> tuple[Proposition, ...]:
        return tuple(causal.proposition(edge) for edge in edges_of_role(causal, role, problem, self.focus))

    def _bears(self, edge: Proposition) -> bool:
        ends = [end for end in (edge.subject, edge.object) if isinstance(end, NamedNode)]
        return any(
            all(causal.graph.verdict(end, self.focus).role != "untraced" for end in ends)
            for causal in self.causal
        )


def read_rivals(asked: Asked, focus: NamedNode, views: tuple[View, View]) -> Rivals:
    """What two views say of causes, aims, effects and worth. Thirteen round trips at most."""
    counted = asked.claims("causes", *JUDGING)
    left, right = (read_side(asked, counted, view) for view in views)
    statements = {claim.proposition for side in (left, right) for claim in side.counted.claims}
    return Rivals(
        focus=focus,
        sides=(left, right),
        causal=(read_causal_view(asked, left.counted), read_causal_view(asked, right.counted)),
        statements=tuple(sorted(statements, key=lambda one: one.iri.value)),
        terms={name: asked.term(name) for name in ("causes", *JUDGING)},
    )
