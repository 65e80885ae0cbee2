"""Names that no list of words tells: a sequence model over the tokens of a sentence."""

from .tagger import KINDS, NameTagger, TaggedName, Tagger, tagged_layout

__all__ = ["KINDS", "NameTagger", "TaggedName", "Tagger", "tagged_layout"]
