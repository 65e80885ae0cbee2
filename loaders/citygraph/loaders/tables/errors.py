"""Why a table, its description, or its corrections cannot be used."""

from __future__ import annotations

from citygraph.loaders.facts import DocumentRefused

__all__ = ["DescriptionRefused", "TableRefused"]


class TableRefused(DocumentRefused):
    """A table, or the list of corrections to it, cannot be used; it carries everything that is wrong with it."""

    code = "table-refused"


class DescriptionRefused(DocumentRefused):
    """The description of a table cannot be used; it carries everything that is wrong with it."""

    code = "table-description-refused"
