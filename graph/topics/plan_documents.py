"""In which documents plans stand, and which of those are held: what is missing from a plan is known only then."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from pyoxigraph import NamedNode

from graph.answers.asked import Asked
from graph.claims.evidence import Claim
from graph.topics.gaps import recorded_in


@dataclass(frozen=True, slots=True)
class PlanDocuments:
    """The documents of a plan, or of its versions where it has none of its own.

    They are the same in every view; `claims` are those that count in the views asked for.
    """

    held: tuple[NamedNode, ...] = ()
    missing: tuple[NamedNode, ...] = ()
    claims: tuple[Claim, ...] = ()


def read_plan_documents(asked: Asked, plans: Sequence[NamedNode]) -> Mapping[NamedNode, PlanDocuments]:
    """Where each of these plans stands. The number of round trips is fixed."""
    versions = asked.claims("versionOf", objects=plans)
    version_of = [(one.subject, one.object) for one in versions.asserted()]
    recorded = recorded_in(asked, [*plans, *(version for version, _ in version_of)])
    counted = asked.count(recorded.claims)
    places: dict[NamedNode, list[tuple[NamedNode, tuple[Claim, ...]]]] = {}
    for one in recorded.asserted():
        if isinstance(one.object, NamedNode):
            places.setdefault(one.subject, []).append((one.object, tuple(counted.asserting(one))))
    facts = asked.documents(document for found in places.values() for document, _ in found)
    held = {document for document, known in facts.items() if known.held}
    return {
        plan: _documents(
            places.get(plan)
            or [place for version, whole in version_of if whole == plan for place in places.get(version, ())],
            held,
        )
        for plan in plans
    }


def _documents(places: Sequence[tuple[NamedNode, tuple[Claim, ...]]], held: set[NamedNode]) -> PlanDocuments:
    documents = sorted({document for document, _ in places}, key=lambda document: document.value)
    return PlanDocuments(
        held=tuple(document for document in documents if document in held),
        missing=tuple(document for document in documents if document not in held),
        claims=tuple(claim for _, claims in places for claim in claims),
    )
