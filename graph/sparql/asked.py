"""What a request to the SPARQL endpoint asks for: a query, a dataset, and the forms that it would have."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Dataset:
    """The graphs that a request names: those that together are the default graph, and the named ones."""

    default: tuple[str, ...]
    named: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Asked:
    """A query, and the dataset that the request names beside it, if any."""

    query: str
    dataset: Dataset | None = None


@dataclass(frozen=True, slots=True)
class Wanted:
    """The media types that the client likes best for solutions and for a graph; None for a kind that it refuses."""

    solutions: str | None
    graph: str | None
