"""When cities came into networks and partnerships, and when they left."""

from __future__ import annotations

import datetime
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from citygraph.queries.errors import NotAnalysable
from citygraph.queries.incidence import Description, Incidence, describe
from citygraph.queries.selection import select_incidences
from citygraph.queries.texts import Texts

from .findings import Findings, Row
from .setting import Setting

__all__ = ["ChangeRow", "Spell", "YearRow", "analyse", "spells_of", "years_of"]

_STAGES = ("agreed", "renewed", "unstated", "suspended", "ended")


@dataclass(frozen=True, slots=True)
class YearRow:
    """One year.

    Attributes:
        year: The year.
        entries: Memberships, or other parts, that began in it.
        exits: That ended in it.
        net: Entries less exits.
        stock: That have begun and not ended at its end, of those with a dated beginning.
        exit_rate: Exits by the stock at the end of the year before; None where that is nothing.
    """

    year: int
    entries: int
    exits: int
    net: int
    stock: int
    exit_rate: float | None


@dataclass(frozen=True, slots=True)
class ChangeRow:
    """One entry or exit.

    Attributes:
        year: The year.
        change: entry or exit.
        day: The first day that the article allows for an entry, the last for an exit.
        city: IRI of the city.
        name: Its name.
        country: ISO 3166-1 alpha-2 code.
        thing: IRI of the network, partnership, programme or event.
        thing_name: Its name; of a partnership the other partners.
        facts: IRIs of the facts that say so.
        articles: IRIs of the articles that state them.
    """

    year: int
    change: str
    day: str
    city: str
    name: str
    country: str | None
    thing: str
    thing_name: str
    facts: tuple[str, ...]
    articles: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Spell:
    """One city's part in one thing, from its first day to its last.

    Attributes:
        city: IRI of the city.
        thing: IRI of the thing.
        first: The earliest beginning that an article gives, or None.
        last: The latest end that an article gives, or None.
        over: Whether an article says that it has ended.
        agreed: Whether all articles that give a beginning give the same year.
        incidences: What says so.
    """

    city: str
    thing: str
    first: datetime.date | None
    last: datetime.date | None
    over: bool
    agreed: bool
    incidences: tuple[Incidence, ...]


def spells_of(table: Sequence[Incidence]) -> list[Spell]:
    """Return every city's part in every thing as one spell, whatever number of articles tell of it.

    Beginnings differ between articles: the earliest counts. An event is over when it is over, and nobody leaves it:
    only its beginning counts.
    """
    grouped: defaultdict[tuple[str, str], list[Incidence]] = defaultdict(list)
    for one in table:
        grouped[one.city, one.tie].append(one)
    found: list[Spell] = []
    for (city, thing), having in sorted(grouped.items()):
        starts = [one.first for one in having if one.first]
        ends = [one.last for one in having if one.last and one.kind != "participation"]
        found.append(
            Spell(
                city=city,
                thing=thing,
                first=min(starts, default=None),
                last=max(ends, default=None),
                over=any(one.modality == "ended" for one in having),
                agreed=len({day.year for day in starts}) < 2,
                incidences=tuple(having),
            )
        )
    return found


def years_of(spells: Sequence[Spell], until: datetime.date) -> list[YearRow]:
    """Return the entries and exits of each year, from the first change to the last.

    Args:
        spells: The spells; those without a beginning count in no stock, but their dated ends are exits.
        until: Ends after this day have not come yet, and are no exits.
    """
    entries: defaultdict[int, int] = defaultdict(int)
    exits: defaultdict[int, int] = defaultdict(int)
    losses: defaultdict[int, int] = defaultdict(int)
    for spell in spells:
        if spell.first:
            entries[spell.first.year] += 1
        if spell.last and spell.last <= until:
            exits[spell.last.year] += 1
            losses[spell.last.year] += spell.first is not None
    changed = entries.keys() | exits.keys()
    if not changed:
        return []
    rows: list[YearRow] = []
    stock = 0
    for year in range(min(changed), max(changed) + 1):
        before, stock = stock, stock + entries[year] - losses[year]
        rate = exits[year] / before if before else None
        rows.append(YearRow(year, entries[year], exits[year], entries[year] - exits[year], stock, rate))
    return rows


