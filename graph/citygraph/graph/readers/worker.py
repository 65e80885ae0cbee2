"""A worker: answers one question after the other on its socket, and is stopped from outside when it must be."""

from __future__ import annotations

import os
import signal
import socket
import time
from collections import deque
from contextlib import suppress
from typing import Final, NoReturn

from .answering import Content, answer
from .frames import Decoder, Kind, pack, pack_json
from .pages import keep_freed, take_pages
from .process import Footprint, MemoryLimit, close_doors, quiet
from .questions import Question
from .rationing import OVER_RATION

__all__ = ["work"]

_READ: Final = 1 << 16
_LOOK_AFTER: Final = 0.002
"""Seconds after which a question that waits here may have been taken back."""


def work(content: Content, connection: socket.socket, generation: int, *, has_copy: bool) -> NoReturn:
    """Answer questions until the other side closes the socket; then end the process.

    The system itself ends it by a signal when a question takes too long: the engine cannot be interrupted.
    """
    try:
        quiet()
        for each in (signal.SIGALRM, OVER_RATION):
            signal.signal(each, signal.SIG_DFL)
        keep_freed()
        if has_copy:
            take_pages()
        memory, footprint = MemoryLimit(), Footprint(has_copy=has_copy)
        close_doors()
        connection.sendall(pack_json(Kind.HELLO, generation=generation))
        _answer_all(content, connection, memory, footprint)
    finally:
        os._exit(0)


def _answer_all(
    content: Content, connection: socket.socket, memory: MemoryLimit, footprint: Footprint
) -> None:
    decoder = Decoder()
    waiting: deque[bytes] = deque()
    told, looked = 0, 0.0
    while True:
        data = b""
        if not waiting:
            signal.setitimer(signal.ITIMER_REAL, 0)
            if not (data := connection.recv(_READ)):
                return
        elif time.monotonic() - looked > _LOOK_AFTER:
            with suppress(BlockingIOError):
                if not (data := connection.recv(_READ, socket.MSG_DONTWAIT)):
                    return
        looked = time.monotonic()
        for frame in decoder.feed(data):
            if frame.kind is Kind.RECALL:
                for _ in range(min(frame.content["questions"], len(waiting))):
                    waiting.pop()
                connection.sendall(pack(Kind.RECALLED))
            else:
                waiting.append(frame.payload)
        if waiting:
            question = Question.from_bytes(waiting.popleft())
            memory.set(question.limits.memory)
            signal.setitimer(signal.ITIMER_REAL, max(question.limits.seconds, 0.001))
            answer(content, question, connection.sendall)
            own = footprint.own()
            if own != told:
                connection.sendall(pack_json(Kind.GROWN, own=own))
                told = own
