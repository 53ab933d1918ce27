"""The embedded store on disk: its lock, its format, its failures, and what a killed process leaves."""

import errno
import os
import random
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from pyoxigraph import Literal, NamedNode, Quad

from graph.stores.embedded.oxigraph import OxigraphStore
from graph.stores.interface import Diff
from graph.stores.named_queries import NamedQuery
from graph.stores.state import hash_of_quads
from ontology.errors import StoreFailed, StoreInUse
from ontology.iris import FACTS_GRAPH, graph

ROOT = Path(__file__).parents[2]
NODE = NamedNode("https://w3id.org/rotorsak/id/goal/a")
VALUE = NamedNode("https://w3id.org/rotorsak/def#number")


def quad(number: int, name: str = "document") -> Quad:
    return Quad(NODE, VALUE, Literal(number), graph(name))


@pytest.fixture
def store(tmp_path: Path) -> Iterator[OxigraphStore]:
    with OxigraphStore.open(tmp_path / "store", write=True) as opened:
        yield opened


def run(code: str, *arguments: object) -> subprocess.Popen[str]:
    """Another process that runs `code`."""
    return subprocess.Popen(
        [sys.executable, "-c", code, *map(str, arguments)],
        stdout=subprocess.PIPE,
        text=True,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
    )


HOLD = """
import sys, time
from pathlib import Path
from graph.stores.embedded.oxigraph import OxigraphStore
with OxigraphStore.open(Path(sys.argv[1]), write=sys.argv[2] == "write"):
    print("open", flush=True)
    time.sleep(60)
"""


@pytest.fixture
def filled(tmp_path: Path) -> Path:
    path = tmp_path / "store"
    with OxigraphStore.open(path, write=True) as opened:
        opened.write(Diff(add=frozenset({quad(1), quad(2, "facts")})))
    return path


@pytest.fixture
def holder(request: pytest.FixtureRequest, filled: Path) -> Iterator[subprocess.Popen[str]]:
    process = run(HOLD, filled, request.param)
    assert process.stdout is not None
    assert process.stdout.readline() == "open\n"
    yield process
    process.kill()
    process.communicate()


def test_what_is_written_is_there_when_opened_again(filled: Path) -> None:
    with OxigraphStore.open(filled, write=False) as store:
        assert set(store.quads()) == {quad(1), quad(2, "facts")}
        assert store.graph_hash() == hash_of_quads({quad(1)})


@pytest.mark.parametrize("holder", ["write"], indirect=True)
@pytest.mark.parametrize("write", [True, False])
def test_a_writer_keeps_others_out_and_is_named(
    filled: Path, holder: subprocess.Popen[str], write: bool
) -> None:
    with pytest.raises(StoreInUse) as caught:
        OxigraphStore.open(filled, write=write)
    for text in (caught.value.message.sv, caught.value.message.en):
        assert str(filled) in text
        assert str(holder.pid) in text


@pytest.mark.parametrize("holder", ["read"], indirect=True)
def test_readers_share_and_keep_writers_out(filled: Path, holder: subprocess.Popen[str]) -> None:
    with OxigraphStore.open(filled, write=False) as store:
        assert len(list(store.quads())) == 2
    with pytest.raises(StoreInUse, match="read by another process"):
        OxigraphStore.open(filled, write=True)
    assert holder.poll() is None


@pytest.mark.parametrize("holder", ["write"], indirect=True)
def test_a_killed_writer_leaves_no_lock(filled: Path, holder: subprocess.Popen[str]) -> None:
    holder.kill()
    holder.wait()
    OxigraphStore.open(filled, write=False).close()
    OxigraphStore.open(filled, write=True).close()


def test_two_writers_in_one_process_conflict_too(store: OxigraphStore, tmp_path: Path) -> None:
    with pytest.raises(StoreInUse, match=str(os.getpid())):
        OxigraphStore.open(tmp_path / "store", write=True)


