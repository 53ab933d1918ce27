// Which of these claims other accepted claims dispute, who does, and in which document, graph by graph.
CALL () {
  UNWIND $claim AS iri
  MATCH (claim:Resource {iri: iri})
  RETURN claim
UNION ALL
  WITH 1 AS once WHERE $claim IS NULL
  MATCH (claim:Resource)<-[:DISPUTES]-()
  RETURN DISTINCT claim
}
MATCH (claim)<-[disputes:DISPUTES]-(disputing:Resource)-[said:WAS_ATTRIBUTED_TO]->(speaker:Resource)
WHERE disputes.iri = 'http://purl.org/spar/cito/disputes'
  AND said.iri = 'http://www.w3.org/ns/prov#wasAttributedTo' AND said.graph = disputes.graph
  AND '<https://w3id.org/rotorsak/id/review-state/accepted> <' + disputes.graph + '>' IN disputing.`rs:reviewState`
WITH claim, disputing, speaker, disputes.graph AS graph
OPTIONAL MATCH (disputing)-[quoted:WAS_QUOTED_FROM]->(:Resource)-[source:HAS_SOURCE]->(document:Resource)
WHERE quoted.iri = 'http://www.w3.org/ns/prov#wasQuotedFrom' AND quoted.graph = graph
  AND source.iri = 'http://www.w3.org/ns/oa#hasSource' AND source.graph = graph
RETURN DISTINCT graph, claim.iri AS claim, speaker.iri AS speaker, document.iri AS document
