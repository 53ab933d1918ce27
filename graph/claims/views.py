"""Views: which claims count.

| view          | counts                                                                                   |
|---------------|------------------------------------------------------------------------------------------|
| `all`         | every accepted claim, the contested ones shown as such                                   |
| `undisputed`  | accepted, first-hand, denied by nobody                                                   |
| `speaker:ID`  | that speaker's claims, a body's with those of its parts, and the undisputed claims of     |
|               | others that are neither causal nor an evaluation                                         |
| `document:ID` | one document's claims                                                                    |
| `as-of:DATE`  | documents dated up to then; undated ones stay unless they must be later                   |

Several views may be given; then all must hold.
"""

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from pyoxigraph import NamedNode

from graph.claims.evidence import Claim, DocumentFacts, read_claims, read_disputed, read_documents
from graph.claims.model import Proposition
from graph.stores.interface import Store, Term
from ontology import iris
from ontology.errors import BadInput, NotKnown
from ontology.namespaces import ORG
from ontology.text import Text
from ontology.vocabulary import Vocabulary

ALL = "all"
FORMS = ("all", "undisputed", "speaker:ID", "document:ID", "as-of:DATE")
_PARTIAL_DATE = re.compile(r"\d{4}(-\d{2}(-\d{2})?)?")
_PARTS = (ORG["subOrganizationOf"], ORG["postIn"])


@dataclass(frozen=True, slots=True)
class View:
    """One view: its form, and for some forms the id or date that follows the colon."""

    form: str
    argument: str = ""

    def __str__(self) -> str:
        return f"{self.form}:{self.argument}" if self.argument else self.form


def parse_view(text: str, resolve: Callable[[str], NamedNode]) -> View:
    """The view that `text` names; `resolve` finds a speaker or document by id or name.

    Raises NotKnown for another form, BadInput for a bad date, and what `resolve` raises.
    """
    form, _, argument = text.partition(":")
    if form in ("all", "undisputed") and not argument:
        return View(form)
    if form in ("speaker", "document") and argument:
        found = resolve(argument)
        return View(form, iris.short_id(found) or found.value)
    if form == "as-of" and argument:
        if not _PARTIAL_DATE.fullmatch(argument):
            raise BadInput(
                Text(
                    sv=f"as-of:{argument} är inget datum. Skriv as-of:ÅÅÅÅ-MM-DD.",
                    en=f"as-of:{argument} is not a date. Write as-of:YYYY-MM-DD.",
                )
            )
        return View(form, argument)
    raise NotKnown(
        Text(
            sv=f"Vyn '{text}' finns inte. Vyerna är: {', '.join(FORMS)}.",
            en=f"There is no view '{text}'. The views are: {', '.join(FORMS)}.",
        ),
        FORMS,
    )


class Counted:
    """The claims that count in a view, and what of them is contested there."""

    def __init__(
        self,
        claims: Sequence[Claim],
        disputed: frozenset[NamedNode],
        documents: dict[NamedNode, DocumentFacts],
        vocabulary: Vocabulary,
    ) -> None:
        self.claims = claims
        self.documents = documents
        self.vocabulary = vocabulary
        self._disputed = disputed
        self._about: dict[Proposition, list[Claim]] = defaultdict(list)
        self._values: dict[tuple[NamedNode, NamedNode], set[Term]] = defaultdict(set)
        for claim in claims:
            self._about[claim.proposition].append(claim)
            if claim.stance == "asserts":
                key = (claim.proposition.subject, claim.proposition.predicate)
                self._values[key].add(claim.proposition.object)
        self._denied = denied_reports(claims)

    def asserted(self, *predicates: NamedNode) -> list[Proposition]:
        """The propositions with one of these predicates (or any) that somebody asserts, in order of their ids."""
        found = {
            claim.proposition
            for claim in self.claims
            if claim.stance == "asserts" and (not predicates or claim.proposition.predicate in predicates)
        }
        return sorted(found, key=lambda proposition: proposition.iri.value)

    def about(self, proposition: Proposition) -> list[Claim]:
        """Every claim that counts about a proposition, whatever its stance."""
        return self._about.get(proposition, [])

    def asserting(self, proposition: Proposition) -> list[Claim]:
        """The claims that assert a proposition, first- or second-hand."""
        return [claim for claim in self.about(proposition) if claim.stance == "asserts"]

    def values(self, subject: NamedNode, predicate: NamedNode) -> list[Term]:
        """Everything that is asserted of a subject under a predicate, sorted."""
        return sorted(self._values.get((subject, predicate), ()), key=str)

    def contested(self, proposition: Proposition) -> bool:
        """Whether somebody denies or doubts it, disputes those who assert it, or gives another value."""
        if any(claim.stance in ("denies", "doubts") for claim in self.about(proposition)):
            return True
        if any(self.disputed(claim) for claim in self.asserting(proposition)):
            return True
        return self.conflicting(proposition)

    def conflicting(self, proposition: Proposition) -> bool:
        """Whether the term takes one value, and another that cannot hold beside this one is asserted."""
        if not self.vocabulary.is_functional(proposition.predicate):
            return False
        values = self._values[(proposition.subject, proposition.predicate)]
        return any(not compatible(proposition.object, value) for value in values)

    def disputed(self, claim: Claim) -> bool:
        """Whether another claim disputes this one, or denies that somebody in its chain said so."""
        links = {link.claim for link in claim.chain}
        return bool(links & self._disputed or {link.claim for link in claim.chain[1:]} & self._denied)

    def second_hand_only(self, proposition: Proposition) -> bool:
        """Whether nobody who asserts it is heard in a passage of their own."""
        return not any(claim.first_hand for claim in self.asserting(proposition))


