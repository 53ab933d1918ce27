"""The embedded store in a folder, opened by its address."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import ClassVar, TypeVar

from graph.answers.names import NAMES_FILE, Names
from graph.stores.embedded.lock import PATIENCE
from graph.stores.embedded.oxigraph import OxigraphStore
from graph.stores.interface import Store
from ontology.errors import StoreFailed
from ontology.text import Text

SCHEME = "oxigraph"

Given = TypeVar("Given")


@dataclass(frozen=True, slots=True)
class EmbeddedAddress:
    """The folder of an embedded store."""

    folder: Path
    cypher: ClassVar[None] = None

    def __str__(self) -> str:
        return f"{SCHEME}:{self.folder}"

    def for_writing(self) -> OxigraphStore:
        """The store, made if it is missing. Raises StoreFailed, StoreInUse."""
        return OxigraphStore.open(self.folder, write=True, patience=PATIENCE)

    def for_reading(self) -> OxigraphStore:
        """The store with something in it. Raises StoreFailed if it is missing or empty, StoreInUse."""
        store = OxigraphStore.open(self.folder, write=False, patience=PATIENCE)
        if store.graph_names():
            return store
        store.close()
        raise StoreFailed(empty(str(self)))

    def read(self, work: Callable[[Store], Given]) -> Given:
        """What the work gives from the store, to which nobody writes meanwhile. Raises what `for_reading` does."""
        with self.for_reading() as store:
            return work(store)

    def names_of(self, store: Store) -> Names:
        """The index of names of this store, kept beside it."""
        return Names.of(store, self.folder / NAMES_FILE)


def empty(address: str) -> Text:
    """What to tell of a store with nothing in it."""
    return Text(
        sv=f"Lagret {address} är tomt. Ladda det med `rotorsak load --store {address}`.",
        en=f"The store {address} is empty. Load it with `rotorsak load --store {address}`.",
    )
