// The claims in these passages or documents, or of these activities, and what they are about in the end.
UNWIND $thing AS iri
MATCH (thing:Resource {iri: iri})
CALL (thing) {
  MATCH (thing)<-[from:WAS_QUOTED_FROM|WAS_GENERATED_BY]-(claim:Resource)
  WHERE from.iri IN ['http://www.w3.org/ns/prov#wasQuotedFrom', 'http://www.w3.org/ns/prov#wasGeneratedBy']
  RETURN claim, from.graph AS graph
UNION
  MATCH (thing)<-[source:HAS_SOURCE]-(:Resource)<-[from:WAS_QUOTED_FROM]-(claim:Resource)
  WHERE source.iri = 'http://www.w3.org/ns/oa#hasSource'
    AND from.iri = 'http://www.w3.org/ns/prov#wasQuotedFrom' AND from.graph = source.graph
  RETURN claim, from.graph AS graph
}
MATCH (claim)-[chain:REPORTS*0..]->(inner:Resource)
WHERE all(link IN chain WHERE link.iri = 'https://w3id.org/rotorsak/def#reports' AND link.graph = graph)
MATCH (inner)-[about:ABOUT]->(proposition:Resource)
WHERE about.iri = 'https://w3id.org/rotorsak/def#about' AND about.graph = graph
WITH DISTINCT thing, claim, proposition, graph
MATCH (proposition)-[at:SUBJECT]->(subject:Resource)
WHERE at.iri = 'http://www.w3.org/1999/02/22-rdf-syntax-ns#subject' AND at.graph = graph
UNWIND [held IN proposition.`rdf:predicate` WHERE held ENDS WITH '> <' + graph + '>'] AS held
WITH thing, claim, proposition, subject, substring(split(held, '>')[0], 1) AS predicate, graph
CALL (proposition, graph) {
  MATCH (proposition)-[at:OBJECT]->(object:Resource)
  WHERE at.iri = 'http://www.w3.org/1999/02/22-rdf-syntax-ns#object' AND at.graph = graph
  RETURN object.iri AS object
UNION ALL
  WITH ' <' + graph + '>' AS tail
  UNWIND [held IN proposition.`rdf:object` WHERE held ENDS WITH tail | left(held, size(held) - size(tail))] AS object
  RETURN object
}
RETURN DISTINCT thing.iri AS thing, claim.iri AS claim, proposition.iri AS proposition, subject.iri AS subject,
  predicate, object
