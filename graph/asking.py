"""Asking: the parameters of a question are resolved, and it reads the store through the views."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from pyoxigraph import NamedNode

from graph.answering import write_answer
from graph.answers import Answer
from graph.evidence import Claim, DocumentFacts, node, read_claims, read_documents
from graph.names import Names
from graph.question import Parameter, Question
from graph.store import NamedQuery, Row, Store, Term
from graph.views import Counted, View, count, parse_view
from graph.wording import Parts, read_parts, shown_id, thousands
from ontology.errors import BadInput, NotKnown
from ontology.text import Language, Text
from ontology.vocabulary import Vocabulary

THINGS = NamedQuery("things")


@dataclass
class Asked:
    """A question being asked: its parameters resolved, and the store seen through the views."""

    store: Store
    vocabulary: Vocabulary
    names: Names
    views: tuple[View, ...]
    language: Language
    things: Mapping[str, NamedNode]
    texts: Mapping[str, str]
    counted: list[Counted] = field(default_factory=list)

    def thing(self, parameter: str) -> NamedNode | None:
        """The thing that a parameter names, or None if it was not given."""
        return self.things.get(parameter)

    def needed(self, parameter: str) -> NamedNode:
        """The thing that a required parameter names."""
        return self.things[parameter]

    def text(self, parameter: str) -> str | None:
        """The text of a parameter, or None if it was not given."""
        return self.texts.get(parameter)

    def number(self, parameter: str) -> int:
        """The number of a parameter that has a default."""
        return int(self.texts[parameter])

    def claims(
        self,
        *terms: str,
        subjects: Sequence[NamedNode] | None = None,
        objects: Sequence[NamedNode] | None = None,
    ) -> Counted:
        """The claims under these terms (or any) that count in the views."""
        predicates = [self.vocabulary.term(term).iri for term in terms] if terms else None
        found = read_claims(self.store, subjects=subjects, predicates=predicates, objects=objects)
        return self.count(found)

    def count(self, claims: Sequence[Claim], views: Sequence[View] | None = None) -> Counted:
        """Those of the claims that count in the views (or in others, that a question takes as parameters)."""
        counted = count(self.store, self.vocabulary, claims, self.views if views is None else views)
        self.counted.append(counted)
        return counted

    def view(self, text: str) -> View:
        """The view that a text names."""
        return parse_view(text, lambda name: self.names.resolve(name, (), self.language))

    def term(self, name: str) -> NamedNode:
        """The IRI of a term."""
        return self.vocabulary.term(name).iri

    def parts(self, nodes: Iterable[Term]) -> Mapping[NamedNode, Parts]:
        """The parts of part nodes."""
        return read_parts(self.store, self.vocabulary, (n for n in nodes if isinstance(n, NamedNode)))

    def kind(self, *kinds: str) -> dict[NamedNode, str | None]:
        """The things of these kinds and the slug of the code that types each."""
        classes = [self.vocabulary.class_of_kind(kind) for kind in kinds]
        rows = self.store.select(THINGS, **{"class": classes})
        return {node(row, "thing"): _type(row) for row in sorted(rows, key=lambda row: str(row["thing"]))}

    def documents(self, documents: Iterable[NamedNode]) -> Mapping[NamedNode, DocumentFacts]:
        """How documents are held and dated."""
        return read_documents(self.store, documents)


def ask(
    store: Store,
    vocabulary: Vocabulary,
    names: Names,
    question: Question,
    parameters: Mapping[str, str],
    views: Sequence[str] = (),
    language: Language = "sv",
) -> Answer:
    """The answer to a question.

    Raises NotKnown, Unclear or BadInput for parameters and views that cannot be used.
    """
    things, texts = _resolve(question, parameters, names, language)
    parsed = tuple(parse_view(view, lambda name: names.resolve(name, (), language)) for view in views or ("all",))
    asked = Asked(store, vocabulary, names, parsed, language, things, texts)
    found = question.find(asked)
    return write_answer(asked, question, found)


def _resolve(
    question: Question, parameters: Mapping[str, str], names: Names, language: Language
) -> tuple[dict[str, NamedNode], dict[str, str]]:
    known = {parameter.name: parameter for parameter in question.parameters}
    for name in parameters:
        if name not in known:
            raise _unknown_parameter(question, name, tuple(known))
    things: dict[str, NamedNode] = {}
    texts: dict[str, str] = {}
    for parameter in question.parameters:
        text = parameters.get(parameter.name, parameter.default)
        if text is None or not text.strip():
            if parameter.required:
                raise _missing_parameter(question, parameter)
        elif parameter.kinds or parameter.any_thing:
            things[parameter.name] = names.resolve(text, parameter.kinds, language)
        else:
            texts[parameter.name] = _number(parameter, text) if parameter.number else text
    return things, texts


def _number(parameter: Parameter, text: str) -> str:
    if text.strip().isdecimal() and 0 < int(text) <= parameter.most:
        return str(int(text))
    raise BadInput(
        Text(
            sv=f"{parameter.name}={text} är inget helt tal från 1 till {thousands(parameter.most, 'sv')}. "
            "Ange ett sådant.",
            en=f"{parameter.name}={text} is not a whole number from 1 to {thousands(parameter.most, 'en')}. "
            "Give one.",
        )
    )


def _unknown_parameter(question: Question, name: str, known: tuple[str, ...]) -> NotKnown:
    listed = ", ".join(known) or "–"
    return NotKnown(
        Text(
            sv=f"Frågan {question.name} har ingen parameter '{name}'. Den har: {listed}.",
            en=f"The question {question.name} has no parameter '{name}'. It has: {listed}.",
        ),
        known,
    )


def _missing_parameter(question: Question, parameter: Parameter) -> BadInput:
    example = question.example.parameters.get(parameter.name, "…")
    return BadInput(
        Text(
            sv=f"Frågan {question.name} behöver {parameter.name}: {parameter.about.sv} "
            f"Till exempel --param {parameter.name}={example!r}.",
            en=f"The question {question.name} needs {parameter.name}: {parameter.about.en} "
            f"For example --param {parameter.name}={example!r}.",
        )
    )


def _type(row: Row) -> str | None:
    return shown_id(node(row, "type")).partition("/")[2] if "type" in row else None
