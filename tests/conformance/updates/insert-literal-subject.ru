PREFIX : <http://data.example/>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
INSERT { ?l :p 1 } WHERE { ?c rdfs:label ?l }
