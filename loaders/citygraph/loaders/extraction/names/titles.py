"""Titles of office in a sentence, each with the body that it names."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from citygraph.loaders.extraction.layout import Token
from citygraph.loaders.extraction.records import record

from .bodies import Bodies, Body, index_at
from .fields import Fields
from .office_words import OfficeWords

__all__ = ["Title", "TitleReader"]

_ABOUT: Final = frozenset({"open", "minister", "local", "envoy"})
_FIELDS: Final = frozenset({"open", "local"})
_STACKED: Final = 4
_HELD: Final = frozenset({"open", "local", "mayor"})
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


class TitleReader:
    """Reads titles of office in one article.

    Args:
        words: The words of its language.
        bodies: What it names that an office may be held in.
    """

    def __init__(self, words: OfficeWords, bodies: Bodies) -> None:
        self._words = words
        self._bodies = bodies
        self._fields = Fields(words, bodies)
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
                    if title.kind in _ABOUT
                    else None
                )
        return None

    @staticmethod
    def _owned(title: Title, first: int, body: Body) -> Title:
        """Return a title with the body that stands before it, unless it names one of its own."""
        named = title.body is not None and not title.body.country
        return replace(title, first=first, body=title.body if named else body)

    def _title(self, tokens: Sequence[Token], index: int) -> Title | None:
        words = self._words
        if tokens[index].folded not in words.triggers and "-" not in tokens[index].folded:
            return None
        at, said = self._modifiers(tokens, index)
        head = self._head(tokens, at) if at < len(tokens) else None
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
            title = self._headed(tokens, index, at, end)
            if title is None:
                return None
        else:
            title = self._about(tokens, index, end, kind)
            if title.body is None and tokens[end - 1].folded.endswith("nya"):
                title = replace(title, body=Body(near="its"))
        title = self._timed(tokens, title)
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

    def _headed(self, tokens: Sequence[Token], index: int, at: int, end: int) -> Title | None:
        """Return the office that a verb or a noun of holding it tells of: "who heads", "presidency of"."""
        words = self._words
        spoken = words.heading[tokens[at].folded]
        title = replace(self._about(tokens, index, end, "open"), spoken=spoken)
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

    def _timed(self, tokens: Sequence[Token], title: Title) -> Title:
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

    def _modifiers(self, tokens: Sequence[Token], index: int) -> tuple[int, frozenset[str]]:
        """Return the token after the modifiers at a token, and what they say."""
        words = self._words
        at = index
        said: set[str] = set()
        while at < len(tokens):
            found = words.modifiers.at(tokens, at)
            if found is None:
                break
            head = words.heads.at(tokens, at)
            if head is not None and (head[0] > found[0] or self._leads(tokens, at + found[0]) is None):
                break
            said.add(found[1])
            at += found[0]
            leads = self._leads(tokens, at)
            if leads is not None and leads > at:
                at = leads
            if at < len(tokens) and tokens[at].text in ".-":
                at += 1
            if (
                at + 2 < len(tokens)
                and tokens[at].text == "("
                and words.modifiers.at(tokens, at + 1) is not None
            ):
                closed = at + 2
                while closed < len(tokens) and tokens[closed].text == ".":
                    closed += 1
                if closed < len(tokens) and tokens[closed].text == ")":
                    at = closed + 1
        return at, frozenset(said)

    def _leads(self, tokens: Sequence[Token], at: int) -> int | None:
        """Return where a head word stands at a token, or after words of its field (``Chief Planning Officer``)."""
        words = self._words
        for index in range(at, min(at + 4, len(tokens))):
            if words.heads.at(tokens, index) is not None:
                return index
            if not tokens[index].capital or not words.is_domain(tokens[index].folded):
                return None
        return None

    def _head(self, tokens: Sequence[Token], at: int) -> tuple[int, str, bool] | None:
        """Return the size and kind of the head word at a token, and whether it is said to be past."""
        words = self._words
        found = words.heads.at(tokens, at) or words.counterpart.at(tokens, at)
        if found is not None:
            return *found, False
        folded = tokens[at].folded
        if folded in words.heading:
            return 1, "heading", False
        prefix, dash, rest = folded.partition("-")
        if not dash or not rest or rest not in words.triggers:
            return None
        token = tokens[at]
        parts = [
            Token(token.start, token.end, token.text, prefix, "word", token.capital),
            Token(token.start, token.end, token.text, rest, "word", token.capital),
            *tokens[at + 1 : at + 4],
        ]
        said = words.modifiers.at(parts, 0)
        if said is None:
            return None
        second = words.modifiers.at(parts, 1)
        inner = words.heads.at(parts, 1)
        skipped = 0
        if inner is None and second is not None:
            skipped = second[0]
            inner = words.heads.at(parts, 1 + skipped)
        return (inner[0] + skipped, inner[1], said[1] == "ended") if inner is not None else None

    def _about(self, tokens: Sequence[Token], first: int, end: int, kind: str) -> Title:
        """Return the title with what it is about and the body after it."""
        listed = self._fields.enumerated(tokens, end) if kind in _FIELDS else end
        if kind in _ABOUT and listed == end:
            apposed = self._apposed(tokens, first, end, kind)
            if apposed is not None:
                return apposed
        heads = tokens[first].folded in self._words.heading
        end = listed
        found = self._bodies.at(
            tokens, end, self._words, linked=heads, field=not (kind in _GOVERNING and self._words.direct)
        )
        if kind == "open" and (found is None or found[1].place is not None):
            named = self._fields.institution(tokens, end)
            if named is not None:
                return Title(first, named[0], (first, end), kind, Body(organisation=named[1]))
        if found is not None and kind == "open" and not self._words.direct:
            named = self._fields.named_after(tokens, end, found[0])
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
            if found is None:
                ahead = self._fields.ahead(tokens, end, joined=joined)
                if ahead is not None:
                    end, found = ahead, self._bodies.at(tokens, ahead, self._words)
        if found is None and kind == "open":
            found = self._spelt(tokens, end)
        if found is None and kind in _FIELDS:
            end = self._fields.closed(tokens, end)
        if found is None:
            after = end if kind not in _GOVERNING else self._fields.written(tokens, end)
            return Title(first, after, (first, end), kind, Body() if after > end else None)
        after, body = found
        if kind in _ABOUT and tokens[after - 1].folded.endswith("'s"):
            owned = self._fields.owned(tokens, after)
            if owned > after:
                return Title(first, owned, (first, owned), kind, body)
        if body.place is not None and not body.country and self._fields.of_field(tokens, after):
            after = end = self._fields.greedy(tokens, after)
        elif body.network is not None and self._fields.run(tokens, after) > after:
            after = end = self._fields.run(tokens, after)
        return Title(first, after, (first, end), kind, body)

    def _apposed(self, tokens: Sequence[Token], first: int, end: int, kind: str) -> Title | None:
        """Return the title that goes on to a comma with its holder's name behind (``Kepala Bidang Pusaka, NAME``)."""
        comma = self._fields.to_name(tokens, end)
        if comma is None:
            return None
        for index in range(end, comma):
            found = self._bodies.at(tokens, index, self._words)
            if found is not None and found[0] == comma:
                return Title(first, comma, (first, max(index, first + 1)), kind, found[1])
        if kind != "open" or any(tokens[index].start in self._bodies.starts for index in range(end, comma)):
            return None
        if self._spelt(tokens, comma - 1) is not None:
            return None
        named = self._fields.unlisted(tokens, end, comma)
        if named is not None:
            return Title(first, comma, (first, end), kind, Body(organisation=named))
        return Title(first, comma, (first, comma), kind)

    @staticmethod
    def _lone(tokens: Sequence[Token], at: int) -> bool:
        """Return whether one capitalised word and a mark come next: too little for a name."""
        if at >= len(tokens) or not tokens[at].capital or tokens[at].kind != "word":
            return False
        return at + 1 == len(tokens) or tokens[at + 1].text in ",.;)"

    def _spelt(self, tokens: Sequence[Token], end: int) -> tuple[int, Body] | None:
        """Return the body that only an acronym after a title names (``Manajer Program CRIC``)."""
        at = end
        while at < len(tokens) and (tokens[at].folded in self._words.of or tokens[at].folded == "the"):
            at += 1
        if at >= len(tokens) or (at == end and not self._words.direct):
            return None
        token = tokens[at]
        written = token.text.removesuffix("'s").removesuffix("’s")
        spelt = token.kind == "word" and 3 <= len(written) <= 10 and written.isupper()
        if not spelt or token.folded in self._words.degrees or self._words.is_domain(token.folded):
            return None
        following = tokens[at + 1] if at + 1 < len(tokens) else None
        if following is not None and following.text.isupper() and following.kind == "word":
            return None
        return at + 1, Body(organisation=written)
