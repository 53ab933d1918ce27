// The part nodes (amounts, listings, figures ...) that have these things among their parts. A part that is ours stands
// in a relationship; a node is read through only for literals, and for IRIs that are not ours, which may be its class.
CALL () {
  UNWIND $value AS iri
  MATCH (:Resource {iri: iri})<-[part]-(node:{class})
  RETURN node, part.graph AS graph, iri AS value
UNION ALL
  WITH 1 AS once WHERE any(one IN $value WHERE NOT one STARTS WITH 'https://w3id.org/rotorsak/id/')
  MATCH (node:{class})
  UNWIND [key IN keys(node) WHERE key CONTAINS ':'] AS key
  UNWIND node[key] AS held
  WITH node, held, split(held, ' <')[-1] AS tail
  WITH node, replace(tail, '>', '') AS graph, left(held, size(held) - size(tail) - 2) AS part
  WITH node, graph, CASE WHEN part STARTS WITH '<' THEN substring(part, 1, size(part) - 2) ELSE part END AS value
  WITH node, graph, value WHERE value IN $value
  RETURN node, graph, value
}
WITH node, value, [held IN node.`rdf:type` WHERE held ENDS WITH '> <' + graph + '>' | split(held, '>')[0]] AS classes
WHERE any(class IN classes WHERE substring(class, 1) IN $class)
RETURN DISTINCT node.iri AS node, value
