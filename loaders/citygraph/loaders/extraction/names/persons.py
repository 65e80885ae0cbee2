"""Persons named in a text beside the offices that they hold."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

from citygraph.loaders.extraction.layout import Layout, Sentence
from citygraph.loaders.extraction.mentions import NetworkMention, OrganisationMention, PlaceCandidate

from .candidates import PersonCandidate
from .later import known_by_full_name, later_mentions
from .office_words import OfficeWords, office_words
from .person_names import Name, read_name
from .titles import Bodies, Body, Title, TitleReader

__all__ = ["PersonFinder"]

_GAP: Final = 9  # tokens between a name and a title that is said of it
_DASHES: Final = frozenset("-–—")


@dataclass(frozen=True, slots=True)
class _Holder:
    """Who holds a title: the name, how they stand to each other, and the tokens between them."""

    name: Name
    rule: str
    gap: tuple[int, int]


class PersonFinder:
    """Finds persons by the titles of office beside their names."""

    def find(
        self,
        layout: Layout,
        language: str,
        places: Sequence[PlaceCandidate] = (),
        networks: Sequence[NetworkMention] = (),
        organisations: Sequence[OrganisationMention] = (),
    ) -> list[PersonCandidate]:
        """Return the persons that a text names beside an office, one for each office, in order.

        Args:
            layout: The text.
            language: BCP 47 tag of the article.
            places: What may be places.
            networks: The networks that it names.
            organisations: The other bodies that it names.
        """
        words = office_words(language)
        bodies = Bodies.of(places, networks, organisations)
        reader = TitleReader(words, bodies)
        found: list[PersonCandidate] = []
        for sentence in layout.sentences:
            if sentence.furniture or sentence.heading:
                continue
            if any(each.folded in words.triggers or "-" in each.folded for each in sentence.tokens):
                found += _Reading(sentence, layout, words, bodies, reader).persons()
        found = known_by_full_name(found)
        taken = [each.span for each in (*networks, *organisations)]
        return sorted([*found, *later_mentions(layout, found, words, taken)], key=lambda each: each.span)


class _Reading:
    """The titles and names of one sentence, and which belong together."""

    def __init__(
        self, sentence: Sentence, layout: Layout, words: OfficeWords, bodies: Bodies, reader: TitleReader
    ) -> None:
        self._sentence = sentence
        self._tokens = sentence.tokens
        self._layout = layout
        self._words = words
        self._bodies = bodies
        self._items: list[Title | Name] = []
        self._read(reader)

    def _read(self, reader: TitleReader) -> None:
        """Read the sentence from left to right into titles and names."""
        tokens = self._tokens
        at = 0
        least = 0
        while at < len(tokens):
            if tokens[at].kind != "word":
                at += 1
                continue
            title = reader.at(tokens, at)
            if title is not None:
                title = self._wider(title, least)
                self._items.append(title)
                at = least = title.after
                continue
            if not tokens[at].capital:
                at += 1
                continue
            at = self._name(at)

    def _name(self, at: int) -> int:
        """Read the name or the body that begins at a token; return the token after it."""
        tokens = self._tokens
        body = self._bodies.starts.get(tokens[at].start)
        name = read_name(tokens, at, self._layout.text, self._words, self._bodies.stops)
        if body is not None:
            after = at + 1
            while after < len(tokens) and tokens[after].start < body[0]:
                after += 1
            place = body[1].place
            level = place is not None and place.start < place.name_start
            if place is None or level or name is None or name.after <= after or place.country_name:
                return after
        if name is None:
            return at + 1
        self._items.append(name)
        return name.after

    def _wider(self, title: Title, least: int) -> Title:
        """Return a title with the capitalised words before it that tell what it is about (``Culture Director``)."""
        if title.kind not in {"open", "minister"} or title.first != title.title[0]:
            return title
        first = title.first
        tokens = self._tokens
        while (
            first > least
            and title.first - first < 5
            and tokens[first - 1].kind == "word"
            and tokens[first - 1].capital
            and self._words.is_domain(tokens[first - 1].folded)
            and tokens[first - 1].start not in self._bodies.starts
        ):
            first -= 1
        body = title.body
        start = first
        if body is None or first < title.first:
            before = self._bodies.ends.get(tokens[first - 1].end) if first > least else None
            if before is not None and body is None:
                body = before[1]
                while start > least and tokens[start - 1].start >= before[0]:
                    start -= 1
        return replace(title, first=start, title=(first, title.title[1]), body=body)

    def persons(self) -> list[PersonCandidate]:
        """Return the persons of the sentence, one for each office."""
        found: list[PersonCandidate] = []
        used: set[int] = set()
        holders: dict[int, _Holder] = {}
        for index, item in enumerate(self._items):
            if isinstance(item, Title) and not item.candidate:
                holder = self._holder(index, item, used, holders)
                if holder is not None:
                    holders[index] = holder
        self._shared(holders)
        for index, holder in holders.items():
            title = self._items[index]
            if isinstance(title, Title):
                found.append(self._candidate(title, holder, index))
        return _apart(found)

    def _shared(self, holders: dict[int, _Holder]) -> None:
        """Give a title without a name the holder of the title that it is joined to (``T and T NAME``)."""
        for index in range(len(self._items) - 2, -1, -1):
            item, following = self._items[index], self._items[index + 1]
            if index in holders or not isinstance(item, Title) or not isinstance(following, Title):
                continue
            holder = holders.get(index + 1)
            gap = self._tokens[item.after : following.first]
            if (
                holder is not None
                and holder.rule != "name-title"
                and len(gap) <= 2
                and any(each.folded in self._words.joins for each in gap)
            ):
                holders[index] = _Holder(holder.name, "title-title-name", holder.gap)

    def _holder(
        self, index: int, title: Title, used: set[int], holders: dict[int, _Holder]
    ) -> _Holder | None:
        following = self._items[index + 1] if index + 1 < len(self._items) else None
        if isinstance(following, Name) and following.first == title.after and self._plausible(following):
            used.add(index + 1)
            return _Holder(following, "title-name", (title.after, following.first))
        before = self._left(index, title, used, holders)
        if before is not None:
            return before
        if isinstance(following, Name) and self._plausible(following) and self._apposed(title, following):
            used.add(index + 1)
            return _Holder(following, "title-name", (title.after, following.first))
        if title.after < len(self._tokens) and self._tokens[title.after].folded in self._words.that:
            return self._spoken_of(title)
        return None

    def _apposed(self, title: Title, name: Name) -> bool:
        """Return whether a name stands after a title as its holder's: after a comma, a dash or "namely"."""
        gap = self._tokens[title.after : name.first]
        if len(gap) == 1:
            return (
                gap[0].text in ",:" or gap[0].text in _DASHES or gap[0].folded in {"yakni", "yaitu", "namely"}
            )
        if len(gap) == 2:
            return gap[0].text in ",:" and gap[1].folded in {"yakni", "yaitu", "namely", "the"}
        if len(gap) <= 6 and gap and gap[0].text == "," and gap[-1].text == ",":
            inner = self._bodies.starts.get(gap[1].start)
            return inner is not None and inner[0] == gap[-2].end
        return False

    def _left(self, index: int, title: Title, used: set[int], holders: dict[int, _Holder]) -> _Holder | None:
        """Return the holder named before a title."""
        if index == 0:
            return None
        before = self._items[index - 1]
        first = before.after
        gap = self._tokens[first : title.first]
        if len(gap) > _GAP or not gap:
            return None
        marks = [each for each in gap if each.kind == "mark"]
        words = [each.folded for each in gap if each.kind != "mark"]
        strong = any(each in self._words.strong for each in words)
        joined = any(each in self._words.joins for each in words)
        linked = all(
            each in self._words.links or each in self._words.joins or each in self._words.that
            for each in words
        )
        if isinstance(before, Title):
            holder = holders.get(index - 1)
            if (
                holder is not None
                and linked
                and (strong or joined or (marks and holder.rule == "name-title"))
            ):
                return _Holder(holder.name, "name-title-title", (first, title.first))
            return None
        if not linked or not self._plausible(before):
            return None
        if any(each.text not in ",(" and each.text not in _DASHES for each in marks):
            return None
        taken = index - 1 in used
        if (
            strong
            or (marks and not taken and not joined)
            or (taken and marks and words and words[0] in {"yang", "who"})
        ):
            used.add(index - 1)
            return _Holder(before, "name-title", (first, title.first))
        return None

    def _plausible(self, name: Name) -> bool:
        """Return whether a capitalised stretch may be a person's name."""
        if name.words >= 2 or name.honoured:
            return True
        return name.first > 0 or len(self._layout.text[name.start : name.end]) > 2

    def _spoken_of(self, title: Title) -> _Holder | None:
        """Return the person of the sentence before, for a title that points back (``wali kota itu``)."""
        return None

    def _candidate(self, title: Title, holder: _Holder, index: int) -> PersonCandidate:
        tokens = self._tokens
        text = self._layout.text
        name = holder.name
        first, after = title.title
        written = " ".join(text[tokens[first].start : tokens[after - 1].end].split())
        if title.spoken is not None:
            rest = tokens[first + 1 : after]
            about = " ".join(each.text for each in rest if each.folded != "the")
            written = f"{title.spoken} of the {about}" if about else title.spoken
        gap = [each.folded for each in tokens[holder.gap[0] : holder.gap[1]]]
        planned = holder.rule.startswith("name-title") and any(each in self._words.planned for each in gap)
        past = holder.rule.startswith("name-title") and any(each in self._words.ended for each in gap)
        elected = any(each in {"elected", "named", "appointed", "chosen"} for each in gap)
        body = title.body
        if body is None and holder.rule == "title-name":
            body = self._after(name)
        start = min(tokens[title.first].start, name.start)
        end = max(tokens[title.after - 1].end, name.end)
        return PersonCandidate(
            start=start,
            end=end,
            name=" ".join(text[name.start : name.end].split()),
            name_span=(name.start, name.end),
            title=written,
            kind=title.kind,
            body=body,
            ended=title.ended or (past and not elected),
            planned=planned,
            evidence=(start, end),
            rule=holder.rule,
        )

    def _after(self, name: Name) -> Body | None:
        """Return the body after a name (``Mayor NAME of Austin``)."""
        at = name.after
        if at + 1 < len(self._tokens) and self._tokens[at].folded in {"of", "dari"}:
            at += 2 if self._tokens[at + 1].folded == "the" else 1
            found = self._bodies.starts.get(self._tokens[at].start) if at < len(self._tokens) else None
            return found[1] if found is not None else None
        return None


def _apart(found: Sequence[PersonCandidate]) -> list[PersonCandidate]:
    """Return candidates in order whose spans do not overlap: a later one gives way."""
    result: list[PersonCandidate] = []
    least = -1
    for each in sorted(found, key=lambda candidate: (candidate.start, candidate.end)):
        start = max(each.start, least)
        end = max(each.end, start)
        result.append(replace(each, start=start, end=end))
        least = end
    return result
