"""rival-models: the same question in two views. Where do they part, and on which statement?"""

from collections.abc import Iterator, Sequence

from pyoxigraph import NamedNode

from graph.answers.asked import Asked
from graph.answers.phrasing import chain_of, listed, stated, statement
from graph.answers.question import Column, Example, Found, FoundRow, Parameter, Question, Step
from graph.answers.wording import Piece, is_document, shown_id
from graph.causes.rivals import Rivals, RoleDifference, read_rivals
from graph.causes.sides import Side, view_name
from graph.causes.views import FOCUS, role_code
from graph.claims.model import Proposition
from graph.topics.gaps import not_held
from ontology.iris import thing
from ontology.text import Text


def find(asked: Asked) -> Found:
    """Rows for what one side asserts and the other denies or leaves out, and for roles that differ."""
    a, b = (asked.view(asked.texts[name]) for name in ("a", "b"))
    rivals = read_rivals(asked, asked.needed("focus"), (a, b))
    parting = [one for one in rivals.statements if rivals.part_on(one)]
    reported = [one for one in rivals.disputed_reports() if one not in parting]
    roles = list(rivals.role_differences())
    on_paths = {edge for role in roles for edges in role.edges for edge in edges}
    rows = [
        *(_statement_row(rivals, one, _PARTING, asked) for one in parting),
        *(_report_row(rivals, one, asked) for one in reported),
        *(_role_row(rivals, role) for role in roles),
        *(
            _statement_row(rivals, one, _ONE_SIDED, asked)
            for one in rivals.one_sided()
            if one not in on_paths
        ),
        *_judgements(rivals, asked),
    ]
    sources = _cited(rivals, reported)
    missing = not_held(asked, sources)
    summary = (*_summary(rivals, parting, roles, asked), *_disputed(sources, missing))
    return Found(rows, summary, not_held=missing)


_PARTING = Text(sv="här går de isär", en="here they part")
_ONE_SIDED = Text(sv="sägs bara av den ena", en="said by one side only")
_DISPUTED = Text(sv="omtvistad återgivning", en="disputed report")
_ROLE = Text(sv="rollen skiljer sig", en="the role differs")
_ONE_ROLE = Text(sv="roll bara enligt den ena", en="a role by one side only")
_JUDGED = Text(sv="olika bedömningar", en="different judgements")
_ORDER = {
    kind: number for number, kind in enumerate((_PARTING, _DISPUTED, _ROLE, _ONE_SIDED, _JUDGED), start=1)
}
_SILENT = Text(sv="säger inget", en="says nothing")
_NOT_KNOWN = Text(sv="inte känt", en="not known")
_REPORTS = Text(sv="återger andra", en="reports others")
_DENIES_REPORT = Text(sv="bestrider återgivningen", en="disputes the report")


def _word(side: Side, one: Proposition, silent: Text = _SILENT) -> tuple[Piece, ...]:
    """What a side does with a statement: its stances, or that it only reports others."""
    stances = side.stances(one)
    if stances:
        return tuple(thing(f"stance/{stance}") for stance in sorted(stances))
    reports = side.reports(one)
    if any(claim.stance is None for claim in reports):
        return (_DENIES_REPORT,)
    return (_REPORTS,) if reports else (silent,)


def _statement_row(rivals: Rivals, one: Proposition, kind: Text, asked: Asked) -> FoundRow:
    a, b = rivals.sides
    return FoundRow(
        id=f"{_ORDER[kind]}-{shown_id(one.iri)}",
        values={"kind": kind, "about": statement(asked, one), "a": _word(a, one), "b": _word(b, one)},
        state="unknown" if kind is _PARTING else "yes",
        because=tuple(
            Step(
                (view_name(side.view), ": ", *listed(_word(side, one)), ": ", *stated(asked, one), "."),
                claims,
            )
            for side in rivals.sides
            for claims in [side.claims(one)]
            if claims
        ),
    )


def _report_row(rivals: Rivals, one: Proposition, asked: Asked) -> FoundRow:
    """A report whose truth is disputed, and beside it what else the same source is said to say of the thing."""
    a, b = rivals.sides
    return FoundRow(
        id=f"{_ORDER[_DISPUTED]}-{shown_id(one.iri)}",
        values={
            "kind": _DISPUTED,
            "about": statement(asked, one),
            "a": _word(a, one, _NOT_KNOWN),
            "b": _word(b, one, _NOT_KNOWN),
        },
        state="unknown",
        because=tuple(
            Step(
                (*chain_of((link.speaker, link.stance) for link in claim.chain), *stated(asked, told), "."),
                (claim,),
            )
            for told in (one, *rivals.told_with(one))
            for claim in rivals.reports(told)
        ),
    )


