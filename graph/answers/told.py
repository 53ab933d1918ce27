"""A claim by itself: who says that who says what, where, and what else is said of the same."""

from collections.abc import Iterable, Sequence

from pyoxigraph import NamedNode

from graph.answers.asking import ask
from graph.answers.description import describe
from graph.answers.form import Answer, Description, Evidence, Reading, Ref, Scalar, Speaker, Told
from graph.answers.names import Names
from graph.answers.wording import shown_id
from graph.claims.model import Proposition
from graph.claims.spoken import read_propositions
from graph.questions.neighbours import QUESTION
from graph.stores.interface import Store
from ontology.vocabulary import Vocabulary


def tell(
    store: Store,
    vocabulary: Vocabulary,
    names: Names,
    claim: Description,
    views: Sequence[str],
    place: str | None,
) -> Told:
    """A claim that has been described, with the claims around it that count in the views. So many round trips for any.

    Raises for views what `ask` raises.
    """
    thing, language = NamedNode(claim.iri), claim.language
    about = next(iter(read_propositions(store, [thing]).get(thing, ())), None)
    said = ask(store, vocabulary, names, QUESTION, {"focus": claim.id}, views, language)
    read_in = _ref(claim.values("generatedBy"))
    reading = describe(store, vocabulary, names, read_in.id, language) if read_in else None
    return _told(claim, about, reading, said, vocabulary, place)


def _told(
    claim: Description,
    about: Proposition | None,
    reading: Description | None,
    said: Answer,
    vocabulary: Vocabulary,
    place: str | None,
) -> Told:
    shown = {id_: one for id_, one in said.evidence.items() if _from(claim.id, one)}
    disputed_by = _ids(claim.values("disputes", incoming=True))
    disputes = _ids(claim.values("disputes"))
    told_apart = {*shown, *disputed_by, *disputes}
    others = {id_: one for id_, one in said.evidence.items() if id_ not in told_apart}
    same = [id_ for id_, one in others.items() if about and _is_about(one, about, vocabulary)]
    of_term = [id_ for id_, one in others.items() if about and _shares_term(one, about, vocabulary)]
    return Told(
        claim=claim,
        proposition=_proposition(claim, about, shown.values()),
        chain=next((_from(claim.id, one) for one in shown.values()), ()),
        contested=any(one.contested for one in shown.values()),
        date=_text(claim.values("date")),
        review_state=_ref(claim.values("reviewState")),
        reading=_reading(reading) if reading else None,
        stands_in=tuple(shown),
        same=tuple(same),
        other_values=tuple(id_ for id_ in of_term if id_ not in same),
        disputed_by=disputed_by,
        disputes=disputes,
        evidence=said.evidence,
        place=place,
        graph=said.graph,
        link=f"/api/claims/{claim.id.partition('/')[2]}?lang={claim.language}",
        cite=claim.cite,
    )


def _from(claim: str, evidence: Evidence) -> tuple[Speaker, ...]:
    """The chain from a claim on; empty if the claim is not in it."""
    ids = [link.claim for link in evidence.chain]
    return evidence.chain[ids.index(claim) :] if claim in ids else ()


def _is_about(evidence: Evidence, about: Proposition, vocabulary: Vocabulary) -> bool:
    if not _shares_term(evidence, about, vocabulary):
        return False
    if isinstance(about.object, NamedNode):
        return isinstance(evidence.object, Ref) and evidence.object.id == shown_id(about.object)
    return str(evidence.object) == about.object.value.removesuffix(".0")


def _shares_term(evidence: Evidence, about: Proposition, vocabulary: Vocabulary) -> bool:
    """Whether a claim gives the same subject a value under the same term."""
    term = vocabulary.term_of(about.predicate).name
    return (evidence.subject.id, evidence.relation.id) == (shown_id(about.subject), term)


def _proposition(claim: Description, about: Proposition | None, shown: Iterable[Evidence]) -> Ref | None:
    if about is None:
        return None
    id_ = shown_id(about.iri)
    says = next((one.says for one in shown), None) or claim.label
    return Ref(id=id_, label=says)


def _reading(activity: Description) -> Reading:
    return Reading(
        activity=Ref(id=activity.id, label=activity.label),
        by=tuple(one for one in activity.values("decidedBy") if isinstance(one, Ref)),
        date=_text(activity.values("date")),
    )


def _ref(values: tuple[Scalar, ...]) -> Ref | None:
    return next((one for one in values if isinstance(one, Ref)), None)


def _ids(values: tuple[Scalar, ...]) -> tuple[str, ...]:
    return tuple(one.id for one in values if isinstance(one, Ref))


def _text(values: tuple[Scalar, ...]) -> str | None:
    return next((one for one in values if isinstance(one, str)), None)
