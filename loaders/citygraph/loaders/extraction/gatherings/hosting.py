"""Where a gathering takes place, and who receives."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Final

from citygraph.loaders.extraction.layout import Sentence, Span
from citygraph.loaders.extraction.mentions import GatheringMention, PersonMention, PlaceMention
from citygraph.loaders.extraction.places import may_hold
from citygraph.loaders.extraction.records import record

from .circumstance_words import CircumstanceWords
from .scenes import Scene, Scenes, has_phrase, within

__all__ = ["Hosting", "cohosts", "hosting_of", "located", "receiver", "situated"]

_LEAST: Final = 2.0
_VENUE: Final = 9
_LEAD: Final = 4
_FAR: Final = 90
_YEAR: Final = 4
_STAGING: Final = 4
_BEHIND: Final = 30
_AROUND: Final = 45
"""So close behind a place stands the province that it lies in."""
_JAKARTA: Final = "31.7"
"""How the national codes of Jakarta's five districts on the mainland begin."""
_PARTING: Final = frozenset(",.;:")


@record(frozen=True, slots=True)
class Hosting:
    """A gathering's host.

    Attributes:
        place: The local government.
        passage: What says so.
        score: How well it fits.
        stated: Whether the words call it host, as against the place where it was.
    """

    place: PlaceMention
    passage: Span
    score: float
    stated: bool = False


def located(sentence: Sentence, place: PlaceMention, scenes: Scenes) -> float:
    """Return 1 where a place follows *in* or *at*, a little less where a venue stands between, else 0.

    It is 0, too, for the province of the place before (*Ganzhou, in the Jiangxi Province*), and for what is only
    joined to a place with its country (*Isfahan in Iran and Samarkand*).
    """
    earlier = within(scenes.analysis.places, sentence.start, place.start)
    if earlier and place.government is not None:
        before = earlier[-1]
        between = scenes.analysis.layout.text[before.end : place.start]
        if before.is_country and between.strip(" ,") in scenes.words.joints:
            return 0.0
        inner = before.government
        if inner is not None and len(between) <= _AROUND and may_hold(place.government, inner):
            return 0.0
    return situated(sentence, place, scenes.words)


def situated(sentence: Sentence, place: PlaceMention, words: CircumstanceWords) -> float:
    """Return the same by the words of a language."""
    tokens = sentence.tokens
    index = bisect_left(sentence.starts, place.start)
    for back in range(1, _VENUE):
        if index - back < 0:
            return 0.0
        token = tokens[index - back]
        if token.folded in words.place:
            return 1.0 if back == 1 else 0.6
        if back > 1 and token.folded in words.moving and tokens[index - 1].folded in words.towards:
            return 0.9
        if token.text == "," and tokens[index - back + 1].folded in words.rulers:
            return 0.0
        if back > 1 and (token.text in ".;:" or (len(token.text) == _YEAR and token.text.isdigit())):
            return 0.0
        if (
            back > 1
            and token.kind == "word"
            and not token.capital
            and token.folded not in {"kota", "city", "of", "the"}
        ):
            return 0.0
    return 0.0


def _candidates(scenes: Scenes, scene: Scene) -> Iterator[Hosting]:
    mention, sentence = scene.mention, scene.sentence
    bonus = (0.0 if mention.again else 0.5) - (1.5 if sentence.heading else 0.0)
    host = has_phrase(sentence, scenes.words.host)
    if host is not None and not sentence.heading and has_phrase(sentence, scenes.words.pronoun, 0, host[0]):
        subject = scenes.recent(sentence.start)
        none = not within(scenes.analysis.places, sentence.start, host[0])
        if subject is not None and none:
            yield Hosting(
                subject, (min(host[0], mention.start), max(host[1], mention.end)), bonus + 2.0, stated=True
            )
    deictic = has_phrase(sentence, scenes.words.deictic)
    if deictic is not None and scenes.topic is not None and not sentence.heading:
        passage = min(deictic[0], mention.start), max(deictic[1], mention.end)
        yield Hosting(scenes.topic, passage, bonus + 2.0)
    for place in within(scenes.analysis.places, sentence.start, sentence.end):
        inside = mention.start <= place.start < mention.end
        if place.government is None or (inside and place.end != mention.end):
            continue
        led = located(sentence, place, scenes)
        if inside:
            if led:
                yield Hosting(place, mention.span, bonus + 3.0 * led)
            continue
        after = place.start >= mention.end
        crossed = scenes.others_between(
            mention.name, mention.end if after else place.end, place.start if after else mention.start
        )
        passage = min(place.start, mention.start), max(place.end, mention.end)
        if not led and not crossed and _stages(scenes, sentence, place, mention):
            yield Hosting(place, passage, bonus + 2.8, stated=True)
        if not led and not after and not crossed and _where(scenes, sentence, place, mention.start):
            yield Hosting(place, passage, bonus + 2.2)
        if led:
            gap = place.start - mention.end if after else mention.start - place.end
            doubt = (2.0 if crossed else 0.0) + (1.5 if gap > _FAR else 0.0)
            yield Hosting(place, passage, bonus + 3.0 * led + (0.5 if after else 0.0) - doubt)
        if host is not None and not led and not crossed:
            near = host[0] <= place.start <= host[1] + 30 or place.end <= host[0]
            passage = min(passage[0], host[0]), max(passage[1], host[1])
            yield Hosting(place, passage, bonus + (2.6 if near else 1.0), stated=True)


