"""From score to sentence: the ties that a city's numbers rest on, their facts, and where their sources say so."""

from .explaining import evidence_of
from .result import CityEvidence, Passage, SharedThing, Source, StatedFact, TieEvidence
from .writing import evidence_json, evidence_text

__all__ = [
    "CityEvidence",
    "Passage",
    "SharedThing",
    "Source",
    "StatedFact",
    "TieEvidence",
    "evidence_json",
    "evidence_of",
    "evidence_text",
]
