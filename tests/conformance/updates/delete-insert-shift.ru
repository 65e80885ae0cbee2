PREFIX : <http://data.example/>
WITH :g2 DELETE { ?s :rank ?n } INSERT { ?s :rank ?m } WHERE { ?s :rank ?n BIND(?n + 1 AS ?m) }
