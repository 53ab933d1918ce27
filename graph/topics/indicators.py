"""The indicators that goals list: what each definition has and lacks, and whether a figure is held."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass

from pyoxigraph import NamedNode

from graph.answers.asked import Asked
from graph.answers.phrasing import listed, things_of
from graph.answers.wording import Parts, Phrase
from graph.claims.evidence import Claim, code
from graph.claims.model import Proposition
from graph.claims.views import Counted
from ontology.text import Text

_DEFINING = ("indicatorKind", "defines", "lacks", "exactMatch", "closeMatch", "observation")


@dataclass(frozen=True, slots=True)
class Indicator:
    """An indicator as a goal lists it.

    It is surely measurable when undisputed claims list it and call it a measure; maybe, when that is contested or
    nobody says what kind it is.
    """

    indicator: NamedNode
    surely_measurable: bool
    maybe_measurable: bool
    target: bool
    baseline: bool
    figure: bool
    phrase: Phrase
    claims: tuple[Claim, ...]


def read_indicators(asked: Asked, listing: Counted) -> Mapping[NamedNode, list[Indicator]]:
    """By goal, the indicators that the counted claims list. The number of round trips is fixed."""
    lists = listing.asserted(asked.term("hasIndicator"))
    defined = asked.claims(*_DEFINING, subjects=things_of(lists))
    matches = defined.asserted(asked.term("exactMatch"), asked.term("closeMatch"))
    published = asked.claims("observation", subjects=things_of(matches))
    observed = [counted.asserted(asked.term("observation")) for counted in (defined, published)]
    nodes = asked.parts(things_of([*observed[0], *observed[1]]))
    found: dict[NamedNode, list[Indicator]] = defaultdict(list)
    for one in lists:
        if isinstance(one.object, NamedNode):
            about = _About(asked, one.object, defined, published, nodes)
            found[one.subject].append(about.indicator(one, listing))
    return found


class _About:
    def __init__(
        self,
        asked: Asked,
        indicator: NamedNode,
        defined: Counted,
        published: Counted,
        nodes: Mapping[NamedNode, Parts],
    ) -> None:
        self.asked = asked
        self.thing = indicator
        self.defined = defined
        mine = [one for one in defined.asserted() if one.subject == indicator]
        self.by_term = {name: [p for p in mine if p.predicate == asked.term(name)] for name in _DEFINING}
        matched = things_of([*self.by_term["exactMatch"], *self.by_term["closeMatch"]])
        observed = [one for one in published.asserted() if one.subject in matched]
        kinds = [
            value
            for node in things_of([*self.by_term["observation"], *observed])
            for predicate, value in nodes.get(node, ())
            if predicate == asked.term("valueKind")
        ]
        self.value_kinds = {code(value) for value in kinds}
        self.claims = [
            *(claim for one in mine for claim in defined.about(one)),
            *(claim for one in observed for claim in published.about(one)),
        ]

    def indicator(self, listing: Proposition, listed_in: Counted) -> Indicator:
        kinds = self.by_term["indicatorKind"]
        measure = any(code(one.object) == "measure" for one in kinds)
        contested = listed_in.contested(listing) or any(self.defined.contested(one) for one in kinds)
        parts = {code(one.object) for one in self.by_term["defines"]}
        return Indicator(
            indicator=self.thing,
            surely_measurable=measure and not contested,
            maybe_measurable=measure or not kinds,
            target="target" in parts or "target" in self.value_kinds,
            baseline="baseline" in parts or "baseline" in self.value_kinds,
            figure="actual" in self.value_kinds,
            phrase=self._phrase(),
            claims=(*listed_in.about(listing), *self.claims),
        )

    def _phrase(self) -> Phrase:
        kinds = things_of(self.by_term["indicatorKind"])
        has, lacks = things_of(self.by_term["defines"]), things_of(self.by_term["lacks"])
        found: Phrase = (self.thing, ": ", *(listed(kinds) or (Text(sv="okänt slag", en="kind not known"),)))
        if has:
            found += (Text(sv="; anger ", en="; gives "), *listed(has))
        if lacks:
            found += (Text(sv="; saknar ", en="; lacks "), *listed(lacks))
        return (*found, ".")
