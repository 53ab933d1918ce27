"""The `load` command: into a store, with progress, and a report of what changed."""

from collections.abc import Iterable, Sequence
from pathlib import Path

from pyoxigraph import NamedNode

from api.cli.telling import progress
from api.stores import StoreAddress
from graph.loading.files import load_files, read_files
from graph.loading.graphs import Loaded
from ingest.builtin import load_builtin
from ontology.iris import GRAPH_BASE
from ontology.text import Language, Text
from ontology.vocabulary import vocabulary

_STEPS_OF_FILES = 5
_MOST_GRAPHS = 20


def load_builtin_into(address: StoreAddress, language: Language) -> str:
    """Load the built-in municipality into a store; what changed, in words."""
    with progress(1, language) as steps:
        steps.begun(Text(sv="Laddar Linköping", en="Loading Linköping"))
        with address.for_writing() as store:
            result = load_builtin(store, vocabulary(), steps.written)
    return _changes(address, result.loaded, language) + _kept(result.kept, language)


def load_files_into(address: StoreAddress, files: Sequence[Path], language: Language) -> str:
    """Load RDF files into a store; what changed, in words. Raises DataFault with faults by line."""
    with progress(_STEPS_OF_FILES, language) as steps:
        steps.begun(Text(sv="Läser filerna", en="Reading the files"))
        read = read_files(files)
        with address.for_writing() as store:
            loaded = load_files(store, read, vocabulary(), steps.begun, steps.written)
    return _changes(address, loaded, language)


def _changes(address: StoreAddress, loaded: Loaded, language: Language) -> str:
    if not loaded.changes:
        nothing = Text(sv=f"Inget ändrades i {address}.", en=f"Nothing changed in {address}.")
        return nothing.in_language(language) + "\n"
    head = Text(sv=f"Ändrat i {address} (tripplar):", en=f"Changed in {address} (triples):").in_language(
        language
    )
    if len(loaded.changes) > _MOST_GRAPHS:
        return f"{head} {_sum(loaded, language)}\n"
    width = max(len(_name(change.graph)) for change in loaded.changes)
    lines = [f"  {_name(one.graph):{width}}  +{one.added} −{one.removed}" for one in loaded.changes]
    return "\n".join([head, *lines]) + "\n"


def _sum(loaded: Loaded, language: Language) -> str:
    added = sum(change.added for change in loaded.changes)
    removed = sum(change.removed for change in loaded.changes)
    graphs = len(loaded.changes)
    said = Text(
        sv=f"+{added} −{removed} i {graphs} namngivna grafer",
        en=f"+{added} −{removed} in {graphs} named graphs",
    )
    return said.in_language(language)


def _kept(graphs: Iterable[NamedNode], language: Language) -> str:
    told = Text(
        sv="{} lämnades som den är: den har ändrats sedan den laddades.\n",
        en="{} was left as it is: it has been changed since it was loaded.\n",
    )
    return "".join(told.in_language(language).format(_name(graph)) for graph in graphs)


def _name(graph: NamedNode) -> str:
    return graph.value.removeprefix(GRAPH_BASE)
