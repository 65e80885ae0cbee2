"""Names that are a network's where an article names who grants them."""

from __future__ import annotations

from citygraph.loaders.extraction.names.granted import granted_names
from citygraph.loaders.extraction.segmenting import segment

TEXT = "Gent was dressed up. It has been a City of Music for years.\n"


def found(text: str, *spelt: str) -> list[tuple[int, str, str, bool]]:
    """Return the sentence, the words, the network and whether they are a title, for each name in a text."""
    layout = segment(text)
    return [
        (
            index,
            " ".join(token.text for token in layout.sentences[index].tokens[name.first : name.after]),
            name.slug,
            name.title,
        )
        for index, names in granted_names(layout, set(spelt)).items()
        for name in names
    ]


def test_nothing_is_granted_where_neither_grantor_nor_network_is_named():
    assert found(TEXT) == found(TEXT, "apeksi") == []


def test_the_grantor_may_stand_in_another_sentence():
    assert found(TEXT + "\nUNESCO sent a band.\n") == [(1, "City of Music", "uccn", True)]


def test_the_network_named_otherwise_is_enough():
    assert found(TEXT, "uccn") == [(1, "City of Music", "uccn", True)]


def test_the_longest_name_at_a_place_is_taken_and_a_name_of_the_network_is_no_title():
    text = "UNESCO came to a City of Crafts and Folk Art in the creative cities network.\n"
    assert found(text) == [
        (0, "City of Crafts and Folk Art", "uccn", True),
        (0, "creative cities network", "uccn", False),
    ]
