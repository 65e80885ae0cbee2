PREFIX : <http://data.example/>
DELETE { GRAPH ?g { ?s ?p ?o } } USING NAMED :g1 USING NAMED :g3 WHERE { GRAPH ?g { ?s ?p ?o } }
