"""Answers for people, as text of a given width: rows with the steps behind them, then the evidence, numbered."""

from collections.abc import Callable, Iterable, Sequence
from io import StringIO

from rich.console import Console
from rich.padding import Padding
from rich.table import Table
from rich.text import Text as Line

from api.again import command
from api.cells import cell_text, clean, verdict_text
from api.evidence import Numbered, chain_text, source_text
from api.words import word
from graph.answers.form import Answer, Column, Evidence, Ref, Row
from ontology.text import Language

_NARROWEST_COLUMN = 12
_GAP = 2
_MOST_LINES = 3


def render(answer: Answer, width: int, *, colour: bool, brief: bool = False) -> str:
    """The answer as text, no line wider than `width` but the command that asks again.

    With colours only if wanted; a brief one leaves out the reasons and the evidence.
    """
    console = Console(
        file=StringIO(),
        width=max(width, 20),
        force_terminal=colour,
        no_color=not colour,
        color_system="standard" if colour else None,
        highlight=False,
        emoji=False,
        markup=False,
    )
    with console.capture() as captured:
        _Rendering(answer, console, brief=brief).write()
    return "".join(line.rstrip() + "\n" for line in captured.get().splitlines())


class _Rendering:
    def __init__(self, answer: Answer, console: Console, *, brief: bool) -> None:
        self.answer = answer
        self.brief = brief
        self.language: Language = answer.language
        self.console = console
        self.numbered = Numbered(answer)

    def write(self) -> None:
        self._head()
        self._rows()
        self._evidence()
        self._refs("not-held", self.answer.not_held)
        self._foot()

    def _word(self, name: str, **values: object) -> str:
        return word(name, self.language, **values)

    def _line(self, text: str, style: str = "", indent: int = 0) -> None:
        self.console.print(Padding(Line(clean(text), style=style, overflow="fold"), (0, 0, 0, indent)))

    def _item(self, mark: str, text: str, *, indent: int = 0) -> None:
        """A text whose lines all begin to the right of its mark."""
        table = Table(box=None, show_header=False, pad_edge=False, padding=0)
        table.add_column(width=len(mark) + 1)
        table.add_column(overflow="fold")
        table.add_row(Line(mark), Line(clean(text)))
        self.console.print(Padding(table, (0, 0, 0, indent)))

    def _head(self) -> None:
        answer = self.answer
        self._line(answer.title, "bold")
        asked = [f"{name}={value}" for name, value in sorted(answer.parameters.items())]
        view = f"{self._word('view')}: {' + '.join(answer.view)}"
        self._line(" · ".join([self._word(answer.state), view, *asked]), "dim")
        self._line("")
        self._line(answer.summary)
        if answer.state == "unknown":
            self._refs("settled", answer.settled_by)
        if not answer.complete:
            self._line("")
            self._line(f"{self._word('cut')}: {answer.limit or ''}", "yellow")

    def _refs(self, heading: str, refs: Sequence[Ref]) -> None:
        if refs:
            self._line("")
            self._line(f"{self._word(heading)}:", "bold")
            for ref in refs:
                self._item("–", f"{ref.label} ({ref.id})", indent=2)

    def _rows(self) -> None:
        self._line("")
        if not self.answer.rows:
            self._line(self._word("rows.none"))
            return
        columns = [(column.label, _shown(column, self.language)) for column in self.answer.columns]
        if self.answer.asks is not None:
            columns.append((self.answer.asks, lambda row: self._word(f"state.{row.state}")))
        columns = [column for column in columns if any(column[1](row) for row in self.answer.rows)]
        widths = _widths(
            [[label, *map(text, self.answer.rows)] for label, text in columns], self.console.width
        )
        if widths:
            self._table(columns, widths)
        else:
            self._records(columns)

    def _table(self, columns: Sequence[tuple[str, Callable[[Row], str]]], widths: Sequence[int]) -> None:
        self._cells([label for label, _ in columns], widths, "bold")
        self._line("─" * min(sum(widths) + _GAP * (len(widths) - 1), self.console.width), "dim")
        for number, row in enumerate(self.answer.rows):
            if number and not self.brief and (row.because or self.answer.rows[number - 1].because):
                self._line("")
            self._cells([text(row) for _, text in columns], widths)
            self._because(row)

    def _cells(self, cells: Iterable[str], widths: Sequence[int], style: str = "") -> None:
        table = Table(box=None, show_header=False, pad_edge=False, padding=(0, _GAP, 0, 0))
        for width in widths:
            table.add_column(width=width, overflow="fold")
        table.add_row(*(Line(clean(cell), style=style) for cell in cells))
        self.console.print(table)

    def _records(self, columns: Sequence[tuple[str, Callable[[Row], str]]]) -> None:
        """Each row as lines of heading and value, for what is too wide for a table."""
        headings = min(max(Line(clean(label)).cell_len for label, _ in columns), self.console.width // 3)
        for number, row in enumerate(self.answer.rows):
            if number:
                self._line("")
            table = Table(box=None, show_header=False, pad_edge=False, padding=(0, _GAP, 0, 0))
            table.add_column(width=headings, style="dim", overflow="fold")
            table.add_column(overflow="fold")
            for place, (label, text) in enumerate(columns):
                if text(row):
                    table.add_row(Line(clean(label)), Line(clean(text(row)), style="" if place else "bold"))
            self.console.print(table)
            self._because(row)

    def _because(self, row: Row) -> None:
        if self.brief:
            return
        if row.firm is not None:
            self._line(f"{self._word('verdict')}: {verdict_text(row, self.language)}", "cyan", indent=4)
        for step in row.because:
            numbers = "".join(f" [{n}]" for n in self.numbered.of_step(step))
            self._item("•", f"{step.text}{numbers}", indent=4)

    def _evidence(self) -> None:
        if self.brief or not self.answer.evidence:
            return
        self._line("")
        self._line(self._word("evidence"), "bold")
        for claims in self.numbered.passages:
            self._passage(self.numbered.said(claims))

    def _passage(self, said: Sequence[Evidence]) -> None:
        """What is said in one passage, claim by claim, then where it stands and our paraphrase."""
        table = Table(box=None, show_header=False, pad_edge=False, padding=0)
        table.add_column(width=max(5, len(f"[{len(self.numbered.numbers)}]") + 1))
        table.add_column(overflow="fold")
        for evidence in said:
            marks = " · ".join(mark.text for mark in self.numbered.marks(evidence))
            line = f"{chain_text(evidence.chain, self.language)}: {evidence.says} ({marks})"
            style = "yellow" if evidence.contested else ""
            number = self.numbered.numbers[evidence.claim]
            table.add_row(Line(f"[{number}]", style="bold"), Line(clean(line), style=style))
        table.add_row("", Line(clean(source_text(said[0], self.language)), style="dim"))
        if said[0].paraphrase:
            table.add_row("", Line(clean(said[0].paraphrase), style="italic"))
        self.console.print(table)

    def _foot(self) -> None:
        answer = self.answer
        self._line("")
        self._line(self._word("origins", claims=len(answer.evidence), origins=answer.origins))
        self.console.print(Line(clean(f"{self._word('again')}: {command(answer)}")), soft_wrap=True)
        self._line(f"{self._word('cite')}: {answer.cite}")


def _shown(column: Column, language: Language) -> Callable[[Row], str]:
    return lambda row: cell_text(row, column, language)


def _widths(columns: Sequence[Sequence[str]], width: int) -> list[int]:
    """How wide each column is to be, or nothing if a table of them would be cramped."""
    wanted = [max(max((Line(clean(text)).cell_len for text in column), default=1), 1) for column in columns]
    available = width - _GAP * (len(columns) - 1)
    if sum(min(one, _NARROWEST_COLUMN) for one in wanted) > available:
        return []
    limit = max(wanted)
    while sum(min(one, limit) for one in wanted) > available:
        limit -= 1
    return [] if max(wanted) > limit * _MOST_LINES else [min(one, limit) for one in wanted]
