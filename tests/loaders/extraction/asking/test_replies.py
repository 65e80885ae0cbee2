"""What models and their servers answer."""

from __future__ import annotations

import json
import time
from typing import Any

import pytest
from citygraph.loaders.extraction.asking import EngineAnswerUnusable, EngineDeclined
from citygraph.loaders.extraction.asking.replies import NoFacts, facts_in, reply_of

FACTS = '{"facts": [{"kind": "event"}]}'


def reply(body: Any) -> tuple[str, bool]:
    """Return text and wholeness of a reply."""
    read = reply_of(body if isinstance(body, str) else json.dumps(body), "http://a", "secret-key")
    return read.text, read.whole


def choice(finish: str | None = "stop", **message: object) -> dict[str, object]:
    """Return a chat completion."""
    return {"choices": [{"message": message, "finish_reason": finish}]}


def test_replies() -> None:
    assert reply(choice(content="yes")) == ("yes", True)
    assert reply(choice(None, content="yes")) == ("yes", True)
    assert reply(choice("length", content="ye")) == ("ye", False)
    assert reply(choice("length", content=None)) == ("", False)
    assert reply(choice(content=[{"type": "text", "text": "y"}, 3, {"text": "es"}])) == ("yes", True)
    assert reply(choice(content="yes", refusal=None, reasoning_content="so")) == ("yes", True)


@pytest.mark.parametrize(
    "body",
    [
        "", "<html>Bad gateway</html>", "[]", "{}", '{"choices": []}', '{"choices": [1]}', '{"choices": [{}]}',
        '{"choices": [{"message": {}}]}', '{"choices": [{"message": {"content": 5}}]}', "[" * 100_000, "NaN",
    ],
)  # fmt: skip
def test_bodies_that_are_no_reply(body: str) -> None:
    with pytest.raises(EngineAnswerUnusable, match="answers with") as raised:
        reply(body)
    assert len(str(raised.value)) < 600


@pytest.mark.parametrize(
    ("body", "says"),
    [
        (choice(content=None, refusal="I cannot\x1b[0m do that"), "I cannot"),
        (choice("content_filter", content=""), "filter"),
    ],
)
def test_refusals(body: object, says: str) -> None:
    with pytest.raises(EngineDeclined, match=says) as raised:
        reply(body)
    assert "\x1b" not in str(raised.value)


def test_the_key_comes_into_no_message() -> None:
    with pytest.raises(EngineAnswerUnusable) as raised:
        reply("no JSON but secret-key")
    assert "secret-key" not in str(raised.value)
    with pytest.raises(EngineAnswerUnusable, match="repeats the key"):
        reply(choice(content="it is secret-key"))


@pytest.mark.parametrize(
    "text",
    [
        FACTS,
        f"  {FACTS}\n",
        f"```json\n{FACTS}\n```",
        f"```\n{FACTS}```",
        f"First I thought:\n```json\n{{}}\n```\nbut then\n```json\n{FACTS}\n```\nThat is all.",
        f"Here you are: {FACTS} as you asked.",
        f'<think>{{"facts": []}} or not?</think>\n{FACTS}',
        '[{"kind": "event"}]',
    ],
)
def test_facts(text: str) -> None:
    assert facts_in(text) == [{"kind": "event"}]


@pytest.mark.parametrize(
    "text",
    [
        "", "I'm sorry, I cannot help with that [1].", "{}", '{"facts": {}}', '{"facts": null}', '"facts"', "null",
        '{"facts": [', '{"facts": [{"kind": "event",}]}', '{"facts": [], "facts": []}', '{"facts": [NaN]}',
        "{" * 10_000, "[" * 10_000, '{"facts": [' + "[" * 50 + "]" * 50 + "]}",
    ],
)  # fmt: skip
def test_no_facts(text: str) -> None:
    with pytest.raises(NoFacts):
        facts_in(text)


@pytest.mark.parametrize(
    "piece", ["```", "```json\n", "``` \t", "{", "}", "<think>", "[{", " ", "```json\n" + " " * 50]
)
def test_long_nonsense_takes_no_time(piece: str) -> None:
    begun = time.monotonic()
    with pytest.raises(NoFacts):
        facts_in("```" + piece * (500_000 // len(piece)))
    assert time.monotonic() - begun < 5
