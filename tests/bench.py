"""How long loading and each question take on Linköping's graph: median and 95th percentile, in milliseconds.

Run by `make bench`. Every question is asked as in its worked example.
"""

import argparse
import statistics
import tempfile
from collections.abc import Callable
from pathlib import Path
from time import perf_counter

from rich.console import Console
from rich.table import Table

from graph.answers.asking import ask
from graph.answers.names import Names
from graph.questions import catalogue
from graph.stores.oxigraph import OxigraphStore
from ingest.builtin import load_builtin
from ontology.vocabulary import vocabulary


def timed(work: Callable[[], object]) -> float:
    """The milliseconds that the work takes."""
    begun = perf_counter()
    work()
    return (perf_counter() - begun) * 1000


def summary(times: list[float]) -> tuple[str, str]:
    """The median and the 95th percentile."""
    p95 = statistics.quantiles(times, n=20, method="inclusive")[-1] if len(times) > 1 else times[0]
    return f"{statistics.median(times):.1f}", f"{p95:.1f}"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=20, help="how often each question is asked")
    runs = max(1, parser.parse_args().runs)
    words = vocabulary()
    table = Table("what", "runs", "median ms", "p95 ms", title="Linköping's graph, embedded store")
    with (
        tempfile.TemporaryDirectory() as folder,
        OxigraphStore.open(Path(folder) / "store", write=True) as store,
    ):
        table.add_row("load into an empty store", "1", *summary([timed(lambda: load_builtin(store, words))]))
        table.add_row("load again", "1", *summary([timed(lambda: load_builtin(store, words))]))
        table.add_row("index of names", "1", *summary([timed(lambda: Names.of(store))]))
        names = Names.of(store)
        for question in catalogue().values():
            given = question.example
            times = [
                timed(lambda: ask(store, words, names, question, given.parameters, given.views))  # noqa: B023
                for _ in range(runs)
            ]
            table.add_row(question.name, str(runs), *summary(times))
        names.close()
    Console().print(table)


if __name__ == "__main__":
    main()
