PREFIX : <http://data.example/>
COPY SILENT :absent TO :g1
