"""Evidence held against the article's own text: every offset inside it, every quotation word for word."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Iterator
from difflib import SequenceMatcher
from pathlib import Path
from typing import Final

from citygraph.ontology.errors import Place
from pydantic import ValidationError

from .document import FactDocument
from .evidence import CONTEXT, NOT_IN_PASSAGES, Offsets, Quote, ResolvedEvidence
from .files import read_bytes
from .names import LONGEST_QUOTE
from .problems import DocumentRefused, Problem

__all__ = ["ArticleTexts", "resolved", "text_digest", "with_offsets"]

_LARGEST_TEXT: Final = 20_000_000
_LARGEST_SEARCH: Final = 100_000


class ArticleTexts:
    """The article texts in a folder, each found by its article's id or else by its SHA-256.

    Args:
        folder: Folder with ``ID.txt`` files, UTF-8 as the articles were stored.
        most: Most bytes of a text.
    """

    def __init__(self, folder: Path, *, most: int = _LARGEST_TEXT) -> None:
        self._folder = folder
        self._most = most
        self._by_digest: dict[str, Path] | None = None

    def verified(self, document: FactDocument) -> FactDocument:
        """Return the document with every passage resolved against the article's text.

        A document whose text is not in the folder comes back as it is, with the warning ``text-missing``.

        Raises:
            DocumentRefused: The text is another one than the document was written on, or does not hold
                the passages.
        """
        article = document.article
        path = self._folder / f"{article.id}.txt"
        if not path.is_file():
            found = self._indexed().get(article.sha256) if article.sha256 else None
            if found is None:
                what = f"the text of the article is not in {self._folder}, so its evidence is not verified"
                warning = Problem("text-missing", what, document.places.at(("article",)))
                return document.annotated(warnings=(*document.warnings, warning))
            path = found
        data = read_bytes(path, self._most)
        digest = text_digest(data)
        if article.sha256 is not None and digest != article.sha256:
            what = (
                f"the text {path} has the SHA-256 {digest}, but the document was written on {article.sha256}"
            )
            raise _refused(document, Problem("text-digest", what, document.places.at(("article", "sha256"))))
        try:
            text = data.decode("utf-8")
        except UnicodeDecodeError as error:
            what = f"the text is not in UTF-8: byte {error.start} is 0x{data[error.start]:02X}"
            line = data.count(b"\n", 0, error.start) + 1
            raise _refused(
                document, Problem("bad-encoding", what, Place(path, line), "save it as UTF-8")
            ) from error
        return resolved(document, text)

    def _indexed(self) -> dict[str, Path]:
        if self._by_digest is None:
            self._by_digest = {}
            for path in sorted(self._folder.glob("*.txt")):
                if path.is_file() and path.stat().st_size <= self._most:
                    self._by_digest.setdefault(text_digest(read_bytes(path, self._most)), path)
        return self._by_digest


def text_digest(data: bytes) -> str:
    """Return the SHA-256 by which a document names the text that it was written on.

    >>> text_digest("Malang".encode())[:8]
    'afd78d8a'
    """
    return hashlib.sha256(data).hexdigest()


def resolved(document: FactDocument, text: str) -> FactDocument:
    """Return the document with offsets, wording and context of every passage in the text.

    A quotation that the text holds more than once is taken where it is first, with the warning
    ``quote-repeated``.

    Args:
        document: The document.
        text: The article's text as stored, no line end translated; offsets count its Unicode code points.

    Raises:
        DocumentRefused: A passage is not in the text.
    """
    problems: list[Problem] = []
    warnings: list[Problem] = list(document.warnings)
    length = document.article.length
    if length is not None and length != len(text):
        what = f"the text has {len(text)} characters, but the document says {length}"
        problems.append(Problem("text-length", what, document.places.at(("article", "length"))))
    facts = list(document.facts)
    for index, fact in enumerate(facts):
        passages: list[ResolvedEvidence] = []
        for number, passage in enumerate(fact.evidence):
            place = document.places.fact(index, "evidence", number)
            found = _found(passage, text, place)
            if isinstance(found, Problem):
                problems.append(found)
                continue
            passages.append(found)
            if isinstance(passage, Quote) and text.find(passage.text, found.start + 1) >= 0:
                what = f"the text holds the quotation more than once; taken at character {found.start}"
                warnings.append(Problem("quote-repeated", what, place, "quote more of it, or give offsets"))
        facts[index] = fact.model_copy(update={"evidence": tuple(passages)})
    if problems:
        raise DocumentRefused(problems, file=document.places.file)
    copy = document.model_copy(update={"facts": tuple(facts)})
    return copy.annotated(places=document.places, warnings=tuple(warnings))


def with_offsets(document: FactDocument, text: str, *, keep_quotes: bool = False) -> FactDocument:
    """Return the document with offsets into the text for its quotations, and the text's SHA-256 and length.

    Args:
        document: The document.
        text: The article's text as stored.
        keep_quotes: Whether the wording stays beside the offsets; without it no sentence of the article is
            left in the document.

    Raises:
        DocumentRefused: A passage is not in the text, or the document was written on another one.
    """
    digest = text_digest(text.encode("utf-8"))
    article = document.article
    if article.sha256 not in (None, digest):
        what = f"the text has the SHA-256 {digest}, but the document was written on {article.sha256}"
        raise _refused(document, Problem("text-digest", what, document.places.at(("article", "sha256"))))
    done = resolved(document, text)
    facts = done.facts
    if not keep_quotes:
        facts = tuple(
            fact.model_copy(update={"evidence": tuple(_places_of(fact.evidence))}) for fact in facts
        )
    article = article.model_copy(update={"sha256": digest, "length": len(text)})
    copy = done.model_copy(update={"article": article, "facts": facts})
    return copy.annotated(places=done.places, warnings=done.warnings)


def _places_of(evidence: tuple[Offsets | Quote, ...]) -> Iterator[Offsets]:
    for passage in evidence:
        if isinstance(passage, Offsets):
            yield Offsets(start=passage.start, end=passage.end)


def _found(passage: Offsets | Quote, text: str, place: Place) -> ResolvedEvidence | Problem:
    if isinstance(passage, Quote):
        start = text.find(passage.text)
        if start < 0:
            return Problem(
                "quote-missing",
                "the text does not hold the quotation",
                place,
                _where_else(passage.text, text),
            )
        return _with_context(start, start + len(passage.text), text, place)
    if passage.end > len(text):
        what = f"the passage ends at {passage.end}, but the text has {len(text)} characters"
        return Problem("offset-outside", what, place)
    if isinstance(passage, ResolvedEvidence) and text[passage.start : passage.end] != passage.exact:
        what = f"the text has something else at {passage.start} to {passage.end}"
        return Problem("quote-missing", what, place, _where_else(passage.exact, text))
    return _with_context(passage.start, passage.end, text, place)


def _with_context(start: int, end: int, text: str, place: Place) -> ResolvedEvidence | Problem:
    if end - start > LONGEST_QUOTE:
        return Problem("too-long", f"the passage is longer than {LONGEST_QUOTE} characters", place)
    prefix = NOT_IN_PASSAGES.split(text[max(0, start - CONTEXT) : start])[-1]
    suffix = NOT_IN_PASSAGES.split(text[end : end + CONTEXT])[0]
    try:
        return ResolvedEvidence(start=start, end=end, exact=text[start:end], prefix=prefix, suffix=suffix)
    except ValidationError:
        return Problem(
            "control-character", "the passage holds a control character", place, "choose one that does not"
        )


def _where_else(quote: str, text: str) -> str | None:
    """Return a hint on where the text holds nearly the same words."""
    words = quote.split()
    if words and len(quote) <= LONGEST_QUOTE:
        loose = re.search(r"\s+".join(re.escape(word) for word in words), text)
        if loose:
            return f"the words are at {loose.start()} to {loose.end()} with other blanks between them"
        folded = text.casefold().find(quote.casefold())
        if folded >= 0 and len(text.casefold()) == len(text):
            return f"the words are at {folded} to {folded + len(quote)} with other capitals"
    if unicodedata.normalize("NFC", quote) in unicodedata.normalize("NFC", text):
        return "the text writes the accents in another Unicode form; copy the words from it"
    if len(text) > _LARGEST_SEARCH:
        return None
    same = SequenceMatcher(None, quote, text, autojunk=False).find_longest_match(0, len(quote), 0, len(text))
    if same.size >= max(10, len(quote) // 3):
        return f"{same.size} of its {len(quote)} characters are at {same.b} to {same.b + same.size}"
    return None


def _refused(document: FactDocument, problem: Problem) -> DocumentRefused:
    return DocumentRefused([problem], file=document.places.file)
