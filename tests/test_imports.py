"""Imports run one way: api → ingest → graph → ontology."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
LAYERS = ("ontology", "graph", "ingest", "api")
MODULES = sorted(path.relative_to(ROOT) for layer in LAYERS for path in (ROOT / layer).rglob("*.py"))


def imported(source: str) -> Iterator[str]:
    """The first names of everything that a module imports."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            yield from (alias.name.partition(".")[0] for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield "." if node.level else (node.module or "").partition(".")[0]


def above(layer: str) -> set[str]:
    return set(LAYERS[LAYERS.index(layer) + 1 :]) | {"tests", "."}


@pytest.mark.parametrize("module", MODULES, ids=str)
def test_a_module_imports_nothing_above_it(module: Path) -> None:
    found = set(imported((ROOT / module).read_text(encoding="utf-8")))
    assert not found & above(module.parts[0])


def test_an_import_upwards_would_be_seen() -> None:
    assert set(imported("def late():\n    from ingest.builtin import load_builtin")) & above("graph")
    assert set(imported("import api.cli.commands")) & above("ingest")
    assert set(imported("from . import names")) & above("graph")