def _stages(scenes: Scenes, sentence: Sentence, place: PlaceMention, mention: GatheringMention) -> bool:
    """Return whether a place is the subject of a verb of staging before a gathering, or its agent behind it."""
    tokens, words = sentence.tokens, scenes.words
    if place.end <= mention.start:
        index = bisect_left(tokens, place.end, key=lambda each: each.start)
        for at in range(index, min(index + _STAGING, len(tokens))):
            if tokens[at].text in _PARTING or tokens[at].start >= mention.start:
                return False
            if words.staging.at(tokens, at):
                return not any(
                    network.start < mention.start
                    for network in within(scenes.analysis.networks, place.end, mention.start)
                )
        return False
    index = bisect_left(tokens, place.start, key=lambda each: each.start)
    for at in range(max(0, index - _STAGING), index):
        size = words.staged.at(tokens, at) if tokens[at].start >= mention.start else 0
        if size and all(each.capital or each.folded in words.owning for each in tokens[at + size : index]):
            return True
    follower = next((at for at, each in enumerate(tokens) if each.start >= place.end), len(tokens))
    relative = tokens[index - 1].folded in words.relative if index else False
    return relative and follower < len(tokens) and bool(words.staging.at(tokens, follower))


def _where(scenes: Scenes, sentence: Sentence, place: PlaceMention, end: int) -> bool:
    """Return whether *where* leads from a place to what takes place there."""
    before = next((each for each in reversed(sentence.tokens) if each.end <= place.start), None)
    if before is None or before.folded not in scenes.words.towards | scenes.words.place:
        return False
    found = has_phrase(sentence, scenes.words.where, place.end, end)
    return found is not None and not any(
        each.government is not None for each in within(scenes.analysis.places, place.end, end)
    )


def _elsewhere(scenes: Scenes, of: Sequence[Scene]) -> Iterator[Hosting]:
    """Yield hosts that sentences without the gathering name: *the host, the mayor of X*; *it was held in X*."""
    words = scenes.words
    mine = {scene.sentence.index for scene in of}
    name = of[0].mention.name
    for scene in of:
        near = scenes.neighbour(scene.sentence, 1)
        if near is None or near.heading or near.index in mine:
            continue
        if scenes.others_between(name, scene.mention.end, near.end):
            continue
        if any(token.folded in words.held for token in near.tokens):
            for place in within(scenes.analysis.places, near.start, near.end):
                led = located(near, place, scenes)
                if place.government is not None and led:
                    yield Hosting(place, (place.start, place.end), 1.9 * led + 0.6)
    for sentence, host in scenes.host_sentences:
        if sentence.index in mine or scenes.spoken_of(sentence) != name:
            continue
        for place in within(scenes.analysis.places, sentence.start, sentence.end):
            if place.government is not None and located(sentence, place, scenes) < 1:
                passage = min(place.start, host[0]), max(place.end, host[1])
                yield Hosting(place, passage, 2.2, stated=True)
                break


def hosting_of(scenes: Scenes, of: Sequence[Scene]) -> Hosting | None:
    """Return who hosts a gathering: the place that fits best near its mentions, else that of the dateline."""
    best: Hosting | None = None
    offers = (
        *(each for scene in of for each in _candidates(scenes, scene)),
        *_elsewhere(scenes, of),
        *_here(scenes, of),
    )
    for found in offers:
        if found.score >= _LEAST and (best is None or found.score > best.score + 1e-9):
            best = found
    best = best or _mostly(scenes, of)
    return replace(best, place=_governing(scenes, best.place)) if best is not None else None


