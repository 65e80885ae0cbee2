PREFIX : <http://data.example/>
ADD :g1 TO :new
