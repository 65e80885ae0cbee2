"""Dates as Indonesian and English news write them."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from citygraph.loaders.extraction.dates import DateFinder
from citygraph.loaders.extraction.segmenting import segment
from citygraph.loaders.facts.dates import parse_period
from hypothesis import given, settings
from hypothesis import strategies as st


def found(language: str, text: str, published: str | None = None) -> list[str]:
    return [mention.edtf for mention in DateFinder(language).find(segment(text), published)]


@pytest.mark.parametrize(
    ("text", "dates"),
    [
        ("Festival digelar 3-6 Mei 2018 di alun-alun.", ["2018-05-03/2018-05-06"]),
        ("Festival digelar 3 hingga 6 Mei 2018.", ["2018-05-03/2018-05-06"]),
        ("Festival digelar 3 s/d 6 Mei 2018.", ["2018-05-03/2018-05-06"]),
        ("Pameran dibuka tanggal 28 Februari - 2 Maret 2019.", ["2019-02-28/2019-03-02"]),
        ("Pameran dibuka 30 Desember hingga 2 Januari 2020.", ["2019-12-30/2020-01-02"]),
        ("Mereka bertemu Senin 6 Mei 2019 hingga Rabu 8 Mei 2019.", ["2019-05-06/2019-05-08"]),
        ("Nota itu diteken Selasa (7/5/2019) malam.", ["2019-05-07"]),
        ("Rombongan tiba pada Senin-Rabu (6-8/5/2019).", ["2019-05-06/2019-05-08"]),
        ("Senin 06-05-2019, 09:15 WIB", ["2019-05-06"]),
        ("Diperbarui 2019-05-07 oleh redaksi.", ["2019-05-07"]),
        ("Sejak Februari 2014 kota itu menjadi anggota.", ["2014-02"]),
        ("Kota itu bergabung sejak 2014 dan keluar pada tahun 2019.", ["2014", "2019"]),
        ("Rencana berlaku untuk periode 2019-2024.", ["2019/2024"]),
        ("Gedung itu dibangun pada 1970-an.", ["1970/1979"]),
        ("Rapat digelar 4, 6, dan 9 Juli 2019.", ["2019-07-04", "2019-07-06", "2019-07-09"]),
        ("Jum'at, 5 Juli 2019, mereka pulang.", ["2019-07-05"]),
        ("Antara 2015 dan 2018 ada tiga pertemuan.", ["2015/2018"]),
    ],
)
def test_indonesian_dates_that_stand_alone(text: str, dates: list[str]) -> None:
    assert found("id", text) == dates


@pytest.mark.parametrize(
    ("text", "dates"),
    [
        ("The fair ran from 3 to 6 May 2018.", ["2018-05-03/2018-05-06"]),
        ("The fair ran May 3-6, 2018, in the park.", ["2018-05-03/2018-05-06"]),
        ("They met on May 30 to June 2, 2018.", ["2018-05-30/2018-06-02"]),
        ("Signed on Tuesday, May 7, 2019.", ["2019-05-07"]),
        ("Signed on Tuesday 7 May 2019.", ["2019-05-07"]),
        ("Signed on the 7th of May 2019.", ["2019-05-07"]),
        ("OSLO, Sept. 7, 2019 -- The mayor said no.", ["2019-09-07"]),
        ("The 4 and 5 November 2020 sessions were closed.", ["2020-11-04/2020-11-05"]),
        ("Both towns have been twinned since 1992.", ["1992"]),
        ("It was built in the 1990s.", ["1990/1999"]),
        ("Work begins in mid-2024.", ["2024"]),
        ("Work began in early March 2021.", ["2021-03"]),
        ("The plan runs from January to March 2019.", ["2019-01/2019-03"]),
        ("Updated 12/25/2019 by the desk.", ["2019-12-25"]),
        ("The gala is on 12 December 2020, Saturday.", ["2020-12-12"]),
    ],
)
def test_english_dates_that_stand_alone(text: str, dates: list[str]) -> None:
    assert found("en", text) == dates


@pytest.mark.parametrize(
    ("language", "text", "dates"),
    [
        ("id", "Kongres dibuka Senin (6/5).", ["2019-05-06"]),
        ("id", "Sidang berlangsung mulai Rabu ini hingga Jumat (10/5).", ["2019-05-08/2019-05-10"]),
        ("id", "Pekan lalu mereka datang.", ["2019-05"]),
        ("id", "Bulan depan giliran mereka.", ["2019-06"]),
        ("id", "Kemarin hujan, hari ini cerah, besok entah.", ["2019-05-06", "2019-05-07", "2019-05-08"]),
        ("id", "Dua tahun silam kedua kota berjanji.", ["2017"]),
        ("id", "Setahun lalu kedua kota berjanji.", ["2018"]),
        ("id", "Oktober tahun lalu kedua kota berjanji.", ["2018-10"]),
        ("id", "Akhir tahun lalu kedua kota berjanji.", ["2018"]),
        ("id", "Awal November nanti panitia akan bertemu.", ["2019-11"]),
        ("en", "The mayor said on Monday that it was over.", ["2019-05-06"]),
        ("en", "The hall will open on Friday.", ["2019-05-10"]),
        ("en", "It was sealed last Friday.", ["2019-05-03"]),
        ("en", "It was sealed two years ago.", ["2017"]),
        ("en", "Next year the other side hosts.", ["2020"]),
        ("en", "He signed it in November.", ["2018-11"]),
        ("en", "It will be signed in November.", ["2019-11"]),
        ("en", "They met on 4 and 5 March.", ["2019-03-04/2019-03-05"]),
        ("en", "Friday last week they met.", ["2019-05-03"]),
        ("en", "In October last year they met.", ["2018-10"]),
    ],
)
def test_relative_dates_are_told_from_the_articles_own(language: str, text: str, dates: list[str]) -> None:
    assert found(language, text, "2019-05-07") == dates


@pytest.mark.parametrize(
    ("language", "text", "dates"),
    [
        ("ms", "Majlis itu pada 3 hingga 6 Ogos 2018, bukan Mac 2020.", ["2018-08-03/2018-08-06", "2020-03"]),
        ("ms", "Tahun lepas mereka datang.", ["2018"]),
        ("vi", "Lễ hội từ ngày 3 đến ngày 6 tháng 10 năm 2018.", ["2018-10-03/2018-10-06"]),
        ("vi", "Năm ngoái họ đến, hôm qua họ về.", ["2018", "2019-05-06"]),
        ("tl", "Noong Setyembre 12, 2018 sila nagkita, at kahapon muli.", ["2018-09-12", "2019-05-06"]),
        (
            "de",
            "Im Mai 2015 und am 31.12.2018 trafen sie sich, gestern wieder.",
            ["2015-05", "2018-12-31", "2019-05-06"],
        ),
        ("de", "Vor zwei Jahren und seit 1999.", ["2017", "1999"]),
        ("fr", "Ils ont signé le 3 mai 2018 puis le 1er juin 2018.", ["2018-05-03", "2018-06-01"]),
        ("es", "Firmaron el 3 de mayo de 2018 y el 4/6/2018.", ["2018-05-03", "2018-06-04"]),
        ("zz", "Lorem 3 ipsum 2018 dolor.", []),
    ],
)
def test_other_languages_go_as_far_as_their_words(language: str, text: str, dates: list[str]) -> None:
    assert found(language, text, "2019-05-07") == dates


def test_an_article_dated_by_month_gives_its_month_to_weekdays() -> None:
    assert found("id", "Senin siang mereka bertemu.", "2019-05") == ["2019-05"]
    assert found("id", "Mereka bertemu 12-15 Mei.", "2019-05~") == ["2019-05-12/2019-05-15"]


def test_a_weekday_finds_the_year_that_nothing_else_tells() -> None:
    assert found("id", "Kongres dibuka Kamis (13/9).") == ["2018-09-13"]
    assert found("id", "Kongres dibuka (13/9).") == []


def test_a_wrong_weekday_does_not_move_a_date_near_the_article() -> None:
    assert found("id", "Kongres dibuka Rabu (13/9).", "2018-09-14") == ["2018-09-13"]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("id", "Peraturan Wali Kota Nomor 90 Tahun 2021 mengatur parkir."),
        ("id", "Hubungi 021-555-1234 atau 0812-3456-7890."),
        ("id", "Tim tamu menang 2-1 pada musim 2018/2019."),
        ("id", "Layanan itu buka 24/7 dan beralamat di 192.168.1.1."),
        ("id", "Dua tahun mendatang mereka akan bekerja sama."),
        ("id", "Stadion 17 Agustus penuh."),
        ("id", "Kamis sebelumnya hujan turun."),
        ("en", "You may see 2000 people or more, up to 2000 people in fact."),
        ("en", "The score was 3-1 at 7.30 in Article 5."),
    ],
)
def test_other_numbers_are_no_dates(language: str, text: str) -> None:
    assert found(language, text, "2019-05-07") == []


def test_mentions_have_their_place_and_say_whether_they_are_relative() -> None:
    text = "Nota diteken Selasa (7/5/2019), lalu pekan lalu dibatalkan."
    first, second = DateFinder("id").find(segment(text), "2019-05-20")
    assert (text[slice(*first.span)], first.relative, first.tense) == ("Selasa (7/5/2019)", False, None)
    assert (text[slice(*second.span)], second.relative, second.tense) == ("pekan lalu", True, "past")


@pytest.mark.parametrize(
    ("language", "written", "edtf"),
    [
        ("id", "Senin–Rabu (6–8/5/2019)", "2019-05-06/2019-05-08"),
        ("id", "Rabu, (8/5/2019)", "2019-05-08"),
        ("id", "Rabu besok (8/5)", "2019-05-08"),
        ("id", "Rabu siang, 8 Mei", "2019-05-08"),
        ("id", "Rabu (8/5) hingga Jumat (10/5)", "2019-05-08/2019-05-10"),
        ("id", "Sabtu-Minggu, 11-12 Mei 2019", "2019-05-11/2019-05-12"),
        ("id", "Minggu lalu", "2019-05"),
        ("id", "Minggu (5/5)", "2019-05-05"),
        ("en", "Wednesday, May 8", "2019-05-08"),
        ("en", "Monday (May 6)", "2019-05-06"),
        ("en", "Sept. 30 - Oct. 2", "2019-09-30/2019-10-02"),
        ("en", "Monday's", "2019-05-06"),
    ],
)
def test_a_date_is_one_mention_with_all_that_belongs_to_it(language: str, written: str, edtf: str) -> None:
    text = f"{written} they met there."
    (mention,) = DateFinder(language).find(segment(text), "2019-05-07")
    assert (text[slice(*mention.span)], mention.edtf) == (written, edtf)


def test_furniture_gives_no_dates() -> None:
    text = "Baca juga: Pawai 5 Mei 2019\nMereka bertemu 6 Mei 2019."
    mentions = DateFinder("id").find(segment(text, [(0, 27)]), None)
    assert [mention.edtf for mention in mentions] == ["2019-05-06"]


DAYS = st.dates(min_value=date(1950, 1, 1), max_value=date(2099, 12, 31))
MONTHS_ID = [
    "Januari",
    "Februari",
    "Maret",
    "April",
    "Mei",
    "Juni",
    "Juli",
    "Agustus",
    "September",
    "Oktober",
    "November",
    "Desember",
]
MONTHS_EN = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
]
WEEKDAYS_ID = ["Senin", "Selasa", "Rabu", "Kamis", "Jumat", "Sabtu", "Minggu"]
WEEKDAYS_EN = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"]


def written(day: date) -> list[tuple[str, str]]:
    month = day.month - 1
    swapped = date(day.year, day.day, day.month) if day.day <= 12 else None
    american = swapped is None or swapped == day or swapped.weekday() != day.weekday()
    ways = [
        ("id", f"Mereka bertemu {day.day} {MONTHS_ID[month]} {day.year} di balai."),
        ("id", f"Mereka bertemu {WEEKDAYS_ID[day.weekday()]} ({day.day}/{day.month}/{day.year}) di balai."),
        ("id", f"{WEEKDAYS_ID[day.weekday()]}, {day.day} {MONTHS_ID[month]} {day.year}"),
        ("id", f"Mereka bertemu tanggal {day:%d-%m-%Y} di balai."),
        ("id", f"Mereka bertemu pada {day.isoformat()} di balai."),
        ("en", f"They met on {day.day} {MONTHS_EN[month]} {day.year} there."),
        ("en", f"They met on {MONTHS_EN[month]} {day.day}, {day.year}, there."),
        ("en", f"They met on {WEEKDAYS_EN[day.weekday()]}, {MONTHS_EN[month]} {day.day}, {day.year}, there."),
        ("en", f"They met on {WEEKDAYS_EN[day.weekday()]} ({day.day}/{day.month}/{day.year}) there."),
    ]
    if american:
        ways.append(
            ("en", f"They met on {WEEKDAYS_EN[day.weekday()]} ({day.month}/{day.day}/{day.year}) there.")
        )
    return ways


@given(DAYS)
def test_every_way_of_writing_a_day_is_read_back(day: date) -> None:
    for language, text in written(day):
        assert found(language, text) == [day.isoformat()], text


@given(DAYS, st.integers(1, 400))
def test_every_way_of_writing_a_period_is_read_back(first: date, days: int) -> None:
    last = first + timedelta(days=days)
    texts = [
        f"Digelar {first.day} {MONTHS_ID[first.month - 1]} {first.year} hingga "
        f"{last.day} {MONTHS_ID[last.month - 1]} {last.year}.",
        f"Digelar {first.day}/{first.month}/{first.year}-{last.day}/{last.month}/{last.year}.",
    ]
    for text in texts:
        assert found("id", text) == [f"{first.isoformat()}/{last.isoformat()}"], text


@given(DAYS, st.integers(-150, 150))
def test_a_day_without_its_year_is_the_one_nearest_to_the_article(published: date, distance: int) -> None:
    day = published + timedelta(days=distance)
    text = f"Mereka bertemu {WEEKDAYS_ID[day.weekday()]} ({day.day}/{day.month}) di balai."
    assert found("id", text, published.isoformat()) == [day.isoformat()]


PIECES = st.sampled_from(
    [
        "12",
        "3",
        "2018",
        "1999",
        "31",
        "0",
        "99",
        "Mei",
        "Mar",
        "May",
        "October",
        "Oct.",
        "Senin",
        "Rabu",
        "Fri",
        "Sunday",
        "minggu",
        "pekan",
        "lalu",
        "ini",
        "depan",
        "last",
        "next",
        "this",
        "ago",
        "tahun",
        "year",
        "hari",
        "dan",
        "and",
        "-",
        "–",
        "/",
        "(",
        ")",
        ",",
        ".",
        "hingga",
        "s.d.",
        "to",
        "awal",
        "early",
        "mid-2024",
        "1990s",
        "2010-an",
        "Nomor",
        "kemarin",
        "today",
        "setahun",
        "dua",
        "two",
        "sejak",
        "since",
        "in",
        "tanggal",
        "the",
        "of",
        "Jalan",
        "5/7",
        "12.12.2018",
        "2019-07-03",
        "Juli-Agustus",
        "kota",
        "\n",
    ]
)
PUBLISHED = st.sampled_from(
    [None, "2019-05-07", "2019-05", "2019", "2019-05~", "9999-12-31", "0001-01-01", "nonsense"]
)


@settings(max_examples=300)
@given(st.one_of(st.text(max_size=80), st.lists(PIECES, max_size=25).map(" ".join)), PUBLISHED)
def test_whatever_is_found_is_a_date_of_the_format_in_its_place(text: str, published: str | None) -> None:
    for language in ("id", "en", "de", "vi", "fr"):
        end = 0
        for mention in DateFinder(language).find(segment(text), published):
            parse_period(mention.edtf)
            assert end <= mention.start < mention.end <= len(text)
            end = mention.end