def analyse(setting: Setting) -> Findings:
    """Return entries and exits by year.

    Raises:
        NotAnalysable: The recipe selects nothing, or nothing that it selects has a date.
    """
    table = _table(setting)
    wanted = setting.options["network"]
    if wanted is not None:
        table = [one for one in table if one.tie == wanted]
    spells = spells_of(table)
    if not spells:
        where = f" in {setting.called(str(wanted))}" if wanted is not None else ""
        raise NotAnalysable(
            f"the recipe {setting.recipe.name!r} finds no part of any city{where}",
            hint="choose another recipe, or leave the network out",
        )
    until = max((one.published for one in table if one.published), default=datetime.date.max)
    years = years_of(spells, until)
    if not years:
        raise NotAnalysable(
            f"no article dates the beginning or end of any of the {len(spells)} parts that the recipe "
            f"{setting.recipe.name!r} finds",
            hint="turnover needs facts with dates; choose a recipe on events, or load documents that give dates",
        )
    named = {one.city for one in table} | {one.tie for one in table}
    names = describe(setting.graph, named, language=setting.language)
    parties: defaultdict[str, set[str]] = defaultdict(set)
    for one in table:
        if one.kind == "partnership":
            parties[one.tie].add(one.city)
    changes = [
        _change(spell, change, day, names, parties)
        for spell in spells
        for change, day in _changes(spell, until)
    ]
    changes.sort(key=lambda row: (row.day, row.change, row.thing_name, row.name, row.city))
    dated = sum(spell.first is not None for spell in spells)
    lost = sum(spell.over and spell.last is None for spell in spells)
    figures = {
        "parts": len(spells),
        "dated": dated,
        "entries": sum(row.entries for row in years),
        "exits": sum(row.exits for row in years),
        "undated_exits": lost,
    }
    tables: dict[str, Sequence[Row]] = {"years": years, "changes": changes}
    return Findings(tables, figures, tuple(_caveats(spells, dated, lost, until)))


def _table(setting: Setting) -> list[Incidence]:
    """Return what the recipe selects with what has ended, on any day."""
    recipe = setting.recipe.adjusted(
        modalities=("asserted", "ended"),
        stages=_STAGES,
        plans="left-out",
        on=None,
        since=None,
        until=None,
        mode="one",
    )
    return list(select_incidences(setting.graph, recipe, identifiers=setting.identifiers).incidences)


def _changes(spell: Spell, until: datetime.date) -> list[tuple[str, datetime.date]]:
    found: list[tuple[str, datetime.date]] = []
    if spell.first:
        found.append(("entry", spell.first))
    if spell.last and spell.last <= until:
        found.append(("exit", spell.last))
    return found


def _change(
    spell: Spell,
    change: str,
    day: datetime.date,
    names: dict[str, Description],
    parties: dict[str, set[str]],
) -> ChangeRow:
    others = sorted(names[city].name for city in parties.get(spell.thing, set()) - {spell.city})
    return ChangeRow(
        year=day.year,
        change=change,
        day=day.isoformat(),
        city=spell.city,
        name=names[spell.city].name,
        country=names[spell.city].country,
        thing=spell.thing,
        thing_name=", ".join(others) or names[spell.thing].name,
        facts=tuple(sorted({one.fact for one in spell.incidences})),
        articles=tuple(sorted({one.article for one in spell.incidences})),
    )


def _caveats(spells: Sequence[Spell], dated: int, lost: int, until: datetime.date) -> list[Texts]:
    caveats: list[Texts] = []
    if dated < len(spells):
        caveats.append(
            Texts(
                en=f"{len(spells) - dated} of {len(spells)} parts have no dated beginning and are in no year.",
                id=f"{len(spells) - dated} dari {len(spells)} keikutsertaan tidak bertanggal mulai dan tidak masuk "
                "tahun mana pun.",
            )
        )
    if lost:
        caveats.append(
            Texts(
                en=f"{lost} parts have ended on a day that no article gives; they stay in the stock.",
                id=f"{lost} keikutsertaan berakhir pada hari yang tidak disebut artikel; tetap dihitung dalam jumlah.",
            )
        )
    apart = sum(not spell.agreed for spell in spells)
    if apart:
        caveats.append(
            Texts(
                en=f"Articles give different years for the beginning of {apart} parts; the earliest counts.",
                id=f"Artikel memberi tahun mulai yang berbeda untuk {apart} keikutsertaan; yang paling awal dihitung.",
            )
        )
    later = sum(spell.last is not None and spell.last > until for spell in spells)
    if later:
        caveats.append(
            Texts(
                en=f"{later} parts end after {until}, when the last article appeared: those are no exits yet.",
                id=f"{later} keikutsertaan berakhir setelah {until}, saat artikel terakhir terbit: belum dihitung.",
            )
        )
    return caveats
