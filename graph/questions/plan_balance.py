"""plan-balance: how many of a plan's actions, and how many of its kronor, go to each role towards the focus?"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from pyoxigraph import NamedNode

from graph.answers.asked import Asked
from graph.answers.phrasing import listed, number, things_of
from graph.answers.question import Column, Example, Found, FoundRow, Parameter, Question, Step
from graph.answers.wording import Piece, kind_of, thousands
from graph.causes.paths import edges_of_role
from graph.causes.views import FOCUS, NEVER_FIRM, CausalView, joint_role, read_causal_view, role_code
from graph.claims.evidence import Claim
from graph.claims.model import Proposition
from graph.claims.views import ALL, Counted
from graph.topics.plan_documents import PlanDocuments, read_plan_documents
from graph.topics.role_amounts import RoleAmount, read_role_amounts, share_of
from ontology.text import Text


def find(asked: Asked) -> Found:
    """One row for each role; one row that says what is missing where the plan's actions are not all held."""
    plan, focus = asked.needed("plan"), asked.needed("focus")
    belonging = asked.claims("partOf", objects=[plan])
    counts = asked.claims("actionCount", subjects=[plan])
    documents = read_plan_documents(asked, [plan])[plan]
    members = [one for one in belonging.asserted() if kind_of(one.subject) == "action"]
    stated = [int(value.value) for value in counts.values(plan, asked.term("actionCount"))]
    whole_graph = all(view.form == ALL for view in asked.views)
    known = stated or (documents.held and (members or whole_graph))
    if documents.missing or not known or max(stated, default=0) > len(members):
        return _unknown(plan, members, stated, documents, (belonging, counts))
    if not members:
        return Found([], (plan, Text(sv=" har inga åtgärder.", en=" has no actions.")))
    actions = [one.subject for one in members]
    addressed = asked.claims("addresses", subjects=actions)
    causal = read_causal_view(asked)
    roled = [_roled(one, focus, belonging, addressed, causal) for one in members]
    amounts = read_role_amounts(asked, {one.action: one.role for one in roled})
    rows = [
        _row(role, [one for one in roled if one.role == role], len(roled), amounts.get(role, ()))
        for role in sorted({one.role for one in roled})
    ]
    return Found(rows, _summary(plan, focus, rows, bool(amounts)))


@dataclass(frozen=True, slots=True)
class _Roled:
    """An action of the plan with its role, and the claims that give it."""

    action: NamedNode
    role: str
    problems: tuple[NamedNode, ...]
    claims: tuple[Claim, ...]
    depends_on: tuple[Proposition, ...]


def _roled(
    member: Proposition, focus: NamedNode, belonging: Counted, addressed: Counted, causal: CausalView
) -> _Roled:
    against = [one for one in addressed.asserted() if one.subject == member.subject]
    problems = things_of(against)
    roles = [causal.role(problem, focus) for problem in problems]
    edges = [
        edge
        for problem, (role, _) in zip(problems, roles, strict=True)
        for edge in edges_of_role(causal, role, problem, focus)
    ]
    return _Roled(
        action=member.subject,
        role=joint_role(role for role, _ in roles),
        problems=tuple(problems),
        claims=(
            *belonging.about(member),
            *(claim for one in against for claim in addressed.about(one)),
            *(claim for edge in edges for claim in causal.claims(edge)),
        ),
        depends_on=tuple(causal.proposition(edge) for _, verdict in roles for edge in verdict.depends_on),
    )


def _row(role: str, roled: Sequence[_Roled], whole: int, amounts: Sequence[RoleAmount]) -> FoundRow:
    depends_on = tuple(dict.fromkeys(one for action in roled for one in action.depends_on))
    return FoundRow(
        id=role,
        values={
            "role": role_code(role),
            "count": len(roled),
            "share": share_of(len(roled), whole),
            "actions": tuple(one.action for one in roled),
            "kronor": tuple(piece for amount in amounts for piece in _amount(amount)) or _NO_FIGURES,
        },
        because=(
            *(Step(_step(one), one.claims) for one in roled),
            *(Step((*_amount(amount), "."), amount.claims) for amount in amounts),
        ),
        verdict=role,
        verdict_label=role_code(role),
        firm=None if role in NEVER_FIRM and not depends_on else not depends_on,
        depends_on=depends_on,
    )


def _step(one: _Roled) -> tuple[Piece, ...]:
    if not one.problems:
        return (
            one.action,
            Text(sv=": ingen källa i vyn säger mot vad.", en=": no source in the view says what for."),
        )
    return (
        one.action,
        Text(sv=", riktat mot ", en=", meant for "),
        *listed(one.problems),
        ": ",
        role_code(one.role),
        ".",
    )


def _amount(amount: RoleAmount) -> tuple[Piece, ...]:
    share = amount.share.value if amount.share else None
    kronor = Text(
        sv=f"{thousands(amount.kronor, 'sv')} kr" + (f" ({share.replace('.', ',')})" if share else ""),
        en=f"{thousands(amount.kronor, 'en')} kr" + (f" ({share})" if share else ""),
    )
    rest = [piece for _, value in amount.sort.rest for piece in (", ", value)]
    return (kronor, *rest, *((", ", amount.sort.grant) if amount.sort.grant else ()))


