"""Tables as CSV: what the metadata promise is so, nothing is a formula, and nothing is lost."""

from __future__ import annotations

import csv
import datetime
import io
import json
import zipfile
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from typing import Any

import pyoxigraph as ox
import pytest
from citygraph.graph import CityGraph, ExportOptions
from citygraph.loaders.networks import NetworkRegister
from citygraph.ontology import CG, PREFIXES, Identifiers
from citygraph.queries.exports import escaped, find_format, unescaped, write_export
from citygraph.queries.exports.schema import load_tables
from csvw import CSVW, TableGroup
from hypothesis import given
from hypothesis import strategies as st

IDS = Identifiers()
PARSERS: dict[str, Callable[[str], object]] = {
    "string": unescaped,
    "anyURI": lambda text: text if ":" in text and " " not in text else pytest.fail(text),
    "date": datetime.date.fromisoformat,
    "integer": int,
    "number": Decimal,
    "boolean": lambda text: {"true": True, "false": False}[text],
}


def archive(source: Any, **options: Any) -> zipfile.ZipFile:
    out = io.BytesIO()
    write_export(find_format("csv"), source, out, ExportOptions(**options))
    return zipfile.ZipFile(out)


def read(files: zipfile.ZipFile) -> dict[str, list[dict[str, Any]]]:
    """The tables as their metadata say that they are to be read; a value that is not of its type fails."""
    described = json.loads(files.read("csv-metadata.json"))
    tables: dict[str, list[dict[str, Any]]] = {}
    for table in described["tables"]:
        columns = table["tableSchema"]["columns"]
        text = files.read(table["url"]).decode("utf-8")
        rows = list(csv.reader(io.StringIO(text, newline=""), strict=True))
        assert rows[0] == [column["name"] for column in columns]
        tables[table["url"]] = [
            {column["name"]: value(cell, column) for cell, column in zip(row, columns, strict=True)}
            for row in rows[1:]
        ]
    return tables


def value(cell: str, column: dict[str, Any]) -> object:
    parse = PARSERS[column["datatype"]]
    if "separator" in column:
        return [parse(part) for part in cell.split(column["separator"])] if cell else []
    if cell == "":
        assert not column.get("required"), column
        return None
    return parse(cell)


@pytest.fixture(scope="module")
def files(seeds: CityGraph) -> zipfile.ZipFile:
    return archive(seeds)


@pytest.fixture(scope="module")
def tables(files: zipfile.ZipFile) -> dict[str, list[dict[str, Any]]]:
    return read(files)


def test_there_is_a_table_for_each_kind(tables: dict[str, list[dict[str, Any]]]) -> None:
    assert {name.removesuffix(".csv"): len(rows) for name, rows in tables.items()} == {
        "cities": 31,
        "networks": len(NetworkRegister.open()),
        "memberships": 6,
        "partnerships": 4,
        "participations": 31,
        "events": 8,
        "programmes": 1,
        "initiatives": 8,
        "offices": 10,
        "figures": 13,
        "articles": 5,
        "evidence": 99,
    }


def test_keys_tell_rows_apart_and_references_are_there(
    files: zipfile.ZipFile, tables: dict[str, list[dict[str, Any]]]
) -> None:
    described = json.loads(files.read("csv-metadata.json"))
    assert described["@context"][0] == "http://www.w3.org/ns/csvw"
    references = 0
    for table in described["tables"]:
        rows, schema = tables[table["url"]], table["tableSchema"]
        keys = [tuple(row[name] for name in schema["primaryKey"]) for row in rows]
        assert len(keys) == len(set(keys)), table["url"]
        for one in schema.get("foreignKeys", []):
            other = one["reference"]
            known = {row[other["columnReference"]] for row in tables[other["resource"]]}
            assert {row[one["columnReference"]] for row in rows} <= known
            references += 1
    assert references == 11


def test_a_partnership_has_one_row_for_each_partner(tables: dict[str, list[dict[str, Any]]]) -> None:
    rows = [row for row in tables["partnerships.csv"] if row["form"] == "programme-pairing"]
    assert [(row["partner_name"], row["partner_country"], row["stage"]) for row in rows] == [
        ("Jakarta", "ID", "agreed"),
        ("Milan", "IT", "agreed"),
    ]
    assert len({row["fact"] for row in rows}) == 1
    assert all(row["partners"] == [IDS.city("1642911"), IDS.city("3173435")] for row in rows)


def test_dates_and_numbers_have_their_types(tables: dict[str, list[dict[str, Any]]]) -> None:
    (congress,) = [row for row in tables["events.csv"] if row["name"] == "Kongres ke-7 UCLG ASPAC"]
    assert (congress["start"], congress["end"]) == (datetime.date(2018, 9, 12), datetime.date(2018, 9, 15))
    (jakarta,) = [row for row in tables["cities.csv"] if row["city"] == IDS.city("1642911")]
    assert jakarta["population"] > 8_000_000 and jakarta["partners"] == 1 and jakarta["country"] == "ID"
    assert {row["value"] for row in tables["figures.csv"]} >= {Decimal(98), Decimal(35)}


def test_no_sentence_of_an_article_that_may_not_be_quoted(tables: dict[str, list[dict[str, Any]]]) -> None:
    assert all(row["quote"] is None and row["start"] < row["end"] for row in tables["evidence.csv"])