def test_closing_waits_for_a_write_that_is_under_way(
    store: OxigraphStore, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Or the lock would be free, and the folder another's, in the middle of a write."""
    begun, may_end = threading.Event(), threading.Event()

    def slow(diff: Diff, *rest: object) -> Diff:
        begun.set()
        assert may_end.wait(30)
        return diff

    monkeypatch.setattr("graph.stores.embedded.oxigraph.with_state", slow)
    writer = threading.Thread(target=store.write, args=(Diff(add=frozenset({quad(1)})),))
    closer = threading.Thread(target=store.close)
    writer.start()
    assert begun.wait(30)
    closer.start()
    closer.join(0.2)
    with pytest.raises(StoreInUse):
        OxigraphStore.open(tmp_path / "store", write=True)
    may_end.set()
    writer.join()
    closer.join()
    with OxigraphStore.open(tmp_path / "store", write=False) as again:
        assert set(again.quads()) == {quad(1)}


def test_a_lock_that_cannot_be_taken_is_told(filled: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def no_locks(*_: object) -> None:
        raise OSError(errno.ENOLCK, "No locks available")

    monkeypatch.setattr("fcntl.flock", no_locks)
    with pytest.raises(StoreFailed, match="No locks available"):
        OxigraphStore.open(filled, write=False)


def test_closing_twice_does_nothing_and_a_closed_store_says_so(store: OxigraphStore, tmp_path: Path) -> None:
    store.close()
    store.close()
    with pytest.raises(StoreFailed, match="closed"):
        store.graph_names()
    OxigraphStore.open(tmp_path / "store", write=True).close()


@pytest.mark.parametrize("folder", ["missing", "empty"])
def test_reading_where_no_store_is_names_the_command(tmp_path: Path, folder: str) -> None:
    (tmp_path / "empty").mkdir()
    with pytest.raises(StoreFailed, match="rotorsak load"):
        OxigraphStore.open(tmp_path / folder, write=False)
    assert not (tmp_path / "missing").exists()
    assert not list((tmp_path / "empty").iterdir())


@pytest.mark.parametrize("write", [True, False])
def test_a_folder_of_other_things_is_left_alone(tmp_path: Path, write: bool) -> None:
    (tmp_path / "thesis.txt").write_text("words")
    with pytest.raises(StoreFailed, match="not a store"):
        OxigraphStore.open(tmp_path, write=write)
    assert [entry.name for entry in tmp_path.iterdir()] == ["thesis.txt"]


@pytest.mark.parametrize("write", [True, False])
def test_a_file_is_not_a_store(tmp_path: Path, write: bool) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(StoreFailed):
        OxigraphStore.open(tmp_path / "file", write=write)
    with pytest.raises(StoreFailed):
        OxigraphStore.open(tmp_path / "file" / "below", write=write)


def test_a_reader_may_wait_for_a_writer_to_finish(filled: Path) -> None:
    writer = OxigraphStore.open(filled, write=True)
    threading.Timer(0.3, writer.close).start()
    with OxigraphStore.open(filled, write=False, patience=30) as reader:
        assert list(reader.quads())


@pytest.fixture
def closed_folder(tmp_path: Path) -> Iterator[Path]:
    """A folder that this process may not write to. Root may write everywhere, so it is given up for the test."""
    root = os.geteuid() == 0
    tmp_path.chmod(0o500)
    if root:
        os.seteuid(65534)
    yield tmp_path
    if root:
        os.seteuid(0)
    tmp_path.chmod(0o700)


def test_a_folder_that_may_not_be_written(closed_folder: Path) -> None:
    with pytest.raises(StoreFailed, match="cannot be written"):
        OxigraphStore.open(closed_folder / "store", write=True)


@pytest.mark.parametrize("write", [True, False])
def test_a_store_of_a_later_version_is_refused(filled: Path, write: bool) -> None:
    (filled / "format").write_text("rotorsak-store 2\n")
    with pytest.raises(StoreFailed, match="rotorsak-store 2"):
        OxigraphStore.open(filled, write=write)


@pytest.mark.parametrize("write", [True, False])
def test_a_damaged_store_is_told(filled: Path, write: bool) -> None:
    for file in (filled / "quads").iterdir():
        file.write_bytes(b"\x55" * file.stat().st_size)
    with pytest.raises(StoreFailed, match="restore"), OxigraphStore.open(filled, write=write) as store:
        list(store.quads())


@pytest.mark.parametrize("write", [True, False])
def test_a_failed_opening_holds_no_lock(filled: Path, write: bool) -> None:
    current = (filled / "quads" / "CURRENT").read_bytes()
    (filled / "quads" / "CURRENT").write_bytes(b"nothing")
    with pytest.raises(StoreFailed):
        OxigraphStore.open(filled, write=write)
    (filled / "quads" / "CURRENT").write_bytes(current)
    OxigraphStore.open(filled, write=True).close()


def test_a_store_opened_for_reading_refuses_to_write(filled: Path) -> None:
    with OxigraphStore.open(filled, write=False) as store, pytest.raises(StoreFailed, match="for reading"):
        store.write(Diff(add=frozenset({quad(3)})))


def test_a_store_whose_making_was_cut_short_can_be_made(tmp_path: Path) -> None:
    (tmp_path / "lock").touch()
    (tmp_path / "format.new").write_text("rotor")
    (tmp_path / "quads").mkdir()
    with pytest.raises(StoreFailed, match="rotorsak load"):
        OxigraphStore.open(tmp_path, write=False)
    OxigraphStore.open(tmp_path, write=True).close()
    OxigraphStore.open(tmp_path, write=False).close()


def test_a_backup_is_a_store_that_later_writes_leave_alone(store: OxigraphStore, tmp_path: Path) -> None:
    store.write(Diff(add=frozenset({quad(1)})))
    store.backup(tmp_path / "copy")
    store.write(Diff(add=frozenset({quad(2)})))
    with OxigraphStore.open(tmp_path / "copy", write=False) as copy:
        assert set(copy.quads()) == {quad(1)}
        assert copy.graph_hash() == hash_of_quads({quad(1)})
    with pytest.raises(StoreFailed, match="exists"):
        store.backup(tmp_path / "copy")


def test_a_store_in_memory_has_no_backup(tmp_path: Path) -> None:
    with OxigraphStore.in_memory() as store, pytest.raises(StoreFailed, match="in memory"):
        store.backup(tmp_path / "copy")


COUNTS = NamedQuery(
    "counts", "SELECT ?g ?n WHERE { GRAPH ?g { ?s <https://w3id.org/rotorsak/def#number> ?n } }"
)


def state(number: int) -> set[Quad]:
    """Each state differs from the next in every graph, with both deletions and additions."""
    return {quad(number * 100 + i, name) for name in ("document", "codes", "facts") for i in range(40)}


def test_readers_see_the_state_before_or_after_a_write(store: OxigraphStore) -> None:
    store.write(Diff(add=frozenset(state(0))))
    allowed = [{(q.graph_name, q.object) for q in state(number)} for number in (0, 1)]
    seen: list[set[tuple[object, object]]] = []
    done = threading.Event()

    def read() -> None:
        while not done.is_set():
            seen.append({(row["g"], row["n"]) for row in store.select(COUNTS)})
            seen.append({(q.graph_name, q.object) for q in store.quads()})

    readers = [threading.Thread(target=read) for _ in range(3)]
    for reader in readers:
        reader.start()
    for number in range(20):
        store.write(Diff.between(state(number % 2), state((number + 1) % 2)))
    done.set()
    for reader in readers:
        reader.join()
    assert len(seen) > 20
    assert all(answer in allowed for answer in seen)


def test_reading_that_began_before_a_write_does_not_see_it(store: OxigraphStore) -> None:
    store.write(Diff(add=frozenset(state(0))))
    before = store.quads()
    store.write(Diff.between(state(0), state(1)))
    assert set(before) == state(0)
    assert set(store.quads()) == state(1)


def test_threads_that_write_at_once_lose_nothing(store: OxigraphStore) -> None:
    def write(number: int) -> None:
        store.write(Diff(add=frozenset({quad(number)})))

    writers = [threading.Thread(target=write, args=(number,)) for number in range(12)]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join()
    assert set(store.quads()) == {quad(number) for number in range(12)}
    assert store.graph_hash() == hash_of_quads(store.quads())


WRITE_ON = """
import sys
from pathlib import Path
sys.path.insert(0, sys.argv[3])
from test_oxigraph_store import OxigraphStore, Diff, state
number = int(sys.argv[2])
with OxigraphStore.open(Path(sys.argv[1]), write=True) as store:
    print("open", flush=True)
    while True:
        store.write(Diff.between(state(number), state(number + 1)))
        number += 1
        print(number, flush=True)
"""


def kill_while_writing(path: Path, start: int, seconds: float) -> int:
    """Write state after state in another process, kill it, and return the number of the last finished write."""
    process = run(WRITE_ON, path, start, Path(__file__).parent)
    assert process.stdout is not None
    assert process.stdout.readline() == "open\n"
    time.sleep(seconds)
    process.send_signal(signal.SIGKILL)
    told = process.communicate()[0].split()
    assert process.returncode == -signal.SIGKILL
    return int(told[-1]) if told else start


def test_kill_9_in_the_middle_of_writes_leaves_one_whole_state(tmp_path: Path) -> None:
    path, number, chance = tmp_path / "store", 0, random.Random(7)
    with OxigraphStore.open(path, write=True) as store:
        store.write(Diff(add=frozenset(state(0))))
    for attempt in range(8):
        finished = kill_while_writing(path, number, chance.uniform(0.0, 0.4))
        with OxigraphStore.open(path, write=attempt % 2 == 0) as store:
            held = set(store.quads())
            assert held in (state(finished), state(finished + 1))
            assert store.graph_hash() == hash_of_quads(held)
            number = finished if held == state(finished) else finished + 1
    assert number > 0
    assert FACTS_GRAPH in {q.graph_name for q in held}
