"""money: which amounts are known, by grant and stage, from whom and to whom? Never a sum across them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from pyoxigraph import Literal, NamedNode

from graph.answers.asked import Asked
from graph.answers.form import State
from graph.answers.phrasing import claims_on, listed, number, sentence, things_of
from graph.answers.question import Column, Example, Found, FoundRow, Parameter, Question, Step
from graph.answers.wording import Parts, Phrase, Piece, shown_id
from graph.claims.model import Proposition
from graph.claims.views import Counted
from graph.stores.interface import Term
from graph.topics.dates import period_of
from ontology.text import Text

_AROUND = ("giver", "recipient", "period")
_NOBODY = Text(sv="anges inte", en="not given")
_YEAR = Text(sv="år", en="year")
_NAMED = 3


@dataclass(frozen=True, slots=True)
class _Money:
    """What is claimed of amounts and shares, with the parts of their nodes."""

    asked: Asked
    amounts: Counted
    around: Counted
    nodes: Mapping[NamedNode, Parts]

    def part(self, node: Term, term: str) -> Term | None:
        """One part of a node."""
        parts = self.nodes.get(node, ()) if isinstance(node, NamedNode) else ()
        return dict(parts).get(self.asked.term(term))

    def said(self, grant: NamedNode, term: str) -> list[Proposition]:
        """What is asserted of a grant under a term."""
        return [one for one in self.around.asserted(self.asked.term(term)) if one.subject == grant]

    def asserted(self, term: str) -> list[Proposition]:
        """Every amount, or every share, that somebody asserts."""
        return self.amounts.asserted(self.asked.term(term))


def find(asked: Asked) -> Found:
    """One row for each amount of each grant at each stage, and one for each area's share of a grant."""
    grant = asked.thing("grant")
    amounts = asked.claims("amount", "share", subjects=None if grant is None else [grant])
    grants = sorted(
        {claim.proposition.subject for claim in amounts.claims} | ({grant} if grant else set()), key=str
    )
    around = asked.claims(*_AROUND, subjects=grants)
    nodes = asked.parts(things_of([*amounts.asserted(), *around.asserted(asked.term("period"))]))
    money = _Money(asked, amounts, around, nodes)
    rows = [_amount(one, money) for one in money.asserted("amount")]
    rows.extend(_shares(money))
    if not rows and grant is not None:
        words = Text(sv=": inget belopp är känt i vyn.", en=": no amount is known in the view.")
        return Found([], (grant, words), state="unknown")
    return Found(rows, _summary(money))


def _amount(one: Proposition, money: _Money) -> FoundRow:
    asked, grant = money.asked, one.subject
    givers, receivers = money.said(grant, "giver"), money.said(grant, "recipient")
    payer, payee, per = (money.part(one.object, term) for term in ("payer", "payee", "per"))
    kronor, stage = money.part(one.object, "kronor"), money.part(one.object, "stage")
    parts = money.nodes.get(one.object, ()) if isinstance(one.object, NamedNode) else ()
    period, dated = str(period_of(asked, parts)), money.said(grant, "period")
    if not period:
        of_grant = [period_of(asked, money.nodes.get(node, ())) for node in things_of(dated)]
        period = " / ".join(str(each) for each in of_grant)
    state: State = "unknown" if money.amounts.contested(one) else "yes"
    return FoundRow(
        id=f"{shown_id(grant)}/{shown_id(stage) if isinstance(stage, NamedNode) else ''}/{_digits(kronor)}/"
        + shown_id(one.iri).partition("/")[2][:8],
        values={
            "grant": grant,
            "what": Text(sv="belopp", en="amount"),
            "stage": stage,
            "kronor": int(kronor.value) if kronor else None,
            "most": None,
            "per": _YEAR if per and per.value == "år" else per,
            "payer": payer or _all(things_of(givers)),
            "payee": payee or _all(things_of(receivers)),
            "period": period or None,
        },
        state=state,
        because=(
            Step((grant, ": ", one.object, "."), tuple(money.amounts.about(one))),
            *_around(money, (givers if not payer else [], receivers if not payee else [], dated)),
        ),
    )


def _around(money: _Money, said: Sequence[Sequence[Proposition]]) -> list[Step]:
    words = (
        Text(sv="Bidraget ges av ", en="The grant is given by "),
        Text(sv="Bidraget går till ", en="The grant goes to "),
        Text(sv="Bidraget gäller ", en="The grant holds for "),
    )
    return [
        Step(
            (word, *listed([one.object for one in propositions]), "."), claims_on(money.around, propositions)
        )
        for word, propositions in zip(words, said, strict=True)
        if propositions
    ]


def _shares(money: _Money) -> list[FoundRow]:
    """The bounds of a share in per cent, and in kronor where we have computed them, in one row for each area."""
    found: dict[tuple[NamedNode, Term], list[Proposition]] = {}
    for one in money.asserted("share"):
        theme = money.part(one.object, "theme")
        if theme is not None:
            found.setdefault((one.subject, theme), []).append(one)
    return [_share(grant, theme, said, money) for (grant, theme), said in found.items()]


