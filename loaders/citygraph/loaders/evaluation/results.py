"""What an evaluation found: right, missed and extra statements of each article, and the figures on them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from .attributes import ATTRIBUTES, Check
from .statements import Statement

__all__ = ["Agreement", "ArticleResult", "Evaluation", "Figures", "Right"]


@dataclass(frozen=True, slots=True)
class Figures:
    """How many statements are right, and what follows from it.

    Attributes:
        gold: Statements of the gold.
        predicted: Statements of the predictions.
        right: How many of them pair, one to one.
    """

    gold: int
    predicted: int
    right: int

    @property
    def precision(self) -> float:
        """Right ones among the predicted; 0 where nothing is predicted."""
        return self.right / self.predicted if self.predicted else 0.0

    @property
    def recall(self) -> float:
        """Right ones among the gold; 0 where the gold states nothing."""
        return self.right / self.gold if self.gold else 0.0

    @property
    def f1(self) -> float:
        """Harmonic mean of precision and recall; 0 where both are."""
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0


@dataclass(frozen=True, slots=True)
class Agreement:
    """How often right predictions agree with the gold on an attribute.

    Attributes:
        attribute: Its name.
        right: How many agree.
        compared: How many right predictions the attribute was compared on, at least one.
    """

    attribute: str
    right: int
    compared: int

    @property
    def share(self) -> float:
        """Share of those that agree."""
        return self.right / self.compared


@dataclass(frozen=True, slots=True)
class Right:
    """A statement of the gold and the predicted one that it pairs with.

    Attributes:
        gold: The statement of the gold.
        predicted: The predicted one.
        checks: Their attributes, compared.
    """

    gold: Statement
    predicted: Statement
    checks: tuple[Check, ...]


@dataclass(frozen=True, slots=True)
class ArticleResult:
    """What was found about one article.

    Attributes:
        name: Name of its files.
        text: The article, as stored.
        right: Statements that pair.
        misses: Statements of the gold that nothing pairs with.
        extras: Predicted statements that nothing pairs with.
        problem: Why there is no prediction to compare, or None.
        warnings: What makes its figures doubtful.
    """

    name: str
    text: str
    right: tuple[Right, ...]
    misses: tuple[Statement, ...]
    extras: tuple[Statement, ...]
    problem: str | None = None
    warnings: tuple[str, ...] = ()

    def figures(self, *kinds: str) -> Figures:
        """Return the figures on some kinds, together."""
        right = sum(pair.gold.kind in kinds for pair in self.right)
        misses, extras = (sum(one.kind in kinds for one in each) for each in (self.misses, self.extras))
        return Figures(right + misses, right + extras, right)


@dataclass(frozen=True, slots=True)
class Evaluation:
    """What was found about all articles of the gold.

    Attributes:
        articles: One result for each, in the order of their names.
        unpaired: Names of predictions that the gold has no article for; they count for nothing.
    """

    articles: tuple[ArticleResult, ...]
    unpaired: tuple[str, ...] = ()

    def figures(self, *kinds: str) -> Figures:
        """Return the figures on some kinds, together, over all articles."""
        each = [article.figures(*kinds) for article in self.articles]
        return Figures(
            sum(one.gold for one in each), sum(one.predicted for one in each), sum(one.right for one in each)
        )

    @property
    def agreements(self) -> tuple[Agreement, ...]:
        """How often the right predictions agree on each attribute that was compared at all."""
        compared = [check for article in self.articles for pair in article.right for check in pair.checks]
        return tuple(_agreements(compared))


def _agreements(compared: Iterable[Check]) -> Iterator[Agreement]:
    found = list(compared)
    for attribute in ATTRIBUTES:
        agrees = [check.agrees for check in found if check.attribute == attribute]
        if agrees:
            yield Agreement(attribute, sum(agrees), len(agrees))
