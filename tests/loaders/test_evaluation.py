"""The figures of an evaluation are, on any input, those of the script that judges extractors."""

from __future__ import annotations

import copy
import json
import random
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml
from citygraph.loaders.evaluation import KINDS, PlaceNames, as_plain, evaluate
from citygraph.loaders.gazetteer import Gazetteer
from citygraph.loaders.seeds import seed_paths

Fact = dict[str, Any]
Damage = Callable[[random.Random, list[Fact]], None]

ROUNDS = 30
FIGURES = (*KINDS, "core", "all", "attributes")
JUDGE = """
import contextlib, functools, gc, importlib.util, io, json, sys
gc.disable()  # the script builds its index of names in half of the time
spec = importlib.util.spec_from_file_location("score_facts", sys.argv[1])
script = importlib.util.module_from_spec(spec)
spec.loader.exec_module(script)
script.yaml.safe_load = functools.cache(script.yaml.safe_load)  # the same text is read once
for line in sys.stdin:
    sys.argv = ["score_facts.py", *json.loads(line), "--json"]
    with contextlib.redirect_stdout(io.StringIO()) as printed:
        script.main()
    print(json.dumps(json.loads(printed.getvalue())), flush=True)
"""


def test_the_figures_are_the_scripts(shared: Path, tmp_path: Path, gazetteer: Gazetteer) -> None:
    script = shared / "tools" / "score_facts.py"
    if not script.is_file():
        pytest.skip("the script that judges extractors is not on this machine")
    seeds = tmp_path / "shipped"
    seeds.mkdir()
    for path in seed_paths():
        shutil.copy2(path, seeds)
    corpus = shared / "corpus"
    pairs = [
        (corpus / "seeds", corpus / "seeds"),
        (corpus / "dev", corpus / "dev"),
        (corpus / "seeds", seeds),
    ]
    pairs += damaged_folders(corpus, tmp_path, gazetteer, range(ROUNDS))
    lines = "".join(f"{json.dumps([str(one) for one in pair])}\n" for pair in pairs)
    judge = subprocess.Popen(
        [sys.executable, "-c", JUDGE, str(script)], stdin=subprocess.PIPE, stdout=subprocess.PIPE,
        stderr=subprocess.PIPE, encoding="utf-8",
    )  # fmt: skip
    places = PlaceNames()
    ours = [as_plain(evaluate(*pair, places=places)) for pair in pairs]
    printed, errors = judge.communicate(lines)
    assert judge.returncode == 0, errors
    theirs = [json.loads(line) for line in printed.splitlines()]
    assert len(theirs) == len(pairs)
    for pair, our, their in zip(pairs, ours, theirs, strict=True):
        assert {name: our[name] for name in FIGURES} == their, pair
    assert len({json.dumps(their) for their in theirs}) > len(pairs) // 2
    assert ours[1]["all"] == {
        "gold": 337,
        "predicted": 337,
        "right": 337,
        "precision": 1.0,
        "recall": 1.0,
        "f1": 1.0,
    }


def damaged_folders(
    corpus: Path, folder: Path, gazetteer: Gazetteer, rounds: range
) -> list[tuple[Path, Path]]:
    """Return folders of gold articles and of predictions made from their facts by damaging them."""
    articles = sorted([*(corpus / "dev").glob("*.yaml"), *(corpus / "seeds").glob("*.yaml")])
    documents = {path: yaml.load(path.read_bytes(), Loader=yaml.CSafeLoader) for path in articles}
    damages = make_damages(documents.values(), gazetteer)
    found: list[tuple[Path, Path]] = []
    for number in rounds:
        luck = random.Random(number)
        gold, predicted = folder / f"gold-{number}", folder / f"predicted-{number}"
        gold.mkdir()
        predicted.mkdir()
        for path in luck.sample(articles, 5):
            shutil.copy2(path, gold)
            shutil.copy2(path.with_suffix(".txt"), gold)
            facts = copy.deepcopy(documents[path]["facts"])
            others = copy.deepcopy(documents[luck.choice(articles)]["facts"])
            facts += luck.sample(others, min(len(others), luck.choice((0, 0, 3))))
            for _ in range(luck.choice((0, 3, len(facts), 4 * len(facts)))):
                if facts:
                    luck.choice(damages)(luck, facts)
            document = {"article": documents[path]["article"], "facts": facts}
            if luck.random() < 0.1:
                continue
            if luck.random() < 0.1:
                text = yaml.safe_dump(document, allow_unicode=luck.random() < 0.5)
                (predicted / path.name).write_text(text, encoding="utf-8")
            else:
                text = json.dumps(document, default=str)
                (predicted / f"{path.stem}.json").write_text(text, encoding="utf-8")
        found.append((gold, predicted))
    return found


