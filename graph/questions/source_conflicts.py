"""source-conflicts: one fact and several values, each with its sources and their quality. Nothing is ruled."""

from collections.abc import Mapping, Sequence

from pyoxigraph import NamedNode

from graph.answers.asked import Asked
from graph.answers.phrasing import claims_on, documents_of, listed, number, sentence, speakers_of, stated
from graph.answers.question import Column, Example, Found, FoundRow, Question, Step
from graph.answers.wording import Phrase, Piece, shown_id
from graph.claims.evidence import Claim, DocumentFacts, node
from graph.claims.model import Proposition
from graph.claims.views import Counted
from graph.stores.interface import NamedQuery
from graph.topics.figures import Figure, Likeness, read_likenesses
from ontology.iris import thing
from ontology.text import Text

CONFLICTS = NamedQuery("conflicts")
_CONFLICT = Text(sv="flera värden för en uppgift", en="several values of one fact")
_LIKENESS = Text(sv="siffror som inte behöver mäta samma sak", en="figures that need not measure the same")
_UNREAD = Text(sv="inte läst här", en="not read here")


def find(asked: Asked) -> Found:
    """One row for each value of a fact of which sources give several, and for each figure of a likeness."""
    predicates = [term.iri for term in asked.vocabulary if term.functional and term.statable]
    pairs = {
        (node(row, "subject"), node(row, "predicate"))
        for row in asked.store.select(CONFLICTS, predicate=predicates)
    }
    names = sorted({asked.vocabulary.term_of(predicate).name for _, predicate in pairs})
    subjects = sorted({subject for subject, _ in pairs}, key=str)
    counted = asked.claims(*names, subjects=subjects) if names else asked.count([])
    conflicting = [one for one in counted.asserted() if counted.conflicting(one)]
    likenesses = read_likenesses(asked)
    figures = [(figure, one) for one in likenesses for figure in one.figures]
    claims = [
        *claims_on(counted, conflicting),
        *(claim for figure, one in figures for claim in one.counted.about(figure.observation)),
    ]
    documents = asked.documents({claim.document for claim in claims})
    rows = [_row(one, counted, documents, asked) for one in conflicting]
    rows.extend(_figure(figure, one, documents, asked) for figure, one in figures)
    return Found(rows, _summary(conflicting, likenesses))


def _row(
    one: Proposition, counted: Counted, documents: Mapping[NamedNode, DocumentFacts], asked: Asked
) -> FoundRow:
    claims = counted.asserting(one)
    others = [
        other
        for other in counted.asserted(one.predicate)
        if other.subject == one.subject and counted.conflicting(other) and other != one
    ]
    term = asked.vocabulary.term_of(one.predicate).name
    against = Step(
        (
            Text(sv="Andra källor säger: ", en="Other sources say: "),
            *listed([each.object for each in others]),
            ".",
        ),
        claims_on(counted, others),
    )
    return FoundRow(
        id=f"{shown_id(one.subject)}/{term}/{shown_id(one.iri).partition('/')[2][:12]}",
        values={
            "kind": _CONFLICT,
            "thing": one.subject,
            "fact": asked.label(one.predicate),
            "value": one.object,
            **_sources(claims, documents),
        },
        state="unknown",
        because=(
            Step(
                (*stated(asked, one), "."),
                tuple(counted.about(one)),
            ),
            against,
        ),
    )


def _sources(
    claims: Sequence[Claim], documents: Mapping[NamedNode, DocumentFacts]
) -> dict[str, tuple[Piece, ...]]:
    """The documents that give a value, whose word it is in each, and how well each can be read."""
    ordered = documents_of(claims)
    return {
        "sources": ordered,
        "speakers": speakers_of(claims),
        "quality": tuple(_quality(documents.get(document)) for document in ordered),
    }


def _quality(facts: DocumentFacts | None) -> Piece:
    if facts is None or facts.quality is None:
        return _UNREAD
    return thing(f"quality/{facts.quality}")


