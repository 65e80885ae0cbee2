"""A government as a fact writes it comes back as the same government."""

from __future__ import annotations

import random

from citygraph.loaders.extraction.places import as_written, fact_name
from citygraph.loaders.extraction.places.index import NameIndex
from citygraph.loaders.gazetteer import Gazetteer
from citygraph.loaders.gazetteer.indonesian import national_governments


def test_usual_names(gazetteer: Gazetteer) -> None:
    for name, expected in (
        ("Köln, DE", "Cologne, DE"),
        ("Warszawa, PL", "Warsaw, PL"),
        ("New York, US", "New York City, US"),
        ("Kabupaten Sleman, ID", "Kabupaten Sleman, ID"),
        ("Bali Province, ID", "Provinsi Bali, ID"),
        ("East Sepik Province, PG", "East Sepik Province, PG"),
    ):
        assert as_written(gazetteer.resolve(name)) == expected


def test_every_indonesian_government_comes_back(gazetteer: Gazetteer) -> None:
    keys = [each.key for each in national_governments()]
    assert len(keys) == 552
    for key in keys:
        government = gazetteer.by_key(key)
        assert government is not None
        assert gazetteer.resolve(as_written(government)).iri_key == key


def test_large_cities_come_back_by_name_or_by_id(gazetteer: Gazetteer, index: NameIndex) -> None:
    names = [
        "springfield",
        "suzhou",
        "taizhou",
        "rochester",
        "santiago",
        "leon",
        "portland",
        "hamilton",
        "kawasaki",
    ]
    bearers = [bearer for name in names for bearer in index.bearers(name) if bearer.population >= 50_000]
    random.Random(7).shuffle(bearers)
    assert len(bearers) > 20
    for bearer in bearers:
        government = gazetteer.by_number(bearer.place)
        assert government is not None
        written = fact_name(government, gazetteer)
        back = (
            gazetteer.resolve(written)
            if isinstance(written, str)
            else gazetteer.resolve(
                str(written["name"]), country=str(written["country"]), geonames=int(str(written["geonames"]))
            )
        )
        assert back.iri_key == government.iri_key
