"""The shapes: one for each class, messages in both languages, good data accepted and broken data refused."""

import re
from dataclasses import dataclass
from functools import cache

import pyshacl
import pytest
from pyoxigraph import NamedNode
from rdflib import BNode, Graph, URIRef
from rdflib import Literal as RdfLiteral
from rdflib.collection import Collection
from rdflib.namespace import RDF as RDFLIB_RDF
from rdflib.namespace import Namespace as RdflibNamespace
from rdflib.term import Node

from ontology import iris, vocabulary
from ontology.namespaces import PROV

SH = RdflibNamespace("http://www.w3.org/ns/shacl#")
HASH = "0123456789abcdef" * 4

PREFIXES = """
@base <https://w3id.org/rotorsak/id/> .
@prefix rs: <https://w3id.org/rotorsak/def#> .
@prefix rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix prov: <http://www.w3.org/ns/prov#> .
@prefix dct: <http://purl.org/dc/terms/> .
@prefix dcat: <http://www.w3.org/ns/dcat#> .
@prefix oa: <http://www.w3.org/ns/oa#> .
@prefix cito: <http://purl.org/spar/cito/> .
@prefix org: <http://www.w3.org/ns/org#> .
@prefix cv: <http://data.europa.eu/m8g/> .
@prefix foaf: <http://xmlns.com/foaf/0.1/> .
@prefix qb: <http://purl.org/linked-data/cube#> .
@prefix sdmxd: <http://purl.org/linked-data/sdmx/2009/dimension#> .
@prefix sdmxm: <http://purl.org/linked-data/sdmx/2009/measure#> .
@prefix sdmxa: <http://purl.org/linked-data/sdmx/2009/attribute#> .
"""