def _share(grant: NamedNode, theme: Term, said: Sequence[Proposition], money: _Money) -> FoundRow:
    bounds = {
        term: value
        for one in said
        for term in ("min", "max", "minKronor", "maxKronor")
        if (value := money.part(one.object, term)) is not None
    }
    least, most = bounds.get("minKronor"), bounds.get("maxKronor")
    return FoundRow(
        id=f"{shown_id(grant)}/{shown_id(theme) if isinstance(theme, NamedNode) else theme.value}",
        values={
            "grant": grant,
            "what": theme,
            "stage": _percent(bounds),
            "kronor": int(least.value) if least else None,
            "most": int(most.value) if most else None,
            "per": _YEAR if least else None,
            "payer": _all(things_of(money.said(grant, "giver"))),
            "payee": _all(things_of(money.said(grant, "recipient"))),
            "period": None,
        },
        because=tuple(Step((grant, ": ", one.object, "."), tuple(money.amounts.about(one))) for one in said),
    )


def _all(things: Sequence[NamedNode]) -> Piece | tuple[Piece, ...]:
    if len(things) > _NAMED:
        return Text(sv=f"{len(things)} mottagare", en=f"{len(things)} recipients")
    return tuple(things) or _NOBODY


def _percent(bounds: Mapping[str, Term]) -> str | None:
    least, most = (bounds[term].value.removesuffix(".0") if term in bounds else "" for term in ("min", "max"))
    return f"{least}–{most} %" if least or most else None


def _digits(kronor: Term | None) -> str:
    return f"{int(kronor.value):015}" if isinstance(kronor, Literal) else ""


def _summary(money: _Money) -> Phrase:
    amounts = money.asserted("amount")
    if not amounts:
        return (Text(sv="Inga belopp är kända i vyn.", en="No amounts are known in the view."),)
    if len(amounts) == 1:
        (only,) = amounts
        kronor, stage = money.part(only.object, "kronor"), money.part(only.object, "stage")
        return (only.subject, ": ", kronor or "?", Text(sv=" kronor, ", en=" kronor, "), stage or "?", ".")
    grants = {one.subject for one in amounts}
    stages = {stage for one in amounts if (stage := money.part(one.object, "stage"))}
    counts = sentence(
        (number(len(amounts), Text(sv="belopp", en="amount"), Text(sv="belopp", en="amounts")),),
        (Text(sv=" för ", en=" for "), number(len(grants), _GRANT[0], _GRANT[1])),
        (Text(sv=" i ", en=" at "), number(len(stages), _STAGE[0], _STAGE[1]), "."),
    )
    if len(grants) == len(stages) == 1:
        why = Text(
            sv=" Ingen summa ges: beloppen kan gälla samma pengar.",
            en=" No total is given: the amounts may be of the same money.",
        )
    else:
        why = Text(
            sv=" Ingen summa ges: beloppen gäller olika bidrag och skeden, och samma pengar kan stå i flera av dem.",
            en=" No total is given: the amounts are of different grants and stages, and the same money may stand "
            "in several.",
        )
    return (*counts, why)


_GRANT = (Text(sv="bidrag", en="grant"), Text(sv="bidrag", en="grants"))
_STAGE = (Text(sv="skede", en="stage"), Text(sv="skeden", en="stages"))

QUESTION = Question(
    name="money",
    title=Text(
        sv="Vilka belopp är kända, för vilket bidrag och i vilket skede, från vem och till vem?",
        en="Which amounts are known, by grant and stage, from whom and to whom?",
    ),
    users=("strategist", "opposition", "evaluator"),
    parameters=(
        Parameter(
            "grant",
            Text(sv="Bara detta bidrag.", en="Only this grant."),
            kinds=("grant", "scheme"),
        ),
    ),
    columns=(
        Column("grant", Text(sv="Bidrag", en="Grant")),
        Column("what", Text(sv="Belopp eller andel", en="Amount or share")),
        Column("stage", Text(sv="Skede eller andel", en="Stage or share")),
        Column("kronor", Text(sv="Kronor (minst)", en="Kronor (at least)")),
        Column("most", Text(sv="Kronor (högst)", en="Kronor (at most)")),
        Column("per", Text(sv="Per", en="Per")),
        Column("payer", Text(sv="Från", en="From")),
        Column("payee", Text(sv="Till", en="To")),
        Column("period", Text(sv="Period", en="Period")),
    ),
    example=Example(
        parameters={},
        views=(),
        summary="17 belopp för 10 bidrag i 4 skeden. Ingen summa ges: beloppen gäller olika bidrag "
        "och skeden, och samma pengar kan stå i flera av dem.",
    ),
    find=find,
)
