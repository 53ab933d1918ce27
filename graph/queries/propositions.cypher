// These propositions; and what these claims, and the claims that they dispute or are disputed by, are about in the end.
UNWIND $thing AS iri
MATCH (thing:Resource {iri: iri})
CALL (thing) {
  RETURN thing AS saying
UNION ALL
  MATCH (thing)-[disputes:DISPUTES]-(saying:Resource)
  WHERE disputes.iri = 'http://purl.org/spar/cito/disputes'
  RETURN saying
}
CALL (saying) {
  MATCH (saying)-[at:SUBJECT]->(subject:Resource)
  RETURN saying AS proposition, at, subject
UNION ALL
  MATCH (saying)-[chain:REPORTS*0..]->(:Resource)-[about:ABOUT]->(proposition:Resource)-[at:SUBJECT]->(subject:Resource)
  WHERE all(link IN chain WHERE link.iri = 'https://w3id.org/rotorsak/def#reports' AND link.graph = at.graph)
    AND about.iri = 'https://w3id.org/rotorsak/def#about' AND about.graph = at.graph
  RETURN proposition, at, subject
}
WITH thing, saying, proposition, subject, at.graph AS graph
WHERE at.iri = 'http://www.w3.org/1999/02/22-rdf-syntax-ns#subject'
UNWIND [held IN proposition.`rdf:predicate` WHERE held ENDS WITH '> <' + graph + '>'] AS held
WITH thing, saying, proposition, subject, substring(split(held, '>')[0], 1) AS predicate, graph
CALL (proposition, graph) {
  MATCH (proposition)-[at:OBJECT]->(object:Resource)
  WHERE at.iri = 'http://www.w3.org/1999/02/22-rdf-syntax-ns#object' AND at.graph = graph
  RETURN object.iri AS object
UNION ALL
  WITH ' <' + graph + '>' AS tail
  UNWIND [held IN proposition.`rdf:object` WHERE held ENDS WITH tail | left(held, size(held) - size(tail))] AS object
  RETURN object
}
RETURN DISTINCT thing.iri AS thing, saying.iri AS saying, proposition.iri AS proposition, subject.iri AS subject,
  predicate, object
