"""One article of a batch: read, extracted, and its document written."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Final, Literal, TypeAlias

from citygraph.loaders.extraction.copies import fingerprint
from citygraph.loaders.extraction.extractor import Extraction, Extractor
from citygraph.loaders.extraction.reading import ArticleText, Limits, Portion, read_portion
from citygraph.loaders.facts import DocumentRefused, Problem, as_json, as_yaml
from citygraph.loaders.facts.texts import resolved
from citygraph.ontology import CityGraphError, Place

from .explanations import explain
from .results import OpenName, Result
from .writing import digest, write_whole

if TYPE_CHECKING:
    from citygraph.loaders.extraction.asking import AskingReader, EngineChoice

__all__ = ["Drafting", "Format", "Found", "Known", "Nothing", "Piece", "Same", "problem_of"]

Format = Literal["yaml", "json"]
_MOST: Final = Limits().file_bytes


@dataclass(frozen=True, slots=True)
class Known:
    """What is on record about an article.

    Attributes:
        source_digest: SHA-256 of what it was read from; None where it must be extracted anew whatever it is.
        out_digest: SHA-256 of the document that was written.
        text_digest: SHA-256 of the text that was written beside it.
    """

    source_digest: str | None
    out_digest: str | None
    text_digest: str | None


@dataclass(frozen=True, slots=True)
class Piece:
    """An article to be drafted.

    Attributes:
        portion: What it is read from, or why that cannot be told.
        name: Its name in the folder of documents.
        id: Its id, where it is not the one that reading gives.
        known: What is on record about it.
        verified: Where a copy of the document goes that holds the passages, for loading.
    """

    portion: Portion | Problem
    name: str
    id: str | None = None
    known: Known | None = None
    verified: Path | None = None


@dataclass(frozen=True, slots=True)
class Nothing:
    """The record of an archive is no article, such as an image."""


@dataclass(frozen=True, slots=True)
class Same:
    """The article is the one on record, and its document is there."""


Found: TypeAlias = Result | Problem | Same | Nothing
"""What comes of an article."""


@dataclass(frozen=True, slots=True)
class Drafting:
    """How articles are drafted; called in each process to begin.

    Attributes:
        out: Folder of the documents; None to write none.
        form: What they are written in.
        force: Whether they may replace files that extraction has not written.
        explained: Whether it is told why each fact was drawn.
        engine: The second engine; None to read by rules alone.
    """

    out: Path | None
    form: Format = "yaml"
    force: bool = False
    explained: bool = False
    engine: EngineChoice | None = None

    def __call__(self) -> Callable[[Piece], Found]:
        """Return the function that drafts an article."""
        extractor = Extractor.open() if self.engine is None else self.engine.open()

        def draft(piece: Piece) -> Found:
            if isinstance(piece.portion, Problem):
                return piece.portion
            try:
                return self._draft(piece, piece.portion, extractor)
            except CityGraphError as error:
                return problem_of(error, piece.portion.file)

        return draft

    def document(self, name: str) -> Path | None:
        """Return where the document of a name goes."""
        return None if self.out is None else self.out / f"{name}.{self.form}"

    def _draft(self, piece: Piece, portion: Portion, extractor: Extractor | AskingReader) -> Found:
        document = self.document(piece.name)
        known = piece.known
        source = _source_digest(portion)
        if source and known and known.source_digest == source and document and document.is_file():
            return Same()
        article = read_portion(portion)
        if article is None:
            return Nothing()
        if piece.id is not None:
            article = replace(article, id=piece.id)
        extraction = extractor.extract(article)
        if piece.verified is not None:
            data = as_json(resolved(extraction.document, article.text)).encode()
            piece.verified.write_bytes(data)
        result = self._result(article, extraction, source)
        if document is None:
            return result
        return self._written(document, article, extraction, result, known or Known(None, None, None))

    def _result(self, article: ArticleText, extraction: Extraction, source: str) -> Result:
        facts = Counter(fact.kind for fact in extraction.document.facts)
        published = extraction.document.article.published
        return Result(
            id=article.id,
            language=article.language,
            published=None if published is None else str(published),
            facts=dict(sorted(facts.items())),
            unresolved=tuple(
                OpenName.of(each.name, each.start, each.end, each.candidates)
                for each in extraction.unresolved
            ),
            fingerprint=fingerprint(article.text),
            source_digest=source,
            explanation=explain(extraction) if self.explained else None,
        )

    def _written(
        self, document: Path, article: ArticleText, extraction: Extraction, result: Result, known: Known
    ) -> Result:
        text_digest = None
        if not article.stored:
            text = article.text.encode()
            write_whole(_text_beside(document), text, last=known.text_digest, force=self.force)
            text_digest = digest(text)
        write = as_yaml if self.form == "yaml" else as_json
        data = write(extraction.document).encode()
        write_whole(document, data, last=known.out_digest, force=self.force)
        return replace(result, out_digest=digest(data), text_digest=text_digest)


def problem_of(error: CityGraphError, path: Path) -> Problem:
    """Return an error as the problem of a file; errors themselves do not pass from one process to another."""
    if isinstance(error, DocumentRefused):
        first = error.problems[0]
        return replace(first, place=replace(first.place, file=first.place.file or path))
    place = error.place or Place()
    return Problem(error.code, error.what, replace(place, file=place.file or path), error.hint)


def _text_beside(document: Path) -> Path:
    return document.with_name(document.name.removesuffix(document.suffix) + ".txt")


def _source_digest(portion: Portion) -> str:
    """Return the SHA-256 of what the article is read from; empty where the reader will refuse it anyway."""
    about = hashlib.sha256((portion.url or "").encode("utf-8", "surrogatepass"))
    if portion.record is not None:
        about.update(portion.record.data)
        return about.hexdigest()
    try:
        if not portion.file.is_file() or portion.file.stat().st_size > _MOST:
            return ""
        about.update(portion.file.read_bytes())
    except (OSError, ValueError):
        return ""
    return about.hexdigest()
