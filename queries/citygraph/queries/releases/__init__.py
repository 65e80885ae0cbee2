"""Dated releases of the whole graph: every format, checksums, metadata, and what changed since the one before."""

from .errors import ReleaseDamaged, ReleaseExists
from .making import Releasable, ReleaseOutcome, make_release
from .shelf import Release, ReleaseFile, releases
from .summary import Changes, KindChanges

__all__ = [
    "Changes",
    "KindChanges",
    "Releasable",
    "Release",
    "ReleaseDamaged",
    "ReleaseExists",
    "ReleaseFile",
    "ReleaseOutcome",
    "make_release",
    "releases",
]
