"""Weighing who stands in which relation to whom, where no single rule decides."""

from .contexts import RELATIONS, Context, contexts
from .deciding import weighed
from .hosts import HOSTING, hosted, hosting_contexts, with_hosts
from .setting import Setting
from .subject import SUBJECT, of_subject, tells_of_cooperation
from .weights import Weights, shipped_weights

__all__ = [
    "HOSTING",
    "RELATIONS",
    "SUBJECT",
    "Context",
    "Setting",
    "Weights",
    "contexts",
    "hosted",
    "hosting_contexts",
    "of_subject",
    "shipped_weights",
    "tells_of_cooperation",
    "weighed",
    "with_hosts",
]
