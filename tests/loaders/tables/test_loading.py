"""Tables into a graph: rows as evidence, twice is once, what changes, and what is left out."""

from __future__ import annotations

import io
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from citygraph.graph import CityGraph
from citygraph.loaders import Loader
from citygraph.loaders.seeds import seed_paths
from citygraph.loaders.tables import (
    PreparedTable,
    TableLoader,
    TableRefused,
    documents_of_table,
    parse_description,
    read_corrections,
    read_description,
    unresolved_csv,
)

Write = Callable[[str, str], Path]

MEMBERS = """network,city,country,year,source
apeksi,Malang,ID,2000,https://example.org/one
apeksi,Palembang,ID,2001,https://example.org/one
citynet,Bandung,ID,,a printed list
"""
EDGES = "qid_a,qid_b\nQ84,Q90\nQ90,Q64\n"
NODES = """qid,label_en,country,lat,lon,population
Q84,London,United Kingdom,51.51,-0.13,8900000
Q90,Paris,France,48.86,2.35,2100000
Q64,Berlin,Germany,52.52,13.38,3600000
"""


def rows(graph: CityGraph, where: str, *names: str) -> list[tuple[str, ...]]:
    answer = graph.query(f"SELECT {' '.join('?' + name for name in names)} WHERE {{ {where} }}")
    return sorted(tuple(row[name].value for name in names) for row in answer)


def nquads(graph: CityGraph) -> bytes:
    out = io.BytesIO()
    graph.export("nquads", out)
    return out.getvalue()


def codes(prepared: PreparedTable) -> list[tuple[str, int | None]]:
    return [(problem.code, problem.place.line) for problem in prepared.problems]


def test_a_row_is_the_evidence_of_its_fact_with_file_number_cells_and_source(
    write: Write, table_loader: TableLoader
) -> None:
    with CityGraph.open() as graph:
        outcome = table_loader.load(
            graph, table_loader.prepare(write("a.csv", MEMBERS), read_description("members"))
        )
        assert outcome.facts == 3 and not outcome.refused and not outcome.warnings
        found = rows(
            graph,
            "?fact a cg:Membership ; org:member ?city ; prov:wasDerivedFrom ?source ; cg:evidence ?row ;"
            " schema:startDate ?since . ?row oa:hasSource/schema:headline ?file . ?source schema:url ?address ."
            " ?row oa:hasSelector [ cg:row ?number ], [ oa:exact ?cells ] . ?city rdfs:label 'Malang'",
            "number", "cells", "address", "since", "file",
        )  # fmt: skip
        assert found == [
            (
                "2",
                "network: apeksi; city: Malang; country: ID; year: 2000; source: https://example.org/one",
                "https://example.org/one",
                "2000-01-01",
                "a.csv",
            )
        ]
        sources = rows(graph, "?s schema:isPartOf ?t ; schema:headline ?h", "h")
        assert sources == [("a.csv: a printed list",), ("a.csv: https://example.org/one",)]
        (edges,) = rows(graph, "SELECT (COUNT(*) AS ?n) { ?a cg:memberOf ?b }", "n")
        assert edges == ("3",)


def test_loading_twice_is_loading_once(write: Write, table_loader: TableLoader) -> None:
    with CityGraph.open() as graph:
        prepared = table_loader.prepare(write("a.csv", MEMBERS), read_description("members"))
        first, before = table_loader.load(graph, prepared), nquads(graph)
        second = table_loader.load(graph, prepared)
        assert len(first.added) == 5 and sorted(second.unchanged) == sorted(first.added)
        assert not second.added and not second.replaced and nquads(graph) == before


