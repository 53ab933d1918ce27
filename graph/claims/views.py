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

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from pyoxigraph import NamedNode

from graph.claims.evidence import Claim, Dispute, DocumentFacts, read_claims, read_disputes, read_documents
from graph.claims.model import Proposition
from graph.stores.interface import Store, Term
from graph.stores.literals import PARTIAL_DATE, is_partial_date
from ontology import iris
from ontology.errors import BadInput, NotKnown
from ontology.namespaces import ORG
from ontology.text import Text
from ontology.vocabulary import Vocabulary

ALL = "all"
FORMS = ("all", "undisputed", "speaker:ID", "document:ID", "as-of:DATE")
_AGAINST = ("denies", "doubts")
_NO_OPINIONS = ("addresses", "meets")
"""Terms that are never facts, and yet neither causal nor an evaluation."""
_DOCUMENTS = ("document",)
_SPEAKERS = ("body", "organisation", "unit", "group", "party", "post", "person", *_DOCUMENTS)
_PARTS = (ORG["subOrganizationOf"], ORG["postIn"])


@dataclass(frozen=True, slots=True)
class View:
    """One view: its form, and for some forms the id or date that follows the colon."""

    form: str
    argument: str = ""

    def __str__(self) -> str:
        return f"{self.form}:{self.argument}" if self.argument else self.form


def parse_view(text: str, resolve: Callable[[str, Sequence[str]], NamedNode]) -> View:
    """The view that `text` names; `resolve` finds a speaker or document, of these kinds, by id or name.

    Raises NotKnown for another form, BadInput for a bad date, and what `resolve` raises.
    """
    form, _, argument = text.partition(":")
    if form in ("all", "undisputed") and not argument:
        return View(form)
    if form in ("speaker", "document") and argument:
        found = resolve(argument, _SPEAKERS if form == "speaker" else _DOCUMENTS)
        return View(form, iris.short_id(found) or found.value)
    if form == "as-of" and argument:
        if not is_partial_date(argument):
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
        disputes: Iterable[Dispute],
        documents: dict[NamedNode, DocumentFacts],
        vocabulary: Vocabulary,
    ) -> None:
        self.claims = claims
        self.documents = documents
        self.vocabulary = vocabulary
        self._disputed = frozenset(dispute.claim for dispute in disputes)
        self._about: dict[Proposition, list[Claim]] = defaultdict(list)
        self._values: dict[tuple[NamedNode, NamedNode], set[Term]] = defaultdict(set)
        for claim in claims:
            self._about[claim.proposition].append(claim)
            if claim.stance == "asserts":
                key = (claim.proposition.subject, claim.proposition.predicate)
                self._values[key].add(claim.proposition.object)
        self._reported, self._denied = _reported(claims)

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
        """Whether somebody denies or doubts it, disputes one who asserts it, or gives another value.

        That somebody denies a report of it contests it only if nothing but such reports asserts it.
        """
        if any(claim.stance in _AGAINST for claim in self.about(proposition)):
            return True
        asserting = self.asserting(proposition)
        if any(self._disputed_outright(claim) for claim in asserting):
            return True
        if asserting and all(self._report_in_dispute(claim) for claim in asserting):
            return True
        return self.conflicting(proposition)

    def two_sided(self, proposition: Proposition) -> bool:
        """Whether it is contested and somebody asserts it: a denial that nobody has met is no contest."""
        return bool(self.asserting(proposition)) and self.contested(proposition)

    def conflicting(self, proposition: Proposition) -> bool:
        """Whether the term takes one value, and another that cannot hold beside this one is asserted."""
        if not self.vocabulary.is_functional(proposition.predicate):
            return False
        values = self._values[(proposition.subject, proposition.predicate)]
        return any(not compatible(proposition.object, value) for value in values)

    def disputed(self, claim: Claim) -> bool:
        """Whether another claim disputes this one, or has it otherwise whether somebody in its chain said so."""
        return self._disputed_outright(claim) or self._report_in_dispute(claim)

    def second_hand_only(self, proposition: Proposition) -> bool:
        """Whether it is asserted, and by nobody in a passage of their own."""
        asserting = self.asserting(proposition)
        return bool(asserting) and not any(claim.first_hand for claim in asserting)

    def _disputed_outright(self, claim: Claim) -> bool:
        return any(link.claim in self._disputed for link in claim.chain)

    def _report_in_dispute(self, claim: Claim) -> bool:
        return any(
            inner.claim in (self._reported if outer.stance in _AGAINST else self._denied)
            for outer, inner in pairwise(claim.chain)
        )


