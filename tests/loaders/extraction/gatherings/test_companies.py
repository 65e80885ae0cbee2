"""Who is in the sentences of an article."""

from __future__ import annotations

from collections.abc import Callable

from citygraph.loaders.extraction.analysis import Analysis
from citygraph.loaders.extraction.gatherings.companies import Companies
from citygraph.loaders.extraction.gatherings.visit_words import visit_words_of

TEXT = (
    "Padang waits, Padang sleeps. Rain is due. Guests of Hue and of Cork are here. Nobody slept.\n\nTwo walks\n\n"
    "The mayor of Padang was late."
)
PLACES = {"Padang": "ID", "Hue": "VN", "Cork": "IE"}


def test_who_is_in_each_sentence(read: Callable[..., Analysis]) -> None:
    analysis = read(TEXT, "en", places=PLACES)
    companies = Companies(analysis, visit_words_of("en"))
    here = [companies.of(each) for each in analysis.layout.sentences]
    named = [None if each is None else [actor.place.name for actor in each.actors] for each in here]
    assert named == [["Padang", "Padang"], None, ["Hue", "Cork"], None, None, ["Padang"]]
    guests, last = here[2], here[5]
    assert guests is not None and guests.home is not None and guests.home.place.name == "Padang"
    assert last is not None and last.last is not None and last.last.place.name == "Cork"
    assert not guests.timed and not guests.busy


def test_those_before_end_at_a_heading(read: Callable[..., Analysis]) -> None:
    analysis = read(TEXT, "en", places=PLACES)
    companies = Companies(analysis, visit_words_of("en"))
    sentences = analysis.layout.sentences
    before = [each.sentence.index for each in companies.before(sentences[3], 3)]
    assert before == [2, 0]
    assert list(companies.before(sentences[5], 3)) == []
