"""The bodies that offices are held in, as they stand in a text."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final, Literal

from citygraph.loaders.extraction.layout import Token
from citygraph.loaders.extraction.mentions import NetworkMention, OrganisationMention, PlaceCandidate
from citygraph.loaders.extraction.records import record

from .halls import hall_end, is_hall
from .office_words import OfficeWords
from .organisation_words import organisation_words

__all__ = ["Bodies", "Body", "index_at"]

_BEHIND: Final = frozenset({"City", "Municipality", "Town"})  # behind a city, before a name
_MINISTRY: Final = "kementerian "
_SHORTENED: Final = frozenset({"kem", "kom"})
_SMALL: Final = frozenset({"dan"})


@record(frozen=True, slots=True)
class Body:
    """The body that a title names: one of the three, or none where only its name is written.

    Attributes:
        place: What may be a place.
        network: Slug of a network.
        organisation: Name of another body.
        near: How the city spoken of is meant, where it is not named: ``its`` or ``the`` (``the city's``).
        nation: Name of a country that an adjective tells.
    """

    place: PlaceCandidate | None = None
    network: str | None = None
    organisation: str | None = None
    near: Literal["", "its", "the"] = ""
    nation: str | None = None

    @property
    def country(self) -> bool:
        """Whether it is a country."""
        return self.nation is not None or (self.place is not None and self.place.country_name)


@record(frozen=True, slots=False)
class Bodies:
    """What an article names that an office may be held in, by the offsets where it begins and ends.

    Attributes:
        starts: End offset and body by the offset where it begins, with or without its level word.
        ends: Start offset and body by the offset where it ends.
        networks: Networks in their order.
        stops: Offsets where a network or another body begins: no person's name goes past them.
    """

    starts: Mapping[int, tuple[int, Body]]
    ends: Mapping[int, tuple[int, Body]]
    networks: Sequence[NetworkMention]
    stops: frozenset[int]

    @classmethod
    def of(
        cls,
        places: Sequence[PlaceCandidate],
        networks: Sequence[NetworkMention],
        organisations: Sequence[OrganisationMention],
    ) -> Bodies:
        """Return the bodies of an article: a network goes before another body, that before a place."""
        starts: dict[int, tuple[int, Body]] = {}
        ends: dict[int, tuple[int, Body]] = {}
        for place in places:
            body = Body(place=place)
            starts.setdefault(place.start, (place.end, body))
            starts[place.name_start] = (place.end, body)
            ends[place.end] = (place.start, body)
        named = [(each, *_body_of(each.name)) for each in organisations]
        for mention, body, before in (*named, *((each, Body(network=each.slug), 0) for each in networks)):
            starts[mention.start + before] = (mention.end, body)
            ends[mention.end] = (mention.start + before, body)
        stops = frozenset(each.start for each in (*organisations, *networks))
        return cls(starts, ends, networks, stops)

    def at(
        self,
        tokens: Sequence[Token],
        index: int,
        words: OfficeWords,
        *,
        linked: bool = False,
        field: bool = True,
    ) -> tuple[int, Body] | None:
        """Return the token after the body at a token, and the body.

        Small words and level words before it are passed over; a department's city and a city's hall belong to it.
        ``linked`` tells that the words before it want a body, as in "who leads Leeds's libraries"; ``field`` that
        a word of what the office is about may stand there, too.
        """
        at = index
        if at < len(tokens) and tokens[at].text == "," and self._department(tokens, at + 1):
            at += 1
        linked = linked or words.direct
        if at < len(tokens) and tokens[at].folded in words.of:
            linked = True
            at += 1
        while at < len(tokens):
            found = self.starts.get(tokens[at].start)
            if (
                found is not None
                and found[1].place is not None
                and not self._governs(tokens, at, found[1], words, linked, field)
            ):
                found = None
            if found is not None:
                return self._whole(tokens, at, found, words)
            folded = tokens[at].folded
            if folded in words.joins and at > 0 and self._between_levels(tokens, at, words):
                at, linked = at + 1, True
                continue
            if folded in words.possessives:
                return at + 1, Body(near="the")
            if folded in words.networks and not tokens[at].capital:
                network = self.before(tokens[at].start)
                return (at + 1, Body(network=network)) if network is not None else None
            if folded not in words.levels:
                return None
            at += 1
        return None

    @staticmethod
    def _between_levels(tokens: Sequence[Token], at: int, words: OfficeWords) -> bool:
        """Return whether a small word joins two level words (``the City and County of``)."""
        beside = tokens[at - 1 : at + 2]
        return len(beside) == 3 and beside[0].folded in words.levels and beside[2].folded in words.levels

    @staticmethod
    def _governs(
        tokens: Sequence[Token], at: int, body: Body, words: OfficeWords, linked: bool, field: bool
    ) -> bool:
        """Return whether a place may be a title's body: no field, no first name, in English not without "of"."""
        if body.place is not None and body.place.start < body.place.name_start:
            return True
        several = body.place is not None and " " in body.place.name
        if not linked or (field and words.is_domain(tokens[at].folded) and not several):
            return False
        named = at + 1 < len(tokens) and tokens[at + 1].kind == "word" and tokens[at + 1].capital
        return not (named and tokens[at].folded in words.given)

    def before(self, offset: int) -> str | None:
        """Return the slug of the network named last before an offset."""
        slug: str | None = None
        for each in self.networks:
            if each.start >= offset:
                break
            slug = each.slug
        return slug

    def _department(self, tokens: Sequence[Token], index: int) -> bool:
        """Return whether a body stands after a comma (``Dirjen Bina Wilayah, Kemendagri``)."""
        found = self.starts.get(tokens[index].start) if index < len(tokens) else None
        return found is not None and found[1].place is None

    def _whole(
        self, tokens: Sequence[Token], at: int, found: tuple[int, Body], words: OfficeWords
    ) -> tuple[int, Body]:
        end, body = found
        after = index_at(tokens, at, end)
        following = self.starts.get(tokens[after].start) if after < len(tokens) else None
        if following is not None and following[1].organisation is not None:
            if tokens[after - 1].folded.endswith("'s"):
                return self._whole(tokens, after, following, words)
            if body.country and body.place is not None:
                name = f"{body.place.name} {following[1].organisation}"
                return index_at(tokens, after, following[0]), Body(organisation=name)
        genitive = tokens[after - 1].folded.endswith("'s")
        if (
            body.place is not None
            and following is not None
            and following[1].network is not None
            and not genitive
        ):
            beyond = index_at(tokens, after, following[0])
            return beyond, Body(organisation=" ".join(each.text for each in tokens[at:beyond]))
        if body.network is not None and after < len(tokens) and tokens[after].folded in words.chapters:
            country = self.starts.get(tokens[after + 1].start) if after + 1 < len(tokens) else None
            branch = country is not None and country[1].country
            return (index_at(tokens, after + 1, country[0]) if country and branch else after + 1), body
        if body.organisation is not None and any(each.folded in words.own for each in tokens[at:after]):
            city = self._city(tokens, at + 1, after, words)
            if city is not None:
                return city
        if body.place is None and following is not None and following[1].place is not None:
            beyond = index_at(tokens, after, following[0])
            if beyond >= len(tokens) or not tokens[beyond].capital:
                return beyond, body
        if body.place is not None:
            hall = hall_end(tokens, after)
            if hall is not None:
                return hall, body
            named = tokens[after : after + 2]
            if len(named) == 2 and named[0].text in _BEHIND and named[1].kind == "word" and named[1].capital:
                return after + 1, body
        return after, body

    def _city(
        self, tokens: Sequence[Token], first: int, after: int, words: OfficeWords
    ) -> tuple[int, Body] | None:
        """Return the city that a department belongs to, named in it or right after it."""
        for index in range(first, min(after + 3, len(tokens))):
            found = self.starts.get(tokens[index].start)
            if found is not None and found[1].place is not None and not found[1].country:
                return max(after, index_at(tokens, index, found[0])), found[1]
            if (
                index >= after
                and tokens[index].folded not in words.levels
                and tokens[index].folded not in words.of
            ):
                return None
        return None


def _body_of(name: str) -> tuple[Body, int]:
    """Return the body of an organisation, and how many letters of the name tell a part of it.

    Of one that every city has, such as a city council, it is the city spoken of; a ministry goes by its full name
    (``Kementerian Dalam Negeri`` of *Kemendagri* and of *Pusat Kerja Sama Kemendagri*).
    """
    short = name.split()[-1]
    full = organisation_words().short.get(short.casefold(), "")
    if full.startswith(_MINISTRY) and short.casefold()[:3] in _SHORTENED:
        written = " ".join(each if each in _SMALL else each.capitalize() for each in full.split())
        return Body(organisation=written), len(name) - len(short)
    return (Body(near="the") if is_hall(name) else Body(organisation=name)), 0


def index_at(tokens: Sequence[Token], index: int, offset: int) -> int:
    """Return the first token from an index on that begins at an offset or after it."""
    while index < len(tokens) and tokens[index].start < offset:
        index += 1
    return index