GOOD = (
    PREFIXES
    + """
<document/protokoll> a rs:Document ;
    skos:prefLabel "Protokoll"@sv, "Minutes"@en ; skos:altLabel "protokollet"@sv ;
    dct:type <document-type/minutes> ; rs:holding <holding/held> ; rs:quality <quality/born-digital> ;
    dct:creator <body/kommunen> ; dct:date "2023-01"^^xsd:gYearMonth ; rs:notBefore "2022"^^xsd:gYear ;
    rs:rendition "protokoll.txt" ; foaf:page "https://example.org/p"^^xsd:anyURI .

<passage/protokoll.svar> a oa:SpecificResource ;
    oa:hasSource <document/protokoll> ; oa:hasSelector <selector/10-90> ; rs:passageHash "HASH" ;
    dct:description "Partiet säger att uppföljningen har fel."@sv, "The party says the follow-up is wrong."@en ;
    rs:section "Yttrande" ; rs:shows "39" ; rs:ocrReading "Atgird → Åtgärd" ;
    rs:sameTextAs <passage/beslut.svar> .
<selector/10-90> a oa:TextPositionSelector ; oa:start 10 ; oa:end 90 .
<passage/webbsida.kort> a oa:SpecificResource ;
    oa:hasSource <document/webbsida> ; dct:description "Kort."@sv, "Short."@en .

<activity/reading-protokoll> a prov:Activity ;
    prov:wasAssociatedWith <organisation/rotorsak> ; dct:date "2026-11-22"^^xsd:date .

<claim/HASH> a rs:Claim ;
    rs:reports <claim/1HASH> ; rs:stance <stance/denies> ; prov:wasAttributedTo <party/gula> ;
    rs:reviewState <review-state/accepted> ; rs:basis <basis/read> ;
    prov:wasQuotedFrom <passage/protokoll.svar> ; prov:wasGeneratedBy <activity/reading-protokoll> ;
    dct:date "2023-01"^^xsd:gYearMonth ; cito:disputes <claim/1HASH> .
<claim/1HASH> a rs:Claim ;
    rs:about <proposition/HASH> ; rs:stance <stance/asserts> ; prov:wasAttributedTo <document/uppfoljning> ;
    rs:reviewState <review-state/accepted> ; rs:basis <basis/read> .
<proposition/HASH> a rdf:Statement ;
    rdf:subject <grant/bidrag> ; rdf:predicate rs:recipientCount ; rdf:object 32 .

<grant/bidrag> a rs:Grant ; skos:prefLabel "Bidrag"@sv, "Grant"@en ;
    rs:recipientCount 32 ; rs:reportDue "2023-01-28"^^xsd:date ; rs:underScheme <scheme/stod> ;
    dct:temporal <period/HASH> ; rs:amount <amount/HASH> ; rs:share <share/HASH> .
<district/ryd> a dct:Location ; skos:prefLabel "Ryd"@sv, "Ryd"@en ;
    dct:type <geography/regso> ; dct:identifier "0580R001" ; rs:designation <designation/HASH> .
<person/anna> a foaf:Person ; skos:prefLabel "Anna"@sv, "Anna"@en ; skos:altLabel "Ana"@sv .
<decision/beslut> a rs:Decision ; skos:prefLabel "Beslut"@sv, "Decision"@en ;
    rs:decisionForm <decision-form/adopts> ; rs:diaryNumber "KS 1" ; rs:recordedIn <document/protokoll> .
<indicator/antal> a rs:Indicator ; skos:prefLabel "Antal"@sv, "Number"@en ;
    rs:lacks <part/baseline> ; rs:observation <observation/HASH> .
<body/kommunen> a cv:PublicOrganisation, org:Organization ; skos:prefLabel "Kommunen"@sv, "Municipality"@en .

<period/HASH> a dct:PeriodOfTime ; dcat:startDate "2018-10"^^xsd:gYearMonth ; dcat:endDate "2018"^^xsd:gYear .
<status-count/HASH> a rs:StatusCount ; rs:status <follow-up-status/ongoing> ; rs:count 39 .
<listing-node/HASH> a rs:Listing ; rs:member <criterion/a>, <criterion/b> .
<amount/HASH> a rs:Amount ; rs:kronor 13808000 ; rs:stage <stage/granted> ; rs:payer <body/verket> ;
    rs:payee <body/kommunen> ; rs:per "år" .
<share/HASH> a rs:Share ; rs:theme <theme/skola> ; rs:minPercent 20.0 ; rs:maxPercent 50.0 .
<designation/HASH> a rs:Designation ; rs:listing <area-type/1> ; rs:authority <body/scb> ;
    sdmxd:refPeriod "2022"^^xsd:gYear .
<observation/HASH> a qb:Observation ; sdmxm:obsValue 73.1 ; sdmxa:unitMeasure <unit-of-measure/percent> ;
    rs:valueKind <value-kind/actual> ; sdmxd:refArea <district/ryd> ; sdmxd:sex <sex/total> .
<membership/HASH> a org:Membership ; org:member <person/anna> ; org:role <post/direktor> .

<stance/asserts> a skos:Concept ; skos:inScheme <code-list/stance> ;
    skos:prefLabel "hävdar"@sv, "asserts"@en ; skos:definition "Säger."@sv, "Says."@en .
<code-list/stance> a skos:ConceptScheme ;
    skos:prefLabel "Hållning"@sv, "Stance"@en ; skos:definition "Hur."@sv, "How."@en .
<https://w3id.org/rotorsak/graph/protokoll> rs:graphHash "HASH" ; rs:builtinHash "HASH" .
"""
)


@dataclass(frozen=True, slots=True)
class Broken:
    """A change that breaks the good data, and words of the English message that it must get."""

    old: str
    new: str
    message: str


