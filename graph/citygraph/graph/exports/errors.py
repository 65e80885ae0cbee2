"""What can keep a graph from being written in a format."""

from __future__ import annotations

from citygraph.ontology import CityGraphError

__all__ = ["NotExpressible"]


class NotExpressible(CityGraphError):
    """The format has no way to write something that the graph holds.

    Attributes:
        form: Name of the format.
    """

    code = "not-expressible"

    def __init__(self, form: str, what: str) -> None:
        super().__init__(f"{form} cannot express {what}", hint="export as trig or turtle")
        self.form = form
