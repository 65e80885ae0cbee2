"""Titles of office, and how the phrase of one goes on behind its head word: what it is about, its body, its time."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from citygraph.loaders.extraction.layout import Token
from citygraph.loaders.extraction.records import record

from .bodies import Bodies, Body
from .body_names import BodyNames
from .fields import Fields
from .office_words import OfficeWords

__all__ = ["Title", "TitlePhrases"]

_ABOUT: Final = frozenset({"open", "minister", "local", "envoy"})
_FIELDS: Final = frozenset({"open", "local"})
_GOVERNING: Final = frozenset({"mayor", "regent", "governor", "local"})


@record(frozen=True, slots=True)
class Title:
    """A title of office in a sentence.

    Attributes:
        first: First token of the phrase, with a body that stands before the title.
        after: Token after the phrase, with a body that stands after the title.
        title: Tokens of the title itself: the first and the one after the last.
        kind: What its head word says of the body.
        body: The body named with it.
        ended: Whether it is said to be past.
        planned: Whether it is said to be still to come.
        candidate: Whether somebody only stands for it.
        spoken: Its wording, where that is not the text's own (``head``, of "who heads").
    """

    first: int
    after: int
    title: tuple[int, int]
    kind: str
    body: Body | None = None
    ended: bool = False
    planned: bool = False
    candidate: bool = False
    spoken: str | None = None


class TitlePhrases:
    """Reads what follows the head words of titles in one article.

    Args:
        words: The words of its language.
        bodies: What it names that an office may be held in.
    """

    def __init__(self, words: OfficeWords, bodies: Bodies) -> None:
        self._words = words
        self._bodies = bodies
        self._fields = Fields(words, bodies)
        self._names = BodyNames(words, bodies, self._fields)

    def about(self, tokens: Sequence[Token], first: int, end: int, kind: str) -> Title:
        """Return the title with what it is about and the body after it."""
        listed = self._fields.enumerated(tokens, end) if kind in _FIELDS else end
        if kind in _ABOUT and listed == end:
            apposed = self._apposed(tokens, first, end, kind)
            if apposed is not None:
                return apposed
        heads = tokens[first].folded in self._words.heading
        end = listed
        association = (
            self._names.acronymed(tokens, end) or self._names.association(tokens, end)
            if kind == "open"
            else None
        )
        if association is not None:
            return Title(first, association[0], (first, end), kind, Body(organisation=association[1]))
        found = self._bodies.at(
            tokens, end, self._words, linked=heads, field=not (kind in _GOVERNING and self._words.direct)
        )
        if kind == "open" and (found is None or found[1].place is not None):
            named = self._names.institution(tokens, end)
            if named is not None:
                return Title(first, named[0], (first, end), kind, Body(organisation=named[1]))
        if found is not None and kind == "open" and not self._words.direct:
            named = self._names.named_after(tokens, end, found[0])
            if named is not None:
                return Title(first, named[0], (first, end), kind, Body(organisation=named[1]))
        if found is None and (kind in _ABOUT or self._fields.of_field(tokens, end)):
            ran = self._fields.run(tokens, end)
            if ran == end and kind == "open":
                ran = self._fields.division(tokens, end)
            joined, end = ran > end, ran
            if kind == "minister" and joined and self._lone(tokens, end):
                end += 1
            found = self._bodies.at(tokens, end, self._words)
            if found is not None and kind == "minister" and self._homely(found[1]):
                found = None
            elif found is None:
                ahead = self._fields.ahead(tokens, end, joined=joined)
                if ahead is not None:
                    end, found = ahead, self._bodies.at(tokens, ahead, self._words)
        if found is None and kind == "open":
            spelt = self._names.spelt(tokens, end)
            found = (spelt[0], Body(organisation=spelt[1])) if spelt is not None else None
        if found is None and kind in _FIELDS:
            end = self._fields.closed(tokens, end)
        if found is None:
            after = end if kind not in _GOVERNING else self._fields.written(tokens, end)
            return Title(first, after, (first, end), kind, Body() if after > end else None)
        after, body = found
        if body.place is not None:
            after = self._restated(tokens, after, country=body.country)
        if kind == "envoy" or (kind == "open" and body.place is None):
            after = self._fields.area(tokens, after)
        if kind in _ABOUT and tokens[after - 1].folded.endswith("'s"):
            owned = self._fields.owned(tokens, after)
            if owned > after:
                return Title(first, owned, (first, owned), kind, body)
        if body.place is not None and not body.country and self._fields.of_field(tokens, after):
            after = end = self._fields.greedy(tokens, after)
        elif body.network is not None and self._fields.run(tokens, after) > after:
            after = end = self._fields.run(tokens, after)
        return Title(first, after, (first, end), kind, body)

    def headed(self, tokens: Sequence[Token], index: int, at: int, end: int) -> Title | None:
        """Return the office that a verb or a noun of holding it tells of: "who heads", "presidency of"."""
        words = self._words
        spoken = words.heading[tokens[at].folded]
        title = replace(self.about(tokens, index, end, "open"), spoken=spoken)
        if index > 0 and tokens[index - 1].folded in words.that_is:
            return title
        if title.body is None or title.body.network is None or title.after == len(tokens):
            return title if title.body is not None and title.body.network is not None else None
        following = tokens[title.after]
        ends = (
            following.kind == "mark"
            or following.folded in words.links | words.joins | words.passing | words.that
        )
        return title if ends else None

    def timed(self, tokens: Sequence[Token], title: Title) -> Title:
        """Return a title with what is said after its body of the time: "saat itu", "periode 2013-2018"."""
        after = title.after
        then = self._words.then.at(tokens, after)
        if then is not None:
            return replace(title, after=after + then[0], ended=True)
        term = self._words.term.at(tokens, after)
        if term is not None:
            after += term[0]
            while after < len(tokens) and (tokens[after].kind == "number" or tokens[after].text in "-–/"):
                after += 1
            return replace(title, after=after)
        if title.body is not None and after < len(tokens) and tokens[after].folded == "terpilih":
            return replace(title, after=after + 1, planned=True)
        return title

    def _apposed(self, tokens: Sequence[Token], first: int, end: int, kind: str) -> Title | None:
        """Return the title that goes on to a comma with its holder's name behind (``Kepala Bidang Pusaka, NAME``)."""
        comma = self._fields.to_name(tokens, end)
        if comma is None or (kind == "open" and tokens[end].folded in self._words.associations):
            return None
        for index in range(end, comma):
            found = self._bodies.at(tokens, index, self._words)
            if found is not None and found[0] == comma:
                return Title(first, comma, (first, max(index, first + 1)), kind, found[1])
        if kind not in {"open", "minister"} or any(
            tokens[index].start in self._bodies.starts for index in range(end, comma)
        ):
            return None
        if self._names.spelt(tokens, comma - 1) is not None:
            return None
        named = self._names.plain(tokens, end, comma) if kind == "open" else None
        if named is not None:
            return Title(first, comma, (first, end), kind, Body(organisation=named))
        return Title(first, comma, (first, comma), kind)

    def _restated(self, tokens: Sequence[Token], after: int, *, country: bool) -> int:
        """Return the token after a bracket that names a place again (``Sumatera Selatan (Sumsel)``), else the same.

        Of a country it may hold any acronym (``Amerika Serikat (AS)``).
        """
        if after + 2 >= len(tokens) or tokens[after].text != "(" or tokens[after + 2].text != ")":
            return after
        if country and tokens[after + 1].text.isupper():
            return after + 3
        found = self._bodies.starts.get(tokens[after + 1].start)
        return after + 3 if found is not None and found[1].place is not None else after

    @staticmethod
    def _homely(body: Body) -> bool:
        """Return whether a body is a place that is no country: no minister's, but the first name of one."""
        return body.place is not None and not body.country

    @staticmethod
    def _lone(tokens: Sequence[Token], at: int) -> bool:
        """Return whether one capitalised word and a mark come next: too little for a name."""
        if at >= len(tokens) or not tokens[at].capital or tokens[at].kind != "word":
            return False
        return at + 1 == len(tokens) or tokens[at + 1].text in ",.;)"
