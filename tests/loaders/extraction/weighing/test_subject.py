"""Whether an article tells of cooperation between cities at all."""

from __future__ import annotations

import pytest
from citygraph.loaders.extraction import Extractor
from citygraph.loaders.extraction.facts import Reading
from citygraph.loaders.extraction.reading import describe_text
from citygraph.loaders.extraction.weighing import Setting, of_subject, tells_of_cooperation
from citygraph.loaders.extraction.weighing.meanings import meanings_of
from citygraph.loaders.networks import NetworkRegister

COOPERATION = """Leeds and Dortmund renew their twinning

The mayors of Leeds and Dortmund signed a memorandum on Tuesday. The two cities have been twinned since 1969, and a
delegation of councillors from Dortmund visited schools in Leeds. The agreement renews the partnership for ten years
and covers culture, youth exchange and waste. The Lord Mayor of Leeds said that the sister city had been a friend in bad
times and good ones. An exhibition on the history of the twinning is open at the town hall. Next year a delegation
from Leeds is to travel to Dortmund for the anniversary, and both cities will take part in the conference of the
network Eurocities, of which they are members. Pupils of two schools in Dortmund wrote letters that were read out at the
ceremony, and a choir sang. The council had approved the memorandum in March without a vote against it.
"""
FOOTBALL = """Persib Tundukkan Persebaya di Kandang

BANDUNG - Persib menang 2-1 atas Persebaya dalam laga pekan kesembilan. Gol kemenangan lahir pada babak kedua. Pelatih
memuji para pemain dan suporter yang memenuhi stadion. Klasemen sementara dipimpin tim asal Surabaya. Gol pertama
dicetak penyerang muda pada menit kesepuluh lewat sundulan. Tuan rumah sempat lengah dan lawan menyamakan kedudukan
sebelum turun minum. Pada babak kedua wasit memberi kartu merah kepada seorang bek. Pelatih tamu mengeluhkan keputusan
itu, tetapi ia mengakui timnya bermain buruk. Suporter bernyanyi sampai peluit panjang berbunyi. Pekan depan Persib
bertandang ke Makassar, sedangkan Persebaya menjamu Arema di Surabaya. Polisi mengatur lalu lintas di sekitar stadion
sampai malam dan tidak ada keributan. Harga tiket naik sepuluh ribu rupiah, kata panitia pertandingan.
"""
STATES = """Ministers agree on grain

LONDON - The agriculture minister of Brazil and her British counterpart signed a memorandum on grain exports on Monday.
The ministry said that exporters, companies and customs officers in Santos and Liverpool will profit from lower tariffs.
The two governments have negotiated since last summer. A minister's spokesman said that talks on beef were to go on in
Geneva, and that the President of Brazil and the Prime Minister would speak about them on the phone this week. Farmers'
unions called the deal a blow to small farms. Trade between the two countries grew by six per cent last year, according
to the bank, and shares of two shipping companies rose. The opposition asked the minister in parliament why the text
had not been published. She answered that lawyers in both capitals were still reading it. A factory in Hull, which
makes feed, hopes to hire forty people. Economists doubt that prices in the shops will fall before the winter.
"""


@pytest.mark.parametrize(("text", "tells"), [(COOPERATION, True), (FOOTBALL, False), (STATES, False)])
def test_articles_of_other_things_give_no_facts(read, text: str, tells: bool) -> None:
    reading, _, _ = read(text)
    assert tells_of_cooperation(reading) is tells


@pytest.mark.parametrize(("said", "facts"), [(True, True), (False, False)])
def test_who_decides_is_asked(gazetteer, said: bool, facts: bool) -> None:
    extractor = Extractor(gazetteer, NetworkRegister.open(), about=lambda reading: said)
    assert bool(extractor.extract(describe_text(COOPERATION, id="a")).document.facts) is facts


def test_it_is_weighed_with_what_was_drawn_before(gazetteer) -> None:
    seen: list[set[str]] = []

    def keep(reading: Reading) -> bool:
        seen.append({each.kind for each in reading.drafts})
        setting = Setting(reading, meanings_of("en"))
        assert {("drawn partnership", "1"), ("form of partnership", "sister-city")} <= set(
            of_subject(setting)
        )
        return True

    Extractor(gazetteer, NetworkRegister.open(), about=keep).extract(
        describe_text("Leeds and Dortmund have been sister cities since 1969.", id="a")
    )
    assert seen == [{"partnership"}]


def test_in_a_language_without_words_by_meaning_every_article_may(read) -> None:
    reading, _, _ = read(
        "Thành phố Huế và thành phố Lyon ký biên bản ghi nhớ về hợp tác giữa hai thành phố hôm qua."
    )
    assert reading.analysis.language == "vi" and tells_of_cooperation(reading)


def test_a_text_of_a_few_words_is_read_whatever_it_speaks_of(read) -> None:
    reading, _, _ = read(FOOTBALL[:200])
    assert tells_of_cooperation(reading)
