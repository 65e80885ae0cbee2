PREFIX : <http://data.example/>
PREFIX xsd: <http://www.w3.org/2001/XMLSchema#>
INSERT DATA { :x :p 'abc'^^xsd:integer , '99999999999999999999999999'^^xsd:integer , '2024-02-30'^^xsd:date , '+1.50'^^xsd:decimal , 'a'@en-GB , 'x'^^:own , '' , 'a\nb\"c' , '\U0001F600' }
