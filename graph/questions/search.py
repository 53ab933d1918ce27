"""search: which things and passages have these words?"""

from collections.abc import Sequence

from pyoxigraph import NamedNode

from graph.answers.asked import Asked
from graph.answers.names import Hit
from graph.answers.phrasing import at_least, number
from graph.answers.question import Column, Example, Found, FoundRow, Parameter, Question, Step
from graph.answers.wording import Phrase, shown_id
from graph.claims.evidence import Claim, node, read_claims
from graph.claims.views import ALL
from graph.stores.interface import NamedQuery
from ontology.text import Text

PASSAGE_CLAIMS = NamedQuery("passage_claims")
_CODE = Text(sv="kod", en="code")


def find(asked: Asked) -> Found:
    """One row for each thing or passage, the best first. A passage counts when a claim of it counts in the view."""
    limit = asked.number("limit")
    hits = asked.names.search(asked.texts["text"], (), limit + 1)
    cut = len(hits) > limit
    hits = hits[:limit]
    documents, claims = _read_passages(asked, [hit.thing for hit in hits if hit.kind == "passage"])
    everything = all(view.form == ALL for view in asked.views)
    shown = [hit for hit in hits if hit.kind != "passage" or hit.thing in claims or everything]
    rows = [
        _row(rank, hit, documents.get(hit.thing), claims.get(hit.thing, []), asked)
        for rank, hit in enumerate(shown, start=1)
    ]
    words = Text(
        sv=f"Bara de {limit} bästa träffarna har tagits med. Ange ett högre limit för fler.",
        en=f"Only the {limit} best hits have been taken. Give a higher limit for more.",
    )
    return Found(
        rows,
        _summary(asked.texts["text"], shown, cut=cut),
        limit=words.in_language(asked.language) if cut else None,
    )


def _read_passages(
    asked: Asked, passages: Sequence[NamedNode]
) -> tuple[dict[NamedNode, NamedNode], dict[NamedNode, list[Claim]]]:
    """The document of each passage, and the claims in it that count in the view."""
    rows = asked.store.select(PASSAGE_CLAIMS, passage=passages)
    documents = {node(row, "passage"): node(row, "document") for row in rows}
    said = [row for row in rows if "subject" in row]
    subjects, predicates = ([*{node(row, name) for row in said}] for name in ("subject", "predicate"))
    read = read_claims(
        asked.store, subjects=sorted(subjects, key=str), predicates=sorted(predicates, key=str)
    )
    found: dict[NamedNode, list[Claim]] = {}
    for claim in asked.count(read).claims:
        if claim.passage in documents:
            found.setdefault(claim.passage, []).append(claim)
    return documents, found


def _row(rank: int, hit: Hit, document: NamedNode | None, claims: Sequence[Claim], asked: Asked) -> FoundRow:
    class_ = asked.vocabulary.kinds.get(hit.kind)
    kind = asked.label(class_) if class_ else _CODE
    because: tuple[Step, ...] = ()
    if document is not None:
        because = (
            Step((Text(sv="Stycket står i ", en="The passage stands in "), document, "."), tuple(claims)),
        )
    return FoundRow(
        id=f"{rank:06}/{shown_id(hit.thing)}",
        values={"thing": shown_id(hit.thing), "kind": kind, "name": hit.label, "document": document},
        because=because,
    )


def _summary(text: str, hits: Sequence[Hit], *, cut: bool) -> Phrase:
    quoted = Text(sv=f"”{text}”", en=f"“{text}”")
    if not hits:
        return (Text(sv="Inget hittades för ", en="Nothing was found for "), quoted, ".")
    count = number(len(hits), Text(sv="träff för ", en="hit for "), Text(sv="träffar för ", en="hits for "))
    return (at_least(count, cut=cut), quoted, ".")


QUESTION = Question(
    name="search",
    title=Text(
        sv="Vilka saker och stycken har de här orden?", en="Which things and passages have these words?"
    ),
    users=("strategist",),
    parameters=(
        Parameter("text", Text(sv="Orden att söka efter.", en="The words to search for."), required=True),
        Parameter(
            "limit", Text(sv="Högst så många träffar.", en="At most so many hits."), number=True, default="20"
        ),
    ),
    columns=(
        Column("thing", Text(sv="Id", en="Id")),
        Column("kind", Text(sv="Slag", en="Kind")),
        Column("name", Text(sv="Namn eller återgivning", en="Name or paraphrase")),
        Column("document", Text(sv="Står i", en="Stands in")),
    ),
    example=Example(parameters={"text": "bostadsrätt"}, views=(), summary="5 träffar för ”bostadsrätt”."),
    find=find,
)
