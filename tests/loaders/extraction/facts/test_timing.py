"""Dates of ties and of taking part: which date of a clause is meant, and as what."""

from __future__ import annotations

import pytest
from citygraph.loaders.extraction.analysis import Analysis
from citygraph.loaders.extraction.assembling import merged
from citygraph.loaders.extraction.dates import DateFinder
from citygraph.loaders.extraction.drafts import Draft
from citygraph.loaders.extraction.facts import timed
from citygraph.loaders.extraction.numbers import NumberFinder
from citygraph.loaders.extraction.segmenting import segment

VALUES = {
    "membership": {"member": "Jambi, ID", "network": "apeksi"},
    "partnership": {"partners": ["Jambi, ID", "Ulsan, KR"]},
    "participation": {"participant": "Jambi, ID", "in": "River Prize"},
}


def dates_of(language, kind, text, passage, modality="asserted", *, more=(), **values):
    layout = segment(text)
    at = text.index(passage)
    dates = DateFinder(language).find(layout, "2019-05-07")
    analysis = Analysis(
        layout, language, "2019-05-07", dates=dates, numbers=NumberFinder(language).find(layout, dates)
    )
    draft = Draft(
        kind, {**VALUES[kind], **values}, ((at, at + len(passage)),), f"{language}.{kind}", 0.8, modality
    )
    (found, *_) = timed([draft, *more], analysis)
    return {name: value for name, value in found.values.items() if name in ("since", "until", "when")}


@pytest.mark.parametrize(
    ("language", "kind", "text", "passage", "since"),
    [
        ("en", "membership", "Jambi joined the club in 2004.", "Jambi joined the club", "2004"),
        ("en", "membership", "Since 2011 Jambi has been a member.", "Jambi has been a member", "2011"),
        ("en", "membership", "In 2011 Jambi was admitted to it.", "Jambi was admitted to it", "2011"),
        ("en", "partnership", "Jambi signed a pact with Ulsan on 3 May 2018.", "Jambi signed a pact", "2018-05-03"),
        ("en", "partnership", "The tie with Ulsan dates back to 1997.", "tie with Ulsan", "1997"),
        ("id", "membership", "Jambi bergabung dengan Apeksi pada tahun 2004.", "Jambi bergabung", "2004"),
        ("id", "membership", "Sejak 2011 Jambi menjadi anggota.", "Jambi menjadi anggota", "2011"),
        ("id", "partnership", "Jambi dan Ulsan menjadi kota kembar sejak Mei 1997.", "Jambi dan Ulsan", "1997-05"),
        ("id", "partnership", "Jambi dan Ulsan meneken MoU, Senin (6/5/2019).", "Jambi dan Ulsan", "2019-05-06"),
        ("id", "partnership", "Itu pada 2 Mei 2019. Jambi dan Ulsan meneken MoU.", "Jambi dan Ulsan", "2019-05-02"),
    ],
)  # fmt: skip
def test_what_begins_a_tie(language, kind, text, passage, since):
    assert dates_of(language, kind, text, passage) == {"since": since}


@pytest.mark.parametrize(
    ("language", "text", "passage", "until"),
    [
        ("en", "Jambi ended its twinning with Ulsan in 2014.", "twinning with Ulsan", "2014"),
        ("en", "The tie with Ulsan has been suspended since 2014.", "tie with Ulsan", "2014"),
        ("id", "Kerja sama dengan Ulsan dibekukan sejak 2014.", "Kerja sama dengan Ulsan", "2014"),
        ("id", "Jambi mengakhiri kerja sama dengan Ulsan pada Juni 2014.", "sama dengan Ulsan", "2014-06"),
    ],
)
def test_what_ends_a_tie(language, text, passage, until):
    assert dates_of(language, "partnership", text, passage, "ended") == {"until": until}


def test_an_ended_tie_keeps_its_beginning():
    text = "Jambi cut its ties with Ulsan, its twin since 1997."
    assert dates_of("en", "partnership", text, "its twin", "ended") == {"since": "1997"}


def test_a_tie_for_some_years_ends_then():
    text = "Jambi dan Ulsan meneken nota kesepahaman pada 3 Mei 2018 yang berlaku selama lima tahun."
    found = dates_of("id", "partnership", text, "Jambi dan Ulsan meneken nota kesepahaman")
    assert found == {"since": "2018-05-03", "until": "2023"}


@pytest.mark.parametrize(
    ("language", "text", "passage"),
    [
        ("en", "Jambi, a member of the club, opened a park in 2016.", "Jambi, a member of the club"),
        ("en", "Jambi is a member; the park opened in 2016 and became a hit.", "Jambi is a member"),
        ("en", "The club, set up with others in 1987, counts Jambi among its members.", "counts Jambi"),
        ("id", "Jambi adalah anggota. Taman itu dibuka sejak 2016.", "Jambi adalah anggota"),
    ],
)
def test_dates_of_something_else_are_left(language, text, passage):
    assert dates_of(language, "membership", text, passage) == {}


def test_a_signing_at_a_gathering_has_its_date():
    text = "On the sidelines, Jambi signed a pact with Ulsan. The park opened in 1990."
    congress = Draft("event", {"name": "Congress", "when": "2019-05-06/2019-05-07"}, ((0, 5),), "r", 0.8)
    found = dates_of("en", "partnership", text, "Jambi signed a pact with Ulsan", more=[congress])
    assert found == {"since": "2019-05-06"}


def test_denied_ties_have_no_dates():
    assert (
        dates_of("en", "membership", "Jambi never joined it in 2004.", "Jambi never joined it", "denied")
        == {}
    )


def test_an_award_has_its_year():
    assert dates_of(
        "en", "participation", "Jambi won the prize in 2013.", "Jambi won the prize", role="awarded"
    ) == {"when": "2013"}


def test_an_end_before_the_beginning_is_not_merged():
    tie = Draft("partnership", {**VALUES["partnership"], "since": "2018"}, ((0, 5),), "r", 0.8)
    other = Draft("partnership", {**VALUES["partnership"], "until": "2017"}, ((9, 15),), "r", 0.7)
    (fact,) = merged([tie, other])
    assert "until" not in fact.values


@pytest.mark.parametrize(
    ("values", "stated"),
    [
        ({"since": "2011"}, "asserted"),
        ({"since": "2019"}, "planned"),
        ({"since": "2020-05"}, "planned"),
        ({"since": "2011", "role": "candidate"}, "planned"),
        ({}, "planned"),
    ],
)
def test_a_membership_of_earlier_years_is_no_plan(values, stated):
    layout = segment("In 2011 it met.")
    dates = DateFinder("en").find(layout, "2019-05-07")
    draft = Draft("membership", {**VALUES["membership"], **values}, ((0, 1),), "en", 0.8, "planned")
    (found,) = timed([draft], Analysis(layout, "en", "2019-05-07", dates=dates))
    assert found.modality == stated
