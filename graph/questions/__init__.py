"""The catalogue of questions: each module of this package is one, and adding one touches no other file."""

import difflib
import importlib
import pkgutil
from collections.abc import Mapping
from functools import cache
from types import MappingProxyType

from graph.answers.question import Question
from ontology.errors import NotKnown
from ontology.text import Text


@cache
def catalogue() -> Mapping[str, Question]:
    """All questions by name, in the order of their names."""
    modules = (
        importlib.import_module(f"{__name__}.{module.name}") for module in pkgutil.iter_modules(__path__)
    )
    found = [module.QUESTION for module in modules if isinstance(getattr(module, "QUESTION", None), Question)]
    return MappingProxyType({question.name: question for question in sorted(found, key=lambda one: one.name)})


def question(name: str) -> Question:
    """The question of this name. Raises NotKnown with the nearest names."""
    questions = catalogue()
    if name in questions:
        return questions[name]
    nearest = tuple(difflib.get_close_matches(name, questions, n=3, cutoff=0.4))
    hint_sv = f" Närmast: {', '.join(nearest)}." if nearest else ""
    hint_en = f" Nearest: {', '.join(nearest)}." if nearest else ""
    raise NotKnown(
        Text(
            sv=f"Frågan '{name}' finns inte.{hint_sv} Alla frågor: `rotorsak questions`, eller /questions på webben",
            en=f"There is no question '{name}'.{hint_en} All questions: `rotorsak questions`, or /questions on the web",
        ),
        nearest,
    )
