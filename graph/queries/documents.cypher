// How each document is held, and what it says of its own date and state.
CALL () {
  UNWIND $document AS iri
  MATCH (document:Resource {iri: iri})
  RETURN document
UNION ALL
  WITH 1 AS once WHERE $document IS NULL
  MATCH (document:Resource)-[:HOLDING]->()
  RETURN DISTINCT document
}
MATCH (document)-[held:HOLDING]->(holding:Resource)
WHERE held.iri = 'https://w3id.org/rotorsak/def#holding'
WITH document, holding, held.graph AS graph, ' <' + held.graph + '>' AS tail
OPTIONAL MATCH (document)-[rated:QUALITY]->(quality:Resource)
WHERE rated.iri = 'https://w3id.org/rotorsak/def#quality' AND rated.graph = graph
WITH document, holding, quality,
  [held IN document.`dct:date` WHERE held ENDS WITH tail] AS dates,
  [held IN document.`rs:notBefore` WHERE held ENDS WITH tail] AS earliest,
  [held IN document.`foaf:page` WHERE held ENDS WITH tail] AS addresses
UNWIND CASE WHEN dates <> [] THEN dates ELSE [null] END AS date
UNWIND CASE WHEN earliest <> [] THEN earliest ELSE [null] END AS notBefore
UNWIND CASE WHEN addresses <> [] THEN addresses ELSE [null] END AS address
RETURN document.iri AS document, holding.iri AS holding, date, notBefore, quality.iri AS quality, address
