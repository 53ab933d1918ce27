// All that is said of these things themselves, graph by graph, in these graphs (or any).
UNWIND $thing AS iri
MATCH (thing:Resource {iri: iri})
CALL (thing) {
  MATCH (thing)-[said]->(value:Resource)
  RETURN said.graph AS graph, said.iri AS predicate, value.iri AS value
UNION ALL
  UNWIND [key IN keys(thing) WHERE key CONTAINS ':'] AS key
  UNWIND thing[key] AS value
  RETURN replace(split(value, ' <')[-1], '>', '') AS graph, ':' + key AS predicate, value
}
WITH thing, graph, predicate, value WHERE $graph IS NULL OR graph IN $graph
RETURN DISTINCT thing.iri AS thing, graph, predicate, value
