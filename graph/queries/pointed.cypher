// How many facts point to each of these things, with these terms.
UNWIND $thing AS iri
MATCH (:Resource {iri: iri})<-[fact]-(:Resource)
WHERE fact.graph = 'https://w3id.org/rotorsak/graph/facts' AND ($predicate IS NULL OR fact.iri IN $predicate)
RETURN iri AS thing, count(*) AS facts
