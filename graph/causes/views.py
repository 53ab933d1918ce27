"""The causal graph as a view has it, and the roles of problems and actions in it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from pyoxigraph import NamedNode

from graph.answers.asked import Asked
from graph.answers.question import Parameter
from graph.causes.roles import CausalGraph, Edge, Verdict
from graph.claims.evidence import Claim
from graph.claims.model import Proposition
from graph.claims.views import Counted
from ontology.iris import thing
from ontology.text import Text

FOCUS = Parameter(
    "focus",
    Text(sv="Problemet som rollerna räknas mot.", en="The problem that roles are relative to."),
    kinds=("problem",),
    default="problem/boendesegregation",
)


@dataclass(frozen=True, slots=True)
class CausalView:
    """The causal graph of a view, with the claims behind its edges and the problems that are enabling work."""

    graph: CausalGraph
    counted: Counted
    causes: NamedNode
    enabling: frozenset[NamedNode]

    def role(self, problem: NamedNode, focus: NamedNode) -> tuple[str, Verdict]:
        """The role's code: `enabling` for work on coordination and knowledge, else that of the causal graph."""
        if problem in self.enabling:
            return "enabling", Verdict("untraced")
        verdict = self.graph.verdict(problem, focus)
        return verdict.role, verdict

    def proposition(self, edge: Edge) -> Proposition:
        """The proposition of an edge."""
        return Proposition(edge[0], self.causes, edge[1])

    def claims(self, edge: Edge) -> tuple[Claim, ...]:
        """Every claim that counts about an edge."""
        return tuple(self.counted.about(self.proposition(edge)))

    def told_whole_by(self, edges: Sequence[Edge]) -> list[NamedNode]:
        """The documents of which each alone asserts every one of these edges."""
        tellers = [
            {claim.document for claim in self.counted.asserting(self.proposition(edge))} for edge in edges
        ]
        return sorted(set.intersection(*tellers), key=str) if tellers else []


def read_causal_view(asked: Asked, counted: Counted | None = None) -> CausalView:
    """The causal graph in the views of a question, or of claims that were counted otherwise."""
    if counted is None:
        counted = asked.claims("causes", "reduces")
    causes = asked.term("causes")
    firm: list[Edge] = []
    contested: list[Edge] = []
    for proposition in counted.asserted(causes):
        if isinstance(proposition.object, NamedNode):
            edges = contested if counted.contested(proposition) else firm
            edges.append((proposition.subject, proposition.object))
    types = asked.kind("problem")
    enabling = frozenset(problem for problem, type_ in types.items() if type_ == "enabling")
    return CausalView(CausalGraph(firm, contested), counted, causes, enabling)


NEVER_FIRM = frozenset({"untraced", "enabling"})
"""Roles that no causal edge gives: nothing that is contested could bear them out or overturn them."""


def joint_role(roles: Iterable[str]) -> str:
    """The role of an action from the roles of the problems that it addresses: theirs if they agree, else `mixed`."""
    different = set(roles)
    return different.pop() if len(different) == 1 else "mixed" if different else "untraced"


def role_code(role: str) -> NamedNode:
    """The code of a role, which bears its name in both languages."""
    return thing(f"role/{role}")
