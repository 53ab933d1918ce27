"""A store on a server as it was at one moment, for as long as nobody writes to it."""

from collections.abc import Callable, Iterator, Sequence
from functools import partial
from types import TracebackType
from typing import Self, TypeVar

from pyoxigraph import NamedNode, Quad

from graph.stores.interface import Diff, NamedQuery, Progress, Row, Store, Term, unwatched
from ontology.errors import LimitReached, StoreFailed, StoreMoved
from ontology.text import Text

_TRIES = 4

Given = TypeVar("Given")


class OneState:
    """A store, and the graph hash by which one of its states is known: `graph_hash` is that, and costs nothing.

    An answer takes several readings, between which others may write. So what is worked out from it holds only if
    `confirm` says so afterwards.
    """

    def __init__(self, store: Store, graph: str) -> None:
        self._store = store
        self._graph = graph

    @classmethod
    def of(cls, store: Store) -> Self:
        """The state that a store has now."""
        return cls(store, store.graph_hash())

    def select(self, query: NamedQuery, /, **bindings: Sequence[Term]) -> list[Row]:
        """The rows of a named query (see `Store.select`)."""
        return self._store.select(query, **bindings)

    def quads(self, graph: NamedNode | None = None) -> Iterator[Quad]:
        """The quads of one graph, or of all but the state graph."""
        return self._store.quads(graph)

    def graph_names(self) -> list[NamedNode]:
        """The graphs that hold something, sorted, the state graph left out."""
        return self._store.graph_names()

    def write(self, diff: Diff, progress: Progress = unwatched) -> None:
        """Write to the store, which is then in another state."""
        self._store.write(diff, progress)

    def graph_hash(self) -> str:
        """The hash of the state that is meant."""
        return self._graph

    def holds(self) -> bool:
        """Whether the store is still in this state."""
        return self._store.graph_hash() == self._graph

    def confirm(self) -> None:
        """Raise StoreMoved if the store is no longer in this state."""
        if not self.holds():
            raise StoreMoved(
                Text(
                    sv="Lagret ändrades medan svaret räknades fram. Försök igen om en stund.",
                    en="The store changed while the answer was worked out. Try again in a while.",
                )
            )

    def confirmed(self, work: Callable[[], Given]) -> Given:
        """What the work gives, or raises, if it comes from this state alone. Raises StoreMoved if it may not."""
        try:
            given = work()
        except (StoreFailed, LimitReached):
            raise
        except Exception:
            self.confirm()
            raise
        self.confirm()
        return given

    def close(self) -> None:
        """Let go of the store."""
        self._store.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None, /
    ) -> None:
        self.close()

    def read(self, work: Callable[[Store], Given]) -> Given:
        """What the work gives from this state, or from a newer one where somebody wrote meanwhile.

        Raises StoreMoved if they keep writing.
        """
        state = self
        for _ in range(_TRIES - 1):
            try:
                return state.confirmed(partial(work, state))
            except StoreMoved:
                state = type(self).of(self._store)
        return state.confirmed(partial(work, state))
