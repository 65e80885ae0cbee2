"""Many articles at once: several processes, documents in a folder, a record of what was done."""

from .batch import Batch, NoArticles, Options, default_jobs
from .drafting import Format
from .explanations import Explanation, FactExplained, Mentioned, Stated
from .queue import QUEUE
from .results import Change, Drafted, NotRead, OpenName, Result

__all__ = [
    "QUEUE",
    "Batch",
    "Change",
    "Drafted",
    "Explanation",
    "FactExplained",
    "Format",
    "Mentioned",
    "NoArticles",
    "NotRead",
    "OpenName",
    "Options",
    "Result",
    "Stated",
    "default_jobs",
]
