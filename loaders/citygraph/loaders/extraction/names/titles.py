"""Titles of office in a sentence, each with the body that it names."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Final

from citygraph.loaders.extraction.layout import Token
from citygraph.loaders.extraction.mentions import (
    NetworkMention,
    OrganisationMention,
    PlaceCandidate,
)

from .office_words import OfficeWords

__all__ = ["Bodies", "Body", "Title", "TitleReader"]

_LONGEST: Final = 26  # tokens in what an office is about
_LEVELS: Final = frozenset(
    "kota kabupaten kab provinsi prov pemkot pemkab pemprov pemerintah daerah istimewa dki city of the municipality "
    "town province regency county greater metropolitan administrasi".split()
)
_HALLS: Final = (
    ("city", "hall"),
    ("city", "council"),
    ("city", "government"),
    ("town", "hall"),
    ("council",),
)
_OWN: Final = frozenset(
    "badan bureau department office dinas agency division bagian komite committee sekretariat centre center authority "
    "bidang kantor dewan board direktorat waterworks pusat lembaga".split()
)
_ENDED_PREFIX: Final = frozenset({"then", "ex", "eks", "former"})


@dataclass(frozen=True, slots=True)
class Body:
    """The body that a title names: exactly one of the first three, or none where only a name is written.

    Attributes:
        place: What may be a place.
        network: Slug of a network.
        organisation: Name of another body.
    """

    place: PlaceCandidate | None = None
    network: str | None = None
    organisation: str | None = None


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
        candidate: Whether somebody only stands for it.
        spoken: Its wording, where that is not the text's own (``head of``, of "who heads").
    """

    first: int
    after: int
    title: tuple[int, int]
    kind: str
    body: Body | None = None
    ended: bool = False
    candidate: bool = False
    spoken: str | None = None


@dataclass(frozen=True)
class Bodies:
    """What stands in the text that an office may be held in, by the offsets where it begins and ends.

    Attributes:
        starts: Body and end offset by the offset where it begins (with or without its level word).
        ends: Body and start offset by the offset where it ends.
        networks: Networks in their order.
    """

    starts: Mapping[int, tuple[int, Body]]
    ends: Mapping[int, tuple[int, Body]]
    networks: Sequence[NetworkMention]
    stops: frozenset[int] = field(default=frozenset())

    @classmethod
    def of(
        cls,
        places: Sequence[PlaceCandidate],
        networks: Sequence[NetworkMention],
        organisations: Sequence[OrganisationMention],
    ) -> Bodies:
        """Return the bodies of an article. A network goes before a body of the same name, that before a place."""
        starts: dict[int, tuple[int, Body]] = {}
        ends: dict[int, tuple[int, Body]] = {}
        for place in places:
            body = Body(place=place)
            starts.setdefault(place.start, (place.end, body))
            starts[place.name_start] = (place.end, body)
            ends[place.end] = (place.start, body)
        for organisation in organisations:
            body = Body(organisation=organisation.name)
            starts[organisation.start] = (organisation.end, body)
            ends[organisation.end] = (organisation.start, body)
        for network in networks:
            body = Body(network=network.slug)
            starts[network.start] = (network.end, body)
            ends[network.end] = (network.start, body)
        stops = frozenset([each.start for each in organisations] + [each.start for each in networks])
        return cls(starts, ends, networks, stops)


