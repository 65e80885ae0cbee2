PREFIX : <http://data.example/>
DELETE { ?s :rank ?n } INSERT { ?s :rank ?n } WHERE { GRAPH ?g { ?s :rank ?n } }
