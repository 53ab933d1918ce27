"""The cells of an answer as text, and its rows as CSV."""

import csv
import re
from collections.abc import Iterable, Iterator
from io import StringIO

from api.words import word
from graph.answers.form import Answer, Column, Ref, Row, Scalar
from ontology.text import Language
from ontology.vocabulary import codes

_STARTS_A_FORMULA = ("=", "+", "-", "@", "\t", "\r")
_UNSEEN = {number: "\ufffd" for number in (*range(32), *range(127, 160)) if chr(number) not in "\n\t"}
_DECIMAL = re.compile(r"-?[0-9]+\.[0-9]+")
_BOM = "\ufeff"


def clean(text: str) -> str:
    """The text with everything that a terminal would take for a command made visible."""
    return text.translate(_UNSEEN)


def _with_comma(text: str, language: Language) -> str:
    return text.replace(".", ",") if language == "sv" and _DECIMAL.fullmatch(text) else text


def cell_text(row: Row, column: Column, language: Language, *, with_id: bool = False) -> str:
    """A row's cell as people read it; several values are set apart by what the column has for that."""
    cell = row.values.get(column.key)
    values = cell if isinstance(cell, tuple) else (cell,)
    texts = (_scalar(value, language, with_id) for value in values)
    return column.separator.join(text if with_id else _with_comma(text, language) for text in texts)


def value_text(value: Scalar, language: Language) -> str:
    """One value as people read it."""
    return _with_comma(_scalar(value, language, False), language)


def verdict_text(row: Row, language: Language) -> str:
    """The verdict of a row, and whether it is firm or on what it depends; empty if there is none."""
    if row.verdict is None:
        return ""
    if row.firm is None:
        return verdict_label(row.verdict, language)
    rests = word("firm", language)
    if not row.firm:
        rests = f"{word('depends', language)}: {'; '.join(row.depends_on)}"
    return f"{verdict_label(row.verdict, language)} – {rests}"


def verdict_label(verdict: str, language: Language) -> str:
    """The label of the code list `role` for a verdict, or the verdict as it stands."""
    label = codes().get(f"role/{verdict}")
    return label.in_language(language) if label else verdict


def answer_csv(answer: Answer, *, excel: bool) -> bytes:
    """The rows of an answer as CSV in UTF-8.

    For Swedish Excel: a byte order mark, semicolons, headings and codes in words, decimals with the comma of the
    answer's language, and no cell that Excel would compute.
    """
    heads = [(column.label if excel else column.key) for column in answer.columns]
    keys = ("state", "verdict", "firm", "depends_on", "sources")
    heads += [word(f"csv.{key}", answer.language) if excel else key for key in keys]
    rows = (_cells(row, answer, worded=excel) for row in answer.rows)
    return table_csv(heads, rows, answer.language, excel=excel)


def table_csv(
    heads: Iterable[str], rows: Iterable[Iterable[str]], language: Language, *, excel: bool
) -> bytes:
    """A table as CSV in UTF-8, for Swedish Excel if so wanted (see `answer_csv`)."""
    text = StringIO()
    writer = csv.writer(text, delimiter=";" if excel else ",", lineterminator="\r\n")
    writer.writerow(heads)
    for row in rows:
        writer.writerow([_for_excel(cell, language) for cell in row] if excel else list(row))
    return ((_BOM if excel else "") + text.getvalue()).encode()


def _cells(row: Row, answer: Answer, *, worded: bool) -> Iterator[str]:
    """The cells of a row, the codes of its state and verdict in words if wanted."""
    language = answer.language
    for column in answer.columns:
        value = row.values.get(column.key)
        plain = isinstance(value, int) and not isinstance(value, bool)
        yield str(value) if plain else cell_text(row, column, language, with_id=True)
    verdict = row.verdict or ""
    yield word(f"state.{row.state}", language) if worded else row.state
    yield verdict_label(verdict, language) if worded else verdict
    yield "" if row.firm is None else _scalar(row.firm, language, False)
    yield "; ".join(row.depends_on)
    yield "; ".join(_sources(row, answer))


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


def _scalar(value: Scalar, language: Language, with_id: bool) -> str:
    if value is None:
        return ""
    if isinstance(value, Ref):
        return f"{value.label} ({value.id})" if with_id and value.label != value.id else value.label
    if isinstance(value, bool):
        return word("yes" if value else "no", language)
    if isinstance(value, int):
        return f"{value:,}".replace(",", "\u00a0" if language == "sv" else ",")
    return value


def _for_excel(cell: str, language: Language) -> str:
    cell = _with_comma(cell, language)
    is_number = cell.removeprefix("-").isdecimal()
    return f"'{cell}" if cell.startswith(_STARTS_A_FORMULA) and not is_number else cell
