"""Who takes part in an event, a programme or a network's work."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Final

from citygraph.loaders.extraction.analysis import Party
from citygraph.loaders.extraction.drafts import Draft
from citygraph.loaders.extraction.mentions import NetworkMention
from citygraph.loaders.extraction.patterns import Chunk, Match, Symbols

from .drawing import Reading, date_of, draft, parties_of
from .enumerating import enumerated, leading_to
from .modality import Modality
from .occasions import Kind, Occasion, Occasions
from .rosters import prize_words, roster_drafts
from .seats import Seats

__all__ = ["participation_drafts"]

_MOST_HOSTS: Final = 2
"""Of more in a list, only the one beside the words is called host: ``Depok, Bogor dan Tangerang selaku tuan rumah``."""
_INFERRED: Final = 0.85
_OF_PROGRAMMES: Final = frozenset({"selected", "awarded", "pilot", "member", "partner"})
_OF_NO_EVENT: Final = frozenset({"selected", "pilot"})
_OF_ASSEMBLIES: Final = frozenset({"speaker"})
_PAIR: Final = 2
_CITIES: Final = "CP"
_ASSEMBLY: Final = 2
"""So many who are told to be at an event make it one at which others are heard, too."""
_KEPT_BY_HOSTS: Final = frozenset({"host", "awarded", "selected"})


def participation_drafts(reading: Reading) -> Iterator[Draft]:
    """Yield the participations that an article states.

    Slots of the rules: ``who``, ``in`` (an event or programme, or a network; where a rule has none, the one in the
    same sentence, else the one spoken of last, else the one that the article is about), ``when``. A rule without
    ``who`` speaks of the article's own city.
    """
    occasions = Occasions(reading)
    if not occasions.any:
        return
    hosts = {
        (each.values["in"], each.values["participant"])
        for each in reading.drafts
        if each.kind == "participation" and each.values.get("role") == "host"
    }
    seats = Seats(reading)
    prizes = prize_words(reading.analysis.language)
    told: list[Draft] = []
    heard: list[Draft] = []
    for symbols, match, modality in reading.matches("participation"):
        if _dateline(reading, match):
            continue
        parties = seats.standing(_parties(symbols, match, reading.analysis.language))
        topic = reading.discourse.topic
        if "who" not in match.slots and topic is not None:
            parties = [replace(topic, again=True)]
        for each in _drafts(occasions, parties, symbols, match, modality, prizes):
            values = each.values
            hosting = (values["in"], values["participant"]) in hosts and values.get(
                "role"
            ) not in _KEPT_BY_HOSTS
            if not hosting:
                (heard if match.rule.scope == "scene" else told).append(each)
    told += _assembled(heard, told)
    yield from told
    for each in roster_drafts(reading, occasions, seats, told):
        if (each.values["in"], each.values["participant"]) not in hosts:
            yield each


def _assembled(heard: Sequence[Draft], told: Sequence[Draft]) -> Iterator[Draft]:
    """Yield those who are heard at an event that others, who are told to be there, have come to."""
    guests: dict[object, set[object]] = {}
    for each in told:
        if each.kind == "participation" and each.modality == "asserted":
            guests.setdefault(each.values["in"], set()).add(each.values["participant"])
    known = {(each.values["in"], each.values["participant"]) for each in told}
    for each in heard:
        name, who = each.values["in"], each.values["participant"]
        if (name, who) not in known and len(guests.get(name, ())) >= _ASSEMBLY:
            yield each


def _dateline(reading: Reading, match: Match) -> bool:
    """Return whether who is said to take part is only the place where the article was written."""
    dateline, chunk = reading.analysis.dateline, match.slots.get("who")
    return dateline is not None and chunk is not None and (chunk.start, chunk.end) == dateline.span


def _parties(symbols: Symbols, match: Match, language: str) -> list[Party]:
    """Return who the match names, with all that stand in one row with them where it begins or ends with them.

    Rules that take a word or a deed for being there need the city's name: *both sides* may be anybody. At an event
    under way cities and their officials are heard, no other bodies.
    """
    chunk = match.slots.get("who")
    parties = [each for each in parties_of(chunk) if not (each.again and match.rule.scope == "main")]
    if chunk is not None and chunk.letter == "N":
        parties = [
            Party(each.slug, each.start, each.end)
            for each in chunk.members
            if isinstance(each, NetworkMention)
        ]
    if (
        chunk is not None
        and match.span[1] == chunk.end
        and len(parties) > 1
        and all(each.again for each in parties)
    ):
        return []  # officials of both sides are no delegates of whoever was told last
    if match.rule.set.get("role") == "host" and chunk is not None and len(parties) > _MOST_HOSTS:
        return parties[:1] if match.span[1] == chunk.end else parties[-1:]
    row: list[Chunk] = []
    if chunk is not None and match.span[1] == chunk.end:
        row = enumerated(symbols, chunk, language)
    elif chunk is not None and match.span[0] == chunk.start and match.rule.set.get("role") != "host":
        row = leading_to(symbols, chunk, language)
    scene = match.rule.scope == "scene"
    parties += [each for other in row if other.letter in _CITIES or not scene for each in parties_of(other)]
    return [each for each in parties if not (scene and each.again)]


def _drafts(
    occasions: Occasions,
    parties: Sequence[Party],
    symbols: Symbols,
    match: Match,
    modality: Modality,
    prizes: frozenset[str],
) -> Iterator[Draft]:
    if not parties:
        return
    role = match.rule.set.get("role")
    kind: Kind = "programme" if role in _OF_PROGRAMMES else "event"
    occasion = occasions.meant(
        symbols, match, kind, strict=role in _OF_NO_EVENT, done=modality.value == "asserted",
        named=prizes if role == "awarded" else frozenset(),
    )  # fmt: skip
    if occasion is None or not _possible(occasion, match, parties, prizes):
        return
    stated = _stated(modality, occasion, symbols, match)
    because = [occasion.because] if occasion.because else []
    if stated.value == "planned" and modality.value == "asserted":
        because.append("it is yet to come")
    for party in parties:
        yield draft(
            "participation", _values(party, occasion.name, match), match, stated,
            confidence=occasion.confidence * (_INFERRED if party.again else 1.0), because=because,
        )  # fmt: skip


def _possible(occasion: Occasion, match: Match, parties: Sequence[Party], prizes: frozenset[str]) -> bool:
    """Return whether it can be so.

    What is done now is not done at what is to come; a visit gives no awards, nor do many cities come to it or
    speak there; nobody makes a speech where something is signed; a prize that is only spoken of chooses nobody.
    """
    role = match.rule.set.get("role")
    if role in _OF_NO_EVENT and occasion.because and occasion.is_called(prizes):
        return False
    speaking = role in _OF_ASSEMBLIES and (
        occasion.signing or any(each.place is not None for each in parties)
    )
    if occasion.closed and (role in _OF_PROGRAMMES or speaking or len(parties) > _PAIR):
        return False
    return not (occasion.planned and match.rule.modality == "asserted" and match.rule.scope == "main")


def _stated(modality: Modality, occasion: Occasion, symbols: Symbols, match: Match) -> Modality:
    """Return how a participation is stated.

    A former mayor's words end none, a denial beside the match denies something else, who is chosen is so now
    whatever will follow, and what takes place in a gathering to come is planned.
    """
    if match.rule.modality:
        modality = Modality(match.rule.modality)
    elif modality.value == "ended" or (modality.value == "denied" and not _within(modality, symbols, match)):
        modality = Modality("asserted")
    if match.rule.set.get("role") in _OF_NO_EVENT and modality.value == "planned":
        return Modality("asserted")
    if modality.value == "asserted" and occasion.planned:
        return Modality("planned")
    return modality


def _within(modality: Modality, symbols: Symbols, match: Match) -> bool:
    """Return whether the words that say so stand inside the match."""
    starts = symbols.starts
    stop = starts[match.last + 1] if match.last + 1 < len(starts) else len(symbols.text)
    return f" {modality.word} " in symbols.text[starts[match.first] : stop]


def _values(party: Party, name: str, match: Match) -> dict[str, object]:
    values: dict[str, object] = {"participant": party.body, "in": name}
    if party.person:
        values["person"] = party.person
    when = date_of(match.slots.get("when"))
    if when is not None:
        values["when"] = when.edtf
    return values