class TitleReader:
    """Reads titles of office in one article.

    Args:
        words: The words of its language.
        bodies: What it names that an office may be held in.
    """

    def __init__(self, words: OfficeWords, bodies: Bodies) -> None:
        self._words = words
        self._bodies = bodies

    def at(self, tokens: Sequence[Token], index: int) -> Title | None:
        """Return the title whose first word, or whose body, stands at a token."""
        token = tokens[index]
        before = self._bodies.starts.get(token.start)
        if before is not None:
            after = _index_at(tokens, index, before[0])
            if after < len(tokens) and tokens[after - 1].end <= before[0] + 2:
                title = self._title(tokens, after)
                if title is not None and not self._led(tokens, index):
                    return self._owned(title, index, before[1])
        return self._title(tokens, index)

    @staticmethod
    def _led(tokens: Sequence[Token], index: int) -> bool:
        """Return whether a body belongs to what stands before it."""
        return False

    @staticmethod
    def _owned(title: Title, first: int, body: Body) -> Title:
        if title.body is not None and not (body.place is not None and body.place.country_name):
            if title.body.place is None or title.body.place.country_name:
                return replace(title, first=first)
            return title
        if title.body is not None:
            return replace(title, first=first)
        return replace(title, first=first, body=body)

    def _title(self, tokens: Sequence[Token], index: int) -> Title | None:
        words = self._words
        if tokens[index].folded not in words.triggers and "-" not in tokens[index].folded:
            return None
        at, ended, candidate = self._modifiers(tokens, index)
        if at >= len(tokens):
            return None
        head = self._head(tokens, at)
        if head is None:
            return None
        size, kind, past = head
        ended = ended or past
        end = at + size
        while end < len(tokens) and tokens[end].folded in words.after:
            end += 1
        spoken: str | None = None
        if kind == "heading":
            if index == 0 or tokens[index - 1].folded not in {"who", "yang"}:
                return None
            spoken = words.heading[tokens[at].folded]
            kind = "open"
            title = self._about(tokens, at, end, kind, spoken=spoken)
        else:
            title = self._about(tokens, index, end, kind)
        return replace(title, ended=ended, candidate=candidate)

    def _modifiers(self, tokens: Sequence[Token], index: int) -> tuple[int, bool, bool]:
        """Return the token after the modifiers at a token, and what they say."""
        words = self._words
        at = index
        ended = candidate = False
        while at < len(tokens):
            if words.heads.at(tokens, at) is not None and words.heads.at(tokens, at + 1) is None:
                found = words.modifiers.at(tokens, at)
                head = words.heads.at(tokens, at)
                if found is None or head is None or head[0] >= found[0]:
                    break
            found = words.modifiers.at(tokens, at)
            if found is None:
                break
            size, kind = found
            ended = ended or kind == "ended"
            candidate = candidate or kind == "candidate"
            at += size
            if at < len(tokens) and tokens[at].text in ".-":
                at += 1
            if (
                at + 2 < len(tokens)
                and tokens[at].text == "("
                and tokens[at + 2].text in ")."
                and words.modifiers.at(tokens, at + 1) is not None
            ):
                at += 4 if tokens[at + 2].text == "." else 3
        return at, ended, candidate

    def _head(self, tokens: Sequence[Token], at: int) -> tuple[int, str, bool] | None:
        """Return the size and kind of the head word at a token, and whether it is said to be past."""
        words = self._words
        found = words.heads.at(tokens, at)
        if found is not None:
            return *found, False
        found = words.counterpart.at(tokens, at)
        if found is not None:
            return *found, False
        folded = tokens[at].folded
        if folded in words.heading:
            return 1, "heading", False
        prefix, dash, rest = folded.partition("-")
        if dash and rest:
            lone = Token(tokens[at].start, tokens[at].end, tokens[at].text, rest, "word")
            if prefix in _ENDED_PREFIX or words.modifiers.at([replace(lone, folded=prefix)], 0) is not None:
                inner = words.heads.at([lone, *tokens[at + 1 : at + 4]], 0)
                if inner is None and words.modifiers.at([lone], 0) is not None:
                    inner = words.heads.at(tokens, at + 1)
                    if inner is not None:
                        return inner[0] + 1, inner[1], prefix in _ENDED_PREFIX
                if inner is not None:
                    return *inner, prefix in _ENDED_PREFIX
        return None

    def _about(
        self, tokens: Sequence[Token], first: int, end: int, kind: str, *, spoken: str | None = None
    ) -> Title:
        """Return the title with what it is about and the body after it."""
        at = end
        found = self._body(tokens, at)
        if found is None and kind in {"open", "minister", "local", "envoy"}:
            end, found = self._domain(tokens, at)
        if found is None and kind in {"mayor", "regent", "governor", "local", "counterpart"}:
            found = self._body(tokens, end)
        if found is None:
            return Title(first, end, (first, end), kind, None, spoken=spoken)
        after, body = found
        if kind in {"mayor", "governor", "local", "open"} and body.place is not None:
            after, end = self._field(tokens, after, end)
        return Title(first, after, (first, end), kind, body, spoken=spoken)

    def _field(self, tokens: Sequence[Token], after: int, end: int) -> tuple[int, int]:
        """Return the ends of a phrase and its title where a field follows the body (``Bidang Kebudayaan``)."""
        if after + 1 < len(tokens) and tokens[after].folded in {"bidang", "urusan"}:
            at = self._run(tokens, after)
            return at, at
        if (
            after + 2 < len(tokens)
            and tokens[after].folded == "for"
            and tokens[after + 1].capital
            and self._words.is_domain(tokens[after + 1].folded)
        ):
            at = self._run(tokens, after + 1)
            return at, at
        return after, end

    def _domain(self, tokens: Sequence[Token], at: int) -> tuple[int, tuple[int, Body] | None]:
        """Return the end of what an office is about, and the body found inside or after it."""
        end = self._run(tokens, at)
        found = self._body(tokens, end)
        return end, found

    def _run(self, tokens: Sequence[Token], at: int) -> int:
        """Return the token after the words that tell what an office is about."""
        words = self._words
        last = at
        index = at
        brackets = False
        while index < len(tokens) and index - at < _LONGEST:
            token = tokens[index]
            if token.kind == "word":
                if index > at and self._begins(tokens, index):
                    break
                if words.is_domain(token.folded) and token.folded not in words.of | words.joins:
                    index += 1
                    last = index
                    continue
                if token.folded not in words.of and token.folded not in words.joins and token.folded != "the":
                    break
                if not self._continues(tokens, index + 1):
                    break
            elif token.text == "(":
                if brackets or index + 2 >= len(tokens) or tokens[index + 2].text != ")" or last != index:
                    break
                brackets = True
                index += 3
                last = index
                continue
            elif token.text == ",":
                if last != index or not self._continues(tokens, index + 1):
                    break
            elif token.text not in "&/":
                break
            index += 1
        return last

    def _begins(self, tokens: Sequence[Token], index: int) -> bool:
        found = self._bodies.starts.get(tokens[index].start)
        if found is None:
            return self._words.heads.at(tokens, index) is not None
        own = tokens[index].folded in _OWN
        return not own and not (found[1].place is not None and self._words.is_domain(tokens[index].folded))

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
            index < len(tokens)
            and words.is_domain(tokens[index].folded)
            and not self._begins(tokens, index)
            and words.heads.at(tokens, index) is None
            and words.modifiers.at(tokens, index) is None
        )

    def _body(self, tokens: Sequence[Token], index: int) -> tuple[int, Body] | None:
        """Return the body at a token, small words and level words before it aside, and the token after it."""
        at = index
        if at < len(tokens) and tokens[at].text == "," and self._department(tokens, at + 1):
            at += 1
        if at < len(tokens) and tokens[at].folded in self._words.of:
            at += 1
        while at < len(tokens):
            found = self._bodies.starts.get(tokens[at].start)
            if found is not None:
                return self._whole(tokens, at, found)
            folded = tokens[at].folded
            if folded in self._words.networks and self._bodies.networks:
                network = self._before(tokens[at].start)
                if network is not None:
                    after = self._run(tokens, at + 1) if folded.endswith("'s") else at + 1
                    return after, Body(network=network)
            if folded not in _LEVELS and folded not in {"un", "un's", "u.n", "pbb"}:
                return None
            at += 1
        return None

    def _department(self, tokens: Sequence[Token], index: int) -> bool:
        """Return whether a body stands after a comma (``Dirjen Bina Wilayah, Kemendagri``)."""
        if index >= len(tokens):
            return False
        found = self._bodies.starts.get(tokens[index].start)
        return found is not None and found[1].place is None

    def _before(self, offset: int) -> str | None:
        """Return the network named last before an offset."""
        slug: str | None = None
        for each in self._bodies.networks:
            if each.start >= offset:
                break
            slug = each.slug
        return slug

    def _whole(self, tokens: Sequence[Token], at: int, found: tuple[int, Body]) -> tuple[int, Body]:
        """Return the body with what belongs to it: a department's city, a city's hall, its country."""
        end, body = found
        after = _index_at(tokens, at, end)
        if body.organisation is not None and any(each.folded in _OWN for each in tokens[at:after]):
            city = self._city(tokens, at + 1, after)
            if city is not None:
                return city
        if body.place is not None:
            for hall in _HALLS:
                if tuple(each.folded for each in tokens[after : after + len(hall)]) == hall:
                    after += len(hall)
                    break
        return after, body

    def _city(self, tokens: Sequence[Token], first: int, after: int) -> tuple[int, Body] | None:
        """Return the city that a department belongs to, named in it or right after it."""
        for index in range(first, min(after + 3, len(tokens))):
            found = self._bodies.starts.get(tokens[index].start)
            if found is not None and found[1].place is not None and not found[1].place.country_name:
                return max(after, _index_at(tokens, index, found[0])), found[1]
            if (
                index >= after
                and tokens[index].folded not in _LEVELS
                and tokens[index].folded not in self._words.of
            ):
                return None
        return None


def _index_at(tokens: Sequence[Token], index: int, offset: int) -> int:
    """Return the first token from an index on that begins at an offset or after it."""
    while index < len(tokens) and tokens[index].start < offset:
        index += 1
    return index
