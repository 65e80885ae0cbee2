"""How far a computation is."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from typing import Any, Literal

from citygraph.ontology import Texts

__all__ = ["Progress", "State"]

State = Literal["waiting", "running", "done", "cancelled", "failed"]


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a computation is.

    Attributes:
        key: The computation's key.
        state: Whether it runs, or how it ended.
        title: What is computed.
        address: Where a server has the result, or the empty string.
        what: What is done now.
        done: Steps done.
        total: Steps in all; 0 while that is not known.
        began: When it was asked for, in seconds since 1970.
        code: Code of the error that ended it, or the empty string.
        error: What that error says.
    """

    key: str
    state: State
    title: Texts
    address: str
    what: Texts
    done: int = 0
    total: int = 0
    began: float = 0.0
    code: str = ""
    error: str = ""

    def to_json(self) -> str:
        """Return it as JSON."""
        return json.dumps(asdict(self), ensure_ascii=False)

    @classmethod
    def from_json(cls, text: str) -> Progress:
        """Return what JSON says.

        Raises:
            ValueError: It is not what :meth:`to_json` gives.
        """
        said: dict[str, Any] = json.loads(text)
        try:
            title, what = Texts(**said.pop("title")), Texts(**said.pop("what"))
            return cls(title=title, what=what, **said)
        except (KeyError, TypeError) as error:
            raise ValueError("this is no progress") from error
