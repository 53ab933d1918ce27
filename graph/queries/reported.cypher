// What is reported: propositions on which somebody is said to take a stance. `voice` is anybody in the chain (who
// says, or is said to say) or the document in which it stands. It starts at the reports, which are few.
MATCH (outer:Resource)-[first:REPORTS]->(:Resource)
WHERE first.iri = 'https://w3id.org/rotorsak/def#reports'
  AND '<https://w3id.org/rotorsak/id/review-state/accepted> <' + first.graph + '>' IN outer.`rs:reviewState`
WITH DISTINCT outer, first.graph AS graph
WHERE EXISTS {
  MATCH (outer)-[chain:REPORTS*0..]->(:Resource)-[said:WAS_ATTRIBUTED_TO]->(voice:Resource)
  WHERE ($voice IS NULL OR voice.iri IN $voice)
    AND all(link IN chain WHERE link.iri = 'https://w3id.org/rotorsak/def#reports' AND link.graph = graph)
    AND said.iri = 'http://www.w3.org/ns/prov#wasAttributedTo' AND said.graph = graph
} OR EXISTS {
  MATCH (outer)-[quoted:WAS_QUOTED_FROM]->(:Resource)-[source:HAS_SOURCE]->(voice:Resource)
  WHERE ($voice IS NULL OR voice.iri IN $voice)
    AND quoted.iri = 'http://www.w3.org/ns/prov#wasQuotedFrom' AND quoted.graph = graph
    AND source.iri = 'http://www.w3.org/ns/oa#hasSource' AND source.graph = graph
}
MATCH (outer)-[chain:REPORTS*1..]->(inner:Resource)
WHERE all(link IN chain WHERE link.iri = 'https://w3id.org/rotorsak/def#reports' AND link.graph = graph)
MATCH (inner)-[about:ABOUT]->(proposition:Resource)
WHERE about.iri = 'https://w3id.org/rotorsak/def#about' AND about.graph = graph
WITH DISTINCT proposition, graph
MATCH (proposition)-[at:SUBJECT]->(subject:Resource)
WHERE at.iri = 'http://www.w3.org/1999/02/22-rdf-syntax-ns#subject' AND at.graph = graph
UNWIND [held IN proposition.`rdf:predicate` WHERE held ENDS WITH '> <' + graph + '>'] AS held
WITH proposition, subject, substring(split(held, '>')[0], 1) AS predicate, graph
CALL (proposition, graph) {
  MATCH (proposition)-[at:OBJECT]->(object:Resource)
  WHERE at.iri = 'http://www.w3.org/1999/02/22-rdf-syntax-ns#object' AND at.graph = graph
  RETURN object.iri AS object
UNION ALL
  WITH ' <' + graph + '>' AS tail
  UNWIND [held IN proposition.`rdf:object` WHERE held ENDS WITH tail | left(held, size(held) - size(tail))] AS object
  RETURN object
}
RETURN DISTINCT subject.iri AS subject, predicate, object
