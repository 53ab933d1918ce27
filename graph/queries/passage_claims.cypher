// The document of each passage, and what the claims in it are about in the end.
UNWIND $passage AS iri
MATCH (passage:Resource {iri: iri})
MATCH (passage)-[source:HAS_SOURCE]->(document:Resource)
WHERE source.iri = 'http://www.w3.org/ns/oa#hasSource'
WITH passage, document, source.graph AS graph
OPTIONAL CALL (passage, graph) {
  MATCH (passage)<-[quoted:WAS_QUOTED_FROM]-(claim:Resource)
  WHERE quoted.iri = 'http://www.w3.org/ns/prov#wasQuotedFrom' AND quoted.graph = graph
  MATCH (claim)-[chain:REPORTS*0..]->(inner:Resource)
  WHERE all(link IN chain WHERE link.iri = 'https://w3id.org/rotorsak/def#reports' AND link.graph = graph)
  MATCH (inner)-[about:ABOUT]->(proposition:Resource)
  WHERE about.iri = 'https://w3id.org/rotorsak/def#about' AND about.graph = graph
  MATCH (proposition)-[at:SUBJECT]->(subject:Resource)
  WHERE at.iri = 'http://www.w3.org/1999/02/22-rdf-syntax-ns#subject' AND at.graph = graph
  UNWIND [held IN proposition.`rdf:predicate` WHERE held ENDS WITH '> <' + graph + '>'] AS held
  RETURN subject, substring(split(held, '>')[0], 1) AS predicate
}
RETURN DISTINCT passage.iri AS passage, document.iri AS document, subject.iri AS subject, predicate
