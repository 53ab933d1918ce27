// Everybody to whom a claim is attributed, up to one more than fit in a list to choose from. The limit ends the search
// early where there are many.
MATCH (claim:Resource)-[said:WAS_ATTRIBUTED_TO]->(speaker:Resource)
WHERE said.iri = 'http://www.w3.org/ns/prov#wasAttributedTo'
  AND any(held IN claim.`rs:stance` WHERE held ENDS WITH '> <' + said.graph + '>')
RETURN DISTINCT speaker.iri AS speaker
LIMIT 301
