"""Draft facts of what lasts: programmes with their organisers, and initiatives with the city whose they are."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from citygraph.loaders.extraction.drafts import Draft
from citygraph.loaders.extraction.layout import Sentence, Span
from citygraph.loaders.extraction.mentions import GatheringMention, PlaceMention
from citygraph.loaders.extraction.places import as_written

from .scenes import Scene, Scenes, has_phrase, within

__all__ = ["initiative_draft", "own", "programme_draft", "shared_project", "told_by"]

_NEAR: Final = 60
_BESIDE: Final = 24
_CLOSE: Final = 6
_OWNED: Final = 40
"""So far before an initiative stands the city whose it is; one farther off is told to do something else."""


def own(scenes: Scenes, mention: GatheringMention, of: Sequence[Scene]) -> bool:
    """Return whether what is called a programme is a city's own: it bears its name, or its citizens run it."""
    if mention.network is not None:
        return False
    if _namesake(scenes, mention) is not None:
        return True
    sentence = of[0].sentence
    return any(token.folded in scenes.words.local for token in sentence.tokens if token.start >= mention.end)


def shared_project(scenes: Scenes, mention: GatheringMention) -> bool:
    """Return whether what is called a project bears a name of its own, and no city's: others run it, too."""
    return (
        mention.name.split(" ", 1)[0].casefold() in scenes.words.projects
        and _namesake(scenes, mention) is None
    )


def told_by(mention: GatheringMention) -> str:
    """Return what told a gathering's name, as rules are named."""
    return "tagged" if mention.tagged else "named"


def programme_draft(scenes: Scenes, mention: GatheringMention, of: Sequence[Scene]) -> Draft:
    """Return a programme with its organiser, its beginning and its edition where the text gives them."""
    values: dict[str, object] = {"name": mention.name}
    aliases = sorted({_surface(scenes, scene) for scene in of} - {mention.name})
    aliases = [
        each for each in aliases if sum(word[:1].isupper() for word in each.split()) > 1 or each.isupper()
    ]
    if aliases:
        values["aliases"] = aliases
    organiser = _organiser(scenes, mention, of)
    if organiser:
        values["organiser"] = [organiser]
    since = _since(scenes, of)
    if since:
        values["since"] = since
    edition = _edition(scenes, of)
    if edition:
        values["edition"] = edition
    confidence = 0.8 if organiser else 0.6
    return Draft(
        "programme", values, (_passage(scenes, mention),), f"{scenes.analysis.language}.programme.{told_by(mention)}",
        confidence,
    )  # fmt: skip


def initiative_draft(scenes: Scenes, mention: GatheringMention, of: Sequence[Scene]) -> Iterator[Draft]:
    """Yield an initiative with the city whose it is; nothing where the text leaves that open."""
    if all(scene.sentence.heading for scene in of):
        return
    owner, stated = _owner(scenes, of)
    if owner is None or owner.government is None:
        return
    if not stated:
        return
    values: dict[str, object] = {"city": as_written(owner.government), "name": mention.name}
    alias = _bracketed(scenes, mention)
    if alias:
        values["aliases"] = [alias]
    since = _since(scenes, of)
    if since:
        values["since"] = since
    partners = _partners(scenes, of)
    if partners:
        values["partners"] = partners
    start, end = mention.span
    sentence = scenes.analysis.layout.sentence_at(start)
    if stated and sentence is not None and sentence.start <= owner.start < sentence.end:
        start, end = min(start, owner.start), max(end, owner.end)
    yield Draft(
        "initiative", values, ((start, end),), f"{scenes.analysis.language}.initiative.{told_by(mention)}",
        0.75 if stated else 0.5,
    )  # fmt: skip


def _surface(scenes: Scenes, scene: Scene) -> str:
    return scenes.analysis.layout.text[scene.mention.start : scene.mention.end]


def _owner(scenes: Scenes, of: Sequence[Scene]) -> tuple[PlaceMention | None, bool]:
    """Return the city named nearest before an initiative in its sentence, else the one the article is about."""
    named = _namesake(scenes, of[0].mention)
    if named is not None:
        return named, True
    for scene in of[:1]:
        here = [
            each
            for each in within(scenes.analysis.places, scene.sentence.start, scene.sentence.end)
            if each.government is not None and not scene.mention.start <= each.start < scene.mention.end
        ]
        before = [each for each in here if each.end <= scene.mention.start]
        owned = scenes.analysis.layout.text[max(0, scene.mention.start - 3) : scene.mention.start].rstrip(
            ' "“'
        )
        if owned.endswith(("'s", "’s")) and (not before or scene.mention.start - before[-1].end > _CLOSE):
            return None, False
        nation = [
            each
            for each in within(scenes.analysis.places, scene.mention.start - _BESIDE, scene.mention.start)
            if each.is_country
        ]
        if nation and (not before or before[-1].start < nation[-1].start):
            return None, False
        if before:
            return before[-1], scene.mention.start - before[-1].end <= _OWNED
        if here and here[0].start - scene.mention.end <= _NEAR:
            return here[0], True
    return scenes.topic, False