CLAIM = "rs:about <proposition/HASH> ; rs:stance"
BROKEN = {
    # claims
    "claim about both": Broken(CLAIM, "rs:about <proposition/HASH> ; rs:reports <claim/HASH> ; rs:stance", "never both"),
    "claim about nothing": Broken(CLAIM, "rs:stance", "never both"),
    "claim about two": Broken(CLAIM, "rs:about <proposition/HASH>, <proposition/1HASH> ; rs:stance", "never both"),
    "claim about a thing": Broken(CLAIM, "rs:about <goal/x> ; rs:stance", "must be a proposition"),
    "report of a thing": Broken("rs:reports <claim/1HASH>", "rs:reports <goal/x>", "must be another claim"),
    "no stance": Broken("rs:stance <stance/denies> ;", "", "exactly one stance"),
    "two stances": Broken("<stance/denies>", "<stance/denies>, <stance/asks>", "exactly one stance"),
    "unknown stance": Broken("<stance/denies>", "<stance/hopes>", "exactly one stance"),
    "stance as a string": Broken("<stance/denies>", '"denies"', "exactly one stance"),
    "no speaker": Broken("prov:wasAttributedTo <party/gula> ;", "", "exactly one speaker"),
    "two speakers": Broken("<party/gula>", "<party/gula>, <party/bla>", "exactly one speaker"),
    "a goal speaks": Broken("<party/gula>", "<goal/gula>", "exactly one speaker"),
    "no review state": Broken("rs:reviewState <review-state/accepted> ; rs:basis <basis/read> ;\n    prov", "rs:basis <basis/read> ;\n    prov", "exactly one review state"),
    "unknown basis": Broken("rs:basis <basis/read> ;", "rs:basis <basis/guess> ;", "exactly one basis"),
    "two passages": Broken("<passage/protokoll.svar> ;", "<passage/protokoll.svar>, <passage/b.x> ;", "at most one passage"),
    "no passage": Broken("prov:wasQuotedFrom <passage/protokoll.svar> ;", "", "must stand in a passage"),
    "no ingest": Broken("prov:wasGeneratedBy <activity/reading-protokoll> ;", "", "come from an ingest"),
    "ingest is something else": Broken("Activity ;\n    prov", "Plan ;\n    prov", "id of the form activity/name"),
    "time of day": Broken('dct:date "2023-01"^^xsd:gYearMonth ; cito', 'dct:date "2023-01-01T00:00:00"^^xsd:dateTime ; cito', "date of a claim"),
    "disputes a thing": Broken("cito:disputes <claim/1HASH>", "cito:disputes <goal/x>", "must be another claim"),
    "misspelt property": Broken("rs:stance <stance/denies> ;", "rs:stance <stance/denies> ; rs:stanse <stance/asks> ;", "no properties but those of a claim"),
    "claim without a hash for an id": Broken("<claim/HASH> a", "<claim/x> a", "id of the form claim/hash"),
    # propositions
    "no subject": Broken("rdf:subject <grant/bidrag> ;", "", "exactly one subject"),
    "two predicates": Broken("rdf:predicate rs:recipientCount", "rdf:predicate rs:recipientCount, rs:amount", "exactly one predicate"),
    "two objects": Broken("rdf:object 32", "rdf:object 32, 33", "exactly one object"),
    "double": Broken("rdf:object 32", "rdf:object 3.2e1", "Floating-point"),
    "float": Broken("rdf:object 32", 'rdf:object "32"^^xsd:float', "Floating-point"),
    "blank object": Broken("rdf:object 32", "rdf:object []", "exactly one object"),
    # passages
    "no paraphrase in English": Broken(', "The party says the follow-up is wrong."@en', "", "one paraphrase in Swedish"),
    "paraphrase in German": Broken('"Short."@en', '"Kurz."@de', "one paraphrase in Swedish"),
    "short hash": Broken('rs:passageHash "HASH"', 'rs:passageHash "abc123"', "64 hexadecimal"),
    "hash in capitals": Broken('rs:passageHash "HASH"', f'rs:passageHash "{HASH.upper()}"', "64 hexadecimal"),
    "hash without a position": Broken("oa:hasSelector <selector/10-90> ; ", "", "both a position"),
    "position without a hash": Broken('rs:passageHash "HASH" ;', "", "both a position"),
    "no document": Broken("oa:hasSource <document/webbsida> ;", "", "exactly one document"),
    "shows a sentence": Broken('rs:shows "39"', f'rs:shows "{"ord " * 20}"', "not a sentence"),
    "reading without an arrow": Broken("Atgird → Åtgärd", "Atgird Åtgärd", "an arrow"),
    "ends before it starts": Broken("oa:start 10 ; oa:end 90", "oa:start 90 ; oa:end 10", "less than the end"),
    "start equals end": Broken("oa:start 10 ; oa:end 90", "oa:start 10 ; oa:end 10", "less than the end"),
    "negative start": Broken("oa:start 10", "oa:start -10", "an integer from 0"),
    "601 characters": Broken("oa:end 90", "oa:end 611", "at most 600"),
    # things
    "no English name": Broken('"Bidrag"@sv, "Grant"@en', '"Bidrag"@sv', "one name in Swedish"),
    "no Swedish name": Broken('"Bidrag"@sv, "Grant"@en', '"Grant"@en', "one name in Swedish"),
    "two Swedish names": Broken('"Bidrag"@sv, "Grant"@en', '"Bidrag"@sv, "Stöd"@sv', "one name in Swedish"),
    "name without a language": Broken('"Bidrag"@sv, "Grant"@en', '"Bidrag", "Grant"@en', "one name in Swedish"),
    "alias without a language": Broken('"protokollet"@sv', '"protokollet"', "Another name"),
    "wrong kind of id": Broken("<grant/bidrag> a", "<plan/bidrag> a", "id of the form grant/name"),
    "blank thing": Broken("<grant/bidrag> a", "[] a", "id of the form grant/name"),
    "document type as a string": Broken("<document-type/minutes>", '"minutes"', "list document-type"),
    "no holding": Broken("rs:holding <holding/held> ;", "", "known, held or at hand"),
    "file with a folder": Broken('"protokoll.txt"', '"/x/protokoll.txt"', "without a folder"),
    "address as a string": Broken('"https://example.org/p"^^xsd:anyURI', '"example.org"', "web address"),
    "place of no geography": Broken("dct:type <geography/regso> ;", "", "list geography"),
    "a person's birthday": Broken("foaf:Person ;", 'foaf:Person ; dct:date "1970"^^xsd:gYear ;', "nothing but the name"),
    "two numbers of recipients": Broken("rs:recipientCount 32 ;", "rs:recipientCount 32, 26 ;", "number of recipients"),
    "decimal number of recipients": Broken("rs:recipientCount 32 ;", "rs:recipientCount 32.0 ;", "number of recipients"),
    "unknown form of decision": Broken("<decision-form/adopts>", "<decision-form/muses>", "list decision-form"),
    "scheme that is a plan": Broken("<scheme/stod>", "<plan/stod>", "scheme/name"),
    "amount as a number": Broken("rs:amount <amount/HASH>", "rs:amount 13808000", "amount/hash"),
    "unknown part": Broken("<part/baseline>", "<part/colour>", "list part"),
    # nodes
    "period without dates": Broken('dcat:startDate "2018-10"^^xsd:gYearMonth ; dcat:endDate "2018"^^xsd:gYear', "rdf:type dct:PeriodOfTime", "a start or an end"),
    "period ends before it starts": Broken('dcat:endDate "2018"^^xsd:gYear', 'dcat:endDate "2017"^^xsd:gYear', "ends before it starts"),
    "amount in a double": Broken("rs:kronor 13808000", "rs:kronor 1.3808e7", "one integer of kronor"),
    "amount without a stage": Broken("rs:stage <stage/granted> ;", "", "exactly one stage"),
    "amount in two stages": Broken("<stage/granted>", "<stage/granted>, <stage/spent>", "exactly one stage"),
    "unknown part of an amount": Broken('rs:per "år"', 'rs:per "år" ; rs:count 3', "no parts but its own"),
    "share without bounds": Broken("rs:minPercent 20.0 ; rs:maxPercent 50.0", "rdf:type rs:Share", "at least one bound"),
    "share upside down": Broken("rs:minPercent 20.0", "rs:minPercent 60.0", "not greater than the highest"),
    "share of more than all": Broken("rs:maxPercent 50.0", "rs:maxPercent 150.0", "from 0 to 100"),
    "share in a double": Broken("rs:minPercent 20.0", "rs:minPercent 2.0e1", "The lowest share"),
    "status of no list": Broken("<follow-up-status/ongoing>", "<follow-up-status/soon>", "list follow-up-status"),
    "empty listing": Broken("rs:member <criterion/a>, <criterion/b>", "rdf:type rs:Listing", "at least one thing"),
    "designation of no list": Broken("<area-type/1>", "<area-type/6>", "area-type or police-listing"),
    "designation by nobody": Broken("rs:authority <body/scb> ;", "", "exactly one authority"),
    "value as a float": Broken("sdmxm:obsValue 73.1", 'sdmxm:obsValue "73.1"^^xsd:float', "a decimal"),
    "value without a unit": Broken("sdmxa:unitMeasure <unit-of-measure/percent> ;", "", "exactly one unit"),
    "value of no kind": Broken("rs:valueKind <value-kind/actual> ;", "", "list value-kind"),
    "office held by nobody": Broken("org:member <person/anna> ;", "", "exactly one person"),
    "holding of nothing": Broken("; org:role <post/direktor>", "", "an office or an organisation"),
    # codes and state
    "code without a definition": Broken(' ; skos:definition "Säger."@sv, "Says."@en', "", "one definition in Swedish"),
    "code in no list": Broken("<stance/asserts> a skos:Concept ; skos:inScheme <code-list/stance>", "<stance/asserts> a skos:Concept ; skos:inScheme <stance/list>", "exactly one code list"),
    "graph hash of another length": Broken('rs:graphHash "HASH"', 'rs:graphHash "abc"', "64 hexadecimal"),
    "built-in hash of another length": Broken('rs:builtinHash "HASH"', 'rs:builtinHash "abc"', "built-in graph must be 64"),
}  # fmt: skip


