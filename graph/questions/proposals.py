"""proposals: who proposed, asked or criticised what, was it moved, and did a later plan take it up?"""

from collections import Counter
from collections.abc import Mapping, Sequence

from pyoxigraph import NamedNode

from graph.answers.asked import Asked
from graph.answers.form import State
from graph.answers.phrasing import (
    capitalised,
    claims_on,
    listed,
    number,
    sentence,
    speakers_of,
    things_of,
    types_of,
)
from graph.answers.question import Cell, Column, Example, Found, FoundRow, Parameter, Question, Step
from graph.answers.wording import Phrase, Piece, kind_of, shown_id
from graph.claims.evidence import Claim, node
from graph.claims.views import Counted
from graph.stores.interface import NamedQuery
from graph.topics.gaps import not_held, recorded_in
from graph.topics.proposed import CONTENT, OUTCOME, Objections, Proposal, read_objections
from ontology.iris import thing
from ontology.text import Text

SPOKEN_OF = NamedQuery("spoken_of")


def find(asked: Asked) -> Found:
    """One row for each proposal, question and criticism that somebody in the view puts forward."""
    body = asked.thing("body")
    counted = asked.claims(*CONTENT, *OUTCOME, subjects=_proposed(asked, body))
    subjects = sorted({claim.proposition.subject for claim in counted.claims}, key=str)
    types = types_of(asked, subjects)
    proposals = [Proposal(one, types.get(one), counted, asked) for one in subjects]
    if body is not None:
        proposals = [one for one in proposals if body in one.speakers]
    plans = sorted({plan for one in proposals for plan in one.things("plan")}, key=str)
    objections = read_objections(asked, plans)
    records = recorded_in(asked, plans)
    named = {document for one in proposals for document in one.things("document")}
    missing = not_held(asked, sorted({*named, *things_of(records.asserted())}, key=str))
    rules = _rules(asked)
    rows = [_row(one, objections, records, missing, rules) for one in proposals]
    return Found(rows, _summary(proposals, rows, body, rules), not_held=missing)


def _proposed(asked: Asked, body: NamedNode | None) -> list[NamedNode]:
    """All proposals, questions and criticisms, or those of which a body says what they are about."""
    if body is None:
        return list(asked.kind("proposal"))
    rows = asked.store.select(SPOKEN_OF, speaker=[body], predicate=[asked.term(term) for term in CONTENT])
    found = {node(row, "subject") for row in rows}
    return sorted((one for one in found if kind_of(one) == "proposal"), key=str)


def _rules(asked: Asked) -> Text:
    """What is known of the rules on motions: whether any standing orders are held. Nobody here applies them."""
    orders = asked.typed(thing("document-type/standing-orders"))
    if any(facts.held for facts in asked.documents(orders).values()):
        return Text(
            sv="; vad reglerna säger har inte prövats", en="; what the rules say has not been checked"
        )
    return Text(sv="; reglerna finns inte här", en="; the rules are not held")


def _row(
    one: Proposal, objections: Objections, records: Counted, missing: Sequence[NamedNode], rules: Text
) -> FoundRow:
    hindered = objections.by(one.speakers, one.things("plan")) if one.status == "not-moved" else []
    adopted = tuple(things_of(one.adopted))
    states: Mapping[str, State] = {"not-moved": "no", "moved": "yes", "voted-down": "yes"}
    values: dict[str, Cell] = {
        "proposal": one.proposal,
        "type": thing(f"proposal-type/{one.type}") if one.type else None,
        "by": tuple(sorted(one.speakers, key=str)),
        "stance": thing(f"stance/{one.stance}") if one.stance else None,
        "status": thing(f"motion-status/{one.status}"),
        "status_by": speakers_of(claims_on(one.counted, one.statuses)),
        "hindered_by": speakers_of(hindered),
        "adopted": adopted or Text(sv="okänt", en="unknown"),
    }
    steps = [
        Step((Text(sv="Innehåll: ", en="Content: "), one.proposal, "."), tuple(one.content)),
        Step(
            (Text(sv="Behandling: ", en="Treatment: "), thing(f"motion-status/{one.status}"), "."),
            claims_on(one.counted, one.statuses),
        ),
    ]
    if hindered:
        steps.append(Step(_hindered(hindered, rules), tuple(hindered)))
    if adopted:
        steps.append(
            Step(
                (Text(sv="Togs in i ", en="Was adopted in "), *listed(adopted), "."),
                claims_on(one.counted, one.adopted),
            )
        )
    else:
        steps.append(_not_known(one, records, missing))
    return FoundRow(shown_id(one.proposal), values, states.get(one.status, "unknown"), tuple(steps))


