PREFIX : <http://data.example/>
MOVE :g1 TO :g1
