"""What a recipe selects among all that articles state, and what each of its conditions leaves out."""

from __future__ import annotations

import tomllib
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cache
from importlib.resources import files
from typing import TypeVar

import pyoxigraph as ox
from citygraph.ontology import Identifiers

from .errors import DateBeforeFacts, EmptyNetwork, UnknownName
from .incidence import Incidence
from .names import resolve
from .periods import Asked, Period, endings, has_ended, period_of
from .queryable import Queryable
from .recipe import Recipe
from .statements import Reading, Source, Statement
from .texts import Texts

__all__ = ["Drop", "Selection", "incidences", "select_incidences"]

_NO_MEMBER = ("candidate", "applicant", "observer", "former")


@dataclass(frozen=True, slots=True)
class Drop:
    """What one condition leaves out of what those before it kept.

    Attributes:
        condition: The recipe's field behind it, or ``ended``, ``occasions``, ``days``, ``themes`` or ``cities``.
        facts: How many facts it leaves out altogether.
        reason: What is wrong with them, in words.
    """

    condition: str
    facts: int
    reason: Texts


@dataclass(frozen=True, slots=True)
class Selection:
    """What a recipe selects.

    Attributes:
        recipe: The recipe.
        incidences: Which city has part in what, each once, in order: what the network is made of.
        plans: The same of what is only planned, where the recipe keeps plans apart.
        considered: How many facts are of the kinds that the recipe ties by.
        dropped: What each condition leaves out, in the order in which they are asked; those that leave out
            nothing are not there.
    """

    recipe: Recipe
    incidences: tuple[Incidence, ...]
    plans: tuple[Incidence, ...]
    considered: int
    dropped: tuple[Drop, ...]

    def why_empty(self) -> Texts:
        """Return why no two cities are tied, with how many facts each condition leaves out."""
        if not self.considered:
            kinds = ", ".join(self.recipe.tie_kinds)
            return Texts(
                en=f"the graph states no {kinds} at all", id=f"graf tidak menyatakan {kinds} sama sekali"
            )
        cities = len({one.city for one in self.incidences})
        left = len({one.fact for one in self.incidences})
        if cities:
            en = f"it finds {cities} cities in {left} of {self.considered} facts, and no two of them share anything"
            idn = f"ditemukan {cities} kota dalam {left} dari {self.considered} fakta, tanpa dua kota yang berbagi"
        else:
            en = f"none of {self.considered} facts is left"
            idn = f"tidak tersisa satu pun dari {self.considered} fakta"
        parts_en = "; ".join(f"{one.facts} by {one.condition} ({one.reason.en})" for one in self.dropped)
        parts_id = "; ".join(f"{one.facts} oleh {one.condition} ({one.reason.id})" for one in self.dropped)
        if not self.dropped:
            return Texts(en=en, id=idn)
        return Texts(en=f"{en}; left out are {parts_en}", id=f"{idn}; yang tidak dihitung {parts_id}")

    def refuse(self) -> EmptyNetwork:
        """Return the error that says that no two cities are tied, and why."""
        cities = len({one.city for one in self.incidences})
        dropped = {one.condition: one.facts for one in self.dropped}
        return EmptyNetwork(self.recipe.name, cities, self.why_empty().en, dropped)


@dataclass(frozen=True, slots=True)
class _Part:
    """One city's part, on its way to be an incidence."""

    statement: Statement
    city: str
    period: Period
    planned: bool

    @property
    def fact(self) -> str:
        return self.statement.fact


_Row = TypeVar("_Row", Statement, _Part)


class _Sieve:
    """Keeps what meets a condition, and counts the facts that are left out altogether."""

    def __init__(self) -> None:
        self.dropped: dict[str, int] = {}

    def keep(self, condition: str, rows: list[_Row], meets: Callable[[_Row], bool]) -> list[_Row]:
        """Return the rows that meet a condition."""
        kept = [row for row in rows if meets(row)]
        if len(kept) < len(rows):
            gone = len({row.fact for row in rows}) - len({row.fact for row in kept})
            if gone:
                self.dropped[condition] = self.dropped.get(condition, 0) + gone
        return kept


