"""Cases of relations: where the articles of the tests may say that two stand in one, and whether they do.

Every sentence that may say that two stand in a relation is a case: it says so where the article's facts have the
relation and its evidence lies there, it does not where they do not have it; of a relation that they have, other
sentences are left out.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain
from pathlib import Path
from typing import Any

import yaml
from citygraph.loaders.evaluation import PlaceNames
from citygraph.loaders.evaluation.names import names_agree, telling_words
from citygraph.loaders.evaluation.periods import overlap
from citygraph.loaders.extraction import Extractor
from citygraph.loaders.extraction.drafts import Draft
from citygraph.loaders.extraction.facts import Reading
from citygraph.loaders.extraction.reading import describe_text
from citygraph.loaders.extraction.weighing import (
    ATTENDING,
    COMING,
    HOSTING,
    NAMELESS,
    RECEIVING,
    RELATIONS,
    SUBJECT,
    Setting,
    contexts,
    hosting_contexts,
    of_subject,
    parts_in,
    ruled_events,
    told_nameless,
)
from citygraph.loaders.extraction.weighing.meanings import meanings_of
from citygraph.loaders.gazetteer import Gazetteer
from citygraph.loaders.networks import NetworkRegister

__all__ = ["WEIGHED", "Article", "Case", "Reader"]

Stated = tuple[tuple[str, str], list[tuple[int, int]]]
"""A pair with its passages."""

WEIGHED = (*RELATIONS, ATTENDING, HOSTING, SUBJECT, NAMELESS, RECEIVING, COMING)
"""What is weighed."""
GATHERINGS = {"visit", "meeting", "signing", "ceremony", "unveiling", "commemoration", "celebration", None}
"""Forms of gatherings that may have no name."""
BESIDE = {"office", "figure"}
"""Kinds of facts that alone are no cooperation."""


@dataclass(frozen=True)
class Case:
    """A context with what the article's facts say of it."""

    relation: str
    article: str
    pair: tuple[str, str]
    features: frozenset[tuple[str, str]]
    says: bool | None
    fact: tuple[str, str] | None


@dataclass(frozen=True)
class Article:
    """The cases of an article, and how many relations its facts have."""

    name: str
    cases: tuple[Case, ...]
    gold: Counter[str]


def body(value: str | dict[str, str]) -> str:
    """Return a body as the facts write it in short."""
    return value if isinstance(value, str) else f"{value['name']}, {value['country']}"


def relations_of(facts: Sequence[dict[str, Any]], text: str) -> dict[str, list[Stated]]:
    """Return the pairs of each relation with their passages."""
    found: dict[str, list[Stated]] = {name: [] for name in WEIGHED}
    for fact in facts:
        spans = list(passages(fact.get("evidence"), text))
        if fact["kind"] == "membership":
            found["membership"].append(((body(fact["member"]), fact["network"]), spans))
        elif fact["kind"] == "participation":
            pair = body(fact["participant"]), fact["in"]
            found["participation"].append((pair, spans))
            found[HOSTING if fact.get("role") == "host" else ATTENDING].append((pair, spans))
        elif fact["kind"] == "event" and fact.get("host"):  # who hosts it takes part, said apart or not
            pair = body(fact["host"]), fact["name"]
            found[HOSTING].append((pair, spans))
            found["participation"].append((pair, spans))
        elif fact["kind"] == "partnership":
            partners = [body(each) for each in fact["partners"]]
            found["partnership"] += [
                ((one, other), spans) for at, one in enumerate(partners) for other in partners[at + 1 :]
            ]
    return found


def passages(evidence: str | list[str] | None, text: str) -> Iterator[tuple[int, int]]:
    """Yield where evidence stands."""
    for each in evidence if isinstance(evidence, list) else [evidence]:
        if each and (at := text.find(each)) >= 0:
            yield at, at + len(each)


def meant_by(facts: Sequence[dict[str, Any]], drafts: Sequence[Draft]) -> dict[str, str]:
    """Return which gathering of an article's facts each drafted one is: that whose name and dates agree best."""
    named = [each for each in facts if "name" in each]
    found: dict[str, str] = {}
    for draft in drafts:
        if draft.kind not in ("event", "programme"):
            continue
        ours = [str(draft.values["name"]), *map(str, draft.values.get("aliases", ()))]  # type: ignore[call-overload]
        best: tuple[float, str] | None = None
        for fact in named:
            theirs = [str(fact["name"]), *map(str, fact.get("aliases") or [])]
            if not names_agree(theirs, ours, least=0.34):
                continue
            share = (
                max(len(telling_words(a) & telling_words(b)) for a in ours for b in theirs)
                + (fact["kind"] == draft.kind) / 2
            )
            if fact.get("when") and draft.values.get("when"):
                share += 1.5 if overlap(fact["when"], draft.values["when"]) else -1.5
            if best is None or share > best[0]:
                best = share, str(fact["name"])
        if best is not None:
            found[str(draft.values["name"])] = best[1]
    return found


