"""Which cities might be partners of one city, and what speaks for each."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from citygraph.queries.errors import NotAnalysable
from citygraph.queries.incidence import Description, Incidence, describe
from citygraph.queries.projection import project_incidences
from citygraph.queries.recipe_book import find_recipe
from citygraph.queries.selection import select_incidences
from citygraph.queries.statements import Reading
from citygraph.queries.texts import Texts

from .findings import Findings, Row
from .setting import Setting

__all__ = ["LeftOutRow", "Standing", "SuggestionRow", "analyse", "common_weight"]

_RECIPES = ("co-membership", "shared-themes", "co-participation")
_AGREED = ("agreed", "renewed", "unstated")


@dataclass(frozen=True, slots=True)
class SuggestionRow:
    """One city that might be a partner.

    Attributes:
        city: IRI of the city.
        name: Its name.
        country: ISO 3166-1 alpha-2 code.
        score: Sum over what the two have in common; rare things count more.
        standing: none, planned or ended: what articles say of a partnership between the two.
        reasons: IRIs of what the two have in common, what counts most first.
        reason_names: Their names.
        facts: IRIs of the facts behind the reasons.
        standing_facts: IRIs of the facts behind the standing.
        partners: Partners that both have.
        networks: Networks that both are in.
        themes: Themes of programmes that both work on.
        gatherings: Events and programmes that both take part in.
    """

    city: str
    name: str
    country: str | None
    score: float
    standing: str
    reasons: tuple[str, ...]
    reason_names: tuple[str, ...]
    facts: tuple[str, ...]
    standing_facts: tuple[str, ...]
    partners: int
    networks: int
    themes: int
    gatherings: int


@dataclass(frozen=True, slots=True)
class LeftOutRow:
    """One city that is not suggested.

    Attributes:
        city: IRI of the city.
        name: Its name.
        country: ISO 3166-1 alpha-2 code.
        standing: partner or denied.
        facts: IRIs of the facts that say so.
    """

    city: str
    name: str
    country: str | None
    standing: str
    facts: tuple[str, ...]


@dataclass(slots=True)
class Standing:
    """What articles say of a partnership between two cities.

    Attributes:
        facts: For each of partner, denied, planned and ended the facts that say it.
    """

    facts: defaultdict[str, set[str]] = field(default_factory=lambda: defaultdict(set))

    @property
    def word(self) -> str:
        """What counts of it: a partnership before its denial, a denial before a plan, a plan before an end."""
        return next((word for word in ("partner", "denied", "planned", "ended") if self.facts[word]), "none")


@dataclass(slots=True)
class _Common:
    """What two cities have in common."""

    things: dict[tuple[str, str], float] = field(default_factory=dict[tuple[str, str], float])
    facts: set[str] = field(default_factory=set[str])

    def add(self, kind: str, iri: str, weight: float, facts: Iterable[str]) -> None:
        self.things[kind, iri] = weight
        self.facts.update(facts)

    def count(self, kind: str) -> int:
        return sum(each == kind for each, _ in self.things)


def common_weight(size: int) -> float:
    """Return how much it counts to have a thing of so many cities in common: 1 / ln(size).

    Adamic and Adar's weight: what only few have in common tells more.

    References:
        Adamic, L. A. & Adar, E. (2003). Friends and neighbors on the Web. Social Networks 25(3), 211-230.
        doi:10.1016/S0378-8733(03)00009-1
    """
    return 1 / math.log(max(size, 2))


def analyse(setting: Setting) -> Findings:
    """Return the cities that might be partners of one, with what speaks for each.

    Raises:
        NotAnalysable: The city has nothing in common with any city that is no partner yet.
    """
    city = setting.text("city")
    standings = _standings(setting, city)
    common = _common(setting, city)
    names = _names(setting, city, common, standings)
    left_out = {other for other, each in standings.items() if each.word in ("partner", "denied")}
    for other, each in standings.items():
        if each.word in ("planned", "ended"):
            common.setdefault(other, _Common())
    chosen = [
        other
        for other in common
        if other not in left_out and _is_wanted(setting.text("countries"), names[city], names[other])
    ]
    if not chosen:
        raise NotAnalysable(_why_none(names[city].name, common, left_out, setting.text("countries")))
    rows = [_row(names, other, common[other], standings.get(other)) for other in chosen]
    rows.sort(key=lambda row: (-row.score, row.name, row.city))
    most = setting.integer("most")
    excluded = [
        LeftOutRow(
            city=other,
            name=names[other].name,
            country=names[other].country,
            standing=standings[other].word,
            facts=tuple(sorted(standings[other].facts[standings[other].word])),
        )
        for other in sorted(left_out, key=lambda each: (standings[each].word, names[each].name, each))
    ]
    figures = {
        "candidates": len(rows),
        "partners": sum(row.standing == "partner" for row in excluded),
        "denied": sum(row.standing == "denied" for row in excluded),
        "planned": sum(row.standing == "planned" for row in rows),
    }
    tables: dict[str, Sequence[Row]] = {"suggestions": rows[:most], "left-out": excluded}
    return Findings(tables, figures, tuple(_caveats(len(rows), most)))


def _common(setting: Setting, city: str) -> dict[str, _Common]:
    """Return what the city has in common with each other city."""
    found: defaultdict[str, _Common] = defaultdict(_Common)
    for name in _RECIPES:
        table = select_incidences(
            setting.graph, find_recipe(name), identifiers=setting.identifiers
        ).incidences
        for thing, members in _things(table).items():
            if city in members:
                _share(found, city, thing, members)
    partners = _partners(setting)
    for partner, facts in partners.get(city, {}).items():
        others = partners[partner]
        for other, between in others.items():
            if other != city:
                found[other].add("partner", partner, common_weight(len(others)), facts | between)
    return dict(found)


def _things(table: Iterable[Incidence]) -> dict[tuple[str, str], dict[str, set[str]]]:
    """Return the cities of each thing, by kind and IRI, each with the facts that say so."""
    found: defaultdict[tuple[str, str], defaultdict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    for one in table:
        if one.kind != "theme" or one.theme:
            found[one.kind, one.theme or one.tie][one.city].add(one.fact)
    return {thing: dict(members) for thing, members in found.items()}


def _share(
    found: defaultdict[str, _Common], city: str, thing: tuple[str, str], members: Mapping[str, set[str]]
) -> None:
    for other, facts in members.items():
        if other != city:
            found[other].add(*thing, common_weight(len(members)), facts | members[city])


def _partners(setting: Setting) -> dict[str, dict[str, set[str]]]:
    """Return every city's partners by the recipe, each with the facts between the two."""
    table = select_incidences(setting.graph, setting.recipe, identifiers=setting.identifiers).incidences
    found: defaultdict[str, dict[str, set[str]]] = defaultdict(dict)
    for tie in project_incidences(setting.recipe, table).ties:
        facts = set(tie.facts)
        found[tie.left][tie.right] = found[tie.right][tie.left] = facts
    return dict(found)


