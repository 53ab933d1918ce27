"""action-trace: does an action address root causes or consequences, by which path, and who says so?"""

from collections.abc import Iterator

from pyoxigraph import NamedNode

from graph.answers.asked import Asked
from graph.answers.form import State
from graph.answers.question import Column, Example, Found, FoundRow, Parameter, Question, Step
from graph.answers.wording import Piece, shown_id
from graph.causes.roles import Edge
from graph.causes.views import FOCUS, CausalView, joint_role, read_causal_view, role_code
from graph.claims.model import Proposition
from graph.claims.views import Counted
from graph.topics.gaps import documents_that_would_show
from ontology.text import Text

_ADDRESSES = Text(sv=" riktas mot ", en=" addresses ")
_CAUSES = Text(sv=" orsakar ", en=" causes ")


def find(asked: Asked) -> Found:
    """One row for each problem that the action addresses, and one for each `reduces` edge beside the path."""
    action, focus = asked.needed("action"), asked.needed("focus")
    addressed = asked.claims("addresses", subjects=[action])
    problems = _problems(action, addressed)
    causal = read_causal_view(asked)
    if not problems:
        return _unknown(asked, action)
    rows = [_row(action, problem, focus, addressed, causal) for problem in problems]
    rows.extend(_works_against(action, focus, problems, causal, asked.term("reduces")))
    return Found(rows, _summary(action, problems, focus, causal))


def _problems(action: NamedNode, addressed: Counted) -> list[NamedNode]:
    """What the action addresses; a problem that is asked for itself stands for itself."""
    if shown_id(action).startswith("problem/"):
        return [action]
    return [one.object for one in addressed.asserted() if isinstance(one.object, NamedNode)]


def _unknown(asked: Asked, action: NamedNode) -> Found:
    missing = documents_that_would_show(asked, [action])
    summary = (
        Text(sv="Vad ", en="What "),
        action,
        Text(
            sv=" riktas mot är inte känt: ingen källa i vyn säger det och vi har inte heller läst in det.",
            en=" addresses is not known: no source in the view says it, nor is there a reading of ours.",
        ),
    )
    return Found([], summary, state="unknown", settled_by=missing, not_held=missing)


def _row(
    action: NamedNode, problem: NamedNode, focus: NamedNode, addressed: Counted, causal: CausalView
) -> FoundRow:
    role, verdict = causal.role(problem, focus)
    edges = _edges(role, problem, focus, causal)
    told = causal.told_whole_by(edges)
    return FoundRow(
        id=shown_id(problem),
        values={
            "kind": Text(sv="riktas mot", en="addresses"),
            "thing": problem,
            "role": role_code(role),
            "path": _path(edges, causal),
            "told_by": tuple(told)
            if told
            else Text(sv="ingen ensam källa", en="no single source")
            if edges
            else None,
        },
        state="unknown" if role == "untraced" else "yes",
        because=(
            *_addressing(action, problem, addressed),
            *(
                Step((edge[0], _CAUSES, edge[1], _mark(edge, causal), "."), causal.claims(edge))
                for edge in edges
            ),
            Step(_conclusion(role, problem, focus)),
        ),
        verdict=role,
        firm=verdict.firm,
        depends_on=tuple(causal.proposition(edge) for edge in verdict.depends_on),
    )


def _addressing(action: NamedNode, problem: NamedNode, addressed: Counted) -> Iterator[Step]:
    for proposition in addressed.asserted():
        if proposition.object == problem:
            yield Step((action, _ADDRESSES, problem, "."), tuple(addressed.about(proposition)))


def _edges(role: str, problem: NamedNode, focus: NamedNode, causal: CausalView) -> list[Edge]:
    if role in ("root-cause", "cause"):
        return causal.graph.path(problem, focus)
    if role == "consequence":
        return causal.graph.path(focus, problem)
    return causal.graph.loop(problem, focus) if role == "loop" else []


def _path(edges: list[Edge], causal: CausalView) -> tuple[Piece, ...]:
    return (edges[0][0], *(end for _, end in edges)) if edges else ()


def _mark(edge: Edge, causal: CausalView) -> Text:
    if causal.counted.contested(causal.proposition(edge)):
        return Text(sv=" (omstritt)", en=" (contested)")
    if causal.counted.second_hand_only(causal.proposition(edge)):
        return Text(sv=" (bara i andra hand)", en=" (second-hand only)")
    return Text(sv="", en="")


