"""Values: cities, bodies and numbers."""

from __future__ import annotations

from decimal import Decimal

import pytest
from citygraph.loaders.facts.values import Body, City, CityName, Confidence, Figured, read_number
from pydantic import TypeAdapter, ValidationError

BODY: TypeAdapter[CityName | str] = TypeAdapter(Body)
CITY: TypeAdapter[CityName] = TypeAdapter(City)
FIGURE: TypeAdapter[int | Decimal | str] = TypeAdapter(Figured)
CONFIDENCE: TypeAdapter[Decimal] = TypeAdapter(Confidence)


@pytest.mark.parametrize(
    ("written", "city"),
    [
        ("Son La, VN", CityName("Son La", "VN")),
        ("Kabupaten Banyuwangi, ID", CityName("Kabupaten Banyuwangi", "ID")),
        ("Washington, D.C., US", CityName("Washington, D.C.", "US")),
        ("São Paulo,BR", CityName("São Paulo", "BR")),
        ({"name": "Son La", "country": "VN", "geonames": 1567681}, CityName("Son La", "VN", 1567681)),
    ],
)
def test_a_name_with_a_country_is_a_city(written: object, city: CityName) -> None:
    assert CITY.validate_python(written) == city
    assert BODY.validate_python(written) == city


@pytest.mark.parametrize(
    "written", ["uclg-aspac", "Kementerian Dalam Negeri", "UNESCO", "Acme, Inc.", "Acme, Ltd", "a, b", "XYZ"]
)
def test_any_other_name_is_a_body(written: str) -> None:
    assert BODY.validate_python(written) == written
    with pytest.raises(ValidationError, match="names no country"):
        CITY.validate_python(written)


@pytest.mark.parametrize(
    "written",
    [
        {"name": "Son La"},
        {"country": "VN"},
        {"name": "Son La", "country": "vn"},
        {"name": "Son La", "country": "VN", "geonames": 0},
        {"name": "Son La", "country": "VN", "geonames": "1"},
        {"name": "Son La", "country": "VN", "geonames": True},
        {"name": 1, "country": "VN"},
        98,
        None,
        True,
        ["Son La, VN"],
        "A\u2028B, ID",
        "",
        " Malang, ID",
        "Malang, ZZ",
    ],
)
def test_what_is_no_body_is_refused(written: object) -> None:
    with pytest.raises(ValidationError):
        BODY.validate_python(written)


@pytest.mark.parametrize(
    ("written", "value"),
    [
        (98, "98"),
        (Decimal("1.50"), "1.5"),
        (98.0, "98"),
        (0.1, "0.1"),
        (Decimal("1E+3"), "1000"),
        ("some", "some"),
        (Decimal("-0.0"), "0"),
        (10**15 - 1, "999999999999999"),
    ],
)
def test_numbers_have_one_form(written: object, value: str) -> None:
    assert str(FIGURE.validate_python(written)) == value


@pytest.mark.parametrize(
    "written",
    [
        float("nan"),
        float("inf"),
        Decimal("NaN"),
        Decimal("-Infinity"),
        Decimal("sNaN"),
        True,
        None,
        [1],
        10**15,
        1e300,
        1e-300,
        Decimal("0.1234567890123456"),
    ],
)
def test_what_is_no_number_is_refused(written: object) -> None:
    with pytest.raises(ValidationError):
        FIGURE.validate_python(written)


@pytest.mark.parametrize(
    ("written", "right"),
    [(0, True), (1, True), (0.83, True), (1.01, False), (-0.1, False), ("0.5", False), (True, False)],
)
def test_a_confidence_lies_between_nought_and_one(written: object, right: bool) -> None:
    if right:
        assert 0 <= CONFIDENCE.validate_python(written) <= 1
    else:
        with pytest.raises(ValidationError):
            CONFIDENCE.validate_python(written)


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("0", 0),
        ("98", 98),
        ("-3", -3),
        ("1.50", Decimal("1.50")),
        ("007", None),
        ("1_000", None),
        ("1,000", None),
        ("0x1F", None),
        ("1e3", None),
        ("+5", None),
        (".5", None),
        ("5.", None),
        ("", None),
        ("१", None),
        ("12:30:45", None),
    ],
)
def test_an_unquoted_scalar_is_a_number_or_not(text: str, number: object) -> None:
    assert read_number(text) == number


@pytest.mark.parametrize("text", ["NaN", ".nan", "inf", "-.inf", "+.Inf", "Infinity"])
def test_words_for_no_number_come_back_as_such(text: str) -> None:
    number = read_number(text)
    assert isinstance(number, Decimal) and not number.is_finite()
