"""Gaps: which documents would show what is missing. A gap is absent only if they are held; otherwise it is unknown."""

from collections.abc import Sequence

from pyoxigraph import NamedNode

from graph.answers.asked import Asked
from graph.answers.phrasing import things_of
from graph.answers.wording import is_document
from graph.claims.evidence import read_claims
from graph.claims.views import ALL, Counted, View


def documents_that_would_show(asked: Asked, things: Sequence[NamedNode]) -> tuple[NamedNode, ...]:
    """The documents, known and not held, in which these things (or the plans that they belong to) are recorded.

    A document is recorded in itself. The number of round trips is fixed.
    """
    wholes = asked.claims("partOf", subjects=things)
    belonging = [*things, *things_of(wholes.asserted())]
    recorded = asked.claims("recordedIn", subjects=belonging)
    return not_held(asked, [*things_of(recorded.asserted()), *(one for one in things if is_document(one))])


def recorded_in(asked: Asked, things: Sequence[NamedNode]) -> Counted:
    """In which documents things are recorded: the same in every view, for what a view leaves out is not missing."""
    claims = read_claims(asked.store, subjects=things, predicates=[asked.term("recordedIn")])
    return asked.count(claims, (View(ALL),))


def not_held(asked: Asked, documents: Sequence[NamedNode]) -> tuple[NamedNode, ...]:
    """Those of the documents whose words nobody has given us, in order of their ids. One round trip."""
    facts = asked.documents(documents)
    return tuple(
        sorted(
            (one for one in set(documents) if one in facts and not facts[one].held), key=lambda one: one.value
        )
    )
