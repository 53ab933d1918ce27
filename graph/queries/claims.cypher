// Claims about matching propositions, and the claims that report them, link by link, graph by graph. Each way to bind
// subject, predicate and object has its own start; literals are looked for among all propositions.
CALL () {
  UNWIND $subject AS iri
  MATCH (:Resource {iri: iri})<-[:SUBJECT]-(proposition:Resource)
  RETURN proposition
UNION
  WITH 1 AS once WHERE $subject IS NULL
  UNWIND $object AS iri
  MATCH (:Resource {iri: iri})<-[:OBJECT]-(proposition:Resource)
  RETURN proposition
UNION
  WITH 1 AS once WHERE $subject IS NULL AND $object IS NULL
  UNWIND $predicate AS iri
  MATCH (proposition:Statement) WHERE proposition.predicate IN [iri, split(split(iri, '/')[-1], '#')[-1]]
  RETURN proposition
UNION
  WITH 1 AS once
  WHERE $subject IS NULL AND ($object IS NULL AND $predicate IS NULL OR any(one IN $object WHERE one STARTS WITH '"'))
  MATCH (proposition:Statement)
  RETURN proposition
}
MATCH (proposition)-[at:SUBJECT]->(subject:Resource)
WHERE at.iri = 'http://www.w3.org/1999/02/22-rdf-syntax-ns#subject'
  AND ($subject IS NULL OR subject.iri IN $subject)
WITH proposition, subject, at.graph AS graph, '> <' + at.graph + '>' AS tail
UNWIND [held IN proposition.`rdf:predicate` WHERE held ENDS WITH tail | split(held, '>')[0]] AS held
WITH proposition, subject, substring(held, 1) AS predicate, graph, tail
WHERE $predicate IS NULL OR predicate IN $predicate
CALL (proposition, graph) {
  MATCH (proposition)-[at:OBJECT]->(object:Resource)
  WHERE at.iri = 'http://www.w3.org/1999/02/22-rdf-syntax-ns#object' AND at.graph = graph
  RETURN object.iri AS object
UNION ALL
  WITH ' <' + graph + '>' AS tail
  UNWIND [held IN proposition.`rdf:object` WHERE held ENDS WITH tail | left(held, size(held) - size(tail))] AS object
  RETURN object
}
WITH proposition, subject, predicate, object, graph, tail
WHERE $object IS NULL OR object IN $object
MATCH (proposition)<-[about:ABOUT]-(inner:Resource)
WHERE about.iri = 'https://w3id.org/rotorsak/def#about' AND about.graph = graph
MATCH (inner)<-[chain:REPORTS*0..]-(claim:Resource)
WHERE all(link IN chain WHERE link.iri = 'https://w3id.org/rotorsak/def#reports' AND link.graph = graph)
  AND '<https://w3id.org/rotorsak/id/review-state/accepted' + tail IN claim.`rs:reviewState`
WITH DISTINCT proposition, subject, predicate, object, graph, tail, claim
OPTIONAL MATCH (claim)-[reporting:REPORTS]->(reports:Resource)
WHERE reporting.iri = 'https://w3id.org/rotorsak/def#reports' AND reporting.graph = graph
OPTIONAL MATCH (claim)-[said:WAS_ATTRIBUTED_TO]->(speaker:Resource)
WHERE said.iri = 'http://www.w3.org/ns/prov#wasAttributedTo' AND said.graph = graph
OPTIONAL MATCH (claim)-[quoted:WAS_QUOTED_FROM]->(passage:Resource)
WHERE quoted.iri = 'http://www.w3.org/ns/prov#wasQuotedFrom' AND quoted.graph = graph
WITH *, coalesce(passage, claim) AS place
OPTIONAL MATCH (place)-[source:HAS_SOURCE]->(document:Resource)
WHERE source.iri = 'http://www.w3.org/ns/oa#hasSource' AND source.graph = graph
WITH *, [held IN claim.`rs:stance` WHERE held ENDS WITH tail | substring(split(held, '>')[0], 1)] AS stances,
  [held IN claim.`rs:basis` WHERE held ENDS WITH tail | substring(split(held, '>')[0], 1)] AS bases
UNWIND CASE WHEN stances <> [] THEN stances ELSE [null] END AS stance
UNWIND CASE WHEN bases <> [] THEN bases ELSE [null] END AS basis
RETURN DISTINCT graph, claim.iri AS claim, reports.iri AS reports, stance, speaker.iri AS speaker, basis,
  passage.iri AS passage, document.iri AS document, proposition.iri AS proposition, subject.iri AS subject,
  predicate, object
