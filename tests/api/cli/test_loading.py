"""`load` and `export`: users' own files, faults by line, round trips, and upgrades of the built-in data."""

import json
import os
import pty
import re
import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from select import select

import pytest
from pyoxigraph import Literal, NamedNode, Quad

from graph.claims.model import NewClaim, Passage, Proposition
from graph.rdf.files import serialise
from graph.rdf.formats import Format
from graph.stores.embedded.oxigraph import OxigraphStore
from graph.stores.interface import Diff
from ingest.builtin import BUILTIN_GRAPH
from ontology.iris import CODES_GRAPH, FACTS_GRAPH, graph, thing
from ontology.namespaces import DCT, PROV, RDF, RS, SKOS
from ontology.vocabulary import vocabulary

COMMAND = (sys.executable, "-c", "from api.cli.commands import main; main()")
TRACE = ("ask", "action-trace", "--param", "action=action/kameror", "--format", "json")
MINE = NamedNode("https://example.org/graph/my-municipality")
HOSTILE = '<script>alert(1)</script> [bold]x[/] \x1b[31m "}} DROP ALL ; # MATCH (n) DETACH DELETE n'
BUDGET = thing("document/min-budget")


def named(node: NamedNode, sv: str, en: str) -> Iterator[Quad]:
    kind = vocabulary().class_of_kind(node.value.split("/")[-2])
    yield Quad(node, RDF["type"], kind, MINE)
    yield Quad(node, SKOS["prefLabel"], Literal(sv, language="sv"), MINE)
    yield Quad(node, SKOS["prefLabel"], Literal(en, language="en"), MINE)


def claim(term: str, subject: str, object_: str) -> NewClaim:
    return NewClaim(
        about=Proposition(thing(subject), vocabulary().term(term).iri, thing(object_)),
        stance="asserts",
        speaker=thing("body/min-kommun"),
        basis="read",
        passage=Passage("forsta", BUDGET, {}).iri,
        date=None,
        activity=thing("activity/reading-min-budget"),
    )


def my_quads(paraphrase: str = "Belysning ska ge trygghet.") -> list[Quad]:
    """A document of a user's own: an action, and one claim about it."""
    activity = thing("activity/reading-min-budget")
    passage = Passage("forsta", BUDGET, {"sv": paraphrase, "en": paraphrase})
    return [
        *named(BUDGET, "Min budget", "My budget"),
        Quad(BUDGET, RS["holding"], thing("holding/known"), MINE),
        *named(thing("body/min-kommun"), "Min kommun", "My municipality"),
        *named(thing("action/belysning"), "Belysning i parken", "Lights in the park"),
        Quad(activity, RDF["type"], PROV["Activity"], MINE),
        Quad(activity, PROV["wasAssociatedWith"], thing("organisation/rotorsak"), MINE),
        *passage.quads(MINE),
        *claim("addresses", "action/belysning", "problem/otrygghet").quads(MINE),
        *claim("cooperatesWith", "body/min-kommun", "body/linkoping").quads(MINE),
    ]


@pytest.fixture
def mine(tmp_path: Path) -> Path:
    """The user's document as a file."""
    return written(tmp_path / "mine.trig", my_quads())


def written(path: Path, quads: list[Quad], form: Format = "trig") -> Path:
    path.write_bytes(serialise(quads, form))
    return path


def lines_of(path: Path, part: str) -> list[int]:
    return [
        n for n, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1) if part in line
    ]


def held(address: str) -> dict[NamedNode, set[Quad]]:
    with OxigraphStore.open(Path(address.removeprefix("oxigraph:")), write=False) as store:
        return {name: set(store.quads(name)) for name in store.graph_names()}


# --- what a user loads


