"""Partnerships between cities."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from typing import Final

from citygraph.loaders.extraction.analysis import Party
from citygraph.loaders.extraction.drafts import Draft
from citygraph.loaders.extraction.languages import chain, lexicon
from citygraph.loaders.extraction.patterns import Expression, Match, Symbols, compile_pattern
from citygraph.loaders.extraction.records import record

from .drawing import Reading, date_of, draft, gathering_of, network_of, parties_of
from .enumerating import enumerated
from .hub import Hub
from .modality import STAGES, Modality
from .pairing import pairings
from .rolls import rows_of_rolls
from .unlikely import is_contained, is_domestic

__all__ = ["partnership_drafts", "stage_of"]

_SPOKEN_OF: Final = "the other city spoken of"
_INFERRED: Final = 0.8
_IMPLIED: Final = {"suspended": "ended", "ended": "ended", "exploring": "planned"}
_TWO: Final = 2
_MANY: Final = 3
"""So many cities in one row are rather each tied to the article's own city than to one another."""
_TWINS: Final = frozenset(("sister-city", "friendship"))
_ORDER: Final = ("suspended", "ended", "renewed", "exploring")


def partnership_drafts(reading: Reading) -> Iterator[Draft]:
    """Yield the partnerships that an article states.

    Slots of the rules: ``a`` and ``b`` (each of one with each of the other), ``all`` (each with each), ``both``
    (as ``all``, never fewer than two), ``since``, ``within``. Where one side is missing, the article's own city
    stands in for it: for ``a`` where there is only ``b``, and beside ``all`` where that is one city.
    """
    paired = pairings(reading)
    yield from paired.drafts
    read = [
        _Told.of(reading, *each)
        for each in reading.matches("partnership")
        if each[0].sentence.index not in paired.sentences
    ]
    hub = Hub(reading.discourse.topic, (pair for each in read for pair in each.pairs))
    told = [(each.symbols.sentence.index, draft) for each in read for draft in _drafts(reading, each, hub)]
    yield from _by_word_first(told)
    yield from _on_rolls(reading, [*paired.drafts, *(draft for _, draft in told)])


def _on_rolls(reading: Reading, drawn: Sequence[Draft]) -> Iterator[Draft]:
    """Yield the ties of who is on a roll, but for those cities that a rule ties to somebody already."""
    language = reading.analysis.language
    tied = {frozenset(_partners(each)) for each in drawn}
    taken = {
        (sentence.index, body)
        for each in drawn
        for start, _ in each.evidence
        if (sentence := reading.analysis.layout.sentence_at(start)) is not None
        for body in _partners(each)
    }
    topic = reading.discourse.topic
    for row in rows_of_rolls(reading, {number for number, body in taken if topic and body == topic.body}):
        for party in row.parties:
            pair = frozenset((row.owner.body, party.body))
            if pair in tied or (row.symbols.sentence.index, party.body) in taken:
                continue
            tied.add(pair)
            stage, modality = stage_of(reading, row.symbols, row.first, row.last, row.modality)
            yield row.draft(party, language, stage, modality)


@record(frozen=True, slots=True)
class _Told:
    """Which cities a match ties.

    Attributes:
        symbols: The sentence.
        match: The match.
        modality: How it is stated.
        left: Cities of one side.
        right: Cities of the other.
        everyone: Cities that are tied each with each.
    """

    symbols: Symbols
    match: Match
    modality: Modality
    left: Sequence[Party]
    right: Sequence[Party]
    everyone: Sequence[Party]

    @classmethod
    def of(cls, reading: Reading, symbols: Symbols, match: Match, modality: Modality) -> _Told:
        """Return what a match of the rules ties."""
        left = _cities(reading, parties_of(match.slots.get("a")))
        right = _cities(reading, _row(reading, symbols, match))
        everyone = _cities(reading, parties_of(match.slots.get("all") or match.slots.get("both")))
        return cls(symbols, match, modality, left, right, everyone)

    @property
    def pairs(self) -> Iterator[tuple[Party, Party]]:
        """The cities that it ties by their names."""
        for one in self.left:
            for other in self.right:
                if one.body != other.body and not (one.again or other.again):
                    yield one, other
        if len(self.everyone) == _TWO and not any(each.again for each in self.everyone):
            yield self.everyone[0], self.everyone[1]


def _by_word_first(told: Sequence[tuple[int, Draft]]) -> Iterator[Draft]:
    """Yield the drafts of sentences, without the ties to the article's own city of who is tied to another there.

    *Lyon has been a twin of Toyama* ties Lyon to Toyama, and not to whatever the article is about.
    """
    tied: dict[tuple[int, str], set[str]] = {}
    for number, each in told:
        if not _is_implied(each):
            for body in _partners(each):
                tied.setdefault((number, body), set()).update(_partners(each))
    for number, each in told:
        ends = _partners(each)
        if not _is_implied(each) or all(tied.get((number, body), set()) <= set(ends) for body in ends[1:]):
            yield each


def _is_implied(draft: Draft) -> bool:
    return any(reason.startswith(_SPOKEN_OF) for reason in draft.because)


def _partners(draft: Draft) -> list[str]:
    partners = draft.values["partners"]
    return list(map(str, partners)) if isinstance(partners, list) else []  # pyright: ignore[reportUnknownArgumentType]


