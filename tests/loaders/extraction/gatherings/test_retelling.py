"""What tells the name of a gathering again is no second gathering."""

from __future__ import annotations

import pytest
from citygraph.loaders.extraction.gatherings import GatheringFinder
from citygraph.loaders.extraction.mentions import GatheringMention, NetworkMention
from citygraph.loaders.extraction.segmenting import segment
from citygraph.loaders.extraction.tagging import TaggedName


def found(text: str, language: str, *tagged: str, network: str = "") -> list[GatheringMention]:
    """Return the gatherings in a text of which the model takes some stretches for names."""
    names = [TaggedName(text.index(each), text.index(each) + len(each), "event", 0.9) for each in tagged]
    start = text.find(network)
    networks = [NetworkMention(start, start + len(network), "saltnet")] if network else []
    return GatheringFinder().find(segment(text), language, networks, (), names)


@pytest.mark.parametrize(
    ("text", "language", "tagged", "name"),
    [
        (
            "Riga opened the Amber Towns Forum, “Salt and Sails”, in May.",
            "en",
            ("Salt and Sails",),
            "Amber Towns Forum",
        ),
        (
            "Konferensi Kota Teh Dunia (World Tea Cities Conference/WTCC) digelar di Solo.",
            "id",
            (),
            "Konferensi Kota Teh Dunia",
        ),
    ],
)
def test_a_title_or_translation_behind_a_name_is_the_same_event(
    text: str, language: str, tagged: tuple[str, ...], name: str
) -> None:
    assert {each.name for each in found(text, language, *tagged)} == {name}


def test_an_edition_that_the_model_tells_too_is_told_once() -> None:
    text = "Saltnet met. The next conference of the network will be held in Riga.\n"
    [mention] = found(text, "en", "next conference of the network", network="Saltnet")
    assert (mention.name, mention.network, mention.tagged) == (
        "next conference of the network",
        "saltnet",
        False,
    )
