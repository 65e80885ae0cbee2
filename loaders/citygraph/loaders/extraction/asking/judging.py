"""What is kept of a model's answer: facts whose passages are in the article and whose names are known."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, Final, cast

from citygraph.loaders.extraction.drafts import Draft
from citygraph.loaders.extraction.extractor import Unresolved
from citygraph.loaders.extraction.layout import Span
from citygraph.loaders.facts import CityName, Fact, FactDocument, Places, as_plain
from citygraph.loaders.facts.explanations import KINDS, explained
from citygraph.loaders.facts.syntax import Value
from pydantic import ValidationError

from .errors import excerpt
from .grounding import BODY_FIELDS, Grounding, Settled
from .passages import Passages
from .schema import fields_of_kind

__all__ = ["MOST_CONFIDENCE", "Dropped", "Judge", "Judged", "Statement"]

MOST_CONFIDENCE: Final = 0.6
"""How sure a fact can be that a model alone states."""

_USUAL: Final = 0.5
_DOUBTFUL: Final = 0.3
_MOST_PASSAGES: Final = 20
_NAMED: Final = ("event", "programme", "initiative")
_NOT_VALUES: Final = ("kind", "evidence", "modality", "confidence", "rule")


@dataclass(frozen=True, slots=True)
class Statement:
    """A fact as the model wrote it.

    Attributes:
        value: What it wrote.
        within: The part of the text that it was asked about.
    """

    value: Value
    within: Span


@dataclass(frozen=True, slots=True)
class Dropped:
    """A fact of the model that is not taken.

    Attributes:
        kind: Its kind, as far as it has one.
        code: Stable word for the reason: ``not-in-text``, ``unresolved``, or the code of what is wrong with it.
        what: The reason in words.
    """

    kind: str
    code: str
    what: str


@dataclass(frozen=True, slots=True)
class Judged:
    """What came of a model's answers.

    Attributes:
        drafts: Facts that are taken, in the order of the answers.
        unresolved: Cities left open.
        dropped: Facts that are not taken.
    """

    drafts: tuple[Draft, ...]
    unresolved: tuple[Unresolved, ...]
    dropped: tuple[Dropped, ...]


class Judge:
    """Judges the facts that a model states about one article.

    Args:
        article: The article, as its document describes it.
        passages: Its text.
        grounding: Knows cities and networks.
        model: Name of the model.
    """

    def __init__(
        self, article: Mapping[str, object], passages: Passages, grounding: Grounding, model: str
    ) -> None:
        self._article = article
        self._passages = passages
        self._grounding = grounding
        self._model = model

    def judged(self, statements: Sequence[Statement]) -> Judged:
        """Return which of a model's facts are taken, and why the others are not."""
        cleaned = [(_cleaned(each.value), each.within) for each in statements]
        declared = _declared(fact for fact, _ in cleaned if fact is not None)
        drafts: list[Draft] = []
        unresolved: list[Unresolved] = []
        dropped: list[Dropped] = []
        for fact, within in cleaned:
            outcome = self._outcome(fact, within, declared)
            if isinstance(outcome, Draft):
                drafts.append(outcome)
            elif isinstance(outcome, Dropped):
                dropped.append(outcome)
            else:
                unresolved += [each for each in outcome if each not in unresolved]
                names = ", ".join(each.name for each in outcome)
                kind = str(fact["kind"]) if fact is not None else ""
                dropped.append(Dropped(kind, "unresolved", excerpt(f"left open: {names}")))
        linked = list(self._without_reference(drafts))
        drafts = [each for each in linked if isinstance(each, Draft)]
        dropped += [each for each in linked if isinstance(each, Dropped)]
        return Judged(tuple(drafts), tuple(unresolved), tuple(dropped))

    def _outcome(
        self, fact: dict[str, Any] | None, within: Span, declared: Mapping[str, str]
    ) -> Draft | Dropped | tuple[Unresolved, ...]:
        if fact is None:
            return Dropped("", "wrong-type", "it is no mapping with a kind")
        kind = str(fact["kind"])
        spans = self._spans(fact.get("evidence"), within)
        if isinstance(spans, str):
            return Dropped(kind, "not-in-text", spans)
        fact["evidence"] = [{"start": start, "end": end} for start, end in spans]
        own = fact.pop("confidence", None)
        self._refer(fact, declared)
        valid = self._valid(fact)
        if isinstance(valid, Dropped):
            return valid
        names = frozenset(declared.values())
        settled = self._grounding.settled(valid.facts[0], names, self._passages, spans[0])
        if settled.unresolved:
            return settled.unresolved
        return self._draft(valid, settled, spans, own)

    def _valid(self, fact: Mapping[str, object]) -> FactDocument | Dropped:
        """Return a document of the one fact, or what is wrong with it."""
        try:
            return FactDocument.model_validate({"article": self._article, "facts": [fact]})
        except ValidationError as error:
            problem = next(explained(error, Places()))
            field = problem.place.field or "the fact"
            return Dropped(str(fact["kind"]), problem.code, excerpt(f"{field}: {problem.what}"))

    def _draft(
        self, document: FactDocument, settled: Settled, spans: tuple[Span, ...], own: object
    ) -> Draft | Dropped:
        fact, plain = document.facts[0], as_plain(document)["facts"]
        assert isinstance(plain, list)
        [told] = plain
        assert isinstance(told, dict)
        values: dict[str, object] = {
            name: _cities_as(value, settled.written) if name in BODY_FIELDS else value
            for name, value in told.items()
            if name not in _NOT_VALUES
        }
        again = self._valid({"kind": fact.kind, **values})
        if isinstance(again, Dropped):
            return again
        confidence, because = _confidence(own)
        absent = [*settled.unnamed, *(name for name in _names(fact) if not self._passages.holds(name))]
        if absent:
            confidence = min(confidence, _DOUBTFUL)
            because = (*because, excerpt(f"the text does not write {', '.join(absent)}"))
        return Draft(
            fact.kind,
            values,
            spans,
            f"model.{fact.kind}",
            confidence,
            fact.modality.value,
            (f"asked {self._model}", *because, *settled.because),
        )

    def _spans(self, evidence: object, within: Span) -> tuple[Span, ...] | str:
        """Return where the passages stand, or why they are none."""
        quotations = _listed(evidence)
        if not evidence:
            return "it quotes no passage"
        if len(quotations) > _MOST_PASSAGES:
            return f"it quotes more than {_MOST_PASSAGES} passages"
        spans: list[Span] = []
        for quotation in quotations:
            if not isinstance(quotation, str):
                return "its passage is no quotation"
            span = self._passages.find(quotation, within)
            if span is None:
                return excerpt(f"the text does not hold '{quotation[:80]}'")
            if span not in spans:
                spans.append(span)
        return tuple(spans)

    def _refer(self, fact: dict[str, Any], declared: Mapping[str, str]) -> None:
        """Write references to networks as slugs, and to declared names as they are declared."""
        if isinstance(fact.get("network"), str):
            fact["network"] = self._grounding.network(fact["network"])
        for field in ("in", "within", "part_of", "about", "organiser", "of", "participant", "member"):
            if field in fact:
                fact[field] = self._referred(fact[field], declared if field != "organiser" else {})

    def _referred(self, value: object, declared: Mapping[str, str]) -> object:
        items = _listed(value)
        if isinstance(value, list):
            return [self._referred(each, declared) for each in items]
        if not isinstance(value, str):
            return value
        return declared.get(value.casefold()) or self._grounding.known_network(value) or value

    def _without_reference(self, drafts: Sequence[Draft]) -> Iterator[Draft | Dropped]:
        """Yield each draft, or why not: it refers to what is neither declared by another nor a known network."""
        declared = _declared({"kind": each.kind, **each.values} for each in drafts)
        for each in drafts:
            name = each.values.get("in", each.values.get("within"))
            if name is None or str(name).casefold() in declared or self._grounding.known_network(str(name)):
                yield each
            else:
                what = f"'{name}' is no event or programme of the answer and no known network"
                yield Dropped(each.kind, "unknown-name", excerpt(what))


