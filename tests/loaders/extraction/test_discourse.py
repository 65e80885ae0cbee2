"""What an article is about, and what its generic words stand for."""

from __future__ import annotations

from citygraph.loaders.extraction import Extractor
from citygraph.loaders.extraction.analysis import Analysis
from citygraph.loaders.extraction.discourse import Discourse
from citygraph.loaders.extraction.mentions import NetworkMention
from citygraph.loaders.extraction.places import as_written
from citygraph.loaders.extraction.reading import describe_text
from citygraph.loaders.extraction.segmenting import segment


def discourse(text: str, *slugs: str, language: str = "en") -> Discourse:
    networks: list[NetworkMention] = []
    for slug in slugs:
        at = -1
        while (at := text.find(slug, at + 1)) >= 0:
            networks.append(NetworkMention(at, at + len(slug), slug))
    networks.sort(key=lambda network: network.start)
    return Discourse(Analysis(segment(text), language, None, networks=networks), as_written)


def test_the_network_named_last_is_spoken_of_while_it_is_near():
    text = "ALPHA met. BETA met too.\n\nSome joined it."
    found = discourse(text, "ALPHA", "BETA").network_at(text.index("joined"))
    assert found is not None and found.slug == "BETA"


def test_far_from_any_mention_the_main_network_is_spoken_of():
    text = (
        "ALPHA grows\n\nALPHA met again. BETA sent a note.\n\n" + "The rain fell. " * 40 + "\n\nSome joined."
    )
    found = discourse(text, "ALPHA", "BETA").network_at(text.index("joined"))
    assert found is not None and found.slug == "ALPHA"


def test_a_network_named_in_passing_is_spoken_of_up_to_the_next_sentence():
    text = "ALPHA met. ALPHA grew. BETA sent a note. It was read. Some joined."
    read = discourse(text, "ALPHA", "BETA")
    found = {word: read.network_at(text.index(word)) for word in ("read", "joined")}
    assert {word: each and each.slug for word, each in found.items()} == {"read": "BETA", "joined": "ALPHA"}


def test_a_network_that_is_only_mentioned_is_not_spoken_of_everywhere():
    text = (
        "A visit\n\n"
        + "The rain fell. " * 90
        + "\n\nALPHA sent a note.\n\n"
        + "It rained. " * 120
        + "Some joined."
    )
    read = discourse(text, "ALPHA")
    network = read.network_at(text.index("joined"))
    assert network is not None
    assert read.speaks_of(network, text.index("ALPHA"))
    assert not read.speaks_of(network, text.index("joined"))


def test_without_networks_none_is_spoken_of():
    assert discourse("The rain fell.").network_at(3) is None


def test_generic_words_are_found_longest_first():
    text = "The creative cities network met, and the network grew."
    read = discourse(text)
    found = [
        (text[each.start : each.end], each.meaning) for each in read.generics(segment(text).sentences[0])
    ]
    assert found == [("The creative cities network", "network"), ("the network", "network")]


def topic(text: str) -> str | None:
    found = Discourse(Extractor.open().analyse(describe_text(text, id="test")), as_written).topic
    return None if found is None else found.body


def test_a_partner_that_is_named_more_often_is_not_what_the_article_is_about():
    text = (
        "Council keeps its tie with Leipzig\n\n"
        "The City of Christchurch will keep its ties with Leipzig, councillors said on Monday.\n\n"
        "Pupils went to Leipzig last year. Guests from Leipzig were here, too. A choir in Leipzig sang.\n\n"
        "The mayor of Christchurch was glad.\n"
    )
    assert topic(text) == "Christchurch, NZ"


def test_an_indonesian_article_is_about_the_city_that_acts():
    text = (
        "Belajar ke Surabaya\n\n"
        "Pemkot Ambon mengirim tim ke Surabaya. Rombongan tiba di Surabaya pada Senin.\n\n"
        "Di Surabaya mereka melihat taman. Kota Ambon akan membuat taman serupa yang dapat digunakan oleh warga "
        "untuk bermain dan berolahraga pada akhir pekan, kata kepala dinas itu.\n"
    )
    assert topic(text) == "Ambon, ID"


def test_a_paper_is_about_a_city_of_its_readers_rather_than_one_abroad():
    text = (
        "A guest came.\n\nNobody saw it. It rained. The sun shone. Somebody sang.\n\n"
        "Leipzig has parks and Leipzig has trams. Christchurch has planners.\n"
    )
    assert topic(text) == "Christchurch, NZ"


def test_a_city_whose_country_is_told_is_abroad():
    text = "The German city of Leipzig has new parks.\n\nVienna has parks. Leipzig has trams. Vienna has trams.\n"
    assert topic(text) == "Vienna, AT"
