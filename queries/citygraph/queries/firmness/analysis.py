"""The analysis of how firm a network's ranks are."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import cast

import numpy as np
from citygraph.queries.analyses.findings import Findings
from citygraph.queries.analyses.setting import Setting
from citygraph.queries.incidence import Incidence
from citygraph.queries.texts import Texts

from .coverage import Coverage, coverage, uncovered
from .ranking import MEASURES, RankedBy
from .resampling import RankIntervals, rank_intervals
from .sources import Without, left_out, ranks_on_accepted
from .support import Numbers, Support

__all__ = ["CityRow", "CountryRow", "SourceRow", "TieRow", "analyse"]


@dataclass(frozen=True, slots=True)
class CityRow:
    """How firm one city's rank is; the columns are described in ``analyses/firmness.toml``."""

    city: str
    name: str
    country: str | None
    value: float
    rank: int
    low: int
    high: int
    median: int
    tied: float
    among_first: float
    ties: int
    single_source_ties: int
    sources: int
    rank_accepted: int | None


@dataclass(frozen=True, slots=True)
class SourceRow:
    """What the network is without one source."""

    source: str
    source_name: str
    statements: int
    ties_lost: int
    cities_lost: int
    moved: int
    shift: int
    city: str | None
    city_name: str | None
    rank: int | None
    rank_without: int | None


@dataclass(frozen=True, slots=True)
class TieRow:
    """A tie that rests on a single source."""

    left: str
    left_name: str
    right: str
    right_name: str
    source: str
    source_name: str
    facts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class CountryRow:
    """How much is known about one country."""

    country: str
    cities: int
    large: int
    facts: int
    sources: int
    facts_per_city: float
    verdict: str


def analyse(setting: Setting) -> Findings:
    """Return how firm the ranks of a network are, and what they rest on.

    Raises:
        EmptyNetwork: The recipe selects no tie between two cities.
    """
    network = setting.network
    selection = network.selection
    assert selection is not None, "the network of a setting was read from a graph"
    incidences = selection.incidences
    support = Support.of(incidences, setting.recipe.strength)
    measure = cast("RankedBy", setting.text("measure"))
    assert measure in MEASURES
    draws, tried = setting.integer("draws"), min(setting.integer("sources"), len(support.sources))
    intervals = rank_intervals(
        support,
        measure=measure,
        draws=draws,
        level=setting.number("level"),
        seed=setting.integer("seed"),
        advance=lambda done, _: setting.advance(done, draws + tried),
    )
    without = left_out(
        support,
        measure=measure,
        most=tried,
        advance=lambda done, _: setting.advance(draws + done, draws + tried),
    )
    countries = coverage(incidences, {city: setting.known(city).country for city in support.cities})
    sole = support.sole_sources()
    on_drafts = int(np.count_nonzero(support.strengths(support.accepted) == 0))
    figures = {
        "sources": len(support.sources),
        "statements": len(support.facts),
        "ties": len(support.ends),
        "single_source_ties": int(np.count_nonzero(sole >= 0)),
        "draft_ties": on_drafts,
        "thin_countries": sum(one.verdict in ("thin", "thin-and-one-source") for one in countries),
        "one_source_countries": sum(
            one.verdict in ("one-source", "thin-and-one-source") for one in countries
        ),
        "countries": len(countries),
    }
    most = setting.integer("most")
    return Findings(
        {
            "cities": _cities(setting, support, intervals, sole, measure),
            "sources": _sources(setting, support, intervals, without),
            "ties": _ties(setting, support, sole, incidences, most),
            "countries": [_country(one) for one in countries],
        },
        figures,
        tuple(_caveats(setting, support, figures, countries, most)),
    )


def _cities(
    setting: Setting, support: Support, intervals: RankIntervals, sole: Numbers, measure: RankedBy
) -> list[CityRow]:
    count = len(support.cities)
    ties = np.bincount(support.ends.ravel(), minlength=count)
    single = np.bincount(support.ends[sole >= 0].ravel(), minlength=count)
    accepted = ranks_on_accepted(support, measure)
    heard = _sources_of(support)
    rows = [
        CityRow(
            city=city,
            name=setting.known(city).name,
            country=setting.known(city).country,
            value=float(intervals.values[number]),
            rank=int(intervals.rank[number]),
            low=int(intervals.low[number]),
            high=int(intervals.high[number]),
            median=int(intervals.median[number]),
            tied=float(intervals.tied[number]),
            among_first=float(intervals.among_first[number]),
            ties=int(ties[number]),
            single_source_ties=int(single[number]),
            sources=heard[number],
            rank_accepted=None if accepted is None else int(accepted[number]),
        )
        for number, city in enumerate(support.cities)
    ]
    return sorted(rows, key=lambda row: (row.rank, row.name, row.city))


def _sources_of(support: Support) -> list[int]:
    """Return how many sources state each city's part in something that it shares."""
    number: dict[int, int] = {}
    for parts, side in ((support.left, 0), (support.right, 1)):
        number.update(zip(parts.tolist(), support.ends[support.tie, side].tolist(), strict=True))
    ends = np.append(support.starts[1:], len(support.statements))
    found: list[set[int]] = [set() for _ in support.cities]
    for part, city in number.items():
        stated = support.statements[support.starts[part] : ends[part]]
        found[city].update(support.source[stated].tolist())
    return [len(sources) for sources in found]