def _namesake(scenes: Scenes, mention: GatheringMention) -> PlaceMention | None:
    """Return the city whose name a scheme's name begins with."""
    return next(
        (
            each
            for each in scenes.analysis.places
            if each.government is not None and mention.name.startswith(each.name + " ")
        ),
        None,
    )


def _organiser(scenes: Scenes, mention: GatheringMention, of: Sequence[Scene]) -> str | None:
    """Return who runs a programme: the network in its name, else the one of its sentence, else another body."""
    if mention.network:
        return mention.network
    for scene in of:
        networks = within(scenes.analysis.networks, scene.sentence.start, scene.sentence.end)
        outside = [each for each in networks if not mention.start <= each.start < mention.end]
        if outside:
            return outside[0].slug
    for scene in of:
        found = has_phrase(scene.sentence, scenes.words.organised, scene.mention.end)
        if found is not None:
            bodies = within(
                scenes.analysis.organisations, found[1], min(found[1] + _NEAR, scene.sentence.end)
            )
            if bodies:
                return bodies[0].name
    return None


def _partners(scenes: Scenes, of: Sequence[Scene]) -> list[str]:
    """Return the bodies that an initiative is run with."""
    for scene in of:
        found = has_phrase(scene.sentence, scenes.words.companions, scene.mention.end)
        if found is None:
            continue
        bodies = within(scenes.analysis.organisations, found[1], min(found[1] + _NEAR, scene.sentence.end))
        if bodies:
            return [each.name for each in bodies]
    return []


def _since(scenes: Scenes, of: Sequence[Scene]) -> str | None:
    """Return when a scheme began, by a date after *since* or *launched in*."""
    for scene in of:
        for sentence in (scene.sentence, scenes.neighbour(scene.sentence, 1)):
            if sentence is None:
                continue
            for date in within(scenes.analysis.dates, sentence.start, sentence.end):
                before = [token.folded for token in sentence.tokens if token.end <= date.start][-3:]
                if any(word in scenes.words.since for word in before):
                    return date.edtf
    return None


def _edition(scenes: Scenes, of: Sequence[Scene]) -> str | None:
    """Return the words for an edition beside a programme: *putaran ketiga*, *third round*."""
    for scene in of:
        tokens = scene.sentence.tokens
        for index, token in enumerate(tokens):
            if (
                token.folded not in scenes.words.rounds
                or not -_NEAR < token.start - scene.mention.end < _NEAR
            ):
                continue
            after = tokens[index + 1] if index + 1 < len(tokens) else None
            if after is not None and (
                after.folded.startswith("ke") or after.text.isupper() or after.kind == "number"
            ):
                return f"{token.text} {after.text}"
            if (
                index > 0
                and tokens[index - 1].kind in ("word", "number")
                and tokens[index - 1].folded not in {"the", "this", "a"}
            ):
                return f"{tokens[index - 1].text} {token.text}"
    return None


def _bracketed(scenes: Scenes, mention: GatheringMention) -> str | None:
    """Return the other name that stands in brackets right behind an initiative's name."""
    text = scenes.analysis.layout.text
    at = mention.end
    while at < len(text) and at < mention.end + 3 and text[at] in '”"» ':
        at += 1
    if at >= len(text) or text[at] != "(":
        return None
    end = text.find(")", at, at + _NEAR)
    inner = text[at + 1 : end] if end > at else ""
    return inner if inner[:1].isupper() else None


def _passage(scenes: Scenes, mention: GatheringMention) -> Span:
    """Return a programme's name with the network of its sentence."""
    sentence: Sentence | None = scenes.analysis.layout.sentence_at(mention.start)
    if sentence is None:
        return mention.span
    networks = within(scenes.analysis.networks, sentence.start, sentence.end)
    if not networks:
        return mention.span
    return min(mention.start, networks[0].start), max(mention.end, networks[0].end)
