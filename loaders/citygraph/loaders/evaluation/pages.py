"""An evaluation as one HTML page: every article beside what was right, missed and extra about it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice, pairwise
from typing import Final, Literal

from .attributes import ATTRIBUTES, passages
from .results import ArticleResult, Evaluation, Figures
from .statements import CORE, KINDS, Fact, Statement
from .tables import written

__all__ = ["Card", "Field", "Piece", "State", "cards_of", "page", "pieces_of"]

State = Literal["missed", "extra", "right"]

_STATES: Final[tuple[State, ...]] = ("missed", "extra", "right")
_MOST_NUMBERS: Final = 40  # facts named at one piece of text
_UNSHOWABLE: Final = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
_SUBJECTS: Final[dict[str, tuple[str, ...]]] = {
    "membership": ("member", "network"),
    "event": ("name",),
    "programme": ("name",),
    "participation": ("participant", "in"),
    "initiative": ("city", "name"),
    "office": ("person", "of"),
    "figure": ("about", "value"),
}


@dataclass(frozen=True, slots=True)
class Field:
    """A field of a statement, for the page.

    Attributes:
        name: Its name.
        value: What the gold says; what the prediction says about an extra one.
        predicted: What the prediction says where that differs, else None.
        agrees: Whether the prediction agrees; None where that is not compared.
    """

    name: str
    value: str
    predicted: str | None = None
    agrees: bool | None = None


@dataclass(frozen=True, slots=True)
class Card:
    """A statement, for the page.

    Attributes:
        number: Its number within the article, from 1.
        state: Whether it is right, missed or extra.
        kind: Its kind.
        subject: What it is about, each part of it.
        fields: Its other fields.
        placed: Whether its evidence is in the text.
        doubts: Attributes on which a right prediction does not agree.
    """

    number: int
    state: State
    kind: str
    subject: tuple[str, ...]
    fields: tuple[Field, ...]
    placed: bool
    doubts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Piece:
    """A piece of an article's text over which the same statements have evidence.

    Attributes:
        text: The piece.
        state: The state to colour it by; None where no statement has evidence.
        numbers: Numbers of those statements, 40 at most.
        begins: Numbers of those whose evidence first begins here.
    """

    text: str
    state: State | None = None
    numbers: tuple[int, ...] = ()
    begins: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class _Marked:
    """A card with the places of its evidence, as whole numbers inside the text."""

    card: Card
    places: tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class _Row:
    """A line of the table of figures."""

    name: str
    figures: Figures


@dataclass(frozen=True, slots=True)
class _Section:
    """An article, for the page."""

    name: str
    figures: Figures
    pieces: tuple[Piece, ...]
    cards: tuple[Card, ...]
    notes: tuple[str, ...]


def page(evaluation: Evaluation, *, title: str = "Evaluation") -> str:
    """Return one HTML page that needs nothing else: no script, style, picture or font from elsewhere.

    Args:
        evaluation: What was found.
        title: Title of the page.
    """
    from jinja2 import Environment, PackageLoader, StrictUndefined

    templates = Environment(
        loader=PackageLoader("citygraph.loaders.evaluation", "."),
        autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True,
    )  # fmt: skip
    rows = [_Row(kind, evaluation.figures(kind)) for kind in KINDS]
    rows += [_Row("core", evaluation.figures(*CORE)), _Row("all", evaluation.figures(*KINDS))]
    text = templates.get_template("page.html").render(
        title=title, rows=rows, agreements=evaluation.agreements, unpaired=evaluation.unpaired,
        sections=[_section(article) for article in evaluation.articles], states=_STATES,
    )  # fmt: skip
    return _UNSHOWABLE.sub("\N{REPLACEMENT CHARACTER}", text)


def cards_of(article: ArticleResult) -> tuple[Card, ...]:
    """Return the statements about an article: missed ones first, then extra ones, then right ones."""
    return tuple(marked.card for marked in _marked(article))


def pieces_of(article: ArticleResult) -> tuple[Piece, ...]:
    """Return the article's text in pieces, in its order and with nothing left out."""
    return tuple(_pieces(article.text, _marked(article)))


