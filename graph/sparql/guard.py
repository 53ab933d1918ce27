"""What a query may not do, and what it says of its dataset, by the judgement of the engine's own parser.

The engine shows nobody what it has parsed. But a text in which a word has been replaced by nonsense still parses where
the word stands in a string, a comment, an IRI or a name, and does not where it is a keyword. So the text goes to the
parser with the word replaced, never as it stands: the engine calls other services already when it is given a query
that says so. The parser takes a keyword wherever it can, also run together with what surrounds it (`SERVICEx:y`), so
the word is looked for everywhere, and not only where it stands alone.
"""

import re
import sys

import pyoxigraph

from graph.sparql.errors import CallsOut, MalformedQuery, ReadOnly
from ontology.text import Text

_NONSENSE = {"service": "szxjwkq", "from": "fzxj", "graph": "gzxjw"}
"""No keyword begins so. The first letter stays: an F may be the end of an escape, `%4F` or `\\u004F`."""

_GAP = r"(?:\s++|#[^\r\n]*+)*+"
_CALL = re.compile(rf"(?<![\w?$:@-])service(?:{_GAP}silent)?", re.IGNORECASE | re.ASCII)
_PROLOGUE = re.compile(rf"{_GAP}(?:(?:base|prefix\s+[^\s:]*:)\s*<[^<>\s]*>{_GAP})*+", re.IGNORECASE)
_UPDATE = re.compile(r"(?:insert|delete|load|clear|drop|create|add|move|copy|with)\b", re.IGNORECASE)
_WHERE_IT_STOPS = re.compile(r"error at (\d+):(\d+): (.*)", re.DOTALL)
_ESCAPE = re.compile(r"\\u([0-9A-Fa-f]{4})|\\U([0-9A-Fa-f]{8})")
_SURROGATES = (0xD800, 0xDFFF)
_TOLD = 200  # characters of what the parser had expected


def refuse_calls(query: str) -> None:
    """Raise CallsOut for a query with SERVICE in it, and MalformedQuery where there is no telling from a misspelling.

    A text without the word passes, whatever it is.
    """
    if not _has("service", query) or _parses(_hidden("service", query)):
        return
    parse(_hidden("service", _CALL.sub(_as_graph, query)))
    raise CallsOut(
        Text(
            sv="SERVICE görs inte här: tjänsten anropar ingen annan. Hämta det andra från sin egen adress.",
            en="SERVICE is not done here: this service calls no other. Fetch the rest from its own address.",
        )
    )


def refuse_disguised_calls(query: str) -> None:
    r"""Raise as `refuse_calls` does for what other engines see, that read `\u0053` as S before all else.

    SPARQL 1.1 lets them; ours reads it in strings and IRIs alone, where it can no longer end them.
    """
    plain = _ESCAPE.sub(_character, query)
    if plain != query:
        refuse_calls(plain)


def names_dataset(query: str) -> bool:
    """Whether the query has FROM or FROM NAMED. Of a query that does not parse, the answer means nothing."""
    return _has("from", query) and not _parses(_hidden("from", query))


def looks_into_graphs(query: str) -> bool:
    """Whether the query has GRAPH. Of a query that does not parse, the answer means nothing."""
    return _has("graph", query) and not _parses(_hidden("graph", query))


def parse(query: str) -> None:
    """Raise MalformedQuery if this is not SPARQL 1.1, and ReadOnly if it is an update. It must not hold SERVICE."""
    try:
        pyoxigraph.Store().query(query)
    except SyntaxError as error:
        raise fault(query, error) from None
    except RuntimeError:
        return


def fault(query: str, error: SyntaxError) -> MalformedQuery | ReadOnly:
    """Why the engine does not take the text as a query."""
    begun = _PROLOGUE.match(query)
    if begun is not None and _UPDATE.match(query, begun.end()):
        return read_only()
    stopped = _WHERE_IT_STOPS.fullmatch(str(error))
    if stopped is None:
        return MalformedQuery(Text(sv=f"Inte SPARQL 1.1: {error}.", en=f"Not SPARQL 1.1: {error}."))
    line, column, expected = stopped.groups()
    told = " ".join(expected.split())
    told = told if len(told) <= _TOLD else told[:_TOLD] + " …"
    return MalformedQuery(
        Text(
            sv=f"Frågan kan inte läsas vid rad {line}, tecken {column}, eller strax före. Läsaren säger: {told}",
            en=f"The query cannot be read at line {line}, character {column}, or just before. The parser says: {told}",
        )
    )


def read_only() -> ReadOnly:
    """The refusal of an update."""
    return ReadOnly(
        Text(
            sv="Här läser man bara. Ändra grafen med `rotorsak load` där tjänsten körs; läs den med SELECT, ASK, "
            "CONSTRUCT eller DESCRIBE.",
            en="This is for reading only. Change the graph with `rotorsak load` where the service runs; read it with "
            "SELECT, ASK, CONSTRUCT or DESCRIBE.",
        )
    )


def _has(word: str, query: str) -> bool:
    return re.search(word, query, re.IGNORECASE) is not None


def _parses(query: str) -> bool:
    try:
        parse(query)
    except (MalformedQuery, ReadOnly):
        return False
    return True


def _hidden(word: str, query: str) -> str:
    """The query with nonsense for the word, letter by letter in the same case, so that names stay apart."""
    return re.sub(word, lambda found: _in_case(_NONSENSE[word], found[0]), query, flags=re.IGNORECASE)


def _in_case(nonsense: str, word: str) -> str:
    pairs = zip(nonsense, word, strict=True)
    return "".join(letter.upper() if like.isupper() else letter for letter, like in pairs)


def _character(escape: re.Match[str]) -> str:
    """The character that is meant, or the escape itself where it means none."""
    code = int(escape[1] or escape[2], 16)
    is_character = code <= sys.maxunicode and not _SURROGATES[0] <= code <= _SURROGATES[1]
    return chr(code) if is_character else escape[0]


def _as_graph(call: re.Match[str]) -> str:
    """GRAPH, which has the same grammar, in the place of SERVICE; what follows stays on its line and column."""
    return "GRAPH" + re.sub(r"[^\r\n]", " ", call[0][len("GRAPH") :])
