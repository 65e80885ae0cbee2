"""Names of networks, bodies and persons in a text, and the offices that persons hold."""

from .networks import NetworkFinder

__all__ = ["NetworkFinder"]
