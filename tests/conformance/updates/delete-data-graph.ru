PREFIX : <http://data.example/>
DELETE DATA { GRAPH :g1 { :malang :rank 1 } :malang :rank 3 }