def _role_row(rivals: Rivals, role: RoleDifference) -> FoundRow:
    return FoundRow(
        id=f"{_ORDER[_ROLE]}-{shown_id(role.problem)}",
        values={
            "kind": _ONE_ROLE if "untraced" in role.roles else _ROLE,
            "about": role.problem,
            "a": role_code(role.roles[0]),
            "b": role_code(role.roles[1]),
        },
        because=tuple(
            Step(
                (view_name(side.view), ": ", role.problem, ": ", role_code(code), "."),
                tuple(claim for edge in edges for claim in side.claims(edge)),
            )
            for side, code, edges in zip(rivals.sides, role.roles, role.edges, strict=True)
        ),
    )


def _judgements(rivals: Rivals, asked: Asked) -> Iterator[FoundRow]:
    """One row for each thing that both sides judge, with the judgements that only one of them gives."""
    for subject in sorted(rivals.common(), key=lambda one: one.value):
        only = rivals.judged_by_one(subject)
        if any(only):
            yield FoundRow(
                id=f"{_ORDER[_JUDGED]}-{shown_id(subject)}",
                values={
                    "kind": _JUDGED,
                    "about": subject,
                    "a": tuple(one.object for one in only[0]) or _SILENT,
                    "b": tuple(one.object for one in only[1]) or _SILENT,
                },
                because=tuple(
                    Step((view_name(side.view), ": ", *stated(asked, one), "."), side.claims(one))
                    for side, ones in zip(rivals.sides, only, strict=True)
                    for one in ones
                ),
            )


def _summary(
    rivals: Rivals,
    parting: Sequence[Proposition],
    roles: Sequence[RoleDifference],
    asked: Asked,
) -> tuple[Piece, ...]:
    a, b = (view_name(side.view) for side in rivals.sides)
    points = [piece for one in parting for piece in ("; ", *stated(asked, one))][1:]
    both: tuple[Piece, ...] = (a, Text(sv=" och ", en=" and "), b)
    opening: tuple[Piece, ...] = (
        (*both, Text(sv=" går isär här: ", en=" part here: "), *points, ".")
        if points
        else (*both, Text(sv=" säger inte emot varandra.", en=" do not contradict each other."))
    )
    return (*opening, *_roots(rivals, roles))


def _roots(rivals: Rivals, roles: Sequence[RoleDifference]) -> Iterator[Piece]:
    """The root causes that only one side sees."""
    for index, side in enumerate(rivals.sides):
        roots = [role.problem for role in roles if role.roles[index] == "root-cause"]
        if roots:
            only = Text(sv=" Grundorsak bara enligt ", en=" Root cause only according to ")
            yield from (only, view_name(side.view), ": ", *listed(roots), ".")


def _cited(rivals: Rivals, reported: Sequence[Proposition]) -> list[NamedNode]:
    """The documents in the chains of disputed reports."""
    speakers = {link.speaker for one in reported for claim in rivals.reports(one) for link in claim.chain[1:]}
    return sorted((one for one in speakers if is_document(one)), key=lambda one: one.value)


def _disputed(sources: Sequence[NamedNode], missing: Sequence[NamedNode]) -> Iterator[Piece]:
    if sources:
        yield Text(sv=" Omtvistat är också vad som står i ", en=" Also disputed is what stands in ")
        yield from listed(sources)
        if missing:
            yield from (_NONE,) if len(missing) == len(sources) else (_NOT_HELD, *listed(missing))
        yield "."


_NONE = Text(sv=" (finns inte här)", en=" (not held)")
_NOT_HELD = Text(sv="; finns inte här: ", en="; not held: ")


_VIEW = "all, undisputed, speaker:ID, document:ID, as-of:DATE"

QUESTION = Question(
    name="rival-models",
    title=Text(sv="Var går två vyer isär?", en="Where do two views part?"),
    users=("opposition", "evaluator"),
    parameters=(
        Parameter(
            "a", Text(sv=f"Den ena vyn ({_VIEW}).", en=f"The one view ({_VIEW})."), required=True, view=True
        ),
        Parameter(
            "b",
            Text(sv=f"Den andra vyn ({_VIEW}).", en=f"The other view ({_VIEW})."),
            required=True,
            view=True,
        ),
        FOCUS,
    ),
    columns=(
        Column("kind", Text(sv="Hur", en="How")),
        Column("about", Text(sv="Om vad", en="About what"), separator=" – "),
        Column("a", Text(sv="Den ena (a)", en="The one (a)")),
        Column("b", Text(sv="Den andra (b)", en="The other (b)")),
    ),
    example=Example(
        parameters={"a": "speaker:body/linkoping", "b": "speaker:party/mp"},
        views=(),
        summary="Linköpings kommun och Miljöpartiet i Linköping går isär här: Åtgärdsplan mot segregation "
        "2023 – syftar till att minska – Socioekonomisk boendesegregation. Grundorsak bara enligt "
        "Miljöpartiet i Linköping: Att hushåll med stödbehov placeras i Skäggetorp och "
        "Bakomliggande strukturer. Omtvistat är också vad som står i Delmosrapporten som citeras (onämnd) "
        "och Uppföljning av åtgärdsplan mot segregation 2022 (finns inte här).",
    ),
    find=find,
)