def test_a_question_after_a_users_own_file_uses_it(rotorsak, changeable_small, mine):
    ran = rotorsak("load", mine, "--store", changeable_small)
    assert (ran.code, ran.err) == (0, "")
    assert f"{MINE.value}  +{len(set(my_quads()))} −0" in ran.out
    asked = rotorsak(
        "ask", "action-trace", "--param", "action=Belysning i parken", "--store", changeable_small
    )
    assert asked.code == 0
    assert "Belysning ska ge trygghet." in asked.out
    assert "Min kommun hävdar: Belysning i parken – riktar sig mot – Otrygghet" in " ".join(asked.out.split())


def test_to_load_a_file_again_changes_nothing(rotorsak, changeable_small, mine):
    rotorsak("load", mine, "--store", changeable_small)
    before = held(changeable_small)
    assert "Nothing changed" in rotorsak("load", mine, "--store", changeable_small, "--lang", "en").out
    assert held(changeable_small) == before


def test_a_file_replaces_the_graph_that_it_names_and_its_facts(rotorsak, changeable_small, mine, tmp_path):
    rotorsak("load", mine, "--store", changeable_small)
    follows = claim("cooperatesWith", "body/min-kommun", "body/linkoping").about
    assert isinstance(follows, Proposition)
    fact = Quad(follows.subject, follows.predicate, follows.object, FACTS_GRAPH)
    assert fact in held(changeable_small)[FACTS_GRAPH]
    dropped = set(claim("cooperatesWith", "body/min-kommun", "body/linkoping").quads(MINE))
    less = [quad for quad in my_quads() if quad not in dropped]
    assert rotorsak("load", written(tmp_path / "less.trig", less), "--store", changeable_small).code == 0
    assert fact not in held(changeable_small)[FACTS_GRAPH]
    assert held(changeable_small)[MINE] == set(less)


def test_a_claim_may_change_while_whoever_reports_it_stays(rotorsak, changeable_small, tmp_path):
    told = claim("addresses", "action/belysning", "problem/otrygghet")
    for basis in ("read", "our-reading"):
        inner = NewClaim(told.about, "asserts", thing("body/linkoping"), basis, None, None, None)
        outer = NewClaim(inner, "asserts", told.speaker, "read", told.passage, None, told.activity)
        path = written(tmp_path / f"{basis}.trig", [*my_quads(), *outer.quads(MINE)])
        ran = rotorsak("load", path, "--store", changeable_small)
        assert ran.code == 0, ran.err
    assert f"{MINE.value}  +1 −1" in ran.out


def test_a_file_may_be_loaded_into_a_new_store(rotorsak, mine, tmp_path):
    store = f"oxigraph:{tmp_path / 'new'}"
    assert rotorsak("load", mine, "--store", store).code == 0
    assert held(store)[CODES_GRAPH]
    assert rotorsak("ask", "action-trace", "--param", "action=action/belysning", "--store", store).code in (
        0,
        2,
    )


def test_started_again_the_users_graph_is_kept(rotorsak, changeable, mine):
    rotorsak("load", mine, "--store", changeable)
    before = held(changeable)
    assert rotorsak("load", "--store", changeable).code == 0
    assert held(changeable) == before


def test_hostile_text_is_stored_and_shown_as_text(rotorsak, changeable_small, tmp_path):
    mine = written(tmp_path / "hostile.trig", my_quads(HOSTILE))
    before = held(changeable_small)
    assert rotorsak("load", mine, "--store", changeable_small).code == 0
    after = held(changeable_small)
    assert all(after[name] == quads for name, quads in before.items() if name != FACTS_GRAPH)
    assert {Literal(HOSTILE, language="sv")} <= {quad.object for quad in after[MINE]}
    asked = ("ask", "action-trace", "--param", "action=action/belysning", "--store", changeable_small)
    table = rotorsak(*asked)
    assert HOSTILE.replace("\x1b", "\ufffd") in " ".join(table.out.split()).replace("\u200b", "")
    assert "\x1b" not in table.out
    answer = json.loads(rotorsak(*asked, "--format", "json").out)
    assert HOSTILE in {evidence["paraphrase"] for evidence in answer["evidence"].values()}


