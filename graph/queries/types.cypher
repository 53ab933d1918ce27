// The codes that type things.
UNWIND $thing AS iri
MATCH (thing:Resource {iri: iri})
MATCH (thing)-[typed:TYPE]->(type:Resource)
WHERE typed.iri = 'http://purl.org/dc/terms/type' AND typed.graph = 'https://w3id.org/rotorsak/graph/facts'
RETURN DISTINCT thing.iri AS thing, type.iri AS type
