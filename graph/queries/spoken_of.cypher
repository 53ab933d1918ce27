// Of what these speakers say something under these terms, themselves or as others report it.
UNWIND $speaker AS iri
MATCH (:Resource {iri: iri})<-[by:WAS_ATTRIBUTED_TO]-(:Resource)-[about:ABOUT]->(proposition:Resource)
WHERE by.iri = 'http://www.w3.org/ns/prov#wasAttributedTo'
  AND about.iri = 'https://w3id.org/rotorsak/def#about' AND about.graph = by.graph
  AND any(predicate IN $predicate WHERE '<' + predicate + '> <' + by.graph + '>' IN proposition.`rdf:predicate`)
MATCH (proposition)-[at:SUBJECT]->(subject:Resource)
WHERE at.iri = 'http://www.w3.org/1999/02/22-rdf-syntax-ns#subject' AND at.graph = by.graph
RETURN DISTINCT subject.iri AS subject
