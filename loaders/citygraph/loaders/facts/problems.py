"""What is wrong with a fact document: each problem with its code, place and remedy; all of them together."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path

from citygraph.ontology.errors import CityGraphError, Place

__all__ = ["DocumentRefused", "Problem", "did_you_mean"]


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that is wrong with a document, or that its author should look at.

    Attributes:
        code: Stable word for programs, such as ``bad-date``.
        what: What is wrong, without a full stop.
        place: File, line, fact and field, as far as they are known.
        hint: What to do about it.

    >>> print(Problem("bad-date", "there is no 30 February", Place(line=7, fact=2, field="when")))
    line 7: fact 2: field when: there is no 30 February
    """

    code: str
    what: str
    place: Place
    hint: str | None = None

    def __str__(self) -> str:
        """Return place, what is wrong and the hint as one line."""
        where = str(self.place)
        hint = f"; {self.hint}" if self.hint else ""
        return f"{where}: {self.what}{hint}" if where else f"{self.what}{hint}"


class DocumentRefused(CityGraphError):
    """A fact document cannot be used; it carries everything that is wrong with it.

    Args:
        problems: What is wrong, at least one, in the order of the file.
        file: The file that was read.
    """

    code = "document-refused"

    def __init__(self, problems: Iterable[Problem], *, file: Path | None = None) -> None:
        self.problems: tuple[Problem, ...] = tuple(problems)
        if not self.problems:
            raise ValueError("a refusal needs at least one problem")
        self.file = file
        first = self.problems[0]
        super().__init__(first.what, place=first.place, hint=first.hint)

    def __str__(self) -> str:
        """Return one line for each problem."""
        return "\n".join(str(problem) for problem in self.problems)


def did_you_mean(word: str, known: Sequence[str]) -> str | None:
    """Return the hint ``did you mean 'member'?`` for a word that is close to a known one, else None.

    >>> did_you_mean("membr", ["member", "network"])
    "did you mean 'member'?"
    """
    folded = {name.casefold(): name for name in known}
    close = get_close_matches(word[:200].casefold(), folded, n=1, cutoff=0.6)
    return f"did you mean '{folded[close[0]]}'?" if close else None
