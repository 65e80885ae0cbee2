PREFIX : <http://data.example/>
INSERT DATA { _:a :p 1 . GRAPH :g1 { _:a :p 2 } }