def _conclusion(role: str, problem: NamedNode, focus: NamedNode) -> tuple[Piece, ...]:
    words = {
        "root-cause": Text(
            sv=" leder till fokus, och ingen i vyn säger vad som ligger före: grundorsak. Fokus: ",
            en=" leads to the focus, and nobody in the view says what lies before it: root cause. Focus: ",
        ),
        "cause": Text(
            sv=" leder till fokus, och något ligger före: orsak. Fokus: ",
            en=" leads to the focus, and something lies before it: cause. Focus: ",
        ),
        "consequence": Text(
            sv=" är en följd av fokus, och ingen i vyn säger att det leder tillbaka: konsekvens. Fokus: ",
            en=" follows from the focus, and nobody in the view says that it leads back: consequence. Focus: ",
        ),
        "loop": Text(
            sv=" är både orsak till och följd av fokus: ond cirkel. Fokus: ",
            en=" is both a cause and a consequence of the focus: loop. Focus: ",
        ),
        "focus": Text(sv=" är själva fokus: ", en=" is the focus itself: "),
        "enabling": Text(
            sv=" är arbete som möjliggör annat, varken orsak eller konsekvens av fokus: ",
            en=" is work that enables other work, neither cause nor consequence of the focus: ",
        ),
        "untraced": Text(
            sv=" kopplas inte till fokus av någon i vyn: ospårad. Fokus: ",
            en=" is not linked to the focus by anybody in the view: untraced. Focus: ",
        ),
    }
    return (problem, words[role], focus, ".")


def _works_against(
    action: NamedNode, focus: NamedNode, problems: list[NamedNode], causal: CausalView, reduces: NamedNode
) -> Iterator[FoundRow]:
    """What is said to reduce the focus or an addressed problem, or that this action reduces."""
    concerned = {focus, *problems}
    for claim_about in {claim.proposition for claim in causal.counted.claims}:
        if claim_about.predicate == reduces and (
            claim_about.object in concerned or claim_about.subject == action
        ):
            yield _against_row(claim_about, causal)


def _against_row(proposition: Proposition, causal: CausalView) -> FoundRow:
    claims = tuple(causal.counted.about(proposition))
    state, kind = _reduction(proposition, causal)
    return FoundRow(
        id=shown_id(proposition.iri),
        values={
            "kind": kind,
            "thing": proposition.subject,
            "role": Text(sv="botemedel, inte orsak", en="remedy, not cause"),
            "path": (proposition.subject, proposition.object),
            "told_by": tuple(sorted({claim.document for claim in claims}, key=str)),
        },
        state=state,
        because=(Step((proposition.subject, ": ", kind, " ", proposition.object, "."), claims),),
    )


def _reduction(proposition: Proposition, causal: CausalView) -> tuple[State, Text]:
    stances = {claim.stance for claim in causal.counted.about(proposition)}
    if "asserts" in stances:
        contested = causal.counted.contested(proposition)
        return "unknown" if contested else "yes", Text(sv="uppges motverka", en="said to reduce")
    if stances == {"denies"}:
        return "unknown", Text(sv="uppges inte motverka", en="said not to reduce")
    if "doubts" in stances:
        return "unknown", Text(sv="betvivlas motverka", en="doubted to reduce")
    return "unknown", Text(sv="föreslås eller efterfrågas motverka", en="proposed or asked to reduce")


def _summary(
    action: NamedNode, problems: list[NamedNode], focus: NamedNode, causal: CausalView
) -> tuple[Piece, ...]:
    roles = [causal.role(problem, focus) for problem in problems]
    firm = all(verdict.firm for _, verdict in roles)
    ending = (
        Text(sv=". Svaret är fast.", en=". The answer is firm.")
        if firm
        else Text(sv=". Svaret beror på omstridda samband.", en=". The answer depends on contested edges.")
    )
    return (action, ": ", role_code(joint_role(role for role, _ in roles)), _TOWARDS, focus, ending)


_TOWARDS = Text(sv=" i förhållande till ", en=" in relation to ")

QUESTION = Question(
    name="action-trace",
    title=Text(
        sv="Riktas åtgärden mot grundorsaker eller konsekvenser?",
        en="Does the action address root causes or consequences?",
    ),
    users=("strategist", "opposition", "evaluator"),
    parameters=(
        Parameter(
            "action",
            Text(
                sv="Åtgärden, med id eller namn; eller ett problem, för att spåra det självt.",
                en="The action, by id or name; or a problem, to trace it by itself.",
            ),
            kinds=("action", "plan", "proposal", "problem"),
            required=True,
        ),
        FOCUS,
    ),
    columns=(
        Column("kind", Text(sv="Samband", en="Relation")),
        Column("thing", Text(sv="Vad", en="What")),
        Column("role", Text(sv="Roll", en="Role")),
        Column("path", Text(sv="Väg", en="Path"), separator=" → "),
        Column("told_by", Text(sv="Hela vägen berättas av", en="The whole path is told by")),
    ),
    example=Example(
        parameters={"action": "action/kameror"},
        views=(),
        summary="Kameror: konsekvens i förhållande till Socioekonomisk boendesegregation. Svaret är fast.",
    ),
    find=find,
)
