"""grant-allocation: do these shares of a grant fit its bounds, and what is left for the rest?"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import ROUND_CEILING, ROUND_FLOOR, ROUND_HALF_EVEN, Decimal

from pyoxigraph import NamedNode

from graph.answers.asked import Asked
from graph.answers.form import State
from graph.answers.names import Names
from graph.answers.phrasing import claims_on, joined, sentence
from graph.answers.question import Column, Example, Found, FoundRow, Parameter, Question, Step
from graph.answers.wording import Phrase, Piece, shown_id
from graph.claims.evidence import Claim
from graph.claims.views import Counted
from graph.rules.allocation import WHOLE, Allocation, Bound, Range, allocate
from graph.rules.values import number
from graph.stores.interface import Term
from graph.topics.handed_in import decimal_of
from ontology.errors import BadInput
from ontology.iris import thing
from ontology.text import Language, Text

_INDICATIVE = thing("stage/indicative")
_UNBOUNDED = Range(Decimal(0), WHOLE)


@dataclass(frozen=True, slots=True)
class _Bounds:
    """The bounds of each theme's share, with the claims that give them; and the indicative sum a year, if known."""

    ranges: Mapping[NamedNode, Range]
    claims: Mapping[NamedNode, tuple[Claim, ...]]
    kronor: int | None


def find(asked: Asked) -> Found:
    """One row for each theme that has bounds: its bounds, its share or what is left for it, in per cent and kronor."""
    grant = asked.needed("grant")
    counted = asked.claims("share", "amount", subjects=[grant])
    bounds = _read_bounds(asked, counted)
    if not bounds.ranges:
        words = Text(
            sv=": inga gränser för andelar är kända i vyn.", en=": no bounds of shares are known in the view."
        )
        return Found([], (grant, words), state="unknown")
    settled = _shares(asked, bounds)
    found = allocate(bounds.ranges, settled)
    rows = [_row(bounds, found, theme) for theme in bounds.ranges]
    return Found(rows, _summary(grant, bounds, found))


def _read_bounds(asked: Asked, counted: Counted) -> _Bounds:
    shares = counted.asserted(asked.term("share"))
    amounts = counted.asserted(asked.term("amount"))
    parts = asked.parts([one.object for one in (*shares, *amounts)])
    ranges: dict[NamedNode, Range] = {}
    claims: dict[NamedNode, tuple[Claim, ...]] = {}
    for one in shares:
        values = dict(parts.get(one.object, ())) if isinstance(one.object, NamedNode) else {}
        theme = values.get(asked.term("theme"))
        least, most = (values.get(asked.term(name)) for name in ("min", "max"))
        if not isinstance(theme, NamedNode) or (least is None and most is None):
            continue
        own = ranges.get(theme, _UNBOUNDED)
        ranges[theme] = Range(
            max(own.least, _decimal(least, own.least)), min(own.most, _decimal(most, own.most))
        )
        claims[theme] = (*claims.get(theme, ()), *claims_on(counted, [one]))
    indicative = [
        values
        for one in amounts
        if isinstance(one.object, NamedNode)
        and (values := dict(parts.get(one.object, ()))).get(asked.term("stage")) == _INDICATIVE
        and asked.term("per") in values
    ]
    sums = {values[asked.term("kronor")].value for values in indicative if asked.term("kronor") in values}
    return _Bounds(
        dict(sorted(ranges.items(), key=lambda item: item[0].value)),
        claims,
        int(sums.pop()) if len(sums) == 1 else None,
    )


def _decimal(value: Term | None, otherwise: Decimal) -> Decimal:
    return otherwise if value is None else Decimal(value.value)


def _canonical_shares(text: str, names: Names, language: Language) -> str:
    """Shares as `theme=per cent; theme=per cent`, themes by their ids and in their order.

    Raises BadInput, NotKnown, Unclear.
    """
    found: dict[str, Decimal] = {}
    for entry in text.split(";"):
        if not entry.strip():
            continue
        name, separator, share = entry.partition("=")
        if not separator:
            raise _no_share(entry.strip())
        theme = shown_id(names.resolve(name.strip(), ("theme",), language))
        if theme in found:
            raise _twice(name.strip())
        found[theme] = decimal_of(share, "shares", WHOLE)
    return "; ".join(f"{theme}={share:f}" for theme, share in sorted(found.items()))


