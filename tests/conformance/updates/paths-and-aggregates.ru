PREFIX : <http://data.example/>
PREFIX rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
PREFIX xsd: <http://www.w3.org/2001/XMLSchema#>
INSERT { ?where :cities ?n } WHERE { SELECT ?where (COUNT(?c) AS ?n) { ?c a :City ; :in+ ?where } GROUP BY ?where }
