"""Who holds a title: the name that stands to it, in one sentence."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from citygraph.loaders.extraction.layout import Token, past_bracket
from citygraph.loaders.extraction.records import record

from .bodies import Bodies, index_at
from .office_words import OfficeWords
from .person_names import Name
from .titles import Title

__all__ = ["Holder", "holders_of"]

_GAP: Final = 9  # tokens between a name and a title that is said of it
_BRACKET: Final = 7  # tokens of a bracket behind a name
_GOVERNING: Final = frozenset({"mayor", "regent", "governor"})
_CLAUSE: Final = 14  # tokens of a clause between a title and a name
_FAR: Final = 14  # tokens between an office and the one that it passes to
_FROM: Final = frozenset({"of", "from", "dari"})
_DASHES: Final = frozenset("-–—")
_NAMELY: Final = frozenset({"yakni", "yaitu", "ialah", "namely"})
_AS: Final = frozenset({"as", "sebagai", "selaku", "menjadi", "become", "becomes", "became"})
_ARTICLES: Final = frozenset({"the", "a", "an", "its", "their", "his", "her"})


@record(frozen=True, slots=True)
class Holder:
    """The name of who holds a title.

    Attributes:
        name: The name.
        rule: How the title and the name stand to each other.
        gap: The tokens between the two: the first and the one after the last.
        chained: Index of the title that the name belongs to in the first place.
    """

    name: Name
    rule: str
    gap: tuple[int, int]
    chained: int | None = None


def holders_of(
    items: Sequence[Title | Name],
    tokens: Sequence[Token],
    words: OfficeWords,
    bodies: Bodies,
    earlier: Name | None,
) -> dict[int, Holder]:
    """Return the holders of the titles of a sentence, by the titles' indices.

    Args:
        items: Its titles and names, in order.
        tokens: Its tokens.
        words: The words of its language.
        bodies: The bodies that the article names.
        earlier: The name that the sentence before ended with: for "the mayor" that means somebody named before.
    """
    finder = _Finder(items, tokens, words, bodies, earlier)
    return finder.found()


class _Finder:
    def __init__(
        self,
        items: Sequence[Title | Name],
        tokens: Sequence[Token],
        words: OfficeWords,
        bodies: Bodies,
        earlier: Name | None,
    ) -> None:
        self._items = items
        self._tokens = tokens
        self._words = words
        self._bodies = bodies
        self._earlier = earlier
        self._used: set[int] = set()
        self._holders: dict[int, Holder] = {}

    def found(self) -> dict[int, Holder]:
        for index, item in enumerate(self._items):
            if isinstance(item, Title) and not item.candidate:
                holder = self._holder(index, item)
                if holder is not None:
                    self._holders[index] = holder
        self._joined()
        self._passed()
        return dict(sorted(self._holders.items()))

    def _holder(self, index: int, title: Title) -> Holder | None:
        following = self._items[index + 1] if index + 1 < len(self._items) else None
        right = following if isinstance(following, Name) else None
        lead = self._tokens[title.first - 1].folded if title.first else ""
        if right is not None and right.first == title.after:
            self._used.add(index + 1)
            return Holder(right, "title-name", (title.after, right.first))
        if lead in self._words.not_said:
            return None
        apposed = right is not None and self._apposed(title, right)
        before = self._left(index, title, closed=not apposed and self._closed(title))
        weak = before is not None and (
            before.rule == "name-title-title" if before.chained is not None else before.name.words == 1
        )
        if before is not None and not (apposed and right is not None and weak and right.words > 1):
            return before
        if right is not None and apposed:
            self._used.add(index + 1)
            return Holder(right, "title-name", (title.after, right.first))
        that = self._tokens[title.after].folded if title.after < len(self._tokens) else ""
        if that in self._words.that and self._earlier is not None and title.body is not None:
            return Holder(self._earlier, "title-that", (title.after, title.after))
        return None

    def _apposed(self, title: Title, name: Name) -> bool:
        """Return whether a name stands after a title as its holder's: after a comma, a dash or "namely"."""
        gap = self._tokens[title.after : name.first]
        if self._told_of(title, gap, name):
            return True
        if not gap or len(gap) > 6:
            return False
        if len(gap) == 1:
            return gap[0].text in ",:" or gap[0].text in _DASHES or gap[0].folded in _NAMELY
        if len(gap) == 2:
            return (gap[0].text in ",:" and gap[1].folded in _NAMELY) or (
                gap[0].text == "." and gap[1].text == ","
            )
        if gap[0].text == "(" and gap[-1].text == ")":
            return len(gap) == 3 or all(each.kind != "word" for each in gap)
        if gap[0].text == "," and gap[-1].text == ",":
            inner = self._bodies.starts.get(gap[1].start)
            return inner is not None and inner[0] >= gap[-2].end
        return False

    def _told_of(self, title: Title, gap: Sequence[Token], name: Name) -> bool:
        """Return whether a clause about the holder, between commas or "who" and a comma, parts title and name."""
        if title.body is None or not 2 < len(gap) <= _CLAUSE or name.words < 2 or gap[-1].text != ",":
            return False
        opening = gap[1] if gap[0].text == "," else gap[0]
        within = gap[1:-1] if gap[0].text == "," else gap[:-1]
        after = self._tokens[name.after].text if name.after < len(self._tokens) else "."
        return (
            opening.folded in self._words.that_is
            and after in ",."
            and all(each.kind != "mark" for each in within)
        )

    def _closed(self, title: Title) -> bool:
        """Return whether a mark ends a title's phrase."""
        return title.after < len(self._tokens) and self._tokens[title.after].text in ",.;)"

    def _left(self, index: int, title: Title, *, closed: bool) -> Holder | None:
        """Return the holder named before a title.

        Args:
            index: Index of the title.
            title: The title.
            closed: Whether a mark ends it and no name of its own follows.
        """
        if index == 0:
            return None
        before = self._items[index - 1]
        first = (
            before.after
            if isinstance(before, Title) or before.words < 2
            else self._beyond(before.after, title.first)
        )
        # past a bracket before a comma: ``NAME (PL/EPP), mayor of``
        first = past_bracket(self._tokens, first, min(_BRACKET, title.first - 1 - first))
        gap = self._tokens[first : title.first]
        if (not gap and title.spoken is None) or len(gap) > _GAP:
            return None
        if any(
            each.folded in self._words.replacing
            for each in self._tokens[max(0, before.first - 2) : before.first]
        ):
            return self._replacing(index, title)
        marks = [each for each in gap if each.kind == "mark"]
        said = [each.folded for each in gap if each.kind != "mark"]
        closing = any(each in self._words.closing for each in said)
        headed = title.spoken is not None and title.body is not None and title.body.network is not None
        strong = closing or headed or not gap or any(each in self._words.strong for each in said)
        joined = any(each in self._words.joins for each in said)
        linked = all(
            each in self._words.links or each in self._words.joins or each in self._words.that
            for each in said
        )
        as_ = next((each for each in reversed(said) if each not in _ARTICLES), "") in _AS
        if any(each.text not in ",(" and each.text not in _DASHES for each in marks):
            return None
        if isinstance(before, Title):
            holder = self._holders.get(index - 1)
            named_before = holder is not None and (
                holder.rule != "title-name" or holder.name.after <= before.first
            )
            if holder is not None and (
                as_ or (linked and (strong or joined or (bool(marks) and named_before)))
            ):
                return Holder(holder.name, "name-title-title", (first, title.first), index - 1)
            return None
        taken = index - 1 in self._used and not self._addressed(index - 1, before)
        relative = bool(said) and said[0] in self._words.that_is
        network = title.body is not None and title.body.network is not None
        relative = relative or (closed and (network or bool(said and said[0] in _ARTICLES)))
        relative = relative or (closed and self._governs_beside(index, title))
        if as_ and not joined:
            linked = strong = True
        if linked and (strong or (marks and not taken and not joined) or (taken and marks and relative)):
            self._used.add(index - 1)
            return Holder(before, "name-title", (first, title.first), self._first_of(before))
        return None

    def _governs_beside(self, index: int, title: Title) -> bool:
        """Return whether a title names the city of who presides a network (``Ketua Apeksi NAME, Wali Kota X,``)."""
        first = self._items[index - 2] if index > 1 else None
        if not isinstance(first, Title) or first.body is None or first.body.network is None:
            return False
        return title.kind in _GOVERNING and title.body is not None and title.body.place is not None

    def _beyond(self, after: int, least: int) -> int:
        """Return the token after the city that a name's holder is of, with its state or country (``of Macon, GA,``)."""
        tokens = self._tokens
        if after + 1 >= least or tokens[after].folded not in _FROM:
            return after
        found = self._bodies.starts.get(tokens[after + 1].start)
        if found is None or found[1].place is None:
            return after
        at = index_at(tokens, after + 1, found[0])
        if at + 2 < least and tokens[at].text == tokens[at + 2].text == "," and tokens[at + 1].capital:
            at += 2
        return at if at < least else after

    def _addressed(self, index: int, name: Name) -> bool:
        """Return whether the title before a name may only address its holder (``Cllr NAME, chair of``)."""
        title = self._items[index - 1] if index else None
        return (
            isinstance(title, Title)
            and title.body is None
            and title.after == name.first
            and title.after - title.first == 1
            and self._tokens[title.first].folded in self._words.addresses
        )

    def _first_of(self, name: Name) -> int | None:
        return next((index for index, holder in self._holders.items() if holder.name == name), None)

    def _replacing(self, index: int, title: Title) -> Holder | None:
        """Return the new holder where the name before the title is the old one's (``A replaces B as T``)."""
        for at in range(index - 2, -1, -1):
            item = self._items[at]
            if isinstance(item, Name):
                return Holder(item, "name-replaces-title", (item.after, title.first), self._first_of(item))
        return None

    def _joined(self) -> None:
        """Give a title without a name the holder of the title that it is joined to (``T and T NAME``)."""
        for index in range(len(self._items) - 2, -1, -1):
            item, following = self._items[index], self._items[index + 1]
            if index in self._holders or not isinstance(item, Title) or not isinstance(following, Title):
                continue
            if item.kind in _GOVERNING and following.kind in _GOVERNING:
                continue
            holder = self._holders.get(index + 1)
            gap = self._tokens[item.after : following.first]
            if (
                holder is not None
                and holder.name.first >= following.after
                and 0 < len(gap) <= 2
                and (
                    any(each.folded in self._words.joins for each in gap)
                    or self._led_by_governing(item, gap, following)
                )
            ):
                self._holders[index] = Holder(holder.name, "title-title-name", holder.gap, index + 1)

    def _led_by_governing(self, item: Title, gap: Sequence[Token], following: Title) -> bool:
        """Return whether a network's office is told, and after a comma that of a city (``Chair of C40, the Mayor``)."""
        network = item.body is not None and item.body.network is not None
        return (
            network
            and gap[0].text == ","
            and following.kind in _GOVERNING
            and all(each.folded in _ARTICLES for each in gap[1:])
        )

    def _passed(self) -> None:
        """Give an office that passes to the holder of another title that one's name (``T kini dijabat T NAME``)."""
        for index, item in enumerate(self._items[:-1]):
            if index in self._holders or not isinstance(item, Title):
                continue
            if item.body is None and not self._words.presides(self._tokens[slice(*item.title)]):
                continue
            following = self._items[index + 1]
            gap = self._tokens[item.after : following.first]
            if not 0 < len(gap) <= _FAR or not any(each.folded in self._words.passing for each in gap):
                continue
            holder = self._holders.get(index + 1)
            if holder is not None:
                self._holders[index] = Holder(holder.name, "title-passes-name", (0, 0), index + 1)
            elif isinstance(following, Name):
                self._holders[index] = Holder(following, "title-passes-name", (0, 0))