def _shares(asked: Asked, bounds: _Bounds) -> dict[NamedNode, Decimal]:
    """The shares that are handed in. Raises BadInput for one of a theme without bounds."""
    entries = [entry.split("=") for entry in (asked.text("shares") or "").split("; ") if entry]
    for theme, _ in entries:
        if thing(theme) not in bounds.ranges:
            raise _no_bounds(theme, bounds)
    return {thing(theme): Decimal(share) for theme, share in entries}


def _row(bounds: _Bounds, found: Allocation, theme: NamedNode) -> FoundRow:
    own, settled = bounds.ranges[theme], found.settled.get(theme)
    left = found.left.get(theme)
    verdict = _verdict(found, theme)
    share = Range(settled, settled) if settled is not None else left
    kronor = _kronor(bounds.kronor, share)
    words = (
        *(theme, ": ", *_span(own)),
        Text(sv=" enligt utfästelsen", en=" by the offer"),
        "." if settled is None else Text(sv="; angivet: ", en="; handed in: "),
        *(() if settled is None else (*_span(Range(settled, settled)), ".")),
    )
    return FoundRow(
        id=shown_id(theme),
        values={
            "theme": theme,
            "least": number(own.least),
            "most": number(own.most),
            "share": None if settled is None else number(settled),
            "from": None if left is None else number(left.least),
            "to": None if left is None else number(left.most),
            "kronor-from": kronor[0],
            "kronor-to": kronor[1],
        },
        state=_STATES[verdict],
        because=(Step(words, bounds.claims[theme]),),
        verdict=verdict,
        verdict_label=_LABELS[verdict],
    )


def _verdict(found: Allocation, theme: NamedNode) -> str:
    """Whether a settled share is within its bounds, or anything is left for one that is not settled."""
    if theme in found.settled:
        return "outside" if theme in found.outside else "inside"
    return "open" if theme in found.left else "impossible"


def _kronor(whole: int | None, share: Range | None) -> tuple[int | None, int | None]:
    """The share in whole kronor: a settled one to the nearest, a range inwards; none where no whole kronor fits."""
    if whole is None or share is None:
        return None, None
    least, most = (whole * per_cent / WHOLE for per_cent in (share.least, share.most))
    if least == most:
        settled = int(least.to_integral_value(ROUND_HALF_EVEN))
        return settled, settled
    inwards = int(least.to_integral_value(ROUND_CEILING)), int(most.to_integral_value(ROUND_FLOOR))
    return inwards if inwards[0] <= inwards[1] else (None, None)


def _span(one: Range) -> Phrase:
    if one.least == one.most:
        return (number(one.least), " %")
    return (number(one.least), "–", number(one.most), " %")


def _summary(grant: NamedNode, bounds: _Bounds, found: Allocation) -> Phrase:
    together = sentence(
        (Text(sv="Tillsammans ger det ", en="Together that makes "),), _span(found.together), (". ",)
    )
    return sentence(
        (grant, ": "),
        (_FEASIBLE if found.feasible else _INFEASIBLE,),
        _outside(bounds, found),
        together,
        _binding(found, bounds),
        (_OFFER,),
        _condition(bounds),
    )


def _outside(bounds: _Bounds, found: Allocation) -> Iterator[Piece]:
    for theme in found.outside:
        yield from (theme, " ", *_span(Range(found.settled[theme], found.settled[theme])))
        yield from (Text(sv=" ligger utanför ", en=" lies outside "), *_span(bounds.ranges[theme]), ". ")


def _binding(found: Allocation, bounds: _Bounds) -> Iterator[Piece]:
    if not found.binding:
        return
    yield Text(sv="Det som binder: ", en="What binds: ")
    yield from joined(
        (one.part, " ", _ENDS[one.end], number(_end(bounds, one)), " %") for one in found.binding
    )
    whole = sum((_end(bounds, one) for one in found.binding), Decimal(0))
    yield from (Text(sv=" (tillsammans ", en=" (together "), number(whole), " %). ")


def _end(bounds: _Bounds, bound: Bound) -> Decimal:
    own = bounds.ranges[bound.part]
    return own.least if bound.end == "least" else own.most


