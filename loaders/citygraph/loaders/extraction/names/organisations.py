"""Bodies named in a text that are neither cities nor city networks: ministries, agencies, universities."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

from citygraph.loaders.extraction.layout import Layout, Sentence, Span, Token
from citygraph.loaders.extraction.mentions import NetworkMention, OrganisationMention, PlaceCandidate
from citygraph.loaders.extraction.records import record

from .bodies import index_at
from .conjunctions import another, initial, listed
from .office_words import office_words
from .organisation_words import OrganisationWords, organisation_words

__all__ = ["OrganisationFinder"]

_LONGEST: Final = 14  # tokens in a name
_PURPOSE: Final = frozenset({"of", "for", "on"})
_CITYS: Final = frozenset({"department", "office", "bureau", "authority", "agency"})


@record(frozen=True, slots=True)
class _Name:
    """A name found in a sentence: its span, the name alone, and its acronym."""

    span: Span
    name: str
    acronym: str | None
    short: bool


class OrganisationFinder:
    """Finds bodies by the head words of their names, by well-known names, and by acronyms."""

    def find(
        self,
        layout: Layout,
        language: str,
        *,
        networks: Sequence[NetworkMention] = (),
        places: Sequence[PlaceCandidate] = (),
    ) -> list[OrganisationMention]:
        """Return the bodies that a text names, in order and without overlap.

        A city's own departments are not among them: the facts take them for the city.

        Args:
            layout: The text.
            language: BCP 47 tag of the article; names are found in every language, whatever it is.
            networks: The networks that it names: no body is read inside one.
            places: What may be places: a body that begins with a city is that city's own.
        """
        words = organisation_words()
        taken = {each.start: each.end for each in networks}
        cities = {each.name_start: each for each in places if not each.country_name}
        named = [(each, self._in(each, layout.text, words, taken, cities)) for each in layout.sentences]
        introduced = {
            name.acronym.casefold() for _, names in named for name in names if name.acronym and not name.short
        }
        found: list[_Name] = []
        for sentence, names in named:
            if introduced and not sentence.furniture:
                names = _with_acronyms(sentence, names, introduced, taken)
            found += names
        return self._named(found, words)

    @staticmethod
    def _named(found: Sequence[_Name], words: OrganisationWords) -> list[OrganisationMention]:
        """Return mentions under the longest form that the article has for each body."""
        longest: dict[str, _Name] = {}
        full: dict[str, _Name] = {}
        for each in found:
            if not each.short:
                full.setdefault(each.name.casefold(), each)
                if each.acronym is not None:
                    longest.setdefault(each.acronym.casefold(), each)
        spelled = {each.name.casefold(): each for each in longest.values()}
        mentions: list[OrganisationMention] = []
        for each in found:
            key = each.name.casefold()
            same = longest.get(key) or full.get(words.short.get(key, ""))
            spelt = spelled.get(key)
            best = same or spelt or each
            text = f"{best.name} ({best.acronym})" if best.acronym and not best.short else best.name
            acronym = best.acronym or (each.name if each.short else None)
            mentions.append(OrganisationMention(*each.span, text, acronym))
        return mentions

    def _in(
        self,
        sentence: Sentence,
        text: str,
        words: OrganisationWords,
        taken: Mapping[int, int],
        cities: Mapping[int, PlaceCandidate],
    ) -> list[_Name]:
        if sentence.furniture:
            return []
        tokens = sentence.tokens
        found: list[_Name] = []
        if words.gate.isdisjoint(sentence.words):
            return found
        own = office_words("id").own
        at = 0
        least = 0
        while at < len(tokens):
            token = tokens[at]
            if token.start in taken:
                end = taken[token.start]
                while at < len(tokens) and tokens[at].start < end:
                    at += 1
                least = at
                continue
            extent = self._extent(tokens, at, least, words, cities)
            if extent is None:
                at += 1
                continue
            first, last = extent
            name = self._name(tokens, first, last, text, words)
            if not own.isdisjoint([each.folded for each in tokens[first:last]]) and any(
                each.start in cities for each in tokens[first + 1 : last]
            ):
                at = least = last
                continue
            after = last + 3 if name.acronym is not None and not name.short else last
            found.append(name)
            at = least = after
        return found

    def _extent(
        self,
        tokens: Sequence[Token],
        at: int,
        least: int,
        words: OrganisationWords,
        cities: Mapping[int, PlaceCandidate],
    ) -> tuple[int, int] | None:
        """Return the tokens of the name whose head or first word stands at a token."""
        token = tokens[at]
        folded = token.folded.removesuffix("'s")
        if folded not in words.any or not (token.capital or folded in words.acronyms):
            return None
        for name in words.names.get(folded, ()):
            if tuple(each.folded for each in tokens[at : at + len(name)]) == name:
                return at, at + len(name)
        for name in words.own.get(folded, ()):
            if tuple(each.folded for each in tokens[at : at + len(name)]) == name:
                return None
        if folded in words.first and self._opens(tokens, at, words):
            last = self._right(tokens, at, words)
            if last - at > 1:
                return self._nationality(tokens, at, least, words), last
        if folded in words.last or folded in words.company:
            first = self._left(tokens, at, least, words)
            after = tokens[at + 1].folded if at + 1 < len(tokens) else ""
            if at - first >= 1 and after not in words.gatherings:
                start = cities.get(tokens[first].start)
                own = start is not None and start.end < token.start and tokens[first].folded not in words.last
                if own and (folded in _CITYS or tokens[at - 1].folded == "people's"):
                    return None
                return first, self._with_purpose(tokens, at, words)
        known = words.acronyms.get(folded)
        if known is not None and (
            token.text.removesuffix("'s").removesuffix("’s") == known or token.text.isupper()
        ):
            seat = cities.get(tokens[at + 1].start) if at + 1 < len(tokens) else None
            if folded in words.seated and seat is not None and seat.level is None:
                return at, index_at(tokens, at + 1, seat.end)
            return at, self._branch(tokens, at, words)
        return None

    @staticmethod
    def _opens(tokens: Sequence[Token], at: int, words: OrganisationWords) -> bool:
        """Return whether a head word begins a name: one that may also end a name needs "of" or "for"."""
        if at + 1 >= len(tokens):
            return False
        after = tokens[at + 1]
        if tokens[at].folded in words.last | words.of:
            if after.folded in words.ranks and at + 2 < len(tokens):
                after = tokens[at + 2]
            return after.folded in _PURPOSE
        return after.capital

    @staticmethod
    def _branch(tokens: Sequence[Token], at: int, words: OrganisationWords) -> int:
        """Return the end of an acronym's name, with an office of it named after it (``JICA Indonesia Office``)."""
        index = at + 1
        while (
            index < len(tokens) and index - at < 5 and tokens[index].kind == "word" and tokens[index].capital
        ):
            if tokens[index].folded in words.last:
                return OrganisationFinder._with_purpose(tokens, index, words)
            index += 1
        return at + 1

    @staticmethod
    def _with_purpose(tokens: Sequence[Token], at: int, words: OrganisationWords) -> int:
        """Return the end of a name whose last word stands at a token, with what it is for (``Institute for ...``)."""
        goes_on = at + 2 < len(tokens) and tokens[at + 1].folded == "for" and tokens[at + 2].capital
        return OrganisationFinder._right(tokens, at, words) if goes_on else at + 1

    @staticmethod
    def _right(tokens: Sequence[Token], at: int, words: OrganisationWords) -> int:
        """Return the end of a name that begins at its head word."""
        last = at + 1
        index = last
        domain = office_words("id").is_domain
        departmental = tokens[at].folded in words.departmental
        while index < len(tokens) and index - at < _LONGEST:
            token = tokens[index]
            if token.folded in words.small:
                if another(tokens, index, words):
                    break
            elif token.kind == "word" and token.capital:
                known = _well_known(tokens, index, words)
                if known:
                    return index + known
                if departmental and not domain(token.folded) and index > at + 1:
                    break
                last = index + 1
            elif token.text != "," or last != index or not listed(tokens, index):
                break
            index += 1
        return last

    @staticmethod
    def _left(tokens: Sequence[Token], at: int, least: int, words: OrganisationWords) -> int:
        """Return the first token of a name that ends with its head word."""
        first = at
        index = at - 1
        while index >= least and at - index < 8:
            token = tokens[index]
            if token.kind == "word" and token.capital and token.folded not in words.before:
                first = index
            elif token.text != "&" and not (token.folded == "and" and initial(tokens, index, at)):
                break
            index -= 1
        return first

    @staticmethod
    def _nationality(tokens: Sequence[Token], at: int, least: int, words: OrganisationWords) -> int:
        """Return where a name begins that carries a nationality before its head word."""
        return at - 1 if at > least and tokens[at - 1].folded in words.nations else at

    @staticmethod
    def _name(tokens: Sequence[Token], first: int, last: int, text: str, words: OrganisationWords) -> _Name:
        start = tokens[first].start
        end = tokens[last - 1].end
        if tokens[last - 1].folded.endswith("'s"):
            end -= 2
        short = last - first == 1
        acronym: str | None = None
        if not short and last + 2 < len(tokens) and tokens[last].text == "(" and tokens[last + 2].text == ")":
            inside = tokens[last + 1].text
            if inside[0].isupper() and len(inside) <= 16:
                acronym = inside
        name = text[start:end]
        return _Name((start, tokens[last + 2].end if acronym else end), name, acronym, short)


