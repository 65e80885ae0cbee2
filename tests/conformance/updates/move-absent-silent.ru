PREFIX : <http://data.example/>
MOVE SILENT :absent TO :g1
