// Everybody to whom a claim is attributed, up to one more than fit in a list to choose from.
MATCH ()-[:WAS_ATTRIBUTED_TO]->(speaker:Resource)
WITH DISTINCT speaker
WHERE EXISTS {
  MATCH (speaker)<-[said:WAS_ATTRIBUTED_TO]-(claim:Resource)
  WHERE said.iri = 'http://www.w3.org/ns/prov#wasAttributedTo'
    AND any(held IN claim.`rs:stance` WHERE held ENDS WITH '> <' + said.graph + '>')
}
RETURN speaker.iri AS speaker
LIMIT 301
