"""The weights of a sequence model, read from the file that crfsuite writes."""

from __future__ import annotations

import struct
from collections.abc import Iterator, Mapping
from typing import Final, cast

import numpy as np
from citygraph.loaders.extraction.records import record
from numpy.typing import NDArray

__all__ = ["Rows", "SequenceWeights"]

Rows = NDArray[np.float64]
"""A row of numbers for each of something: one for each label."""

_HEADER: Final = struct.Struct("<4sI4sIIIIIIIII")
_SECTION: Final = struct.Struct("<4sII")
_FEATURE: Final = np.dtype([("kind", "<i4"), ("source", "<i4"), ("target", "<i4"), ("weight", "<f8")])
_OF_TOKEN: Final = 0
_NAMES: Final = struct.Struct("<4sIIIII")
_NAME: Final = struct.Struct("<II")


@record(frozen=True, slots=True)
class SequenceWeights:
    """What a model has learnt.

    Attributes:
        labels: The labels, in the order of the weights.
        attributes: Index of each feature of a token among the rows of ``emissions``.
        emissions: Weight of each label for each feature of a token.
        transitions: Weight of each label (column) behind each label (row).
    """

    labels: tuple[str, ...]
    attributes: Mapping[str, int]
    emissions: Rows
    transitions: Rows

    @property
    def nothing(self) -> int:
        """Index of the label of tokens that belong to no name."""
        return self.labels.index("O")

    @property
    def naming(self) -> list[int]:
        """Indices of the other labels."""
        return [at for at, label in enumerate(self.labels) if label != "O"]

    @classmethod
    def read(cls, model: bytes) -> SequenceWeights:
        """Return the weights of a model file."""
        features, labels, attributes = _HEADER.unpack_from(model)[7:10]
        _, _, count = _SECTION.unpack_from(model, features)
        learnt = np.frombuffer(model, _FEATURE, count, features + _SECTION.size)
        names, tokens = dict(_names(model, labels)), dict(_names(model, attributes))
        of_token = learnt[learnt["kind"] == _OF_TOKEN]
        of_step = learnt[learnt["kind"] != _OF_TOKEN]
        emissions = np.zeros((len(tokens), len(names)))
        emissions[of_token["source"], of_token["target"]] = of_token["weight"]
        transitions = np.zeros((len(names), len(names)))
        transitions[of_step["source"], of_step["target"]] = of_step["weight"]
        return cls(tuple(sorted(names, key=names.__getitem__)), tokens, emissions, transitions)


def _names(model: bytes, start: int) -> Iterator[tuple[str, int]]:
    """Yield the names of a section of the file, each with its number."""
    _, _, _, _, count, table = _NAMES.unpack_from(model, start)
    for offset in cast("list[int]", np.frombuffer(model, "<u4", count, start + table).tolist()):
        if offset:
            number, length = _NAME.unpack_from(model, start + offset)
            first = start + offset + _NAME.size
            yield model[first : first + length - 1].decode(), number
