"""Tables from files: what is read, and what is refused with which words."""

from __future__ import annotations

import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from citygraph.loaders.tables import TableRefused, read_table

Write = Callable[[str, str], Path]


def codes(error: TableRefused) -> list[str]:
    return [problem.code for problem in error.problems]


def test_rows_know_their_number_and_line(write: Write) -> None:
    table = read_table(write("a.csv", 'city,note\nMalang,"two\nlines"\n\nPalembang,\n'))
    assert [(row.number, row.line, row.cells["city"]) for row in table.rows] == [
        (2, 2, "Malang"),
        (4, 5, "Palembang"),
    ]
    assert table.rows[0].quoted() == "city: Malang; note: two lines"
    assert len(table.sha256) == 64


def test_a_byte_order_mark_is_no_part_of_the_first_column(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_bytes("﻿city\nMalang\n".encode())
    assert read_table(path).columns == ("city",)


def test_tabs_and_a_delimiter_that_is_told(write: Write) -> None:
    assert read_table(write("a.tsv", "city\tcountry\nMalang\tID\n")).rows[0].cells["country"] == "ID"
    assert read_table(write("a.csv", "city;country\nMalang;ID\n"), delimiter=";").columns == (
        "city",
        "country",
    )


def test_a_row_with_too_many_or_too_few_cells_is_left_out_and_told(write: Write) -> None:
    table = read_table(write("a.csv", "city,country\nMalang\nPalembang,ID\nBandung,ID,x\n"))
    assert [row.cells["city"] for row in table.rows] == ["Palembang"]
    assert [(each.code, each.place.line) for each in table.problems] == [("bad-cells", 2), ("bad-cells", 4)]


@pytest.mark.parametrize(
    ("name", "data", "code"),
    [
        ("a.csv", b"", "empty-table"),
        ("a.csv", b"city,country\n", "empty-table"),
        ("a.csv", b'city\n"Malang\nPalembang\n', "bad-cells"),
        ("a.csv", "city\nSão Paulo\n".encode("latin-1"), "bad-encoding"),
        ("a.csv", "city\nMalang\n".encode("utf-16"), "bad-encoding"),
        ("a.csv", b"city\nMal\x00ang\n", "control-character"),
        ("a.csv", b"city;country\nMalang;ID\n", "wrong-delimiter"),
        ("a.csv", b"city,city\nMalang,Malang\n", "duplicate-column"),
        ("a.csv", (",".join(f"c{n}" for n in range(501)) + "\n").encode(), "file-too-large"),
        ("a.json", b"{", "bad-json"),
        ("a.json", b"[" * 100_000, "bad-json"),
        ("a.json", b'{"head": {}}', "bad-json"),
        ("a.json", b'[{"city": "Malang", "city": "Batu"}]', "bad-json"),
        ("a.json", b'[{"city": NaN}]', "bad-json"),
        ("a.json", b"[]", "empty-table"),
        ("a.doc", b"x", "unknown-format"),
        ("a.xlsx", b"not a workbook", "bad-workbook"),
    ],
)
def test_what_is_no_table_is_refused(tmp_path: Path, name: str, data: bytes, code: str) -> None:
    path = tmp_path / name
    path.write_bytes(data)
    with pytest.raises(TableRefused) as refused:
        read_table(path)
    assert codes(refused.value) == [code]
    assert str(path) in str(refused.value)


def test_a_missing_file_and_a_folder_are_refused(tmp_path: Path) -> None:
    for path, code in ((tmp_path / "a.csv", "file-missing"), (tmp_path / "b.csv", "file-unreadable")):
        if code == "file-unreadable":
            path.mkdir()
        with pytest.raises(TableRefused) as refused:
            read_table(path)
        assert codes(refused.value) == [code]


def test_a_table_of_more_rows_than_allowed_is_refused(write: Write) -> None:
    with pytest.raises(TableRefused, match="more than 2 rows"):
        read_table(write("a.csv", "city\na\nb\nc\n"), most_rows=2)


def test_sparql_results_become_rows_with_wikidata_ids(write: Write) -> None:
    text = """{"head": {"vars": ["city", "cityLabel", "start"]}, "results": {"bindings": [
      {"city": {"type": "uri", "value": "http://www.wikidata.org/entity/Q11445"},
       "cityLabel": {"type": "literal", "xml:lang": "en", "value": "Malang"}}]}}"""
    (row,) = read_table(write("a.json", text)).rows
    assert row.cells == {"city": "Q11445", "cityLabel": "Malang", "start": ""} and row.number == 2


def test_a_list_of_objects_becomes_rows_and_a_nested_cell_is_told(write: Write) -> None:
    table = read_table(write("a.json", '[{"city": "Malang"}, {"city": "Batu", "year": 2001}, {"city": [1]}]'))
    assert [dict(row.cells) for row in table.rows] == [
        {"city": "Malang", "year": ""},
        {"city": "Batu", "year": "2001"},
    ]
    assert [each.code for each in table.problems] == ["bad-cells"]


def workbook(path: Path, rows: str) -> Path:
    """A workbook as small as Excel opens one, with inline texts."""
    main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    package = "http://schemas.openxmlformats.org/package/2006"
    office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    kinds = "application/vnd.openxmlformats-officedocument.spreadsheetml"
    parts = {
        "[Content_Types].xml": f'<Types xmlns="{package}/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Override PartName="/xl/workbook.xml" ContentType="{kinds}.sheet.main+xml"/>'
        f'<Override PartName="/xl/worksheets/sheet1.xml" ContentType="{kinds}.worksheet+xml"/></Types>',
        "_rels/.rels": f'<Relationships xmlns="{package}/relationships"><Relationship Id="r1" '
        f'Type="{office}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
        "xl/workbook.xml": f'<workbook xmlns="{main}" xmlns:r="{office}"><sheets>'
        '<sheet name="Members" sheetId="1" r:id="r1"/></sheets></workbook>',
        "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{package}/relationships"><Relationship Id="r1" '
        f'Type="{office}/worksheet" Target="worksheets/sheet1.xml"/></Relationships>',
        "xl/worksheets/sheet1.xml": f'<worksheet xmlns="{main}"><sheetData>{rows}</sheetData></worksheet>',
    }
    with zipfile.ZipFile(path, "w") as archive:
        for name, text in parts.items():
            archive.writestr(name, f'<?xml version="1.0" encoding="UTF-8"?>{text}')
    return path


def text_cell(text: str) -> str:
    return f'<c t="inlineStr"><is><t>{text}</t></is></c>'


def test_a_sheet_gives_its_texts_whole_numbers_and_the_saved_value_of_a_formula(tmp_path: Path) -> None:
    rows = (
        f"<row>{text_cell('city')}{text_cell('year')}</row>"
        f"<row>{text_cell('Malang')}<c><v>2001</v></c></row>"
        "<row></row>"
        '<row><c t="str"><f>CONCATENATE("Ba","tu")</f><v>Batu</v></c><c><v>2002</v></c></row>'
    )
    table = read_table(workbook(tmp_path / "a.xlsx", rows), sheet="Members")
    found = [(row.number, row.cells["city"], row.cells["year"]) for row in table.rows]
    assert found == [(2, "Malang", "2001"), (4, "Batu", "2002")]


def test_a_sheet_that_is_not_there_is_refused_with_those_that_are(tmp_path: Path) -> None:
    path = workbook(tmp_path / "a.xlsx", f"<row>{text_cell('city')}</row>")
    with pytest.raises(TableRefused, match="there are: Members"):
        read_table(path, sheet="Guests")
