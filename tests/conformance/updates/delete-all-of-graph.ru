PREFIX : <http://data.example/>
DELETE WHERE { GRAPH :g3 { ?s ?p ?o } }
