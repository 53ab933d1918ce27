// All that is said of these things themselves outside the facts and the words of the program, and in how many graphs.
UNWIND $thing AS iri
MATCH (thing:Resource {iri: iri})
CALL (thing) {
  MATCH (thing)-[said]->(value:Resource)
  RETURN said.graph AS graph, said.iri AS predicate, value.iri AS value
UNION ALL
  UNWIND [key IN keys(thing) WHERE key CONTAINS ':'] AS key
  UNWIND thing[key] AS held
  WITH key, held, split(held, ' <')[-1] AS graph
  RETURN replace(graph, '>', '') AS graph, ':' + key AS predicate, left(held, size(held) - size(graph) - 2) AS value
}
WITH thing, graph, predicate, value
WHERE NOT graph IN ['https://w3id.org/rotorsak/graph/facts', 'https://w3id.org/rotorsak/graph/state',
  'https://w3id.org/rotorsak/graph/ontology', 'https://w3id.org/rotorsak/graph/alignments']
RETURN thing.iri AS thing, predicate, value, count(graph) AS graphs
