"""Loading: the same graphs into every store, in turn, with the time that each takes."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from rich.console import Console

from graph.loading.graphs import Graphs, replace_graphs
from graph.stores.interface import Store
from ingest.builtin import load_builtin
from ontology.vocabulary import vocabulary
from tests.benching.measuring import timed
from tests.synthetic.country import municipality, shared


@dataclass
class Loads:
    """What was loaded, in order, and the milliseconds that each store took; and how many quads, where that is known."""

    times: dict[str, dict[str, float]] = field(default_factory=dict)
    quads: int = 0

    def load(self, what: str, stores: Mapping[str, Store], work: Callable[[Store], object]) -> None:
        """Load it into each store in turn."""
        self.times[what] = {name: timed(lambda: work(store)) for name, store in stores.items()}  # noqa: B023

    def whole(self) -> dict[str, float]:
        """The milliseconds of all loads together."""
        stores = next(iter(self.times.values()))
        return {name: sum(took[name] for took in self.times.values()) for name in stores}


def load_linkoping(stores: Mapping[str, Store]) -> Loads:
    """Linköping's graph, into empty stores, and once more."""
    loads = Loads()
    for what in ("load into an empty store", "load again"):
        loads.load(what, stores, lambda store: load_builtin(store, vocabulary()))
    return loads


def load_country(stores: Mapping[str, Store], municipalities: int, console: Console) -> Loads:
    """The synthetic country, municipality by municipality."""
    loads = Loads()
    _load(loads, "what all share", stores, shared())
    for number in range(1, municipalities + 1):
        graphs = municipality(number)
        _load(loads, f"municipality {number}", stores, graphs)
        told = ", ".join(
            f"{name} {took / 1000:.1f} s" for name, took in loads.times[f"municipality {number}"].items()
        )
        console.print(f"municipality {number} of {municipalities} is loaded: {told}", highlight=False)
    return loads


def _load(loads: Loads, what: str, stores: Mapping[str, Store], graphs: Graphs) -> None:
    loads.quads += sum(map(len, graphs.values()))
    loads.load(what, stores, lambda store: replace_graphs(store, graphs, vocabulary()))