def _cleaned(value: Value) -> dict[str, Any] | None:
    """Return a fact without what it leaves empty and without what is not the model's to say."""
    kind = value.get("kind") if isinstance(value, dict) else None
    if not isinstance(value, dict) or not isinstance(kind, str) or kind not in KINDS:
        return None
    known = {"kind", "evidence", "modality", "confidence", *fields_of_kind(kind)}
    own = ("id", "review", "rule", "resolution", "said_by", "stated_as")
    fact = {name: _trimmed(each) for name, each in value.items() if name in known or name not in own}
    return {name: each for name, each in fact.items() if each not in (None, "", [], {})}


def _trimmed(value: Value) -> Any:  # noqa: ANN401 (whatever a fact holds)
    if isinstance(value, str):
        return value.strip()
    if isinstance(value, list):
        return [kept for each in value if (kept := _trimmed(each)) not in (None, "")]
    if isinstance(value, dict) and "name" in value and "country" in value:
        return {
            "name": value["name"],
            "country": value["country"],
        }  # an id that a model recalls proves nothing
    return value


def _declared(facts: Iterator[dict[str, Any]]) -> dict[str, str]:
    """Return the names of the gatherings and initiatives of the answers, by their small letters."""
    declared: dict[str, str] = {}
    for fact in facts:
        aliases = fact.get("aliases", []) if fact["kind"] in _NAMED else None
        if aliases is not None:
            for name in (fact.get("name"), *_listed(aliases)):
                if isinstance(name, str):
                    declared.setdefault(name.casefold(), name)
    return declared


def _listed(value: object) -> list[object]:
    return cast("list[object]", value) if isinstance(value, list) else [value]


def _confidence(own: object) -> tuple[float, tuple[str, ...]]:
    """Return how sure a fact is when the model says that it is so sure."""
    if isinstance(own, bool) or not isinstance(own, int | float | Decimal):
        return _USUAL, ()
    sure = round(float(min(max(own, 0), 1)), 3)
    return min(sure, MOST_CONFIDENCE), (f"the model is sure by {sure:g}",)


def _names(fact: Fact) -> Iterator[str]:
    """Yield the names that a fact should have from the article."""
    for field in ("person", "name") if fact.kind != "event" else ():
        name = getattr(fact, field, None)
        if isinstance(name, str):
            yield name


def _cities_as(value: object, written: Mapping[CityName, str]) -> object:
    items = _listed(value)
    if isinstance(value, list):
        return list(dict.fromkeys(str(_cities_as(each, written)) for each in items))
    as_text = {str(city): name for city, name in written.items()}
    return as_text.get(str(value), value) if isinstance(value, str) else value
