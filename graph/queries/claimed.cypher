// The propositions at one end of which a thing stands, and the claims about them. Codes end propositions of a whole
// country: no more than 10000 rows.
UNWIND $thing AS iri
MATCH (:Resource {iri: iri})<-[end:SUBJECT|OBJECT]-(proposition:Resource)<-[about:ABOUT]-(claim:Resource)
WHERE end.iri IN [
    'http://www.w3.org/1999/02/22-rdf-syntax-ns#subject', 'http://www.w3.org/1999/02/22-rdf-syntax-ns#object'
  ] AND about.iri = 'https://w3id.org/rotorsak/def#about'
RETURN DISTINCT proposition.iri AS proposition, end.iri AS end, claim.iri AS claim
ORDER BY proposition, end, claim
LIMIT 10000
