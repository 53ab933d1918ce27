"""The cells of an answer as text, and its rows as CSV."""

import csv
import re
from collections.abc import Iterable, Iterator
from decimal import Decimal
from io import StringIO

from api.words import word
from graph.answers.form import Answer, Column, Ref, Row, Scalar
from graph.answers.wording import decimals, thousands
from ontology.text import Language

_STARTS_A_FORMULA = ("=", "+", "-", "@", "\t", "\r")
_UNSEEN = {number: "\ufffd" for number in (*range(32), *range(127, 160)) if chr(number) not in "\n\t"}
_NUMBER = re.compile(r"-?[0-9]+([.,][0-9]+)?")
_BOM = "\ufeff"


def clean(text: str) -> str:
    """The text with everything that a terminal would take for a command made visible."""
    return text.translate(_UNSEEN)


def cell_text(row: Row, column: Column, language: Language) -> str:
    """A row's cell as people read it; several values are set apart by what the column has for that."""
    return column.separator.join(value_text(value, language) for value in _values(row, column))


def value_text(value: Scalar, language: Language) -> str:
    """One value as people read it."""
    match value:
        case None:
            return ""
        case Ref():
            return value.label
        case bool():
            return word("yes" if value else "no", language)
        case int():
            return thousands(value, language)
        case Decimal():
            return decimals(value, language)
    return value


def verdict_text(row: Row, language: Language) -> str:
    """The verdict of a row, and whether it is firm or on what it depends; empty if there is none."""
    if row.verdict is None:
        return ""
    verdict = row.verdict_label or row.verdict
    if row.firm is None:
        return verdict
    rests = word("firm", language)
    if not row.firm:
        rests = f"{word('depends', language)}: {'; '.join(row.depends_on)}"
    return f"{verdict} – {rests}"


def answer_csv(answer: Answer, *, excel: bool) -> bytes:
    """The rows of an answer as CSV in UTF-8.

    For Swedish Excel: a byte order mark, semicolons, headings and codes in words, decimals with the comma of the
    answer's language, and no cell that Excel would compute.
    """
    heads = [(column.label if excel else column.key) for column in answer.columns]
    keys = ("state", "verdict", "firm", "depends_on", "sources")
    heads += [word(f"csv.{key}", answer.language) if excel else key for key in keys]
    rows = (_cells(row, answer, excel=excel) for row in answer.rows)
    return table_csv(heads, rows, excel=excel)


def table_csv(heads: Iterable[str], rows: Iterable[Iterable[str]], *, excel: bool) -> bytes:
    """A table as CSV in UTF-8, for Swedish Excel if so wanted (see `answer_csv`)."""
    text = StringIO()
    writer = csv.writer(text, delimiter=";" if excel else ",", lineterminator="\r\n")
    writer.writerow(heads)
    for row in rows:
        writer.writerow([_not_computed(cell) for cell in row] if excel else list(row))
    return ((_BOM if excel else "") + text.getvalue()).encode()


def _cells(row: Row, answer: Answer, *, excel: bool) -> Iterator[str]:
    """The cells of a row; for Excel the codes of its state and verdict in words."""
    language = answer.language
    for column in answer.columns:
        yield column.separator.join(_exact(value, language, excel=excel) for value in _values(row, column))
    verdict = row.verdict or ""
    yield word(f"state.{row.state}", language) if excel else row.state
    yield (row.verdict_label if excel else None) or verdict
    yield value_text(row.firm, language)
    yield "; ".join(row.depends_on)
    yield "; ".join(_sources(row, answer))


def _values(row: Row, column: Column) -> tuple[Scalar, ...]:
    cell = row.values.get(column.key)
    return cell if isinstance(cell, tuple) else (cell,)


def _exact(value: Scalar, language: Language, *, excel: bool) -> str:
    """One value as a program takes it: a thing with its id, a number without anything between its thousands."""
    match value:
        case Ref() if value.label != value.id:
            return f"{value.label} ({value.id})"
        case bool():
            return value_text(value, language)
        case int():
            return str(value)
        case Decimal() if not excel:
            return f"{value:f}"
    return value_text(value, language)


def _sources(row: Row, answer: Answer) -> list[str]:
    """The documents behind a row, each with the places in it."""
    sources: dict[str, None] = {}
    for step in row.because:
        for claim in step.evidence:
            evidence = answer.evidence[claim]
            place = evidence.locator
            span = "" if place.start is None else f" {place.start}-{place.end}"
            sources[f"{evidence.document.id}{span}"] = None
    return sorted(sources)


def _not_computed(cell: str) -> str:
    """A cell that Excel takes as it stands."""
    return f"'{cell}" if cell.startswith(_STARTS_A_FORMULA) and not _NUMBER.fullmatch(cell) else cell
