"""Persons named in a text beside the offices that they hold."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from citygraph.loaders.extraction.layout import Layout, Sentence, Token
from citygraph.loaders.extraction.mentions import NetworkMention, OrganisationMention, PlaceCandidate
from citygraph.loaders.extraction.tokens import fold_word

from .bodies import Bodies, Body, index_at
from .candidates import PersonCandidate
from .holders import Holder, holders_of
from .later import known_by_full_name, later_mentions
from .office_words import OfficeWords, office_words
from .person_names import Name, read_name
from .succession import successors
from .titles import Title, TitleReader

__all__ = ["PersonFinder"]


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
        """Return the persons that a text names, one for each office and each later mention, in order.

        Headlines name nobody: their capitals and missing words make names of what is none.

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
        previous: Sentence | None = None
        for sentence in layout.sentences:
            if sentence.furniture or sentence.heading:
                continue
            folded = [each.folded for each in sentence.tokens]
            if not words.triggers.isdisjoint(folded) or _compound(folded, words):
                found += _Reading(sentence, previous, layout, words, bodies, reader).persons()
            previous = sentence
        found = known_by_full_name([*found, *successors(layout, found, words, bodies.stops)])
        taken = [each.span for each in (*networks, *organisations)]
        cities = frozenset(fold_word(each.name) for each in places if each.level is not None)
        later = later_mentions(layout, found, words, taken, not_persons=cities)
        return sorted([*found, *later], key=lambda each: each.span)


