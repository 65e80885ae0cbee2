PREFIX : <http://data.example/>
ADD SILENT :absent TO :g1
