"""What a number counts: the noun behind it, and the words around it that say how."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from operator import attrgetter
from typing import Final

from citygraph.loaders.extraction.layout import Sentence, Token
from citygraph.loaders.extraction.mentions import NumberMention
from citygraph.loaders.extraction.numbers.vocabulary import Phrases
from citygraph.loaders.extraction.records import changed, record

from .retold import retold
from .vocabulary import Counted, CountWords, match_at, match_back

__all__ = ["Count", "counted"]

_START: Final = attrgetter("start")
_FAR: Final = 6
_SPREAD: Final = 5
_WINDOW: Final = 22
_PERSONS: Final = ("people", "mayors")
_TIMES: Final = ("years", "months", "weeks", "days")
_OF: Final = ("dari", "of")
_SENT: Final = 7  # tokens between persons and the verb that sends them
_SHORT: Final = 4  # tokens between who takes part and how many persons they are
_BACK: Final = 8  # tokens between a noun and the number that tells how many there are
_TOTALLED: Final = frozenset(("members", "participants", "signatories", "twins", "inhabitants"))
_OWN: Final = ("initiative", "programme")


@record(frozen=True, slots=True)
class Count:
    """A number with what it counts.

    Attributes:
        number: The number.
        what: What it counts.
        end: Offset after the noun.
        others: Whether one more than those counted takes part.
        joined: Distance in words to the nearest word that tells of members; None without one.
        attended: The same of words that tell of taking part.
        planned: Whether it is told as yet to come.
        events: Nouns of its sentence that mean a gathering of a kind ("seminar").
        apiece: Whether its sentence tells what each one gets.
        spread: Whether they are told to be of so many countries ("137 cities in 17 countries").
        guests: Whether those of a delegation are counted ("a party of fourteen").
        meetings: Nouns of its sentence that mean any gathering.
    """

    number: NumberMention
    what: Counted
    end: int
    others: bool
    joined: int | None
    attended: int | None
    planned: bool
    events: tuple[str, ...] = ()
    apiece: bool = False
    spread: bool = False
    guests: bool = False
    meetings: tuple[str, ...] = ()


def counted(number: NumberMention, sentence: Sentence, words: CountWords) -> Count | None:
    """Return what a number counts, or None where that is nothing at all."""
    tokens, at = _untied(number, sentence.tokens)
    cues = dict(_cues(tokens, at, words.cues))
    planned = (distance := cues.get("planned")) is not None and distance < 0
    joined, attended = (
        None if (far := cues.get(cue)) is None else abs(far) for cue in ("joined", "attended")
    )
    events = (
        ()
        if words.events.isdisjoint(sentence.words)
        else tuple(token.folded for token in tokens if token.folded in words.events)
    )
    meetings = (
        ()
        if not events and words.meetings.isdisjoint(sentence.words)
        else tuple(token.folded for token in tokens if token.folded in words.events | words.meetings)
    )

    def count(what: Counted, last: int, *, others: bool = False) -> Count:
        end = max(number.end, tokens[min(last, len(tokens)) - 1].end)
        found = Count(number, what, end, others, joined, attended, planned, events, "apiece" in cues)
        return changed(found, meetings=meetings)

    if number.unit is not None:
        lasting = cues.get("lasting")
        if number.unit in _TIMES:
            told = lasting is not None and -4 <= lasting < 0
            told = told and not _speaks_of(tokens, "memoranda", words)
            return count(Counted("duration", "duration", ("programme",), None), at + 1) if told else None
        return count(Counted("amount", number.unit, _OWN, None), at)
    part = match_at(tokens, at, words.parts)
    if part is not None:
        return count(Counted("part", "among them", (), None), at + part[1])
    noun = _noun(tokens, at, words) or _noun_of_all(tokens, at, words)
    if noun is None:
        group = _elided(tokens, bisect_left(tokens, number.start, key=_START), at, words)
        if group is None and tokens[at - 1 : at]:
            group = _noun_before(tokens, number, at, words)
        if group is not None:
            return changed(count(words.groups[group], at), guests=group == "participants")
        thing = _thing(tokens, at, words)
        return count(Counted("thing", thing, _OWN, None), at + 1) if thing else None
    group, first, last = noun
    group = retold(group, number, tokens, words)
    if last == at + 1 and tokens[at].folded in words.counters and group in _PERSONS:
        before = _counted_before(tokens, number, words)
        if before is not None:
            return changed(count(words.groups["participants"], last), guests=before in words.guests)
    if at > 1 and group in ("cities", "countries") and tokens[at - 2].folded in words.known:
        return None
    behind = [token.folded for token in tokens[last : last + 2]]
    between = [token.folded for token in tokens[at:first]]
    what = words.groups[group]
    if group in ("cities", "countries") and behind:
        tied = match_at(tokens, last, words.nouns)
        if tied is not None and tied[0] == "members" and last + tied[1] <= len(tokens):
            what = words.groups["members"] if group == "cities" else what
    others = any(word in words.others for word in (*behind[:1], *between))
    if others and group == "twins":
        return None
    found = count(what, last, others=others)
    if group in _PERSONS and any(
        each.folded in words.sending for each in tokens[max(0, at - _SENT) : last + _SENT]
    ):
        found = changed(found, guests=True)
    if group == "participants":
        found = changed(found, guests=any(each.folded in words.guests for each in tokens[first:last]))
    return changed(found, spread=True) if group == "cities" and _in_countries(tokens, last, words) else found


def _in_countries(tokens: Sequence[Token], at: int, words: CountWords) -> bool:
    """Return whether a number of countries follows, with nothing but small words in between."""
    for index in range(at, min(at + _SPREAD, len(tokens))):
        if tokens[index].folded not in words.between:
            nouns = (_noun(tokens, index + step, words) for step in (1, 2, 3)) if index > at else ()
            noun = next((each for each in nouns if each is not None), None)
            return noun is not None and noun[0] == "countries"
    return False


def _untied(number: NumberMention, tokens: Sequence[Token]) -> tuple[Sequence[Token], int]:
    """Return the words of a sentence with those tied to a number apart (``48-member``), and which comes after it."""
    at = bisect_left(tokens, number.end, key=_START)
    if at and tokens[at - 1].end > number.end:
        whole = tokens[at - 1]
        cut = number.end - whole.start + 1
        tied = Token(
            number.end + 1,
            whole.end,
            whole.text[cut:],
            whole.folded[cut:],
            "word",
            whole.text[cut : cut + 1].isupper(),
        )
        return (*tokens[:at], tied, *tokens[at:]), at
    if (
        at + 1 < len(tokens)
        and tokens[at].text in "-–"
        and number.end == tokens[at].start
        and tokens[at].end == tokens[at + 1].start
        and tokens[at + 1].folded != "an"
    ):
        return (*tokens[:at], *tokens[at + 1 :]), at
    return tokens, at


def _speaks_of(tokens: Sequence[Token], group: str, words: CountWords) -> bool:
    """Return whether a sentence has a noun of a group."""
    found = (match_at(tokens, at, words.nouns) for at in range(len(tokens)))
    return any(each is not None and each[0] == group for each in found)


def _noun_of_all(tokens: Sequence[Token], at: int, words: CountWords) -> tuple[str, int, int] | None:
    """Return the noun that a number shares with the whole that it is a part of (``51 of the 76 members``)."""
    if at >= len(tokens) or tokens[at].folded not in _OF:
        return None
    if not any(token.kind == "number" for token in tokens[at + 1 : at + 4]):
        return None
    return next((noun for index in range(at + 1, at + 5) if (noun := _noun(tokens, index, words))), None)


def _elided(tokens: Sequence[Token], first: int, at: int, words: CountWords) -> str | None:
    """Return the group that the words before a number tell where no noun follows it (``a delegation of 14``)."""
    index = first - 1
    while index > 0 and tokens[index].folded in words.between:
        match = match_back(tokens, index, words.elided)
        if match is not None:
            break
        index -= 1
    group = match_back(tokens, index, words.elided)
    if group is None or group == "participants":
        return group
    ends = at >= len(tokens) or tokens[at].kind != "word" or tokens[at].folded in words.nothing
    return group if ends else None


def _counted_before(tokens: Sequence[Token], number: NumberMention, words: CountWords) -> str | None:
    """Return the noun of those who take part, shortly before a number of persons (``rombongan berjumlah 14 orang``)."""
    first = bisect_left(tokens, number.start, key=lambda token: token.start)
    for index in range(first - 1, max(-1, first - 1 - _SHORT), -1):
        if tokens[index].text in ".;" or tokens[index].kind == "number":
            return None
        match = match_at(tokens, index, words.nouns)
        if match is not None and match[0] == "participants":
            return tokens[index].folded
    return None


def _noun_before(tokens: Sequence[Token], number: NumberMention, at: int, words: CountWords) -> str | None:
    """Return the group of a noun before a number that ends a clause (``anggota kita di tanah air genap 17``)."""
    ends = at >= len(tokens) or tokens[at].kind != "word" or tokens[at].folded in words.nothing
    first = bisect_left(tokens, number.start, key=lambda token: token.start)
    last = first - 1
    while last > 0 and tokens[last].folded in words.between and tokens[last].folded not in words.totals:
        last -= 1
    if not ends or last <= 0 or tokens[last].folded not in words.totals:
        return None
    for index in range(last - 1, max(-1, last - _BACK), -1):
        if tokens[index].text in ".;:" or tokens[index].kind == "number":
            return None
        match = match_at(tokens, index, words.nouns)
        if match is not None:
            return match[0] if match[0] in _TOTALLED else None
    return None


def _thing(tokens: Sequence[Token], at: int, words: CountWords) -> str:
    """Return the words behind a number that may be a noun of any kind; empty where they are none."""
    found: list[str] = []
    for token in tokens[at : at + 3]:
        if token.kind != "word" or token.capital or token.folded in words.nothing:
            break
        found.append(token.text)
    return " ".join(found)


def _noun(tokens: Sequence[Token], at: int, words: CountWords) -> tuple[str, int, int] | None:
    """Return the group of the noun behind a number, and its first token and the one after it."""
    if (
        at < len(tokens)
        and tokens[at].text in "-–"
        and at + 1 < len(tokens)
        and tokens[at + 1].folded == "an"
    ):
        at += 2
    alone: tuple[str, int, int] | None = None
    for index in range(at, min(at + _FAR, len(tokens))):
        match = match_at(tokens, index, words.nouns)
        if match is not None and (tokens[index].folded not in words.adjectives or match[1] > 1):
            return match[0], index, index + match[1]
        token = tokens[index]
        passing = token.folded in words.adjectives or token.folded in words.others
        if token.kind != "word" or not (passing or (token.capital and index > at - 1)):
            if match is not None:
                return match[0], index, index + match[1]
            return alone
        if match is not None and index == at and token.folded in words.counters:
            alone = match[0], index, index + match[1]
    return alone


def _cues(tokens: Sequence[Token], at: int, listed: Phrases) -> Iterator[tuple[str, int]]:
    """Yield what the words around a number say and how far off, the nearest last of each kind."""
    found: list[tuple[str, int]] = []
    for index in range(max(0, at - _WINDOW), min(len(tokens), at + _WINDOW)):
        match = match_at(tokens, index, listed) if tokens[index].folded in listed else None
        if match is not None:
            found.append((match[0], index - at))
    yield from sorted(found, key=lambda each: -abs(each[1]))
