// Passages with their locators, our paraphrase in both languages, and their origin where the text is a copy.
UNWIND $passage AS iri
MATCH (passage:Resource {iri: iri})
UNWIND passage.`dct:description` AS paraphrase
WITH passage, paraphrase, replace(split(paraphrase, ' <')[-1], '>', '') AS graph
OPTIONAL MATCH (passage)-[copied:SAME_TEXT_AS]->(sameTextAs:Resource)
WHERE copied.iri = 'https://w3id.org/rotorsak/def#sameTextAs' AND copied.graph = graph
CALL (passage, graph) {
  OPTIONAL MATCH (passage)-[selected:HAS_SELECTOR]->(selector:Resource)
  WHERE selected.iri = 'http://www.w3.org/ns/oa#hasSelector' AND selected.graph = graph
  RETURN collect(selector.`oa:start`) AS starts, collect(selector.`oa:end`) AS ends
}
WITH passage, paraphrase, sameTextAs, ' <' + graph + '>' AS tail, starts, ends
WITH passage, paraphrase, sameTextAs,
  [held IN passage.`rs:section` WHERE held ENDS WITH tail] AS sections,
  [held IN passage.`rs:passageHash` WHERE held ENDS WITH tail] AS hashes,
  [held IN reduce(all = [], one IN starts | all + one) WHERE held ENDS WITH tail] AS starts,
  [held IN reduce(all = [], one IN ends | all + one) WHERE held ENDS WITH tail] AS ends
UNWIND CASE WHEN sections <> [] THEN sections ELSE [null] END AS section
UNWIND CASE WHEN hashes <> [] THEN hashes ELSE [null] END AS hash
UNWIND CASE WHEN starts <> [] THEN starts ELSE [null] END AS start
UNWIND CASE WHEN ends <> [] THEN ends ELSE [null] END AS end
RETURN passage.iri AS passage, paraphrase, section, start, end, hash, sameTextAs.iri AS sameTextAs
