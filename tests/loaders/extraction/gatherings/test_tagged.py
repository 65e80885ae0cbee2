"""Names of gatherings that the sequence model tells."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

import pytest
from citygraph.loaders.extraction.gatherings.finding import GatheringFinder
from citygraph.loaders.extraction.mentions import GatheringMention, NetworkMention
from citygraph.loaders.extraction.segmenting import segment
from citygraph.loaders.extraction.tagging import TaggedName

Kind = Literal["event", "programme", "initiative"]


def found(
    text: str, name: str, kind: Kind = "event", sure: float = 0.9, networks: Sequence[NetworkMention] = ()
) -> list[GatheringMention]:
    """Return the gatherings in a text of which the model takes one stretch for a name."""
    start = text.index(name)
    tagged = [TaggedName(start, start + len(name), kind, sure)]
    return GatheringFinder().find(segment(text), "en", networks, (), tagged)


def test_a_name_that_no_rule_finds_is_one_of_the_models() -> None:
    [mention] = found("Mayors came to Saltwind in Riga.\n", "Saltwind")
    assert (mention.name, mention.kind, mention.tagged) == ("Saltwind", "event", True)


def test_of_an_unsure_name_nothing_is_made() -> None:
    assert not found("Mayors came to Saltwind in Riga.\n", "Saltwind", sure=0.4)


def test_a_name_that_a_rule_finds_stays_the_rules() -> None:
    [mention] = found("Riga hosted the Amber Towns Congress in May.\n", "Amber Towns Congress in May")
    assert (mention.name, mention.tagged) == ("Amber Towns Congress", False)


def test_a_head_word_in_the_name_tells_its_form() -> None:
    [mention] = found("A quiet salt seminar of dyers took place.\n", "quiet salt seminar of dyers")
    assert (mention.form, mention.tagged) == ("seminar", True)


def test_the_name_of_a_network_in_the_register_is_no_event() -> None:
    text = "The Saltwind Ring speaks for nine towns.\n"
    start = text.index("Saltwind Ring")
    span = start, start + len("Saltwind Ring")
    assert not found(text, "Saltwind Ring", networks=[NetworkMention(*span, "saltwind-ring")])
    assert found(text, "Saltwind Ring", networks=[NetworkMention(*span, "saltwind-ring", known=False)])


def test_what_only_points_at_a_name_is_none() -> None:
    text = "They met at the gathering of salt towns this week.\n"
    assert not [each for each in found(text, "gathering of salt towns") if each.tagged]


def test_a_description_of_a_visit_is_no_name() -> None:
    assert not found("The visit of the Riga mayor to Turku began.\n", "visit of the Riga mayor to Turku")


def test_an_assembly_that_sits_for_a_prefecture_is_no_event() -> None:
    text = "Members of the Kyoto Prefectural Assembly came on Monday.\n"
    assert not GatheringFinder().find(segment(text), "en", (), (), ())


@pytest.mark.parametrize(("kind", "expected"), [("programme", "programme"), ("initiative", "initiative")])
def test_a_scheme_that_the_model_takes_for_a_programme_is_one(kind: Kind, expected: str) -> None:
    text = "Riga showed its Harbour Light Project to guests.\n"
    [mention] = [each for each in found(text, "Harbour Light Project", kind) if not each.again]
    assert (mention.kind, mention.tagged) == (expected, False)


def names_of(text: str, *names: str) -> list[str]:
    """Return the gatherings that a text names, of which the model takes some stretches for names."""
    tagged = [TaggedName(at := text.rindex(each), at + len(each), "event", 0.9) for each in names]
    found = GatheringFinder().find(segment(text), "en", (), (), tagged)
    return sorted({each.name for each in found})


def test_a_bare_word_for_a_gathering_is_the_one_of_its_class_that_was_named() -> None:
    text = "Riga hosted the Amber Towns Congress in May. Guests liked Congress and its boats.\n"
    assert names_of(text, "Congress") == ["Amber Towns Congress"]


def test_a_bare_word_is_a_gathering_of_its_own_where_none_of_its_class_is_named() -> None:
    text = "Riga hosted the Amber Towns Congress in May. Guests liked Workshop and its boats.\n"
    assert names_of(text, "Workshop") == ["Amber Towns Congress", "Workshop"]


def test_a_short_name_without_a_head_word_is_part_of_the_full_one() -> None:
    text = "Riga hosted the Saltwind Towns Congress in May. Guests liked Saltwind and its boats.\n"
    assert names_of(text, "Saltwind") == ["Saltwind Towns Congress"]
    other = text.replace("liked Saltwind", "liked Seabright")
    assert names_of(other, "Seabright") == ["Saltwind Towns Congress", "Seabright"]
