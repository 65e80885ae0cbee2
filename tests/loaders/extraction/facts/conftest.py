"""Articles whose mentions are marked by hand, so that the rules are tested and no other stage."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from citygraph.loaders.extraction.analysis import Analysis, Party
from citygraph.loaders.extraction.discourse import Discourse
from citygraph.loaders.extraction.drafts import Draft
from citygraph.loaders.extraction.facts import Reading
from citygraph.loaders.extraction.mentions import GatheringMention, NetworkMention
from citygraph.loaders.extraction.patterns import Chunk, symbols_of
from citygraph.loaders.extraction.places import as_written
from citygraph.loaders.extraction.segmenting import segment

_MARK = re.compile(r"\{([A-Z])(\??) ([^}]*)\}")
_YEAR = re.compile(r"[0-9]{4}(?:-[0-9]{2})?")
_KINDS = {"E": "event", "R": "programme"}


def read_marked(language: str, marked: str) -> Reading:
    """Return an article read: ``{C Lima+Quito}`` cities, ``{P Lima}`` their officials, ``{O ...}`` a body,
    ``{N ...}`` a network, ``{E ...}`` and ``{R ...}`` an event and a programme, with ``?`` one that is to come;
    a year or month in its name is its date.
    """
    text, at = "", 0
    chunks: list[Chunk] = []
    gatherings: list[GatheringMention] = []
    networks: list[NetworkMention] = []
    drafts: dict[str, Draft] = {}
    for found in _MARK.finditer(marked):
        text += marked[at : found.start()]
        at = found.end()
        letter, planned, name = found.groups()
        start, end = len(text), len(text) + len(name)
        text += name.replace("+", " ")
        if letter in _KINDS:
            mention = GatheringMention(start, end, _KINDS[letter], name)  # type: ignore[arg-type]
            gatherings.append(mention)
            modality = "planned" if planned else "asserted"
            year = _YEAR.search(name)
            values = {"name": name, "when": year[0]} if year else {"name": name}
            drafts.setdefault(name, Draft(_KINDS[letter], values, ((start, end),), "test", 0.8, modality))
            chunks.append(Chunk(letter, start, end, (mention,)))
        elif letter == "N":
            networks.append(NetworkMention(start, end, name.lower()))
            chunks.append(Chunk(letter, start, end, (networks[-1],)))
        else:
            person = "Somebody" if letter in "PQ" else None
            members = tuple(Party(each, start, end, None, person) for each in name.split("+"))
            chunks.append(Chunk(letter, start, end, members))
    text += marked[at:]
    layout = segment(text)
    analysis = Analysis(layout, language, None, networks=networks, gatherings=gatherings)
    sentences = tuple(
        symbols_of(sentence, [each for each in chunks if sentence.start <= each.start < sentence.end])
        for sentence in layout.sentences
    )
    return Reading(analysis, Discourse(analysis, as_written), sentences, list(drafts.values()))


@pytest.fixture(scope="session")
def read() -> Callable[[str, str], Reading]:
    """Return what reads a marked article."""
    return read_marked
