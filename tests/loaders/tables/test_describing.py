"""Descriptions of tables: ready ones, drafted ones, and what is wrong in one's own."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from citygraph.loaders.facts import BadDate
from citygraph.loaders.tables import (
    DescriptionRefused,
    Row,
    draft_description,
    parse_description,
    read_description,
    read_table,
    ready_descriptions,
)
from citygraph.loaders.tables.cells import Cell, DateCell
from citygraph.loaders.tables.dates import date_of

Write = Callable[[str, str], Path]


@pytest.mark.parametrize("name", sorted(ready_descriptions()))
def test_every_ready_description_is_one_and_says_where_its_table_is_from(name: str) -> None:
    description = read_description(name)
    assert description.name == name and description.columns() and description.table.language == "en"


@pytest.mark.parametrize(
    ("header", "row", "kind", "words"),
    [
        ("network,city,country,year", "apeksi,Malang,ID,2001", "membership", 'since = "year"'),
        ("kota,negara", "Malang,ID", "membership", "SLUG-OF-THE-NETWORK"),
        (
            "city,partner,country,partner country,since",
            "Malang,Bern,ID,CH,31.12.1999",
            "partnership",
            "%d.%m.%Y",
        ),
        ("city,partner,since", "Malang,Bern,12/31/1999", "partnership", "%m/%d/%Y"),
        ("city,partner,since", "Malang,Bern,01/02/1999", "partnership", "day before month: check"),
        ("participant,programme,theme", "Malang,A 'scheme',Film", "participation", "[[programmes]]"),
        ("a,b", "x,y", "membership", "COLUMN-WITH-THE-CITY"),
    ],
)
def test_a_draft_is_a_description_of_the_kind_that_the_columns_mean(
    write: Write, header: str, row: str, kind: str, words: str
) -> None:
    text = draft_description(read_table(write("a.csv", f"{header}\n{row}\n")))
    assert parse_description(text).facts[0].kind == kind and words in text


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", "facts"),
        ("[[facts]]\nkind = 'sport'", "kind"),
        ("[[facts]]\nkind = 'partnership'\npartners = ['a']", "needs partners"),
        ("[[facts]]\nkind = 'membership'\nnetwork = 'n'\nmember = { country = 'c' }", "a name, an id"),
        (
            "[[facts]]\nkind = 'membership'\nmember = 'm'\nnetwork = { column = 'a', value = 'b' }",
            "either a column",
        ),
        (
            "[[facts]]\nkind = 'membership'\nmember = 'm'\nnetwork = { column = 'a', pattern = '(' }",
            "no regular",
        ),
        ("[table]\nurl = 'javascript:x'\n[[facts]]\nkind = 'nothing'", "url"),
        ("[networks]\nX = 'Not A Slug'\n[[facts]]\nkind = 'nothing'", "no slug"),
    ],
)
def test_what_a_description_cannot_say_is_refused_with_its_place(text: str, words: str) -> None:
    with pytest.raises(DescriptionRefused, match=words):
        parse_description(text, file=Path("own.toml"))


def test_cells_are_read_as_they_are_told() -> None:
    row = Row(2, 2, {"a": " C40 / Film ", "b": "", "c": "x; y"})
    assert Cell(column="a", pattern=r" / (.+)$", lower=True).of(row) == "film"
    assert Cell(column="a", pattern=r"^\d+$").of(row) is None
    assert Cell(column="b", default="none").of(row) == "none" and Cell(value="fixed").of(row) == "fixed"
    assert Cell(column="c", separator=";", values={"y": "z"}).all_of(row) == ["x", "z"]


@pytest.mark.parametrize(
    ("cell", "text", "expected"),
    [
        ({}, "2024-02", "2024-02"),
        ({"form": "%d.%m.%Y"}, "31.12.1999", "1999-12-31"),
        ({"form": "%B %Y"}, "May 2001", "2001-05"),
        ({"form": "%Y"}, "2001", "2001"),
        ({"form": "wikidata"}, "1987-01-01T00:00:00Z", "1987"),
        ({"form": "wikidata"}, "1987-05-01T00:00:00Z", "1987-05"),
        ({"form": "wikidata", "precision": "p11"}, "1987-01-01T00:00:00Z", "1987-01-01"),
        ({"form": "wikidata", "precision": "p7"}, "1900-01-01T00:00:00Z", None),
        ({"form": "wikidata"}, "http://www.wikidata.org/.well-known/genid/1", None),
        ({}, "", None),
    ],
)
def test_dates_have_no_more_precision_than_their_text(
    cell: dict[str, str], text: str, expected: str | None
) -> None:
    row = Row(2, 2, {"date": text, "p11": "11", "p7": "7"})
    period = date_of(DateCell(column="date", **cell), row)  # type: ignore[arg-type]
    assert (period.text if period else None) == expected


@pytest.mark.parametrize(
    ("form", "text"), [("edtf", "2024-02-30"), ("%d.%m.%Y", "2024"), ("wikidata", "soon")]
)
def test_what_is_no_date_is_refused(form: str, text: str) -> None:
    with pytest.raises(BadDate):
        date_of(DateCell(column="date", form=form), Row(2, 2, {"date": text}))
