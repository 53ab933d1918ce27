"""The commands on stores on servers that change, or cannot be used; and where their address and account come from."""

import json
import os
import subprocess
from collections.abc import Callable
from itertools import count
from pathlib import Path

import pytest
from pyoxigraph import Literal, NamedNode, Quad

from api.stores import RemoteAddress, parse_address
from graph.rdf.files import serialise
from graph.stores.interface import Diff, Store
from ontology.errors import StoreMoved
from ontology.iris import graph
from tests.api.conftest import Rotorsak, Server, filled
from tests.api.hostile import hostile_quads
from tests.servers.running import free_port
from tests.serving import COMMAND, surroundings

TRACE = ("ask", "action-trace", "--param", "action=action/kameror")


def same(rotorsak: Rotorsak, one: str, other: str, *command: str) -> None:
    """See that a command does the same on two stores."""
    assert rotorsak(*command, "--store", one) == rotorsak(*command, "--store", other)


def test_what_is_loaded_is_what_the_embedded_one_holds(
    rotorsak: Rotorsak, server: Server, loaded: str, changeable: str, tmp_path: Path
) -> None:
    server.wipe()
    document = tmp_path / "hostile.trig"
    document.write_bytes(serialise(hostile_quads(), "trig"))
    first = rotorsak("load", "--store", server.address)
    assert (first.code, first.err) == (0, "")
    same(rotorsak, server.address, loaded, "export")
    again = rotorsak("load", "--store", server.address, "--lang", "en")
    assert again.out.startswith("Nothing changed in ")
    on_server = rotorsak("load", document, "--store", server.address)
    embedded = rotorsak("load", document, "--store", changeable)
    assert on_server.out.splitlines()[1:] == embedded.out.splitlines()[1:]
    same(rotorsak, server.address, changeable, "export")
    same(rotorsak, server.address, changeable, "ask", "search", "--param=text=hostile")


def test_a_file_with_faults_changes_nothing(
    rotorsak: Rotorsak, server: Server, small_folder: Path, small: str, tmp_path: Path
) -> None:
    store = filled(server, small_folder)
    faulty = tmp_path / "faulty.nq"
    faulty.write_text("<https://e/a> <https://e/b> _:c <https://e/d> .\n", encoding="utf-8")
    assert rotorsak("load", faulty, "--store", store).code == 2
    same(rotorsak, store, small, "export")
    same(rotorsak, store, small, "validate")
    same(rotorsak, store, small, "validate", "--format", "json")


# --- what is wrong with a store


def masked_address(server: Server) -> str:
    return str(parse_address(server.address))


@pytest.mark.parametrize("command", [("export",), ("validate",), TRACE])
def test_an_empty_store_says_how_to_load_it(
    rotorsak: Rotorsak, server: Server, command: tuple[str, ...]
) -> None:
    server.wipe()
    ran = rotorsak(*command, "--store", server.address, "--lang", "en")
    assert (ran.code, ran.out) == (3, "")
    assert f"is empty. Load it with `rotorsak load --store {masked_address(server)}`" in ran.err


@pytest.mark.parametrize("command", [("export",), ("load",)])
@pytest.mark.parametrize(
    "address", ["neo4j://anna:s3cret@127.0.0.1:{}", "sparql+http://anna:s3cret@127.0.0.1:{}/ds"]
)
def test_a_server_out_of_reach_is_told_and_no_secret(
    rotorsak: Rotorsak, address: str, command: tuple[str, ...]
) -> None:
    port = free_port()
    ran = rotorsak(*command, "--store", address.format(port))
    assert (ran.code, ran.out) == (3, "")
    assert f"127.0.0.1:{port}" in ran.err
    assert "s3cret" not in ran.err
    assert "Traceback" not in ran.err


@pytest.mark.xdist_group("neo4j")
def test_no_database_of_that_name(rotorsak: Rotorsak, neo4j_server: Server) -> None:
    for command in (("load",), ("export",)):
        ran = rotorsak(*command, "--store", f"{neo4j_server.address}/nowhere", "--lang", "en")
        assert (ran.code, ran.out) == (3, "")
        assert "nowhere" in ran.err


# --- one state


def always(server: str) -> tuple[RemoteAddress, Callable[[], None]]:
    """A store on a server, and a way to write to it from elsewhere, each time something new."""
    address = parse_address(server)
    assert isinstance(address, RemoteAddress)
    numbers = count()

    def write() -> None:
        quad = Quad(
            NamedNode("https://e/a"), NamedNode("https://e/p"), Literal(str(next(numbers))), graph("note")
        )
        with address.for_writing() as store:
            store.write(Diff(add=frozenset({quad})))

    return address, write


