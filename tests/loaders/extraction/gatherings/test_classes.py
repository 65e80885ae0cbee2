"""Classes of gatherings."""

from __future__ import annotations

from citygraph.loaders.extraction.gatherings.classes import CLASSES, covers


def test_every_parent_is_a_class() -> None:
    assert all(each.parent is None or each.parent in CLASSES for each in CLASSES.values())


def test_only_events_have_a_form_and_all_but_those_without_a_head_word() -> None:
    formless = {each.name for each in CLASSES.values() if each.form is None}
    assert formless == {"gathering", *(each.name for each in CLASSES.values() if each.kind != "event")}


def test_a_wide_word_covers_a_narrow_class() -> None:
    assert covers("meeting", frozenset({"summit"}))
    assert not covers("summit", frozenset({"meeting"}))
