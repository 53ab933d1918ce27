"""The questions as pages: the catalogue for each of its users, and each question as a form with its answer."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from api.service.reader import Pairs, Reader
from api.service.representation import Representation
from api.web.choices import kind_label, label_of
from api.web.ledgers import ledger_of
from api.web.question_form import Trouble, field, parameter_label, trouble
from api.web.rendering import Address, page
from api.web.view_form import faulty_view, view_fields
from graph.answers.form import Answer
from graph.answers.question import Parameter, Question
from graph.questions import catalogue, question
from ontology import iris
from ontology.errors import BadInput
from ontology.text import Language, Text

USERS = {
    "strategist": Text(sv="För strategen", en="For the strategist"),
    "opposition": Text(
        sv="För den som granskar: oppositionen, journalisten, medborgaren",
        en="For whoever asks what is missing: opposition, journalist, citizen",
    ),
    "evaluator": Text(sv="För utvärderaren och revisorn", en="For the evaluator and auditor"),
}


@dataclass(frozen=True, slots=True)
class Listed:
    """A question in the list: its worked example as an address, and in words."""

    question: Question
    title: str
    needs: tuple[str, ...]
    example: Pairs
    example_words: tuple[str, ...]


def question_list(reader: Reader, address: Address) -> Representation:
    """The page of all questions, grouped by user."""
    listed = {name: _listed(reader, one, address.language) for name, one in catalogue().items()}
    groups = [
        (
            user,
            words.in_language(address.language),
            [one for one in listed.values() if user in one.question.users],
        )
        for user, words in USERS.items()
    ]
    return page("questions.html", address, groups=groups, count=len(listed))


def question_page(reader: Reader, name: str, address: Address) -> Representation:
    """The page of a question: its form, and its answer when what it needs is given; 400 if that cannot be used."""
    asked, language = question(name), address.language
    given = {name: value for name, value in address.query if name != "view"}
    missing = [
        one for one in asked.parameters if one.required and one.default is None and one.name not in given
    ]
    answer: Answer | None = None
    wrong: Trouble | None = None
    if not missing:
        try:
            answer = reader.ask(name, tuple(sorted(given.items())), address.views, language)
        except BadInput as error:
            wrong = trouble(reader, error, language)
    fields = [field(reader, one, given, language, wrong) for one in asked.parameters]
    of_views = wrong.message if wrong and wrong.parameter == "view" else None
    return page(
        "question.html",
        address,
        status=400 if wrong else 200,
        asked=asked,
        title=asked.title.in_language(language),
        fields=fields,
        missing=[one.label for one in fields if one.name in {each.name for each in missing}] if given else [],
        views=view_fields(reader, address.views, language, of_views),
        wrong=wrong,
        again=_again(asked, address, wrong, faulty_view(reader, address.views, language)),
        example=_listed(reader, asked, language),
        answer=answer,
        ledger=ledger_of(answer) if answer else None,
        places=reader.places,
    )


def _listed(reader: Reader, asked: Question, language: Language) -> Listed:
    needed = tuple(_needed(reader, one, language) for one in asked.parameters if one.required)
    example = (*asked.example.parameters.items(), *(("view", view) for view in asked.example.views))
    words = tuple(_value_in_words(reader, value, language) for _, value in example)
    return Listed(asked, asked.title.in_language(language), needed, example, words)


def _needed(reader: Reader, parameter: Parameter, language: Language) -> str:
    kinds = [kind_label(reader, kind, language) for kind in parameter.kinds]
    if not kinds:
        return parameter_label(parameter, language).lower()
    either = " eller " if language == "sv" else " or "
    return either.join(filter(None, [", ".join(kinds[:-1]), kinds[-1]]))


def _value_in_words(reader: Reader, value: str, language: Language) -> str:
    """The name of the thing that a value names, also in a view; the value itself where it names none."""
    id_ = value.partition(":")[2] or value
    return label_of(reader, id_, language) if iris.is_short_id(id_) else value


def _again(
    asked: Question, address: Address, wrong: Trouble | None, faulty: str | None
) -> list[tuple[str, str, Address]]:
    """The things that may have been meant: id, name, and the address that asks with it."""
    if wrong is None or wrong.parameter is None:
        return []
    return [
        (id_, label, replace(address, query=tuple(_with(id_, asked, address.query, wrong.parameter, faulty))))
        for id_, label in wrong.meant
        if iris.is_short_id(id_)
    ]


def _with(
    id_: str, asked: Question, query: Pairs, parameter: str, faulty: str | None
) -> Iterator[tuple[str, str]]:
    """The parameters with this id in the place of what was at fault."""
    views = {"view", *(one.name for one in asked.parameters if one.view)}
    for name, value in query:
        if name != parameter or (name == "view" and value != faulty):
            yield name, value
        else:
            yield name, f"{value.partition(':')[0]}:{id_}" if name in views else id_
