"""responsibility: who is named for what, by which document, and which duties point to nobody or to everybody?"""

from collections import Counter
from collections.abc import Sequence

from pyoxigraph import NamedNode

from graph.answers.asked import Asked
from graph.answers.phrasing import listed, number, sentence, things_of, types_of
from graph.answers.question import Column, Example, Found, FoundRow, Parameter, Question
from graph.answers.wording import Phrase
from graph.topics.addressees import read_addressees
from graph.topics.duties import GROUPS, group_rows, holding, list_row, nobody_row, task_rows
from graph.topics.gaps import recorded_in
from ontology.text import Text


def find(asked: Asked) -> Found:
    """One row for each body or office and document, for each group, each duty without anybody, each addressee."""
    body = asked.thing("body")
    duties = asked.claims("hasTask", subjects=None if body is None else [body])
    groups = asked.claims(*GROUPS, objects=None if body is None else [body])
    led = asked.claims(*GROUPS, subjects=[] if body is None else [body])
    nobody = asked.claims("namesNoBodyFor", subjects=[] if body else None)
    addressees = read_addressees(asked, body)
    records = recorded_in(asked, sorted({one.subject for one in nobody.asserted()}, key=str))
    everyone = types_of(asked, {claim.proposition.subject for claim in duties.claims})
    documents = asked.documents(
        {
            *(claim.document for counted in (duties, groups, led, nobody) for claim in counted.claims),
            *(claim.document for one in addressees for claim in one.claims),
            *(one.subject for one in nobody.asserted()),
            *things_of(records.asserted()),
        }
    )
    rows = [
        *task_rows(duties, everyone, documents),
        *group_rows(asked, groups, documents),
        *group_rows(asked, led, documents),
        *(nobody_row(one, nobody, records, documents) for one in nobody.asserted()),
        *(list_row(one, documents) for one in addressees if one.who == body or (one.lacks and body is None)),
    ]
    missing = [
        one
        for said in nobody.asserted()
        for one in holding(said, records)
        if one in documents and not documents[one].held
    ]
    return Found(rows, _summary(rows, body), not_held=tuple(sorted(set(missing), key=str)))


def _summary(rows: Sequence[FoundRow], body: NamedNode | None) -> Phrase:
    kinds = Counter(row.id.partition("/")[0] for row in rows)
    if body is not None:
        counts = [number(kinds[kind], one, many) for kind, (one, many) in _COUNTS.items() if kinds[kind]]
        nothing: Phrase = (Text(sv="pekas inte ut i vyn", en="is not named in the view"),)
        return (body, ": ", *(listed(counts) or nothing), ".")
    if not rows:
        return (Text(sv="Ingen pekas ut i vyn.", en="Nobody is named in the view."),)
    hearsay = sum(row.state == "unknown" for row in rows if row.id.startswith("gap-nobody/"))
    everybody, somebody, lists = kinds["gap-everybody"], kinds["named-task"], kinds["list"]
    found: list[Phrase] = [(number(kinds["gap-nobody"], *_DUTIES),)]
    if hearsay:
        words = Text(
            sv=f" ({hearsay} av dem går inte att kontrollera här)",
            en=f" ({hearsay} of them cannot be checked here)",
        )
        found.append((words,))
    particular = Text(sv=" någon bestämd.", en=" somebody in particular.")
    found.append(("; ", number(everybody, *_TIMES), _EVERYBODY, number(somebody, *_TIMES), particular))
    if lists:
        found.append((" ", number(lists, *_ADDRESSEES)))
    return sentence(*found)


_TIMES = (Text(sv="gång", en="time"), Text(sv="gånger", en="times"))
_EVERYBODY = Text(sv=" pekas alla av ett slag ut, ", en=" all of a kind are named, ")
_DUTIES = (
    Text(sv="uppgift pekar på ingen", en="duty points to nobody"),
    Text(sv="uppgifter pekar på ingen", en="duties point to nobody"),
)
_ADDRESSEES = (
    Text(
        sv="adressat står i en lista men inte i en annan; vem som tagit över sägs inte.",
        en="addressee stands in one list and not in another; who took over is not said.",
    ),
    Text(
        sv="adressater står i en lista men inte i en annan; vem som tagit över sägs inte.",
        en="addressees stand in one list and not in another; who took over is not said.",
    ),
)
_COUNTS = {
    "named-task": (
        Text(sv="dokument ger uppgifter", en="document gives tasks"),
        Text(sv="dokument ger uppgifter", en="documents give tasks"),
    ),
    "gap-everybody": (
        Text(
            sv="dokument ger uppgifter till alla av detta slag", en="document gives tasks to all of this kind"
        ),
        Text(
            sv="dokument ger uppgifter till alla av detta slag", en="documents give tasks to all of this kind"
        ),
    ),
    "named-reported": (
        Text(sv="uppgift i andra hand", en="report at second hand"),
        Text(sv="uppgifter i andra hand", en="reports at second hand"),
    ),
    "named-not": (Text(sv="förnekande", en="denial"), Text(sv="förnekanden", en="denials")),
    "proposed": (
        Text(sv="förslag eller rekommendation", en="proposal or recommendation"),
        Text(sv="förslag eller rekommendationer", en="proposals or recommendations"),
    ),
    "group-convener": (
        Text(sv="grupp med sammankallande", en="group with a convener"),
        Text(sv="grupper med sammankallande", en="groups with a convener"),
    ),
    "group-hasMember": (
        Text(sv="grupp med medlemmar", en="group with members"),
        Text(sv="grupper med medlemmar", en="groups with members"),
    ),
    "group-resourcedBy": (
        Text(sv="bidrag med resurser", en="giving of resources"),
        Text(sv="bidrag med resurser", en="givings of resources"),
    ),
    "list": (
        Text(sv="plats i bara några adresslistor", en="place in some addressee lists only"),
        Text(sv="platser i bara några adresslistor", en="places in some addressee lists only"),
    ),
    "list-all": (
        Text(sv="plats i alla adresslistor", en="place in all addressee lists"),
        Text(sv="platser i alla adresslistor", en="places in all addressee lists"),
    ),
}

QUESTION = Question(
    name="responsibility",
    title=Text(
        sv="Vem pekas ut för vad, av vilket dokument, och vilka uppgifter pekar på ingen eller alla?",
        en="Who is named for what, by which document, and which duties point to nobody or everybody?",
    ),
    users=("opposition",),
    parameters=(
        Parameter(
            "body",
            Text(sv="Bara detta organ, denna grupp eller befattning.", en="Only this body, group or office."),
            kinds=("unit", "post", "group", "body", "organisation"),
        ),
    ),
    columns=(
        Column("kind", Text(sv="Slag", en="Kind")),
        Column("who", Text(sv="Vem", en="Who")),
        Column("what", Text(sv="Vad", en="What")),
        Column("by", Text(sv="Enligt (eller i listan till)", en="By (or in the list of)")),
        Column("when", Text(sv="Källans datum", en="Date of the source")),
        Column("lacks", Text(sv="Saknas i listan till", en="Missing from the list of")),
    ),
    example=Example(
        parameters={},
        views=(),
        summary="5 uppgifter pekar på ingen (2 av dem går inte att kontrollera här); 14 "
        "gånger pekas alla av ett slag ut, 14 gånger någon bestämd. 21 adressater står i en "
        "lista men inte i en annan; vem som tagit över sägs inte.",
    ),
    find=find,
)