_NO_FIGURES = Text(sv="inga uppgifter", en="no figures")


def _unknown(
    plan: NamedNode,
    members: Sequence[Proposition],
    stated: Sequence[int],
    documents: PlanDocuments,
    counted: tuple[Counted, Counted],
) -> Found:
    """Never a share of the few that are held."""
    belonging, counts = counted
    where = documents.missing or documents.held
    said = tuple(claim for one in counts.asserted() for claim in counts.about(one))
    known = tuple(claim for one in members for claim in belonging.about(one))
    row = FoundRow(
        id="unknown",
        values={"role": _NOT_KNOWN, "actions": tuple(one.subject for one in members)},
        state="unknown",
        because=(
            Step((plan, ": ", _known(stated, len(members))), (*said, *known)),
            *([Step((_WRITTEN, *listed(where), "."), documents.claims)] if where else []),
        ),
    )
    summary: tuple[Piece, ...] = (
        Text(sv="Fördelningen på roller är inte känd för ", en="The balance between roles is not known for "),
        plan,
        ": ",
        _known(stated, len(members)),
        *((Text(sv=" Svaret står i ", en=" The answer is in "), *listed(where), ".") if where else ()),
    )
    rows = [row] if where or members or stated else []
    return Found(rows, summary, state="unknown", settled_by=where, not_held=documents.missing)


_NOT_KNOWN = Text(sv="inte känd", en="not known")
_WRITTEN = Text(sv="Planen står i ", en="The plan is in ")


def _known(stated: Sequence[int], count: int) -> Text:
    numbers = sorted(stated)
    said_sv = f"källorna uppger {' eller '.join(str(one) for one in numbers)} åtgärder"
    said_en = f"the sources give {' or '.join(str(one) for one in numbers)} actions"
    return Text(
        sv=f"{said_sv if numbers else 'hur många åtgärder den har är inte känt'}, och "
        + (f"{count} är kända här." if count > 1 else "en är känd här." if count else "ingen är känd här."),
        en=f"{said_en if numbers else 'how many actions it has is not known'}, and "
        + (
            f"{count} are known here."
            if count > 1
            else "one is known here."
            if count
            else "none is known here."
        ),
    )


def _summary(plan: NamedNode, focus: NamedNode, rows: Sequence[FoundRow], kronor: bool) -> tuple[Piece, ...]:
    counts: Mapping[str, int] = {row.id: int(str(row.values["count"])) for row in rows}
    total = sum(counts.values())
    ordered = sorted(counts, key=lambda role: (-counts[role], role))
    divided = [
        piece
        for role in ordered
        for piece in (", ", role_code(role), f" {counts[role]} (", share_of(counts[role], total), ")")
    ]
    firm = all(row.firm is not False for row in rows)
    return (
        plan,
        ": ",
        number(total, Text(sv="åtgärd", en="action"), Text(sv="åtgärder", en="actions")),
        Text(sv=", efter roll mot ", en=", by role towards "),
        focus,
        ": ",
        *divided[1:],
        ". ",
        _KRONOR if kronor else _NO_KRONOR,
        "" if firm else _DEPENDS,
    )


_KRONOR = Text(sv="Kronorna står i tabellen.", en="The kronor are in the table.")
_NO_KRONOR = Text(
    sv="Inga kronor: inget belopp är knutet till någon av dem.",
    en="No kronor: no amount is tied to any of them.",
)
_DEPENDS = Text(sv=" Svaret beror på omstridda samband.", en=" The answer depends on contested relations.")

QUESTION = Question(
    name="plan-balance",
    title=Text(
        sv="Hur fördelar sig planens åtgärder och kronor på grundorsaker och konsekvenser?",
        en="How do the plan's actions and kronor divide between root causes and consequences?",
    ),
    users=("strategist", "opposition", "evaluator"),
    parameters=(
        Parameter(
            "plan",
            Text(sv="Planen, med id eller namn.", en="The plan, by id or name."),
            kinds=("plan",),
            required=True,
        ),
        FOCUS,
    ),
    columns=(
        Column("role", Text(sv="Roll", en="Role")),
        Column("count", Text(sv="Åtgärder", en="Actions")),
        Column("share", Text(sv="Andel", en="Share")),
        Column("actions", Text(sv="Vilka", en="Which")),
        Column("kronor", Text(sv="Kronor", en="Kronor")),
    ),
    example=Example(
        parameters={"plan": "plan/ansokan-2018"},
        views=(),
        summary="Insatser enligt ansökan 2018 (statsbidrag för att minska segregation): 13 åtgärder, efter roll "
        "mot Socioekonomisk boendesegregation: inte spårad 8 (0,615), konsekvens 3 (0,231), förutsättning 1 (0,077), "
        "blandad 1 (0,077). Inga kronor: inget belopp är knutet till någon av dem.",
    ),
    find=find,
)