def compatible(one: Term, other: Term) -> bool:
    """Whether two values can hold at once: equal, or dates of which one is the coarser (2020, 2020-12)."""
    if one == other:
        return True
    dates = _PARTIAL_DATE.fullmatch(one.value) and _PARTIAL_DATE.fullmatch(other.value)
    return bool(dates) and (one.value.startswith(other.value) or other.value.startswith(one.value))


def denied_reports(claims: Iterable[Claim]) -> frozenset[NamedNode]:
    """The reported claims of which somebody denies or doubts that they were made."""
    return frozenset(
        inner.claim
        for claim in claims
        for outer, inner in zip(claim.chain, claim.chain[1:], strict=False)
        if outer.stance in ("denies", "doubts")
    )


def count(store: Store, vocabulary: Vocabulary, claims: Sequence[Claim], views: Sequence[View]) -> Counted:
    """The claims that count in all of the views. Three round trips at most."""
    disputed = read_disputed(store, claims)
    documents = read_documents(store, (claim.document for claim in claims))
    everything = Counted(claims, disputed, documents, vocabulary)
    kept = list(claims)
    for view in views:
        counts = _test(view, store, everything)
        kept = [claim for claim in kept if counts(claim)]
    return Counted(kept, disputed & {claim.iri for claim in claims}, documents, vocabulary)


def _test(view: View, store: Store, everything: Counted) -> Callable[[Claim], bool]:
    if view.form == "undisputed":
        return lambda claim: _undisputed(claim, everything)
    if view.form == "speaker":
        return _speaker_test(thing_or_iri(view.argument), store, everything)
    if view.form == "document":
        document = thing_or_iri(view.argument)
        return lambda claim: claim.document == document
    if view.form == "as-of":
        return lambda claim: _dated_up_to(everything.documents.get(claim.document), view.argument)
    return lambda claim: True


def _undisputed(claim: Claim, everything: Counted) -> bool:
    return claim.first_hand and not everything.contested(claim.proposition)


def _speaker_test(speaker: NamedNode, store: Store, everything: Counted) -> Callable[[Claim], bool]:
    voices = parts_of(store, speaker)

    def counts(claim: Claim) -> bool:
        if claim.speaker in voices:
            return True
        term = everything.vocabulary.term_of(claim.proposition.predicate)
        opinion = term.never_fact and term.name not in ("addresses", "meets")
        return not opinion and _undisputed(claim, everything)

    return counts


def parts_of(store: Store, body: NamedNode) -> frozenset[NamedNode]:
    """A body, its units and offices, and theirs, as accepted claims have them. One round trip."""
    parts: dict[NamedNode, set[NamedNode]] = defaultdict(set)
    for claim in read_claims(store, predicates=_PARTS):
        whole = claim.proposition.object
        if claim.stance == "asserts" and isinstance(whole, NamedNode):
            parts[whole].add(claim.proposition.subject)
    found = {body}
    waiting = [body]
    while waiting:
        new = parts[waiting.pop()] - found
        found |= new
        waiting.extend(new)
    return frozenset(found)


def thing_or_iri(text: str) -> NamedNode:
    """The thing with this short id, or the full IRI as it stands."""
    return iris.thing(text) if iris.is_short_id(text) else NamedNode(text)


def _dated_up_to(document: DocumentFacts | None, date: str) -> bool:
    earliest = document and (document.date or document.not_before)
    return not earliest or _first_day(earliest) <= _last_day(date)


def _first_day(date: str) -> str:
    return date + "-01" * (2 - date.count("-"))


def _last_day(date: str) -> str:
    return date + "-99" * (2 - date.count("-"))
