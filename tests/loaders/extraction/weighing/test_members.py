"""What else an article says of the members of a network, where a sentence may speak of one."""

from __future__ import annotations

from dataclasses import replace

import pytest
from citygraph.loaders.extraction.weighing import Setting, contexts
from citygraph.loaders.extraction.weighing.forming import Weighed, added
from citygraph.loaders.extraction.weighing.meanings import meanings_of
from citygraph.loaders.extraction.weighing.weights import shipped_weights


def told_of(read, text: str, member: str, network: str, language: str = "en"):
    """Return what tells of a membership in the last sentence that may speak of it."""
    reading, drafts, told = read(text)
    meanings = meanings_of(language)
    assert meanings is not None
    found = contexts(Setting(reading, meanings), "membership", [*drafts, *told])
    return [each for each in found if each.pair == (member, network)][-1].features


@pytest.mark.parametrize(
    ("text", "member", "language"),
    [
        (
            "A port and its network\n\nToyama, in Japan, joined CityNet in 2012. Suwon was the next.\n",
            "Suwon, KR",
            "en",
        ),
        (
            "Toyama dan jejaringnya\n\nKota Toyama bergabung dengan CityNet pada 2012. Berikutnya Suwon.\n",
            "Suwon, KR",
            "id",
        ),
    ],
)
def test_a_sentence_after_one_that_tells_of_a_member_may_go_on_with_others(read, text, member, language):
    features = told_of(read, text, member, "citynet", language)
    assert {("told near", "1"), ("told near so", "1 asserted"), ("told others", "1")} <= features
    assert ("told before", "1") in features


def test_what_is_told_of_a_city_itself_is_not_told_of_others(read):
    text = "Toyama and its network\n\nToyama joined CityNet in 2012. In Toyama that is well known.\n"
    features = told_of(read, text, "Toyama, JP", "citynet")
    assert ("told others", "0") in features
    assert ("told before", "none") in features


def test_far_from_where_its_network_is_named_a_city_is_weighed_too(read):
    filler = (
        "The council spent the afternoon on the budget of its swimming baths and on the trees in the park. "
    )
    text = f"Toyama joined CityNet in 2012.\n\n{filler * 14}\n\nSuwon was let in a year later.\n"
    assert ("network gap", "9") in told_of(read, text, "Suwon, KR", "citynet")


@pytest.mark.parametrize(
    ("name", "member", "level", "country"),
    [
        ("Kota Malang", "Malang, ID", "city", "ID"),
        ("Kabupaten Malang", "Kabupaten Malang, ID", "regency", "ID"),
        ("Provinsi Bali", "Provinsi Bali, ID", "province", "ID"),
    ],
)
def test_whom_a_network_gathers_tells(read, name, member, level, country):
    features = told_of(
        read, f"APEKSI dan anggotanya\n\n{name} hadir dalam rapat APEKSI.\n", member, "apeksi", "id"
    )
    assert {("level", level), ("network's level", f"apeksi {level}")} <= features
    assert ("network's country", f"apeksi {country}") in features


@pytest.mark.parametrize(
    ("text", "member", "modality"),
    [
        (
            "Toyama joined CityNet in 2012. Suwon, in Korea, came a year later; Leeds has never applied.\n",
            "Suwon, KR",
            "asserted",
        ),
        (
            "Toyama joined CityNet in 2012. Suwon, in Korea, came a year later; Leeds has never applied.\n",
            "Leeds, GB",
            "denied",
        ),
        (
            "Toyama joined CityNet in 2012. Suwon sits at one end of its table, and Leeds has never applied.\n",
            "Suwon, KR",
            "asserted",
        ),
        (
            "Kota Toyama bergabung dengan CityNet pada 2012. Suwon masuk setahun kemudian; Leeds belum melamar.\n",
            "Suwon, KR",
            "asserted",
        ),
        (
            "Kota Toyama bergabung dengan CityNet pada 2012. Suwon masuk setahun kemudian; Leeds belum melamar.\n",
            "Leeds, GB",
            "denied",
        ),
    ],
)
def test_what_is_said_of_another_city_of_the_sentence_is_not_said_of_it(read, text, member, modality):
    reading, drafts, told = read(text)
    meanings = meanings_of(reading.analysis.language)
    assert meanings is not None
    setting = Setting(reading, meanings)
    context = [each for each in contexts(setting, "membership", told) if each.pair == (member, "citynet")][-1]
    weights = replace(shipped_weights("membership"), enough=0.0)
    assert added(setting, Weighed(context, 0.9), weights, [*drafts, *told], ()).modality == modality