def _governing(scenes: Scenes, place: PlaceMention) -> PlaceMention:
    """Return who governs where something takes place in Indonesia.

    A town lies in the regency named behind it (*Batusangkar, Kabupaten Tanah Datar*); the districts of Jakarta that are
    called cities have no government of their own.
    """
    government, places = place.government, scenes.analysis.places
    if government is None or government.country != "ID":
        return place
    if government.national_code is None:
        following = next((each for each in within(places, place.end, place.end + _BEHIND)), None)
        if (
            following is not None
            and following.government is not None
            and following.government.national_code is not None
            and following.government.level != "province"
            and scenes.analysis.layout.text[place.end : following.start].strip() == ","
        ):
            return following
    elif government.national_code.startswith(_JAKARTA):
        return next(
            (
                replace(each, start=place.start, end=place.end)
                for each in places
                if each.government is not None and government.name.startswith(f"{each.government.name} ")
            ),
            place,
        )
    return place


def _mostly(scenes: Scenes, of: Sequence[Scene]) -> Hosting | None:
    """Return the place where the article's own event is, by its dateline or by where its first sentences are."""
    if scenes.main != of[0].mention.name or of[0].sentence.index > scenes.first + _LEAD:
        return None
    opening = of[0].sentence
    if has_phrase(opening, scenes.words.coming) or any(
        token.folded in scenes.words.attending for token in opening.tokens
    ):
        return None
    dateline = scenes.analysis.dateline
    if dateline is not None:
        if dateline.government is None or any(_away(scenes, scene, dateline) for scene in of):
            return None
        return Hosting(dateline, of[0].mention.span, _LEAST)
    for sentence in scenes.analysis.layout.sentences[scenes.first : scenes.first + _LEAD]:
        for place in within(scenes.analysis.places, sentence.start, sentence.end):
            if (
                place.government is not None
                and not sentence.furniture
                and located(sentence, place, scenes) >= 1
            ):
                return Hosting(place, place.span, _LEAST)
    return None


def _away(scenes: Scenes, scene: Scene, dateline: PlaceMention) -> bool:
    """Return whether a sentence tells right behind a gathering that it is elsewhere, be it in a place not known."""
    sentence, mention = scene.sentence, scene.mention
    return any(
        located(sentence, place, scenes) >= 1
        for place in within(scenes.analysis.places, mention.end, mention.end + _FAR)
        if place.end <= sentence.end and place.name != dateline.name
    )


def _here(scenes: Scenes, of: Sequence[Scene]) -> Iterator[Hosting]:
    """Yield the place of the dateline for what takes place in the article's first sentences."""
    dateline = scenes.analysis.dateline
    if dateline is None or dateline.government is None:
        return
    for scene in of:
        sentence = scene.sentence
        if sentence.heading or sentence.index > scenes.first + _LEAD:
            continue
        held = any(token.folded in scenes.words.held for token in sentence.tokens)
        abroad = any(
            located(sentence, each, scenes)
            for each in within(scenes.analysis.places, sentence.start, sentence.end)
            if each.start != dateline.start and not (each.is_country and each.country == dateline.country)
        )
        if held and not abroad and not has_phrase(sentence, scenes.words.coming):
            yield Hosting(dateline, scene.mention.span, 2.4)
            return


def cohosts(scenes: Scenes, hosting: Hosting) -> list[PlaceMention]:
    """Return who hosts together with one that the words call host: *A and B host*."""
    if not hosting.stated:
        return []
    text, places = scenes.analysis.layout.text, scenes.analysis.places
    at = bisect_left(places, hosting.place.start, key=lambda each: each.start)
    found: list[PlaceMention] = []
    for one, other, new in ((at - 1, at, at - 1), (at, at + 1, at + 1)):
        if one < 0 or other >= len(places):
            continue
        joint = text[places[one].end : places[other].start].strip()
        if joint in scenes.words.joints and places[new].government is not None:
            found.append(places[new])
    return found


def receiver(scenes: Scenes, host: PlaceMention) -> PersonMention | None:
    """Return the person who receives for the host, where the text says so of a holder of its office."""
    return scenes.receivers.get(host.government.iri_key) if host.government is not None else None
