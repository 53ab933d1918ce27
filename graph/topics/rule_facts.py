"""The facts that rules ask for, handed in or fetched as operands say; and what is part of what."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence, Set
from typing import TypeVar

from pyoxigraph import NamedNode

from graph.answers.asked import Asked
from graph.answers.phrasing import claims_on
from graph.claims.evidence import Claim
from graph.claims.model import Proposition
from graph.rules.facts import Extent, Facts, Known, Parts
from graph.rules.policy import Condition, Constraint, Policy
from graph.stores.interface import Term
from ontology.iris import thing
from ontology.namespaces import RS
from ontology.operands import Operand, operands

MONEY_STAGE = thing("operand/money-stage")
Above = TypeVar("Above")
_STEPS = 4
"""Over how many steps a place or a theme is followed to what it is part of."""


class Fetched:
    """What the claims that count say of some actions and grants, for the operands that policies ask for."""

    def __init__(self, asked: Asked, subjects: Sequence[NamedNode], policies: Iterable[Policy]) -> None:
        wanted = {operand for policy in policies for rule in policy.rules for operand in rule.operands()}
        self._operands = [one for iri, one in operands().items() if iri in wanted]
        terms = sorted(
            {asked.vocabulary.term_of(term).name for one in self._operands for term in one.fetched_by}
        )
        self._asked = asked
        self._counted = asked.claims(*terms, subjects=subjects) if terms and subjects else asked.count([])
        self._parts = asked.parts(one.object for one in self._counted.asserted() if _is_amount(asked, one))

    def facts(self, action: NamedNode | None, grant: NamedNode, given: Facts) -> Facts:
        """What is known for an action under a grant. What is handed in stands for what sources say."""
        found = dict(given)
        for operand in self._operands:
            subject = grant if operand.asked_of == RS["Grant"] else action
            if operand.iri not in found and subject is not None and operand.fetched_by:
                known = self._known(operand, subject)
                if known is not None:
                    found[operand.iri] = known
        return found

    def _known(self, operand: Operand, subject: NamedNode) -> Known | None:
        """What is said, but for what is contested: that leaves open what else there is."""
        said = [one for one in self._counted.asserted(*operand.fetched_by) if one.subject == subject]
        firm = [one for one in said if not self._counted.contested(one)]
        values = frozenset(value for one in firm for value in self._values(operand, one))
        extent: Extent = "told" if len(firm) == len(said) else "open"
        return Known(values, extent, claims_on(self._counted, said)) if said else None

    def _values(self, operand: Operand, one: Proposition) -> Iterable[Term]:
        if operand.iri != MONEY_STAGE:
            return (one.object,)
        parts = self._parts.get(one.object, ()) if isinstance(one.object, NamedNode) else ()
        return (value for term, value in parts if term == self._asked.term("stage"))


def parts_above(asked: Asked, facts: Iterable[Facts], policies: Iterable[Policy]) -> Parts:
    """What the values of facts, and what rules name, are part of, step by step. Four round trips at most."""
    starts = {value for each in facts for known in each.values() for value in known.values}
    starts |= {value for policy in policies for value in _right(policy)}
    above: dict[Term, set[Term]] = defaultdict(set)
    level = sorted({one for one in starts if isinstance(one, NamedNode)}, key=str)
    seen = set(level)
    for _ in range(_STEPS):
        if not level:
            break
        found = asked.claims("partOf", subjects=level).asserted()
        for one in found:
            above[one.subject].add(one.object)
        level = sorted({one.object for one in found if isinstance(one.object, NamedNode)} - seen, key=str)
        seen |= set(level)
    return {value: frozenset(upwards(value, above)) for value in starts}


def _right(policy: Policy) -> Iterable[Term]:
    for rule in policy.rules:
        for condition in (*rule.refinements, *rule.constraints):
            yield from _of(condition)


def _of(condition: Condition) -> Collection[Term]:
    if isinstance(condition, Constraint):
        return condition.right
    return [value for part in condition.parts for value in _of(part)]


def upwards(start: Above, above: Mapping[Above, Set[Above]]) -> set[Above]:
    """A thing with all that is above it, in however many steps."""
    found, waiting = {start}, [start]
    while waiting:
        more = above.get(waiting.pop(), set()) - found
        found |= more
        waiting.extend(more)
    return found


def _is_amount(asked: Asked, one: Proposition) -> bool:
    return one.predicate == asked.term("amount")


def claims_of(facts: Iterable[Known]) -> tuple[Claim, ...]:
    """The claims on which facts rest, each once."""
    return tuple(dict.fromkeys(claim for known in facts for claim in known.claims))
