"""Later mentions by acronym."""

from __future__ import annotations

from citygraph.loaders.extraction.gatherings import GatheringFinder
from citygraph.loaders.extraction.segmenting import segment


def test_an_acronym_means_the_programme_that_introduced_it() -> None:
    text = "Sembilan kota terpilih dalam Bridge Builders Programme (BBP). BBP dimulai sejak 2019."
    found = GatheringFinder().find(segment(text), "id", [])
    assert [text[each.start : each.end] for each in found] == ["Bridge Builders Programme (BBP)", "BBP"]
    assert found[1].again


def test_an_initiative_is_met_again_by_its_name() -> None:
    text = "Kota Padang memperkenalkan program Lorong Bersih. Warga menyukai Lorong Bersih."
    found = GatheringFinder().find(segment(text), "id", [])
    assert [each.again for each in found if each.name == "Lorong Bersih"] == [False, True]
