"""Names of bodies that nobody lists, read behind a title of office."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from citygraph.loaders.extraction.layout import Token

from .bodies import Bodies, index_at
from .fields import Fields
from .office_words import OfficeWords

__all__ = ["BodyNames"]

_SMALL: Final = frozenset({"the"})
_LONGEST: Final = 26  # tokens in a name
_ACRONYMS: Final = 3  # acronyms in a row
_INNER: Final = frozenset({"on", "the", "of", "for", "in"})  # inside the name of a body


class BodyNames:
    """Reads the names of bodies in one article.

    Args:
        words: The words of its language.
        bodies: What it names that an office may be held in.
        fields: What tells the words of departments.
    """

    def __init__(self, words: OfficeWords, bodies: Bodies, fields: Fields) -> None:
        self._words = words
        self._bodies = bodies
        self._fields = fields

    def association(self, tokens: Sequence[Token], at: int) -> tuple[int, str] | None:
        """Return the body that its first word tells (``Forum Kota Sehat Tomohon``), and its end.

        Its name goes on to a mark or to a title of honour before the holder's name, else to the last place in it.
        """
        words = self._words
        if at + 1 >= len(tokens) or tokens[at].folded not in words.associations or not tokens[at].capital:
            return None
        known = self._bodies.starts.get(tokens[at].start)
        if known is not None and known[1].place is None:
            return None
        index, last, ends = at + 1, 0, False
        while index < len(tokens) and index - at < _LONGEST:
            token = tokens[index]
            found = self._bodies.starts.get(token.start)
            if token.kind != "word" or (token.folded in words.honorifics and token.capital):
                ends = True
                break
            if found is not None and found[1].place is not None:
                last = index = index_at(tokens, index, found[0])
                continue
            if words.heads.at(tokens, index) or found is not None:
                return None
            if not token.capital and not self._fields.joining(tokens, index):
                break
            index += 1
        if index + 2 < len(tokens) and tokens[index].text == "(" and tokens[index + 2].text == ")":
            index += 3
        after = index if ends or index == len(tokens) else last
        if after - at < 2:
            return None
        return after, " ".join(each.text for each in tokens[at:after]).replace("( ", "(").replace(" )", ")")

    def acronymed(self, tokens: Sequence[Token], at: int) -> tuple[int, str] | None:
        """Return the body that its acronym in brackets ends (``Forum Anak Nusantara (FAN)``), and its end."""
        words = self._words
        start = at
        while start < len(tokens) and (tokens[start].folded in words.of or tokens[start].folded in _SMALL):
            start += 1
        if start >= len(tokens) or (start == at and not words.direct) or tokens[start].folded in words.own:
            return None
        index, capitals = start, 0
        while index < len(tokens) and index - start < _LONGEST and tokens[index].text != "(":
            token = tokens[index]
            found = self._bodies.starts.get(token.start)
            known = found is not None and found[1].network is not None
            small = self._fields.joining(tokens, index) or token.folded in _INNER or token.text in "/&-"
            if known or not (small or (token.kind == "word" and token.capital)):
                return None
            if token.folded in words.honorifics or words.heads.at(tokens, index):
                return None
            capitals += token.capital
            index += 1
        if index + 2 >= len(tokens) or capitals < 2 or tokens[index + 2].text != ")":
            return None
        acronym = tokens[index + 1]
        inside = self._bodies.starts.get(acronym.start)
        if len(acronym.text) < 2 or not acronym.text.isupper() or (inside and inside[1].network):
            return None
        return index + 3, " ".join(each.text for each in tokens[start:index]).replace(" / ", "/")

    def spelt(self, tokens: Sequence[Token], end: int) -> tuple[int, str] | None:
        """Return the body that only acronyms after a title name, and its end.

        A word may stand before them (``Ketua Komnas HAM``), a place after them (``Direktur Utama MRT Jakarta``).
        """
        words = self._words
        at = end
        while at < len(tokens) and (tokens[at].folded in words.of or tokens[at].folded == "the"):
            at += 1
        if at >= len(tokens) or (at == end and not words.direct):
            return None
        first = at
        if words.direct and not self._acronym(tokens, at, 2) and self._unnamed(tokens[at]):
            at += 1
            if not self._acronym(tokens, at, 3) or not self._named(tokens, at + 1):
                return None
        after = at
        while after < len(tokens) and after - at < _ACRONYMS and self._acronym(tokens, after, 2):
            after += 1
        if after == at or (after - at > 1 and not self._named(tokens, after)):
            return None
        place = self._bodies.starts.get(tokens[after].start) if after < len(tokens) else None
        if words.direct and place is not None and place[1].place is not None:
            beyond = index_at(tokens, after, place[0])
            if tokens[after].folded not in words.given and self._named(tokens, beyond):
                return beyond, " ".join(each.text for each in tokens[first:beyond])
        if len(_bare(tokens[after - 1].text)) < 3:
            return None
        return after, _bare(" ".join(each.text for each in tokens[first:after]))

    def _acronym(self, tokens: Sequence[Token], at: int, least: int) -> bool:
        """Return whether a token is an acronym that is no degree and no department's."""
        if at >= len(tokens) or tokens[at].kind != "word":
            return False
        token = tokens[at]
        written = _bare(token.text)
        if not (least <= len(written) <= 10 and written.isupper()):
            return False
        return token.folded not in self._words.degrees and not self._words.is_domain(token.folded)

    def _unnamed(self, token: Token) -> bool:
        """Return whether a capitalised word is no part of a person's name that is known, nor of a department's."""
        words = self._words
        known = words.honorifics | words.given | words.never
        return (
            token.capital
            and token.kind == "word"
            and token.folded not in known
            and not words.is_domain(token.folded)
        )

    @staticmethod
    def _named(tokens: Sequence[Token], at: int) -> bool:
        """Return whether capitalised words that are no acronyms come next, past a comma too: a person's name."""
        at += at < len(tokens) and tokens[at].text == ","
        named = tokens[at : at + 1]
        return bool(named) and named[0].kind == "word" and named[0].capital and not named[0].text.isupper()

    def institution(self, tokens: Sequence[Token], at: int) -> tuple[int, str] | None:
        """Return the body that capitalised words name by their last one (``Ambon Music Office``), and its end."""
        words = self._words
        start = at
        while start < len(tokens) and (tokens[start].folded in words.of or tokens[start].folded in _SMALL):
            start += 1
        last = index = start
        while index < len(tokens) and tokens[index].kind == "word" and tokens[index].capital:
            index += 1
            last = index if tokens[index - 1].folded in words.institutions else last
        known = any(
            found is not None and found[1].place is None
            for found in (self._bodies.starts.get(each.start) for each in tokens[start:last])
        )
        if last - start < 3 or known or words.is_domain(tokens[start].folded):
            return None
        return last, " ".join(each.text for each in tokens[start:last])

    def named_after(self, tokens: Sequence[Token], at: int, after: int) -> tuple[int, str] | None:
        """Return the body that bears a place's name (``of the Hue Monuments Conservation Centre``), and its end."""
        if after >= len(tokens) or tokens[after - 1].text[-2:] in {"'s", "’s"}:
            return None
        if tokens[after - 1].folded in self._words.own:
            return None
        start = after - 1
        while start > at and tokens[start].folded != "the":
            start -= 1
        place = self._bodies.starts.get(tokens[start + 1].start) if start + 1 < after else None
        last = after
        while last < len(tokens) and tokens[last].kind == "word" and tokens[last].capital:
            last += 1
        ending = [at for at in range(after, last) if tokens[at].folded in self._words.institutions]
        last = ending[-1] + 1 if ending else last
        if tokens[start].folded != "the" or place is None or place[1].place is None or last - after < 2:
            return None
        named = self.plain(tokens, start + 1, last)
        return (last, named) if named is not None else None

    def plain(self, tokens: Sequence[Token], at: int, end: int) -> str | None:
        """Return the name of a body that nobody lists: capitalised words that are no department's name."""
        words = self._words
        while at < end and (tokens[at].folded in words.of or tokens[at].folded in _SMALL):
            at += 1
        capitals = [each for each in tokens[at:end] if each.capital]
        if len(capitals) < 2 or words.is_domain(tokens[at].folded) or tokens[end - 1].folded in words.own:
            return None
        text = " ".join(each.text for each in tokens[at:end])
        return _bare(text)


def _bare(written: str) -> str:
    """Return a word without the sign of the genitive."""
    return written.removesuffix("'s").removesuffix("’s")