def compatible(one: Term, other: Term) -> bool:
    """Whether two values can hold at once: equal, or dates of which one is the coarser (2020, 2020-12)."""
    if one == other:
        return True
    dates = PARTIAL_DATE.fullmatch(one.value) and PARTIAL_DATE.fullmatch(other.value)
    return bool(dates) and (one.value.startswith(other.value) or other.value.startswith(one.value))


def _reported(claims: Iterable[Claim]) -> tuple[frozenset[NamedNode], frozenset[NamedNode]]:
    """The claims that somebody makes or says that others made, and those that somebody denies or doubts were made."""
    made = {claim.iri for claim in claims}
    denied: set[NamedNode] = set()
    for claim in claims:
        for outer, inner in pairwise(claim.chain):
            if outer.stance in _AGAINST:
                denied.add(inner.claim)
            if outer.stance != "asserts":
                break
            made.add(inner.claim)
    return frozenset(made), frozenset(denied)


def count(store: Store, vocabulary: Vocabulary, claims: Sequence[Claim], views: Sequence[View]) -> Counted:
    """The claims that count in all of the views. Two round trips, and one for each view of a speaker."""
    disputes = read_disputes(store, claims)
    sources = {claim.document for claim in claims} | {one.document for one in disputes if one.document}
    documents = read_documents(store, sources)
    everything = Counted(claims, disputes, documents, vocabulary)
    tests = [_test(view, store, everything) for view in views]
    return Counted(
        [claim for claim in claims if all(counts(claim) for counts in tests)],
        [dispute for dispute in disputes if all(counts(dispute) for counts in tests)],
        documents,
        vocabulary,
    )


_Test = Callable[[Claim | Dispute], bool]


def _test(view: View, store: Store, everything: Counted) -> _Test:
    if view.form == "undisputed":
        return lambda one: isinstance(one, Dispute) or _undisputed(one, everything)
    if view.form == "speaker":
        return _speaker_test(thing_or_iri(view.argument), store, everything)
    if view.form == "document":
        document = thing_or_iri(view.argument)
        return lambda one: one.document == document
    if view.form == "as-of":
        return lambda one: _dated_up_to(
            one.document and everything.documents.get(one.document), view.argument
        )
    return lambda _: True


def _undisputed(claim: Claim, everything: Counted) -> bool:
    return claim.first_hand and not everything.contested(claim.proposition)


def _speaker_test(speaker: NamedNode, store: Store, everything: Counted) -> _Test:
    voices = parts_of(store, speaker)

    def counts(one: Claim | Dispute) -> bool:
        if one.speaker in voices:
            return True
        if isinstance(one, Dispute):
            return False
        term = everything.vocabulary.term_of(one.proposition.predicate)
        opinion = term.never_fact and term.name not in _NO_OPINIONS
        return not opinion and _undisputed(one, everything)

    return counts


def parts_of(store: Store, body: NamedNode) -> frozenset[NamedNode]:
    """A body, its units and offices, and theirs, as accepted claims have them. One round trip for each level."""
    found: set[NamedNode] = set()
    newest = {body}
    while newest:
        found |= newest
        claims = read_claims(store, predicates=_PARTS, objects=sorted(newest, key=str))
        newest = {claim.proposition.subject for claim in claims if claim.stance == "asserts"} - found
    return frozenset(found)


def thing_or_iri(text: str) -> NamedNode:
    """The thing with this short id, or the full IRI as it stands."""
    return iris.thing(text) if iris.is_short_id(text) else NamedNode(text)


def _dated_up_to(document: DocumentFacts | None, date: str) -> bool:
    earliest = PARTIAL_DATE.match(document.date or document.not_before or "") if document else None
    return earliest is None or _first_day(earliest[0]) <= _last_day(date)


def _first_day(date: str) -> str:
    return date + "-01" * (2 - date.count("-"))


def _last_day(date: str) -> str:
    return date + "-99" * (2 - date.count("-"))
