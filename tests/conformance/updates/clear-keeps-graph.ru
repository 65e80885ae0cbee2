PREFIX : <http://data.example/>
CLEAR GRAPH :g1 ; INSERT DATA { :x :p 1 }