def _drafts(reading: Reading, told: _Told, hub: Hub) -> Iterator[Draft]:
    symbols, match, modality = told.symbols, told.match, told.modality
    left: Sequence[Party] = told.left
    right: Sequence[Party] = told.right
    everyone: Sequence[Party] = told.everyone
    because: list[str] = []
    confidence = 1.0
    if "both" in match.slots and len(everyone) < _TWO:
        return
    if _around_hub(hub, match, everyone):
        left, everyone = everyone, ()
    if not (left and right) and len(everyone) < _TWO:
        others = left or right or everyone
        side = _other_side(reading, match, others, hub)
        if side is None:
            return
        left, right, everyone = (side,), others, ()
        confidence = _INFERRED
        because.append(f"{_SPOKEN_OF}: {side.body}")
    elif "all" in match.slots and any(party.again for party in everyone):
        confidence = _INFERRED
    groups = [everyone] if everyone else [(one, other) for one in left for other in right]
    stage, modality = _stage(reading, symbols, match, modality)
    values: dict[str, object] = {"stage": stage} if stage else {}
    since = date_of(match.slots.get("since"))
    if since is not None and "/" not in since.edtf:
        values["since"] = since.edtf
    within = gathering_of(match.slots.get("within"))
    network = network_of(match.slots.get("within"))
    if within is not None or network is not None:
        values["within"] = within.name if within is not None else network.slug if network is not None else ""
    for group in groups:
        bodies = list(dict.fromkeys(party.body for party in group))
        if len(bodies) == _TWO and (
            is_contained(group[0], group[-1])
            or (because and is_domestic(bodies[0], bodies[1], reading.analysis.language))
        ):
            continue
        if len(bodies) > 1:
            yield draft(
                "partnership", {"partners": bodies, **values}, match, modality,
                confidence=confidence, because=because,
            )  # fmt: skip


def _row(reading: Reading, symbols: Symbols, match: Match) -> list[Party]:
    """Return the parties of slot ``b``; of twins with all that stand in one row with them at the match's end."""
    chunk = match.slots.get("b")
    parties = parties_of(chunk)
    if chunk is not None and match.span[1] == chunk.end and match.rule.set.get("form") in _TWINS:
        for following in enumerated(symbols, chunk, reading.analysis.language):
            parties += [each for each in parties_of(following) if not each.person]
    return parties


def _around_hub(hub: Hub, match: Match, everyone: Sequence[Party]) -> bool:
    """Return whether a row of twins are those of the article's own city: *A, B and C keep their status as twins*."""
    bodies = {party.body for party in everyone}
    return (
        len(bodies) >= _MANY
        and hub.city is not None
        and hub.city.body not in bodies
        and match.rule.set.get("form") in _TWINS
        and not any(party.again for party in everyone)
    )


def _other_side(reading: Reading, match: Match, others: Sequence[Party], hub: Hub) -> Party | None:
    """Return who a tie with some cities is with: the hub, or the last other city where a rule says so."""
    city = hub.beside(others)
    bodies = {party.body for party in others}
    if not bodies or city is None:
        return None
    if city.body not in bodies:
        return city
    if match.rule.scope != "other":
        return None
    before = reading.discourse.recent(match.span[0], 3)
    return next((each for each in before if each.body not in bodies), None)


def _cities(reading: Reading, parties: Sequence[Party]) -> list[Party]:
    """Return the parties that are local governments, but for the one that only says where the article was written."""
    dateline = reading.analysis.dateline
    written_in = dateline.span if dateline is not None else None
    return [party for party in parties if party.place is not None and party.place.span != written_in]


def _stage(
    reading: Reading, symbols: Symbols, match: Match, modality: Modality
) -> tuple[str | None, Modality]:
    """Return how far a tie has come, unless the rule says it, and how it is stated then."""
    if "stage" in match.rule.set:
        return None, modality
    stage, modality = stage_of(reading, symbols, match.first, match.last, modality)
    return stage or STAGES.get(modality.value), modality


def stage_of(
    reading: Reading, symbols: Symbols, first: int, last: int, modality: Modality
) -> tuple[str | None, Modality]:
    """Return how far a tie has come by the words of its clause, None where they do not say, and how it is stated.

    Args:
        reading: The article.
        symbols: The sentence.
        first: Index of the first symbol that speaks of the tie.
        last: Index of the last one.
        modality: How it is stated by other words.
    """
    if modality.value != "denied":
        words = _stage_words(reading.analysis.language)
        start = max(symbols.text.rfind("; ", 0, symbols.starts[first]), 0)
        stop = symbols.text.find("; ", symbols.starts[last])
        stop = len(symbols.text) if stop < 0 else stop
        for stage in _ORDER:
            if any(
                each.may_match(symbols) and each.regex.search(symbols.text, start, stop)
                for each in words.get(stage, ())
            ):
                stated = _IMPLIED.get(stage)
                return stage, Modality(stated, modality.word) if stated else modality
    return None, modality


@cache
def _stage_words(language: str) -> Mapping[str, tuple[Expression, ...]]:
    words: dict[str, tuple[Expression, ...]] = {}
    for tag in chain(language):
        for stage, rows in lexicon(tag, "partnership").get("stages", {}).items():
            compiled = tuple(compile_pattern(row, {}, f"{tag}.partnership.stages") for row in rows)
            words[stage] = (*words.get(stage, ()), *compiled)
    return words
