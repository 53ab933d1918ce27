"""What the processes of a service use, as the kernel tells it."""

from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path

_KIBIBYTES_IN_A_MEBIBYTE = 1024


@dataclass(frozen=True)
class Sample:
    """What the processes of a service use together; memory in MiB, the share of each in what several share.

    `largest` is the memory of the one that has most; `service` that of the one that all others come from.
    """

    at: float
    memory: float
    service: float
    largest: float
    processes: int
    zombies: int
    threads: int
    files: int
    snapshots: int

    def as_dict(self) -> dict[str, float]:
        """The fields by name."""
        return asdict(self)


def sample(at: float, service: int, snapshots: Path) -> Sample:
    """What the service with this process id, and all that come from it, use now."""
    shares, threads, files, zombies = [], 0, 0, 0
    for process in sorted(_tree(service)):
        folder = Path("/proc") / str(process)
        try:
            zombies += "\nState:\tZ" in (folder / "status").read_text(encoding="utf-8")
            shares.append((process == service, _share(folder)))
            threads += len(list((folder / "task").iterdir()))
            files += len(list((folder / "fd").iterdir()))
        except OSError:
            continue
    memory = [share for _, share in shares]
    return Sample(
        at,
        sum(memory),
        sum(share for is_service, share in shares if is_service),
        max(memory, default=0),
        len(shares),
        zombies,
        threads,
        files,
        sum(one.is_dir() for one in snapshots.iterdir()) if snapshots.is_dir() else 0,
    )


def _tree(process: int) -> Iterator[int]:
    yield process
    try:
        tasks = list((Path("/proc") / str(process) / "task").iterdir())
        children = [child for task in tasks for child in (task / "children").read_text().split()]
    except OSError:
        return
    for child in children:
        yield from _tree(int(child))


def _share(folder: Path) -> float:
    lines = (folder / "smaps_rollup").read_text(encoding="utf-8").splitlines()
    return int(next(line for line in lines if line.startswith("Pss:")).split()[1]) / _KIBIBYTES_IN_A_MEBIBYTE
