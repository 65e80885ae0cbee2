PREFIX : <http://data.example/>
WITH :g1 DELETE { ?s :partner ?o } USING :g2 WHERE { ?s :partner ?o }
