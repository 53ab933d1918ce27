"""A document of a user's own whose names and words are hostile, and which is nevertheless in order."""

from collections.abc import Iterator

from pyoxigraph import Literal, NamedNode, Quad

from graph.claims.model import NewClaim, Passage, Proposition
from ontology.iris import thing
from ontology.namespaces import PROV, RDF, RS, SKOS
from ontology.vocabulary import vocabulary

GRAPH = NamedNode("https://example.org/graph/hostile")
DOCUMENT = thing("document/hostile")
SPEAKER = thing("party/hostile")

NAMES = {
    "document/hostile": '"><img src=x onerror=alert(1)> <script>alert(1)</script>',
    "party/hostile": "</script><script>alert(1)</script>",
    "plan/hostile": "</title></textarea><svg onload=alert(1)>",
    "goal/hostile": "{{7*7}} {% raw %} ${7*7} <%= 7*7 %>",
    "indicator/hostile": "javascript:alert(1)//' onfocus='alert(1)",
    "action/hostile": "<b onmouseover=alert(1)>Åtgärd</b> <!-- ]]> --> &lt;i&gt;",
    "problem/hostile": "\u202egnissem\u202c \"}} DROP ALL ; # ' MATCH (n) DETACH DELETE n",
    "problem/long": "Mycketlångtsammansattord" * 40,
    "problem/controls": "styr\u0001tecken\u001b[31m och \u0085 \u200b \ufeff slut",
    "unit/hostile": '=HYPERLINK("http://example.org";"x")',
}
PARAPHRASE = 'Sagt: <script>alert(1)</script> \u202e "}} INSERT DATA {} ; {{7*7}} ' + "ord " * 200
_SAID = (
    ("plan/hostile", "hasGoal", "goal/hostile"),
    ("goal/hostile", "hasIndicator", "indicator/hostile"),
    ("action/hostile", "addresses", "problem/hostile"),
    ("action/hostile", "addresses", "problem/long"),
    ("problem/hostile", "causes", "problem/boendesegregation"),
    ("problem/controls", "causes", "problem/hostile"),
    ("problem/boendesegregation", "causes", "problem/long"),
)


def hostile_quads() -> list[Quad]:
    """The document: its things, one passage, and its claims."""
    activity = thing("activity/reading-hostile")
    passage = Passage("forsta", DOCUMENT, {"sv": PARAPHRASE, "en": PARAPHRASE})
    return [
        *(quad for short, name in NAMES.items() for quad in named(short, name)),
        Quad(DOCUMENT, RS["holding"], thing("holding/known"), GRAPH),
        Quad(activity, RDF["type"], PROV["Activity"], GRAPH),
        Quad(activity, PROV["wasAssociatedWith"], thing("organisation/rotorsak"), GRAPH),
        *passage.quads(GRAPH),
        *(quad for said in _SAID for quad in _claim(*said).quads(GRAPH)),
    ]


def named(short: str, name: str) -> Iterator[Quad]:
    """A thing of the document, with its name."""
    kind = vocabulary().class_of_kind(short.partition("/")[0])
    yield Quad(thing(short), RDF["type"], kind, GRAPH)
    for language in ("sv", "en"):
        yield Quad(thing(short), SKOS["prefLabel"], Literal(name, language=language), GRAPH)


def _claim(subject: str, term: str, object_: str) -> NewClaim:
    return NewClaim(
        about=Proposition(thing(subject), vocabulary().term(term).iri, thing(object_)),
        stance="asserts",
        speaker=SPEAKER,
        basis="read",
        passage=Passage("forsta", DOCUMENT, {}).iri,
        date=None,
        activity=thing("activity/reading-hostile"),
    )
