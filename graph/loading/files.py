"""Loading a user's RDF files: the named graphs that they name are replaced, once everything in them has been checked.

Checked by line: what each quad says (checks.py), the shapes of the things that the files touch, and that
triples in the default graph and the facts graph follow from the claims.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path

from pyoxigraph import DefaultGraph, NamedNode, Quad

from graph.loading.checks import FileQuad, said_wrongly
from graph.loading.graphs import Loaded, program_graphs, replacement
from graph.loading.staging import Graphs, Staged
from graph.loading.validation import Shortfall, shortfalls_of
from graph.rdf.files import parse_file
from graph.stores.interface import Diff, Progress, Store, unwatched
from ontology.errors import DataFault, Fault
from ontology.iris import FACTS_GRAPH
from ontology.namespaces import RS
from ontology.text import Text
from ontology.vocabulary import Vocabulary, ontology_quads

_REFUSED = Text(
    sv="Filerna kan inte laddas; ingenting laddades. Rätta raderna nedan och försök igen.",
    en="The files cannot be loaded; nothing was loaded. Correct the lines below and try again.",
)
_MOST_FAULTS = 50


def read_files(paths: Iterable[Path]) -> list[FileQuad]:
    """The quads of RDF files. Raises DataFault with the faults of all of them, by line."""
    read: list[FileQuad] = []
    faults: list[Fault] = []
    for path in paths:
        try:
            read.extend(FileQuad(str(path), line, quad) for line, quad in parse_file(path))
        except DataFault as error:
            faults.extend(error.faults)
    _refuse(faults)
    return read


def load_files(
    store: Store,
    read: Sequence[FileQuad],
    vocabulary: Vocabulary,
    begun: Callable[[Text], None] = lambda _: None,
    progress: Progress = unwatched,
) -> Loaded:
    """Replace the named graphs that the files name, and the facts with them, whole or not at all.

    `begun` is told of each step, `progress` of how much is written. Raises DataFault with faults by line, StoreFailed
    if the store does.
    """
    begun(Text(sv="Kontrollerar ord och id", en="Checking words and ids"))
    _refuse(said_wrongly(read, vocabulary))
    graphs = {**_named_graphs(read), **program_graphs()}
    begun(Text(sv="Prövar mot formkraven (SHACL)", en="Checking shapes (SHACL)"))
    staged = Staged(store, graphs)
    _refuse(_misshapen(staged, read))
    begun(Text(sv="Räknar fram fakta ur påståendena", en="Deriving the facts from the claims"))
    diff = replacement(staged, vocabulary)
    _refuse(_not_projected(read, staged, diff))
    begun(Text(sv="Skriver", en="Writing"))
    store.write(diff, progress)
    return Loaded.by(diff)


def _refuse(faults: Iterable[Fault]) -> None:
    found = sorted(set(faults))
    if len(found) > _MOST_FAULTS:
        more = Text(
            sv=f"… och {len(found) - _MOST_FAULTS} fel till",
            en=f"… and {len(found) - _MOST_FAULTS} more faults",
        )
        found = [*found[:_MOST_FAULTS], Fault(found[-1].file, 0, more.en, more.sv)]
    if found:
        raise DataFault(_REFUSED, tuple(found))


def _named_graphs(read: Iterable[FileQuad]) -> Graphs:
    graphs: dict[NamedNode, set[Quad]] = {}
    for one in read:
        name = one.quad.graph_name
        if isinstance(name, NamedNode) and name != FACTS_GRAPH:
            graphs.setdefault(name, set()).add(one.quad)
    return {name: frozenset(quads) for name, quads in graphs.items()}


def _misshapen(staged: Staged, read: Sequence[FileQuad]) -> Iterator[Fault]:
    """Faults for the things that the files touch and that would fall short of their shapes."""
    things = staged.subjects
    for shortfall in shortfalls_of(_near(staged, things), things):
        yield _place(shortfall, read).fault(_worded(shortfall))


def _near(staged: Staged, things: set[NamedNode]) -> list[Quad]:
    """What shapes look at: what will be said of these things, of what they point to, and who reports them."""
    own = staged.said(things)
    pointed_at = {object_ for _, _, object_ in own if isinstance(object_, NamedNode)} - things
    reports = [quad for quad in staged.new.quads if quad.predicate == RS["reports"] and quad.object in things]
    return [*(Quad(*triple) for triple in own | staged.said(pointed_at)), *reports, *ontology_quads()]


def _place(shortfall: Shortfall, read: Sequence[FileQuad]) -> FileQuad:
    """The line that comes nearest to what falls short: of the same thing, term and value."""

    def distance(one: FileQuad) -> tuple[bool, bool, bool, bool]:
        quad = one.quad
        return (
            quad.subject != shortfall.thing,
            quad.predicate != shortfall.term,
            quad.object != shortfall.value,
            quad.object != shortfall.thing,
        )

    nearest = min(read, key=distance)
    known = shortfall.thing in (nearest.quad.subject, nearest.quad.object)
    return nearest if known else FileQuad(nearest.file, 0, nearest.quad)


def _worded(shortfall: Shortfall) -> Text:
    thing = shortfall.thing.value
    return Text(sv=f"<{thing}>: {shortfall.message.sv}", en=f"<{thing}>: {shortfall.message.en}")


def _not_projected(read: Iterable[FileQuad], staged: Staged, diff: Diff) -> Iterator[Fault]:
    """Faults for triples of the default graph and the facts graph that do not follow from the claims."""
    said = [one for one in read if one.quad.graph_name in (DefaultGraph(), FACTS_GRAPH)]
    subjects = {one.quad.subject for one in said if isinstance(one.quad.subject, NamedNode)}
    facts = {Quad(*triple, FACTS_GRAPH) for triple in staged.facts(subjects)} - diff.remove | diff.add
    for one in said:
        if Quad(one.quad.subject, one.quad.predicate, one.quad.object, FACTS_GRAPH) not in facts:
            message = Text(
                sv="inget påstående gör detta till ett faktum: lägg det i en namngiven graf, med ett påstående",
                en="no claim makes this a fact: put it into a named graph, with a claim",
            )
            yield one.fault(message)