@pytest.mark.parametrize(
    "text", [HOSTILE, "=1+1", "party/mp} UNION {", "'; DROP TABLE thing; --", '"*', "\x00"]
)
def test_hostile_parameters_are_only_names_that_nothing_bears(rotorsak, small, text):
    for given in (
        ("--param", f"action={text}"),
        ("--param", "action=action/kameror", "--view", f"speaker:{text}"),
    ):
        ran = rotorsak("ask", "action-trace", *given, "--store", small)
        assert ran.code == 2
        assert "Traceback" not in ran.err
        assert "\x1b" not in ran.err


# --- what a terminal shows meanwhile


def shown_while(*arguments: str | Path) -> str:
    """What the real command writes to standard error where that is a terminal."""
    terminal, end = pty.openpty()
    with ThreadPoolExecutor() as beside:
        shown = beside.submit(read_terminal, terminal)
        subprocess.run(
            [*COMMAND, "load", *arguments],
            stdout=subprocess.DEVNULL,
            stderr=end,
            env={**os.environ, "TERM": "xterm", "COLUMNS": "100"},
            timeout=120,
            check=True,
        )
        os.close(end)
        return shown.result()


def read_terminal(terminal: int) -> str:
    pieces = b""
    try:
        while piece := os.read(terminal, 1 << 16):
            pieces += piece
    except OSError:  # the other end is closed
        os.close(terminal)
    return pieces.decode()


def test_a_terminal_shows_the_slow_steps_and_how_much_is_written(mine, changeable_small):
    shown = shown_while(mine, "--store", changeable_small, "--lang", "en")
    slow = [shown.find(step) for step in ("Reading the files", "Checking shapes (SHACL)", "Writing: ")]
    assert slow == sorted(slow)
    assert -1 not in slow
    (done, whole), *_ = re.findall(r"Writing: (\d+) of (\d+) triples", shown)
    assert done == whole
    assert int(whole) > len(set(my_quads()))


def test_a_terminal_shows_how_much_of_the_built_in_data_is_written(tmp_path):
    shown = shown_while("--store", f"oxigraph:{tmp_path / 'new'}")
    assert "Laddar Linköping" in shown
    assert re.search(r"Skriver: [0-9\xa0]+ av [0-9\xa0]+ tripplar", shown)


# --- what is refused, by line


def refused(rotorsak, store: str, path: Path, line: int, *words: str, others: tuple[Path, ...] = ()) -> None:
    """The file is refused in both languages, naming the line, and nothing is loaded."""
    before = held(store)
    for lang in ("sv", "en"):
        ran = rotorsak("load", *others, path, "--store", store, "--lang", lang)
        assert (ran.code, ran.out) == (2, "")
        assert f"{path}:{line}: " in ran.err if line else f"{path}: " in ran.err
        assert ("ingenting laddades" if lang == "sv" else "nothing was loaded") in ran.err
        assert "Traceback" not in ran.err
    assert all(word in ran.err for word in words), ran.err
    assert held(store) == before


def test_broken_syntax(rotorsak, small, tmp_path):
    path = tmp_path / "broken.trig"
    path.write_text("@prefix rs: <https://w3id.org/rotorsak/def#> .\n<urn:g> {\n  <urn:a> rs:unit ; .\n}\n")
    refused(rotorsak, small, path, 3)


@pytest.mark.parametrize("name", ["deep.trig", "deep.jsonld"])
def test_deep_nesting(rotorsak, small, tmp_path, name):
    path = tmp_path / name
    opening, closing = ("(", ")") if name == "deep.trig" else ('{"@graph":[', "]}")
    depth = 200_000
    start = "<urn:g> { <urn:a> <urn:b> " if name == "deep.trig" else ""
    path.write_text(start + opening * depth + closing * depth + (" }" if start else ""))
    before = held(small)
    ran = rotorsak("load", path, "--store", small)
    assert ran.code == 2
    assert "ingenting laddades" in ran.err
    assert held(small) == before


def test_blank_nodes(rotorsak, small, tmp_path):
    path = tmp_path / "blank.nq"
    path.write_text('<urn:a> <urn:b> "x" <urn:g> .\n_:who <urn:b> "x" <urn:g> .\n')
    refused(rotorsak, small, path, 2, "blank")