@cache
def shapes() -> Graph:
    return Graph().parse(data=vocabulary.shapes_turtle(), format="turtle")


def data(turtle: str) -> Graph:
    filled = turtle.replace("1HASH", "1" + HASH[1:]).replace("HASH", HASH)
    return Graph().parse(data=filled, format="turtle")


def violations(turtle: str) -> list[dict[str, str]]:
    """The messages of each violation, by language."""
    _, report, _ = pyshacl.validate(data(turtle), shacl_graph=shapes(), advanced=True)
    assert isinstance(report, Graph)
    found = []
    for result in report.objects(None, SH.result):
        messages = [m for m in report.objects(result, SH.resultMessage) if isinstance(m, RdfLiteral)]
        found.append({message.language or "": str(message) for message in messages})
    return found


def test_good_data_is_accepted() -> None:
    assert violations(GOOD) == []


def test_good_data_is_accepted_beside_the_vocabulary() -> None:
    ontology = "\n".join(f"{q.subject} {q.predicate} {q.object} ." for q in vocabulary.ontology_quads())
    assert violations(GOOD + ontology) == []


@pytest.mark.parametrize("broken", BROKEN.values(), ids=BROKEN.keys())
def test_broken_data_is_refused_in_both_languages(broken: Broken) -> None:
    assert broken.old in GOOD
    found = violations(GOOD.replace(broken.old, broken.new, 1))
    assert any(broken.message in messages["en"] for messages in found), found
    for messages in found:
        assert set(messages) == {"sv", "en"}


