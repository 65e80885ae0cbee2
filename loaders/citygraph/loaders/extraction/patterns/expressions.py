"""The pattern language of the language files, compiled to regular expressions over symbols.

A pattern is a row of elements, separated by spaces::

    {member:party} ... (resmi | secara resmi)? @join .. {network:network}

``word``            that word (lower case, without accents)
``word*``           a word that begins so
``[`` and ``]``     an opening and a closing round bracket of the text
``(a b | c)``       any of these rows of words; ``?`` after it (or after a word or class): may be missing
``@name``           any of the words of the class ``name`` in the same file
``{slot:kind}``     one chunk; several kinds by ``|``; ``?`` after the brace: may be missing
``..``  ``...``  ``....``   at most 3, 10 or 25 symbols, as few as possible; never past a semicolon, nor past
                    another chunk that the slot before could hold: with ``+`` (``...+``) past those too
``~``               exactly one symbol of any kind
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Final

from citygraph.loaders.extraction.tokens import fold_word
from citygraph.ontology import CityGraphError

from .symbols import KINDS, OPEN, STEM, Symbols, slot_expression, slot_letters

__all__ = ["BadPattern", "Expression", "compile_pattern"]

_ELEMENT: Final = re.compile(
    r"\s*(?:(?P<gap>\.{2,4})(?P<past>\+?)|(?P<any>~)(?P<aopt>\??)|\{(?P<slot>\w+):(?P<kinds>[\w|]+)\}(?P<sopt>\??)"
    r"|@(?P<cls>\w+)(?P<copt>\??)|\((?P<group>[^()]*)\)(?P<gopt>\??)|(?P<word>[^\s(){}@~?]+)(?P<wopt>\??))(?=\s|$)"
)
_GAPS: Final = {2: 3, 3: 10, 4: 25}
_BRACKETS: Final = {"[": "(", "]": ")"}
_SYMBOL: Final = "[^ ]+ "


class BadPattern(CityGraphError):
    """A pattern of a language file cannot be read."""

    code = "bad-pattern"


@dataclass(frozen=True)
class Expression:
    """A pattern read; compiled when the first sentence comes that it may match.

    Attributes:
        pattern: The pattern as written.
        source: What it means over the text of :class:`Symbols`, as a regular expression.
        stems: A sentence can only match when it has one of these stems; empty when any may.
        further: As ``stems``: one of each of these sets must be there too.
        letters: For each slot that must be filled, the letters of the chunks that can fill it.
        slots: Names of its slots.
        chunks: A sentence can only match when it has, for each slot that must be filled, a chunk of one of these
            letters.
    """

    pattern: str
    source: str
    stems: frozenset[str]
    further: tuple[frozenset[str], ...]
    letters: tuple[frozenset[str], ...]
    slots: tuple[str, ...]

    @cached_property
    def regex(self) -> re.Pattern[str]:
        """What it means over the text of :class:`Symbols`."""
        return re.compile(self.source)

    @cached_property
    def rows(self) -> tuple[frozenset[str], ...]:
        """All that a sentence needs one of each of: stems, and letters of chunks (of one character in capitals)."""
        return (*((self.stems,) if self.stems else ()), *self.further, *self.letters)

    def may_match(self, symbols: Symbols) -> bool:
        """Return whether a sentence has the words and chunks without which the pattern cannot match."""
        return not any(row.isdisjoint(symbols.keys) for row in self.rows)

    def search(self, symbols: Symbols) -> re.Match[str] | None:
        """Return the first match in a sentence."""
        return self.regex.search(symbols.text) if self.may_match(symbols) else None


def _words(row: str) -> str:
    """Return the expression for a row of words, each followed by its space."""
    parts: list[str] = []
    for word in row.split():
        begins = word.endswith("*")
        folded = re.escape(_BRACKETS.get(word) or fold_word(word.rstrip("*") if begins else word))
        parts.append(f"{folded}[^ ]* " if begins else f"{folded} ")
    return "".join(parts)


def _stems(rows: Sequence[str]) -> frozenset[str]:
    """Return the stem of each row's longest word; empty where one has a word too open to tell."""
    stems: set[str] = set()
    for row in rows:
        best = ""
        for word in row.split():
            folded = fold_word(word.rstrip("*"))
            if (word.endswith("*") and len(folded) < STEM) or not folded[:1].isalpha():
                continue
            if len(folded) > len(best):
                best = folded
        if not best:
            return frozenset()
        stems.add(best[:STEM])
    return frozenset(stems)


def _at_symbol(source: str) -> str:
    """Return an expression that matches at the beginning of a symbol only.

    A chunk's first character stands nowhere else, so that it can be searched for at once.
    """
    return source if source.startswith("(?P<") else f"(?<![^ ]){source}"


def compile_pattern(pattern: str, classes: Mapping[str, Sequence[str]], place: str) -> Expression:
    """Return a pattern compiled.

    Args:
        pattern: The pattern, as the module's text describes it.
        classes: Word classes that it may name.
        place: Where it stands, for the error.

    Raises:
        BadPattern: It is not of that language, or names a class or kind that is not there.
    """
    at = 0
    parts: list[str] = []
    slots: list[str] = []
    anchors: list[frozenset[str]] = []
    needed: list[frozenset[str]] = []
    chunks: set[frozenset[str]] = set()
    letters = ""
    while at < len(pattern.rstrip()):
        found = _ELEMENT.match(pattern, at)
        if found is None:
            raise BadPattern(f"{place}: cannot read {pattern[at:]!r} of the pattern {pattern!r}")
        at = found.end()
        optional = bool(found["sopt"] or found["copt"] or found["gopt"] or found["aopt"] or found["wopt"])
        if found["gap"]:
            barred = f"(?!; |{OPEN}[{letters}])" if letters and not found["past"] else "(?!; )"
            part = f"(?:{barred}{_SYMBOL}){{0,{_GAPS[len(found['gap'])]}}}?"
        elif found["any"]:
            part = _SYMBOL
        elif found["slot"]:
            kinds = found["kinds"].split("|")
            if unknown := [kind for kind in kinds if kind not in KINDS]:
                raise BadPattern(f"{place}: {unknown[0]!r} is no kind of chunk: {', '.join(KINDS)}")
            if found["slot"] in slots:
                raise BadPattern(f"{place}: the slot {found['slot']!r} stands twice in {pattern!r}")
            slots.append(found["slot"])
            letters = slot_letters(kinds)
            if not optional:
                needed.append(frozenset(letters))
            part = f"(?P<{found['slot']}>{slot_expression(letters)}) "
            if not optional:
                chunks.add(frozenset(letters))
        else:
            rows = (
                [found["word"]]
                if found["word"]
                else [row.strip() for row in (found["group"] or "").split("|")]
            )
            if found["cls"]:
                if found["cls"] not in classes:
                    raise BadPattern(f"{place}: there is no class {found['cls']!r}")
                rows = list(classes[found["cls"]])
            if not all(rows):
                raise BadPattern(f"{place}: an empty choice in {pattern!r}")
            part = f"(?:{'|'.join(_words(row) for row in sorted(rows, key=len, reverse=True))})"
            if not optional:
                anchors.append(_stems(rows))
        parts.append(f"(?:{part})?" if optional else part)
    known = [each for each in anchors if each]
    known.sort(key=len)
    return Expression(
        pattern,
        _at_symbol("".join(parts)),
        known[0] if known else frozenset(),
        tuple(known[1:]),
        tuple(dict.fromkeys(needed)),
        tuple(slots),
    )