def test_a_triple_of_the_default_graph_that_is_no_fact(rotorsak, small, tmp_path):
    path = tmp_path / "claimless.ttl"
    path.write_text(
        "@base <https://w3id.org/rotorsak/> .\n<id/action/kameror>\n    <def#reduces> <id/problem/otrygghet> .\n"
    )
    refused(rotorsak, small, path, 3, "no claim makes this a fact")


def test_a_triple_of_the_facts_graph_that_is_no_fact(rotorsak, small, tmp_path):
    path = tmp_path / "claimless.nq"
    fact = Quad(thing("action/kameror"), RS["reduces"], thing("problem/otrygghet"), FACTS_GRAPH)
    refused(rotorsak, small, written(path, [fact], "nquads"), 1, "no claim makes this a fact")


def test_a_broken_shape(rotorsak, small, mine):
    text = mine.read_text(encoding="utf-8")
    mine.write_text(text.replace("holding/known>", "holding/lost>"), encoding="utf-8")
    (line,) = lines_of(mine, "holding/lost")
    refused(rotorsak, small, mine, line, "must be known, held or at hand")


def test_shapes_are_told_in_the_language_asked_for(rotorsak, small, mine):
    text = mine.read_text(encoding="utf-8")
    mine.write_text(text.replace("holding/known>", "holding/lost>"), encoding="utf-8")
    assert "känt, läst eller tillgängligt" in rotorsak("load", mine, "--store", small).err


def test_a_name_missing_in_one_language(rotorsak, small, tmp_path):
    quads = [quad for quad in my_quads() if quad.object != Literal("Lights in the park", language="en")]
    path = written(tmp_path / "nameless.trig", quads)
    refused(rotorsak, small, path, lines_of(path, '"Belysning i parken"')[0], "one in English")


@pytest.mark.parametrize("place", ["predicate of a triple", "term of a claim", "class"])
def test_a_word_of_ours_that_is_misspelt(rotorsak, small, mine, place):
    wrong = {
        "predicate of a triple": ("rs:holding", "rs:holdin"),
        "term of a claim": ("rdf:predicate rs:addresses", "rdf:predicate rs:adresses"),
        "class": ("a rs:Document", "a rs:Docment"),
    }
    old, new = wrong[place]
    text = mine.read_text(encoding="utf-8")
    assert old in text or old.replace("a rs:", "rdf:type rs:") in text
    mine.write_text(text.replace(old, new), encoding="utf-8")
    (line,) = lines_of(mine, new)
    refused(rotorsak, small, mine, line, "Nearest: ")


def test_a_proposition_whose_id_is_not_the_hash_of_what_it_says(rotorsak, small, mine):
    text = mine.read_text(encoding="utf-8")
    mine.write_text(text.replace("problem/otrygghet>", "problem/trangboddhet>"), encoding="utf-8")
    right = claim("addresses", "action/belysning", "problem/trangboddhet").about.iri
    (line,) = lines_of(mine, "problem/trangboddhet")
    refused(rotorsak, small, mine, line, right.value)


def test_a_claim_that_reports_one_that_is_not_there(rotorsak, small, tmp_path):
    inner = claim("addresses", "action/belysning", "problem/otrygghet")
    outer = NewClaim(inner, "asserts", thing("body/linkoping"), "read", inner.passage, None, inner.activity)
    quads = [quad for quad in outer.quads(MINE) if quad.subject != inner.iri]
    path = written(tmp_path / "hearsay.nq", [*my_quads(), *quads], "nquads")
    other = claim("cooperatesWith", "body/min-kommun", "body/linkoping").iri
    text = path.read_text(encoding="utf-8")
    missing = f"claim/{'0' * 64}"
    reports = f"<{outer.iri.value}> <{RS['reports'].value}> "
    path.write_text(
        text.replace(f"{reports}{inner.iri}", f"{reports}<{thing(missing).value}>"), encoding="utf-8"
    )
    assert other.value in text
    refused(rotorsak, small, path, lines_of(path, missing)[0], "not in the same graph")


