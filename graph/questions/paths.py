"""paths: by which ways do two things hang together, each step with its claims?"""

from collections.abc import Iterator, Sequence
from itertools import islice, pairwise

import networkx as nx
from pyoxigraph import NamedNode

from graph.answers.asked import Asked
from graph.answers.phrasing import at_least, number, stated
from graph.answers.question import Column, Example, Found, FoundRow, Parameter, Question, Step
from graph.answers.wording import Phrase, Piece, shown_id
from graph.topics.walking import Edge, Walk, ties, walk
from ontology.errors import BadInput
from ontology.text import Text

_Ties = dict[tuple[NamedNode, NamedNode], list[Edge]]
_Path = list[NamedNode]


def find(asked: Asked) -> Found:
    """One row for each of the shortest paths that go through no thing twice. Both ends are walked from at once."""
    start, end = asked.needed("from"), asked.needed("to")
    depth, limit = asked.number("depth"), asked.number("limit")
    if start == end:
        raise BadInput(
            Text(
                sv=f"from och to är samma sak ({shown_id(start)}). Ange två olika.",
                en=f"from and to are the same thing ({shown_id(start)}). Give two different ones.",
            )
        ).of("to")
    found = walk(asked, [start, end], (depth + 1) // 2)
    tied = ties(found)
    paths = list(islice(_paths(tied, start, end, depth), limit + 1))
    rows = [_row(path, tied, found) for path in paths[:limit]]
    cut = _limit(asked, found, len(paths), limit)
    return Found(rows, _summary(start, end, depth, paths[:limit], cut=cut is not None), limit=cut)


def _paths(tied: _Ties, start: NamedNode, end: NamedNode, depth: int) -> Iterator[_Path]:
    """The simple paths of at most so many steps, the shortest first."""
    graph: nx.Graph[NamedNode] = nx.Graph()
    graph.add_edges_from(tied)
    if start not in graph or end not in graph or not nx.has_path(graph, start, end):
        return
    for path in nx.shortest_simple_paths(graph, start, end):
        if len(path) > depth + 1:
            return
        yield path


def _row(path: _Path, tied: _Ties, found: Walk) -> FoundRow:
    hops = [
        tied[min((a, b), (b, a), key=lambda pair: (pair[0].value, pair[1].value))] for a, b in pairwise(path)
    ]
    cell: list[Piece] = [path[0]]
    for there, edges in zip(path[1:], hops, strict=True):
        firm_first = sorted(edges, key=lambda edge: edge.proposition in found.contested)
        cell += [_arrow(firm_first[0], there, found), there]
    contested = any(all(edge.proposition in found.contested for edge in edges) for edges in hops)
    return FoundRow(
        id=f"{len(hops)}:" + "~".join(shown_id(one) for one in path),
        values={"steps": len(hops), "path": tuple(cell), "contested": contested},
        state="unknown" if contested else "yes",
        because=tuple(_step(edges, found) for edges in hops),
    )


def _step(edges: Sequence[Edge], found: Walk) -> Step:
    """One step of a path: all that ties its two ends."""
    tying = list(dict.fromkeys(edge.proposition for edge in edges))
    words = [piece for one in tying for piece in ("; ", *stated(found.asked, one))][1:]
    return Step((*words, "."), tuple(claim for one in tying for claim in found.claims[one]))


def _arrow(edge: Edge, there: NamedNode, found: Walk) -> Text:
    """The relation, and the part of its object that is meant, with an arrow the way in which it is said."""
    label = found.asked.label(edge.proposition.predicate)
    part = found.asked.label(edge.part) if edge.part else None
    sv, en = (f"{label.sv} ({part.sv})", f"{label.en} ({part.en})") if part else (label.sv, label.en)
    if edge.end == there:
        return Text(sv=f"– {sv} →", en=f"– {en} →")
    return Text(sv=f"← {sv} –", en=f"← {en} –")


def _limit(asked: Asked, found: Walk, count: int, limit: int) -> str | None:
    if found.cut:
        words = Text(
            sv="Grafen är för stor häromkring: alla vägar har inte kunnat följas. Ange ett lägre depth.",
            en="The graph is too large here: not every path could be followed. Give a lower depth.",
        )
    elif count > limit:
        words = Text(
            sv=f"Bara {limit} av de kortaste vägarna visas. Ange ett högre limit för fler.",
            en=f"Only {limit} of the shortest paths are shown. Give a higher limit for more.",
        )
    else:
        return None
    return words.in_language(asked.language)


def _summary(start: NamedNode, end: NamedNode, depth: int, paths: Sequence[_Path], *, cut: bool) -> Phrase:
    between: Phrase = (Text(sv=" mellan ", en=" between "), start, Text(sv=" och ", en=" and "), end)
    if not paths:
        none = Text(sv="Ingen väg", en="No path")
        steps = Text(
            sv=f" på högst {depth} steg är känd i vyn.", en=f" of at most {depth} steps is known in the view."
        )
        return (none, *between, steps)
    length = len(paths[0]) - 1
    shortest = number(length, Text(sv="steg", en="step"), Text(sv="steg", en="steps"))
    count = number(len(paths), Text(sv="väg", en="path"), Text(sv="vägar", en="paths"))
    return (
        at_least(count, cut=cut),
        *between,
        Text(sv="; den kortaste är ", en="; the shortest is "),
        shortest,
        ".",
    )


QUESTION = Question(
    name="paths",
    title=Text(sv="På vilka vägar hänger två saker ihop?", en="By which paths do two things hang together?"),
    users=("strategist",),
    parameters=(
        Parameter(
            "from", Text(sv="Saken att gå från.", en="The thing to go from."), any_thing=True, required=True
        ),
        Parameter(
            "to", Text(sv="Saken att gå till.", en="The thing to go to."), any_thing=True, required=True
        ),
        Parameter(
            "depth",
            Text(sv="Högst så många steg, 1–6.", en="At most so many steps, 1–6."),
            number=True,
            default="4",
            most=6,
        ),
        Parameter(
            "limit", Text(sv="Högst så många vägar.", en="At most so many paths."), number=True, default="10"
        ),
    ),
    columns=(
        Column("steps", Text(sv="Steg", en="Steps")),
        Column("path", Text(sv="Väg", en="Path"), separator=" "),
        Column("contested", Text(sv="Går över något omstritt", en="Goes over something contested")),
    ),
    example=Example(
        parameters={"from": "action/kameror", "to": "problem/boendesegregation"},
        views=(),
        summary="Minst 10 vägar mellan Kameror och Socioekonomisk boendesegregation; den kortaste är 2 steg.",
    ),
    find=find,
)
