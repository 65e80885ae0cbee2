"""Since when, and until when."""

from __future__ import annotations

import pytest
from citygraph.loaders.extraction.analysis import Analysis, Party
from citygraph.loaders.extraction.dates import DateFinder
from citygraph.loaders.extraction.facts.terms import Terms
from citygraph.loaders.extraction.patterns import Chunk, Match, Rule, symbols_of
from citygraph.loaders.extraction.segmenting import segment

RULE = Rule("en.membership.test", (), {}, None, 0.8, ())


@pytest.mark.parametrize(
    ("language", "text", "upto", "modality", "expected"),
    [
        ("en", "Lima joined in May 2015.", "joined", "asserted", {"since": "2015-05"}),
        ("en", "Lima has been a member since 2015.", "member", "asserted", {"since": "2015"}),
        ("en", "Lima left in 2015.", "left", "ended", {"until": "2015"}),
        ("en", "Lima was a member until 2015.", "member", "ended", {"until": "2015"}),
        ("en", "Lima hopes to join in 2015.", "join", "planned", {}),
        ("en", "Lima (crafts, 2015) is a member.", "member", "asserted", {"since": "2015"}),
        ("en", "Lima is a member, as the council of the port was told in 2015.", "member", "asserted", {}),
        ("id", "Lima bergabung sejak 2015.", "bergabung", "asserted", {"since": "2015"}),
        ("id", "Lima bergabung pada tahun 2015.", "bergabung", "asserted", {"since": "2015"}),
    ],
)
def test_terms(language, text, upto, modality, expected):
    layout = segment(text)
    member = Party("Lima, PE", 0, 4)
    symbols = symbols_of(layout.sentences[0], [Chunk("C", 0, 4, (member,))])
    end = text.index(upto) + len(upto)
    last = max(at for at, span in enumerate(symbols.spans) if span[1] <= end)
    match = Match(RULE, {}, (0, end), 0, last, "")
    analysis = Analysis(layout, language, None, dates=DateFinder(language).find(layout, None))
    assert Terms(analysis).of(member, symbols, match, modality) == expected
