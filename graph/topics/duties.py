"""Duties as rows of an answer: who is named for what, groups and who is tied to them, addressees, duties of nobody."""

from collections.abc import Iterator, Mapping, Sequence

from pyoxigraph import NamedNode

from graph.answers.asked import Asked
from graph.answers.form import State
from graph.answers.phrasing import claims_on, dated, documents_of, listed, speakers_of, things_of
from graph.answers.question import Cell, FoundRow, Step
from graph.answers.wording import Piece, is_document, shown_id
from graph.claims.evidence import Claim, DocumentFacts
from graph.claims.model import Proposition
from graph.claims.views import Counted
from graph.topics.addressees import Addressee
from ontology.text import Text

GROUPS = ("convener", "hasMember", "resourcedBy")
Documents = Mapping[NamedNode, DocumentFacts]
KINDS = {
    "gap-nobody": Text(sv="pekar på ingen", en="points to nobody"),
    "gap-everybody": Text(sv="pekar på alla av ett slag", en="points to all of a kind"),
    "list": Text(sv="i en adresslista men inte i en annan", en="in one addressee list and not in another"),
    "list-all": Text(sv="i alla adresslistor", en="in all addressee lists"),
    "named-task": Text(sv="har uppgiften", en="has the task"),
    "named-reported": Text(sv="uppges i andra hand ha uppgiften", en="said at second hand to have the task"),
    "named-not": Text(sv="sägs inte ha uppgiften", en="said not to have the task"),
    "proposed": Text(
        sv="föreslås eller rekommenderas få uppgiften", en="is proposed or recommended to have the task"
    ),
    "group-convener": Text(sv="sammankallar", en="convenes"),
    "group-hasMember": Text(sv="ingår i", en="is a member of"),
    "group-resourcedBy": Text(sv="bidrar med resurser till", en="gives resources to"),
}


def task_rows(duties: Counted, types: Mapping[NamedNode, str], documents: Documents) -> Iterator[FoundRow]:
    """One row for each body or office, document, and way of being named."""
    found: dict[tuple[str, NamedNode, NamedNode], list[Claim]] = {}
    for claim in duties.claims:
        subject = claim.proposition.subject
        kind = _named(claim, types.get(subject) == "collective")
        if kind is not None:
            found.setdefault((kind, subject, claim.document), []).append(claim)
    for (kind, subject, document), claims in found.items():
        tasks = things_of(claim.proposition for claim in claims)
        contested = any(duties.contested(claim.proposition) for claim in claims if claim.stance == "asserts")
        state: State = "yes" if kind == "named-task" else "unknown" if kind == "named-reported" else "no"
        yield FoundRow(
            id=f"{kind}/{shown_id(subject)}/{shown_id(document)}",
            values=_values(kind, subject, tuple(tasks), (document,), _when(claims, documents)),
            state="unknown" if contested and state == "yes" else state,
            because=tuple(
                Step((subject, " – ", KINDS[kind], ": ", task, "."), _about(claims, task)) for task in tasks
            ),
        )


def _named(claim: Claim, collective: bool) -> str | None:
    if claim.stance in ("proposes", "asks"):
        return "proposed"
    if claim.stance == "denies":
        return "named-not"
    if claim.stance != "asserts":
        return None
    if not claim.first_hand:
        return "named-reported"
    return "gap-everybody" if collective else "named-task"


def _about(claims: Sequence[Claim], task: NamedNode) -> tuple[Claim, ...]:
    return tuple(claim for claim in claims if claim.proposition.object == task)


def group_rows(asked: Asked, groups: Counted, documents: Documents) -> Iterator[FoundRow]:
    """One row for each group and what ties bodies and offices to it: convener, members, resources."""
    for term in GROUPS:
        said = groups.asserted(asked.term(term))
        for group in sorted({one.subject for one in said}, key=str):
            mine = [one for one in said if one.subject == group]
            claims = claims_on(groups, mine)
            kind = f"group-{term}"
            who = tuple(things_of(mine))
            yield FoundRow(
                id=f"{kind}/{shown_id(group)}",
                values=_values(kind, who, (group,), documents_of(claims), _when(claims, documents)),
                state="unknown" if any(groups.contested(one) for one in mine) else "yes",
                because=(Step((*listed(who), " – ", KINDS[kind], " ", group, "."), claims),),
            )


def nobody_row(one: Proposition, nobody: Counted, records: Counted, documents: Documents) -> FoundRow:
    """What a document is said to name nobody for: known only if that document has been read."""
    claims = nobody.asserting(one)
    unread = [
        document
        for document in holding(one, records)
        if document in documents and not documents[document].held
    ]
    steps = [
        Step(
            (one.subject, Text(sv=" – ingen pekas ut för: ", en=" – nobody is named for: "), one.object, "."),
            tuple(nobody.about(one)),
        ),
    ]
    if unread:
        words = (
            Text(sv="Det är ord från ", en="That is the word of "),
            *listed(speakers_of(claims)),
            Text(sv=". Detta finns inte här: ", en=". Not held: "),
            *listed(unread),
            ".",
        )
        steps.append(
            Step(words, claims_on(records, [r for r in records.asserted() if r.subject == one.subject]))
        )
    values = _values(
        "gap-nobody",
        Text(sv="ingen", en="nobody"),
        tuple(things_of([one])),
        (one.subject,),
        _when(claims, documents),
    )
    firm = not unread and not nobody.contested(one)
    return FoundRow(f"gap-nobody/{shown_id(one.iri)}", values, "no" if firm else "unknown", tuple(steps))


def holding(one: Proposition, records: Counted) -> list[NamedNode]:
    """The documents that would show whom this document or plan names."""
    if is_document(one.subject):
        return [one.subject]
    return things_of(record for record in records.asserted() if record.subject == one.subject)


def list_row(one: Addressee, documents: Documents) -> FoundRow:
    """An addressee, with the lists in which it stands and those that lack it."""
    kind = "list" if one.lacks else "list-all"
    steps = [Step((one.who, _IN_LIST, *listed(one.stands_in), "."), one.claims)]
    if one.lacks:
        steps.append(Step((_MISSING_FROM, *listed(one.lacks), ". ", _NO_HEIR)))
    return FoundRow(
        id=f"{kind}/{shown_id(one.who)}",
        values=_values(kind, one.who, (), one.stands_in, _when(one.claims, documents), one.lacks),
        state="no" if one.lacks else "yes",
        because=tuple(steps),
    )


_IN_LIST = Text(sv=" – i adresslistan till ", en=" – in the addressee list of ")
_MISSING_FROM = Text(sv="Saknas i adresslistan till ", en="Missing from the addressee list of ")
_NO_HEIR = Text(
    sv="Att någon saknas i en lista säger inte vem som har tagit över.",
    en="That somebody is missing from a list does not say who has taken over.",
)


def _values(
    kind: str,
    who: Piece | tuple[Piece, ...],
    what: tuple[Piece, ...],
    by: tuple[Piece, ...],
    when: tuple[Piece, ...],
    lacks: tuple[Piece, ...] = (),
) -> dict[str, Cell]:
    return {"kind": KINDS[kind], "who": who, "what": what, "by": by, "when": when, "lacks": lacks}


def _when(claims: Sequence[Claim], documents: Documents) -> tuple[Piece, ...]:
    return tuple(dict.fromkeys(dated(documents.get(document)) for document in documents_of(claims)))
