"""Writing the answer: everything that a question's findings name is fetched at once, then worded."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from urllib.parse import urlencode

from pyoxigraph import Literal, NamedNode

from graph.answers import form as answers
from graph.answers.asked import Asked
from graph.answers.passages import read_passages
from graph.answers.question import Cell, Found, FoundRow, Question
from graph.answers.scalars import ref, relation, scalar
from graph.answers.wording import STANCES, read_wording, shown_id
from graph.claims.evidence import Claim, DocumentFacts, read_documents
from graph.stores.interface import Term
from ontology import iris
from ontology.text import Language


def write_answer(asked: Asked, question: Question, found: Found) -> answers.Answer:
    """The answer in the language in which it was asked, with the evidence of every row. Four round trips."""
    return _Answering(asked, question, found).answer()


class _Answering:
    """One answer in the making: everything that it names is fetched at once, then written out."""

    def __init__(self, asked: Asked, question: Question, found: Found) -> None:
        self.asked = asked
        self.question = question
        self.found = found
        self.claims = {
            shown_id(claim.iri): claim for row in found.rows for step in row.because for claim in step.claims
        }
        self.reported = {link.speaker for claim in self.claims.values() for link in claim.chain[1:]}
        self.documents = read_documents(asked.store, self._documents())
        self.passages = read_passages(asked.store, {claim.passage for claim in self.claims.values()})
        self.wording = read_wording(asked.store, asked.vocabulary, self._terms(), asked.language)

    def answer(self) -> answers.Answer:
        found, language = self.found, self.asked.language
        parameters = {name: shown_id(thing) for name, thing in self.asked.things.items()} | dict(
            self.asked.texts
        )
        views = tuple(str(view) for view in self.asked.views)
        title = self.question.title.in_language(language)
        graph = self.asked.store.graph_hash()
        evidence = {key: self._evidence(claim) for key, claim in self.claims.items()}
        return answers.Answer(
            question=self.question.name,
            title=title,
            parameters=parameters,
            view=views,
            language=language,
            state=found.state,
            settled_by=tuple(ref(self.wording, thing) for thing in found.settled_by),
            complete=found.limit is None,
            limit=found.limit,
            summary=self.wording.phrase(found.summary),
            columns=tuple(
                answers.Column(
                    key=column.key, label=column.label.in_language(language), separator=column.separator
                )
                for column in self.question.columns
            ),
            asks=self.question.asks.in_language(language) if self.question.asks else None,
            rows=tuple(sorted((self._row(row) for row in found.rows), key=lambda row: row.id)),
            evidence=evidence,
            origins=len({item.origin for item in evidence.values()}),
            not_held=tuple(ref(self.wording, document) for document in self._not_held()),
            graph=graph,
            link=_link(self.question.name, parameters, views, language),
            cite=_cite(title, parameters, views, graph, language),
        )

    def _documents(self) -> set[NamedNode]:
        named = {*self.found.settled_by, *self.found.not_held}
        return {claim.document for claim in self.claims.values()} | self.reported | named

    def _terms(self) -> Iterator[Term]:
        yield from self._documents()
        yield from _terms_in(self.found.summary)
        yield from (iris.thing(f"stance/{stance}") for stance in STANCES)
        for claim in self.claims.values():
            yield from (link.speaker for link in claim.chain)
            yield claim.proposition.subject
            yield claim.proposition.object
        for row in self.found.rows:
            yield from _terms_in((row.verdict_label,))
            for cell in row.values.values():
                yield from _terms_in(cell if isinstance(cell, tuple) else (cell,))
            for step in row.because:
                yield from _terms_in(step.phrase)
            for proposition in row.depends_on:
                yield from (proposition.subject, proposition.object)

    def _not_held(self) -> list[NamedNode]:
        candidates = {*self.found.not_held, *self.found.settled_by, *self.reported}
        return sorted(
            (one for one in candidates if one in self.documents and not self.documents[one].held),
            key=lambda one: one.value,
        )

    def _row(self, row: FoundRow) -> answers.Row:
        return answers.Row(
            id=row.id,
            values={key: self._cell(cell) for key, cell in row.values.items()},
            state=row.state,
            because=tuple(
                answers.Step(
                    text=self.wording.phrase(step.phrase),
                    evidence=tuple(sorted({shown_id(claim.iri) for claim in step.claims})),
                )
                for step in row.because
            ),
            verdict=row.verdict,
            verdict_label=None if row.verdict_label is None else self.wording.piece(row.verdict_label),
            firm=row.firm,
            depends_on=tuple(self.wording.proposition(proposition) for proposition in row.depends_on),
        )

    def _cell(self, cell: Cell) -> answers.Cell:
        if isinstance(cell, tuple):
            return tuple(scalar(self.wording, piece) for piece in cell)
        return scalar(self.wording, cell)

    def _evidence(self, claim: Claim) -> answers.Evidence:
        passage = self.passages[claim.passage]
        facts = self.documents.get(claim.document, DocumentFacts("known", None, None, None, None))
        return answers.Evidence(
            claim=shown_id(claim.iri),
            says=self.wording.proposition(claim.proposition),
            subject=ref(self.wording, claim.proposition.subject),
            relation=relation(self.wording, claim.proposition.predicate),
            object=scalar(self.wording, claim.proposition.object),
            chain=tuple(
                answers.Speaker(
                    claim=shown_id(link.claim),
                    speaker=ref(self.wording, link.speaker),
                    stance=link.stance,
                    stance_label=self.wording.term(iris.thing(f"stance/{link.stance}")),
                )
                for link in claim.chain
            ),
            document=ref(self.wording, claim.document),
            holding=facts.holding,
            date=facts.date,
            quality=facts.quality,
            address=facts.address,
            locator=passage.locator,
            paraphrase=passage.paraphrase[self.asked.language],
            origin=passage.origin,
            basis=claim.basis,
            contested=any(c.two_sided(claim.proposition) or c.disputed(claim) for c in self.asked.counted),
            second_hand=not claim.first_hand,
        )


def _terms_in(pieces: Iterable[object]) -> Iterator[Term]:
    for piece in pieces:
        if isinstance(piece, tuple):
            yield from _terms_in(piece)
        elif isinstance(piece, NamedNode | Literal):
            yield piece


def _link(name: str, parameters: Mapping[str, str], views: Sequence[str], language: Language) -> str:
    query = [*sorted(parameters.items()), *(("view", view) for view in views), ("lang", language)]
    return f"/api/questions/{name}?{urlencode(query)}"


def _cite(
    title: str, parameters: Mapping[str, str], views: Sequence[str], graph: str, language: Language
) -> str:
    asked = ", ".join(f"{name}={value}" for name, value in sorted(parameters.items()))
    view = " + ".join(views)
    words = ("vy", "graf") if language == "sv" else ("view", "graph")
    return f"Rotorsak: {title} ({'; '.join(filter(None, [asked, f'{words[0]} {view}']))}), {words[1]} {graph[:16]}"