def _condition(bounds: _Bounds) -> Iterator[Piece]:
    if bounds.kronor is None:
        yield Text(sv="Kronor kan inte räknas: ingen summa är känd.", en="No kronor: no sum is known.")
        return
    yield Text(
        sv="Kronorna gäller bara om den preliminära summan ",
        en="The kronor hold only if the indicative sum of ",
    )
    yield number(bounds.kronor)
    yield Text(sv=" kr om året betalas ut.", en=" kr a year is paid.")


_STATES: Mapping[str, State] = {"inside": "yes", "open": "yes", "outside": "no", "impossible": "no"}
_LABELS = {
    "inside": Text(sv="inom gränserna", en="inside its bounds"),
    "outside": Text(sv="utanför gränserna", en="outside its bounds"),
    "open": Text(sv="inte bestämd", en="not settled"),
    "impossible": Text(sv="inget kvar som går", en="nothing left that fits"),
}
_ENDS = {"least": Text(sv="minst ", en="at least "), "most": Text(sv="högst ", en="at most ")}
_FEASIBLE = Text(sv="andelarna går ihop. ", en="the shares fit. ")
_INFEASIBLE = Text(sv="andelarna går inte ihop. ", en="the shares do not fit. ")
_OFFER = Text(
    sv="Gränserna är ett erbjudande i ansökan: att avvika bryter mot planen, inte mot en regel. ",
    en="The bounds are an offer in the application: to depart from them breaks the plan, and no rule. ",
)


def _no_share(entry: str) -> BadInput:
    return BadInput(
        Text(
            sv=f"'{entry}' är ingen andel. Skriv område=procent, med semikolon emellan: skola=35; bostad=20.",
            en=f"'{entry}' is not a share. Write theme=per cent, with semicolons between: skola=35; bostad=20.",
        )
    ).of("shares")


def _no_bounds(name: str, bounds: _Bounds) -> BadInput:
    listed_ids = ", ".join(map(shown_id, bounds.ranges))
    return BadInput(
        Text(
            sv=f"Bidraget har ingen andel för '{name}'. Det har: {listed_ids}.",
            en=f"The grant has no share for '{name}'. It has: {listed_ids}.",
        )
    ).of("shares")


def _twice(name: str) -> BadInput:
    return BadInput(
        Text(sv=f"'{name}' är given två gånger. Ta bort den ena.", en=f"'{name}' is given twice. Remove one.")
    ).of("shares")


QUESTION = Question(
    name="grant-allocation",
    title=Text(
        sv="Går andelarna av ett bidrag ihop, och vad är kvar?",
        en="Do the shares of a grant fit, and what is left?",
    ),
    users=("strategist", "evaluator", "opposition"),
    parameters=(
        Parameter("grant", Text(sv="bidraget", en="the grant"), kinds=("grant",), required=True),
        Parameter(
            "shares",
            Text(
                sv="andelar i procent, område=procent med semikolon emellan",
                en="shares in per cent, theme=per cent with semicolons between",
            ),
            canonical=_canonical_shares,
        ),
    ),
    columns=(
        Column("theme", Text(sv="Område", en="Theme")),
        Column("least", Text(sv="Minst %", en="At least %")),
        Column("most", Text(sv="Högst %", en="At most %")),
        Column("share", Text(sv="Andel %", en="Share %")),
        Column("from", Text(sv="Kvar från %", en="Left from %")),
        Column("to", Text(sv="Kvar till %", en="Left to %")),
        Column("kronor-from", Text(sv="Kronor från", en="Kronor from")),
        Column("kronor-to", Text(sv="Kronor till", en="Kronor to")),
    ),
    asks=Text(sv="Går det ihop?", en="Does it fit?"),
    example=Example(
        {
            "grant": "grant/tillvaxtverket-2018",
            "shares": "theme/skola=50; theme/etablering-pa-arbetsmarknaden=50",
        },
        (),
        "Linköpings bidrag från Tillväxtverket (ansökan 2018): andelarna går inte ihop. Tillsammans ger det 122–165 %. "
        "Det som binder: Bostad och samhällsservice minst 10 %, Brottslighet och trygghet minst 5 %, Demokrati och "
        "civilsamhälle minst 5 %, Samordning och gemensamt lärande minst 2 % (tillsammans 22 %). Gränserna är ett "
        "erbjudande i ansökan: att avvika bryter mot planen, inte mot en regel. Kronorna gäller bara om den "
        "preliminära summan 13\u00a0808\u00a0000 kr om året betalas ut.",
    ),
    find=find,
)
