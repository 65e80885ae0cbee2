"""The persons of one sentence: its titles and names, and which belong together."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from citygraph.loaders.extraction.layout import Layout, Sentence, Token
from citygraph.loaders.extraction.records import changed

from .bodies import Bodies, Body, index_at
from .candidates import PersonCandidate
from .holders import Holder, holders_of
from .office_words import OfficeWords
from .origins import origin_of
from .person_names import UNDOTTED, Name, read_name
from .statements import Statements
from .title_bodies import TitleBodies
from .title_reader import TitleReader
from .titles import Title

__all__ = ["Reading"]

_REPLACING: Final = 12  # tokens between an office and who is replaced in it


class Reading:
    """The titles and names of one sentence, and which belong together."""

    def __init__(
        self,
        sentence: Sentence,
        previous: Sentence | None,
        layout: Layout,
        words: OfficeWords,
        bodies: Bodies,
        reader: TitleReader,
    ) -> None:
        self._tokens = sentence.tokens
        self._previous = previous
        self._text = layout.text
        self._words = words
        self._bodies = bodies
        self._reader = reader
        self._items: list[Title | Name] = []
        self._statements = Statements(sentence.tokens, layout.text, words)
        self._read()

    def _read(self) -> None:
        """Read the sentence from left to right into titles and names."""
        tokens = self._tokens
        triggers, honorifics = self._words.triggers, self._words.honorifics
        at = least = 0
        while at < len(tokens):
            token = tokens[at]
            folded = token.folded
            named = token.capital or (folded in honorifics and self._honours(at))
            if folded not in triggers and not named and "-" not in folded:
                at += 1
                continue
            addressed = self._addressed(at) if folded in self._words.addresses else None
            if addressed is not None:
                self._items.append(addressed)
                at = addressed.after
                continue
            title = self._reader.at(tokens, at)
            if title is not None:
                self._items.append(self._said_before(self._wider(title, least), least))
                at = least = title.after
            elif named:
                tight = at - least <= 1 and least > 0
                at, name = self._name(tokens, at, tight=tight)
                if name is not None:
                    self._items.append(name)
            else:
                at += 1

    def _addressed(self, at: int) -> Name | None:
        """Return the name after a title that only addresses who holds the one before (``the Mayor, Cr NAME``)."""
        last = self._items[-1] if self._items else None
        tokens = self._tokens
        following = at
        while following < len(tokens) and tokens[following].folded in self._words.addresses:
            following += 1
            following += following < len(tokens) and tokens[following].text == "."
        if not isinstance(last, Title) or following >= len(tokens) or not tokens[following].capital:
            return None
        if last.kind == "open" and last.body is None:
            return None
        gap = tokens[last.after : at]
        if len(gap) > 1 or any(each.text != "," for each in gap):
            return None
        _, name = self._name(tokens, following, tight=True)
        return (
            changed(name, first=at, honoured=True) if name is not None and name.first == following else None
        )

    def _honours(self, at: int) -> bool:
        """Return whether an honorific in lower case stands at a token (``dr. Rina``, ``dr Rina``)."""
        tokens = self._tokens
        following = at + 2 if at + 1 < len(tokens) and tokens[at + 1].text == "." else at + 1
        dotted = following == at + 2 or tokens[at].folded in UNDOTTED
        return dotted and following < len(tokens) and tokens[following].capital

    def _name(self, tokens: Sequence[Token], at: int, *, tight: bool) -> tuple[int, Name | None]:
        """Return the token after the name or the body that begins at a token, and the name."""
        name = read_name(tokens, at, self._text, self._words, self._bodies.stops, titled=tight and at > 0)
        body = self._bodies.starts.get(tokens[at].start)
        if body is not None:
            after = index_at(tokens, at + 1, body[0])
            place = body[1].place
            if (
                place is None
                or tokens[at].start == place.start < place.name_start
                or place.country_name
                or name is None
                or (name.end <= body[0] and (" " in place.name or not (tight and self._due(at, after, name))))
            ):
                return after, None
        if name is None:
            return at + 1, None
        if at == 0 and not name.honoured and self._ends_as_place(name) and not self._entitled(tokens, name):
            return name.after, None
        return name.after, name

    def _entitled(self, tokens: Sequence[Token], name: Name) -> bool:
        """Return whether a title follows a name and a comma (``Zsolt Palmer, Mayor of``)."""
        at = name.after
        return (
            at + 1 < len(tokens)
            and tokens[at].text == ","
            and any(
                self._words.heads.at(tokens, each) is not None
                for each in range(at + 1, min(at + 3, len(tokens)))
            )
        )

    def _due(self, at: int, after: int, name: Name) -> bool:
        """Return whether a holder's name is due: a title with its body stands before, and no name comes after."""
        last = self._items[-1] if self._items else None
        if not isinstance(last, Title) or last.body is None or (last.after != at and name.words == 1):
            return False
        tokens = self._tokens
        return not (after + 1 < len(tokens) and tokens[after].text == "," and tokens[after + 1].capital)

    def _ends_as_place(self, name: Name) -> bool:
        """Return whether a stretch at a sentence's head is one word and a place (``Besides Xi'an``)."""
        found = self._bodies.ends.get(name.end)
        if found is None or found[1].place is None or name.words != 2 or found[0] <= name.start:
            return False
        return not origin_of(self._text[name.start : found[0]]).home

    def _wider(self, title: Title, least: int) -> Title:
        """Return a title with the words before it that tell what it is about, and the body before those."""
        tokens = self._tokens
        if title.kind in {"state", "cabinet", "envoy", "low", "counterpart"} or title.first != title.title[0]:
            return title
        first = title.first
        while (
            title.kind in {"open", "minister", "local"}
            and first > least
            and title.first - first < 5
            and self._tells(tokens[first - 1])
            and tokens[first - 1].start not in self._bodies.starts
        ):
            first -= 1
        body, start = title.body, first
        if body is None and first > least:
            before = self._before(first, least) or self._possessed(first, least)
            if before is not None:
                body, start = before
        if title.spoken is not None:
            first = title.first
        return changed(title, first=start, title=(first, title.title[1]), body=body)

    def _tells(self, token: Token) -> bool:
        """Return whether a word before a title tells what it is about (``tourism`` officer)."""
        words = self._words
        small = token.folded in words.of or token.folded in words.joins or token.folded in words.levels
        return (
            token.kind == "word"
            and words.is_domain(token.folded)
            and (token.capital or not (small or words.direct))
        )

    def _said_before(self, title: Title, least: int) -> Title:
        """Return a title with what is said before its body (``former New York mayor``)."""
        at = title.first - 1
        if title.first == title.title[0] or at < least:
            return title
        found = self._words.modifiers.at(self._tokens, at)
        if found is None or found[0] > 1:
            return title
        ended, candidate = found[1] == "ended", found[1] == "candidate"
        return changed(title, first=at, ended=title.ended or ended, candidate=title.candidate or candidate)

    def _possessed(self, first: int, least: int) -> tuple[Body, int] | None:
        """Return the city spoken of, where a word right before a title means it (``the city's``, ``its``)."""
        at = first - 1
        word = self._tokens[at].folded
        if at >= least and word in self._words.networks and word.endswith("'s"):
            network = self._bodies.before(self._tokens[at].start)
            return (Body(network=network), at) if network is not None else None
        if at < least or word not in self._words.possessives | self._words.its:
            return None
        return Body(near="its" if word in self._words.its else "the"), at

    def _before(self, first: int, least: int) -> tuple[Body, int] | None:
        """Return the body right before a title, or before ", whose", and where the phrase then begins."""
        tokens = self._tokens
        at = first
        if first - 2 >= least and tokens[first - 1].folded == "whose":
            at = first - 2 if tokens[first - 2].text == "," else first - 1
        elif first - 1 >= least and tokens[first - 1].kind == "mark":
            return None
        end = tokens[at - 1].end
        found = self._bodies.ends.get(end) or self._bodies.ends.get(end - 2)
        if found is None:
            return None
        start = at - 1
        while start > least and tokens[start - 1].start >= found[0]:
            start -= 1
        if start == at - 1 and tokens[start].folded in self._words.never:
            return None
        return found[1], start

    def persons(self) -> list[PersonCandidate]:
        """Return the persons of the sentence, one for each office."""
        if not any(isinstance(each, Title) for each in self._items):
            return []
        holders = holders_of(self._items, self._tokens, self._words, self._bodies, self._earlier())
        bodies = TitleBodies(self._items, self._tokens, self._text, self._words, self._bodies)
        found: list[PersonCandidate] = []
        for index, holder in holders.items():
            title = self._items[index]
            if isinstance(title, Title) and not self._leads_there(title, holder):
                body = bodies.of(title, holder, holders)
                found.append(self._statements.office(title, holder, body, self._reader.last))
                former = self._replaced(index, title, holder)
                if former is not None:
                    found.append(self._statements.former(found[-1], former))
        return _apart([each for each in found if not self._only_addresses(each, found)])

    def _only_addresses(self, person: PersonCandidate, found: Sequence[PersonCandidate]) -> bool:
        """Return whether a title only addresses a person whose office is told too (``Cllr NAME, chair of``)."""
        if person.body is not None or (person.title or "").casefold() not in self._words.addresses:
            return False
        return any(each.name_span == person.name_span and each is not person for each in found)

    def _replaced(self, index: int, title: Title, holder: Holder) -> Name | None:
        """Return who held an office before: "NAME becomes T, replacing NAME"."""
        least = max(title.after, holder.name.after)
        for item in self._items[index + 1 :]:
            if item.first < least:
                continue
            gap = self._tokens[least : item.first]
            if isinstance(item, Name) and item != holder.name and len(gap) <= _REPLACING:
                return item if any(each.folded in self._words.replacing for each in gap) else None
            return None
        return None

    def _leads_there(self, title: Title, holder: Holder) -> bool:
        """Return whether a verb only says again that a mayor leads a city (``Mayor NAME, who led Austin``)."""
        first = self._items[holder.chained] if holder.chained is not None else None
        place = title.body is not None and title.body.place is not None
        return title.spoken is not None and place and isinstance(first, Title) and first.kind != "open"

    def _earlier(self) -> Name | None:
        """Return the last full name of the sentence before."""
        if self._previous is None or not any(
            isinstance(each, Title)
            and each.after < len(self._tokens)
            and self._tokens[each.after].folded in self._words.that
            for each in self._items
        ):
            return None
        tokens = self._previous.tokens
        last: Name | None = None
        at = 0
        while at < len(tokens):
            if tokens[at].kind == "word" and tokens[at].capital:
                at, name = self._name(tokens, at, tight=False)
                if name is not None and name.words > 1 and not self._placed(tokens, name):
                    last = name
            else:
                at += 1
        return last

    def _placed(self, tokens: Sequence[Token], name: Name) -> bool:
        """Return whether capitalised words are a place's name: a place begins them, after a small word."""
        return (
            tokens[name.first].start in self._bodies.starts
            and name.first > 0
            and tokens[name.first - 1].folded in self._words.of
        )


def _apart(found: Sequence[PersonCandidate]) -> list[PersonCandidate]:
    """Return candidates in order whose spans do not overlap: a later one gives way."""
    result: list[PersonCandidate] = []
    least = -1
    for each in sorted(found, key=lambda candidate: (candidate.start, candidate.end)):
        start = max(each.start, least)
        end = max(each.end, start)
        result.append(changed(each, start=start, end=end))
        least = end
    return result
