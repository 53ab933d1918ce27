// The same as claims.cypher: Neo4j begins with the things by itself.