class _Chooser:
    """Chooses among what a graph states, by one recipe."""

    def __init__(self, graph: Queryable, recipe: Recipe, identifiers: Identifiers) -> None:
        self._reading = Reading(graph)
        self._recipe = recipe
        self._asked = Asked.of(recipe)
        self._sieve = _Sieve()
        self._facts: set[tuple[str, str]] = set()
        self._found: dict[tuple[str, ...], Incidence] = {}
        self._plans: dict[tuple[str, ...], Incidence] = {}
        self._within = _known(graph, recipe.within, recipe.within_iri(identifiers))
        articles = recipe.sources_excluded(identifiers)
        self._articles = frozenset(
            iri
            for iri, name in zip(articles, recipe.articles_excluded, strict=True)
            if _known(graph, name, iri)
        )
        self._forms = frozenset(identifiers.concept("form", one) for one in recipe.forms)
        self._roles = frozenset(identifiers.concept("role", one) for one in recipe.roles_excluded)
        self._event_forms = frozenset(identifiers.concept("form", one) for one in recipe.event_forms_excluded)
        plain = frozenset(identifiers.concept("role", one) for one in _NO_MEMBER)
        self._members: frozenset[str] | None = None
        if recipe.members_of is not None:
            network = resolve(graph, "network", recipe.members_of, identifiers=identifiers).value
            self._members = self._members_of(network, plain)

    def choose(self) -> Selection:
        for kind in self._recipe.tie_kinds:
            self._take(kind, "participation" if kind == "theme" else kind)
            if kind == "participation" and self._recipe.hosts and "event" in self._recipe.settings:
                self._take("participation", "host")
        found = self._weighed(self._found)
        plans = self._weighed(self._plans)
        words = _reasons()
        dropped = tuple(Drop(name, facts, words[name]) for name, facts in self._sieve.dropped.items())
        return Selection(self._recipe, found, plans, len(self._facts), dropped)

    def _take(self, kind: str, source: Source) -> None:
        rows = list(self._reading.statements(source))
        self._facts.update((source, one.fact) for one in rows)
        rows = self._standing(rows, source)
        rows = self._of_kind(rows, source)
        parts = [_Part(one, "", period_of(self._reading, one), self._is_planned(one)) for one in rows]
        parts = self._on_the_days(parts)
        for part in self._in_scope(parts, source):
            themes: Sequence[str] = ("",)
            if kind == "theme":
                themes = self._reading.themes.get((part.fact, part.statement.article), ("",))
            target = self._plans if part.planned and self._recipe.plans == "apart" else self._found
            for theme in themes:
                one = _incidence(kind, part, theme)
                key = (one.kind, one.tie, one.theme, one.city, one.fact, one.article)
                target.setdefault(key, one)

    def _standing(self, rows: list[Statement], source: Source) -> list[Statement]:
        """Keep what stands: by article, modality, review, confidence, and by what later articles say."""
        recipe, keep = self._recipe, self._sieve.keep
        modalities = {*recipe.modalities, *(("planned",) if recipe.plans != "left-out" else ())}
        reviews = set(recipe.reviews)
        if self._articles:
            rows = keep("articles_excluded", rows, lambda one: one.article not in self._articles)
        rows = keep("modalities", rows, lambda one: one.modality in modalities)
        rows = keep("reviews", rows, lambda one: one.review in reviews)
        if recipe.confidence:
            rows = keep(
                "confidence",
                rows,
                lambda one: (1.0 if one.confidence is None else one.confidence) >= recipe.confidence,
            )
        if "ended" not in modalities and source in ("partnership", "membership"):
            ended = endings(self._reading, source, self._articles)
            rows = keep("ended", rows, lambda one: not has_ended(one, ended.get(one.fact, ()), self._asked))
        return rows

    def _of_kind(self, rows: list[Statement], source: Source) -> list[Statement]:
        """Keep what is of the stages, forms, roles and settings that count."""
        recipe, keep = self._recipe, self._sieve.keep
        if source == "partnership":
            stages = set(recipe.stages)
            rows = keep(
                "stages",
                rows,
                lambda one: one.stage in stages or (one.stage, one.modality) == ("exploring", "planned"),
            )
            if self._forms:
                rows = keep("forms", rows, lambda one: one.form in self._forms)
        elif source != "host" and self._roles:
            rows = keep("roles_excluded", rows, lambda one: one.role not in self._roles)
        if source in ("participation", "host"):
            rows = self._in_settings(rows)
        if self._within:
            rows = keep("within", rows, lambda one: self._within in (one.within, one.tie))
        return rows

    def _in_settings(self, rows: list[Statement]) -> list[Statement]:
        recipe, reading, keep = self._recipe, self._reading, self._sieve.keep
        settings = set(recipe.settings)
        rows = keep("settings", rows, lambda one: bool(settings & reading.classes.get(one.tie, set())))
        if self._event_forms:
            rows = keep(
                "event_forms_excluded",
                rows,
                lambda one: not self._event_forms & reading.forms.get(one.tie, set()),
            )
        modalities: set[str] = {"asserted", "ended", *recipe.modalities}
        if recipe.plans != "left-out":
            modalities.add("planned")
        reviews = {"draft", "accepted", *recipe.reviews}

        def took_place(one: Statement) -> bool:
            said = reading.occasions.get(one.tie, {}).get(one.article)
            return said is None or (said.modality in modalities and said.review in reviews)

        return keep("occasions", rows, took_place)

    def _is_planned(self, one: Statement) -> bool:
        if one.source in ("participation", "host"):
            said = self._reading.occasions.get(one.tie, {}).get(one.article)
            if said is not None and said.modality == "planned":
                return True
        return one.modality == "planned"

    def _on_the_days(self, parts: list[_Part]) -> list[_Part]:
        asked = self._asked
        if asked is None:
            return parts
        self._refuse_before_all(parts, asked)
        verdicts = {
            id(part): asked.verdict(
                part.period, part.statement.published, happens_once=self._happens_once(part.statement)
            )
            for part in parts
        }
        kept = self._sieve.keep("undated", parts, lambda part: verdicts[id(part)] != "undated")
        return self._sieve.keep("days", kept, lambda part: verdicts[id(part)] == "holds")

    def _happens_once(self, one: Statement) -> bool:
        return one.source in ("participation", "host") and "event" in self._reading.classes.get(
            one.tie, set()
        )

    def _refuse_before_all(self, parts: Iterable[_Part], asked: Asked) -> None:
        days = {
            day
            for part in parts
            for day in (part.period.first, part.period.last, part.statement.published)
            if day is not None
        }
        if days and asked.until < min(days):
            raise DateBeforeFacts(self._recipe.name, asked.until, min(days))

    def _in_scope(self, parts: list[_Part], source: Source) -> list[_Part]:
        """Keep the cities that count; a party that is none of them has no part."""
        recipe, places, keep = self._recipe, self._reading.places, self._sieve.keep
        parties = self._reading.parties(source)
        cities = [
            _Part(part.statement, city, part.period, part.planned)
            for part in parts
            for city in parties.get((part.fact, part.statement.article), ())
        ]
        found = keep("cities", cities, lambda part: part.city in places)
        if recipe.levels:
            levels = set(recipe.levels)
            found = keep("levels", found, lambda part: places[part.city].level in levels)
        if recipe.countries:
            countries = set(recipe.countries)
            found = keep("countries", found, lambda part: places[part.city].country in countries)
        if self._members is not None:
            members = self._members
            found = keep("members_of", found, lambda part: part.city in members)
        return found

    def _members_of(self, network: str, no_member: frozenset[str]) -> frozenset[str]:
        """Return the members of a network, by the recipe's modalities, reviews and days; counts nothing."""
        counted, self._sieve = self._sieve, _Sieve()
        rows = [one for one in self._reading.statements("membership") if one.tie == network]
        rows = [one for one in self._standing(rows, "membership") if one.role not in no_member | self._roles]
        parts = [_Part(one, "", period_of(self._reading, one), planned=False) for one in rows]
        if self._asked is not None:
            parts = [
                part
                for part in parts
                if self._asked.verdict(part.period, part.statement.published, happens_once=False) == "holds"
            ]
        found = {
            city
            for part in parts
            for city in self._reading.parties("membership").get((part.fact, part.statement.article), ())
        }
        self._sieve = counted
        return frozenset(found)

    def _weighed(self, found: dict[tuple[str, ...], Incidence]) -> tuple[Incidence, ...]:
        """Return the incidences in order, those that rest on a single article treated as the recipe says."""
        rows = [found[key] for key in sorted(found)]
        if self._recipe.single_source == "kept":
            return tuple(rows)
        articles: defaultdict[tuple[str, ...], set[str]] = defaultdict(set)
        for one in rows:
            articles[one.kind, one.tie, one.theme, one.city].add(one.article)

        def alone(one: Incidence) -> bool:
            return len(articles[one.kind, one.tie, one.theme, one.city]) == 1

        if self._recipe.single_source == "half":
            return tuple(replace(one, weight=0.5) if alone(one) else one for one in rows)
        kept = [one for one in rows if not alone(one)]
        gone = len({one.fact for one in rows}) - len({one.fact for one in kept})
        if gone:
            self._sieve.dropped["single_source"] = self._sieve.dropped.get("single_source", 0) + gone
        return tuple(kept)


