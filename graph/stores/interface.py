"""The store interface: what every store does, and the shape of a write."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from types import TracebackType
from typing import Protocol, Self

from pyoxigraph import DefaultGraph, NamedNode, Quad

from graph.stores.literals import Term, canonical_quad, quad_line
from graph.stores.named_queries import NamedQuery
from ontology.errors import BadInput
from ontology.iris import STATE_GRAPH
from ontology.text import Text

__all__ = ["Diff", "NamedQuery", "Progress", "RemoteStore", "Row", "Store", "Term", "unwatched"]

Row = dict[str, Term]
Progress = Callable[[int, int], None]
"""Is told how much of a write is done, and of how much. The whole is not done before `write` returns."""


def unwatched(done: int, whole: int) -> None:
    """The progress of a write that nobody watches."""


@dataclass(frozen=True, slots=True)
class Diff:
    """A write: quads to remove and quads to add, applied whole or not at all. What is in both ends up present."""

    remove: frozenset[Quad] = frozenset()
    add: frozenset[Quad] = frozenset()

    @classmethod
    def between(cls, old: Iterable[Quad], new: Iterable[Quad]) -> "Diff":
        """The diff that turns the quads `old` into `new`."""
        before, after = frozenset(old), frozenset(new)
        return cls(remove=before - after, add=after - before)

    def __bool__(self) -> bool:
        return bool(self.remove or self.add)

    def __len__(self) -> int:
        return len(self.remove) + len(self.add)

    def graphs(self) -> set[NamedNode]:
        """The named graphs that it touches."""
        names = {quad.graph_name for quads in (self.remove, self.add) for quad in quads}
        return {name for name in names if isinstance(name, NamedNode)}

    def canonical(self) -> "Diff":
        """The diff that a store may write, in canonical terms.

        Raises BadInput for what no store holds: blank nodes, triple terms, refused literals, quads in the default
        graph, and quads in the state graph, which the store keeps by itself.
        """
        return Diff(frozenset(map(_storable, self.remove)), frozenset(map(_storable, self.add)))


def _storable(quad: Quad) -> Quad:
    if quad.graph_name == DefaultGraph():
        raise _not_storable(quad, "every quad needs a named graph")
    if quad.graph_name == STATE_GRAPH:
        raise _not_storable(quad, "the store keeps this graph itself")
    try:
        return canonical_quad(quad)
    except ValueError as error:
        raise _not_storable(quad, str(error)) from error


def _not_storable(quad: Quad, reason: str) -> BadInput:
    line = quad_line(quad)
    return BadInput(
        Text(
            sv=f"Detta kan inte lagras: {line} ({reason}). Ingenting skrevs.",
            en=f"This cannot be stored: {line} ({reason}). Nothing was written.",
        )
    )


class Store(Protocol):
    """A store of quads in named graphs. Terms come out canonical; every method raises StoreFailed if it fails."""

    def select(self, query: NamedQuery, /, **bindings: Sequence[Term]) -> list[Row]:
        """The rows of a named query; a row has no key for an unbound variable.

        A binding is the list of terms that its variable may take: without one, any; an empty list gives no rows.
        Raises ValueError for a binding that the query does not have.
        """
        ...

    def quads(self, graph: NamedNode | None = None) -> Iterator[Quad]:
        """The quads of one graph, or of all but the state graph, as they were when the reading began."""
        ...

    def graph_names(self) -> list[NamedNode]:
        """The graphs that hold something, sorted, the state graph left out."""
        ...

    def write(self, diff: Diff, progress: Progress = unwatched) -> None:
        """Apply the diff and the new graph hash in one commit, or nothing. An empty diff writes nothing.

        Raises BadInput, before anything is written, for quads that no store holds, or that this one cannot.
        """
        ...

    def graph_hash(self) -> str:
        """The hash of all graphs but facts and state, as the last write left it."""
        ...

    def close(self) -> None:
        """Let go of the store. Closing twice does nothing."""
        ...

    def __enter__(self) -> Self: ...

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None, /
    ) -> None: ...


class RemoteStore(Store, Protocol):
    """A store on a server. It is opened without a word to the server, which may come and go.

    Every method raises StoreFailed while the server is out of reach or refuses, saying which and what to do, and
    TookTooLong where the engine was stopped at the store's time limit.
    """

    def check(self, *, write: bool = False) -> None:
        """Raise StoreFailed for a server that cannot be used (to write): out of reach, of another version, refusing
        the account, holding what is not ours or was written in another format.
        """
        ...
