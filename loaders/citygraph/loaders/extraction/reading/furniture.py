"""Page furniture: what stands around an article in its text and is not the article."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache
from typing import Final

from citygraph.loaders.extraction.languages import chain, lexicon, tags
from citygraph.loaders.extraction.layout import Span
from citygraph.loaders.extraction.records import record

__all__ = ["furniture_spans"]

_LINE: Final = re.compile(r"[^\s][^\r\n\u2028\u2029]*")
_LONGEST: Final = 400
"""Longest line that may be furniture: what is longer is a paragraph."""
_LINK: Final = 160
"""Longest link to another article."""
_SHORT: Final = 120
"""Longest line that a word anywhere in it makes the page's."""
_HEAD: Final = 2_000
"""Where a headline stands that a caption repeats."""
_LATE: Final = 0.55
"""Share of the text before the heading of a comment form from which on all the rest is the page's."""

_LEAD: Final = r"[^\w©(\n]{0,8}"
_SENTENCE_END: Final = re.compile(r"[.…:;,][\"'”’»)\]]*\s*$")
_BULLET: Final = re.compile(r"[-–—•·▪◦‣*>»]|\d{1,2}[.)]\s")
# Rows of signs, single letters for the size of print, addresses, and menu entries that have grown together.
_SIGNS: Final = re.compile(
    r"(?=[^\w\n]*[^\w\s\-–—][^\w\n]*$)[^\w\n]+$|(?:[A-Z]\s){2,4}[A-Z]\s*$|[-–—_=*~.\s]{4,}$|[×✕✖]\s*$"
    r"|\d{0,2}\s*(?:https?://|www\.)\S+\s*$|(?:[A-Z][a-zà-ÿ]+){4,}$"
)


@record(frozen=True, slots=True)
class _Patterns:
    """The lines of page furniture that a language's data tell of.

    Attributes:
        whole: The beginning of a line of the page.
        anywhere: Words that make a short line the page's.
        byline: A line that says who wrote the article.
        related: A line that heads or carries links to other articles.
        bare: Such a line with nothing after its words: the links follow in lines of their own.
        end: A line after which nothing of the article comes.
        inline: A reference to another article inside a paragraph.
    """

    whole: re.Pattern[str]
    anywhere: re.Pattern[str]
    byline: re.Pattern[str]
    related: re.Pattern[str]
    bare: re.Pattern[str]
    end: re.Pattern[str]
    inline: re.Pattern[str]


def furniture_spans(text: str, language: str = "und") -> tuple[Span, ...]:
    """Return the stretches of a text that belong to the page and not to the article, in order.

    Menus, links to other articles, calls to share, subscribe or comment, credits of photographs, by-lines, tags,
    copyright lines and headlines that are repeated. Every language's data are used, since sites mix them; the
    language decides what a by-line looks like.

    Args:
        text: The text as stored.
        language: Its BCP 47 tag.

    >>> text = "Two cities sign.\\nRead also: A bridge is shut\\nThey will meet again."
    >>> [text[start:end] for start, end in furniture_spans(text, "en")]
    ['Read also: A bridge is shut']
    """
    patterns = _patterns(chain(language))
    return tuple(_merged(_found(text, patterns), text))


def _found(text: str, patterns: _Patterns) -> Iterator[Span]:
    seen: set[str] = set()
    run: _Run | None = None
    before = 0
    head = text[:_HEAD].lower()
    for line in _LINE.finditer(text):
        start = line.start()
        words = line[0].rstrip()
        end = start + len(words)
        adjacent = text.count("\n", before, start) <= 1
        before = end
        if len(words) > _LONGEST:
            run = None
            yield from _inside(text, start, end, patterns)
            continue
        if run is not None and run.holds(words, adjacent=adjacent):
            yield start, end
            continue
        run = None
        folded = words.lower()
        if patterns.end.match(folded):
            if start >= _LATE * len(text):
                yield start, len(text.rstrip())
                return
            run = _Run()
            yield start, end
        elif _is_related(words, folded, patterns):
            run = _Run(adjacent_only=not patterns.bare.match(folded))
            yield start, end
        elif _of_the_page(words, folded, patterns) or _repeated(folded, head, start, seen):
            yield start, end
        else:
            yield from _inside(text, start, end, patterns)


