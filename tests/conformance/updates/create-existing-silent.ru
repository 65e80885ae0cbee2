PREFIX : <http://data.example/>
CREATE SILENT GRAPH :g1
