// The things that these codes type.
UNWIND $type AS iri
MATCH (thing:Resource)-[typed:TYPE]->(:Resource {iri: iri})
WHERE typed.iri = 'http://purl.org/dc/terms/type' AND typed.graph = 'https://w3id.org/rotorsak/graph/facts'
RETURN DISTINCT thing.iri AS thing
