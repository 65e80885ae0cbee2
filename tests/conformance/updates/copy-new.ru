PREFIX : <http://data.example/>
COPY :g2 TO :new
