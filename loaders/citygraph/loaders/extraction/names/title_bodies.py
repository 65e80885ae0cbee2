"""The bodies of titles, where more than the title's own words tells them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from citygraph.loaders.extraction.layout import Token

from .bodies import Bodies, Body
from .holders import Holder
from .office_words import OfficeWords
from .person_names import Name
from .state_offices import StateOffices
from .titles import Title

__all__ = ["TitleBodies"]


class TitleBodies:
    """Tells the bodies of the titles of one sentence.

    Args:
        items: Its titles and names, in order.
        tokens: Its tokens.
        text: The article's text.
        words: The words of its language.
        bodies: What it names that an office may be held in.
    """

    def __init__(
        self,
        items: Sequence[Title | Name],
        tokens: Sequence[Token],
        text: str,
        words: OfficeWords,
        bodies: Bodies,
    ) -> None:
        self._items = items
        self._tokens = tokens
        self._words = words
        self._bodies = bodies
        self._states = StateOffices(tokens, text, words, bodies)

    def of(self, title: Title, holder: Holder, holders: Mapping[int, Holder]) -> Body | None:
        """Return the body of a title, with what its holder's other titles say of it."""
        body = title.body
        if body is None and holder.rule == "title-name":
            body = self._after(holder.name)
        if self._states.has(title):
            return self._states.body(title) if title.body is not None or body is None else body
        first = self._items[holder.chained] if holder.chained is not None else None
        if not isinstance(first, Title):
            return body
        if body is None and holder.rule == "name-title-title" and first.kind == title.kind == "open":
            return first.body
        if body is None and holder.rule == "title-title-name":
            return first.body if first.kind == title.kind else None
        if body is not None and body.organisation is not None:
            return self._city_of(title, holder, holders) or body
        if body is None and holder.rule == "name-title-title" and first.kind != "open":
            network = self._bodies.before(self._tokens[title.first].start)
            return Body(network=network) if network is not None and title.kind == "open" else None
        return body

    def _city_of(self, title: Title, holder: Holder, holders: Mapping[int, Holder]) -> Body | None:
        """Return the city of a holder's other title where the body of this one is a department of a city."""
        if not any(each.folded in self._words.own for each in self._tokens[title.first : title.after]):
            return None
        others = [self._items[index] for index, each in holders.items() if each.name == holder.name]
        return next(
            (
                each.body
                for each in others
                if isinstance(each, Title) and each.body and each.body.place and not each.body.country
            ),
            None,
        )

    def _after(self, name: Name) -> Body | None:
        """Return the body after a name (``Mayor NAME of Austin``)."""
        tokens = self._tokens
        at = name.after
        apposed = at < len(tokens) and tokens[at].text == ","
        at += apposed
        if at + 1 >= len(tokens) or tokens[at].folded not in {"of", "dari", "from", "for"}:
            return None
        found = self._bodies.at(tokens, at, self._words)
        if found is None or (apposed and found[1].organisation is None):
            return None
        if tokens[at].folded == "for" and (found[1].place is None or found[1].country):
            return None
        return found[1]