def test_a_changed_table_takes_the_place_of_the_one_before(write: Write, table_loader: TableLoader) -> None:
    with CityGraph.open() as graph:
        description = read_description("members")
        table_loader.load(graph, table_loader.prepare(write("a.csv", MEMBERS), description))
        shorter = "\n".join(MEMBERS.splitlines()[:3])
        outcome = table_loader.load(graph, table_loader.prepare(write("a.csv", shorter), description))
        assert len(outcome.removed) == 2 and outcome.facts == 2
        assert len(rows(graph, "?f a cg:Membership", "f")) == 2
        with CityGraph.open() as fresh:
            table_loader.load(fresh, table_loader.prepare(write("a.csv", shorter), description))
            assert nquads(fresh) == nquads(graph)


def test_an_edge_list_with_nodes_gives_ties_with_wikidata_ids(
    write: Write, table_loader: TableLoader
) -> None:
    with CityGraph.open() as graph:
        prepared = table_loader.prepare(
            write("edges.csv", EDGES),
            read_description("sister-cities-edges"),
            nodes=write("nodes.csv", NODES),
        )
        table_loader.load(graph, prepared)
        ties = rows(graph, "?a cg:partnerOf ?b . ?a rdfs:label ?one . ?b rdfs:label ?other", "one", "other")
        assert ("Paris", "Berlin") in ties and ("London", "Berlin") not in ties and len(ties) == 4
        items = rows(graph, "?item skos:exactMatch/rdfs:label 'London'", "item")
        assert items == [("http://www.wikidata.org/entity/Q84",)]


def test_a_row_added_at_the_end_of_a_long_table_changes_few_documents(
    write: Write, table_loader: TableLoader
) -> None:
    cities = [
        f"{name},ID" for name in ("Malang", "Palembang", "Bandung", "Surabaya", "Medan", "Ambon", "Jambi")
    ]
    text = "network,city,country\n" + "".join(f"net-{n},{city}\n" for n in range(60) for city in cities)
    description = parse_description(
        '[[facts]]\nkind = "membership"\nmember = { name = "city", country = "country" }\nnetwork = "network"\n'
        "[new_networks]\n" + "".join(f'net-{n} = "Network {n}"\n' for n in range(61))
    )
    with CityGraph.open() as graph:
        first = table_loader.load(graph, table_loader.prepare(write("a.csv", text), description))
        assert first.facts == 420 and len(first.added) == 5
        longer = table_loader.prepare(write("a.csv", text + "net-60,Malang,ID\n"), description)
        second = table_loader.load(graph, longer)
        assert len(second.replaced) == 2 and len(second.unchanged) == 3  # the table itself, and one part
        assert rows(graph, "<https://w3id.org/citygraph/network/net-60> rdfs:label ?name", "name") == [
            ("Network 60",)
        ]


def test_names_that_are_not_found_wait_and_a_filled_list_loads_the_rest(
    write: Write, table_loader: TableLoader, tmp_path: Path
) -> None:
    text = MEMBERS + 'apeksi,"Springfield, the one",US,,\napeksi,Springfield,US,,\napeksi,Nowhere,ID,,\n'
    table, description = write("a.csv", text), read_description("members")
    with CityGraph.open() as graph:
        prepared = table_loader.prepare(table, description)
        first = table_loader.load(graph, prepared)
        assert (prepared.loaded_rows, prepared.waiting_rows, len(prepared.waiting)) == (3, 3, 3)
        names = tmp_path / "names.csv"
        listed = unresolved_csv(prepared.waiting).decode().splitlines()
        assert listed[0] == "id,name,country,meant,reason,candidates,rows,first_row"
        assert any(line.startswith(",Springfield,US,,") and "geonames" in line for line in listed)
        filled = [
            line.replace(',"Springfield, the one",US,,', ',"Springfield, the one",US,4250542,')
            .replace(",Springfield,US,,", ',Springfield,US,"4951788",')
            .replace(",Nowhere,ID,,", ",Nowhere,ID,-,")
            for line in listed
        ]
        names.write_text("\r\n".join(filled), encoding="utf-8")
        corrections = read_corrections([names])
        assert len(corrections) == 3
        again = table_loader.prepare(table, description, corrections=corrections)
        second = table_loader.load(graph, again)
        assert again.loaded_rows == 5 and not again.waiting and second.facts == 5
        assert set(first.added) <= {*second.unchanged, *second.replaced} and len(second.unchanged) == 5
        reasons = rows(graph, "?f cg:resolution ?why", "why")
        assert all("as the corrections say" in why for (why,) in reasons) and len(reasons) == 2
        kept = unresolved_csv(again.waiting, corrections).decode()
        assert read_corrections([write("kept.csv", kept)]) == corrections


