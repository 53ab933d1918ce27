"""Named queries, in pairs: files `graph/queries/NAME.rq` and `NAME.cypher` give the same rows, each in its language.

A SPARQL query names its graphs itself (`GRAPH <…/graph/facts> { … }`), for the default graph of every store is empty.
Its parameters are lists of terms, in blocks that are valid SPARQL as they stand and mean "any":

    VALUES ?subject { UNDEF }

The binding `subject=[…]` puts terms in the place of UNDEF; without that binding the block goes.

The Cypher query has the same parameters, as `$subject`: a list of texts (see `neo4j.rows`). One that may be left out is
tested by `$subject IS NULL`; the others may not, since "any" would be all that there is. Its text is the same whatever
is bound, and the lists are given in one map, `$given`: the server plans a query once for each text, and for each type
and rough length of its parameters, but does not look into maps. Only labels cannot be parameters in Cypher: `{class}`
stands for those of the classes that the parameter `class` gives. A file that begins with `// The same as
OTHER.cypher` says no more.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from pyoxigraph import Literal, NamedNode

from graph.stores.literals import Term
from graph.stores.neo4j.rows import any_label, parameter

Bindings = Mapping[str, Sequence[Term]]
CypherParameters = dict[str, dict[str, list[str]]]

_ESCAPE = re.compile(r"\\(?:\\([uU])|.)")
_BLOCK = re.compile(r"\bVALUES\s+\?(\w+)\s*\{\s*UNDEF\s*\}")
_LIST = re.compile(r"\$(\w+)")
_CLASS = "{class}"
_SAME = re.compile(r"// The same as (\w+\.cypher)\b")


@dataclass(frozen=True, slots=True)
class NamedQuery:
    """A query by its name: its two texts are in the package, or given here (as tests do)."""

    name: str
    text: str | None = None
    cypher_text: str | None = None

    def parameters(self) -> frozenset[str]:
        """The names of the lists that can be bound. Raises ValueError for a name without a file."""
        return frozenset(_BLOCK.findall(self._sparql()))

    def sparql(self, bindings: Bindings) -> str | None:
        """The SPARQL to ask with these lists, or None when an empty list leaves nothing to ask.

        Raises ValueError for a binding that the query has no block for, and for a name without a file.
        """
        if self._leaves_nothing(bindings):
            return None
        return _BLOCK.sub(lambda block: _values(block[1], bindings.get(block[1])), self._sparql())

    def cypher(self, bindings: Bindings) -> tuple[str, CypherParameters] | None:
        """The Cypher to ask with these lists and its parameters, or None when an empty list leaves nothing to ask.

        Raises ValueError for a binding that the query does not have, for one that it cannot do without, and for a query
        that has no Cypher.
        """
        text = self._cypher()
        if self._leaves_nothing(bindings):
            return None
        given = {name: list(map(parameter, bindings[name])) for name in bindings}
        self._require(text, given)
        asked = _LIST.sub(r"$given.\1", text).replace(_CLASS, any_label(bindings.get("class", ())))
        return asked, {"given": given}

    def _leaves_nothing(self, bindings: Bindings) -> bool:
        unknown = bindings.keys() - self.parameters()
        if unknown:
            raise ValueError(f"query {self.name!r} has no parameter {', '.join(sorted(unknown))}")
        return not all(bindings.values())

    def _require(self, text: str, given: Iterable[str]) -> None:
        used = {*_LIST.findall(text), *(["class"] if _CLASS in text else [])}
        needed = {name for name in used if f"${name} IS NULL" not in text} - set(given)
        if needed:
            raise ValueError(f"query {self.name!r} needs its parameter {', '.join(sorted(needed))}")

    def _sparql(self) -> str:
        return _packaged(f"{self.name}.rq") if self.text is None else self.text

    def _cypher(self) -> str:
        if self.cypher_text is None and self.text is None:
            text = _packaged(f"{self.name}.cypher")
            same = _SAME.match(text)
            return _packaged(same[1]) if same else text
        if self.cypher_text is None:
            raise ValueError(f"query {self.name!r} has no Cypher")
        return self.cypher_text


@cache
def _packaged(name: str) -> str:
    file = files("graph") / "queries" / name
    if not file.is_file():
        raise ValueError(f"there is no query {name!r}")
    return file.read_text(encoding="utf-8")


def _values(variable: str, terms: Sequence[Term] | None) -> str:
    if terms is None:
        return ""
    return f"VALUES ?{variable} {{ {' '.join(map(sparql_term, terms))} }}"


def sparql_term(term: Term) -> str:
    r"""The term as SPARQL text that no reader can take for anything else. Raises ValueError for other terms.

    SPARQL 1.1 lets an engine read `\uXXXX` before it reads strings, so that the text `\\u0022` (a backslash and
    u0022) could end a string; the `u` after a backslash is therefore written as an escape itself.
    """
    if isinstance(term, NamedNode):
        return str(term)
    if isinstance(term, Literal):
        return _ESCAPE.sub(_with_late_u, str(term))
    raise ValueError(f"not a term that can be asked for: {term!r}")


def _with_late_u(escape: re.Match[str]) -> str:
    return rf"\\\u{ord(escape[1]):04X}" if escape[1] else escape[0]
