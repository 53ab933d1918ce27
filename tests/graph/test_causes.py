"""Roles and firmness, against worked examples and against every world of small random graphs."""

from itertools import combinations, pairwise, product

import networkx as nx
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import NamedNode

from graph.causes.roles import CausalGraph, Edge, _digraph, _role

NODES = [NamedNode(f"http://example.org/{name}") for name in "FABCD"]
F, A, B, C, D = NODES


def role(problem: NamedNode, firm: list[Edge], contested: list[Edge] | None = None) -> tuple[str, bool]:
    verdict = CausalGraph(firm, contested or []).verdict(problem, F)
    return verdict.role, verdict.firm


def test_roles_by_hand() -> None:
    chain = [(A, B), (B, F), (F, C), (C, D)]
    assert role(A, chain) == ("root-cause", True)
    assert role(B, chain) == ("cause", True)
    assert role(F, chain) == ("focus", True)
    assert role(D, chain) == ("consequence", True)
    assert role(D, [(A, F)]) == ("untraced", True)


def test_a_loop_through_the_focus() -> None:
    loop = [(A, F), (F, A), (B, A)]
    assert role(A, loop) == ("loop", True)
    assert role(F, loop) == ("loop", True)
    assert role(B, loop) == ("root-cause", True)


def test_two_problems_that_cause_each_other_are_root_causes_together() -> None:
    assert role(A, [(A, B), (B, A), (B, F)]) == ("root-cause", True)
    assert role(A, [(A, B), (B, A), (B, F), (C, B)]) == ("cause", True)


def test_root_cause_is_not_monotone() -> None:
    """The example of the design: a root cause with none and with both contested edges, a cause with one alone."""
    verdict = CausalGraph([(A, F)], [(B, A), (A, B)]).verdict(A, F)
    assert verdict.role == "root-cause"
    assert not verdict.firm
    assert set(verdict.depends_on) == {(A, B), (B, A)}


def test_a_contested_edge_into_the_component_that_cannot_come_from_above() -> None:
    assert role(A, [(A, F), (A, B)], [(B, A)]) == ("root-cause", True)


def test_a_cause_that_one_world_would_make_a_root_cause() -> None:
    assert role(A, [(B, A), (A, F)], [(A, B)]) == ("root-cause", False)
    assert role(A, [(B, A), (C, A), (A, F)], [(A, B)]) == ("cause", True)


def test_a_consequence_that_depends_on_a_contested_edge() -> None:
    verdict = CausalGraph([(B, C)], [(F, B)]).verdict(C, F)
    assert (verdict.role, verdict.depends_on) == ("consequence", ((F, B),))


def test_nothing_known() -> None:
    assert role(A, []) == ("untraced", True)


edges = st.sets(st.tuples(st.sampled_from(NODES), st.sampled_from(NODES)), max_size=7)


@given(firm=edges, contested=edges, problem=st.sampled_from(NODES))
def test_firm_means_the_same_in_every_world(
    firm: set[Edge], contested: set[Edge], problem: NamedNode
) -> None:
    contested -= firm
    worlds = [set(some) for size in range(len(contested) + 1) for some in combinations(contested, size)]
    roles = {_role(_digraph(firm | world), problem, F) for world in worlds}
    verdict = CausalGraph(firm, contested).verdict(problem, F)
    assert verdict.role == _role(_digraph(firm | contested), problem, F)
    assert verdict.firm == (len(roles) == 1)


@given(firm=edges, contested=edges, problem=st.sampled_from(NODES))
def test_settling_the_named_edges_makes_the_role_firm(
    firm: set[Edge], contested: set[Edge], problem: NamedNode
) -> None:
    verdict = CausalGraph(firm, contested).verdict(problem, F)
    settled = CausalGraph(firm | set(verdict.depends_on), contested).verdict(problem, F)
    assert settled.role == verdict.role
    assert settled.firm
    assert set(verdict.depends_on) <= contested - firm


@pytest.mark.parametrize(
    ("start", "path"),
    [(A, [(A, B), (B, F)]), (B, [(B, F)]), (F, []), (C, []), (D, [])],
    ids=["two edges", "one edge", "from itself", "the other way", "not there"],
)
def test_a_path_follows_the_edges(start: NamedNode, path: list[Edge]) -> None:
    assert CausalGraph([(A, B), (B, F), (F, C)]).path(start, F) == path


def test_a_longer_path_of_firm_edges_comes_before_a_contested_one() -> None:
    graph = CausalGraph([(A, B), (B, F)], [(A, F)])
    assert graph.path(A, F) == [(A, B), (B, F)]


@given(edges=edges, start=st.sampled_from(NODES), end=st.sampled_from(NODES))
def test_a_path_is_the_first_of_the_shortest(edges: set[Edge], start: NamedNode, end: NamedNode) -> None:
    digraph = _digraph(edges)
    path = CausalGraph(edges).path(start, end)
    if start == end or not {start, end} <= set(digraph) or not nx.has_path(digraph, start, end):
        assert path == []
    else:
        nodes = min(nx.all_shortest_paths(digraph, start, end), key=lambda one: [node.value for node in one])
        assert path == list(pairwise(nodes))


def test_a_path_among_a_million_millions_is_found_at_once() -> None:
    layers = [[NamedNode(f"http://example.org/{layer:02}-{n}") for n in range(4)] for layer in range(21)]
    given_edges = [edge for one, next_ in pairwise(layers) for edge in product(one, next_)]
    path = CausalGraph(given_edges).path(layers[0][0], layers[-1][3])
    assert path == list(pairwise([*(layer[0] for layer in layers[:-1]), layers[-1][3]]))