def test_a_list_that_corrects_one_name_in_two_ways_is_refused(write: Write) -> None:
    path = write("names.csv", 'id,name,country,meant\n,Batu,ID,"Batu, ID"\n,Batu,ID,"Malang, ID"\n')
    with pytest.raises(TableRefused, match="corrected twice"):
        read_corrections([path])
    with pytest.raises(TableRefused, match="no column meant"):
        read_corrections([write("other.csv", "id,name,country\n,a,b\n")])


def test_rows_that_state_one_fact_are_its_evidence_together_and_contradictions_are_told(
    write: Write, table_loader: TableLoader
) -> None:
    text = """city,partner,since
"Malang, ID","Palembang, ID",
"Palembang, ID","Malang, ID",1999
"Malang, ID","Palembang, ID",2001
"Malang, ID","Malang, ID",
"Malang, ID",=1+1,
"Malang, ID","Batu, ID",31/12/1999
"Malang, ID",,
"""
    description = parse_description(
        '[[facts]]\nkind = "partnership"\npartners = [{ name = "city", country_in_name = true },'
        ' { name = "partner", country_in_name = true }]\nsince = "since"\n'
        'form = { value = "sister-city" }\n'
    )
    with CityGraph.open() as graph:
        prepared = table_loader.prepare(write("a.csv", text), description)
        assert codes(prepared) == [
            ("contradictory-rows", 4),
            ("self-tie", 5),
            ("formula", 6),
            ("bad-date", 7),
            ("empty-cell", 8),
        ]
        assert [(each.code, each.place.line) for each in prepared.warnings] == [("repeated-row", 3)]
        outcome = table_loader.load(graph, prepared)
        assert outcome.facts == 1 and not outcome.refused
        assert rows(graph, "?f a cg:Partnership ; schema:startDate ?since ; cg:evidence/oa:hasSelector/cg:row ?n",
                    "since", "n") == [("1999-01-01", "2"), ("1999-01-01", "3")]  # fmt: skip


@pytest.mark.parametrize("cell", ["=1+1", "+1", "-1+1", "@sum", '"=HYPERLINK(""http://a"")"'])
def test_no_formula_gets_into_the_list_of_names(write: Write, table_loader: TableLoader, cell: str) -> None:
    text = f"network,city,country,year,source\napeksi,{cell},ID,,\napeksi,Nowhere,{cell},,\n"
    prepared = table_loader.prepare(write("a.csv", text), read_description("members"))
    assert codes(prepared) == [("formula", 2), ("formula", 3)] and not prepared.unresolved
    nodes = f"qid,label_en,country,lat,lon,population\n{cell},Nowhere,,,,\nQ1,Elsewhere,,,,\n"
    edges = write("edges.csv", f"qid_a,qid_b\n{cell},Q1\n")
    listed = table_loader.prepare(edges, read_description("sister-cities-edges"), nodes=write("n.csv", nodes))
    assert codes(listed) == [("formula", 2), ("unknown-node", 2)]


