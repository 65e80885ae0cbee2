"""Networks of the register, by any of their names in a run of words that such names are made of."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from citygraph.loaders.extraction.layout import Token
from citygraph.loaders.extraction.records import record
from citygraph.ontology import slug

from .network_words import NetworkWords
from .register_names import RegisterNames
from .unlisted import FoundNetwork, bracketed

__all__ = ["RegisteredNetworks"]

_LONGEST: Final = 12  # compared words in a name
_ACRONYM: Final = 4  # letters of an acronym that makes words in lower case a name (kota kreatif UNESCO)
_TITLED: Final = 5  # letters from which an acronym may be written like a word (Apeksi)
_CORE: Final = 3  # words by which a name is known in a longer or shorter form
_SPELT: Final = 4  # words of a name that may be written without capitals
_REGION: Final = 5  # tokens of a region between a name and the acronym of its section


@record(frozen=True, slots=True)
class _Piece:
    """A compared word of the text and the tokens that it stands on."""

    word: str
    index: int
    capital: bool
    acronym: bool


class RegisteredNetworks:
    """Finds the networks of the register in a sentence, in any order of words that a name bears.

    Args:
        names: The names of the register.
        words: The words that names are made of.
        heads: What a body of cities is called.
    """

    def __init__(self, names: RegisterNames, words: NetworkWords, heads: frozenset[str]) -> None:
        self._names = names
        self._words = words
        self._heads = heads

    def names(self, tokens: Sequence[Token], introduced: dict[str, str]) -> list[FoundNetwork]:
        """Return the networks of the register that a sentence names; acronyms that it introduces are added.

        Args:
            tokens: The tokens of the sentence.
            introduced: The slugs of acronyms that the text introduces.
        """
        found: list[FoundNetwork] = []
        self._known(tokens, found, introduced)
        return found

    def _known(self, tokens: Sequence[Token], found: list[FoundNetwork], introduced: dict[str, str]) -> None:
        """Add the networks of the register that a sentence names."""
        run: list[_Piece] = []
        wanted, small = self._names.wanted, self._words.small
        after = 0
        for at in [
            at for at, (_, _, _, folded, kind, _) in enumerate(tokens)
            if folded in wanted or kind == "mark" or "-" in folded or "'" in folded
        ]:  # fmt: skip
            if at < after:
                continue
            token = tokens[at]
            if not run and token.kind == "mark":
                continue
            folded = token.folded
            if run and any(between.folded not in small for between in tokens[after:at]):
                self._close(run, tokens, found, introduced)
            after = at + 1
            parts = () if token.kind == "mark" else self._words.parts(folded)
            if token.kind == "mark":
                if run and token.text == "(" and bracketed(tokens, at):
                    after = at + 3
                    continue
                if token.text not in "–—-&/'’" and not _abbreviates(tokens, at):
                    self._close(run, tokens, found, introduced)
            elif parts and all(part in self._names.vocabulary for part in parts):
                capital = token.capital or token.text[0].isdigit()
                acronym = token.text.isupper() and len(token.text) >= _ACRONYM
                run += [
                    _Piece(part, at, capital, acronym) for part in parts if not run or run[-1].word != part
                ]
            elif parts:
                self._close(run, tokens, found, introduced)
                if parts[0] in self._names.single and len(parts) == 1:
                    self._one(at, tokens, found, introduced)
        self._close(run, tokens, found, introduced)

    def _close(
        self,
        run: list[_Piece],
        tokens: Sequence[Token],
        found: list[FoundNetwork],
        introduced: dict[str, str],
    ) -> None:
        """Look up the names in a run of words that names are made of, the longest first, and empty it."""
        at = 0
        while at < len(run):
            size = self._longest(run, at)
            if size:
                last = run[at + size - 1].index
                key = tuple(each.word for each in run[at : at + size])
                slug_ = self._names.slug_of(key)
                if slug_ is not None and (
                    (size == 2 and self._goes_on(tokens, run[at].index, last + 1))
                    or self._national(tokens, run[at].index)
                ):
                    slug_ = None
                if slug_ is not None:
                    spelt = any(each.capital for each in run[at : at + size])
                    ambiguous = not spelt or key in self._words.ambiguous
                    title = tuple(sorted(key)) in self._names.titles
                    self._add(
                        FoundNetwork(run[at].index, last + 1, slug_, ambiguous=ambiguous, title=title),
                        tokens,
                        found,
                        introduced,
                    )
                at += size
                while at < len(run) and run[at].index == last:
                    at += 1
            else:
                if run[at].word in self._names.single:
                    self._one(run[at].index, tokens, found, introduced)
                at += 1
        run.clear()

    def _national(self, tokens: Sequence[Token], first: int) -> bool:
        """Return whether a country's adjective before a name makes it another's (*Irish Healthy Cities Network*)."""
        before = tokens[first - 1] if first else None
        return (
            before is not None
            and before.kind == "word"
            and before.capital
            and before.folded.endswith(self._words.national)
            and self._words.same.get(before.folded) not in self._words.wide
            and tokens[first].capital
        )

    def _goes_on(self, tokens: Sequence[Token], first: int, after: int) -> bool:
        """Return whether a short name that begins with its head word goes on: it is that of another network."""
        if after >= len(tokens) or tokens[first].folded not in self._heads:
            return False
        return tokens[after].kind == "word" and tokens[after].capital and not tokens[after].text.isupper()

    def _longest(self, run: Sequence[_Piece], at: int) -> int:
        for size in range(min(_LONGEST, len(run) - at), 1, -1):
            window = run[at : at + size]
            if self._names.slug_of(tuple(each.word for each in window)) is None:
                continue
            capitals = sum(each.capital for each in window)
            if capitals >= 2 and 2 * capitals >= size:
                return size
            if size >= 3 and any(each.acronym for each in window):
                return size
            if not any(each.word in self._words.heads for each in window):
                continue
            spelt = any(each.capital and each.index > 0 for each in window)
            if size >= (_CORE if spelt else _SPELT):
                return size
        return 0

    def _one(
        self, index: int, tokens: Sequence[Token], found: list[FoundNetwork], introduced: dict[str, str]
    ) -> None:
        """Add a name of one word, where it is written as such a name is."""
        token = tokens[index]
        word = self._words.parts(token.folded)[0]
        if found and index < found[-1].after:
            return
        forms = self._names.forms.get(word, set())
        written = token.text[:-2] if token.folded.endswith("'s") else token.text
        if written in forms or (written.isupper() and len(written) > 1):
            right = True
        else:
            right = len(written) >= _TITLED and written[0].isupper() and word not in self._words.cues
        if right:
            ambiguous = (word,) in self._words.ambiguous
            self._add(
                FoundNetwork(index, index + 1, self._names.single[word], ambiguous=ambiguous),
                tokens,
                found,
                introduced,
            )

    def _add(
        self,
        name: FoundNetwork,
        tokens: Sequence[Token],
        found: list[FoundNetwork],
        introduced: dict[str, str],
    ) -> None:
        """Add a name, with the acronym in brackets after it."""
        after = name.after
        if bracketed(tokens, after):
            acronym = tokens[after + 1]
            if name.after - name.first > 1 or self._names.single.get(acronym.folded) == name.slug:
                introduced.setdefault(acronym.folded, name.slug)
                name = FoundNetwork(name.first, after + 3, name.slug, ambiguous=False)
        else:
            name = self._section(tokens, name, introduced)
        if found and found[-1].slug == name.slug and self._spells(tokens, found[-1], name):
            before = found.pop()
            name = FoundNetwork(before.first, name.after + 1, name.slug)
        found.append(name)

    def _section(
        self, tokens: Sequence[Token], name: FoundNetwork, introduced: dict[str, str]
    ) -> FoundNetwork:
        """Return a name, or that of its section where a region and an acronym of its own follow."""
        at = name.after
        words: set[str] = set()
        while at < len(tokens) and at - name.after < _REGION and tokens[at].kind == "word":
            words.add(tokens[at].folded)
            at += 1
        if words.isdisjoint(self._words.wide) or not bracketed(tokens, at):
            return name
        acronym = tokens[at + 1]
        if not acronym.text.replace("-", "").isupper() or self._names.single.get(acronym.folded) == name.slug:
            return name
        slug_ = self._names.single.get(acronym.folded) or slug(acronym.text)
        introduced.setdefault(acronym.folded, slug_)
        return FoundNetwork(name.first, at + 3, slug_)

    @staticmethod
    def _spells(tokens: Sequence[Token], acronym: FoundNetwork, name: FoundNetwork) -> bool:
        """Return whether a name stands in brackets after its acronym."""
        return (
            name.first == acronym.after + 1
            and tokens[acronym.after].text == "("
            and name.after < len(tokens)
            and tokens[name.after].text == ")"
        )


def _abbreviates(tokens: Sequence[Token], at: int) -> bool:
    """Return whether a full stop only ends a letter that stands for a word (*U.S. Conference of Mayors*)."""
    letter = tokens[at - 1] if at else None
    return (
        letter is not None
        and tokens[at].text == "."
        and len(letter.text) == 1
        and letter.capital
        and letter.end == tokens[at].start
    )
