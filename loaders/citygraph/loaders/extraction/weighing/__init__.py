"""Weighing who stands in which relation to whom, where no single rule decides."""

from .contexts import RELATIONS, Context, contexts
from .deciding import ATTENDING, weighed
from .hosts import HOSTING, hosted, hosting_contexts, with_hosts
from .nameless import COMING, NAMELESS, RECEIVING, nameless_drafts, parts_in, ruled_events, told_nameless
from .setting import Setting
from .subject import SUBJECT, of_subject, tells_of_cooperation
from .weights import Weights, shipped_weights

__all__ = [
    "ATTENDING",
    "COMING",
    "HOSTING",
    "NAMELESS",
    "RECEIVING",
    "RELATIONS",
    "SUBJECT",
    "Context",
    "Setting",
    "Weights",
    "contexts",
    "hosted",
    "hosting_contexts",
    "nameless_drafts",
    "of_subject",
    "parts_in",
    "ruled_events",
    "shipped_weights",
    "tells_of_cooperation",
    "told_nameless",
    "weighed",
    "with_hosts",
]