def test_a_claim_that_reports_itself(rotorsak, small, tmp_path):
    inner = claim("addresses", "action/belysning", "problem/otrygghet")
    loop = [q for q in my_quads() if q.subject != inner.iri or q.predicate != RS["about"]]
    loop.append(Quad(inner.iri, RS["reports"], inner.iri, MINE))
    path = written(tmp_path / "loop.nq", loop, "nquads")
    refused(rotorsak, small, path, lines_of(path, RS["reports"].value)[0], "reports itself")


def test_graphs_that_are_not_the_users_to_change(rotorsak, small, tmp_path):
    code = Quad(thing("stance/shouts"), RDF["type"], SKOS["Concept"], CODES_GRAPH)
    refused(rotorsak, small, written(tmp_path / "codes.nq", [code], "nquads"), 1, "comes with the program")
    state = Quad(graph("ks-31"), RS["graphHash"], Literal("0" * 64), graph("state"))
    refused(
        rotorsak, small, written(tmp_path / "state.nq", [state], "nquads"), 1, "the store keeps this graph"
    )


def test_one_bad_file_stops_all_of_them(rotorsak, small, mine, tmp_path):
    path = tmp_path / "broken.nq"
    path.write_text("nonsense\n")
    refused(rotorsak, small, path, 1, others=(mine,))


@pytest.mark.parametrize("name", ["none.trig", "table.xlsx"])
def test_a_file_that_is_none(rotorsak, small, tmp_path, name):
    if name == "table.xlsx":
        (tmp_path / name).write_bytes(b"PK\x03\x04")
    refused(rotorsak, small, tmp_path / name, 0)


def test_a_quad_that_is_left_out_is_refused_or_loaded_but_never_a_crash(rotorsak, changeable_small, tmp_path):
    """Whatever one line of a file is missing, the command ends with 0 or 2, and the store answers."""
    quads = sorted(my_quads(), key=str)
    for missing in quads[::4]:
        path = written(tmp_path / "some.trig", [quad for quad in quads if quad != missing])
        ran = rotorsak("load", path, "--store", changeable_small)
        assert ran.code in (0, 2), missing
        assert "Traceback" not in ran.err
        asked = rotorsak(
            "ask", "action-trace", "--param", "action=action/kameror", "--store", changeable_small
        )
        assert asked.code == 0, missing


# --- out and in again


@pytest.mark.parametrize(
    ("form", "extension", "store"),
    [("trig", "trig", "loaded"), ("nquads", "nq", "small"), ("jsonld", "jsonld", "small")],
)
def test_what_is_exported_comes_back_the_same(rotorsak, request, tmp_path, form, extension, store):
    loaded = request.getfixturevalue(store)
    path = tmp_path / f"all.{extension}"
    assert rotorsak("export", "--format", form, "--output", path, "--store", loaded).code == 0
    other = f"oxigraph:{tmp_path / 'other'}"
    ran = rotorsak("load", path, "--store", other)
    assert ran.code == 0, ran.err
    assert held(other) == held(loaded)
    assert rotorsak(*TRACE, "--store", other).out == rotorsak(*TRACE, "--store", loaded).out
    again = rotorsak("export", "--format", form, "--store", other)
    assert again.out.encode() == path.read_bytes()


def test_turtle_holds_the_facts_alone(rotorsak, loaded, tmp_path):
    path = tmp_path / "facts.ttl"
    assert rotorsak("export", "--format", "turtle", "--output", path, "--store", loaded).code == 0
    assert "rs:Claim" not in path.read_text(encoding="utf-8")


def test_exported_facts_may_be_loaded_again_and_change_nothing(rotorsak, changeable_small, tmp_path):
    path = tmp_path / "facts.ttl"
    rotorsak("export", "--format", "turtle", "--output", path, "--store", changeable_small)
    ran = rotorsak("load", path, "--store", changeable_small)
    assert ran.code == 0, ran.err
    assert "Inget ändrades" in ran.out


