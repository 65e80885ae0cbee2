"""Words in the two languages that citygraph speaks, under the name that the queries know them by."""

from citygraph.ontology import Texts

__all__ = ["Texts"]