def _with_acronyms(
    sentence: Sentence, names: Sequence[_Name], introduced: set[str], taken: Mapping[int, int]
) -> list[_Name]:
    """Return the names of a sentence with those by an acronym that the article introduced."""
    tokens = sentence.tokens
    if introduced.isdisjoint([each.folded.removesuffix("'s") for each in tokens]):
        return list(names)
    found = list(names)
    end = 0
    names_at = {each.span[0]: each.span[1] for each in names} | {
        each.start: taken[each.start] for each in tokens if each.start in taken
    }
    for token in tokens:
        end = max(end, names_at.get(token.start, 0))
        if token.start < end or not token.capital or token.folded.removesuffix("'s") not in introduced:
            continue
        stop = token.end - 2 if token.folded.endswith("'s") else token.end
        found.append(_Name((token.start, stop), token.text[: stop - token.start], None, True))
    return sorted(found, key=lambda each: each.span)


def _well_known(tokens: Sequence[Token], at: int, words: OrganisationWords) -> int:
    """Return how many tokens a well-known body's name or acronym has that stands at a token, or none."""
    folded = tokens[at].folded
    for name in words.names.get(folded, ()):
        if tuple(each.folded for each in tokens[at : at + len(name)]) == name:
            return len(name)
    return int(tokens[at].text == words.acronyms.get(folded))
