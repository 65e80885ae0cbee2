"""Titles of office in a sentence, each with the body that it names."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from citygraph.loaders.extraction.layout import Token

from .bodies import Bodies, Body, index_at
from .nations import Nations
from .office_words import OfficeWords
from .title_heads import TitleHeads
from .titles import Title, TitlePhrases

__all__ = ["TitleReader"]

_STACKED: Final = 4
_SPOKEN_OF: Final = frozenset({"open", "minister", "local", "envoy"})
_STATES: Final = frozenset({"state", "minister", "cabinet", "envoy", "open"})
_HELD: Final = frozenset({"open", "local", "mayor"})


class TitleReader:
    """Reads titles of office in one article.

    Args:
        words: The words of its language.
        bodies: What it names that an office may be held in.
        nations: The adjectives of countries.
    """

    def __init__(self, words: OfficeWords, bodies: Bodies, nations: Nations) -> None:
        self._words = words
        self._nations = nations
        self._bodies = bodies
        self._heads = TitleHeads(words)
        self._phrases = TitlePhrases(words, bodies)
        self.last: str | None = None  # the title of a mayor or governor read last: a counterpart's too
        self._last_body: Body | None = None

    def at(self, tokens: Sequence[Token], index: int) -> Title | None:
        """Return the title whose first word, or whose body, stands at a token."""
        title = self._title(tokens, index)
        if title is not None:
            return title
        before = self._bodies.starts.get(tokens[index].start)
        if before is not None and before[0] < tokens[-1].start:
            after = index_at(tokens, index, before[0])
            word = after == index + 1 and tokens[index].folded in self._words.never
            if after < len(tokens) and not word:
                title = self._title(tokens, after)
                if tokens[after - 1].folded.endswith("'s"):
                    title = self._named_behind(tokens, after, title)
                if title is not None:
                    return self._owned(title, index, before[1])
                if tokens[after - 1].folded.endswith("'s") or before[1].place is not None:
                    title = self._stacked(tokens, after)
                    if title is not None:
                        return self._owned(title, index, before[1])
        elif tokens[index].folded in self._words.possessives and index + 1 < len(tokens):
            title = self._title(tokens, index + 1) or self._stacked(tokens, index + 1)
            title = self._named_behind(tokens, index + 1, title)
            if title is not None:
                return self._owned(title, index, Body(near="the"))
        return None

    def _named_behind(self, tokens: Sequence[Token], index: int, title: Title | None) -> Title | None:
        """Return the title after a body's genitive that a name follows, whatever words it has, else the one given.

        *Rosario's chief fisheries officer, NAME*: the words up to the head belong to it.
        """
        words = self._words
        if words.direct or (title is not None and title.after - index > 2):
            return title
        for at in range(index, min(index + _STACKED, len(tokens) - 2)):
            token = tokens[at]
            ends = token.kind != "word" or token.start in self._bodies.starts
            if ends or token.folded in words.links | words.of | words.that_is:
                return title
            head = words.heads.at(tokens, at)
            if head is None or head[1] not in _HELD or at == index:
                continue
            end = at + head[0]
            comma = end < len(tokens) and tokens[end].text == ","
            named = tokens[end + comma : end + comma + 2]
            honoured = bool(named) and named[0].folded in words.honorifics
            full = len(named) == 2 and all(each.kind == "word" and each.capital for each in named)
            if (full or (honoured and named[0].capital)) and (title is None or title.after < end):
                said = words.modifiers.at(tokens, index)
                ended = said is not None and said[1] == "ended"
                return Title(index, end, (index, end), head[1], ended=ended)
        return title

    def _stacked(self, tokens: Sequence[Token], index: int) -> Title | None:
        """Return a title after words that say what the office is about (``cultural exchange coordinator``)."""
        if self._words.direct:
            return None
        for at in range(index, min(index + _STACKED, len(tokens) - 1)):
            if tokens[at].kind != "word" or not self._words.is_domain(tokens[at].folded):
                return None
            title = self._title(tokens, at + 1)
            if title is not None:
                return (
                    replace(title, first=index, title=(index, title.title[1]))
                    if title.kind in _SPOKEN_OF
                    else None
                )
        return None

    @staticmethod
    def _owned(title: Title, first: int, body: Body) -> Title:
        """Return a title with the body that stands before it, unless it names one of its own."""
        named = title.body is not None and (
            title.body.nation is not None or not (title.body.country or title.kind == "envoy")
        )
        return replace(title, first=first, body=title.body if named else body)

    def _title(self, tokens: Sequence[Token], index: int) -> Title | None:
        words = self._words
        if tokens[index].folded not in words.triggers and "-" not in tokens[index].folded:
            return None
        at, said = self._heads.modifiers(tokens, index)
        head = self._heads.head(tokens, at) if at < len(tokens) else None
        if head is None:
            return self._deputy(tokens, index)
        size, kind, past = head
        end = at + size
        while (
            end < len(tokens)
            and tokens[end].folded in words.after
            and tokens[end].start not in self._bodies.starts
        ):
            end += 1
        if kind == "heading":
            title = self._phrases.headed(tokens, index, at, end)
            if title is None:
                return None
        else:
            title = self._phrases.about(tokens, index, end, kind)
            if title.body is None and tokens[end - 1].folded.endswith("nya"):
                title = replace(title, body=Body(near="its"))
        title = self._national(tokens, index, self._phrases.timed(tokens, title))
        if kind in {"mayor", "governor", "regent"}:
            self.last = " ".join(each.text for each in tokens[at:end])
            self._last_body = title.body
        elect = any(each.folded in {"elect", "mayor-elect", "terpilih"} for each in tokens[at:end])
        if not (said or past or elect):
            return title
        return replace(
            title,
            ended=title.ended or past or "ended" in said,
            planned=title.planned or elect,
            candidate="candidate" in said,
        )

    def _national(self, tokens: Sequence[Token], index: int, title: Title) -> Title:
        """Return an office of a state's with the country whose adjective stands before it."""
        if title.kind not in _STATES or (title.body is not None and title.kind != "envoy"):
            return title
        nation = self._nations.before(tokens, index)
        return replace(title, body=Body(nation=nation)) if nation is not None else title

    def _deputy(self, tokens: Sequence[Token], index: int) -> Title | None:
        """Return the office of the deputy of the mayor read last (``her deputy``)."""
        words = self._words
        prefix = words.deputies.get(tokens[index].folded)
        if prefix is None or self.last is None:
            return None
        if not tokens[index].folded.endswith("nya") and (
            index == 0 or tokens[index - 1].folded not in {"his", "her"}
        ):
            return None
        span = (index, index + 1)
        return Title(index, index + 1, span, "mayor", self._last_body, spoken=f"{prefix} {self.last}")
