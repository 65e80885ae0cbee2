"""Cutting a text into blocks and sentences."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from .layout import Layout, Sentence, Span
from .tokens import tokens_of

__all__ = ["segment"]

_LINE: Final = re.compile(r"[^\r\n\u2028\u2029]+")
_ITEM: Final = re.compile(r"\s*(?:[•·▪◦‣*–—-]|\(?[0-9]{1,2}[.)]|\(?[ivxa-h][.)])\s+")
# A sentence may end at these when a capital, a quotation mark or a digit follows a space.
_END: Final = re.compile(r"[.!?…]+[\"'”’»)\]]*(?=\s+[\"'“‘«(\[]*[^\W_a-zß-öø-ÿ])|[.!?…]+[\"”’»)\]]*\s*$")
_ABBREVIATIONS: Final = re.compile(
    r"(?:h|hj|drs?|dra|ir|prof|moh|muh|mrs?|ms|ste?|mt|ft|ny|tn|kh|rm|sr|jr|no|vs|jl|kab|kec|kel|prov|adm|dll|dsb|dkk|tsb|ybs"
    r"|jan|feb|mar|apr|jun|jul|aug|agu|sept?|oct|okt|nov|dec|des|gen|sen|rep|gov|lt|col|capt|hon|rev|inc|ltd|co|corp"
    r"|pt|cv|tbk|s\.d|plt|plh|pjs?|rd|rr|e\.g|i\.e|u\.s|a\.m|p\.m|ra|tb|gt|drg|drh|ust|tgk|moch|abd|mayjen|brigjen|letjen|irjen"
    r"|kombes|jend|cllr|clr|coun|maj|brig|sgt|cmdr|assoc|engr|atty|adv|amb|messrs|ts)",
    re.IGNORECASE,
)
_INITIALS: Final = re.compile(r"(?:[^\W\d_a-z]\.)*[^\W\d_a-z]")
_QUOTES: Final = re.compile(r"[\"“”„«»]")
_UNPLAIN: Final = re.compile(r"[\d\-'’‘ʼ`]")
_NO_TOKENS: Final = ((),) * 6
_STOPS: Final = '.!?…"”'
_LONGEST: Final = 4_000
_HEADING: Final = 140


def _pieces(text: str, start: int, end: int) -> Iterator[Span]:
    """Yield the sentences of one line."""
    begin = start
    for found in _END.finditer(text, start, end):
        stop = found.end()
        if stop >= end:
            break
        if (
            text[found.start()] == "."
            and found.end() - found.start() == 1
            and _abbreviated(text, begin, found.start())
        ):
            continue
        yield begin, stop
        begin = stop
        while begin < end and text[begin].isspace():
            begin += 1
    if begin < end:
        yield begin, end


def _abbreviated(text: str, start: int, dot: int) -> bool:
    """Return whether the dot ends an abbreviation or an initial, not a sentence."""
    first = dot
    while first > start and not text[first - 1].isspace() and dot - first < 12:
        first -= 1
    word = text[first:dot].lstrip("(\"'“‘")
    return _INITIALS.fullmatch(word) is not None or _ABBREVIATIONS.fullmatch(word) is not None


def _cut(spans: Iterable[Span], text: str) -> Iterator[Span]:
    """Yield the spans, the overlong ones cut at a space so that no sentence is without bound."""
    for start, end in spans:
        while end - start > _LONGEST:
            cut = text.rfind(" ", start + _LONGEST // 2, start + _LONGEST)
            cut = start + _LONGEST if cut < 0 else cut
            yield start, cut
            start = cut
        yield start, end


def _quoted(text: str, start: int, end: int, open_at: int | None) -> tuple[tuple[Span, ...], int | None]:
    """Return what is inside quotation marks, and where a quotation is still open at the end."""
    spans: list[Span] = []
    if open_at is None and _QUOTES.search(text, start, end) is None:
        return (), None
    begin = start if open_at is not None else None
    for found in _QUOTES.finditer(text, start, end):
        mark = found[0]
        if begin is None and mark not in "”»":
            begin = found.start()
        elif begin is not None and mark not in "“„«":
            spans.append((begin, found.end()))
            begin = None
    if begin is not None:
        spans.append((begin, end))
    return tuple(spans), begin


def segment(text: str, furniture: Sequence[Span] = ()) -> Layout:
    """Return the sentences of a text.

    A line is a block: news texts keep one paragraph on one line. A headline, a line that heads a list and a
    list item are sentences of their own, so no sentence goes past its line.

    Args:
        text: The text as stored.
        furniture: Spans of page furniture, in order: sentences that lie in them are marked.
    """
    sentences: list[Sentence] = []
    starts = [start for start, _ in furniture]
    block = -1
    for line in _LINE.finditer(text):
        start, end = line.span()
        while start < end and text[start].isspace():
            start += 1
        while end > start and text[end - 1].isspace():
            end -= 1
        if start == end:
            continue
        block += 1
        item = _ITEM.match(text, start, end)
        if item:
            start = item.end()
        quotation: int | None = None
        for first, last in _cut(_pieces(text, start, end), text):
            quoted, quotation = _quoted(text, first, last, quotation)
            at = bisect_right(starts, first) - 1
            tokens = tokens_of(text, first, last)
            starts_of, _, _, folded, _, _ = zip(*tokens, strict=True) if tokens else _NO_TOKENS
            sentences.append(
                Sentence(
                    first, last, tokens, len(sentences), block,
                    furniture=at >= 0 and first < furniture[at][1],
                    heading=(first, last) == (start, end) and last - first <= _HEADING and text[last - 1] not in _STOPS,
                    item=item is not None,
                    quoted=quoted,
                    words=frozenset(folded),
                    folded=folded,
                    starts=starts_of,
                    plain=_UNPLAIN.search(text, first, last) is None,
                )
            )  # fmt: skip
    return Layout.of(text, tuple(sentences))
