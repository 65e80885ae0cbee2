"""Values of a fact's fields that are more than text: cities, bodies, dates and numbers."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from typing import Annotated, Any, Final, TypeAlias, cast

from pydantic import PlainSerializer, PlainValidator, WithJsonSchema
from pydantic_core import PydanticCustomError

from .countries import COUNTRY_CODES, MISTAKEN_CODES
from .dates import BadDate, Period, parse_period
from .names import LONGEST_NAME, LONGEST_VALUE, NOT_IN_NAMES

__all__ = ["Body", "City", "CityName", "Confidence", "Date", "Figured", "SingleDate", "read_number"]

_CITY = re.compile(r"(\S(?:.*\S)?),\s*([A-Z]{2})")
_LOWER_CITY = re.compile(r"(\S(?:.*\S)?),\s*([a-z]{2})")
_NUMBER = re.compile(r"-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?", re.ASCII)
_MOST_DIGITS = 15
_GREATEST = 10**_MOST_DIGITS


@dataclass(frozen=True, slots=True)
class CityName:
    """A city or other local government as a document names it.

    Attributes:
        name: Name with its level where it is no city (``Kabupaten Banyuwangi``).
        country: ISO 3166-1 alpha-2 code.
        geonames: GeoNames id, where the document gives one.

    >>> print(CityName("Son La", "VN"))
    Son La, VN
    """

    name: str
    country: str
    geonames: int | None = None

    def __str__(self) -> str:
        """Return ``Name, CC``."""
        return f"{self.name}, {self.country}"


BodyValue: TypeAlias = CityName | str


def _text(value: object, wanted: str, most: int = LONGEST_NAME) -> str:
    if type(value) is not str:
        raise PydanticCustomError(
            "wrong-type", "{wanted} is expected, not {found}", {"wanted": wanted, "found": _described(value)}
        )
    if not value or len(value) > most:
        code, what = ("too-long", "longer than {most} characters") if value else ("empty", "empty text")
        raise PydanticCustomError(code, what, {"most": most})
    found = NOT_IN_NAMES.search(value)
    if found:
        raise PydanticCustomError(
            "control-character",
            "holds the control character U+{number}",
            {"number": f"{ord(found[0]):04X}"},
        )
    if value[0].isspace() or value[-1].isspace():
        raise PydanticCustomError("blank-ends", "begins or ends with a blank")
    return value


def _described(value: object) -> str:
    names: dict[type[object], str] = {
        dict: "a mapping",
        list: "a list",
        int: "a number",
        Decimal: "a number",
        float: "a number",
        bool: "true or false",
        type(None): "nothing",
        str: "text",
    }
    return names.get(type(value), type(value).__name__)


def _checked_country(code: str) -> str:
    if code in COUNTRY_CODES:
        return code
    better = code.upper() if code.upper() in COUNTRY_CODES else MISTAKEN_CODES.get(code.upper())
    raise PydanticCustomError(
        "bad-country",
        "'{country}' is no ISO 3166-1 country code",
        {"country": code[:20], "hint": f"did you mean '{better}'?" if better else None},
    )


def _city_of_mapping(value: dict[object, object]) -> CityName:
    unknown = [str(key) for key in value if key not in ("name", "country", "geonames")]
    if unknown:
        raise PydanticCustomError(
            "unknown-field",
            "a city has no field '{field}'",
            {"field": unknown[0][:60], "hint": "a city has name, country and geonames"},
        )
    for field in ("name", "country"):
        if value.get(field) is None:
            raise PydanticCustomError("missing-field", "the city has no {field}", {"field": field})
    name = _text(value["name"], "the name of a city")
    country = _checked_country(_text(value["country"], "a country code"))
    geonames = value.get("geonames")
    if geonames is not None and (type(geonames) is not int or not 0 < geonames < 10**10):
        raise PydanticCustomError(
            "wrong-type", "geonames is expected to be a GeoNames id, a whole number above 0"
        )
    return CityName(name, country, geonames)


def _body(value: object) -> BodyValue:
    if isinstance(value, CityName):
        return value
    if isinstance(value, dict):
        return _city_of_mapping(cast("dict[object, object]", value))
    text = _text(value, "a name")
    if len(text) < 5 or not text[-2:].isalpha() or "," not in text[-6:]:
        return text
    found = _CITY.fullmatch(text)
    if found:
        return CityName(found[1], _checked_country(found[2]))
    lower = _LOWER_CITY.fullmatch(text)
    if lower and lower[2].upper() in COUNTRY_CODES:
        raise PydanticCustomError(
            "bad-country",
            "the country code '{country}' is in small letters",
            {"country": lower[2], "hint": f"write '{lower[1]}, {lower[2].upper()}'"},
        )
    return text


def _city(value: object) -> CityName:
    body = _body(value)
    if isinstance(body, CityName):
        return body
    raise PydanticCustomError(
        "no-country",
        "'{name}' names no country",
        {"name": body[:60], "hint": "write a city as 'Name, CC', such as 'Son La, VN'"},
    )


def _plain_body(body: BodyValue) -> str | dict[str, str | int]:
    if isinstance(body, CityName) and body.geonames is not None:
        return {"name": body.name, "country": body.country, "geonames": body.geonames}
    return str(body)


def _period(value: object) -> Period:
    if isinstance(value, Period):
        return value
    if type(value) is not str:
        raise PydanticCustomError(
            "wrong-type",
            "a date is expected, not {found}",
            {"found": _described(value), "hint": 'write it as text, such as "2024-02"'},
        )
    try:
        return parse_period(value)
    except BadDate as bad:
        code = "end-before-start" if bad.reversed else "bad-date"
        hint = None if bad.reversed else "write YYYY, YYYY-MM or YYYY-MM-DD, or two of them as START/END"
        raise PydanticCustomError(code, "{what}", {"what": str(bad), "hint": hint}) from bad


def _single(value: object) -> Period:
    period = _period(value)
    if period.is_interval:
        raise PydanticCustomError("bad-date", "one date is expected here, not an interval")
    return period


def _decimal(value: object) -> Decimal:
    exact = repr(value) if isinstance(value, float) else cast("int | Decimal", value)
    try:
        number = Decimal(exact)
    except (InvalidOperation, TypeError, ValueError) as bad:
        raise PydanticCustomError(
            "wrong-type", "a number is expected, not {found}", {"found": _described(value)}
        ) from bad
    if not number.is_finite():
        raise PydanticCustomError("bad-number", "'{value}' is no number", {"value": str(number)})
    if (
        abs(number) >= _GREATEST
        or len(number.as_tuple().digits) > _MOST_DIGITS
        or number.adjusted() < -_MOST_DIGITS
    ):
        raise PydanticCustomError("bad-number", "a number has at most {most} digits", {"most": _MOST_DIGITS})
    return number


def _figure(value: object) -> int | Decimal | str:
    if type(value) is str:
        return _text(value, "a value", LONGEST_VALUE)
    if type(value) not in (int, float, Decimal):
        raise PydanticCustomError(
            "wrong-type", "a number or a text is expected, not {found}", {"found": _described(value)}
        )
    number = _decimal(value)
    return int(number) if number == number.to_integral_value() else number.normalize()


def _confidence(value: object) -> Decimal:
    if type(value) not in (int, float, Decimal):
        raise PydanticCustomError(
            "wrong-type", "a number from 0 to 1 is expected, not {found}", {"found": _described(value)}
        )
    number = _decimal(value)
    if not 0 <= number <= 1:
        raise PydanticCustomError("bad-number", "{value} is not between 0 and 1", {"value": str(number)})
    return number.normalize() if number else Decimal(0)


def read_number(text: str) -> int | Decimal | None:
    """Return the number that an unquoted scalar of a YAML document writes, or None when it writes none.

    ``NaN`` and the infinities come back as such decimals, for the fields to refuse.

    >>> read_number("1.50"), read_number("250,000"), read_number("007")
    (Decimal('1.50'), None, None)
    """
    if _NUMBER.fullmatch(text):
        return Decimal(text) if "." in text or len(text) > 40 else int(text)
    if text.lower().lstrip("+-.") in ("nan", "inf", "infinity"):
        return Decimal(text.replace(".", "").lower())
    return None


_CITY_SCHEMA: Final[dict[str, Any]] = {
    "anyOf": [
        {"type": "string", "pattern": r"^\S(.*\S)?,\s*[A-Z]{2}$", "maxLength": LONGEST_NAME},
        {
            "type": "object",
            "properties": {
                "name": {"type": "string", "minLength": 1, "maxLength": LONGEST_NAME},
                "country": {"type": "string", "pattern": "^[A-Z]{2}$"},
                "geonames": {"type": "integer", "minimum": 1},
            },
            "required": ["name", "country"],
            "additionalProperties": False,
        },
    ]
}
_BODY_SCHEMA: Final[dict[str, Any]] = {
    "anyOf": [{"type": "string", "minLength": 1, "maxLength": LONGEST_NAME}, _CITY_SCHEMA["anyOf"][1]]
}
_DATE_PATTERN = r"[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?[~?%]?"
_DATE_SCHEMA: Final[dict[str, Any]] = {
    "type": "string",
    "pattern": rf"^({_DATE_PATTERN}(/({_DATE_PATTERN}|\.\.)?)?|(\.\.)?/{_DATE_PATTERN})$",
}
_SINGLE_SCHEMA: Final[dict[str, Any]] = {"type": "string", "pattern": f"^{_DATE_PATTERN}$"}

City = Annotated[CityName, PlainValidator(_city), PlainSerializer(_plain_body), WithJsonSchema(_CITY_SCHEMA)]
"""A city or other local government: ``Name, CC`` or a mapping of name, country and GeoNames id."""

Body = Annotated[BodyValue, PlainValidator(_body), PlainSerializer(_plain_body), WithJsonSchema(_BODY_SCHEMA)]
"""A city, or the slug of a network or the name of another body as plain text."""

Date = Annotated[Period, PlainValidator(_period), PlainSerializer(str), WithJsonSchema(_DATE_SCHEMA)]
"""An EDTF date or interval."""

SingleDate = Annotated[Period, PlainValidator(_single), PlainSerializer(str), WithJsonSchema(_SINGLE_SCHEMA)]
"""An EDTF date that is no interval."""

Figured = Annotated[
    int | Decimal | str,
    PlainValidator(_figure),
    WithJsonSchema(
        {"anyOf": [{"type": "number"}, {"type": "string", "minLength": 1, "maxLength": LONGEST_VALUE}]}
    ),
]
"""A stated number, or a text where the number cannot be written as one."""

Confidence = Annotated[
    Decimal, PlainValidator(_confidence), WithJsonSchema({"type": "number", "minimum": 0, "maximum": 1})
]
"""How sure the maker of a fact is, from 0 to 1."""
