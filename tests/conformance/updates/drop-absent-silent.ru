PREFIX : <http://data.example/>
DROP SILENT GRAPH :absent
