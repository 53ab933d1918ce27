"""The tables that the bench prints."""

from collections.abc import Mapping, Sequence

from rich.table import Table

from tests.benching.asking import Answered
from tests.benching.loading import Loads
from tests.clients import percentile


def loading_table(loads: Loads, rest: Mapping[str, Mapping[str, str]], title: str) -> Table:
    """What loading took, store by store, and what else is known of each."""
    stores = list(next(iter(loads.times.values())))
    table = Table("what", title=title)
    for name in stores:
        table.add_column(name, justify="right")
    for what, took in _shown(loads).items():
        table.add_row(what, *(f"{took[name] / 1000:.1f} s" for name in stores))
    for what, values in rest.items():
        table.add_row(what, *(values.get(name, "") for name in stores))
    return table


_FEW = 4


def _shown(loads: Loads) -> Mapping[str, Mapping[str, float]]:
    """Each load; of many, the first and the last of them, and all together."""
    if len(loads.times) <= _FEW:
        return loads.times
    names = list(loads.times)
    shown = {name: loads.times[name] for name in (*names[:2], names[-1])}
    return {**shown, "all together": loads.whole()}


def asking_table(answered: Sequence[Answered], stores: Sequence[str], title: str) -> Table:
    """Median and 95th percentile of every question, store beside store, and what it asks of each."""
    table = Table("question", title=title)
    for head in ("runs", "trips", "fetched", "rows"):
        table.add_column(head, justify="right")
    for name in stores:
        table.add_column(f"{name} median ms", justify="right")
        table.add_column("p95", justify="right")
    for one in answered:
        runs = max((len(took) for took in one.times.values()), default=0)
        figures = [
            f"{percentile(one.times[name], percent):.1f}" if name in one.times else "failed"
            for name in stores
            for percent in (50, 95)
        ]
        table.add_row(one.name, *map(str, (runs, one.trips, one.rows, one.answers)), *figures)
    return table


def megabytes(sizes: Mapping[str, int]) -> dict[str, str]:
    """Sizes as they are shown."""
    return {name: f"{size / 1_000_000:.1f} MB" for name, size in sizes.items()}


def seconds(times: Mapping[str, float]) -> dict[str, str]:
    """Times as they are shown."""
    return {name: f"{took / 1000:.1f} s" for name, took in times.items()}
