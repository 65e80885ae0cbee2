"""Writes evidence as text for people and as JSON."""

from __future__ import annotations

import json
import tomllib
import unicodedata
from dataclasses import asdict
from functools import cache
from importlib.resources import files

from citygraph.queries.texts import Texts

from .result import CityEvidence, Passage, SharedThing, StatedFact, TieEvidence

__all__ = ["evidence_json", "evidence_text"]


def evidence_json(found: CityEvidence) -> str:
    """Return evidence as JSON, with the recipe and its digest."""
    plain = asdict(found)
    plain["recipe"] = {**found.recipe.model_dump(mode="json"), "sha256": found.recipe.digest}
    return json.dumps(plain, ensure_ascii=False, indent=2, allow_nan=False) + "\n"


def evidence_text(found: CityEvidence, *, language: str = "en", size: int = 20) -> str:
    """Return evidence as lines of text: ties, what they share, and under each the sentences of its sources.

    Args:
        found: The evidence.
        language: BCP 47 tag of the language of the words.
        size: Ties on a page, as it was asked for.
    """
    write = _Writer(language)
    name = f"{found.name}, {found.country}" if found.country else found.name
    head = write.said(
        "head",
        name=name,
        degree=found.degree,
        strength=f"{found.strength:g}",
        facts=found.facts,
        sources=found.sources,
    )
    lines = [head]
    if not found.ties:
        lines.append(write.said("none"))
    for tie in found.ties:
        lines += ["", *write.tie(tie)]
    if found.ties:
        first = (found.page - 1) * size + 1
        last = first + len(found.ties) - 1
        lines += [
            "",
            write.said(
                "page", page=found.page, pages=found.pages, first=first, last=last, total=found.ties_in_all
            ),
        ]
    lines += ["", *(caveat.said_in(language) for caveat in found.caveats)]
    recipe = found.recipe
    lines.append(
        write.said(
            "computed",
            recipe=recipe.name,
            digest=recipe.digest,
            dataset=found.dataset,
            version=found.version,
        )
    )
    return "\n".join(_plain(line) for line in lines) + "\n"


class _Writer:
    """Writes the parts of evidence in one language."""

    def __init__(self, language: str) -> None:
        self._language = language

    def said(self, key: str, **values: object) -> str:
        return _words()[key].said_in(self._language).format(**values)

    def tie(self, tie: TieEvidence) -> list[str]:
        name = f"{tie.name}, {tie.country}" if tie.country else tie.name
        shared = "; ".join(_thing(one) for one in tie.shared)
        key = "planned" if tie.planned else "tie"
        lines = [self.said(key, name=name, strength=f"{tie.strength:g}", shared=shared)]
        for fact in tie.facts:
            lines += self._fact(fact)
        if tie.facts_in_all > len(tie.facts):
            lines.append("  " + self.said("further", count=tie.facts_in_all - len(tie.facts)))
        return lines

    def _fact(self, fact: StatedFact) -> list[str]:
        source = fact.source
        cited = ", ".join(part for part in (source.title, source.publisher, source.published) if part)
        lines = [f"  {fact.kind}, {fact.review} <{fact.fact}>", f"    {cited} <{source.url or source.iri}>"]
        return [*lines, *(f"      {self._passage(passage)}" for passage in fact.passages)]

    def _passage(self, passage: Passage) -> str:
        where = [
            *([self.said("row", row=passage.row)] if passage.row is not None else ()),
            *(
                [self.said("characters", start=passage.start, end=passage.end)]
                if passage.start is not None
                else ()
            ),
        ]
        words = f"“{passage.words}”" if passage.words is not None else self.said("unquoted")
        return f"{', '.join(where)}: {words}" if where else words


def _thing(one: SharedThing) -> str:
    if one.kind == "partnership":
        return one.kind
    name = f"{one.theme_name} ({one.name})" if one.theme_name else one.name
    return f"{one.kind}: {name}"


def _plain(line: str) -> str:
    """Return the line without what would break it or change how a terminal shows it."""
    return "".join(" " if unicodedata.category(sign) in ("Cc", "Cf", "Zl", "Zp") else sign for sign in line)


@cache
def _words() -> dict[str, Texts]:
    text = (files("citygraph.queries.evidence") / "words.toml").read_text(encoding="utf-8")
    return {name: Texts(en=said["en"], id=said["id"]) for name, said in tomllib.loads(text).items()}
