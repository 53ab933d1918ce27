// How many passages with accepted claims, and how many such claims, there are from each document.
UNWIND $document AS iri
MATCH (document:Resource {iri: iri})
MATCH (document)<-[source:HAS_SOURCE]-(passage:Resource)<-[quoted:WAS_QUOTED_FROM]-(claim:Resource)
WHERE source.iri = 'http://www.w3.org/ns/oa#hasSource'
  AND quoted.iri = 'http://www.w3.org/ns/prov#wasQuotedFrom' AND quoted.graph = source.graph
  AND '<https://w3id.org/rotorsak/id/review-state/accepted> <' + source.graph + '>' IN claim.`rs:reviewState`
RETURN document.iri AS document, count(DISTINCT passage) AS passages, count(DISTINCT claim) AS claims
