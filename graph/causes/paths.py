"""The edges on which a role rests: the path between a problem and the focus, in the direction that the role has."""

from pyoxigraph import NamedNode

from graph.causes.roles import Edge
from graph.causes.views import CausalView


def edges_of_role(causal: CausalView, role: str, problem: NamedNode, focus: NamedNode) -> list[Edge]:
    """The edges of a shortest path that gives the problem this role; none for one that no path gives."""
    if role in ("root-cause", "cause"):
        return causal.graph.path(problem, focus)
    if role == "consequence":
        return causal.graph.path(focus, problem)
    return causal.graph.loop(problem, focus) if role == "loop" else []
