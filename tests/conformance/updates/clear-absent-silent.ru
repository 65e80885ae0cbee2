PREFIX : <http://data.example/>
CLEAR SILENT GRAPH :absent
