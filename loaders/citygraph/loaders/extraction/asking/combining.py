"""What the rules and a model read in one article, as one document."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import cast

from citygraph.loaders.extraction.documents import document_of
from citygraph.loaders.extraction.drafts import Draft
from citygraph.loaders.extraction.extractor import Extraction
from citygraph.loaders.facts import FactBase, MadeBy, as_plain

from .documents import traces_of, what_is_said

__all__ = ["combined"]

_NAMED = ("event", "programme", "initiative")
_REFERRING = ("in", "within", "part_of", "about")
_MOST = 0.99


def combined(rules: Extraction, asked: Extraction) -> Extraction:
    """Return the facts of both, each once.

    A fact that both state is the rules', surer than before where both take it for asserted, planned, denied or
    ended alike, with the reasons of both and with what only the model adds to it. A gathering that the model
    calls by a name or alias of the rules' one is that one.

    Args:
        rules: What the rules read in an article.
        asked: What a model read in the same.
    """
    facts = list(_drafts(rules))
    known = {name.casefold(): str(each.values["name"]) for each in facts for name in _names_of(each)}
    others = [_renamed(each, _meant(asked, known)) for each in _drafts(asked)]
    at = {what_is_said(each): number for number, each in enumerate(facts)}
    kept = len(facts)
    for each in others:
        number = at.get(what_is_said(each))
        if number is not None and number < kept:
            facts[number] = _together(facts[number], each)
        elif number is None and not (each.kind in _NAMED and str(each.values["name"]).casefold() in known):
            at[what_is_said(each)] = len(facts)
            facts.append(_without_known_aliases(each, known))
    document, facts, _ = document_of(_article(rules, asked), facts, kept=kept)
    open_names = {(each.name, each.start, each.end): each for each in (*asked.unresolved, *rules.unresolved)}
    unresolved = sorted(open_names.values(), key=lambda each: (each.start, each.end, each.name))
    return replace(rules, document=document, unresolved=tuple(unresolved), traces=traces_of(facts))


def _drafts(extraction: Extraction) -> Iterator[Draft]:
    plain = as_plain(extraction.document)["facts"]
    assert isinstance(plain, list)
    for trace in extraction.traces:
        fact = plain[trace.fact]
        assert isinstance(fact, dict)
        values: dict[str, object] = {
            name: value
            for name, value in fact.items()
            if name != "kind" and (name not in FactBase.model_fields or name == "id")
        }
        modality = extraction.document.facts[trace.fact].modality.value
        yield Draft(
            str(fact["kind"]), values, trace.passages, trace.rule, trace.confidence, modality, trace.because
        )


def _together(rule: Draft, model: Draft) -> Draft:
    """Return the rules' fact, seconded by the model's."""
    if rule.modality != model.modality:
        return replace(
            rule, because=(*rule.because, f"the model takes it for {model.modality}", *model.because)
        )
    added = dict(model.values)
    if not {"since", "until"}.isdisjoint(rule.values):
        added = {name: value for name, value in added.items() if name not in ("since", "until")}
    doubt = (1 - rule.confidence) * (1 - model.confidence / 2)
    return replace(
        rule,
        values={**added, **rule.values},
        confidence=round(max(min(1 - doubt, _MOST), rule.confidence), 3),
        because=(*rule.because, f"{model.rule} says so too", *model.because),
    )


def _meant(asked: Extraction, known: dict[str, str]) -> dict[str, str]:
    """Return the rules' names of gatherings by each name that the model has for them."""
    meant = dict(known)
    for each in _drafts(asked):
        names = list(_names_of(each))
        same = next((known[name.casefold()] for name in names if name.casefold() in known), None)
        if same is not None:
            meant |= {name.casefold(): same for name in names}
    return meant


def _renamed(draft: Draft, meant: dict[str, str]) -> Draft:
    """Return a draft of the model with the rules' names of what it is about."""
    values = dict(draft.values)
    for field in (*_REFERRING, *(("name",) if draft.kind in _NAMED else ())):
        name = values.get(field)
        if isinstance(name, str):
            values[field] = meant.get(name.casefold(), name)
    return replace(draft, values=values)


def _without_known_aliases(draft: Draft, known: dict[str, str]) -> Draft:
    kept = [name for name in _aliases(draft) if name.casefold() not in known]
    values = {name: value for name, value in draft.values.items() if name != "aliases"}
    return replace(draft, values={**values, "aliases": kept} if kept else values)


def _names_of(draft: Draft) -> Iterator[str]:
    if draft.kind in _NAMED:
        yield str(draft.values["name"])
        yield from _aliases(draft)


def _aliases(draft: Draft) -> list[str]:
    aliases = draft.values.get("aliases")
    return [str(name) for name in cast("list[object]", aliases)] if isinstance(aliases, list) else []


def _article(rules: Extraction, asked: Extraction) -> dict[str, object]:
    """Return the article as the rules' document describes it, with the model that was asked, too."""
    article = rules.document.article
    maker, other = article.made_by, asked.document.article.made_by
    if maker is not None and other is not None:
        maker = MadeBy(engine=maker.engine, version=maker.version, model=other.model)
    plain = as_plain(
        rules.document.model_copy(update={"article": article.model_copy(update={"made_by": maker})})
    )
    told = plain["article"]
    assert isinstance(told, dict)
    return dict(told)
