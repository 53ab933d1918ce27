"""Of which things the facts may change when some graphs are replaced.

The facts about a thing follow from what is said of it, from the claims about it, whoever reports them, and from
who disputes those claims. (That facts come to point to a node, or cease to, is seen when they are renewed.)
"""

from collections.abc import Collection, Iterator, Mapping

from pyoxigraph import Literal, NamedNode

from graph.claims.evidence import node
from graph.claims.projection import MACHINERY, Projection
from graph.loading.staging import Contents, Staged
from graph.stores.interface import Row
from ontology.iris import ONTOLOGY_GRAPH
from ontology.namespaces import RDF
from ontology.vocabulary import Vocabulary


def touched(staged: Staged, vocabulary: Vocabulary) -> set[NamedNode]:
    """The things the facts about which may change."""
    claimed = set(_claimed(staged, Projection(vocabulary).fact_terms))
    described = staged.subjects - claimed
    # What becomes a claim, a passage or the like has no facts, unless it was something else before.
    machinery = described & _machinery(staged.new)
    was_else = {subject for subject, _, _ in staged.facts(machinery)}
    things = claimed | described - machinery | was_else
    return things | set(_everything(staged)) if _words_mean_else(staged) else things


def _claimed(staged: Staged, terms: Collection[NamedNode]) -> Iterator[NamedNode]:
    """What claims are about, with one of these terms, that come or go; and that begin or cease to be disputed."""
    for row in _changed(staged.old.claims, staged.new.claims):
        if row["predicate"] in terms:
            yield node(row, "subject")
    disputed = {node(row, "claim") for row in _changed(staged.old.disputes, staged.new.disputes)}
    yield from staged.ends(disputed, terms)


def _changed(old: Mapping[NamedNode, list[Row]], new: Mapping[NamedNode, list[Row]]) -> Iterator[Row]:
    before, after = (
        {frozenset(row.items()): row for rows in grouped.values() for row in rows} for grouped in (old, new)
    )
    for key in before.keys() ^ after.keys():
        yield before.get(key) or after[key]


def _words_mean_else(staged: Staged) -> bool:
    """Whether the ontology changes in more than labels and definitions, so that other claims may become facts."""
    changed = (quad for quads in (staged.diff.remove, staged.diff.add) for quad in quads)
    return not staged.is_new and any(
        quad.graph_name == ONTOLOGY_GRAPH and not (isinstance(quad.object, Literal) and quad.object.language)
        for quad in changed
    )


def _everything(staged: Staged) -> Iterator[NamedNode]:
    """All that is described or claimed about, graph by graph, so that only one is in memory at a time."""
    for contents in staged.others():
        yield from contents.claims
        yield from contents.by_subject.keys() - _machinery(contents)


def _machinery(contents: Contents) -> set[NamedNode]:
    """The claims, propositions, passages and the like in these graphs."""
    return {
        subject
        for subject, quads in contents.by_subject.items()
        if any(quad.predicate == RDF["type"] and quad.object in MACHINERY for quad in quads)
    }
