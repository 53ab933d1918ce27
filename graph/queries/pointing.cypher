// What points to a thing, in these graphs (or any). Codes are pointed to by a whole country: no more than 1001 rows.
// Terms, stances, review states and bases are kept as values; so are classes, which no thing of ours is.
CALL () {
  UNWIND $thing AS iri
  MATCH (:Resource {iri: iri})<-[said]-(subject:Resource)
  RETURN subject, said.iri AS predicate, said.graph AS graph
UNION ALL
  UNWIND $thing AS iri
  WITH iri, [iri, split(split(iri, '/')[-1], '#')[-1]] AS names
  CALL (names) {
    MATCH (subject:Statement) WHERE subject.predicate IN names
    RETURN subject, 'http://www.w3.org/1999/02/22-rdf-syntax-ns#predicate' AS predicate, subject.`rdf:predicate` AS kept
  UNION ALL
    MATCH (subject:Claim) WHERE subject.stance IN names
    RETURN subject, 'https://w3id.org/rotorsak/def#stance' AS predicate, subject.`rs:stance` AS kept
  UNION ALL
    MATCH (subject:Claim) WHERE subject.reviewState IN names
    RETURN subject, 'https://w3id.org/rotorsak/def#reviewState' AS predicate, subject.`rs:reviewState` AS kept
  UNION ALL
    MATCH (subject:Claim) WHERE subject.basis IN names
    RETURN subject, 'https://w3id.org/rotorsak/def#basis' AS predicate, subject.`rs:basis` AS kept
  }
  UNWIND kept AS held
  WITH subject, predicate, held, iri WHERE held STARTS WITH '<' + iri + '> '
  RETURN subject, predicate, replace(split(held, ' <')[-1], '>', '') AS graph
UNION ALL
  WITH 1 AS once WHERE any(one IN $thing WHERE NOT one STARTS WITH 'https://w3id.org/rotorsak/id/')
  UNWIND $thing AS iri
  MATCH (subject:Resource)
  UNWIND subject.`rdf:type` AS held
  WITH subject, iri, held WHERE held STARTS WITH '<' + iri + '> '
  RETURN subject, 'http://www.w3.org/1999/02/22-rdf-syntax-ns#type' AS predicate,
    replace(split(held, ' <')[-1], '>', '') AS graph
}
WITH subject, predicate WHERE $graph IS NULL OR graph IN $graph
RETURN DISTINCT subject.iri AS subject, predicate
ORDER BY predicate, subject
LIMIT 1001
