"""Describing a thing: what it is, what it is called, and what is simply said of it, whatever its kind."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from urllib.parse import urlencode

from pyoxigraph import Literal, NamedNode

from graph.answers.finding import DESCRIBED, find_thing
from graph.answers.form import Description, Fact, Ref
from graph.answers.names import Names
from graph.answers.scalars import ref, relation, scalar
from graph.answers.wording import Wording, kind_of, read_wording, shown_id
from graph.claims.evidence import node
from graph.claims.model import Proposition
from graph.claims.spoken import read_propositions
from graph.stores.interface import NamedQuery, Row, Store, Term
from ontology import iris
from ontology.errors import NotKnown
from ontology.namespaces import DCT, PROV, RDF, RS, SKOS
from ontology.text import Language, Text
from ontology.vocabulary import Vocabulary

POINTING = NamedQuery("pointing")
MOST_POINTING = 1000
_UNSAID = (iris.ONTOLOGY_GRAPH, iris.ALIGNMENTS_GRAPH, iris.STATE_GRAPH)
_TOLD_APART = (SKOS["prefLabel"], SKOS["altLabel"], SKOS["definition"], RDF["type"], DCT["type"])

Values = Mapping[NamedNode, Sequence[Term]]


def describe(
    store: Store, vocabulary: Vocabulary, names: Names, thing: str, language: Language
) -> Description:
    """What a thing is, by its id or name. Six round trips at most.

    What is said of a thing, and of others about it, are the facts; claims, passages and the like, which no facts are
    about, are described as they stand. Raises NotKnown with the nearest ids, Unclear for a name of several.
    """
    found = find_thing(store, names, thing, language)
    own, is_fact = _read_own(store, found)
    pointing = read_pointing(store, found, is_fact=is_fact)
    about = read_propositions(store, [found])
    terms = {found, *_terms(own), *_terms(pointing), *_ends(about), *_code_list(found)}
    wording = read_wording(store, vocabulary, terms, language)
    described = _Described(found, own, pointing, about, wording)
    return described.description(store.graph_hash())


@dataclass(frozen=True)
class _Described:
    """What has been read of a thing, to be put into words."""

    thing: NamedNode
    own: Values
    pointing: Values
    about: Mapping[NamedNode, set[Proposition]]
    names: Wording

    @cached_property
    def words(self) -> Wording:
        """The names of what is named, and words for what has none: this thing, and what claims are about."""
        said = {one.iri: self.names.proposition(one) for several in self.about.values() for one in several}
        with_said = replace(self.names, labels={**said, **self.names.labels})
        label = _label(self.thing, self.own, self.about.get(self.thing, ()), with_said)
        return replace(with_said, labels={**with_said.labels, self.thing: label})

    def description(self, graph: str) -> Description:
        language = self.words.language
        id_, label = shown_id(self.thing), self.words.labels[self.thing]
        types = [one for one in self.own.get(DCT["type"], ()) if isinstance(one, NamedNode)]
        other_names = {name.value for name in self.own.get(SKOS["altLabel"], ())}
        pointed = sum(len(subjects) for subjects in self.pointing.values())
        graph_word = "graf" if language == "sv" else "graph"
        return Description(
            id=id_,
            iri=self.thing.value,
            kind=self._kind(),
            label=label,
            other_names=tuple(sorted(other_names - {label})),
            definition=next(iter(self._texts(SKOS["definition"])), None),
            type=ref(self.words, types[0]) if types else None,
            facts=(*self._facts(self.own, incoming=False), *self._facts(self.pointing, incoming=True)),
            complete=pointed <= MOST_POINTING,
            language=language,
            graph=graph,
            link=f"/api/resources/{id_}?{urlencode({'lang': language})}",
            cite=f"Rotorsak: {label} ({id_}), {graph_word} {graph[:16]}",
        )

    def _kind(self) -> Ref:
        """The kind that its id begins with: by the name of its class, or of the code list where it is a code."""
        lists = [one for one in _code_list(self.thing) if one in self.own.get(SKOS["inScheme"], ())]
        label = self.words.term(lists[0]) if lists else _class(self.own, self.words)
        return Ref(id=kind_of(self.thing) or "", label=label)

    def _facts(self, said: Values, *, incoming: bool) -> tuple[Fact, ...]:
        found = [
            Fact(
                relation=relation(self.words, predicate),
                incoming=incoming,
                values=tuple(scalar(self.words, value) for value in self._in_language(values)),
            )
            for predicate, values in said.items()
            if incoming or predicate not in _TOLD_APART
        ]
        return tuple(sorted(found, key=lambda fact: fact.relation.id))

    def _in_language(self, values: Sequence[Term]) -> list[Term]:
        """The values, without the texts in the other language where there is one in this."""
        language = self.words.language
        here = [one for one in values if isinstance(one, Literal) and one.language == language]
        other = [one for one in values if not (isinstance(one, Literal) and one.language)]
        return sorted([*here, *other] if here else values, key=str)

    def _texts(self, predicate: NamedNode) -> list[str]:
        return [one.value for one in self._in_language(self.own.get(predicate, ()))]


def _label(thing: NamedNode, own: Values, about: Iterable[Proposition], words: Wording) -> str:
    """What a thing is called; what has no name is called by what it says or consists of, at last by its class."""
    if thing in words.labels or thing in words.parts:
        return words.term(thing)
    kind = kind_of(thing)
    if kind == "passage" and DCT["description"] in own:
        texts = {one.language: one.value for one in own[DCT["description"]] if isinstance(one, Literal)}
        return texts.get(words.language) or next(iter(texts.values()))
    if kind == "claim" and PROV["wasAttributedTo"] in own and RS["stance"] in own:
        speaker, stance = (words.term(own[one][0]) for one in (PROV["wasAttributedTo"], RS["stance"]))
        on = Text(sv=" om ett annat påstående", en=" of another claim").in_language(words.language)
        says = f"{speaker} {stance}{on if RS['reports'] in own else ''}"
        return ": ".join([says, *(words.proposition(one) for one in about)])
    return f"{_class(own, words)} {shown_id(thing).partition('/')[2]}"


def _class(own: Values, words: Wording) -> str:
    """The class of a thing in words, or its IRI where the vocabulary has no label for it."""
    classes = [one for one in own.get(RDF["type"], ()) if isinstance(one, NamedNode)]
    try:
        return words.vocabulary.label(classes[0], words.language)
    except (IndexError, NotKnown):
        return "".join(one.value for one in classes[:1])


def _read_own(store: Store, thing: NamedNode) -> tuple[Values, bool]:
    """What is said of a thing itself, and whether facts are about it. One round trip."""
    graphs: dict[NamedNode, list[Row]] = defaultdict(list)
    for row in store.select(DESCRIBED, thing=[thing]):
        graphs[node(row, "graph")].append(row)
    is_fact = iris.FACTS_GRAPH in graphs
    chosen = [iris.FACTS_GRAPH] if is_fact else [name for name in graphs if name not in _UNSAID]
    values: dict[NamedNode, set[Term]] = defaultdict(set)
    for name in chosen:
        for row in graphs[name]:
            values[node(row, "predicate")].add(row["value"])
    return {predicate: sorted(several, key=str) for predicate, several in values.items()}, is_fact


def read_pointing(store: Store, thing: NamedNode, *, is_fact: bool) -> Values:
    """The facts that point to a thing; where no facts are about it, whatever does. One round trip."""
    found: dict[NamedNode, list[Term]] = defaultdict(list)
    within = {"graph": [iris.FACTS_GRAPH]} if is_fact else {}
    for row in store.select(POINTING, thing=[thing], **within):
        found[node(row, "predicate")].append(row["subject"])
    return found


def _terms(said: Values) -> Iterable[Term]:
    return (value for values in said.values() for value in values)


def _ends(about: Mapping[NamedNode, set[Proposition]]) -> Iterable[Term]:
    return (term for several in about.values() for one in several for term in (one.subject, one.object))


def _code_list(thing: NamedNode) -> Sequence[NamedNode]:
    """The code list that a code would stand in by its id."""
    kind = kind_of(thing)
    return [iris.thing(f"code-list/{kind}")] if kind else []
