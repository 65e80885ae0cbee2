"""A state of the store that is being served, and what is known of it without asking."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any

__all__ = ["Generation"]


@dataclass(frozen=True, slots=True)
class Generation:
    """One state of the store.

    Attributes:
        number: Counted from 1, since the readers were started.
        digest: Digest of the dataset, the same for the same content.
        documents: How many source documents it holds.
        facts: How many facts they state.
        triples: How many triples the default graph has.
        modified: When the content last changed, as an ISO 8601 time, or None where the store does not know.
        notices: What opening the store found that is no damage.
        in_memory: Whether it is held in memory, or read from a copy on disk.
        memory: Bytes of memory of the process that holds it, which workers share until they use it.
    """

    number: int
    digest: str
    documents: int
    facts: int
    triples: int
    modified: str | None = None
    notices: tuple[str, ...] = ()
    in_memory: bool = True
    memory: int = 0

    def to_json(self) -> dict[str, Any]:
        """Return it as plain data."""
        return asdict(self)

    @classmethod
    def from_json(cls, content: dict[str, Any]) -> Generation:
        """Return what :meth:`to_json` gave."""
        notices = tuple(str(each) for each in content.pop("notices"))
        return cls(**content, notices=notices)