def test_all_codes_satisfy_the_shapes() -> None:
    turtle = "\n".join(f"{q.subject} {q.predicate} {q.object} ." for q in vocabulary.codes_quads())
    assert violations(turtle) == []


# --- the shapes themselves


def serves_another(node: Node) -> bool:
    """Whether a shape stands within sh:or, sh:xone or sh:node, so that the message of the outer shape counts."""
    if not isinstance(node, BNode):
        return False
    return any(
        predicate != SH.property or serves_another(subject)
        for subject, predicate in shapes().subject_predicates(node)
    )


def test_every_shape_with_a_constraint_has_a_message_in_both_languages() -> None:
    graph = shapes()
    no_constraints = {RDFLIB_RDF.type, SH.property, SH.message, SH.path}
    no_constraints |= {SH.targetClass, SH.targetSubjectsOf, SH.targetObjectsOf}
    counted = 0
    for shape in {*graph.subjects(RDFLIB_RDF.type, SH.NodeShape), *graph.subjects(SH.path)}:
        if serves_another(shape) or not set(graph.predicates(shape)) - no_constraints:
            continue
        counted += 1
        messages = [m for m in graph.objects(shape, SH.message) if isinstance(m, RdfLiteral)]
        assert sorted(m.language or "" for m in messages) == ["en", "sv"], list(
            graph.predicate_objects(shape)
        )
        assert all(str(m)[0].isupper() and str(m).endswith(".") for m in messages), messages
    assert counted > 100


