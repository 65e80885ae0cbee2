"""Every date and period of an article, made whole with the article's own date."""

from __future__ import annotations

from citygraph.loaders.extraction.layout import Layout, Sentence
from citygraph.loaders.extraction.mentions import DateMention

from .grammar import dates_in
from .partials import FoundDate, Partial, Tense
from .resolving import Anchor
from .roles import row
from .tenses import tense_before
from .vocabulary import DateWords, date_words

__all__ = ["DateFinder"]


class DateFinder:
    """Finds dates in the words of one language.

    Args:
        language: BCP 47 tag of the article's language.
    """

    def __init__(self, language: str) -> None:
        self._words = date_words(language)

    def find(self, layout: Layout, published: str | None) -> list[DateMention]:
        """Return the dates of an article, in order; one that cannot be worked out is left out.

        Args:
            layout: The article.
            published: Its own date as EDTF, which missing years and words such as "last week" are told from;
                None when it is not known.
        """
        anchor = Anchor(published)
        mentions: list[DateMention] = []
        for sentence in layout.sentences:
            if sentence.furniture:
                continue
            for found in dates_in(row(sentence, self._words), self._words):
                mention = _mention(found, sentence, anchor, self._words)
                if mention is not None:
                    mentions.append(mention)
        return mentions


def _mention(found: FoundDate, sentence: Sentence, anchor: Anchor, words: DateWords) -> DateMention | None:
    relative = not (found.first.whole and (found.last is None or found.last.whole))
    tense = tense_before(sentence, found.start, words) if relative else None
    first = anchor.stamp(found.first, tense)
    if first is None:
        return None
    edtf = first.edtf
    if found.last is not None:
        last = anchor.stamp(found.last, tense)
        if last is None:
            return None
        if last.edtf != edtf:
            if last.bounds[1] < first.bounds[0]:
                return None
            edtf = f"{edtf}/{last.edtf}"
    return DateMention(found.start, found.end, edtf, relative, _said(found.first))


def _said(partial: Partial) -> Tense | None:
    """Return what the wording of the date itself says of past and future."""
    step = partial.offset if partial.unit is not None else partial.step or 0
    return "past" if step < 0 else "future" if step > 0 else None
