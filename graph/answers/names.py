"""Finding things by their ids, names and words: a side index that is rebuilt from the store whenever it lags.

Words are compared by lemma, computed here, so that every store finds the same.
"""

import os
import sqlite3
import tempfile
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path

from pyoxigraph import Literal, NamedNode

from graph.stores.interface import NamedQuery, Store
from graph.stores.lemmas import WORD, fold, lemma, lemmas
from ontology import iris
from ontology.errors import NotKnown, Unclear
from ontology.namespaces import DCT, SKOS
from ontology.text import Language, Text
from ontology.vocabulary import vocabulary

TEXTS = NamedQuery("names")
NAMES_FILE = "names.sqlite"
"""What the index is called where it is kept beside a store."""

_SCHEMA = """
CREATE TABLE stamp (graph TEXT NOT NULL, made_by INTEGER NOT NULL);
CREATE TABLE thing (id TEXT PRIMARY KEY, kind TEXT NOT NULL, sv TEXT NOT NULL, en TEXT NOT NULL);
CREATE TABLE name (folded TEXT NOT NULL, id TEXT NOT NULL);
CREATE INDEX name_folded ON name (folded);
CREATE VIRTUAL TABLE words USING fts5 (id UNINDEXED, kind UNINDEXED, lemmas, tokenize = 'unicode61');
"""
_MADE_BY = 1
_CANDIDATES = 12


@dataclass(frozen=True, slots=True)
class Hit:
    """A thing that a search found, by its id, its kind and its name in both languages."""

    thing: NamedNode
    kind: str
    label: Text