class Reader:
    """Reads articles with their facts as cases."""

    def __init__(self) -> None:
        self.places = PlaceNames()
        self.seen: list[tuple[Reading, Sequence[Draft], Sequence[Draft]]] = []
        self.subject: frozenset[tuple[str, str]] = frozenset()
        self.extractor = Extractor(
            Gazetteer.open(), NetworkRegister.open(), weigh=self._seen, host=lambda _, drafts: list(drafts),
            about=self._told, nameless=lambda _: [],
        )  # fmt: skip

    def _seen(self, reading: Reading, drafts: Sequence[Draft], told: Sequence[Draft]) -> list[Draft]:
        self.seen.append((reading, drafts, told))
        return list(told)

    def _told(self, reading: Reading) -> bool:
        meanings = meanings_of(reading.analysis.language)
        self.subject = (
            frozenset(of_subject(Setting(reading, meanings))) if meanings is not None else frozenset()
        )
        return True

    def article(self, path: Path) -> Article:
        """Return an article's cases.

        Args:
            path: Its facts; its text is beside them.
        """
        facts = yaml.safe_load(path.read_text(encoding="utf-8")).get("facts") or []
        text = path.with_suffix(".txt").read_bytes().decode("utf-8")
        gold = relations_of(facts, text)
        counted = Counter({name: len({pair for pair, _ in rows}) for name, rows in gold.items()})
        names = {
            each["name"]: [each["name"], *(each.get("aliases") or [])] for each in facts if "name" in each
        }
        self.extractor.extract(describe_text(text, id=path.stem))
        reading, drafts, told = self.seen.pop()
        meanings = meanings_of(reading.analysis.language)
        if meanings is None:
            return Article(path.stem, (), counted)
        setting = Setting(reading, meanings)
        told = [*drafts, *told]
        meant = meant_by(facts, told)
        tells = any(each["kind"] not in BESIDE for each in facts)
        counted[SUBJECT] = int(tells)
        fact = (path.stem, "") if tells else None
        cases: list[Case] = [Case(SUBJECT, path.stem, (path.stem, ""), self.subject, tells, fact)]
        for relation in (*RELATIONS, ATTENDING, HOSTING):
            known: dict[tuple[str, str], Stated | None] = {}
            found = (
                hosting_contexts(setting, drafts)
                if relation == HOSTING
                else contexts(setting, "participation" if relation == ATTENDING else relation, told)
            )
            for context in found:
                if context.pair not in known:
                    known[context.pair] = self._row(relation, gold[relation], context.pair, meant, names)
                row = known[context.pair]
                sentence = setting.stages[context.number].symbols.sentence
                here = row is not None and any(a < sentence.end and sentence.start < b for a, b in row[1])
                says = here if row is None or here else None
                fact = row[0] if row is not None else None
                cases.append(Case(relation, path.stem, context.pair, context.features, says, fact))
        nameless = list(self._nameless(setting, path.stem, facts, text, drafts))
        counted[NAMELESS] = len({case.fact for case in nameless if case.relation == NAMELESS and case.fact})
        for relation in (RECEIVING, COMING):
            counted[relation] = sum(bool(case.says) for case in nameless if case.relation == relation)
        return Article(path.stem, (*cases, *nameless), counted)

    def _nameless(
        self,
        setting: Setting,
        name: str,
        facts: Sequence[dict[str, Any]],
        text: str,
        drafts: Sequence[Draft],
    ) -> Iterator[Case]:
        """Yield the sentences that may tell of a gathering without a name, and the parts in those that do."""
        low = text.casefold()
        gold = {
            str(each["name"]): list(passages(each.get("evidence"), text))
            for each in facts
            if each["kind"] == "event"
            and each.get("form") in GATHERINGS
            and not any(called.casefold() in low for called in (each["name"], *(each.get("aliases") or [])))
        }
        parts = [each for each in facts if each["kind"] == "participation" and each["in"] in gold]
        begun: set[str] = set()
        ruled = ruled_events(setting, drafts)
        for number, stage in enumerate(setting.stages):
            sentence = stage.symbols.sentence
            here = [
                event
                for event, spans in gold.items()
                if any(start < sentence.end and sentence.start < end for start, end in spans)
            ]
            fact = (name, here[0]) if here else None
            told = told_nameless(setting, number, ruled.get(number, ()))
            features = frozenset(chain.from_iterable(told))
            yield Case(NAMELESS, name, (name, str(number)), features, bool(here), fact)
            if not here or here[0] in begun:
                continue
            begun.add(here[0])
            for part in parts_in(setting, number):
                roles = {
                    each.get("role")
                    for each in parts
                    if each["in"] == here[0] and self._body(body(each["participant"]), part.place.party.body)
                }
                features = frozenset(chain.from_iterable(part.told))
                for relation, says in ((RECEIVING, "host" in roles), (COMING, bool(roles - {"host"}))):
                    pair = part.place.party.body, here[0]
                    yield Case(relation, name, pair, features, says, pair if says else None)

    def _row(
        self,
        relation: str,
        gold: Sequence[Stated],
        pair: tuple[str, str],
        meant: Mapping[str, str],
        names: Mapping[str, Sequence[str]],
    ) -> Stated | None:
        """Return the pair of the article's facts that a pair means, with all passages that say so."""
        rows = [each for each in gold if self._same(relation, each[0], pair, meant, names)]
        return (rows[0][0], [span for _, spans in rows for span in spans]) if rows else None

    def _same(
        self,
        relation: str,
        gold: tuple[str, str],
        pair: tuple[str, str],
        meant: Mapping[str, str],
        names: Mapping[str, Sequence[str]],
    ) -> bool:
        same = self._body
        if relation == "membership":
            return gold[1] == pair[1] and same(gold[0], pair[0])
        if relation == HOSTING:
            return same(gold[0], pair[0]) and gold[1] == meant.get(pair[1])
        if relation in ("participation", ATTENDING):
            called = names.get(gold[1], [gold[1]])
            return same(gold[0], pair[0]) and (
                gold[1] == pair[1] or names_agree(called, [pair[1]], least=0.34)
            )
        return (same(gold[0], pair[0]) and same(gold[1], pair[1])) or (
            same(gold[0], pair[1]) and same(gold[1], pair[0])
        )

    def _body(self, one: str, other: str) -> bool:
        return one == other or self.places.same_body(one, other)
