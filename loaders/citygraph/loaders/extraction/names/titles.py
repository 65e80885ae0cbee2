"""Titles of office in a sentence, each with the body that it names."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

from citygraph.loaders.extraction.layout import Token

from .bodies import Bodies, Body, index_at
from .office_words import OfficeWords

__all__ = ["Title", "TitleReader"]

_LONGEST: Final = 26  # tokens in what an office is about
_ABOUT: Final = frozenset({"open", "minister", "local", "envoy"})
_GOVERNING: Final = frozenset({"mayor", "regent", "governor", "local"})


@dataclass(frozen=True, slots=True)
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
        self.last: str | None = None  # the title of a mayor or governor read last: a counterpart's too

    def at(self, tokens: Sequence[Token], index: int) -> Title | None:
        """Return the title whose first word, or whose body, stands at a token."""
        title = self._title(tokens, index)
        if title is not None:
            return title
        before = self._bodies.starts.get(tokens[index].start)
        if before is not None and before[0] < tokens[-1].start:
            after = index_at(tokens, index, before[0])
            if after < len(tokens):
                title = self._title(tokens, after)
                if title is not None:
                    return self._owned(title, index, before[1])
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
            return None
        size, kind, past = head
        end = at + size
        while end < len(tokens) and tokens[end].folded in words.after:
            end += 1
        if kind == "heading":
            title = self._headed(tokens, index, end)
            if title is None:
                return None
        else:
            title = self._about(tokens, index, end, kind)
        title = self._timed(tokens, title)
        if kind in {"mayor", "governor", "regent"}:
            self.last = " ".join(each.text for each in tokens[at:end])
        elect = any(each.folded in {"elect", "mayor-elect", "terpilih"} for each in tokens[at:end])
        return replace(
            title,
            ended=title.ended or past or "ended" in said,
            planned=title.planned or elect,
            candidate="candidate" in said,
        )

    def _headed(self, tokens: Sequence[Token], index: int, end: int) -> Title | None:
        """Return the office that a verb or a noun of holding it tells of: "who heads", "presidency of"."""
        words = self._words
        spoken = words.heading[tokens[index].folded]
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
            Token(token.start, token.end, token.text, prefix, "word"),
            Token(token.start, token.end, token.text, rest, "word"),
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
        found = self._bodies.at(tokens, end, self._words)
        if found is None and (kind in _ABOUT or self._of_field(tokens, end)):
            end = self._run(tokens, end)
            found = self._bodies.at(tokens, end, self._words)
            if found is None:
                ahead = self._ahead(tokens, end)
                if ahead is not None:
                    end, found = ahead, self._bodies.at(tokens, ahead, self._words)
        if found is None:
            after = end if kind not in _GOVERNING else self._written(tokens, end)
            return Title(first, after, (first, end), kind, Body() if after > end else None)
        after, body = found
        if body.place is not None and not body.country and self._of_field(tokens, after):
            after = end = self._greedy(tokens, after)
        elif body.network is not None and self._run(tokens, after) > after:
            after = end = self._run(tokens, after)
        return Title(first, after, (first, end), kind, body)

    def _ahead(self, tokens: Sequence[Token], at: int) -> int | None:
        """Return where a body begins after words that may be a department's name, as a person's holds no body."""
        words = self._words
        for index in range(at, min(at + 7, len(tokens))):
            token = tokens[index]
            found = self._bodies.starts.get(token.start)
            if found is not None and index > at:
                place = found[1].place
                return index if place is None or place.start < place.name_start else None
            if token.kind != "word" or not token.capital:
                return None
            if words.heads.at(tokens, index) is not None:
                return None
        return None

    def _of_field(self, tokens: Sequence[Token], at: int) -> bool:
        """Return whether a field of the office comes next (``Bidang Kebudayaan``, ``for Culture``)."""
        if at + 1 >= len(tokens):
            return False
        return tokens[at].folded in {"bidang", "urusan"} or (
            tokens[at].folded in {"for", "responsible"}
            and (self._words.is_domain(tokens[at + 1].folded) or tokens[at + 1].folded == "the")
        )

    def _greedy(self, tokens: Sequence[Token], at: int) -> int:
        """Return the token after a field: up to a mark, or after the words that departments are named by."""
        last = at + 1
        index = last
        while index < len(tokens) and index - at < _LONGEST:
            token = tokens[index]
            if token.kind != "mark" and token.capital:
                last = index + 1
            elif (
                token.folded not in self._words.joins
                and token.folded not in self._words.of
                and token.folded != "the"
            ):
                break
            index += 1
        ends = index < len(tokens) and tokens[index].kind == "mark"
        return last if ends or index == len(tokens) else max(self._run(tokens, at), at + 1)

    def _written(self, tokens: Sequence[Token], end: int) -> int:
        """Return the token after a body of which only the name is written (``Mayor of Upper Hutt``)."""
        if end + 1 >= len(tokens) or tokens[end].folded not in {"of", "dari"} or not tokens[end + 1].capital:
            return end
        after = end + 1
        while after < len(tokens) and tokens[after].kind == "word" and tokens[after].capital:
            after += 1
        return after

    def _run(self, tokens: Sequence[Token], at: int) -> int:
        """Return the token after the words that tell what an office is about."""
        words = self._words
        last = at
        index = at
        while index < len(tokens) and index - at < _LONGEST:
            token = tokens[index]
            if token.kind == "word":
                if self._begins(tokens, index):
                    break
                small = token.folded in words.of or token.folded in words.joins or token.folded == "the"
                if not small and words.is_domain(token.folded):
                    last = index = index + 1
                    continue
                if not small or not self._continues(tokens, index + 1):
                    break
            elif (
                token.text == "("
                and index + 2 < len(tokens)
                and tokens[index + 2].text == ")"
                and last == index
            ):
                last = index + 3
                index += 2
            elif (token.text == "," and (last != index or not self._continues(tokens, index + 1))) or (
                token.text not in ",&/"
            ):
                break
            index += 1
        return last

    def _begins(self, tokens: Sequence[Token], index: int) -> bool:
        """Return whether a body or another title begins at a token, and what the office is about ends."""
        words = self._words
        found = self._bodies.starts.get(tokens[index].start)
        if found is not None:
            own = tokens[index].folded in words.own
            level = tokens[index].folded in words.levels and found[1].place is not None
            return level or not (
                own or (found[1].place is not None and words.is_domain(tokens[index].folded))
            )
        if words.heads.at(tokens, index) is not None:
            return True
        modifier = words.modifiers.at(tokens, index)
        return modifier is not None and words.heads.at(tokens, index + modifier[0]) is not None

    def _continues(self, tokens: Sequence[Token], index: int) -> bool:
        """Return whether a word that departments are named by comes next, small words aside."""
        words = self._words
        while index < len(tokens) and (
            tokens[index].folded in words.joins
            or tokens[index].folded in words.of
            or tokens[index].folded == "the"
        ):
            index += 1
        return (
            index < len(tokens) and words.is_domain(tokens[index].folded) and not self._begins(tokens, index)
        )
