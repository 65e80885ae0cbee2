"""Weighing who stands in which relation to whom, where no single rule decides."""

from .contexts import RELATIONS, Context, contexts
from .deciding import weighed
from .setting import Setting
from .weights import Weights, shipped_weights

__all__ = ["RELATIONS", "Context", "Setting", "Weights", "contexts", "shipped_weights", "weighed"]
