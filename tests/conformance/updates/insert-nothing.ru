PREFIX : <http://data.example/>
INSERT { ?s :p ?o } WHERE { ?s :nowhere ?o }
