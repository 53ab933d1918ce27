"""action-trace: does an action address root causes or consequences, by which path, and who says so?"""

from collections.abc import Iterator

from pyoxigraph import NamedNode

from graph.answers.asked import Asked
from graph.answers.phrasing import listed, stated, things_of
from graph.answers.question import Column, Example, Found, FoundRow, Parameter, Question, Step
from graph.answers.wording import Piece, kind_of, shown_id
from graph.causes.paths import edges_of_role
from graph.causes.roles import Edge
from graph.causes.views import FOCUS, NEVER_FIRM, CausalView, joint_role, read_causal_view, role_code
from graph.claims.views import Counted
from graph.topics.gaps import documents_that_would_show
from graph.topics.remedies import remedy_rows
from ontology.text import Text

_ADDRESSES = Text(sv="riktas mot", en="addresses")
_ITSELF = Text(sv="problemet självt", en="the problem itself")


def find(asked: Asked) -> Found:
    """One row for each problem that the action addresses, and one for what is said to reduce it or the focus."""
    action, focus = asked.needed("action"), asked.needed("focus")
    addressed = asked.claims("addresses", subjects=[action])
    problems = _problems(action, addressed)
    causal = read_causal_view(asked)
    if not problems:
        return _unknown(asked, action)
    rows = [_row(asked, problem, focus, addressed, causal) for problem in problems]
    rows.extend(remedy_rows(causal.counted, asked.term("reduces"), action, {focus, *problems}))
    return Found(rows, _summary(action, problems, focus, addressed, causal))


def _problems(action: NamedNode, addressed: Counted) -> list[NamedNode]:
    """What the action addresses; a problem that is asked for itself stands for itself."""
    if kind_of(action) == "problem":
        return [action]
    return things_of(addressed.asserted())


def _unknown(asked: Asked, action: NamedNode) -> Found:
    missing = documents_that_would_show(asked, [action])
    summary = (
        action,
        Text(
            sv=": vilka problem detta riktas mot är inte känt. Ingen källa i vyn säger det, och ingen läsning av oss.",
            en=": which problems this is meant for is not known. No source in the view says it, nor a reading of ours.",
        ),
    )
    return Found([], summary, state="unknown", settled_by=missing, not_held=missing)


def _row(
    asked: Asked, problem: NamedNode, focus: NamedNode, addressed: Counted, causal: CausalView
) -> FoundRow:
    role, verdict = causal.role(problem, focus)
    edges = edges_of_role(causal, role, problem, focus)
    told = causal.told_whole_by(edges)
    return FoundRow(
        id=shown_id(problem),
        values={
            "kind": _ITSELF if problem == asked.needed("action") else _ADDRESSES,
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
            *_addressing(asked, problem, addressed),
            *(
                Step(
                    (*stated(asked, causal.proposition(edge)), _mark(edge, causal), "."), causal.claims(edge)
                )
                for edge in edges
            ),
            Step(_conclusion(role, problem, focus)),
        ),
        verdict=role,
        verdict_label=role_code(role),
        firm=None if role in NEVER_FIRM else verdict.firm,
        depends_on=tuple(causal.proposition(edge) for edge in verdict.depends_on),
    )


def _addressing(asked: Asked, problem: NamedNode, addressed: Counted) -> Iterator[Step]:
    for one in addressed.asserted():
        if one.object == problem:
            yield Step((*stated(asked, one), "."), tuple(addressed.about(one)))


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
            sv=" – grundorsak: sägs leda till fokus, och ingen i vyn säger vad som ligger före. Fokus: ",
            en=" – root cause: said to lead to the focus, and nobody in the view says what lies before. Focus: ",
        ),
        "cause": Text(
            sv=" – orsak: sägs leda till fokus, och något sägs ligga före. Fokus: ",
            en=" – cause: said to lead to the focus, and something is said to lie before. Focus: ",
        ),
        "consequence": Text(
            sv=" – konsekvens: sägs följa av fokus, och ingen i vyn säger att det leder tillbaka. Fokus: ",
            en=" – consequence: said to follow from the focus, and nobody in the view says that this leads back. "
            "Focus: ",
        ),
        "loop": Text(
            sv=" – ond cirkel: sägs både leda till fokus och följa av fokus. Fokus: ",
            en=" – loop: said both to lead to the focus and to follow from it. Focus: ",
        ),
        "focus": Text(sv=" – detta är själva fokus: ", en=" – this is the focus itself: "),
        "enabling": Text(
            sv=" – förutsättning för annat arbete, varken orsak till eller konsekvens av fokus: ",
            en=" – enabling: what other work needs, neither cause nor consequence of the focus: ",
        ),
        "untraced": Text(
            sv=" – inte spårad: ingen i vyn knyter detta till fokus. Fokus: ",
            en=" – untraced: nobody in the view ties this to the focus. Focus: ",
        ),
    }
    return (problem, words[role], focus, ".")