def _standings(setting: Setting, city: str) -> dict[str, Standing]:
    """Return what articles say of partnerships of the city; what review rejected says nothing."""
    found: defaultdict[str, Standing] = defaultdict(Standing)
    reading = Reading(setting.graph)
    parties = reading.parties("partnership")
    for one in reading.statements("partnership"):
        members = parties.get((one.fact, one.article), ())
        if one.review == "rejected" or city not in members:
            continue
        if one.modality == "denied":
            word = "denied"
        elif one.modality == "ended" or one.stage in ("suspended", "ended"):
            word = "ended"
        elif one.modality == "planned" or one.stage not in _AGREED:
            word = "planned"
        else:
            word = "partner"
        for other in members:
            if other != city:
                found[other].facts[word].add(one.fact)
    for other, facts in _partners(setting).get(city, {}).items():
        found[other].facts["partner"] |= facts
    return dict(found)


def _names(
    setting: Setting, city: str, common: Mapping[str, _Common], standings: Mapping[str, Standing]
) -> dict[str, Description]:
    things = {iri for each in common.values() for _, iri in each.things}
    return describe(setting.graph, {city, *common, *standings, *things}, language=setting.language)


def _is_wanted(countries: str, city: Description, other: Description) -> bool:
    if countries == "any":
        return True
    same = city.country is not None and city.country == other.country
    return same if countries == "same" else not same


def _row(
    names: Mapping[str, Description], city: str, common: _Common, standing: Standing | None
) -> SuggestionRow:
    reasons = sorted(common.things, key=lambda each: (-common.things[each], names[each[1]].name, each[1]))
    word = standing.word if standing else "none"
    return SuggestionRow(
        city=city,
        name=names[city].name,
        country=names[city].country,
        score=math.fsum(common.things.values()),
        partners=common.count("partner"),
        networks=common.count("membership"),
        themes=common.count("theme"),
        gatherings=common.count("participation"),
        standing=word,
        reasons=tuple(iri for _, iri in reasons),
        reason_names=tuple(names[iri].name for _, iri in reasons),
        facts=tuple(sorted(common.facts)),
        standing_facts=tuple(sorted(standing.facts[word])) if standing else (),
    )


def _why_none(name: str, common: Mapping[str, _Common], left_out: set[str], countries: str) -> str:
    if not common:
        return (
            f"{name} has no partner, network, theme or gathering in common with any other city, so nothing "
            "speaks for any"
        )
    others = len(common.keys() - left_out)
    if not others:
        return f"all {len(common)} cities that {name} has anything in common with are partners already, or denied it"
    return (
        f"none of the {others} cities that {name} has anything in common with is of the countries asked for "
        f"({countries})"
    )


def _caveats(found: int, most: int) -> list[Texts]:
    if found <= most:
        return []
    return [
        Texts(
            en=f"Only the first {most} of {found} cities are listed.",
            id=f"Hanya {most} dari {found} kota pertama yang dimuat.",
        )
    ]
