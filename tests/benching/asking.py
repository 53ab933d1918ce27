"""Asking all stores the same, one after the other, so that whatever else the machine does hits all alike."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import cast

from graph.answers.asking import ask
from graph.answers.form import Answer
from graph.answers.names import Names
from graph.answers.question import Question
from graph.stores.interface import Store
from ontology.errors import RotorsakError
from ontology.vocabulary import vocabulary
from tests.benching.measuring import Counting, timed

PATIENCE = 60_000.0
"""How many milliseconds all stores together are asked one question, after the first runs."""
_LEAST = 3


@dataclass(frozen=True)
class Asked:
    """A question with its parameters and views."""

    question: Question
    parameters: Mapping[str, str]
    views: Sequence[str] = ()


@dataclass
class Answered:
    """How a question went: milliseconds by store, and what it takes of any store."""

    name: str
    times: dict[str, list[float]] = field(default_factory=dict)
    trips: int = 0
    rows: int = 0
    answers: int = 0
    faults: list[str] = field(default_factory=list)


def ask_all(stores: Mapping[str, Store], names: Names, asked: Asked, runs: int) -> Answered:
    """Ask the question of each store in turn, so many times: fewer, but three, where it takes long.

    A store that fails is told of, and asked no more.
    """
    answered = Answered(asked.question.name)
    working = _warmed(stores, names, asked, answered)
    answered.times = {name: [] for name in working}
    spent = 0.0
    for run in range(runs):
        if run >= _LEAST and spent > PATIENCE:
            break
        for name, store in working.items():
            took = timed(lambda: _ask(store, names, asked))  # noqa: B023
            answered.times[name].append(took)
            spent += took
    return answered


def _warmed(stores: Mapping[str, Store], names: Names, asked: Asked, answered: Answered) -> dict[str, Store]:
    """The stores that answer when they are asked once, untimed: plans are made, and pages read. All give the same."""
    answers: dict[str, str] = {}
    for name, store in stores.items():
        counting = Counting(store)
        try:
            answer = _ask(cast(Store, counting), names, asked)
        except RotorsakError as error:
            answered.faults.append(f"{asked.question.name}, {name}: {error}")
            continue
        answers[name] = answer.to_json()
        answered.trips, answered.rows, answered.answers = counting.trips, counting.rows, len(answer.rows)
    if len(set(answers.values())) > 1:
        answered.faults.append(f"{asked.question.name}: the stores do not give the same answer")
    return {name: stores[name] for name in answers}


def _ask(store: Store, names: Names, asked: Asked) -> Answer:
    return ask(store, vocabulary(), names, asked.question, asked.parameters, asked.views)