def _figure(
    figure: Figure, likeness: Likeness, documents: Mapping[NamedNode, DocumentFacts], asked: Asked
) -> FoundRow:
    counted = likeness.counted
    when = figure.parts.get(asked.term("refPeriod"))
    area = figure.parts.get(asked.term("area"))
    given: Phrase = (
        Text(sv="Område: ", en="Area: "),
        area or Text(sv="anges inte", en="not given"),
        Text(sv="; år: ", en="; year: "),
        when or Text(sv="anges inte", en="not given"),
        ".",
    )
    why = Text(
        sv="Måtten är olika, och områdena eller åren behöver inte vara desamma. Om siffrorna säger emot varandra "
        "är därför inte känt.",
        en="The measures differ, and the areas or years need not be the same. Whether the figures contradict one "
        "another is therefore not known.",
    )
    return FoundRow(
        id=f"{shown_id(figure.problem)}/{shown_id(figure.measures.subject)}/"
        + shown_id(figure.observation.iri).partition("/")[2][:12],
        values={
            "kind": _LIKENESS,
            "thing": figure.problem,
            "fact": figure.measures.subject,
            "value": figure.observation.object,
            **_sources(counted.asserting(figure.observation), documents),
        },
        state="unknown",
        because=(
            Step(
                (figure.measures.subject, ": ", figure.observation.object, "."),
                tuple(counted.about(figure.observation)),
            ),
            Step(
                (*stated(asked, figure.measures), "."),
                tuple(counted.about(figure.measures)),
            ),
            Step(given, claims_on(counted, likeness.overlaps)),
            Step((why,)),
        ),
    )


def _summary(conflicting: Sequence[Proposition], likenesses: Sequence[Likeness]) -> Phrase:
    facts = sorted({(one.subject, one.predicate) for one in conflicting}, key=str)
    if not facts and not likenesses:
        return (
            Text(sv="Ingen uppgift har flera värden i vyn.", en="No fact has several values in the view."),
        )
    things = list(dict.fromkeys(subject for subject, _ in facts))
    found: list[Phrase] = []
    if facts:
        count = number(len(facts), Text(sv="uppgift", en="fact"), Text(sv="uppgifter", en="facts"))
        about = Text(sv=" har flera värden, om: ", en=" with several values, about: ")
        found.append((count, about, *listed(things), "."))
    if likenesses:
        problems = [one.figures[0].problem for one in likenesses]
        words = Text(
            sv="Siffror som inte behöver mäta samma sak finns om: ",
            en="There are figures that need not measure the same about: ",
        )
        found.append((" " if facts else "", words, *listed(problems), "."))
    return sentence(*found)


QUESTION = Question(
    name="source-conflicts",
    title=Text(
        sv="Var ger källorna olika värden för samma uppgift, och hur bra är källorna?",
        en="Where do sources give different values of one fact, and how good are the sources?",
    ),
    users=("evaluator",),
    columns=(
        Column("kind", Text(sv="Slag", en="Kind")),
        Column("thing", Text(sv="Om", en="About")),
        Column("fact", Text(sv="Uppgift", en="Fact")),
        Column("value", Text(sv="Värde", en="Value")),
        Column("sources", Text(sv="Källor", en="Sources")),
        Column("speakers", Text(sv="Vems ord", en="Whose word")),
        Column("quality", Text(sv="Källornas skick", en="Quality of the sources")),
    ),
    example=Example(
        parameters={},
        views=(),
        summary="8 uppgifter har flera värden, om: Stängning av Skäggetorpsskolan, Delegationen mot "
        "segregation, Fastställande av åtgärdsplanen för 2023, Linköpings bidrag från Delmos "
        "för kartläggning och övergripande plan (2018), Påfyllnadsmedel 2022, hela landet, "
        "Åtgärdsplan mot segregation, Lednings- och samordningsmodellen och Statsbidrag till "
        "kommuner med socioekonomiskt eftersatta områden. Siffror som inte behöver mäta samma "
        "sak finns om: Barnfattigdom.",
    ),
    find=find,
)