def _section(article: ArticleResult) -> _Section:
    marked = _marked(article)
    notes = (*([article.problem] if article.problem else []), *article.warnings)
    cards = tuple(one.card for one in marked)
    return _Section(article.name, article.figures(*KINDS), tuple(_pieces(article.text, marked)), cards, notes)


def _marked(article: ArticleResult) -> list[_Marked]:
    text = article.text
    found: list[_Marked] = []

    def add(state: State, statement: Statement, predicted: Fact | None, doubts: tuple[str, ...]) -> None:
        places = _places(statement.fact, text)
        if predicted is not None:
            places = tuple(sorted({*places, *_places(predicted, text)}))
        fields = tuple(_fields(statement, predicted, doubts))
        card = Card(len(found) + 1, state, statement.kind, _subject(statement), fields, bool(places), doubts)
        found.append(_Marked(card, places))

    for missed in article.misses:
        add("missed", missed, None, ())
    for extra in article.extras:
        add("extra", extra, None, ())
    for pair in article.right:
        doubts = tuple(check.attribute for check in pair.checks if not check.agrees)
        add("right", pair.gold, pair.predicted.fact, doubts)
    return found


def _places(fact: Fact, text: str) -> tuple[tuple[int, int], ...]:
    """Return the places of a fact's evidence that are in the text, even if only in part."""
    found: list[tuple[int, int]] = []
    for passage in passages(fact, text):
        if 0 <= passage.start < passage.end and passage.start < len(text):
            found.append((int(passage.start), int(min(passage.end, len(text)))))
    return tuple(place for place in found if place[0] < place[1])


def _subject(statement: Statement) -> tuple[str, ...]:
    if statement.pair is not None:
        return tuple(written(one) for one in statement.pair)
    return tuple(written(statement.fact.get(name)) for name in _SUBJECTS[statement.kind])


def _fields(statement: Statement, predicted: Fact | None, doubts: Sequence[str]) -> Iterator[Field]:
    subject = ("partners",) if statement.pair is not None else _SUBJECTS[statement.kind]
    others = [name for name in statement.fact if name not in ("kind", "evidence", *subject)]
    if "modality" in doubts and "modality" not in others:
        others.append("modality")
    for name in subject if predicted is not None and statement.pair is None else ():
        ours, theirs = written(statement.fact.get(name)), written(predicted.get(name) if predicted else None)
        if ours != theirs:
            yield Field(name, ours, theirs)
    for name in others:
        value = written(statement.fact.get(name, "asserted" if name == "modality" else None))
        if predicted is None or name not in ATTRIBUTES:
            yield Field(str(name), value)
            continue
        wrong = name in doubts
        told = written(predicted.get(name, "asserted" if name == "modality" else None))
        yield Field(str(name), value, told if told != value else None, not wrong)


def _pieces(text: str, marked: Sequence[_Marked]) -> Iterator[Piece]:
    """Sweep over the text once; at each place where evidence begins or ends a new piece does."""
    begin: dict[int, list[_Marked]] = {}
    end: dict[int, list[_Marked]] = {}
    for one in marked:
        for first, last in one.places:
            begin.setdefault(first, []).append(one)
            end.setdefault(last, []).append(one)
    covering: dict[int, int] = {}
    of_state: dict[State, int] = dict.fromkeys(_STATES, 0)
    anchored: set[int] = set()
    cuts = sorted({0, len(text), *begin, *end})
    for here, there in pairwise(cuts):
        for one in end.get(here, ()):
            number = one.card.number
            of_state[one.card.state] -= 1
            covering[number] -= 1
            if not covering[number]:
                del covering[number]
        begins: list[int] = []
        for one in begin.get(here, ()):
            number = one.card.number
            of_state[one.card.state] += 1
            covering[number] = covering.get(number, 0) + 1
            if number not in anchored:
                anchored.add(number)
                begins.append(number)
        state: State | None = next((one for one in _STATES if of_state[one]), None)
        yield Piece(text[here:there], state, tuple(islice(covering, _MOST_NUMBERS)), tuple(begins))