def _sources(
    setting: Setting, support: Support, intervals: RankIntervals, without: Sequence[Without]
) -> list[SourceRow]:
    names = _names(setting, [one.source for one in without])
    rows: list[SourceRow] = []
    for one in without:
        city = None if one.falls_most is None else support.cities[one.falls_most]
        rows.append(
            SourceRow(
                source=one.source,
                source_name=names[one.source],
                statements=one.statements,
                ties_lost=one.ties_lost,
                cities_lost=one.cities_lost,
                moved=one.moved,
                shift=one.shift,
                city=city,
                city_name=None if city is None else setting.known(city).name,
                rank=None if one.falls_most is None else int(intervals.rank[one.falls_most]),
                rank_without=None if one.falls_most is None else int(one.rank[one.falls_most]),
            )
        )
    return rows


def _ties(
    setting: Setting, support: Support, sole: Numbers, incidences: Sequence[Incidence], most: int
) -> list[TieRow]:
    chosen = np.flatnonzero(sole >= 0)[:most]
    facts = _facts_of(support, chosen)
    names = _names(setting, {support.sources[sole[tie]] for tie in chosen})
    rows: list[TieRow] = []
    for tie in chosen.tolist():
        left, right = (support.cities[int(end)] for end in support.ends[tie])
        source = support.sources[sole[tie]]
        rows.append(
            TieRow(
                left,
                setting.known(left).name,
                right,
                setting.known(right).name,
                source,
                names[source],
                facts[tie],
            )
        )
    return rows


def _facts_of(support: Support, ties: Numbers) -> dict[int, tuple[str, ...]]:
    """Return the facts that each of these ties rests on."""
    wanted = np.flatnonzero(np.isin(support.tie, ties))
    ends = np.append(support.starts[1:], len(support.statements))
    found: dict[int, set[str]] = {int(tie): set() for tie in ties}
    for pair in wanted.tolist():
        for part in (support.left[pair], support.right[pair]):
            stated = support.statements[support.starts[part] : ends[part]]
            found[int(support.tie[pair])].update(support.facts[int(one)] for one in stated)
    return {tie: tuple(sorted(facts)) for tie, facts in found.items()}


def _country(one: Coverage) -> CountryRow:
    return CountryRow(
        one.country, one.cities, one.large, one.facts, one.sources, one.facts_per_city, one.verdict
    )


def _names(setting: Setting, iris: Sequence[str] | set[str]) -> dict[str, str]:
    from citygraph.queries.incidence import describe

    found = describe(setting.graph, iris, language=setting.language)
    return {iri: one.name for iri, one in found.items()}


def _caveats(
    setting: Setting, support: Support, figures: dict[str, int], countries: Sequence[Coverage], most: int
) -> list[Texts]:
    found: list[Texts] = []

    def say(en: str, indonesian: str) -> None:
        found.append(Texts(en=en, id=indonesian))

    sources, single, ties = figures["sources"], figures["single_source_ties"], figures["ties"]
    if sources == 1:
        say(
            "Everything rests on one source, so the intervals tell nothing about other sources: "
            "only its own confidence moves ranks.",
            "Semuanya bersandar pada satu sumber, sehingga rentang tidak berkata apa-apa tentang sumber lain: "
            "hanya keyakinannya sendiri yang menggeser peringkat.",
        )
    elif sources < 10:
        say(
            f"With {sources} sources the intervals are rough: few different draws are possible.",
            f"Dengan {sources} sumber, rentangnya kasar: hanya sedikit tarikan berbeda yang mungkin.",
        )
    if single:
        say(
            f"{single} of {ties} ties rest on a single article or table.",
            f"{single} dari {ties} ikatan bersandar pada satu artikel atau tabel.",
        )
    if figures["draft_ties"]:
        say(
            f"{figures['draft_ties']} of {ties} ties rest on drafts that nobody has reviewed.",
            f"{figures['draft_ties']} dari {ties} ikatan bersandar pada konsep yang belum ditinjau.",
        )
    thin = Counter(one.country for one in countries if one.verdict != "covered")
    if thin:
        names = ", ".join(sorted(country or "?" for country in thin)[:12]) + (" …" if len(thin) > 12 else "")
        say(
            f"{len(thin)} of {len(countries)} countries are thinly covered or rest on one source: {names}.",
            f"{len(thin)} dari {len(countries)} negara kurang tercakup atau bersandar pada satu sumber: {names}.",
        )
    missing = () if setting.recipe.countries else uncovered(countries)
    if missing:
        names = ", ".join(missing[:5])
        say(
            f"Nothing is known about {len(missing)} countries of twenty large cities or more, such as {names}.",
            f"Tidak ada yang diketahui tentang {len(missing)} negara dengan dua puluh kota besar atau lebih, "
            f"seperti {names}.",
        )
    tried = setting.integer("sources")
    if sources > tried:
        say(
            f"Only {tried} of {sources} sources were left out in turn, those on which most ties rest alone.",
            f"Hanya {tried} dari {sources} sumber yang dihilangkan bergantian, yaitu yang paling banyak menopang "
            "ikatan sendirian.",
        )
    if single > most:
        say(
            f"Only the first {most} ties on a single source are listed.",
            f"Hanya {most} ikatan pertama yang bersandar pada satu sumber yang dimuat.",
        )
    return found
