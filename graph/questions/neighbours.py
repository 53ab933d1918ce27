"""neighbours: what is claimed of a thing, and of what that leads to? The graph to walk in."""

from pyoxigraph import NamedNode

from graph.answers.asked import Asked
from graph.answers.form import State
from graph.answers.phrasing import at_least, number, stated
from graph.answers.question import Column, Example, Found, FoundRow, Parameter, Question, Step
from graph.answers.wording import STANCES, Phrase, shown_id
from graph.claims.model import Proposition
from graph.topics.walking import Walk, walk
from ontology.iris import thing
from ontology.text import Text


def find(asked: Asked) -> Found:
    """One row for each proposition within so many steps of the focus, the nearest first."""
    focus, depth, limit = asked.needed("focus"), asked.number("depth"), asked.number("limit")
    found = walk(asked, [focus], depth, limit)
    nearest = sorted(found.claims, key=lambda one: (found.levels[one], _names(one)))
    rows = [_row(one, found) for one in nearest[:limit]]
    cut = found.cut or len(nearest) > limit
    words = Text(
        sv=f"Bara de {limit} närmaste visas. Ange ett högre limit för fler.",
        en=f"Only the {limit} nearest are shown. Give a higher limit for more.",
    )
    return Found(
        rows,
        _summary(focus, depth, len(rows), cut=cut),
        limit=words.in_language(asked.language) if cut else None,
    )


def _names(one: Proposition) -> tuple[str, str, str]:
    return shown_id(one.subject), one.predicate.value, str(one.object)


def _row(one: Proposition, found: Walk) -> FoundRow:
    claims = tuple(found.claims[one])
    stances = {claim.stance for claim in claims}
    state: State = "no" if "asserts" not in stances and stances <= {"denies"} else "unknown"
    if "asserts" in stances and one not in found.contested:
        state = "yes"
    return FoundRow(
        id=f"{found.levels[one]}/{shown_id(one.subject)}/{found.asked.vocabulary.term_of(one.predicate).name}/"
        + shown_id(one.iri).partition("/")[2][:12],
        values={
            "steps": found.levels[one],
            "from": one.subject,
            "relation": found.asked.label(one.predicate),
            "to": one.object,
            "stance": tuple(thing(f"stance/{stance}") for stance in STANCES if stance in stances),
            "contested": one in found.contested,
        },
        state=state,
        because=(Step((*stated(found.asked, one), "."), claims),),
    )


def _summary(focus: NamedNode, depth: int, count: int, *, cut: bool) -> Phrase:
    if not count:
        return (Text(sv="Ingenting sägs i vyn om ", en="Nothing is said in the view about "), focus, ".")
    counted = number(count, Text(sv="samband", en="relation"), Text(sv="samband", en="relations"))
    words = Text(sv=" inom ", en=" within ")
    steps = number(depth, Text(sv="steg från ", en="step of "), Text(sv="steg från ", en="steps of "))
    return (at_least(counted, cut=cut), words, steps, focus, ".")


QUESTION = Question(
    name="neighbours",
    title=Text(
        sv="Vad sägs om en sak, och om det som den hör ihop med?",
        en="What is said of a thing and its neighbours?",
    ),
    users=("strategist",),
    parameters=(
        Parameter(
            "focus",
            Text(sv="Saken att börja i, med id eller namn.", en="The thing to begin in, by id or name."),
            any_thing=True,
            required=True,
        ),
        Parameter(
            "depth",
            Text(sv="Hur många steg, högst 3.", en="How many steps, at most 3."),
            number=True,
            default="1",
            most=3,
        ),
        Parameter(
            "limit",
            Text(sv="Högst så många samband.", en="At most so many relations."),
            number=True,
            default="100",
        ),
    ),
    columns=(
        Column("steps", Text(sv="Steg", en="Steps")),
        Column("from", Text(sv="Från", en="From")),
        Column("relation", Text(sv="Samband", en="Relation")),
        Column("to", Text(sv="Till", en="To")),
        Column("stance", Text(sv="Hållning", en="Stance")),
        Column("contested", Text(sv="Omstritt", en="Contested")),
    ),
    example=Example(
        parameters={"focus": "goal/attraktiv-kommun"},
        views=(),
        summary="5 samband inom 1 steg från Attraktiv kommun.",
    ),
    find=find,
)
