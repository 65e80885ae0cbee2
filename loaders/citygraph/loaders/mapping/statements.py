"""What every fact states whatever its kind: source, modality, review, dates and evidence."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from enum import StrEnum

from citygraph.loaders.facts import (
    Bound,
    Fact,
    FactDocument,
    Modality,
    Offsets,
    Period,
    Precision,
    Quote,
    ResolvedEvidence,
    Review,
    Stage,
)
from citygraph.ontology import CG, DCTERMS, OA, PROV, RDFS, SCHEMA, Identifiers, Place

from .scope import Scope
from .triples import Triples, decimal, integer

__all__ = ["Stating", "individual"]

_INDIVIDUALS: dict[type[StrEnum], dict[str, str]] = {
    Modality: {"asserted": "Asserted", "planned": "Planned", "denied": "Denied", "ended": "Ended"},
    Stage: {
        "exploring": "Exploring",
        "agreed": "Agreed",
        "renewed": "Renewed",
        "suspended": "Suspended",
        "ended": "StageEnded",
    },
    Review: {"draft": "Draft", "accepted": "Accepted", "rejected": "Rejected"},
    Precision: {"day": "Day", "month": "Month", "year": "Year"},
    Bound: {"at-least": "AtLeast", "at-most": "AtMost"},
}


def individual(value: StrEnum) -> str:
    """Return the IRI of the ontology's individual for a value of one of the closed lists.

    >>> individual(Stage.ENDED)
    'https://w3id.org/citygraph/ontology#StageEnded'
    """
    return CG + _INDIVIDUALS[type(value)][value]


class Stating:
    """States the common parts of one document's facts.

    Args:
        document: The document.
        scope: Knows its names.
        identifiers: Mints the IRIs.
        out: Where the triples go.
        source: IRI of what the facts come from; that of the document's article when left out.
    """

    def __init__(
        self,
        document: FactDocument,
        scope: Scope,
        identifiers: Identifiers,
        out: Triples,
        *,
        source: str | None = None,
    ) -> None:
        self._document = document
        self._scope = scope
        self._out = out
        self._article = source or identifiers.article(document.article.id)
        self._activity: str | None = None
        if made_by := document.article.made_by:
            name = " ".join(part for part in (made_by.engine, made_by.version, made_by.model) if part)
            self._activity = identifiers.activity(name)
            out.type(self._activity, PROV + "Activity")
            out.text(self._activity, RDFS + "label", name)

    def fact(
        self, subject: str, fact: Fact, place: Place, *, evidence: Sequence[str] | None = None
    ) -> Sequence[str]:
        """State the common parts of a fact; return the IRIs of its evidence.

        Args:
            subject: The fact's IRI.
            fact: The fact.
            place: Where it stands.
            evidence: IRIs of evidence that somebody else describes, in the place of the fact's own passages.
        """
        out = self._out
        out.link(subject, PROV + "wasDerivedFrom", self._article)
        out.link(subject, CG + "modality", individual(fact.modality))
        out.link(subject, CG + "reviewStatus", individual(self._document.review_of(fact)))
        out.text(subject, DCTERMS + "identifier", fact.id)
        if fact.confidence is not None:
            out.add(subject, CG + "confidence", decimal(fact.confidence))
        out.text(subject, CG + "rule", fact.rule)
        out.text(subject, CG + "statedAs", fact.stated_as, self._document.article.language)
        out.text(subject, CG + "resolution", fact.resolution)
        if self._activity is not None:
            out.link(subject, PROV + "wasGeneratedBy", self._activity)
        if fact.said_by is not None and (speaker := self._scope.speaker(fact.said_by, place)):
            out.link(subject, PROV + "wasAttributedTo", speaker)
        self._dates(subject, fact)
        if evidence is None:
            evidence = [self._passage(passage) for passage in fact.evidence]
        for passage in evidence:
            out.link(subject, CG + "evidence", passage)
        return evidence

    def _dates(self, subject: str, fact: Fact) -> None:
        when: Period | None = getattr(fact, "when", None)
        since: Period | None = getattr(fact, "since", None) or when
        until: Period | None = getattr(fact, "until", None) or when
        out = self._out
        if since is not None and since.first is not None and since.start_precision is not None:
            out.date(subject, SCHEMA + "startDate", since.first)
            out.link(subject, CG + "startPrecision", individual(since.start_precision))
            out.flag(subject, CG + "startApproximate", since.start_approximate)
        if until is not None and until.last is not None and until.end_precision is not None:
            out.date(subject, SCHEMA + "endDate", until.last)
            out.link(subject, CG + "endPrecision", individual(until.end_precision))
            out.flag(subject, CG + "endApproximate", until.end_approximate)

    def _passage(self, passage: Offsets | Quote | ResolvedEvidence) -> str:
        out = self._out
        if isinstance(passage, Quote):
            digits = _digits(passage.text)
            evidence = f"{self._article}#quote={digits}"
            self._quoted(evidence, f"{self._article}#exact={digits}", passage.text)
        else:
            span = f"{passage.start},{passage.end}"
            evidence, position = f"{self._article}#char={span}", f"{self._article}#position={span}"
            out.link(evidence, OA + "hasSelector", position)
            out.type(position, OA + "TextPositionSelector")
            out.add(position, OA + "start", integer(passage.start))
            out.add(position, OA + "end", integer(passage.end))
            if isinstance(passage, ResolvedEvidence):
                selector = f"{self._article}#exact={span}"
                self._quoted(evidence, selector, passage.exact)
                out.text(selector, OA + "prefix", passage.prefix or None)
                out.text(selector, OA + "suffix", passage.suffix or None)
        out.type(evidence, OA + "SpecificResource")
        out.link(evidence, OA + "hasSource", self._article)
        return evidence

    def _quoted(self, evidence: str, selector: str, exact: str) -> None:
        self._out.link(evidence, OA + "hasSelector", selector)
        self._out.type(selector, OA + "TextQuoteSelector")
        self._out.text(selector, OA + "exact", exact, self._document.article.language)


def _digits(passage: str) -> str:
    return hashlib.sha256(passage.encode()).hexdigest()[:16]