class Names:
    """The index of one state of the store."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    @classmethod
    def of(cls, store: Store, file: Path | None = None, sure: Callable[[], bool] = lambda: True) -> "Names":
        """The index of what the store holds now: from `file` if it is up to date, else made anew.

        It is then kept there if it is `sure` that nobody wrote to the store meanwhile.
        """
        stamp = store.graph_hash()
        if file is not None:
            kept = _open(file, stamp)
            if kept is not None:
                return cls(kept)
        connection = _build(store, stamp)
        if file is not None and sure():
            _keep(connection, file)
        return cls(connection)

    def close(self) -> None:
        """Let go of the index."""
        self._connection.close()

    def resolve(self, text: str, kinds: Sequence[str], language: Language) -> NamedNode:
        """The one thing of these kinds (of any, if none is given) with this IRI, short id or name.

        Raises Unclear with the candidates when several fit, NotKnown with the nearest when none does.
        """
        wanted = text.strip()
        id_ = wanted.removeprefix(iris.ID_BASE)
        by_id = self._things("SELECT id FROM thing WHERE id = ?", (id_,))
        if by_id:
            return self._of_kind(by_id[0], kinds, language)
        if iris.is_short_id(id_):
            raise self._unknown(wanted, kinds, by_id=True)
        bearers = self._things("SELECT DISTINCT id FROM name WHERE folded = ?", (fold(wanted),))
        named = self._among(bearers, kinds)
        if bearers and not named:
            return self._of_kind(bearers[0], kinds, language)
        found = named or [hit for hit in self.search(wanted, kinds, _CANDIDATES + 1) if hit.kind != "passage"]
        if not found:
            raise self._unknown(wanted, kinds, by_id=False)
        if len(found) > 1:
            raise _unclear(wanted, found, language)
        return found[0].thing

    def search(self, text: str, kinds: Sequence[str], limit: int) -> list[Hit]:
        """The things and passages with all the words of `text`, or with words that begin so; the best first."""
        words = [fold(word) for word in WORD.findall(text)]
        if not words:
            return []
        query = " AND ".join(f'("{word}"* OR "{lemma(word)}"*)' for word in words)
        marks = ",".join("?" * len(kinds))
        where = f" AND kind IN ({marks})" if kinds else ""
        rows = self._connection.execute(
            f"SELECT id FROM words WHERE words MATCH ?{where} ORDER BY bm25(words), id LIMIT ?",
            (f"lemmas : ({query})", *kinds, limit),
        )
        return [hit for (id_,) in rows.fetchall() for hit in self._things("SELECT ? AS id", (id_,))]

    def of_kinds(self, kinds: Sequence[str], limit: int) -> list[Hit]:
        """The things of these kinds, in order of their ids, at most so many."""
        marks = ",".join("?" * len(kinds))
        listed = f"SELECT id FROM thing WHERE kind IN ({marks}) ORDER BY id LIMIT ?"
        return self._things(listed, (*kinds, limit))

    def known(self, short_ids: Sequence[str]) -> list[Hit]:
        """Those of the things with these short ids that there are, in order of their ids."""
        return self._things(",".join("?" * len(short_ids)), tuple(short_ids))

    def _things(self, ids: str, arguments: tuple[object, ...]) -> list[Hit]:
        rows = self._connection.execute(
            f"SELECT id, kind, sv, en FROM thing WHERE id IN ({ids}) ORDER BY id", arguments
        )
        return [Hit(iris.thing(id_), kind, Text(sv=sv, en=en)) for id_, kind, sv, en in rows]

    def _among(self, hits: Iterable[Hit], kinds: Sequence[str]) -> list[Hit]:
        return [hit for hit in hits if not kinds or hit.kind in kinds]

    def _of_kind(self, hit: Hit, kinds: Sequence[str], language: Language) -> NamedNode:
        if kinds and hit.kind not in kinds:
            raise NotKnown(
                Text(
                    sv=f"{iris.short_id(hit.thing)} är av slaget {_kind(hit.kind, 'sv')}; "
                    f"här behövs {' eller '.join(_kind(kind, 'sv') for kind in kinds)}.",
                    en=f"{iris.short_id(hit.thing)} is of the kind {_kind(hit.kind, 'en')}; "
                    f"{' or '.join(_kind(kind, 'en') for kind in kinds)} is needed here.",
                )
            )
        return hit.thing

    def _unknown(self, text: str, kinds: Sequence[str], *, by_id: bool) -> NotKnown:
        marks = ",".join("?" * len(kinds))
        where = f" WHERE kind IN ({marks})" if kinds else " WHERE kind <> 'passage'"
        column = "id" if by_id else "folded"
        table = "thing" if by_id else "name JOIN thing USING (id)"
        rows = self._connection.execute(f"SELECT {column}, id FROM {table}{where}", tuple(kinds))
        ids: dict[str, list[str]] = defaultdict(list)
        for name, id_ in rows:
            ids[name].append(id_)
        close = get_close_matches(text if by_id else fold(text), ids, n=3, cutoff=0.5)
        nearest = tuple(dict.fromkeys(id_ for name in close for id_ in ids[name]))[:5]
        hint_sv = (
            f" Närmast: {', '.join(nearest)}." if nearest else " Sök på ord i namnet, med frågan search."
        )
        hint_en = (
            f" Nearest: {', '.join(nearest)}."
            if nearest
            else " Search for words of its name, with the question search."
        )
        return NotKnown(
            Text(
                sv=f"Ingenting heter '{text}' här.{hint_sv}", en=f"Nothing is called '{text}' here.{hint_en}"
            ),
            nearest,
        )


def _kind(kind: str, language: Language) -> str:
    """A kind of thing in words; the name itself for what is no kind of the vocabulary (a code)."""
    class_ = vocabulary().kinds.get(kind)
    return vocabulary().label(class_, language) if class_ else kind


def _unclear(text: str, found: list[Hit], language: Language) -> Unclear:
    shown = [f"{iris.short_id(hit.thing)} ({hit.label.in_language(language)})" for hit in found[:_CANDIDATES]]
    more = " …" if len(found) > _CANDIDATES else ""
    listed = "".join(f"\n  {one}" for one in shown) + more
    return Unclear(
        Text(
            sv=f"'{text}' kan vara flera saker. Ange en av dem med sitt id:{listed}",
            en=f"'{text}' may be several things. Give one of them by its id:{listed}",
        ),
        tuple(iris.short_id(hit.thing) or "" for hit in found),
    )


def _open(file: Path, stamp: str) -> sqlite3.Connection | None:
    if not file.is_file():
        return None
    connection = sqlite3.connect(f"{file.resolve().as_uri()}?mode=ro", uri=True, check_same_thread=False)
    try:
        if connection.execute("SELECT graph, made_by FROM stamp").fetchall() == [(stamp, _MADE_BY)]:
            return connection
    except sqlite3.DatabaseError:
        pass
    connection.close()
    return None


def _keep(connection: sqlite3.Connection, file: Path) -> None:
    """Copy the index to its file, whole or not at all. Where there is no room or right to write, nothing is kept."""
    try:
        handle, temporary = tempfile.mkstemp(dir=file.parent, prefix=file.name)
    except OSError:
        return
    os.close(handle)
    try:
        with closing(sqlite3.connect(temporary)) as copy:
            connection.backup(copy)
        os.replace(temporary, file)
    except (OSError, sqlite3.Error):
        Path(temporary).unlink(missing_ok=True)


def _build(store: Store, stamp: str) -> sqlite3.Connection:
    connection = sqlite3.connect(":memory:", check_same_thread=False)
    connection.executescript(_SCHEMA)
    connection.execute("INSERT INTO stamp VALUES (?, ?)", (stamp, _MADE_BY))
    described = _described(store)
    for thing, texts in described.items():
        id_ = iris.short_id(thing)
        if id_ is not None:
            _insert(connection, id_, texts)
    connection.commit()
    return connection


_Texts = dict[NamedNode, list[Literal]]


def _described(store: Store) -> dict[NamedNode, _Texts]:
    """The names, definitions and paraphrases of everything that has any. One round trip.

    In an order of their own, so that every store gives the same index.
    """
    described: dict[NamedNode, _Texts] = defaultdict(lambda: defaultdict(list))
    for thing, predicate, text in sorted(_read_texts(store), key=lambda found: tuple(map(str, found))):
        described[thing][predicate].append(text)
    return described


def _read_texts(store: Store) -> Iterator[tuple[NamedNode, NamedNode, Literal]]:
    for row in store.select(TEXTS):
        thing, predicate, text = row["thing"], row["predicate"], row["text"]
        if isinstance(thing, NamedNode) and isinstance(predicate, NamedNode) and isinstance(text, Literal):
            yield thing, predicate, text


def _insert(connection: sqlite3.Connection, id_: str, texts: _Texts) -> None:
    kind = id_.partition("/")[0]
    labels = texts[SKOS["prefLabel"]] or texts[DCT["description"]]
    by_language = {label.language: label.value for label in labels}
    sv = by_language.get("sv") or by_language.get("en") or id_
    en = by_language.get("en") or sv
    connection.execute("INSERT OR IGNORE INTO thing VALUES (?, ?, ?, ?)", (id_, kind, sv, en))
    names = {fold(name.value) for name in (*texts[SKOS["prefLabel"]], *texts[SKOS["altLabel"]])}
    connection.executemany("INSERT INTO name VALUES (?, ?)", [(name, id_) for name in sorted(names)])
    said = " ".join(text.value for values in texts.values() for text in values)
    connection.execute("INSERT INTO words VALUES (?, ?, ?)", (id_, kind, lemmas(said)))
