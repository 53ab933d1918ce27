// Subjects of which more than one object is asserted under one of these predicates, first- or second-hand. Most have
// one object: their claims are not read.
UNWIND $predicate AS iri
MATCH (proposition:Statement) WHERE proposition.predicate IN [iri, split(split(iri, '/')[-1], '#')[-1]]
MATCH (proposition)-[at:SUBJECT]->(subject:Resource)
WHERE at.iri = 'http://www.w3.org/1999/02/22-rdf-syntax-ns#subject'
  AND '<' + iri + '> <' + at.graph + '>' IN proposition.`rdf:predicate`
WITH proposition, subject, iri AS predicate, at.graph AS graph
WITH subject, predicate, collect([proposition, graph]) AS stated, count(DISTINCT proposition) AS propositions
WHERE propositions > 1
UNWIND stated AS one
WITH subject, predicate, one[0] AS proposition, one[1] AS graph
WHERE EXISTS {
  MATCH (proposition)<-[about:ABOUT]-(claim:Resource)
  WHERE about.iri = 'https://w3id.org/rotorsak/def#about' AND about.graph = graph
    AND '<https://w3id.org/rotorsak/id/stance/asserts> <' + graph + '>' IN claim.`rs:stance`
    AND '<https://w3id.org/rotorsak/id/review-state/accepted> <' + graph + '>' IN claim.`rs:reviewState`
}
CALL (proposition, graph) {
  MATCH (proposition)-[at:OBJECT]->(object:Resource)
  WHERE at.iri = 'http://www.w3.org/1999/02/22-rdf-syntax-ns#object' AND at.graph = graph
  RETURN object.iri AS object
UNION ALL
  WITH ' <' + graph + '>' AS tail
  UNWIND [held IN proposition.`rdf:object` WHERE held ENDS WITH tail | left(held, size(held) - size(tail))] AS object
  RETURN object
}
WITH subject, predicate, count(DISTINCT object) AS objects
WHERE objects > 1
RETURN subject.iri AS subject, predicate