class _Reading:
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
        self._read()

    def _read(self) -> None:
        """Read the sentence from left to right into titles and names."""
        tokens = self._tokens
        triggers = self._words.triggers
        at = least = 0
        while at < len(tokens):
            token = tokens[at]
            folded = token.folded
            if folded not in triggers and not token.text[0].isupper() and "-" not in folded:
                at += 1
                continue
            title = self._reader.at(tokens, at)
            if title is not None:
                self._items.append(self._said_before(self._wider(title, least), least))
                at = least = title.after
            elif token.text[0].isupper():
                tight = at - least <= 1 and least > 0
                at, name = self._name(tokens, at, tight=tight)
                if name is not None:
                    self._items.append(name)
            else:
                at += 1

    def _name(self, tokens: Sequence[Token], at: int, *, tight: bool) -> tuple[int, Name | None]:
        """Return the token after the name or the body that begins at a token, and the name."""
        name = read_name(tokens, at, self._text, self._words, self._bodies.stops, titled=tight and at > 0)
        body = self._bodies.starts.get(tokens[at].start)
        if body is not None:
            after = index_at(tokens, at + 1, body[0])
            place = body[1].place
            if (
                place is None
                or place.start < place.name_start
                or place.country_name
                or name is None
                or (name.after <= after and not (tight and self._expected(after)))
            ):
                return after, None
        if name is None:
            return at + 1, None
        if at == 0 and not name.honoured and self._ends_as_place(name):
            return name.after, None
        return name.after, name

    def _expected(self, after: int) -> bool:
        """Return whether a holder's name is due: a title with its body stands before, and no name comes after."""
        last = self._items[-1] if self._items else None
        if not isinstance(last, Title) or last.body is None:
            return False
        tokens = self._tokens
        return not (after + 1 < len(tokens) and tokens[after].text == "," and tokens[after + 1].capital)

    def _ends_as_place(self, name: Name) -> bool:
        """Return whether a stretch at a sentence's head is one word and a place (``Besides Xi'an``)."""
        found = self._bodies.ends.get(name.end)
        return found is not None and found[1].place is not None and name.words == 2 and found[0] > name.start

    def _wider(self, title: Title, least: int) -> Title:
        """Return a title with the words before it that tell what it is about, and the body before those."""
        tokens = self._tokens
        if title.kind not in {"open", "minister", "mayor", "governor"} or title.first != title.title[0]:
            return title
        first = title.first
        while (
            title.kind in {"open", "minister"}
            and first > least
            and title.first - first < 5
            and tokens[first - 1].kind == "word"
            and tokens[first - 1].capital
            and self._words.is_domain(tokens[first - 1].folded)
            and tokens[first - 1].start not in self._bodies.starts
        ):
            first -= 1
        body, start = title.body, first
        if body is None and first > least:
            before = self._before(first, least)
            if before is not None:
                body, start = before
        if title.spoken is not None:
            first = title.first
        return replace(title, first=start, title=(first, title.title[1]), body=body)

    def _said_before(self, title: Title, least: int) -> Title:
        """Return a title with what is said before its body (``former New York mayor``)."""
        at = title.first - 1
        if title.first == title.title[0] or at < least:
            return title
        found = self._words.modifiers.at(self._tokens, at)
        if found is None or found[0] > 1:
            return title
        ended, candidate = found[1] == "ended", found[1] == "candidate"
        return replace(title, first=at, ended=title.ended or ended, candidate=title.candidate or candidate)

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
        return found[1], start

    def persons(self) -> list[PersonCandidate]:
        """Return the persons of the sentence, one for each office."""
        if not any(isinstance(each, Title) for each in self._items):
            return []
        holders = holders_of(self._items, self._tokens, self._words, self._bodies, self._earlier())
        found: list[PersonCandidate] = []
        for index, holder in holders.items():
            title = self._items[index]
            if isinstance(title, Title):
                found.append(self._candidate(title, holder, self._body(title, holder, holders)))
        return _apart(found)

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
                last = name if name is not None and name.words > 1 else last
            else:
                at += 1
        return last

    def _body(self, title: Title, holder: Holder, holders: dict[int, Holder]) -> Body | None:
        """Return the body of a title, with what its holder's other titles say of it."""
        body = title.body
        if body is None and holder.rule == "title-name":
            body = self._after(holder.name)
        first = self._items[holder.chained] if holder.chained is not None else None
        if not isinstance(first, Title):
            return body
        if body is None and holder.rule == "name-title-title" and first.kind == title.kind == "open":
            return first.body
        if body is None and holder.rule == "title-title-name":
            return first.body if first.kind == title.kind else None
        if body is not None and body.organisation is not None:
            return self._city_of(title, holder, holders) or body
        if body is None and holder.rule == "name-title-title" and first.kind != "open":
            network = self._bodies.before(self._tokens[title.first].start)
            return Body(network=network) if network is not None and title.kind == "open" else None
        return body

    def _city_of(self, title: Title, holder: Holder, holders: dict[int, Holder]) -> Body | None:
        """Return the city of a holder's other title where the body of this one is a department of a city."""
        if not any(each.folded in self._words.own for each in self._tokens[title.first : title.after]):
            return None
        others = [self._items[index] for index, each in holders.items() if each.name == holder.name]
        return next(
            (
                each.body
                for each in others
                if isinstance(each, Title) and each.body and each.body.place and not each.body.country
            ),
            None,
        )

    def _after(self, name: Name) -> Body | None:
        """Return the body after a name (``Mayor NAME of Austin``)."""
        at = name.after
        if at + 1 >= len(self._tokens) or self._tokens[at].folded not in {"of", "dari"}:
            return None
        found = self._bodies.at(self._tokens, at, self._words)
        return found[1] if found is not None else None

    def _candidate(self, title: Title, holder: Holder, body: Body | None) -> PersonCandidate:
        tokens, name = self._tokens, holder.name
        first, after = title.title
        while first + 1 < after and self._past(first):
            first += 1
        written = " ".join(self._text[tokens[first].start : tokens[after - 1].end].split())
        if title.spoken is not None:
            about = " ".join(each.text for each in tokens[first + 1 : after] if each.folded != "the")
            written = f"{title.spoken} of the {about}" if about else title.spoken
        gap = {each.folded for each in tokens[holder.gap[0] : holder.gap[1]]}
        if title.kind == "counterpart":
            written = self._reader.last or written
        elected = not gap.isdisjoint({"elected", "named", "appointed", "chosen"})
        start = tokens[title.first].start
        end = tokens[title.after - 1].end
        inside = tokens[0].start <= name.start < tokens[-1].end
        near = inside and holder.rule in {"title-name", "name-title"}
        return PersonCandidate(
            start=min(start, name.start) if near else start,
            end=max(end, name.end) if near else end,
            name=" ".join(self._text[name.start : name.end].split()),
            name_span=(name.start, name.end),
            title=written,
            kind=title.kind,
            body=body,
            ended=title.ended
            or not gap.isdisjoint(self._words.closing)
            or (not elected and not gap.isdisjoint(self._words.ended)),
            planned=title.planned or self._planned(gap, title),
            evidence=(min(start, name.start), max(end, name.end)) if inside else (start, end),
            rule=holder.rule,
        )

    def _past(self, index: int) -> bool:
        """Return whether a title's word says that it is past, and is no part of it."""
        found = self._words.modifiers.at(self._tokens, index)
        return found is not None and found[1] == "ended"

    def _planned(self, gap: set[str], title: Title) -> bool:
        """Return whether the office is still to come: "is to become", not "will stand beside him as"."""
        becoming = title.spoken is not None or not gap.isdisjoint(self._words.becoming)
        return becoming and not gap.isdisjoint(self._words.planned)


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


def _compound(folded: Sequence[str], words: OfficeWords) -> bool:
    """Return whether a compound ends with a word that titles begin with (``then-mayor``)."""
    return any(each.rpartition("-")[2] in words.triggers for each in folded if "-" in each)
