"""Snapshots of a store: as it was, whoever writes; kept while they are read, and gone when nobody holds them."""

import os
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from threading import Timer

import pytest
from pyoxigraph import Literal, NamedNode, Quad

from graph.stores.embedded.oxigraph import OxigraphStore
from graph.stores.embedded.snapshots import Snapshots
from graph.stores.interface import Diff
from ontology.errors import StoreFailed, StoreInUse

GRAPH = NamedNode("https://example.org/graph/a")


def quad(text: str) -> Quad:
    return Quad(NamedNode("https://example.org/a"), NamedNode("https://example.org/b"), Literal(text), GRAPH)


@pytest.fixture
def write(tmp_path: Path) -> Callable[[str], None]:
    """Write one more quad to the store in `tmp_path / "store"`, as another process would."""

    def written(text: str) -> None:
        with OxigraphStore.open(tmp_path / "store", write=True) as store:
            store.write(Diff(add=frozenset([quad(text)])))

    written("first")
    return written


@pytest.fixture
def folder(tmp_path: Path, write: Callable[[str], None]) -> Path:
    return tmp_path / "store"


def copies(folder: Path) -> set[str]:
    return {one.name for one in (folder / "snapshots").iterdir() if one.is_dir()}


def test_it_is_the_store_as_it_was_whatever_is_written_later(
    folder: Path, write: Callable[[str], None]
) -> None:
    snapshot = Snapshots(folder).take()
    before = snapshot.graph
    write("second")
    assert set(snapshot.store.quads()) == {quad("first")}
    with OxigraphStore.open(snapshot.folder, write=False) as again:
        assert set(again.quads()) == {quad("first")}
        assert again.graph_hash() == before
    with OxigraphStore.open(folder, write=False) as now:
        assert set(now.quads()) == {quad("first"), quad("second")}
        assert now.graph_hash() != before
    snapshot.remove()


def test_the_store_may_be_written_and_read_while_snapshots_are_held(
    folder: Path, write: Callable[[str], None]
) -> None:
    held = [Snapshots(folder).take() for _ in range(2)]
    for text in ("a", "b", "c"):
        write(text)
    newest = Snapshots(folder).take()
    assert len(set(newest.store.quads())) == 4
    assert [len(set(one.store.quads())) for one in held] == [1, 1]
    for one in [*held, newest]:
        one.remove()
    assert copies(folder) == set()


def test_what_is_held_is_kept_and_what_nobody_holds_is_swept(folder: Path) -> None:
    held = Snapshots(folder).take()
    left = Snapshots(folder).take()
    left.store.close()
    (folder / "snapshots" / "never-finished").mkdir()
    fresh = Snapshots(folder).take()
    assert copies(folder) == {held.folder.name, fresh.folder.name}
    assert set(held.store.quads()) == {quad("first")}
    held.remove()
    fresh.remove()


def test_one_that_a_killed_process_left_is_swept(folder: Path) -> None:
    taking = (
        "import sys, time; from pathlib import Path; from graph.stores.embedded.snapshots import Snapshots\n"
        "kept = Snapshots(Path(sys.argv[1])).take(); print(kept.folder.name, flush=True); time.sleep(60)"
    )
    process = subprocess.Popen([sys.executable, "-c", taking, folder], stdout=subprocess.PIPE, text=True)
    assert process.stdout is not None
    left = process.stdout.readline().strip()
    beside = Snapshots(folder).take()
    assert copies(folder) == {left, beside.folder.name}
    os.kill(process.pid, signal.SIGKILL)
    process.communicate()
    fresh = Snapshots(folder).take()
    assert copies(folder) == {beside.folder.name, fresh.folder.name}
    beside.remove()
    fresh.remove()


def test_removing_twice_does_nothing(folder: Path) -> None:
    snapshot = Snapshots(folder).take()
    snapshot.remove()
    snapshot.remove()
    assert copies(folder) == set()


def test_it_tells_exactly_whether_somebody_has_opened_the_store_for_writing(
    folder: Path, write: Callable[[str], None]
) -> None:
    snapshots, others = Snapshots(folder), Snapshots(folder)
    assert snapshots.changed()
    first = snapshots.take()
    assert not snapshots.changed()
    others.take().remove()
    with OxigraphStore.open(folder, write=False) as reader:
        assert len(set(reader.quads())) == 1
    assert not snapshots.changed()
    write("second")
    assert snapshots.changed()
    assert snapshots.changed()
    second = snapshots.take()
    assert not snapshots.changed()
    assert second.graph != first.graph
    first.remove()
    second.remove()


def test_it_waits_for_a_writer_to_be_done(folder: Path) -> None:
    writer = OxigraphStore.open(folder, write=True)
    writer.write(Diff(add=frozenset([quad("while writing")])))
    done = Timer(0.5, writer.close)
    done.start()
    snapshot = Snapshots(folder).take()
    assert quad("while writing") in set(snapshot.store.quads())
    snapshot.remove()
    done.join()


def test_a_writer_that_is_never_done_is_told(folder: Path) -> None:
    with OxigraphStore.open(folder, write=True), pytest.raises(StoreInUse):
        Snapshots(folder).take()


def test_a_store_that_is_missing_is_told_and_not_made(tmp_path: Path) -> None:
    with pytest.raises(StoreFailed):
        Snapshots(tmp_path / "none").take()
    assert not (tmp_path / "none").exists()
    assert not Snapshots(tmp_path / "none").changed()