def _summary(
    action: NamedNode, problems: list[NamedNode], focus: NamedNode, addressed: Counted, causal: CausalView
) -> tuple[Piece, ...]:
    roles = [(problem, *causal.role(problem, focus)) for problem in problems]
    edges = [edge for problem, role, _ in roles for edge in edges_of_role(causal, role, problem, focus)]
    one, several = _ROLES[joint_role(role for _, role, _ in roles)]
    said = (*_aim(action, problems, addressed), several if len(problems) > 1 else one, focus)
    if not edges:
        return (*said, ".")
    told = listed(_speakers(edges, causal)) if len(problems) == 1 else ()
    ending = _ENDINGS[all(verdict.firm for _, _, verdict in roles)]
    return (*said, *((_ACCORDING_TO, *told) if told else ()), ending)


def _aim(action: NamedNode, problems: list[NamedNode], addressed: Counted) -> tuple[Piece, ...]:
    """What the action is aimed at, and whether only we read it so; a problem that is traced by itself has no aim."""
    if problems == [action]:
        return (action, ": ")
    claims = [claim for one in addressed.asserted() for claim in addressed.asserting(one)]
    ours = all(claim.basis == "our-reading" for claim in claims)
    several = Text(sv=f"{len(problems)} problem", en=f"{len(problems)} problems")
    aim = problems[0] if len(problems) == 1 else several
    return (action, Text(sv=" riktas mot ", en=" addresses "), aim, *([_OUR_READING] if ours else ()), ": ")


def _speakers(edges: list[Edge], causal: CausalView) -> list[NamedNode]:
    """Who says, in a passage of their own or by reporting others, what the path rests on."""
    asserted = (causal.counted.asserting(causal.proposition(edge)) for edge in edges)
    return sorted({claim.speaker for claims in asserted for claim in claims}, key=lambda one: one.value)


_OUR_READING = Text(sv=" (vår läsning)", en=" (our reading)")
_ACCORDING_TO = Text(sv=", enligt ", en=", according to ")
_ENDINGS = {
    True: Text(
        sv=". Ingen i vyn motsäger orsakssambanden.",
        en=". Nobody in the view contradicts the causal relations.",
    ),
    False: Text(
        sv=". Det beror på omstridda orsakssamband.", en=". It depends on contested causal relations."
    ),
}
_ROLES = {
    "root-cause": (
        Text(sv="en grundorsak till ", en="a root cause of "),
        Text(sv="grundorsaker till ", en="root causes of "),
    ),
    "cause": (Text(sv="en orsak till ", en="a cause of "), Text(sv="orsaker till ", en="causes of ")),
    "consequence": (
        Text(sv="en konsekvens av ", en="a consequence of "),
        Text(sv="konsekvenser av ", en="consequences of "),
    ),
    "loop": (
        Text(sv="i en ond cirkel med ", en="in a loop with "),
        Text(sv="i onda cirklar med ", en="in loops with "),
    ),
    "focus": (
        Text(sv="själva fokus, ", en="the focus itself, "),
        Text(sv="själva fokus, ", en="the focus itself, "),
    ),
    "enabling": (
        Text(
            sv="en förutsättning för annat arbete, varken orsak till eller konsekvens av ",
            en="what other work needs, neither cause nor consequence of ",
        ),
        Text(
            sv="förutsättningar för annat arbete, varken orsaker till eller konsekvenser av ",
            en="what other work needs, neither causes nor consequences of ",
        ),
    ),
    "untraced": (
        Text(sv="ingen i vyn knyter det till ", en="nobody in the view ties it to "),
        Text(sv="ingen i vyn knyter dem till ", en="nobody in the view ties them to "),
    ),
    "mixed": (
        Text(sv="olika roller i förhållande till ", en="different roles in relation to "),
        Text(sv="olika roller i förhållande till ", en="different roles in relation to "),
    ),
}
"""What a summary says of one problem, and of several that are alike, before it names the focus."""

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
        summary="Kameror riktas mot Otrygghet (vår läsning): en konsekvens av Socioekonomisk boendesegregation, enligt "
        "Delegationen mot segregation. Ingen i vyn motsäger orsakssambanden.",
    ),
    find=find,
)
