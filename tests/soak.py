"""A mixed load on a real service for an hour: does anything grow, does anything fail?

Run by `make soak`. The peak is measured first, with clients that never wait; then the service is given a share of it,
whether it keeps up or not, and its processes are watched. Ends with 1 if anything failed or memory grew.
"""

import argparse
import json
import sys
import tempfile
from itertools import count
from pathlib import Path
from threading import Event, Lock, Thread
from time import perf_counter

from pyoxigraph import Literal, Quad

from graph.stores.embedded.oxigraph import OxigraphStore
from graph.stores.interface import Diff
from ingest.builtin import load_builtin
from ontology.iris import graph, thing
from ontology.namespaces import DCT
from ontology.vocabulary import vocabulary
from tests.clients import Client, Request, Seen, at_once, per_second
from tests.serving import Serving, serving
from tests.soaking.mix import Mix, Things
from tests.soaking.processes import Sample, sample
from tests.soaking.report import Growth, Period, growth, settled

EVERY = 15.0
PERIOD = 600.0
_CLIENTS = 48
_AT_PEAK = (4, 8, 16)


class Soak:
    """A load on a service, and what was seen of it."""

    def __init__(self, serving: Serving, folder: Path, things: Things) -> None:
        self._serving = serving
        self._folder = folder
        self._things = things
        self._turn = count()
        self._seed = count(1)
        self._lock = Lock()
        self.periods: list[Period] = []
        self.samples: list[Sample] = []
        self.failures: list[str] = []

    def peak(self, seconds: float) -> float:
        """The most answers per second, of the numbers of clients that are tried."""
        rates = []
        for clients in _AT_PEAK:
            mix, lock = Mix(self._things, next(self._seed), endless=False), Lock()

            def asked(mix: Mix = mix, lock: Lock = lock) -> Request:
                with lock:
                    return mix.next()

            rates.append(per_second(at_once(self._serving.address, clients, seconds, asked)))
            print(f"peak: {clients} clients, {rates[-1]:.1f} answers per second", flush=True)
        return max(rates)

    def run(self, rate: float, seconds: float, change_every: float) -> None:
        """Ask so many things per second, for so long, and change the store now and then if that is wanted."""
        begun, over = perf_counter(), Event()
        self.periods = [Period() for _ in range(int(seconds // PERIOD) + 1)]
        work = [Thread(target=self._ask, args=(begun, rate, seconds)) for _ in range(_CLIENTS)]
        watching = [Thread(target=self._watch, args=(begun, over))]
        if change_every:
            watching.append(Thread(target=self._change, args=(change_every, over)))
        for thread in (*watching, *work):
            thread.start()
        for thread in work:
            thread.join()
        over.set()
        for thread in watching:
            thread.join()

    def _ask(self, begun: float, rate: float, seconds: float) -> None:
        """Ask what is due, as one of the clients; the time is counted from when it was due."""
        client, mix = Client(self._serving.address), Mix(self._things, next(self._seed))
        while (due := next(self._turn) / rate) < seconds:
            Event().wait(max(0.0, begun + due - perf_counter()))
            request = mix.next()
            seen = client.ask(request)
            self._note(request, seen, due, (seen.at + seen.took - begun - due) * 1000)
        client.close()

    def _note(self, request: Request, seen: Seen, due: float, took: float) -> None:
        with self._lock:
            period = self.periods[int(due // PERIOD)]
            period.took.append(took)
            period.statuses[seen.status] += 1
            if seen.status not in request.expected:
                self.failures.append(f"{due:.0f} s: {seen.status or 'no answer'}: {request.path}")

    def _watch(self, begun: float, over: Event) -> None:
        while not over.wait(EVERY):
            now = sample(perf_counter() - begun, self._serving.process.pid, self._folder / "snapshots")
            self.samples.append(now)
            print(f"{now.at:6.0f} s: {_used(now)}; {len(self.failures)} failures", flush=True)

    def _change(self, every: float, over: Event) -> None:
        for number in count():
            if over.wait(every):
                return
            quad = Quad(thing("action/kameror"), DCT["description"], Literal(f"{number}"), graph("soak"))
            with OxigraphStore.open(self._folder, write=True, patience=30) as store:
                store.write(Diff.between(store.quads(graph("soak")), [quad]))


def _used(one: Sample) -> str:
    return (
        f"{one.memory:.0f} MiB (service {one.service:.0f}, largest {one.largest:.0f}), {one.processes} processes, "
        f"{one.zombies} zombies, {one.threads} threads, {one.files} files, {one.snapshots} snapshots"
    )


def _told(what: str, went: Growth) -> str:
    verdict = "did not grow" if went.tolerable else "GREW"
    return (
        f"{what}: {went.first:.0f} then, {went.last:.0f} at the end, fitted {went.per_hour:+.1f} an hour, "
        f"{went.whole:+.1f} in all: {verdict}"
    )


def report(soak: Soak) -> bool:
    """Print what was seen; gives whether all went well."""
    for number, period in enumerate(one for one in soak.periods if one.took):
        print(f"minutes {number * PERIOD / 60:.0f} to {(number + 1) * PERIOD / 60:.0f}: {period.line()}")
    watched = settled(soak.samples)
    times = [one.at for one in watched]
    went = {
        "memory, MiB": growth(times, [one.memory for one in watched]),
        "memory of the service itself, MiB": growth(times, [one.service for one in watched]),
        "open files": growth(times, [float(one.files) for one in watched]),
        "threads": growth(times, [float(one.threads) for one in watched]),
    }
    print(f"from second {times[0]:.0f}:")
    for what, one in went.items():
        print(f"  {_told(what, one)}")
    print(f"failures: {len(soak.failures)}")
    for failure in soak.failures[:40]:
        print(f"  {failure}")
    return not soak.failures and all(one.tolerable for one in went.values())


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--minutes", type=float, default=60, help="how long the load lasts")
    parser.add_argument(
        "--share", type=float, default=0.8, help="the part of the peak that the service is given"
    )
    parser.add_argument("--rate", type=float, help="so many per second, in place of a share of the peak")
    parser.add_argument(
        "--peak-seconds", type=float, default=30, help="how long each number of clients is tried"
    )
    parser.add_argument(
        "--change-every", type=float, default=0, help="change the store every so many seconds"
    )
    parser.add_argument("--samples", type=Path, help="a JSON file for what was seen")
    given = parser.parse_args()
    if given.minutes * 60 < 4 * EVERY:
        parser.error(f"whether anything grows takes {4 * EVERY / 60:g} minutes at least to see")
    with tempfile.TemporaryDirectory(prefix="rotorsak-soak-") as name:
        folder = Path(name) / "store"
        with OxigraphStore.open(folder, write=True) as store:
            load_builtin(store, vocabulary())
            things = Things.of(store)
        with serving(f"oxigraph:{folder}") as served:
            soak = Soak(served, folder, things)
            rate = given.rate or given.share * soak.peak(given.peak_seconds)
            print(f"load: {rate:.1f} per second for {given.minutes:g} minutes", flush=True)
            soak.run(rate, given.minutes * 60, given.change_every)
            if given.samples:
                seen = {
                    "rate": rate,
                    "samples": [one.as_dict() for one in soak.samples],
                    "failures": soak.failures,
                }
                given.samples.write_text(json.dumps(seen, indent=1), encoding="utf-8")
            fine = report(soak)
    print("all went well" if fine else "NOT all went well")
    sys.exit(0 if fine else 1)


if __name__ == "__main__":
    main()
