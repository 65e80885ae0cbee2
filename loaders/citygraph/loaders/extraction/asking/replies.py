"""What a model answers: the text of a chat completion, and the facts in it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from citygraph.loaders.facts.strict_json import read_json
from citygraph.loaders.facts.syntax import Limits, SyntaxRefused, Value

from .errors import EngineAnswerUnusable, EngineDeclined, excerpt

__all__ = ["NoFacts", "Reply", "facts_in", "reply_of"]

_LIMITS: Final = Limits(depth=12, nodes=100_000)
_OUTER: Final = Limits(depth=20, nodes=400_000)
_THOUGHTS: Final = re.compile(r"\A\s*<(think|thinking|reasoning)>.*?</\1>", re.DOTALL)
_FENCED: Final = re.compile(r"```[ \t]*+(?:json|JSON)?+[ \t]*+\r?\n(.*?)```", re.DOTALL)


class NoFacts(Exception):
    """A model's text holds no JSON with facts.

    Attributes:
        said: How it begins.
    """

    def __init__(self, said: str) -> None:
        super().__init__(said)
        self.said = said


@dataclass(frozen=True, slots=True)
class Reply:
    """What a model answered.

    Attributes:
        text: Its words.
        whole: Whether it came to its end.
    """

    text: str
    whole: bool


def reply_of(body: str, address: str, secret: str | None) -> Reply:
    """Return the model's reply in the body of a chat completion.

    Args:
        body: The body.
        address: Address that was asked.
        secret: The key, which no message may show.

    Raises:
        EngineAnswerUnusable: The body is no chat completion.
        EngineDeclined: The model, or a filter before it, declines.
    """
    try:
        tree = read_json(body, _OUTER).value
    except SyntaxRefused as refused:
        raise EngineAnswerUnusable(
            address, f"answers with no JSON ({refused.what}): {excerpt(body, secret)}"
        ) from refused
    choices = tree.get("choices") if isinstance(tree, dict) else None
    choice = choices[0] if isinstance(choices, list) and choices else None
    message = choice.get("message") if isinstance(choice, dict) else None
    if not isinstance(choice, dict) or not isinstance(message, dict):
        raise EngineAnswerUnusable(address, f"answers with no chat completion: {excerpt(body, secret)}")
    refusal, content, finish = message.get("refusal"), message.get("content"), choice.get("finish_reason")
    if isinstance(refusal, str) and refusal.strip():
        raise EngineDeclined(address, excerpt(refusal, secret))
    if finish == "content_filter":
        raise EngineDeclined(address, "a filter of the server stopped the answer")
    if isinstance(content, list):
        content = "".join(_texts(content))
    if not isinstance(content, str):
        if finish != "length":
            raise EngineAnswerUnusable(address, "answers with a message that has no text")
        content = ""
    if secret and secret in content:
        raise EngineAnswerUnusable(address, "repeats the key in its answer")
    return Reply(content, finish != "length")


def facts_in(text: str) -> list[Value]:
    """Return the facts in a model's text: JSON alone, in a fenced block, or among other words.

    Raises:
        NoFacts: There is none.

    >>> facts_in('Here they are:\\n```json\\n{"facts": []}\\n```')
    []
    """
    text = _THOUGHTS.sub("", text, count=1).strip()
    for candidate in _candidates(text):
        try:
            tree = read_json(candidate, _LIMITS).value
        except SyntaxRefused:
            continue
        found = tree.get("facts") if isinstance(tree, dict) else tree
        if isinstance(found, list) and (tree is not found or all(isinstance(each, dict) for each in found)):
            return found
    raise NoFacts(text)


def _candidates(text: str) -> Iterator[str]:
    yield text
    blocks = [found[1] for found in _FENCED.finditer(text)]
    yield from reversed(blocks[-3:])
    for first, last in ("{}", "[]"):
        start, end = text.find(first), text.rfind(last)
        if 0 <= start < end:
            yield text[start : end + 1]


def _texts(content: list[Value]) -> Iterator[str]:
    """Yield the texts of a message that comes in pieces."""
    for each in content:
        piece = each.get("text") if isinstance(each, dict) else None
        if isinstance(piece, str):
            yield piece
