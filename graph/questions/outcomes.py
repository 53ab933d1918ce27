"""outcomes: which series of figures is held for a problem or a goal at a place, and has it gone down?"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from pyoxigraph import NamedNode

from graph.answers.asked import Asked
from graph.answers.form import State
from graph.answers.phrasing import claims_on, listed, speakers_of, stated, types_of
from graph.answers.question import Cell, Column, Example, Found, FoundRow, Parameter, Question, Step
from graph.answers.wording import Piece, kind_of, shown_id
from graph.causes.views import FOCUS
from graph.claims.model import Proposition
from graph.claims.views import Counted
from graph.topics.dates import read_period
from graph.topics.gaps import not_held
from graph.topics.series import Series, Trend, Value, read_series
from ontology.text import Text


def find(asked: Asked) -> Found:
    """One row for each series held at the place, for each measure without one, and for each judgement in words."""
    goal, district = asked.thing("goal"), asked.needed("district")
    within = read_period(asked)
    matter = goal or asked.needed("focus")
    linked = (
        asked.claims("hasIndicator", subjects=[goal]) if goal else asked.claims("measures", objects=[matter])
    )
    links = {(one.object if goal else one.subject): one for one in linked.asserted()}
    indicators = sorted((one for one in links if isinstance(one, NamedNode)), key=lambda one: one.value)
    counted, series = read_series(asked, indicators, within)
    rows: list[FoundRow] = []
    here: list[Series] = []
    for indicator in indicators:
        step = Step((*stated(asked, links[indicator]), "."), tuple(linked.about(links[indicator])))
        mine = [one for one in series.get(indicator, ()) if one.area == district]
        here.extend(mine)
        rows.extend(_series_row(one, step, counted) for one in mine)
        if not mine:
            rows.append(_empty_row(indicator, district, step, series.get(indicator, ()), counted))
    rows.extend(_judgements(asked, matter, district))
    summary = (*_opening(matter, district, here, len(indicators)), *_words(rows))
    if any(one.trend != "unknown" for one in here):
        return Found(rows, summary)
    blank = {links[indicator] for indicator in indicators if indicator not in series}
    sources = _sources(asked, linked, blank)
    return Found(rows, summary, state="unknown", settled_by=sources, not_held=sources)


def _series_row(series: Series, step: Step, counted: Counted) -> FoundRow:
    trends: dict[Trend, tuple[State, Text]] = {
        "down": ("yes", Text(sv="har minskat", en="has gone down")),
        "not-down": ("no", Text(sv="har inte minskat", en="has not gone down")),
        "unknown": (
            "unknown",
            Text(sv="okänt: inget att jämföra med", en="unknown: nothing to compare with"),
        ),
    }
    state, word = trends[series.trend]
    of = (one for one in (series.area, series.sex, series.unit) if one is not None)
    claims = claims_on(counted, (one.proposition for one in series.values))
    return FoundRow(
        id="1-" + " ".join([shown_id(series.indicator), *(shown_id(one) for one in of)]),
        values={
            "what": series.indicator,
            "area": series.area,
            "period": tuple(one.period or _NO_YEAR for one in series.values),
            "value": tuple(one.shown for one in series.values),
            "unit": series.unit,
            "whose": tuple(dict.fromkeys(link.speaker for claim in claims for link in claim.chain)),
            "fallen": word,
        },
        state=state,
        because=(
            step,
            *(
                Step((*_figure(series, one), "."), tuple(counted.about(one.proposition)))
                for one in series.values
            ),
        ),
    )


_NO_YEAR = Text(sv="år okänt", en="year unknown")


def _empty_row(
    indicator: NamedNode, district: NamedNode, step: Step, others: Sequence[Series], counted: Counted
) -> FoundRow:
    """No figure is held for the place. Figures for other places are shown, and not counted."""
    elsewhere = (
        Step((_ELSEWHERE, *_figure(one, value), "."), tuple(counted.about(value.proposition)))
        for one in others
        for value in one.values
    )
    return FoundRow(
        id="2-" + shown_id(indicator),
        values={
            "what": indicator,
            "area": district,
            "value": Text(sv="ingen siffra finns här", en="no figure held"),
            "fallen": Text(sv="okänt", en="unknown"),
        },
        state="unknown",
        because=(step, *elsewhere),
    )


_ELSEWHERE = Text(sv="Om en annan plats, räknas inte här: ", en="Of another place, not counted here: ")


def _figure(series: Series, value: Value) -> tuple[Piece, ...]:
    where: tuple[Piece, ...] = (series.area, ", ") if series.area else ()
    unit: tuple[Piece, ...] = (" ", series.unit) if series.unit else ()
    return (*where, value.period or _NO_YEAR, ": ", value.shown, *unit)


def _judgements(asked: Asked, matter: NamedNode, district: NamedNode) -> Iterator[FoundRow]:
    """What is said in words, of plans and of the place: whose word it is, and no figure."""
    about = asked.claims("concerns", objects=[matter])
    findings = [one.subject for one in about.asserted() if kind_of(one.subject) == "finding"]
    judged = asked.claims("evaluatedAs", objects=findings)
    for one in judged.asserted():
        if one.subject == district or kind_of(one.subject) == "plan":
            claims = tuple(judged.about(one))
            speakers = speakers_of(judged.asserting(one))
            yield FoundRow(
                id="3-" + shown_id(one.iri),
                values={
                    "what": one.subject,
                    "value": one.object,
                    "whose": speakers,
                    "fallen": Text(sv="i ord, utan siffror", en="in words, without figures"),
                },
                state="unknown",
                because=(Step((*listed(speakers), ": ", *stated(asked, one), "."), claims),),
            )


def _opening(
    matter: NamedNode, district: NamedNode, here: Sequence[Series], measures: int
) -> tuple[Piece, ...]:
    told = [one for one in here if one.trend != "unknown"]
    if not told:
        known = Text(
            sv=f"inga siffror att jämföra finns här (kända mått: {measures}).",
            en=f"no figures to compare are held (measures known: {measures}).",
        )
        subject = (_THE_FIGURES, matter) if kind_of(matter) == "goal" else (_WHETHER, matter)
        return (*subject, _FALLEN_IN, district, _IS_UNKNOWN, known if measures else _NO_MEASURE)
    found: list[Piece] = [matter, _IN, district, ":"]
    for number, one in enumerate(told):
        first, last = one.ends()
        word = _DOWN if one.trend == "down" else _NOT_DOWN
        found += [";" if number else "", " ", one.indicator, word, _FROM, first[0].shown]
        found += [f" ({first[0].period})", _TO, last[-1].shown, f" ({last[-1].period})"]
    return (*found, ".")


_IN = Text(sv=" i ", en=" in ")
_WHETHER = Text(sv="Om ", en="Whether ")
_THE_FIGURES = Text(sv="Om siffrorna för ", en="Whether the figures for ")
_FALLEN_IN = Text(sv=" har minskat i ", en=" went down in ")
_IS_UNKNOWN = Text(sv=" är inte känt: ", en=" is not known: ")
_NO_MEASURE = Text(sv="inget mått är känt.", en="no measure is known.")
_DOWN = Text(sv=" har minskat", en=" has gone down")
_NOT_DOWN = Text(sv=" har inte minskat", en=" has not gone down")
_FROM = Text(sv=", från ", en=", from ")
_TO = Text(sv=" till ", en=" to ")


def _words(rows: Sequence[FoundRow]) -> Iterator[Piece]:
    """What is said in place of figures, and by whom; only that it is, where much is said."""
    said = [row.values for row in rows if row.id.startswith("3-")]
    if len(said) > _FEW:
        yield Text(sv=f" I ord finns {len(said)} omdömen.", en=f" In words there are {len(said)} judgements.")
    elif said:
        yield Text(sv=" I ord, utan siffror: ", en=" In words, without figures: ")
        for number, values in enumerate(said):
            yield from (
                "; " if number else "",
                *_pieces(values["value"]),
                _BY,
                *listed(_pieces(values["whose"])),
                ")",
            )
        yield "."


_FEW = 4
_BY = Text(sv=" (enligt ", en=" (according to ")


def _pieces(cell: Cell) -> tuple[Piece, ...]:
    if isinstance(cell, tuple):
        return tuple(piece for piece in cell if not isinstance(piece, tuple))
    return (cell,) if isinstance(cell, NamedNode) else ()


def _sources(asked: Asked, linked: Counted, blank: Iterable[Proposition]) -> tuple[NamedNode, ...]:
    """The documents that would give figures for measures without any: statistics, else where the measure stands."""
    documents = not_held(asked, [claim.document for claim in claims_on(linked, blank)])
    types = types_of(asked, documents)
    return tuple(one for one in documents if types.get(one) == "statistics") or documents


QUESTION = Question(
    name="outcomes",
    title=Text(
        sv="Har det minskat, och vilka siffror finns?", en="Has it gone down, and which figures are held?"
    ),
    users=("opposition", "evaluator"),
    parameters=(
        replace(
            FOCUS,
            about=Text(sv="Problemet som ska ha minskat.", en="The problem that should have gone down."),
        ),
        Parameter(
            "goal",
            Text(sv="Ett mål, i stället för ett problem.", en="A goal, in place of a problem."),
            kinds=("goal",),
        ),
        Parameter(
            "district",
            Text(sv="Platsen som siffrorna gäller.", en="The place that the figures are for."),
            kinds=("district",),
            default="district/linkoping",
        ),
        Parameter("from", Text(sv="Tidigaste tid (ÅÅÅÅ-MM-DD).", en="Earliest time (YYYY-MM-DD).")),
        Parameter("to", Text(sv="Senaste tid (ÅÅÅÅ-MM-DD).", en="Latest time (YYYY-MM-DD).")),
    ),
    columns=(
        Column("what", Text(sv="Mått", en="Measure")),
        Column("area", Text(sv="Plats", en="Place")),
        Column("period", Text(sv="Tid", en="Time")),
        Column("value", Text(sv="Värde", en="Value")),
        Column("unit", Text(sv="Enhet", en="Unit")),
        Column("whose", Text(sv="Enligt", en="According to"), separator=" → "),
        Column("fallen", Text(sv="Har det minskat?", en="Has it gone down?")),
    ),
    example=Example(
        parameters={"focus": "problem/boendesegregation", "district": "district/linkoping"},
        views=(),
        summary="Om Socioekonomisk boendesegregation har minskat i Linköping (kommunen som plats) är inte "
        "känt: inga siffror att jämföra finns här (kända mått: 3). I ord, utan siffror: Ingen "
        "mätbar förbättring enligt indikatorerna (enligt Miljöpartiet i Linköping); Stora "
        "skillnader inom kommunen (enligt Linköpings kommun); Bland de mest segregerade städerna i "
        "landet (enligt Miljöpartiet i Linköping).",
    ),
    find=find,
)
