// The texts by which things are found: names, definitions and paraphrases (the predicates of `lemmas.SEARCHED`).
MATCH (thing:Resource)
WHERE thing.lemmas IS NOT NULL
UNWIND [
  ['http://www.w3.org/2004/02/skos/core#prefLabel', thing.`skos:prefLabel`],
  ['http://www.w3.org/2004/02/skos/core#altLabel', thing.`skos:altLabel`],
  ['http://www.w3.org/2004/02/skos/core#definition', thing.`skos:definition`],
  ['http://purl.org/dc/terms/description', thing.`dct:description`]
] AS kept
UNWIND kept[1] AS held
WITH thing, kept[0] AS predicate, held, split(held, ' <')[-1] AS graph
WHERE NOT graph IN ['https://w3id.org/rotorsak/graph/facts>', 'https://w3id.org/rotorsak/graph/ontology>',
  'https://w3id.org/rotorsak/graph/alignments>']
RETURN DISTINCT thing.iri AS thing, predicate, left(held, size(held) - size(graph) - 2) AS text
