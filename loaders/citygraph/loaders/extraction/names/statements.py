"""What a sentence states of an office: who holds it, in what body, and whether it is past or still to come."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from citygraph.loaders.extraction.layout import Token

from .bodies import Body
from .candidates import PersonCandidate
from .holders import Holder
from .office_words import OfficeWords
from .person_names import Name
from .titles import Title

__all__ = ["Statements"]


class Statements:
    """Makes persons of the titles and the names of one sentence.

    Args:
        tokens: The sentence's tokens.
        text: The article's text.
        words: The words of its language.
    """

    def __init__(self, tokens: Sequence[Token], text: str, words: OfficeWords) -> None:
        self._tokens = tokens
        self._text = text
        self._words = words

    def office(self, title: Title, holder: Holder, body: Body | None, last: str | None) -> PersonCandidate:
        """Return the person who holds an office.

        Args:
            title: The title.
            holder: Who holds it.
            body: The body that it is held in.
            last: The title of a mayor read last, for a counterpart.
        """
        tokens, name = self._tokens, holder.name
        first, after = title.title
        while first + 1 < after and self._past(first):
            first += 1
        written = " ".join(self._text[tokens[first].start : tokens[after - 1].end].split())
        if title.spoken is not None:
            owned = [at for at in range(first + 1, after) if tokens[at].text[-2:] in {"'s", "’s"}]
            said = tokens[owned[-1] + 1 if owned else first + 1 : after]
            about = " ".join(each.text for each in said if each.folded != "the")
            of = " " if self._words.direct else " of the "
            written = f"{title.spoken}{of}{about}" if about else title.spoken
        gap = {each.folded for each in tokens[holder.gap[0] : holder.gap[1]]}
        if title.kind == "counterpart":
            written = last or written
        elected = not gap.isdisjoint(self._words.elected)
        start = tokens[title.first].start
        end = tokens[title.after - 1].end
        inside = tokens[0].start <= name.start < tokens[-1].end
        near = inside and holder.rule in {"title-name", "name-title"}
        return PersonCandidate(
            start=min(start, name.start) if near else start,
            end=max(end, name.end) if near else end,
            name=" ".join(self._text[name.start : name.end].split()),
            name_span=(name.start, name.end),
            title=written,
            kind=self._kind(title, body),
            body=body,
            ended=title.ended
            or self._preceded(name)
            or not gap.isdisjoint(self._words.closing)
            or (not elected and not gap.isdisjoint(self._words.ended)),
            planned=title.planned or self._planned(gap, title),
            evidence=(min(start, name.start), max(end, name.end)) if inside else (start, end),
            rule=holder.rule,
        )

    def former(self, holder: PersonCandidate, name: Name) -> PersonCandidate:
        """Return the former holder of an office."""
        span = (name.start, name.end)
        return replace(
            holder,
            start=name.start,
            end=name.end,
            name=" ".join(self._text[name.start : name.end].split()),
            name_span=span,
            ended=True,
            planned=False,
            evidence=(min(holder.evidence[0], name.start), max(holder.evidence[1], name.end)),
            rule="name-replaced",
        )

    def _preceded(self, name: Name) -> bool:
        """Return whether somebody is said to have held the office before (``her predecessor, NAME``)."""
        before = self._tokens[max(0, name.first - 3) : name.first]
        return any(each.folded in self._words.predecessor for each in before)

    def _kind(self, title: Title, body: Body | None) -> str:
        """Return what a title says of its body: a department's head without a body is the city's own."""
        if title.kind != "open" or (body is not None and not body.near):
            return title.kind
        words = self._words
        inside = self._tokens[title.title[0] : title.title[1]]
        if inside[0].folded in words.national:
            return title.kind
        if any(
            each.folded in words.departments or (each.folded in words.own and not each.capital)
            for each in inside
        ):
            return "local"
        if words.presides(inside):
            return "presiding"
        return "local" if self._municipal(inside) else "open"

    def _municipal(self, title: Sequence[Token]) -> bool:
        """Return whether a title is one that every city has: an officer of a field, a head of "the department"."""
        words = self._words
        if len(title) > 2 and title[-1].folded in words.own and title[-2].folded == "the":
            return True
        fields = (
            words.is_domain(each.folded) and words.modifiers.at((each,), 0) is None for each in title[:-1]
        )
        return title[-1].folded in words.municipal and any(fields)

    def _past(self, index: int) -> bool:
        """Return whether a title's word says that it is past, and is no part of it."""
        found = self._words.modifiers.at(self._tokens, index)
        return found is not None and found[1] == "ended"

    def _planned(self, gap: set[str], title: Title) -> bool:
        """Return whether the office is still to come: "is to become", not "will stand beside him as"."""
        becoming = title.spoken is not None or not gap.isdisjoint(self._words.becoming)
        return becoming and not gap.isdisjoint(self._words.planned)
