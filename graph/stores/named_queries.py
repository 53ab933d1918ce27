"""Named queries: files `graph/queries/NAME.rq`, with lists of terms as their parameters.

A query names its graphs itself (`GRAPH <…/graph/facts> { … }`), for the default graph of every store is empty.
Its parameters are blocks that are valid SPARQL as they stand and mean "any":

    VALUES ?subject { UNDEF }

The binding `subject=[…]` puts terms in the place of UNDEF; without that binding the block goes.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from pyoxigraph import Literal, NamedNode

from graph.stores.literals import Term

Bindings = Mapping[str, Sequence[Term]]

_ESCAPE = re.compile(r"\\(?:\\([uU])|.)")
_BLOCK = re.compile(r"\bVALUES\s+\?(\w+)\s*\{\s*UNDEF\s*\}")


@dataclass(frozen=True, slots=True)
class NamedQuery:
    """A query by its name: its text is in the package, or given here (as tests do)."""

    name: str
    text: str | None = None

    def parameters(self) -> frozenset[str]:
        """The names of the lists that can be bound. Raises ValueError for a name without a file."""
        return frozenset(_BLOCK.findall(self._text()))

    def sparql(self, bindings: Bindings) -> str | None:
        """The SPARQL to ask with these lists, or None when an empty list leaves nothing to ask.

        Raises ValueError for a binding that the query has no block for, and for a name without a file.
        """
        unknown = bindings.keys() - self.parameters()
        if unknown:
            raise ValueError(f"query {self.name!r} has no parameter {', '.join(sorted(unknown))}")
        if not all(bindings.values()):
            return None
        return _BLOCK.sub(lambda block: _values(block[1], bindings.get(block[1])), self._text())

    def _text(self) -> str:
        return _packaged(self.name) if self.text is None else self.text


@cache
def _packaged(name: str) -> str:
    file = files("graph") / "queries" / f"{name}.rq"
    if not file.is_file():
        raise ValueError(f"no query is called {name!r}")
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
