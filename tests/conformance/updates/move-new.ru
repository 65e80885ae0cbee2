PREFIX : <http://data.example/>
MOVE :g2 TO :new
