"""A worker: answers one question after the other on its socket, and is stopped from outside when it must be."""

from __future__ import annotations

import os
import signal
import socket
from typing import Final, NoReturn

from .answering import Content, answer
from .frames import Decoder, Kind, pack_json
from .process import Footprint, MemoryLimit, close_doors, quiet
from .questions import Question
from .rationing import OVER_RATION

__all__ = ["work"]

_READ: Final = 1 << 16


def work(content: Content, connection: socket.socket, generation: int) -> NoReturn:
    """Answer questions until the other side closes the socket; then end the process.

    The system itself ends it by a signal when a question takes too long: the engine cannot be interrupted.
    """
    try:
        quiet()
        for each in (signal.SIGALRM, OVER_RATION):
            signal.signal(each, signal.SIG_DFL)
        memory, footprint = MemoryLimit(), Footprint()
        close_doors()
        connection.sendall(pack_json(Kind.HELLO, generation=generation))
        _answer_all(content, connection, memory, footprint)
    finally:
        os._exit(0)


def _answer_all(
    content: Content, connection: socket.socket, memory: MemoryLimit, footprint: Footprint
) -> None:
    decoder = Decoder()
    told = 0
    while data := connection.recv(_READ):
        for frame in decoder.feed(data):
            question = Question.from_bytes(frame.payload)
            memory.set(question.limits.memory)
            signal.setitimer(signal.ITIMER_REAL, max(question.limits.seconds, 0.001))
            answer(content, question, connection.sendall)
            signal.setitimer(signal.ITIMER_REAL, 0)
            own = footprint.own()
            if own != told:
                connection.sendall(pack_json(Kind.GROWN, own=own))
                told = own
