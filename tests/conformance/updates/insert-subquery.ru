PREFIX : <http://data.example/>
INSERT { ?o :held ?n } WHERE { SELECT ?o (COUNT(?s) AS ?n) { ?s :in ?o } GROUP BY ?o }