def test_what_the_shapes_refuse_leaves_out_its_row_alone(write: Write, table_loader: TableLoader) -> None:
    text = "city,partner,end\nMalang,Palembang,1999\nMalang,Bandung,2001\n"
    description = parse_description(
        '[table]\ncountry = "ID"\n[[facts]]\nkind = "partnership"\npartners = ["city", "partner"]\n'
        'stage = { column = "end", values = { "1999" = "agreed", "2001" = "agreed" } }\nuntil = "end"\n'
        'within = { value = "apeksi" }\n'
    )
    prepared = table_loader.prepare(write("a.csv", text), description)
    first, second = prepared.facts
    broken = replace(first, fact=first.fact.model_copy(update={"stated_as": "x" * 3000}))
    with CityGraph.open() as graph:
        outcome = table_loader.load(graph, replace(prepared, facts=(broken, second)))
        assert outcome.facts == 1 and [
            finding.place.line for finding in outcome.refused if finding.place
        ] == [2]
        assert len(rows(graph, "?f a cg:Partnership", "f")) == 1


def test_unknown_networks_say_how_to_register_them_and_new_ones_are_described(
    write: Write, table_loader: TableLoader
) -> None:
    table = write("a.csv", "network,city,country\nOur Own League,Malang,ID\n")
    plain = '[[facts]]\nkind = "membership"\nmember = { name = "city", country = "country" }\nnetwork = "network"\n'
    prepared = table_loader.prepare(table, parse_description(plain))
    (problem,) = prepared.problems
    assert problem.code == "unknown-network" and problem.hint is not None and "[new_networks]" in problem.hint
    described = plain + '[networks]\n"Our Own League" = "own"\n[new_networks]\nown = "Our Own League"\n'
    with CityGraph.open() as graph:
        outcome = table_loader.load(graph, table_loader.prepare(table, parse_description(described)))
        assert outcome.facts == 1
        assert rows(graph, "?n a cg:CityNetwork ; rdfs:label 'Our Own League'", "n") == [
            ("https://w3id.org/citygraph/network/own",)
        ]


def test_rounds_of_a_programme_become_participations_with_topics(
    write: Write, table_loader: TableLoader
) -> None:
    text = "city,round,theme\nMalang,first,Night-time Economy\nMalang,first,Film\nPalembang,first,Film\n"
    description = parse_description(
        '[table]\ncountry = "ID"\n[[facts]]\nkind = "participation"\nparticipant = "city"\n'
        'in = { column = "round", values = { first = "Exchange, first round" } }\n'
        'topics = { column = "theme", lower = true }\nrole = { value = "selected" }\n'
        '[[programmes]]\nname = "Exchange, first round"\norganiser = ["wccf"]\nsince = "2018"\n'
    )
    with CityGraph.open() as graph:
        outcome = table_loader.load(graph, table_loader.prepare(write("a.csv", text), description))
        assert outcome.facts == 3  # two participations and the programme
        found = rows(
            graph,
            "?f a cg:Participation ; cg:participant/rdfs:label 'Malang' ; schema:about/skos:prefLabel ?t ."
            " FILTER(LANG(?t) = 'en')",
            "t",
        )
        assert {text for (text,) in found} == {"night-time economy", "film"}
        assert len(rows(graph, "?p a cg:Programme ; cg:evidence ?row", "row")) == 3


def test_wikidata_results_bring_dates_of_their_precision(write: Write, table_loader: TableLoader) -> None:
    def value(text: str, kind: str = "literal") -> str:
        return f'{{"type": "{kind}", "value": "{text}"}}'

    names = ["city", "cityLabel", "cityCountry", "cityCoord", "partner", "partnerLabel", "partnerCountry"]
    names += ["partnerCoord", "start", "startPrecision", "end", "endPrecision"]
    entity = "http://www.wikidata.org/entity/"
    given = dict(
        zip(names[:8], [entity + "Q84", "London", "GB", "Point(-0.13 51.51)", entity + "Q64", "Berlin", "DE",
                        "Point(13.38 52.52)"], strict=True)
    ) | {"start": "2000-03-01T00:00:00Z", "startPrecision": "10"}  # fmt: skip
    bindings = "{" + ",".join(f'"{name}": {value(text)}' for name, text in given.items()) + "}"
    heads = ",".join(f'"{name}"' for name in names)
    text = f'{{"head": {{"vars": [{heads}]}}, "results": {{"bindings": [{bindings}]}}}}'
    with CityGraph.open() as graph:
        prepared = table_loader.prepare(write("a.json", text), read_description("wikidata-sister-cities"))
        assert not prepared.problems and not prepared.waiting
        table_loader.load(graph, prepared)
        assert rows(graph, "?f a cg:Partnership ; schema:startDate ?d ; cg:startPrecision ?p", "d", "p") == [
            ("2000-03-01", "https://w3id.org/citygraph/ontology#Month")
        ]


