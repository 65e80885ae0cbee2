"""Where an article may say that two stand in a relation."""

from __future__ import annotations

from citygraph.loaders.extraction.weighing import Setting, contexts
from citygraph.loaders.extraction.weighing.meanings import meanings_of

TEXT = (
    "Toyama and Leeds look back on a busy year\n\n"
    "The city of Toyama has belonged to CityNet for a decade. Leeds, in England, and Toyama, in Japan, share a "
    "festival of glass. The mayor said that the council was pleased with the work of the year.\n"
)


def setting_of(read, text: str):
    reading, drafts, told = read(text)
    meanings = meanings_of("en")
    assert meanings is not None
    return Setting(reading, meanings), [*drafts, *told]


def test_every_city_of_a_sentence_is_weighed_with_every_network(read):
    setting, drafts = setting_of(read, TEXT)
    found = {(each.pair, each.second is not None) for each in contexts(setting, "membership", drafts)}
    assert (("Toyama, JP", "citynet"), True) in found
    assert (("Leeds, GB", "citynet"), False) in found  # the network spoken of


def test_a_pair_of_cities_is_weighed_once_for_each_sentence_in_alphabetical_order(read):
    setting, drafts = setting_of(read, TEXT)
    pairs = [each.pair for each in contexts(setting, "partnership", drafts)]
    assert ("Leeds, GB", "Toyama, JP") in pairs
    assert all(one < other for one, other in pairs)


def test_what_tells_is_the_order_the_words_and_what_they_mean(read):
    setting, drafts = setting_of(read, TEXT)
    context = next(
        each
        for each in contexts(setting, "membership", drafts)
        if each.pair == ("Toyama, JP", "citynet") and each.second is not None
    )
    assert {
        ("order", "AB"),
        ("word AB", "belonged"),
        ("between", "belong"),
        ("networks", "1"),
    } <= context.features
    passage = slice(*context.passage(setting))
    assert setting.reading.analysis.layout.text[passage].endswith("CityNet")


def test_without_networks_and_gatherings_nothing_is_weighed(read):
    setting, drafts = setting_of(
        read, "Leeds won the match against Lyon. The coach of Leeds was pleased with it.\n"
    )
    assert list(contexts(setting, "membership", drafts)) == []
    assert list(contexts(setting, "participation", drafts)) == []
