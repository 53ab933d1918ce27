// The parts of part nodes (amounts, listings, figures ...).
UNWIND $node AS iri
MATCH (node:Resource {iri: iri})
CALL (node) {
  MATCH (node)-[part]->(value:Resource)
  RETURN part.iri AS predicate, value.iri AS value
UNION ALL
  UNWIND [key IN keys(node) WHERE key CONTAINS ':'] AS key
  UNWIND node[key] AS held
  RETURN ':' + key AS predicate, left(held, size(held) - size(split(held, ' <')[-1]) - 2) AS value
}
RETURN DISTINCT node.iri AS node, predicate, value