def test_names_come_in_the_language_asked_for(seeds: CityGraph) -> None:
    names = {
        language: {
            row["network"]: row["name"] for row in read(archive(seeds, language=language))["networks.csv"]
        }
        for language in ("en", "id")
    }
    acccrn = IDS.network("acccrn")
    assert names["en"][acccrn] == "Asian Cities Climate Change Resilience Network"
    assert names["id"][acccrn].startswith("Jejaring Kota-Kota Asia")


def test_counts_agree_with_the_graph(seeds: CityGraph, tables: dict[str, list[dict[str, Any]]]) -> None:
    for column, edge in (("memberships", "memberOf"), ("participations", "tookPartIn"), ("hosted", "hosted")):
        query = f"SELECT (COUNT(DISTINCT *) AS ?n) {{ ?c cg:{edge} ?o . ?c a cg:LocalGovernment }}"
        (row,) = seeds.query(query)  # type: ignore[misc]
        assert sum(one[column] for one in tables["cities.csv"]) == int(row["n"].value)  # type: ignore[index]


class TestHostileTexts:
    TEXTS = (
        "=cmd|' /C calc'!A0",
        "+1",
        "-1",
        "@SUM(A1)",
        "\tx",
        "\rx",
        "'tis",
        'a "b", c\r\nd',
        "＝1",
        "a|b",
        "",
    )

    @pytest.fixture
    def store(self) -> Any:
        from_text = [ox.Literal(text) for text in self.TEXTS]
        graph = ox.NamedNode(IDS.document_graph("d"))

        class Source:
            digest = "d"
            store = ox.Store()

            def query(self, sparql: str, **_: object) -> Any:
                return self.store.query(sparql, prefixes=PREFIXES)

        source, cg = Source(), PREFIXES["cg"]
        quads = []
        for number, text in enumerate(from_text):
            figure = ox.NamedNode(f"{IDS.base}figure/{number:02}")
            quads += [
                ox.Quad(figure, ox.NamedNode(f"{PREFIXES['rdf']}type"), ox.NamedNode(f"{CG}Figure"), graph),
                ox.Quad(
                    figure,
                    ox.NamedNode(f"{PREFIXES['prov']}wasDerivedFrom"),
                    ox.NamedNode(IDS.article("d")),
                    graph,
                ),
                ox.Quad(figure, ox.NamedNode(f"{cg}about"), ox.NamedNode(IDS.city("1")), graph),
                ox.Quad(figure, ox.NamedNode(f"{cg}measure"), text, graph),
                ox.Quad(figure, ox.NamedNode(f"{cg}value"), ox.Literal(-5 if number else 1), graph),
            ]
        source.store.extend([*quads, *(ox.Quad(q.subject, q.predicate, q.object) for q in quads)])
        return source

    def test_none_is_a_formula_and_all_come_back(self, store: Any) -> None:
        files = archive(store)
        rows = list(csv.DictReader(io.StringIO(files.read("figures.csv").decode(), newline="")))
        assert [unescaped(row["measure"]) for row in rows] == list(self.TEXTS)
        assert not any(row["measure"].startswith(("=", "+", "-", "@", "\t", "\r", "＝")) for row in rows)
        assert [row["value"] for row in rows] == ["1"] + ["-5"] * (len(rows) - 1)

    @given(st.text())
    def test_every_text_comes_back(self, text: str) -> None:
        assert unescaped(escaped(text)) == text


def test_the_archive_is_the_same_in_a_file_and_in_a_pipe(seeds: CityGraph, tmp_path: Any) -> None:
    class Pipe:
        data = b""

        def write(self, data: bytes) -> int:
            self.data += bytes(data)
            return len(data)

        def flush(self) -> None:
            pass

    pipe = Pipe()
    write_export(find_format("csv"), seeds, pipe, ExportOptions())  # type: ignore[arg-type]
    with (tmp_path / "a.zip").open("wb") as file:
        write_export(find_format("csv"), seeds, file, ExportOptions())
    assert (tmp_path / "a.zip").read_bytes() == pipe.data


def test_many_documents_come_in_batches_and_in_order(
    monkeypatch: pytest.MonkeyPatch, seeds: CityGraph
) -> None:
    whole = archive(seeds)
    monkeypatch.setattr("citygraph.queries.exports.rows._AT_ONCE", 2)
    pieces = archive(seeds)
    assert {name: pieces.read(name) for name in pieces.namelist()} == {
        name: whole.read(name) for name in whole.namelist()
    }


def test_progress_ends_at_its_total(seeds: CityGraph) -> None:
    steps: list[tuple[int, int]] = []
    archive(seeds, advance=lambda done, total: steps.append((done, total)))
    assert steps == sorted(steps) and steps[-1] == (12_000, 12_000)


def test_every_table_and_column_is_said_in_both_languages() -> None:
    for table in load_tables():
        for words in (table.title, *(column.title for column in table.columns)):
            assert words.en.strip() and words.id.strip()
        names = [column.name for column in table.columns]
        assert len(names) == len(set(names)) and set(table.key) <= set(names)
        assert all(column.of in names for column in table.columns if column.of)


def test_a_reader_of_csv_on_the_web_that_others_wrote_finds_nothing_wrong(seeds: Any, tmp_path: Path) -> None:
    files = archive(seeds)
    files.extractall(tmp_path)
    group = CSVW(str(tmp_path / "csv-metadata.json"), validate=True)
    assert group.is_valid and not group.warnings
    ours = read(files)
    for table in group.tables:
        rows = list(table.iterdicts(strict=True))
        assert len(rows) == len(ours[str(table.url)])
    assert TableGroup.from_file(tmp_path / "csv-metadata.json").check_referential_integrity()
