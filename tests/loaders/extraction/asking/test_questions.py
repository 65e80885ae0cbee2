"""Questions put in the ways that servers take."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from citygraph.loaders.extraction.asking import (
    EngineAnswerUnusable,
    EngineDeclined,
    EngineRefused,
    EngineSettings,
)
from citygraph.loaders.extraction.asking.endpoint import ChatEndpoint
from citygraph.loaders.extraction.asking.questions import Questions, TooMuch

HELLO = [{"role": "user", "content": "facts?"}]


@pytest.fixture
def make_questions(server: Any) -> Iterator[Callable[..., Questions]]:
    """Makes questions to the server."""
    opened: list[ChatEndpoint] = []

    def make(**changes: Any) -> Questions:
        settings = EngineSettings(server.url, "m", **({"backoff": 0.0, "timeout": 5.0} | changes))
        opened.append(ChatEndpoint(settings))
        return Questions(settings, opened[-1])

    yield make
    for each in opened:
        each.close()


def forms(server: Any) -> list[str | None]:
    """Return the forms of answer that the server was asked for."""
    return [each.get("response_format", {}).get("type") for each in server.asked]


def test_an_answer(server: Any, say: Any, fact: Any, make_questions: Any) -> None:
    server.say = [say.facts(fact.membership())]
    [told] = make_questions().ask(HELLO)
    assert told["member"] == "Bandung, ID"
    assert server.asked[0]["messages"] == HELLO
    assert server.asked[0]["max_tokens"] == 2_048


@pytest.mark.parametrize("status", [400, 422, 501])
def test_simpler_forms_where_a_server_refuses(
    server: Any, say: Any, make_questions: Any, status: int
) -> None:
    server.say = [
        say.error(status, "response_format is not supported"),
        say.error(status, "neither"),
        say.facts(),
    ]
    questions = make_questions()
    assert questions.ask(HELLO) == []
    assert forms(server) == ["json_schema", "json_object", None]
    questions.ask(HELLO)
    assert forms(server)[3:] == [None]


def test_plain_text_with_a_fenced_answer(server: Any, say: Any, make_questions: Any) -> None:
    server.say = [say.error(400), say.error(400), say.chat('Sure!\n```json\n{"facts": [{"kind": "x"}]}\n```')]
    assert make_questions().ask(HELLO) == [{"kind": "x"}]


def test_options_that_a_server_names_are_left_out(server: Any, say: Any, make_questions: Any) -> None:
    server.say = [
        say.error(400, "use max_completion_tokens", param="max_tokens"),
        say.error(400, "only the default", param="temperature"),
        say.facts(),
    ]
    make_questions().ask(HELLO)
    last = server.asked[-1]
    assert last["max_completion_tokens"] == 2_048
    assert not {"max_tokens", "temperature"} & set(last)
    assert forms(server) == ["json_schema"] * 3


@pytest.mark.parametrize(
    ("status", "hint"),
    [(400, "see what"), (401, "ENGINE_KEY"), (403, "ENGINE_KEY"), (404, "model"), (302, "see")],
)  # fmt: skip
def test_refused(server: Any, say: Any, make_questions: Any, status: int, hint: str) -> None:
    server.say = [say.error(status, "the key sk-key is\x1b no good")]
    with pytest.raises(EngineRefused) as raised:
        make_questions(key="sk-key").ask(HELLO)
    assert raised.value.status == status
    assert hint in str(raised.value.hint)
    assert f"refuses with HTTP {status}: the key … is no good" in raised.value.what
    assert len(server.asked) == (3 if status == 400 else 1)


@pytest.mark.parametrize(
    ("status", "message"),
    [
        (400, "This model's maximum context length is 4096 tokens"),
        (400, "request (9000 tokens) exceeds the available context size"),
        (413, "no"),
    ],
)
def test_too_much(server: Any, say: Any, make_questions: Any, status: int, message: str) -> None:
    server.say = [say.error(status, message)]
    with pytest.raises(TooMuch):
        make_questions().ask(HELLO)
    assert len(server.asked) == 1


def test_cut_off(server: Any, say: Any, make_questions: Any) -> None:
    server.say = [say.chat('{"facts": []}', "length")]
    with pytest.raises(TooMuch):
        make_questions().ask(HELLO)


def test_no_json_is_asked_for_once_more(server: Any, say: Any, make_questions: Any) -> None:
    server.say = [say.chat('{"facts": [{"kind":'), say.facts()]
    assert make_questions(seed=5).ask(HELLO) == []
    assert [each["seed"] for each in server.asked] == [5, 6]


@pytest.mark.parametrize("said", ["I'm sorry, I cannot help with that.", "", "42", '{"answer": 42}'])
def test_never_any_json(server: Any, say: Any, make_questions: Any, said: str) -> None:
    server.say = [say.chat(said)]
    with pytest.raises(EngineAnswerUnusable, match="answers with no facts in JSON") as raised:
        make_questions().ask(HELLO)
    assert raised.value.code == "engine-answer"
    assert said in raised.value.what or said == ""
    assert len(server.asked) == 2


def test_declined(server: Any, say: Any, make_questions: Any) -> None:
    server.say = [say.chat(None, refusal="I must not read this")]
    with pytest.raises(EngineDeclined, match="I must not read this"):
        make_questions().ask(HELLO)


def test_an_error_page(server: Any, say: Any, make_questions: Any) -> None:
    server.say = [say.plain(b"<html>\xff welcome</html>")]
    with pytest.raises(EngineAnswerUnusable, match="welcome"):
        make_questions().ask(HELLO)
