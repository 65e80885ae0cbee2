PREFIX : <http://data.example/>
INSERT DATA { :x :p 1 } ; CLEAR GRAPH :g1 ;
