"""How long loading and each question take, in the three kinds of store side by side, in one run.

Run by `make bench`: Linköping's graph, every question asked as in its worked example, and then over HTTP. There two
services of the embedded store are asked: one that keeps no answers, so that each is worked out, and one that keeps them,
as services do. Run by `make bench MUNICIPALITIES=N`: a synthetic country of so many municipalities, asked about the first.

Without Java and Maven only the embedded store is measured. Sizes are those of a store that has been closed, or of the data
folder of a server that has been told to end.
"""

import argparse
import sys
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path

from rich.console import Console

from graph.answers.names import Names
from graph.questions import catalogue
from tests.benching.asking import Answered, Asked, ask_all
from tests.benching.http import over_http
from tests.benching.loading import load_country, load_linkoping
from tests.benching.measuring import timed
from tests.benching.stores import EMBEDDED, Bench, opened
from tests.benching.tables import asking_table, loading_table, megabytes, seconds
from tests.servers.running import tools_missing
from tests.synthetic.asking import asked_of


def examples() -> list[Asked]:
    """Every question as in its worked example, about Linköping."""
    return [Asked(one, one.example.parameters, one.example.views) for one in catalogue().values()]


def of_country() -> list[Asked]:
    """Every question about the first municipality of the synthetic country."""
    return [Asked(one, asked_of(one.name)) for one in catalogue().values()]


def measure(bench: Bench, questions: Sequence[Asked], runs: int) -> tuple[dict[str, float], list[Answered]]:
    """The milliseconds that an index of names takes, and how each question went."""
    indexing = {name: timed(lambda: Names.of(store).close()) for name, store in bench.stores.items()}  # noqa: B023
    names = Names.of(bench.stores[EMBEDDED])
    answered = [ask_all(bench.stores, names, one, runs) for one in questions]
    names.close()
    return indexing, answered


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=20, help="how often each question is asked of each store")
    parser.add_argument("--municipalities", type=int, default=0, help="of the synthetic country")
    parser.add_argument(
        "--seconds", type=float, default=0.5, help="how long each address is asked, four times over"
    )
    given = parser.parse_args()
    console = Console(width=None if sys.stdout.isatty() else 150)
    if lacking := tools_missing():
        console.print(f"Only the embedded store: {lacking}.")
    with tempfile.TemporaryDirectory(prefix="rotorsak-bench-") as name:
        failed = run(Path(name), given, console)
    for one in failed:
        console.print(f"FAILED: {one}")
    sys.exit(1 if failed else 0)


def run(folder: Path, given: argparse.Namespace, console: Console) -> list[str]:
    """Measure and print; gives what did not go as it should."""
    country = given.municipalities
    title = f"A synthetic country of {country}" if country else "Linköping's graph"
    with opened(folder) as bench:
        loads = load_country(bench.stores, country, console) if country else load_linkoping(bench.stores)
        indexing, answered = measure(bench, of_country() if country else examples(), max(1, given.runs))
    rest = {"index of names": seconds(indexing), "on disk": megabytes(bench.sizes())}
    if loads.quads:
        title = f"{title}, {loads.quads:,} quads besides the facts"
    console.print(loading_table(loads, rest, f"{title}: loading"))
    console.print(asking_table(answered, list(bench.stores), f"{title}: questions in process"))
    failed = [fault for one in answered for fault in one.faults]
    if not country:
        times: Mapping[str, Sequence[float]] = {one.name: one.times.get(EMBEDDED, ()) for one in answered}
        failed += over_http(f"oxigraph:{bench.folders[EMBEDDED]}", given.seconds, times, console)
    return failed


if __name__ == "__main__":
    main()
