"""Offices of states: in what body ministers, envoys, and heads of states and governments hold theirs."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from citygraph.loaders.extraction.layout import Token

from .bodies import Bodies, Body
from .office_words import OfficeWords
from .titles import Title

__all__ = ["StateOffices"]

_KINDS: Final = frozenset({"minister", "cabinet", "envoy", "state"})
_SMALL: Final = frozenset(
    {"of", "for", "the", "and", "dan", "minister", "menteri", "state", "senior", "vice", "deputy", "wakil"}
)


class StateOffices:
    """Tells the bodies of the offices of states in one sentence.

    Args:
        tokens: Its tokens.
        text: The article's text.
        words: The words of its language.
        bodies: What it names that an office may be held in.
    """

    def __init__(self, tokens: Sequence[Token], text: str, words: OfficeWords, bodies: Bodies) -> None:
        self._tokens = tokens
        self._text = text
        self._words = words
        self._bodies = bodies

    def has(self, title: Title) -> bool:
        """Return whether a title is an office of a state's."""
        return title.kind in _KINDS or (
            self._heads(title) and (self._country(title) is not None or self._at_home(title))
        )

    def body(self, title: Title) -> Body | None:
        """Return the body of an office of a state's: its ministry, its mission or, at its head, the country."""
        if title.body is not None and title.kind != "envoy" and not title.body.country:
            return title.body
        country = self._country(title)
        if title.kind in {"minister", "cabinet"}:
            return self._ministry(title, country)
        if title.kind == "envoy":
            return self._mission(title, country)
        if country is None and self._heads(title) and self._at_home(title):
            country = self._words.homeland
        return Body(organisation=country) if country is not None else None

    @staticmethod
    def _country(title: Title) -> str | None:
        """Return the name of the country that a title names."""
        body = title.body
        if body is None or not body.country:
            return None
        return body.place.name if body.place is not None else body.nation

    def _heads(self, title: Title) -> bool:
        """Return whether a title is of the head of a state where a country stands with it (``President of Laos``)."""
        first, after = title.title
        return " ".join(each.folded for each in self._tokens[first:after]) in self._words.sovereign

    def _at_home(self, title: Title) -> bool:
        """Return whether a title without a body is of the state that the language's articles mean.

        Where the article names networks, a president alone may be that of one.
        """
        if title.body is not None or not self._words.homeland:
            return False
        first, after = title.title
        return not (
            self._bodies.networks and after - first == 1 and self._words.presides(self._tokens[first:after])
        )

    def _ministry(self, title: Title, country: str | None) -> Body | None:
        """Return a minister's ministry: by its name in the article where it has one, else by the title."""
        first, after = title.title
        said = " ".join(each.folded for each in self._tokens[first:after])
        known = self._words.ministers.get(said)
        if known is not None:
            return Body(organisation=self._of(known, country))
        written = [each for each in self._tokens[first:after] if each.kind == "word" or each.text in ",&/()"]
        about = {each.folded for each in written if each.kind == "word"} - _SMALL
        at = next((at for at, each in enumerate(written) if each.folded in self._words.ministries), None)
        if at is None or not about - self._words.ministries.keys():
            return None
        for _, body in self._bodies.starts.values():
            words = {word.strip(",()") for word in (body.organisation or "").casefold().split()}
            if about <= words and words & {"ministry", "kementerian"} and body.organisation is not None:
                return Body(organisation=self._of(body.organisation, country))
        ministry = self._words.ministries[written[at].folded]
        rest = written[at + 1 :]
        while rest and rest[0].folded in {"of", "for", "state"}:
            rest = rest[1:]
        if not rest and country is not None:
            rest = [each for each in written[:at] if each.folded in about]
        if not rest:
            return None
        named = " ".join((ministry, *self._text[rest[0].start : rest[-1].end].split()))
        return Body(organisation=self._of(named, country))

    def _of(self, ministry: str, country: str | None) -> str:
        """Return the name of a ministry with the country that it is of, where that is told."""
        if country is None or country in ministry:
            return ministry
        return f"{ministry} {country}" if self._words.direct else f"{ministry} of {country}"

    def _mission(self, title: Title, country: str | None) -> Body | None:
        """Return the mission that an envoy heads (``Konsulat Jenderal RI di Hamburg``)."""
        tokens = self._tokens
        for at in range(title.title[0], title.title[1]):
            for size in (2, 1):
                head = " ".join(each.folded for each in tokens[at : at + size])
                mission = self._words.missions.get(head)
                if mission is None:
                    continue
                rest = self._text[tokens[at + size - 1].end : self._untimed(title, at + size)].split()
                if (country is not None and title.first < title.title[0]) or (
                    title.body is not None and title.body.nation
                ):
                    rest = ["of", country or "", *rest]
                seat = "di" if self._words.direct else "in"
                named = self._named(mission, rest, seat)
                if named is not None or not rest:
                    return named
                rest = [seat if word in {"untuk", "to", "for"} else word for word in rest]
                return Body(organisation=" ".join((mission, *rest)))
        return None

    def _untimed(self, title: Title, least: int) -> int:
        """Return where a title ends without the words of its time (``wakil duta besar saat itu``)."""
        for at in range(least, title.after):
            if self._words.then.at(self._tokens, at) is not None:
                return self._tokens[at - 1].end
        return self._tokens[title.after - 1].end

    def _named(self, mission: str, rest: Sequence[str], seat: str) -> Body | None:
        """Return the one mission that the article names and a title may mean.

        That is one of its kind where the title says no more; else one by its acronym, as ``KBRI Tokyo`` for the
        ``Duta Besar RI untuk Jepang``, unless the title says another city.

        Args:
            mission: What the envoy is sent by.
            rest: The words of the title behind the envoy's own.
            seat: The word before the city where a mission sits.
        """
        shortened = self._words.shortened
        if rest:
            full = " ".join((mission, rest[0]))
            forms = tuple(short for short in shortened if shortened[short] == full)
        else:
            forms = (mission, *(short for short in shortened if shortened[short].startswith(mission)))
        named = {body.organisation for _, body in self._bodies.starts.values() if body.organisation}
        found = {each for each in named if any(form in each for form in forms)}
        if len(found) != 1:
            return None
        (only,) = found
        elsewhere = rest[1:2] == [seat] and " ".join(rest[2:]) not in only
        return None if elsewhere else Body(organisation=only)
