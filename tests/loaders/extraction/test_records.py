"""Records: as frozen dataclasses are, and made at once."""

from __future__ import annotations

from dataclasses import field, replace

from citygraph.loaders.extraction.records import changed, memory, record


@record(frozen=True, slots=True)
class Seen:
    """A word and what was worked out of it."""

    word: str
    memory: dict[str, int] = field(default_factory=memory, compare=False, repr=False)


def test_records_of_the_same_values_are_the_same():
    one, other = Seen("kota"), Seen("kota", {"length": 4})
    assert one == other
    assert len({one, other, Seen("city")}) == 2
    assert replace(one, word="city") == Seen("city")
    assert repr(one) == "Seen(word='kota')"


def test_each_record_has_a_memory_of_its_own():
    one, other = Seen("kota"), Seen("kota")
    one.memory["length"] = 4
    assert other.memory == {}


def test_records_have_slots():
    assert not hasattr(Seen("kota"), "__dict__")


def test_a_changed_record_leaves_the_other_as_it_was():
    one = Seen("kota", {"length": 4})
    assert changed(one, word="city") == Seen("city")
    assert (one.word, changed(one, word="city").memory) == ("kota", {"length": 4})
