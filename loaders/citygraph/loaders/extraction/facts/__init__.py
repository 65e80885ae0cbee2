"""Drawing facts from what an article mentions."""

from .answers import answered
from .drawing import Reading
from .membership import membership_drafts
from .pairing import PAIRS
from .participation import participation_drafts
from .partnership import partnership_drafts
from .rolls import ROLLS
from .timing import timed
from .unlikely import is_contained, is_domestic

__all__ = [
    "PAIRS",
    "ROLLS",
    "Reading",
    "answered",
    "is_contained",
    "is_domestic",
    "membership_drafts",
    "participation_drafts",
    "partnership_drafts",
    "timed",
]
