"""The allocation of a grant: a share for each of its themes, and at once what is left for the others."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal

from api.service.reader import Reader
from api.service.representation import Representation
from api.web.ledgers import ALLOCATION, AMOUNTS, SHARE, has_shares, share_field, views_of
from api.web.question_form import trouble
from api.web.rendering import Address, page
from api.web.things import described
from api.web.view_form import view_fields
from graph.answers.form import Answer, Cell, Ref, Row
from graph.questions import question
from ontology.errors import BadInput
from ontology.text import Language


@dataclass(frozen=True, slots=True)
class Span:
    """From the least to the most, which may be one and the same."""

    least: Decimal | int
    most: Decimal | int


@dataclass(frozen=True, slots=True)
class Share:
    """A theme as a field: its bounds in per cent and kronor, what was typed, what is wrong with that, and its row.

    `kronor` is for whoever knows the sum; `found` is none where something typed cannot be used.
    """

    name: str
    number: int
    theme: Ref
    bounds: Span
    kronor: Span | None
    value: str
    error: str | None
    found: "Found | None"


@dataclass(frozen=True, slots=True)
class Found:
    """What comes of a theme: a verdict, and the share that was settled or what is left for it."""

    verdict: str
    label: str
    settled: Decimal | None
    share: Span | None
    kronor: Span | None


def allocation(reader: Reader, slug: str, address: Address) -> Representation:
    """The allocation page of a grant, with the shares that the address gives; 400 if any cannot be used.

    Raises NotKnown, laid on `id`, if there is no such grant.
    """
    language = address.language
    given = described(reader, f"grant/{slug}", language)
    typed = {name: value for name, value in address.query if name != "view"}
    answer: Answer | None = None
    bounds: Answer | None = None
    amounts: Answer | None = None
    errors: Mapping[str, str] = {}
    wrong = None
    try:
        bounds = _ask(reader, given.id, {}, address)
        amounts = reader.ask(AMOUNTS, (("grant", given.id),), address.views, language)
        answer = _ask(reader, given.id, typed, address)
    except BadInput as error:
        wrong = trouble(reader, error, language)
        errors = dict(_errors(reader, given.id, typed, address)) if bounds else {}
    of_views = wrong.message if wrong and wrong.parameter == "view" else None
    return page(
        "allocation.html",
        address,
        status=400 if wrong else 200,
        given=given,
        title=question(ALLOCATION).title.in_language(language),
        wrong=wrong,
        errors=errors,
        answer=answer,
        shown=answer or bounds,
        shares=list(_shares(bounds, answer, amounts, typed, errors)) if bounds else [],
        possible=_possible(answer),
        views=view_fields(reader, address.views, language, of_views),
        kept=views_of(address),
        places=reader.places,
    )


def field_names(reader: Reader, slug: str, language: Language) -> tuple[str, ...]:
    """The parameters that the page of a grant takes, beside views: one for each theme that has a share of it.

    Raises NotKnown, laid on `id`, if there is no such grant.
    """
    given = described(reader, f"grant/{slug}", language)
    if not has_shares(given):
        return ()
    bounds = reader.ask(ALLOCATION, (("grant", given.id),), (), language)
    return tuple(share_field(_theme(row)) for row in bounds.rows)


def _ask(reader: Reader, grant: str, typed: Mapping[str, str], address: Address) -> Answer:
    shares = "; ".join(_given(name, value) for name, value in sorted(typed.items()))
    pairs = (("grant", grant), *((("shares", shares),) if shares else ()))
    return reader.ask(ALLOCATION, pairs, address.views, address.language)


def _given(name: str, value: str) -> str:
    """A share as the question takes it. What was typed stays one share, whatever signs are in it."""
    return f"theme/{name.removeprefix(SHARE)}={value.replace(';', ' ')}"


def _errors(
    reader: Reader, grant: str, typed: Mapping[str, str], address: Address
) -> Iterator[tuple[str, str]]:
    """What is wrong with each of the shares that cannot be used."""
    for name, value in typed.items():
        try:
            _ask(reader, grant, {name: value}, address)
        except BadInput as error:
            yield name, error.tell(address.language).removeprefix("shares: ")


def _shares(
    bounds: Answer,
    answer: Answer | None,
    amounts: Answer | None,
    typed: Mapping[str, str],
    errors: Mapping[str, str],
) -> Iterator[Share]:
    found = {row.id: row for row in answer.rows} if answer else {}
    kronor = dict(_kronor(amounts)) if amounts else {}
    for number, row in enumerate(bounds.rows, start=1):
        theme = _theme(row)
        span = _span(row.values["least"], row.values["most"])
        assert span is not None, f"{row.id} has no bounds"
        yield Share(
            name=share_field(theme),
            number=number,
            theme=theme,
            bounds=span,
            kronor=kronor.get(theme.id),
            value=typed.get(share_field(theme), ""),
            error=errors.get(share_field(theme)),
            found=_found(found[row.id]) if row.id in found else None,
        )


def _found(row: Row) -> Found:
    settled = row.values["share"]
    left = _span(row.values["from"], row.values["to"])
    return Found(
        verdict=row.verdict or "",
        label=row.verdict_label or "",
        settled=settled if isinstance(settled, Decimal) else None,
        share=_span(settled, settled) or left,
        kronor=_span(row.values["kronor-from"], row.values["kronor-to"]),
    )


def _kronor(amounts: Answer) -> Iterator[tuple[str, Span]]:
    """The bounds of each theme in kronor, as the answer to money has them."""
    for row in amounts.rows:
        theme, span = row.values.get("what"), _span(row.values.get("least"), row.values.get("most"))
        if isinstance(theme, Ref) and span is not None:
            yield theme.id, span


def _possible(answer: Answer | None) -> bool:
    """Whether every theme may have what it has, or something that is left. Whether all fit, the summary says."""
    return answer is not None and all(row.state != "no" for row in answer.rows)


def _span(least: Cell, most: Cell) -> Span | None:
    if isinstance(least, Decimal | int) and isinstance(most, Decimal | int):
        return Span(least, most)
    return None


def _theme(row: Row) -> Ref:
    theme = row.values["theme"]
    assert isinstance(theme, Ref), f"{row.id} is not of a theme"
    return theme