def select_incidences(
    graph: Queryable, recipe: Recipe, *, identifiers: Identifiers | None = None
) -> Selection:
    """Return what the recipe selects, and what each of its conditions leaves out.

    Args:
        graph: Where to look.
        recipe: What counts.
        identifiers: The base of instance IRIs, if not the default one.

    Raises:
        DateBeforeFacts: The days asked for end before anything that the graph states.
        UnknownName: The recipe names a network, programme, event or article that the graph does not know.
    """
    return _Chooser(graph, recipe, identifiers or Identifiers()).choose()


def incidences(
    graph: Queryable, recipe: Recipe, *, identifiers: Identifiers | None = None
) -> tuple[Incidence, ...]:
    """Return every incidence that the recipe selects, each once, in the order of its fields.

    Args and errors are those of :func:`select_incidences`, which tells what was left out, too.
    """
    return select_incidences(graph, recipe, identifiers=identifiers).incidences


def _incidence(kind: str, part: _Part, theme: str) -> Incidence:
    one = part.statement
    return Incidence(
        kind,
        one.tie,
        theme,
        part.city,
        one.fact,
        one.article,
        modality="planned" if part.planned else one.modality,
        review=one.review,
        confidence=one.confidence,
        first=part.period.first,
        last=part.period.last,
        published=one.published,
    )


def _known(graph: Queryable, name: str | None, iri: str | None) -> str | None:
    """Return the IRI of what a recipe names, which the graph must know."""
    if iri is not None and not graph.query(f"ASK {{ {ox.NamedNode(iri)} ?property ?value }}"):
        raise UnknownName("thing", name or iri, ())
    return iri


@cache
def _reasons() -> dict[str, Texts]:
    text = (files("citygraph.queries") / "conditions.toml").read_text(encoding="utf-8")
    return {name: Texts(en=said["en"], id=said["id"]) for name, said in tomllib.loads(text).items()}