def test_what_somebody_wrote_meanwhile_is_worked_out_again(server: Server, small_folder: Path) -> None:
    address, write = always(filled(server, small_folder))
    seen: list[tuple[str, str]] = []

    def work(store: Store) -> str:
        before = store.graph_hash()
        if len(seen) < 2:
            write()
        seen.append((before, serialise(store.quads(), "nquads").decode()))
        return before

    given = address.read(work)
    assert len(seen) == 3
    with address.for_reading() as state:
        assert state.graph_hash() == given == seen[-1][0]
        assert serialise(state.quads(), "nquads").decode() == seen[-1][1]


def test_a_store_that_never_rests_is_told(server: Server, small_folder: Path) -> None:
    address, write = always(filled(server, small_folder))
    done: list[int] = []

    def work(store: Store) -> None:
        write()
        done.append(1)

    with pytest.raises(StoreMoved) as caught:
        address.read(work)
    assert 1 < len(done) < 10
    assert "changed while" in caught.value.tell("en")


def test_a_fault_that_others_caused_by_writing_is_not_told(server: Server, small_folder: Path) -> None:
    address, write = always(filled(server, small_folder))
    tried: list[int] = []

    def work(store: Store) -> str:
        tried.append(1)
        if len(tried) == 1:
            write()
            raise KeyError("what was there a moment ago")
        return "given"

    assert address.read(work) == "given"


# --- where the address and the account come from


@pytest.mark.xdist_group("neo4j")
def test_the_account_may_stand_in_the_environment_or_a_file(
    rotorsak: Rotorsak,
    neo4j_server: Server,
    small_folder: Path,
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
) -> None:
    address = parse_address(filled(neo4j_server, small_folder))
    assert isinstance(address, RemoteAddress)
    monkeypatch.setenv("ROTORSAK_STORE", str(address))
    refused = rotorsak("export")
    assert refused.code == 3
    monkeypatch.setenv("ROTORSAK_STORE_USER", address.connection.user or "")
    assert rotorsak("export").code == 2
    monkeypatch.setenv("ROTORSAK_STORE_PASSWORD", address.connection.password or "")
    assert rotorsak("export").code == 0
    monkeypatch.delenv("ROTORSAK_STORE_PASSWORD")
    file = tmp_path / "password"
    file.write_text(f"{address.connection.password}\n", encoding="utf-8")
    monkeypatch.setenv("ROTORSAK_STORE_PASSWORD_FILE", str(file))
    assert rotorsak("export").code == 0


def test_an_address_that_is_typed_is_not_mixed_with_one_in_the_environment(
    rotorsak: Rotorsak, small: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ROTORSAK_STORE", "sparql+http://127.0.0.1:9/query")
    monkeypatch.setenv("ROTORSAK_STORE_UPDATE", "sparql+http://127.0.0.1:9/update")
    assert rotorsak("export", "--store", small).code == 0
    mixed = rotorsak("export", "--store", small, "--store-update", "sparql+http://127.0.0.1:9/update")
    assert (mixed.code, mixed.out) == (2, "")
    assert "--store-update" in mixed.err


def test_the_names_are_kept_among_the_caches_of_the_user(
    server: Server, small_folder: Path, tmp_path: Path
) -> None:
    store = filled(server, small_folder)

    def ran(caches: Path) -> str:
        done = subprocess.run(
            [COMMAND, *TRACE, "--format", "json", "--store", store],
            capture_output=True,
            text=True,
            timeout=120,
            env=surroundings(XDG_CACHE_HOME=str(caches)),
            check=True,
        )
        assert done.stderr == ""
        return done.stdout

    first = ran(tmp_path)
    (kept,) = (tmp_path / "rotorsak").iterdir()
    made = kept.stat().st_mtime_ns
    assert kept.name.startswith("names-")
    assert ran(tmp_path) == first
    assert kept.stat().st_mtime_ns == made
    kept.write_bytes(b"broken")
    assert ran(tmp_path) == first
    nowhere = tmp_path / "file"
    nowhere.write_bytes(b"")
    assert ran(nowhere) == first
    assert json.loads(first)["graph"]
    assert os.listdir(tmp_path / "rotorsak") == [kept.name]
