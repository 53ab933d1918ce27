// Names of things, in both languages.
UNWIND $thing AS iri
MATCH (thing:Resource {iri: iri})
UNWIND thing.`skos:prefLabel` AS held
RETURN DISTINCT thing.iri AS thing, left(held, size(held) - size(split(held, ' <')[-1]) - 2) AS label