CITY_FIELDS = ("member", "participant", "host", "of", "city", "about")
NAME_FIELDS = ("name", "in", "about", "person", "network")
WORDS = ("ke-7", "7th", "Kongres", "of", "Forum", "kota", "2018", "Đà Nẵng", "pertemuan", "")
DATES = (
    "2018",
    "2018-09",
    "2018-09-12/2018-09-15",
    "2019-07-04",
    "2024-02~",
    "../2020",
    "2020/",
    "",
    2019,
    None,
)


def make_damages(documents: Any, gazetteer: Gazetteer) -> list[Damage]:
    """Return what can befall facts: each takes a source of luck and changes the facts in place."""
    every: list[Fact] = [fact for document in documents for fact in document["facts"]]
    cities = sorted({value for fact in every for name in CITY_FIELDS if is_city(value := fact.get(name))})

    def renamed(luck: random.Random, city: Any) -> Any:
        if not is_city(city):
            return luck.choice(cities)
        name, _, country = city.rpartition(", ")
        candidates = gazetteer.find(city, limit=1)
        others = candidates[0].government.names if candidates else ()
        number = candidates[0].government.geonames if candidates else None
        return luck.choice([
            luck.choice(cities), f"Kabupaten {name}, {country}", f"{name} City, {country}",
            f"{name} , {country.lower()}",
            f"City of {name}, {country}", f"Provinsi {name}, {country}", f"{name} Prefecture, {country}",
            f"Kota {name}, {country}", f"{name}, MY", name, f"{name.upper()}, {country}",
            *(f"{other}, {country}" for other in luck.sample(others, min(len(others), 6))),
            {"name": name, "country": country}, {"name": luck.choice(cities), "country": country, "geonames": number},
            {"name": name, "country": country, "geonames": str(number or 1)}, {"name": name}, None,
        ])  # fmt: skip

    def city(luck: random.Random, facts: list[Fact]) -> None:
        fact = luck.choice(facts)
        for name in CITY_FIELDS:
            if name in fact:
                fact[name] = renamed(luck, fact[name])
        if isinstance(fact.get("partners"), list):
            partners = [renamed(luck, one) if luck.random() < 0.5 else one for one in fact["partners"]]
            luck.shuffle(partners)
            fact["partners"] = partners + partners[: luck.choice((0, 0, 1))]

    def name(luck: random.Random, facts: list[Fact]) -> None:
        fact = luck.choice(facts)
        for field in NAME_FIELDS:
            if isinstance(fact.get(field), str):
                words = [word for word in fact[field].split() if luck.random() < 0.7]
                words.insert(luck.randrange(len(words) + 1), luck.choice(WORDS))
                fact[field] = luck.choice((str.title, str.upper, str))(" ".join(words))
                if luck.random() < 0.3:
                    fact["aliases"] = luck.choice((fact[field], [luck.choice(WORDS), "Rakernas"], [7, None]))

    def evidence(luck: random.Random, facts: list[Fact]) -> None:
        start = luck.randrange(3000)
        quote = luck.choice(every).get("evidence")
        span = {"start": start, "end": start + luck.randrange(600)}
        luck.choice(facts)["evidence"] = luck.choice(
            (span, [span, quote], quote, None, [], {"quote": quote}, "-")
        )

    def field(luck: random.Random, facts: list[Fact]) -> None:
        fact = luck.choice(facts)
        name, values = luck.choice((
            ("modality", ("asserted", "planned", "denied", "ended", None)),
            ("stage", ("exploring", "agreed", "ended", None)),
            ("role", ("host", "delegate", "former", "member", None, ["host"])),
            ("form", ("sister-city", "congress", None)),
            ("when", DATES), ("since", DATES), ("until", DATES),
            ("kind", (*KINDS, "nothing", None, ["event"])),
            ("value", (98, "98", 98.0, "98 mayors", "1e2", True, None, [98])),
            ("confidence", (0.5, 0.7)), ("id", (1, 2)), ("topics", (["a"], "b")),
        ))  # fmt: skip
        fact[name] = luck.choice(values)

    def lost(luck: random.Random, facts: list[Fact]) -> None:
        fact = luck.choice(facts)
        fact.pop(luck.choice([name for name in fact if name != "kind"] or ["kind"]))
        fact.setdefault("kind", "event")

    def twice(luck: random.Random, facts: list[Fact]) -> None:
        facts.insert(luck.randrange(len(facts)), copy.deepcopy(luck.choice(facts)))

    def drop(luck: random.Random, facts: list[Fact]) -> None:
        facts.pop(luck.randrange(len(facts)))

    def order(luck: random.Random, facts: list[Fact]) -> None:
        luck.shuffle(facts)

    return [city, city, name, name, evidence, field, field, lost, twice, drop, order]


def is_city(value: object) -> bool:
    return isinstance(value, str) and value[-4:-2] == ", "
