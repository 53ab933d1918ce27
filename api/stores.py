"""Opening the store that an address names."""

from dataclasses import dataclass
from pathlib import Path

from graph.answers.names import NAMES_FILE, Names
from graph.stores.embedded.lock import PATIENCE
from graph.stores.embedded.oxigraph import OxigraphStore
from ontology.errors import BadInput, StoreFailed
from ontology.text import Text

DEFAULT_ADDRESS = "oxigraph:var/store"
_SCHEME = "oxigraph:"


@dataclass(frozen=True, slots=True)
class StoreAddress:
    """Where a store is: a folder of the embedded store."""

    folder: Path

    @classmethod
    def parse(cls, address: str) -> "StoreAddress":
        """The address that a text gives. Raises BadInput for a form that this version does not take."""
        folder = address.removeprefix(_SCHEME)
        if folder == address or not folder.strip():
            raise BadInput(
                Text(
                    sv=f"'{address}' är ingen adress till ett lager. Den här versionen tar oxigraph:MAPP, "
                    f"till exempel --store {DEFAULT_ADDRESS}.",
                    en=f"'{address}' is not the address of a store. This version takes oxigraph:FOLDER, "
                    f"for example --store {DEFAULT_ADDRESS}.",
                )
            )
        return cls(Path(folder))

    def __str__(self) -> str:
        return f"{_SCHEME}{self.folder}"

    def for_writing(self) -> OxigraphStore:
        """The store, made if it is missing. Raises StoreFailed, StoreInUse."""
        return OxigraphStore.open(self.folder, write=True, patience=PATIENCE)

    def for_reading(self) -> OxigraphStore:
        """The store with something in it. Raises StoreFailed if it is missing or empty, StoreInUse."""
        store = OxigraphStore.open(self.folder, write=False, patience=PATIENCE)
        if store.graph_names():
            return store
        store.close()
        raise StoreFailed(
            Text(
                sv=f"Lagret {self} är tomt. Ladda det med `rotorsak load --store {self}`.",
                en=f"The store {self} is empty. Load it with `rotorsak load --store {self}`.",
            )
        )

    def names_of(self, store: OxigraphStore) -> Names:
        """The index of names of this store, kept beside it."""
        return Names.of(store, self.folder / NAMES_FILE)
