"""What is checked of each quad of a user's files before they are loaded, by line.

Words of our own namespace must be declared, the id of a proposition must be the hash of what it says, an edge between
two things must be claimed, a claim that is reported must be there, and the graphs of the program and the store are not
the user's to change.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from pyoxigraph import DefaultGraph, Literal, NamedNode, Quad

from graph.claims.model import Proposition
from graph.claims.projection import MACHINERY, UNPROJECTED_GRAPHS, needs_claim
from graph.loading.graphs import program_graphs
from ontology.errors import Fault, NotKnown
from ontology.iris import DEF, STATE_GRAPH
from ontology.namespaces import RDF, RS
from ontology.text import Text
from ontology.vocabulary import Vocabulary


@dataclass(frozen=True, slots=True)
class FileQuad:
    """A quad and where it stands; line 0 where the format tells none."""

    file: str
    line: int
    quad: Quad

    def fault(self, message: Text) -> Fault:
        """A fault at this place."""
        return Fault(self.file, self.line, message.en, message.sv)


def said_wrongly(read: Sequence[FileQuad], vocabulary: Vocabulary) -> Iterator[Fault]:
    """The faults of the quads of some files, in no order."""
    for one in read:
        if one.quad.graph_name == STATE_GRAPH:
            message = Text(
                sv="den här grafen sköter lagret självt: ta bort raden",
                en="the store keeps this graph itself: remove the line",
            )
            yield one.fault(message)
        yield from _undeclared(one, vocabulary)
    yield from _not_the_programs(read)
    yield from _wrong_propositions(read)
    yield from _unclaimed(read, vocabulary)
    yield from _broken_reports(read)


def _undeclared(one: FileQuad, vocabulary: Vocabulary) -> Iterator[Fault]:
    """Faults for words of our namespace that nothing declares, and for claims about terms that are none."""
    try:
        if one.quad.predicate.value.startswith(DEF):
            vocabulary.label(one.quad.predicate, "en")
        if isinstance(one.quad.object, NamedNode):
            if one.quad.predicate == RDF["predicate"]:
                vocabulary.term_of(one.quad.object)
            elif one.quad.predicate == RDF["type"] and one.quad.object.value.startswith(DEF):
                vocabulary.label(one.quad.object, "en")
    except NotKnown as error:
        yield one.fault(error.message)


def _not_the_programs(read: Sequence[FileQuad]) -> Iterator[Fault]:
    """Faults for files that would change a graph that comes with the program."""
    for name, expected in program_graphs().items():
        lines = [one for one in read if one.quad.graph_name == name]
        changed = [one for one in lines if one.quad not in expected]
        if not changed and len({one.quad for one in lines}) < len(expected):
            changed = lines[:1]
        for one in changed:
            message = Text(
                sv=f"{name.value} kommer med programmet och kan inte ändras: ta bort grafen ur filen",
                en=f"{name.value} comes with the program and cannot be changed: take the graph out of the file",
            )
            yield one.fault(message)


def _wrong_propositions(read: Sequence[FileQuad]) -> Iterator[Fault]:
    """Faults for propositions that are not whole or whose id is not the hash of what they say."""
    parts: dict[tuple[object, object], dict[NamedNode, list[FileQuad]]] = {}
    wanted = (RDF["subject"], RDF["predicate"], RDF["object"])
    for one in read:
        if one.quad.predicate in wanted:
            of_thing = parts.setdefault((one.quad.subject, one.quad.graph_name), {})
            of_thing.setdefault(one.quad.predicate, []).append(one)
    for (thing, _), found in parts.items():
        message = _wrong_proposition(thing, [found.get(part, []) for part in wanted])
        if message is not None:
            yield (found.get(RDF["object"]) or next(iter(found.values())))[0].fault(message)


def _wrong_proposition(thing: object, parts: list[list[FileQuad]]) -> Text | None:
    if any(len({one.quad.object for one in part}) != 1 for part in parts):
        return Text(
            sv="en utsaga ska ha precis ett subjekt, ett predikat och ett objekt",
            en="a proposition has exactly one subject, one predicate and one object",
        )
    subject, predicate, object_ = (part[0].quad.object for part in parts)
    if not (
        isinstance(subject, NamedNode)
        and isinstance(predicate, NamedNode)
        and isinstance(object_, NamedNode | Literal)
    ):
        return None
    right = Proposition(subject, predicate, object_).iri
    if right == thing:
        return None
    return Text(sv=f"utsagans id ska vara {right}", en=f"the id of the proposition must be {right}")


def _unclaimed(read: Sequence[FileQuad], vocabulary: Vocabulary) -> Iterator[Fault]:
    """Faults for edges between things that no claim says."""
    no_things = {*MACHINERY, *(term.range for term in vocabulary if term.node)}
    others = {
        one.quad.subject for one in read if one.quad.predicate == RDF["type"] and one.quad.object in no_things
    }
    for one in read:
        quad = one.quad
        if quad.subject in others or quad.graph_name in (DefaultGraph(), *UNPROJECTED_GRAPHS):
            continue
        if needs_claim(quad.predicate, quad.object, vocabulary):
            message = Text(
                sv="inget påstående säger detta samband: skriv det som en utsaga, med ett påstående om den",
                en="no claim says this edge: write it as a proposition, with a claim about it",
            )
            yield one.fault(message)


def _broken_reports(read: Sequence[FileQuad]) -> Iterator[Fault]:
    """Faults for claims that report one that is not in their graph, or that in the end report themselves."""
    claims = {
        (one.quad.subject, one.quad.graph_name)
        for one in read
        if one.quad.predicate == RDF["type"] and one.quad.object == RS["Claim"]
    }
    reports: dict[tuple[object, object], FileQuad] = {
        (one.quad.subject, one.quad.graph_name): one for one in read if one.quad.predicate == RS["reports"]
    }
    for (_, graph), one in reports.items():
        if (one.quad.object, graph) not in claims:
            message = Text(
                sv="det återgivna påståendet finns inte i samma graf",
                en="the claim that is reported is not in the same graph",
            )
            yield one.fault(message)
        elif _reports_itself(one, reports):
            message = Text(
                sv="påståendet återger till slut sig självt", en="the claim in the end reports itself"
            )
            yield one.fault(message)


def _reports_itself(one: FileQuad, reports: dict[tuple[object, object], FileQuad]) -> bool:
    seen = {one.quad.subject}
    following: FileQuad | None = one
    while following is not None:
        inner = following.quad.object
        if inner in seen:
            return True
        if isinstance(inner, NamedNode):
            seen.add(inner)
        following = reports.get((inner, following.quad.graph_name))
    return False
