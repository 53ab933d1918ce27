"""The front page: what this is, and three doors, each with questions to begin with."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from api.service.reader import Pairs, Reader
from api.service.representation import Representation
from api.web.rendering import Address, page
from graph.answers.question import Question
from graph.answers.wording import read_wording
from graph.claims.evidence import code, node
from graph.questions import catalogue
from graph.stores.interface import NamedQuery
from ontology import iris
from ontology.text import Language, Text

DOCUMENTS = NamedQuery("documents")


@dataclass(frozen=True, slots=True)
class Door:
    """A door for one kind of user: what they come with, who they are, where the questions to begin with lead on."""

    heading: str
    who: str
    starts: tuple["Start", ...]
    onward: tuple[str, str]


@dataclass(frozen=True, slots=True)
class Start:
    """A question to begin with, of which things, and the address of its worked example."""

    title: str
    of: str
    path: str
    query: Pairs


@dataclass(frozen=True, slots=True)
class _Outline:
    heading: Text
    who: Text
    questions: tuple[str, ...]
    onward: tuple[str, Text]


DOORS = (
    _Outline(
        Text(sv="Hur hänger det ihop?", en="How does this hang together?"),
        Text(sv="För den som planerar och leder arbetet", en="For those who plan and lead the work"),
        ("action-trace", "plan-balance", "money", "paths", "neighbours"),
        ("/questions", Text(sv="Alla frågor", en="All questions")),
    ),
    _Outline(
        Text(sv="Vad saknas, och vem svarar för det?", en="What is missing, and who answers for it?"),
        Text(
            sv="För oppositionspolitiker, journalister och alla andra som bor här",
            en="For opposition councillors, journalists and everyone else who lives here",
        ),
        ("goals-without-indicators", "responsibility", "outcomes", "decisions", "proposals"),
        ("/gaps", Text(sv="Alla luckor på en sida", en="All gaps on one page")),
    ),
    _Outline(
        Text(
            sv="Gör planen vad forskningen säger behövs?",
            en="Does the plan do what the research says is needed?",
        ),
        Text(sv="För den som utvärderar och granskar", en="For those who evaluate and audit"),
        ("plan-findings", "source-conflicts", "citation-check", "rival-models", "plan-balance"),
        ("/documents", Text(sv="Dokumenten", en="The documents")),
    ),
)
"""The three doors, and the questions of the catalogue behind each."""


def front(reader: Reader, address: Address) -> Representation:
    """The front page. A worked example whose things this store does not know leads to the question's form."""
    questions = catalogue()
    behind = {name: questions[name] for door in DOORS for name in door.questions}
    labels = _labels(reader, behind.values(), address.language)
    doors = tuple(
        Door(
            door.heading.in_language(address.language),
            door.who.in_language(address.language),
            tuple(_start(behind[name], labels, address.language) for name in door.questions),
            (door.onward[0], door.onward[1].in_language(address.language)),
        )
        for door in DOORS
    )
    held, known = _documents(reader)
    graph = reader.store.graph_hash()
    return page("front.html", address, doors=doors, held=held, known=known, graph=graph)


def _documents(reader: Reader) -> tuple[int, int]:
    """How many documents have been read, and of how many there is word."""
    holdings = {node(row, "document"): code(row["holding"]) for row in reader.store.select(DOCUMENTS)}
    counted = Counter(holdings.values())
    return counted.total() - counted["known"], counted.total()


def _labels(reader: Reader, questions: Iterable[Question], language: Language) -> Mapping[str, str]:
    """The names of the things in worked examples, by short id; those that the store knows."""
    ids = {id_ for one in questions for id_ in _ids(one)}
    things = {id_: iris.thing(id_) for id_ in ids}
    wording = read_wording(reader.store, reader.vocabulary, things.values(), language)
    return {id_: wording.labels[thing] for id_, thing in things.items() if thing in wording.labels}


def _ids(question: Question) -> Iterator[str]:
    """The short ids in the parameters of a question's worked example, those in views too."""
    for value in question.example.parameters.values():
        id_ = value.rpartition(":")[2]
        if iris.is_short_id(id_):
            yield id_


def _start(question: Question, labels: Mapping[str, str], language: Language) -> Start:
    title = question.title.in_language(language)
    path = f"/questions/{question.name}"
    ids = tuple(_ids(question))
    if not all(id_ in labels for id_ in ids):
        return Start(title, "", path, ())
    views = tuple(("view", view) for view in question.example.views)
    query = (*question.example.parameters.items(), *views)
    return Start(title, " · ".join(labels[id_] for id_ in ids), path, query)
