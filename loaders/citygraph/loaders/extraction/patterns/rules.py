"""Rules of the language files: patterns, and what a match means."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from typing import Any

from citygraph.loaders.extraction.languages import chain, lexicon
from citygraph.loaders.extraction.layout import Span
from citygraph.loaders.extraction.records import record

from .candidates import Candidates
from .expressions import BadPattern, Expression, compile_pattern
from .symbols import Chunk, Symbols

__all__ = ["Match", "Rule", "RuleBook", "rule_book"]

_FIELDS = frozenset(
    {"name", "patterns", "set", "modality", "confidence", "unless", "needs", "scope", "where"}
)
_SCOPES = ("recent", "main", "theme", "title", "other", "holder", "scene")
_PLACES = (None, "item", "heading")


@record(frozen=True, slots=True)
class Rule:
    """A rule of a language file.

    Attributes:
        name: Its whole name, such as ``id.membership.anggota``.
        expressions: Its patterns, the surest first.
        set: Fields that a match gives the fact.
        modality: Modality that a match gives the fact; None where the words decide.
        confidence: How sure a match is.
        unless: Words whose presence in the sentence rules it out (patterns without slots).
        needs: Words of which the sentence must have some (patterns without slots); none where any sentence will do.
        scope: What stands in for a slot that the rule does not have: ``recent``, what the article spoke of last,
            ``main``, what it is about; ``other``, the last other city; ``holder``, the city in which the person told of
            last holds office; ``scene``, the event under way, with others known to be there; ``theme`` means that
            the rule holds only where the subject's ``theme`` words stand in the sentence or shortly before it;
            ``title`` means that it reads only networks named by a title that their members bear.
        where: The only sentences that it looks at: ``item`` of a list, ``heading``; None for all.
    """

    name: str
    expressions: tuple[Expression, ...]
    set: Mapping[str, str]
    modality: str | None
    confidence: float
    unless: tuple[Expression, ...]
    scope: str = "recent"
    where: str | None = None
    needs: tuple[Expression, ...] = ()


@record(frozen=True, slots=True)
class Match:
    """A rule that matched a sentence.

    Attributes:
        rule: The rule.
        slots: Chunk of each slot that is filled.
        span: Offsets in the article's text from the first matched symbol to the last.
        first: Index of the first matched symbol.
        last: Index of the last one.
        pattern: The pattern that matched.
    """

    rule: Rule
    slots: Mapping[str, Chunk]
    span: Span
    first: int
    last: int
    pattern: str


class RuleBook:
    """The rules of one subject in one language and those it borrows from.

    Args:
        rules: The rules, the language's own first.
        theme: Patterns of the words that show that an article speaks of the subject.
    """

    def __init__(self, rules: Sequence[Rule], theme: Sequence[Expression] = ()) -> None:
        self._theme = Candidates(theme)
        self._entries: list[tuple[Rule, Expression, Candidates, Candidates]] = []
        for rule in rules:
            needs, unless = Candidates(rule.needs), Candidates(rule.unless)
            self._entries += [(rule, expression, needs, unless) for expression in rule.expressions]
        self._candidates = Candidates(expression for _, expression, _, _ in self._entries)

    def speaks_of_it(self, symbols: Symbols) -> bool:
        """Return whether a sentence has one of the subject's theme words."""
        return self._theme.matched(symbols)

    def may_match(self, symbols: Symbols) -> bool:
        """Return whether a sentence has the words and chunks that one of the rules needs."""
        return bool(self._candidates.possible(symbols))

    def matches(self, symbols: Symbols, *, theme: bool = False) -> Iterator[Match]:
        """Yield what matches a sentence, rules in the order of the files, each from left to right.

        What a pattern has matched, the later patterns of the same rule leave alone.

        Args:
            symbols: The sentence.
            theme: Whether the article speaks of the subject here: rules with that scope hold only then.
        """
        claimed: list[Span] = []
        of: Rule | None = None
        for number in self._candidates.possible(symbols):
            rule, expression, needs, unless = self._entries[number]
            if rule is not of:
                claimed, of = [], rule
            if rule.scope == "theme" and not theme:
                continue
            if rule.where and not getattr(symbols.sentence, rule.where):
                continue
            if rule.needs and not needs.matched(symbols):
                continue
            for found in expression.regex.finditer(symbols.text):
                if rule.unless and unless.matched(symbols):
                    break
                if any(found.start() < end and start < found.end() for start, end in claimed):
                    continue  # a surer pattern of the rule has read this
                slots = {name: symbols.chunk_in(text) for name, text in found.groupdict().items() if text}
                if len(slots) > 1 and _same(slots):
                    continue  # nobody does anything with himself
                claimed.append(found.span())
                first, last = _reach(symbols.starts, found.start(), found.end())
                span = symbols.spans[first][0], symbols.spans[last][1]
                yield Match(rule, slots, span, first, last, expression.pattern)


def _same(slots: Mapping[str, Chunk]) -> bool:
    """Return whether two slots hold the same cities."""
    seen: list[frozenset[object]] = []
    for chunk in slots.values():
        bodies = frozenset(getattr(member, "body", member) for member in chunk.members)
        if bodies in seen:
            return True
        seen.append(bodies)
    return False


def _reach(starts: Sequence[int], start: int, end: int) -> tuple[int, int]:
    """Return the indices of the first and last symbol of a stretch of the symbols' text."""
    return bisect_right(starts, start) - 1, max(bisect_left(starts, end) - 1, 0)


@cache
def rule_book(language: str, subject: str) -> RuleBook:
    """Return the rules for a subject (``membership``) in a language, and in those that it borrows from.

    Raises:
        BadPattern: A rule cannot be read.
    """
    tags = chain(language)
    theme = [
        compile_pattern(row, {}, f"{tag}.{subject}.theme")
        for tag in tags
        for row in lexicon(tag, subject).get("theme", ())
    ]
    return RuleBook([rule for tag in tags for rule in _rules(tag, subject)], theme)


def _rules(tag: str, subject: str) -> Iterator[Rule]:
    data = lexicon(tag, subject)
    classes: Mapping[str, Sequence[str]] = data.get("classes", {})
    for entry in data.get("rule", ()):
        yield _rule(entry, classes, tag, subject)


def _rule(entry: Mapping[str, Any], classes: Mapping[str, Sequence[str]], tag: str, subject: str) -> Rule:
    name = f"{tag}.{subject}.{entry.get('name', '')}"
    if unknown := sorted(entry.keys() - _FIELDS):
        raise BadPattern(f"{name}: {unknown[0]!r} is no field of a rule")
    if not entry.get("name") or not entry.get("patterns"):
        raise BadPattern(f"{name}: a rule needs a name and patterns")
    if entry.get("scope", "recent") not in _SCOPES or entry.get("where") not in _PLACES:
        raise BadPattern(f"{name}: scope is one of {_SCOPES}, where one of {_PLACES[1:]}")
    return Rule(
        name,
        tuple(compile_pattern(pattern, classes, name) for pattern in entry["patterns"]),
        dict(entry.get("set", {})),
        entry.get("modality"),
        float(entry.get("confidence", 0.8)),
        tuple(compile_pattern(pattern, classes, name) for pattern in entry.get("unless", ())),
        entry.get("scope", "recent"),
        entry.get("where"),
        tuple(compile_pattern(pattern, classes, name) for pattern in entry.get("needs", ())),
    )