def test_a_file_that_cannot_be_written(rotorsak, loaded, tmp_path):
    ran = rotorsak("export", "--output", tmp_path / "none" / "all.trig", "--store", loaded)
    assert ran.code == 2
    assert "--output" in ran.err


def test_a_link_is_followed_and_what_is_no_file_is_written_to(rotorsak, small, tmp_path):
    target, link, pipe = tmp_path / "target.nq", tmp_path / "link.nq", tmp_path / "pipe"
    link.symlink_to(target)
    os.mkfifo(pipe)
    reader = os.open(pipe, os.O_RDONLY | os.O_NONBLOCK)
    with ThreadPoolExecutor() as beside:
        read = beside.submit(read_all, reader)
        for output in (link, pipe):
            ran = rotorsak("export", "--format", "nquads", "--output", output, "--store", small)
            assert ran.code == 0, ran.err
    assert link.is_symlink()
    assert pipe.is_fifo()
    assert read.result() == target.read_bytes()


def read_all(reader: int) -> bytes:
    """What a pipe gives until its writer is done."""
    os.set_blocking(reader, True)
    pieces: list[bytes] = []
    while select([reader], [], [], 60)[0]:
        piece = os.read(reader, 1 << 16)
        if pieces and not piece:
            break
        pieces += [piece] if piece else []
    os.close(reader)
    return b"".join(pieces)


# --- the built-in data, upgraded


def replaced(address: str, old: Quad, new: Quad, *, as_built_in: bool) -> None:
    """Change a quad of a built-in graph, and the record of what was built in too if it is to be an older version."""
    from graph.stores.state import hash_of_graph

    name = old.graph_name
    assert isinstance(name, NamedNode)
    with OxigraphStore.open(Path(address.removeprefix("oxigraph:")), write=True) as store:
        store.write(Diff(remove=frozenset({old}), add=frozenset({new})))
        if as_built_in:
            before = [quad for quad in store.quads(BUILTIN_GRAPH) if quad.subject == name]
            recorded = Literal(hash_of_graph(store.quads(name)))
            after = Quad(name, RS["builtinHash"], recorded, BUILTIN_GRAPH)
            store.write(Diff(remove=frozenset(before), add=frozenset({after})))


@pytest.fixture
def paraphrase(loaded) -> Quad:
    """A quad of a built-in document."""
    return min(
        (quad for quad in held(loaded)[graph("ks-31")] if quad.predicate == DCT["description"]), key=str
    )


def test_a_built_in_document_of_an_older_version_is_replaced(rotorsak, changeable, paraphrase):
    before = held(changeable)
    older = Quad(paraphrase.subject, paraphrase.predicate, Literal("Förr.", language="sv"), graph("ks-31"))
    replaced(changeable, paraphrase, older, as_built_in=True)
    ran = rotorsak("load", "--store", changeable)
    assert ran.code == 0
    assert re.search(r"^  ks-31 +\+1 −1$", ran.out, re.MULTILINE)
    assert held(changeable) == before


def test_a_built_in_document_that_the_user_changed_is_left_alone_and_told(rotorsak, changeable, paraphrase):
    theirs = Quad(paraphrase.subject, paraphrase.predicate, Literal("Mitt.", language="sv"), graph("ks-31"))
    replaced(changeable, paraphrase, theirs, as_built_in=False)
    before = held(changeable)
    ran = rotorsak("load", "--store", changeable)
    assert ran.code == 0
    assert "ks-31 lämnades som den är" in ran.out
    assert held(changeable) == before


def test_loading_into_a_new_store_tells_how_much_came(rotorsak, tmp_path):
    ran = rotorsak("load", "--store", f"oxigraph:{tmp_path / 'new'}")
    assert (ran.code, ran.err) == (0, "")
    assert "namngivna grafer" in ran.out
    again = rotorsak("load", "--store", f"oxigraph:{tmp_path / 'new'}")
    assert again.out.startswith("Inget ändrades")