def test_every_class_with_ids_has_a_shape() -> None:
    targets = set(shapes().objects(None, SH.targetClass))
    classes = {URIRef(node.value): kind for kind, node in vocabulary.vocabulary().kinds.items()}
    without = {kind for node, kind in classes.items() if node not in targets}
    assert without == {"activity"}  # aimed at by prov:wasGeneratedBy, since decisions are activities too
    assert URIRef(PROV["wasGeneratedBy"].value) in set(shapes().objects(None, SH.targetObjectsOf))


def test_lists_of_codes_in_shapes_are_the_code_lists() -> None:
    codes: dict[str, set[str]] = {}
    for code in vocabulary.codes():
        codes.setdefault(code.partition("/")[0], set()).add(code)
    for head in shapes().objects(None, SH["in"]):
        listed = {str(item).removeprefix(iris.ID_BASE) for item in Collection(shapes(), head)}
        schemes = {code.partition("/")[0] for code in listed}
        assert listed == set().union(*(codes[scheme] for scheme in schemes)), schemes


def test_forms_of_ids_agree_with_the_ranges() -> None:
    words = vocabulary.vocabulary()
    checked = 0
    for shape, pattern in shapes().subject_objects(SH.pattern):
        path = shapes().value(shape, SH.path)
        one_kind = re.match(r"\^https://w3id\\\.org/rotorsak/id/([a-z-]+)/", str(pattern))
        if isinstance(path, URIRef) and one_kind:
            term = next(term for term in words if term.iri.value == str(path))
            if term.range is not None:
                checked += 1
                assert words.kind_of_class(term.range) == one_kind[1], term.name
    assert checked > 30


def test_closed_nodes_allow_just_the_parts_of_their_class() -> None:
    words = vocabulary.vocabulary()
    graph = shapes()
    for shape, target in graph.subject_objects(SH.targetClass):
        kind = next((kind for kind, node in words.kinds.items() if node.value == str(target)), None)
        allowed = (
            {words.term(name).iri.value for name in words.parts_of(words.kinds[kind])} if kind else set()
        )
        if allowed and graph.value(shape, SH.closed) is not None:
            paths = {str(graph.value(property_, SH.path)) for property_ in graph.objects(shape, SH.property)}
            assert paths == allowed, kind


def test_only_declared_classes_are_aimed_at() -> None:
    declared = {q.subject.value for q in vocabulary.ontology_quads() if isinstance(q.subject, NamedNode)}
    for target in shapes().objects(None, SH.targetClass):
        assert str(target) in declared