def _hindered(claims: Sequence[Claim], rules: Text) -> Phrase:
    words = Text(
        sv="Att det inte gick att yrka är ord från ", en="That it could not be moved is the word of "
    )
    return (words, *listed(speakers_of(claims)), rules, ".")


def _not_known(one: Proposal, records: Counted, missing: Sequence[NamedNode]) -> Step:
    records_of = [record for record in records.asserted() if record.subject in one.things("plan")]
    words = Text(
        sv="Om en senare plan har tagit upp det är inte känt.",
        en="Whether a later plan has taken it up is not known.",
    )
    documents = [document for document in things_of(records_of) if document in missing]
    if not documents:
        return Step((words,))
    hint = Text(sv=" Inte heller planen själv finns här: ", en=" Nor is the plan itself held: ")
    return Step((words, hint, *listed(documents), "."), claims_on(records, records_of))


def _summary(
    proposals: Sequence[Proposal], rows: Sequence[FoundRow], body: NamedNode | None, rules: Text
) -> Phrase:
    who: Phrase = (body, ": ") if body else ()
    if not proposals:
        nothing = Text(
            sv="inga förslag eller frågor är kända i vyn.",
            en="no proposals or questions are known in the view.",
        )
        return (*who, nothing) if who else (capitalised(nothing),)
    statuses = Counter(one.status for one in proposals)
    total = number(len(proposals), _POINT[0], _POINT[1])
    counts: list[Piece] = [
        Text(sv=f"{statuses[status]} {text.sv}", en=f"{statuses[status]} {text.en}")
        for status, text in _STATUSES.items()
        if statuses[status]
    ]
    cells = (row.values["hindered_by"] for row in rows)
    speakers = sorted(
        {one for by in cells if isinstance(by, tuple) for one in by if isinstance(one, NamedNode)}, key=str
    )
    ending: Phrase = (".",)
    if speakers:
        words = Text(
            sv=". Att det inte gick att yrka är ord från ", en=". That it could not be moved is the word of "
        )
        ending = (words, *listed(speakers), rules, ".")
    return sentence(who, (total, ": "), listed(counts), ending)


_POINT = (
    Text(sv="förslag, fråga eller kritik", en="proposal, question or criticism"),
    Text(sv="förslag, frågor och kritiska punkter", en="proposals, questions and criticisms"),
)
_STATUSES = {
    "moved": Text(sv="yrkat", en="moved"),
    "voted-down": Text(sv="nedröstat", en="voted down"),
    "not-moved": Text(sv="inte yrkat", en="not moved"),
    "unknown": Text(sv="där det inte är känt", en="of which that is not known"),
}

QUESTION = Question(
    name="proposals",
    title=Text(
        sv="Vem föreslog eller frågade vad, yrkades det, och togs det in i en senare plan?",
        en="Who proposed or asked what, was it moved, and did a later plan adopt it?",
    ),
    users=("opposition",),
    parameters=(
        Parameter(
            "body",
            Text(
                sv="Bara det som detta parti eller organ har fört fram.",
                en="Only what this party or body put forward.",
            ),
            kinds=("party", "body", "unit", "group", "organisation", "post"),
        ),
    ),
    columns=(
        Column("proposal", Text(sv="Förslag, fråga eller kritik", en="Proposal, question or criticism")),
        Column("type", Text(sv="Slag", en="Type")),
        Column("by", Text(sv="Av", en="By")),
        Column("stance", Text(sv="Hållning", en="Stance")),
        Column("status", Text(sv="Yrkat?", en="Moved?")),
        Column("status_by", Text(sv="Det säger", en="So says")),
        Column("hindered_by", Text(sv="Att det inte gick säger", en="That it could not be, says")),
        Column("adopted", Text(sv="Togs in i", en="Adopted in")),
    ),
    example=Example(
        parameters={"body": "party/mp"},
        views=(),
        summary="Miljöpartiet i Linköping: 6 förslag, frågor och kritiska punkter: 1 nedröstat och 5 "
        "inte yrkat. Att det inte gick att yrka är ord från Miljöpartiet i Linköping; "
        "reglerna finns inte här.",
    ),
    find=find,
)