def test_a_table_without_its_columns_or_nodes_is_refused_before_anything_changes(
    write: Write, table_loader: TableLoader
) -> None:
    with pytest.raises(TableRefused, match="no column 'source'"):
        table_loader.prepare(
            write("a.csv", "network,city,country,year\na,b,c,d\n"), read_description("members")
        )
    edges = write("edges.csv", EDGES)
    with pytest.raises(TableRefused, match="name it with --nodes"):
        table_loader.prepare(edges, read_description("sister-cities-edges"))
    with pytest.raises(TableRefused, match="speaks of no table of nodes"):
        table_loader.prepare(write("b.csv", MEMBERS), read_description("members"), nodes=edges)
    lost = write("nodes.csv", NODES.replace("Q64,", "Q65,"))
    prepared = table_loader.prepare(edges, read_description("sister-cities-edges"), nodes=lost)
    assert codes(prepared) == [("unknown-node", 3)]


def test_a_table_of_which_nothing_can_be_loaded_changes_nothing(
    write: Write, table_loader: TableLoader
) -> None:
    with CityGraph.open() as graph:
        description = read_description("members")
        table_loader.load(graph, table_loader.prepare(write("a.csv", MEMBERS), description))
        before = nquads(graph)
        wrong = table_loader.prepare(write("a.csv", MEMBERS.replace(",ID,", ",XX,")), description)
        outcome = table_loader.load(graph, wrong)
        assert not outcome.removed and nquads(graph) == before


def test_a_table_does_not_take_the_place_of_an_article(
    write: Write, table_loader: TableLoader, loader: Loader
) -> None:
    with CityGraph.open() as graph:
        list(loader.load(graph, seed_paths()[:1]))
        (article,) = graph.documents()
        prepared = table_loader.prepare(
            write("a.csv", MEMBERS), read_description("members"), identifier=article.id
        )
        with pytest.raises(TableRefused, match="an article in the store"):
            table_loader.load(graph, prepared)
        assert documents_of_table(graph, article.id) == []


def test_an_interrupted_load_goes_on_to_the_same_graph(
    write: Write, table_loader: TableLoader, monkeypatch: pytest.MonkeyPatch
) -> None:
    text = "network,city,country,source\n" + "".join(
        f"apeksi,{city},ID,list {number}\n"
        for number, city in enumerate(("Malang", "Palembang", "Bandung", "Surabaya", "Medan"))
    )
    plain = '[table]\nsource = "source"\n[[facts]]\nkind = "membership"\nnetwork = "network"\n'
    description = parse_description(plain + 'member = { name = "city", country = "country" }\n')
    prepared = table_loader.prepare(write("a.csv", text), description)
    monkeypatch.setattr("citygraph.loaders.tables.loading._AT_ONCE", 2)

    def interrupt(done: int, total: int) -> None:
        if done > 8:
            raise KeyboardInterrupt

    with CityGraph.open() as once, CityGraph.open() as interrupted:
        table_loader.load(once, prepared)
        with pytest.raises(KeyboardInterrupt):
            table_loader.load(interrupted, prepared, progress=interrupt)
        assert 0 < len(rows(interrupted, "?f a cg:Membership", "f")) < 5
        outcome = table_loader.load(interrupted, prepared)
        assert outcome.added and outcome.unchanged and not outcome.replaced
        assert nquads(interrupted) == nquads(once)