def _is_related(line: str, folded: str, patterns: _Patterns) -> bool:
    """Return whether a line heads or carries links, and is no sentence that begins with the same words."""
    found = patterns.related.match(folded)
    if found is None or not _SENTENCE_END.search(line):
        return found is not None
    return len(line) <= _LINK and folded[found.end() :].lstrip()[:1] in (":", "：", "|")


def _of_the_page(line: str, folded: str, patterns: _Patterns) -> bool:
    if patterns.whole.match(folded) or _SIGNS.match(line):
        return True
    return len(line) <= _SHORT and bool(patterns.anywhere.search(folded) or patterns.byline.match(line))


class _Run:
    """Links in lines of their own under a heading, until the article goes on.

    Args:
        adjacent_only: Whether no empty line may stand between them.
    """

    def __init__(self, *, adjacent_only: bool = False) -> None:
        self._adjacent: bool | None = True if adjacent_only else None
        self._bullet: bool | None = None
        self._count = 0

    def holds(self, line: str, *, adjacent: bool) -> bool:
        """Return whether the next line is a link too."""
        bullet = _BULLET.match(line) is not None
        if len(line) > _LINK or _SENTENCE_END.search(line):
            return False
        if self._bullet is not None and bullet != self._bullet:
            return False
        # The first link sets whether empty lines stand between links; the second may only add some.
        if self._adjacent and not adjacent:
            return False
        if self._count == 1 or (self._count == 0 and self._adjacent is None and adjacent):
            self._adjacent = adjacent
        self._bullet = bullet
        self._count += 1
        return True


def _inside(text: str, start: int, end: int, patterns: _Patterns) -> Iterator[Span]:
    """Yield references to other articles inside a paragraph."""
    if text.find(":", start, end) >= 0 or text.find("：", start, end) >= 0:
        for found in patterns.inline.finditer(text, start, end):
            yield found.span()


def _repeated(line: str, head: str, start: int, seen: set[str]) -> bool:
    """Return whether a line says again what stood before: the headline, or a caption."""
    if line.count(" ") < 3:
        return False
    if line in seen:
        return True
    seen.add(line)
    return not _SENTENCE_END.search(line) and head.find(line, 0, start) >= 0


def _merged(spans: Iterable[Span], text: str) -> Iterator[Span]:
    """Yield the spans, those put together that have nothing but blanks between them."""
    current: Span | None = None
    for start, end in spans:
        if current is not None and not text[current[1] : start].strip():
            current = current[0], end
            continue
        if current is not None:
            yield current
        current = start, end
    if current is not None:
        yield current


@cache
def _patterns(languages: tuple[str, ...]) -> _Patterns:
    every = dict.fromkeys((*languages, *tags()))
    related = _either("related", every)
    inline = (
        rf"\((?:{related})\s*[:：][^()\n]{{0,200}}\)"
        rf"|(?<=[.!?”\")])\s+(?:{related})\s*[:：][^.!?\n]{{0,200}}$"
    )
    return _Patterns(
        whole=re.compile(rf"{_LEAD}(?:{_either('labels', every)}\s*[:：]|{_either('lines', every)})"),
        anywhere=re.compile(_either("anywhere", every)),
        byline=re.compile(rf"{_LEAD}{_either('bylines', languages)}[^.\n]{{0,60}}$", re.IGNORECASE),
        related=re.compile(rf"{_LEAD}\(?{related}(?!\w)"),
        bare=re.compile(rf"{_LEAD}{related}\s*[:：]?\s*$"),
        end=re.compile(rf"{_LEAD}{_either('end', every)}"),
        inline=re.compile(inline, re.IGNORECASE),
    )


def _either(name: str, languages: Iterable[str]) -> str:
    """Return the regular expression that any entry of the languages' data matches."""
    entries: list[str] = []
    for tag in languages:
        entries.extend(lexicon(tag, "reading").get("furniture", {}).get(name, ()))
    return f"(?:{'|'.join(dict.fromkeys(entries))})" if entries else r"(?!)"
