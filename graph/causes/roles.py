"""Causes: which role a problem plays towards a focus, in a causal graph of which some edges are contested.

A *root cause* is relative to a focus and a view, and never stored. Roles follow `causes` edges only. A contested
edge may be in or out, each on its own; a role is *firm* when it is the same in every such world.
"""

import itertools
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Literal

import networkx as nx
from pyoxigraph import NamedNode

Role = Literal["focus", "loop", "root-cause", "cause", "consequence", "untraced"]
Edge = tuple[NamedNode, NamedNode]


@dataclass(frozen=True, slots=True)
class Verdict:
    """A role with every contested edge counted, and the contested edges without which it might be another."""

    role: Role
    depends_on: tuple[Edge, ...] = ()

    @property
    def firm(self) -> bool:
        """Whether the role is the same whichever contested edges hold."""
        return not self.depends_on


class CausalGraph:
    """The causal graph of a view: firm edges, and contested ones."""

    def __init__(self, firm: Iterable[Edge], contested: Iterable[Edge] = ()) -> None:
        self._firm = frozenset(firm)
        self._contested = frozenset(contested) - self._firm
        self._least = _digraph(self._firm)
        self._most = _digraph(self._firm | self._contested)

    def verdict(self, problem: NamedNode, focus: NamedNode) -> Verdict:
        """The role of a problem towards the focus, firm or with the contested edges that it depends on."""
        role = _role(self._most, problem, focus)
        if self._is_firm(role, problem, focus):
            return Verdict(role)
        return Verdict(role, self._deciding(role, problem, focus))

    def path(self, start: NamedNode, end: NamedNode) -> list[Edge]:
        """The edges of a shortest path of causes from `start` to `end`, firm edges first; empty if there is none."""
        for digraph in (self._least, self._most):
            if start in digraph and end in digraph and nx.has_path(digraph, start, end):
                return list(itertools.pairwise(_first_shortest_path(digraph, start, end)))
        return []

    def loop(self, problem: NamedNode, focus: NamedNode) -> list[Edge]:
        """The edges of a loop through both, or none."""
        there, back = self.path(problem, focus), self.path(focus, problem)
        return there + back if there and back else []

    def _is_firm(self, role: Role, problem: NamedNode, focus: NamedNode) -> bool:
        if problem == focus:
            return _in_loop(self._least, focus) == _in_loop(self._most, focus)
        before_least = focus in _after(self._least, problem)
        before_most = focus in _after(self._most, problem)
        after_least = focus in _before(self._least, problem)
        after_most = focus in _before(self._most, problem)
        if role == "untraced":
            return True
        if role == "loop":
            return before_least and after_least
        if role == "consequence":
            return after_least and not before_most
        if not before_least or after_most:
            return False
        return self._never_below(problem) if role == "root-cause" else self._always_below(problem)

    def _never_below(self, problem: NamedNode) -> bool:
        """Whether nothing can stand above the problem's own component.

        Whatever may lead to the problem must be led to by it already, by firm edges: then it is in its component as
        soon as it leads there. A first edge from anything else would, with the edges after it, put that above it.
        """
        return _before(self._most, problem) <= _after(self._least, problem) | {problem}

    def _always_below(self, problem: NamedNode) -> bool:
        """Whether something stands above the problem's component in every world.

        A world without such a thing has a component that firm edges cannot enter from outside and that the problem
        reaches within itself. Such sets are closed under union, so the greatest is found by taking away what breaks
        the rule until nothing does; there is one if the problem is left.
        """
        inside = _after(self._most, problem) | {problem}
        while problem in inside:
            entered = {end for start, end in self._firm if end in inside and start not in inside}
            kept = inside - entered
            reached = (
                _after(self._most.subgraph(kept), problem) | {problem} if problem in kept else frozenset()
            )
            if reached == inside:
                return False
            inside = frozenset(reached)
        return True

    def _deciding(self, role: Role, problem: NamedNode, focus: NamedNode) -> tuple[Edge, ...]:
        """Contested edges that, once settled as they are shown, make the role firm."""
        settled: set[Edge] = set()
        while not CausalGraph(self._firm | settled, self._contested)._is_firm(role, problem, focus):
            open_edges = self._contested - settled
            flipping = {edge for edge in open_edges if self._flips(edge, settled, role, problem, focus)}
            settled |= flipping or self._near(problem, focus, open_edges) or open_edges
        return tuple(sorted(settled, key=str))

    def _flips(
        self, edge: Edge, settled: set[Edge], role: Role, problem: NamedNode, focus: NamedNode
    ) -> bool:
        least, most = self._firm | settled, self._firm | self._contested
        without = _role(_digraph(most - {edge}), problem, focus) != role
        before = _role(_digraph(least), problem, focus)
        return without or _role(_digraph(least | {edge}), problem, focus) != before

    def _near(self, problem: NamedNode, focus: NamedNode, edges: Iterable[Edge]) -> set[Edge]:
        around = _before(self._most, problem) | _before(self._most, focus) | {problem, focus}
        return {edge for edge in edges if edge[1] in around}


def _digraph(edges: Iterable[Edge]) -> "nx.DiGraph[NamedNode]":
    digraph: nx.DiGraph[NamedNode] = nx.DiGraph()
    digraph.add_edges_from(edges)
    return digraph


def _first_shortest_path(
    digraph: "nx.DiGraph[NamedNode]", start: NamedNode, end: NamedNode
) -> list[NamedNode]:
    """Of the shortest paths, the first by the ids on it, found without making them all: there may be millions."""
    distances = nx.single_source_shortest_path_length(digraph.reverse(copy=False), end)
    path = [start]
    while path[-1] != end:
        nearer = distances[path[-1]] - 1
        steps = (one for one in digraph.successors(path[-1]) if distances.get(one) == nearer)
        path.append(min(steps, key=lambda one: one.value))
    return path


def _role(digraph: "nx.DiGraph[NamedNode]", problem: NamedNode, focus: NamedNode) -> Role:
    before = focus in _after(digraph, problem)
    after = focus in _before(digraph, problem)
    if problem == focus:
        return "loop" if _in_loop(digraph, focus) else "focus"
    if before and after:
        return "loop"
    if before:
        above = _before(digraph, problem) - _after(digraph, problem) - {problem}
        return "cause" if above else "root-cause"
    return "consequence" if after else "untraced"


def _in_loop(digraph: "nx.DiGraph[NamedNode]", problem: NamedNode) -> bool:
    return any(problem in _after(digraph, next_) | {next_} for next_ in _next(digraph, problem))


def _next(digraph: "nx.DiGraph[NamedNode]", problem: NamedNode) -> Iterator[NamedNode]:
    return iter(digraph.successors(problem)) if problem in digraph else iter(())


def _after(digraph: "nx.DiGraph[NamedNode]", problem: NamedNode) -> frozenset[NamedNode]:
    return frozenset(nx.descendants(digraph, problem)) if problem in digraph else frozenset()


def _before(digraph: "nx.DiGraph[NamedNode]", problem: NamedNode) -> frozenset[NamedNode]:
    return frozenset(nx.ancestors(digraph, problem)) if problem in digraph else frozenset()
