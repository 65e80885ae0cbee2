"""What says that a sentence speaks of another edition."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from citygraph.loaders.extraction.analysis import Analysis
from citygraph.loaders.extraction.gatherings.marks import Marks
from citygraph.loaders.extraction.gatherings.scenes import Scenes

Reader = Callable[..., Analysis]


@pytest.mark.parametrize(
    ("text", "language", "label", "host"),
    [
        ("The fourth took place in Vigo.", "en", "fourth", False),
        ("Cork hosted the last.", "en", "last", False),
        ("Vigo welcomed the ninth edition.", "en", "ninth", False),
        ("Edisi ketiga berlangsung di Padang.", "id", "ketiga", False),
        ("Tahun lalu di Padang.", "id", None, False),
        ("Cork was the host in 2015.", "en", None, True),
    ],
)
def test_a_number_a_year_or_a_host_marks_an_edition(
    read: Reader, text: str, language: str, label: str | None, host: bool
) -> None:
    analysis = read(text, language)
    mark = Marks(Scenes(analysis)).of(analysis.layout.sentences[0])
    assert mark is not None
    assert (mark.label, mark.host) == (label, host)


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Cork hosted the Tea Towns Congress.", "en"),
        ("Vigo withdrew its bid to host.", "en"),
        ("The last bus leaves at nine.", "en"),
        ("Padang menolak menjadi tuan rumah.", "id"),
    ],
)
def test_names_refusals_and_other_nouns_mark_none(read: Reader, text: str, language: str) -> None:
    analysis = read(text, language)
    assert Marks(Scenes(analysis)).of(analysis.layout.sentences[0]) is None


def test_a_host_alone_does_not_make_it_another_edition(read: Reader) -> None:
    analysis = read("Cork was the host in 2015. The fourth took place in Vigo.", "en")
    marks = Marks(Scenes(analysis))
    assert [marks.another(each) for each in analysis.layout.sentences] == [False, True]
