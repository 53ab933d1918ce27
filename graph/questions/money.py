"""money: which amounts are known, by grant and stage, from whom and to whom? Never a sum across them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from pyoxigraph import Literal, NamedNode

from graph.answers.asked import Asked
from graph.answers.form import State
from graph.answers.phrasing import claims_on, listed, number, sentence, things_of
from graph.answers.question import Column, Example, Found, FoundRow, Parameter, Question, Step
from graph.answers.wording import Parts, Phrase, Piece, shown_id
from graph.claims.evidence import Claim
from graph.claims.model import Proposition
from graph.claims.views import Counted
from graph.stores.interface import Term
from graph.topics.dates import period_of
from graph.topics.gaps import documents_that_would_show
from ontology.iris import thing
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
        missing = documents_that_would_show(asked, [grant])
        return Found([], (grant, words), state="unknown", settled_by=missing, not_held=missing)
    return Found(rows, _summary(money))


def _amount(one: Proposition, money: _Money) -> FoundRow:
    asked, grant = money.asked, one.subject
    givers, receivers = money.said(grant, "giver"), money.said(grant, "recipient")
    payer, payee, per = (money.part(one.object, term) for term in ("payer", "payee", "per"))
    kronor, stage = money.part(one.object, "kronor"), money.part(one.object, "stage")
    parts = money.nodes.get(one.object, ()) if isinstance(one.object, NamedNode) else ()
    period, dated = str(period_of(asked, parts)), money.said(grant, "period")
    if period:
        dated = []
    else:
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
            "how": _how(money.amounts.asserting(one)),
            "per": _per(per),
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
    """The bounds of a share in per cent, and in kronor where we have computed them, in one row for each area.

    Bounds that cannot hold together stand in a row each.
    """
    found: dict[tuple[NamedNode, Term], list[Proposition]] = {}
    for one in money.asserted("share"):
        theme = money.part(one.object, "theme")
        if theme is not None:
            found.setdefault((one.subject, theme), []).append(one)
    rows = []
    for (grant, theme), said in found.items():
        bounds = [_bounds(one, money) for one in said]
        agree = all(
            one[term] == other[term] for one in bounds for other in bounds for term in one.keys() & other
        )
        for together in [said] if agree else [[one] for one in said]:
            rows.append(_share(grant, theme, together, money, alone=agree))
    return rows


def _bounds(one: Proposition, money: _Money) -> dict[str, Term]:
    parts = {term: money.part(one.object, term) for term in ("min", "max", "minKronor", "maxKronor")}
    return {term: value for term, value in parts.items() if value is not None}


def _share(
    grant: NamedNode, theme: Term, said: Sequence[Proposition], money: _Money, *, alone: bool
) -> FoundRow:
    bounds = {term: value for one in said for term, value in _bounds(one, money).items()}
    contested = not alone or any(money.amounts.contested(one) for one in said)
    least, most = bounds.get("minKronor"), bounds.get("maxKronor")
    return FoundRow(
        id=f"{shown_id(grant)}/{shown_id(theme) if isinstance(theme, NamedNode) else theme.value}"
        + ("" if alone else f"/{shown_id(said[0].iri).partition('/')[2][:8]}"),
        values={
            "grant": grant,
            "what": theme,
            "stage": _percent(bounds),
            "least": int(least.value) if least else None,
            "most": int(most.value) if most else None,
            "how": _how(money.amounts.asserting(said[0])),
            "per": _YEAR if least else None,
            "payer": _all(things_of(money.said(grant, "giver"))),
            "payee": _all(things_of(money.said(grant, "recipient"))),
            "period": None,
        },
        state="unknown" if contested else "yes",
        because=tuple(Step((grant, ": ", one.object, "."), tuple(money.amounts.about(one))) for one in said),
    )


def _how(claims: Sequence[Claim]) -> NamedNode | None:
    """How the figure came about where no source gives it as it stands: computed, or our reading."""
    bases = {claim.basis for claim in claims}
    return thing(f"basis/{min(bases)}") if bases and "read" not in bases else None


def _per(per: Term | None) -> Piece | None:
    return _YEAR if per is not None and per.value == _YEAR.sv else per


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
        kronor, per, stage = (money.part(only.object, term) for term in ("kronor", "per", "stage"))
        each: Phrase = (" per ", _per(per) or "?") if per else ()
        return (only.subject, ": ", kronor or "?", " kronor", *each, *((", ", stage) if stage else ()), ".")
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
            sv=" Ingen summa ges: beloppen gäller olika bidrag eller skeden, och samma pengar kan stå på flera rader.",
            en=" No total is given: the amounts are of different grants or stages, and the same money may stand "
            "in several rows.",
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
        Column("kronor", Text(sv="Kronor", en="Kronor")),
        Column("least", Text(sv="Minst kronor", en="Kronor at least")),
        Column("most", Text(sv="Högst kronor", en="Kronor at most")),
        Column("per", Text(sv="Per", en="Per")),
        Column("payer", Text(sv="Från", en="From")),
        Column("payee", Text(sv="Till", en="To")),
        Column("period", Text(sv="Period", en="Period")),
        Column("how", Text(sv="Uppgiften är", en="The figure is")),
    ),
    example=Example(
        parameters={},
        views=(),
        summary="15 belopp för 9 bidrag i 4 skeden. Ingen summa ges: beloppen gäller olika bidrag "
        "eller skeden, och samma pengar kan stå på flera rader.",
    ),
    find=find,
)
