PREFIX : <http://data.example/>
INSERT { ?c :note [ :of ?c ] } WHERE { ?c a :City }
