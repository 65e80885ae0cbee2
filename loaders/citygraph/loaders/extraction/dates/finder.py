"""Every date and period of an article, made whole with the article's own date."""

from __future__ import annotations

from collections.abc import Sequence

from citygraph.loaders.extraction.layout import Layout, Sentence
from citygraph.loaders.extraction.mentions import DateMention

from .elsewhere import dates_elsewhere
from .grammar import dates_of
from .partials import FoundDate, Partial, Tense
from .resolving import Anchor
from .tenses import tense_before
from .vocabulary import DateWords, date_words

__all__ = ["DateFinder"]


class DateFinder:
    """Finds dates in the words of one language.

    Args:
        language: BCP 47 tag of the article's language.
    """

    def __init__(self, language: str) -> None:
        self._language = language
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
            for found in self._found(layout.text, sentence):
                mention = _mention(found, sentence, anchor, self._words)
                if mention is not None:
                    mentions.append(mention)
        return mentions

    def _found(self, text: str, sentence: Sentence) -> Sequence[FoundDate]:
        found = dates_of(sentence, self._words)
        if self._words.own:
            return found
        whole = list(dates_elsewhere(text, sentence, self._language))
        apart = [
            each
            for each in found
            if not any(each.start < date.end and date.start < each.end for date in whole)
        ]
        return sorted([*apart, *whole], key=lambda each: each.start)


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
