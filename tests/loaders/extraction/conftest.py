"""Small articles made from templates: other cities, dates, networks, persons and words in the same constructions."""

from __future__ import annotations

import random
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
import yaml

FOLDER = Path(__file__).parent / "variants"
PUBLISHED = date(2023, 9, 14)
_SLOT = re.compile(r"\{([a-z]+[0-9]?)(?:\.([a-z]+))?\}")
_CHOICE = re.compile(r"<([^<>]*)>")


@dataclass(frozen=True)
class Variant:
    """A small article and the facts that it states.

    Attributes:
        template: Name of the construction.
        id: Slug of the article.
        language: BCP 47 tag.
        text: The article.
        facts: What it states, as a fact document writes it.
    """

    template: str
    id: str
    language: str
    text: str
    facts: list[dict[str, Any]]


class Filling:
    """The cities, networks, dates and persons that fill one variant, drawn with a seed.

    Args:
        words: The language's words (``words`` of its file).
        slots: Pool of each slot of the template.
        seed: Where the drawing begins.
    """

    def __init__(self, words: Mapping[str, Any], slots: Mapping[str, str], seed: str) -> None:
        self._random = random.Random(seed)
        self._words = words
        self._values: dict[str, dict[str, str]] = {}
        taken: set[str] = set()
        for slot, pool in slots.items():
            self._values[slot] = value = self._drawn(pool, taken)
            taken.add(next(iter(value.values())))

    def _drawn(self, pool: str, taken: set[str]) -> dict[str, str]:
        if pool in ("past", "future", "days"):
            return self._day(pool)
        if pool == "year":
            year = str(self._random.randint(1986, 2021))
            return {"text": year, "edtf": year}
        if pool == "number":
            number = self._random.randint(11, 340)
            return {"text": str(number), "value": str(number)}
        options = [each for each in self._words[pool] if next(iter(each.values())) not in taken]
        value: dict[str, str] = dict(self._random.choice(options))
        if "forms" in value:
            value["text"] = self._random.choice(value.pop("forms").split("|"))
        if pool in ("home", "foreign"):
            value["person"] = self._random.choice(
                [each for each in self._words["persons"] if each not in taken]
            )
            taken.add(value["person"])
        return value

    def _day(self, pool: str) -> dict[str, str]:
        if pool == "future":
            day = PUBLISHED + timedelta(days=self._random.randint(30, 100))
        else:
            day = PUBLISHED - timedelta(days=self._random.randint(8, 200))
        months = self._words["months"]
        if pool == "days":
            day = day.replace(day=self._random.randint(3, 20))
            form = self._random.choice(self._words["ranges"])
            last = day + timedelta(days=self._random.randint(1, 4))
            edtf = f"{day.isoformat()}/{last.isoformat()}"
        else:
            form, last, edtf = self._random.choice(self._words["dates"]), day, day.isoformat()
        text = form.format(
            d=day.day, l=last.day, m=months[day.month - 1], n=day.month, y=day.year,
            w=self._words["weekdays"][day.weekday()],
        )  # fmt: skip
        return {"text": text, "edtf": edtf}

    def text(self, template: str) -> str:
        """Return a text with one of each choice taken and every slot filled."""
        while _CHOICE.search(template):
            template = _CHOICE.sub(lambda found: self._random.choice(found[1].split("|")), template)
        return self.value(template)

    def value(self, template: str) -> str:
        """Return a text with every slot filled."""
        return _SLOT.sub(lambda found: self._values[found[1]][found[2] or "text"], template)

    def choose(self, options: list[dict[str, Any]]) -> dict[str, Any]:
        """Return one of some bodies."""
        return self._random.choice(options)


def _filled(value: Any, filling: Filling) -> Any:
    if isinstance(value, list):
        return [_filled(each, filling) for each in value]
    if isinstance(value, str):
        text = filling.value(value)
        return int(text) if "{" in value and text.isdigit() and len(text) != 4 else text
    return value


def _office(slot: str) -> dict[str, str]:
    return {
        "kind": "office",
        "person": f"{{{slot}.person}}",
        "title": f"{{{slot}.title}}",
        "of": f"{{{slot}.ref}}",
    }


def variants_of(language: str, count: int, *, seed: str = "citygraph") -> Iterator[Variant]:
    """Yield so many variants of each template of a language, the same ones for the same seed."""
    data = yaml.safe_load((FOLDER / f"{language}.yaml").read_text(encoding="utf-8"))
    for template in data["templates"]:
        for number in range(count):
            slots = template["slots"]
            filling = Filling(data["words"], slots, f"{seed}/{language}/{template['name']}/{number}")
            body = filling.choose(template["bodies"])
            title = filling.text(template["title"])
            text = filling.text(body["text"]).strip()
            facts = [
                {name: _filled(value, filling) for name, value in fact.items()}
                for fact in (*template["facts"], *(_office(slot) for slot in body.get("offices", "")))
            ]
            yield Variant(
                template["name"], f"{template['name']}-{number}", language, f"{title}\n\n{text}\n", facts
            )


@pytest.fixture(scope="session")
def make_variants():
    """Makes the variants of a language."""
    return variants_of
