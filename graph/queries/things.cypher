// Things of a class, with the code that types them.
MATCH (thing:{class})
UNWIND thing.`rdf:type` AS held
WITH thing, split(held, '> <') AS held
WITH thing, substring(held[0], 1) AS class WHERE held[1] = 'https://w3id.org/rotorsak/graph/facts>'
WITH thing, class WHERE class IN $class
OPTIONAL MATCH (thing)-[typed:TYPE]->(type:Resource)
WHERE typed.iri = 'http://purl.org/dc/terms/type' AND typed.graph = 'https://w3id.org/rotorsak/graph/facts'
RETURN DISTINCT thing.iri AS thing, class, type.iri AS type
