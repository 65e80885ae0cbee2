"""Weighing who stands in which relation to whom, where no single rule decides."""

from .contexts import RELATIONS, Context, contexts
from .deciding import weighed
from .hosts import HOSTING, hosted, hosting_contexts, with_hosts
from .setting import Setting
from .weights import Weights, shipped_weights

__all__ = [
    "HOSTING",
    "RELATIONS",
    "Context",
    "Setting",
    "Weights",
    "contexts",
    "hosted",
    "hosting_contexts",
    "shipped_weights",
    "weighed",
    "with_hosts",
]
