"""Messages on a socket between processes: each with its kind and its length before it."""

from __future__ import annotations

import array
import json
import socket
import struct
from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass
from enum import IntEnum
from typing import Any, Final

__all__ = ["Decoder", "Frame", "Kind", "pack", "pack_json", "receive", "send_with_socket", "written"]

_HEADER: Final = struct.Struct(">IB")
_JSON: Final = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"))
_LONGEST: Final = 1 << 26
_MOST_SOCKETS: Final = 16
_READ: Final = 1 << 16


class Kind(IntEnum):
    """What a frame is."""

    QUESTION = 1
    """To a worker: a question, as JSON."""
    HELLO = 2
    """From a worker, once: the number of its generation, as JSON."""
    HEAD = 3
    """From a worker: there is an answer, whose first parts have come; its form and format, as JSON."""
    DATA = 4
    """From a worker: a part of the answer."""
    END = 5
    """From a worker: the answer is complete, as JSON."""
    FAILURE = 6
    """From a worker: the answer is not, and will not be; the error, as JSON."""
    GROWN = 7
    """From a worker: how much memory it has for itself by now, as JSON."""
    WHOLE = 8
    """From a worker: what was not sent yet of an answer without a HEAD: one byte of length, the head, the rest."""
    RECALL = 9
    """To a worker: answer so many of the last questions no more, as JSON, unless it has begun them; and say so."""
    OWNER = 10
    """To the keeper: a socket of another process that will ask for workers."""
    START = 11
    """To the keeper or a template: start a worker on the socket that comes along; whether it makes a copy, as JSON."""
    KILL = 12
    """To the keeper or a template: end a worker at once."""
    LOWER = 13
    """To the keeper or a template: let other processes go before a worker."""
    ENDED = 14
    """From a template or the keeper: a worker is gone; its number and how it ended."""
    GENERATION = 15
    """From a template or the keeper: a state of the store is ready to be asked."""
    RETIRE = 16
    """To a template: start no more workers, and end when the last one does."""
    LOOK = 17
    """To the keeper: look now whether the store has changed, and answer with LOOKED."""
    LOOKED = 18
    """From the keeper: it has looked, and has told of a newer generation if there is one."""
    TROUBLE = 19
    """From a template or the keeper: the store cannot be read, and why."""
    RECALLED = 21
    """From a worker: it has done so."""
    SAME = 20
    """From a template: the store holds what the generation before did; the template ends."""


_CARRYING: Final = (Kind.START, Kind.OWNER)


@dataclass(frozen=True, slots=True)
class Frame:
    """A message.

    Attributes:
        kind: What it is.
        payload: Its content.
        carried: A socket that came along, which is the receiver's to close.
    """

    kind: Kind
    payload: bytes
    carried: socket.socket | None = None

    @property
    def content(self) -> dict[str, Any]:
        """The content, where it is JSON."""
        read: dict[str, Any] = json.loads(self.payload)
        return read


def pack(kind: Kind, payload: bytes = b"") -> bytes:
    """Return a message as it is sent."""
    return _HEADER.pack(len(payload), kind) + payload


def pack_json(kind: Kind, **content: object) -> bytes:
    """Return a message that holds JSON, as it is sent."""
    return pack(kind, written(content))


def written(content: object) -> bytes:
    """Return plain data as JSON."""
    return _JSON.encode(content).encode()


class Decoder:
    """Makes frames of what arrives in pieces."""

    def __init__(self) -> None:
        self._rest = bytearray()
        self._sockets: deque[socket.socket] = deque()

    def feed(self, data: bytes | memoryview) -> Iterator[Frame]:
        """Yield the frames that are complete with this piece.

        Raises:
            ValueError: What arrived is no frame.
        """
        rest = self._rest
        if rest:
            rest += data
        piece: bytes | bytearray | memoryview = (
            rest or data
        )  # most often frames come as wholes, and need not be gathered
        at, end = 0, len(piece)
        try:
            while end - at >= _HEADER.size:
                length, kind = _HEADER.unpack_from(piece, at)
                if length > _LONGEST:
                    raise ValueError(f"a frame of {length} bytes")
                begin = at + _HEADER.size
                if end - begin < length:
                    break
                at = begin + length
                carried = self._sockets.popleft() if kind in _CARRYING and self._sockets else None
                yield Frame(Kind(kind), bytes(memoryview(piece)[begin:at]), carried)
        finally:
            if piece is rest:
                del rest[:at]
            else:
                rest += data[at:]

    def carry(self, found: socket.socket) -> None:
        """Keep a socket for the frame that it came along with."""
        self._sockets.append(found)


def receive(source: socket.socket, decoder: Decoder) -> Iterator[Frame] | None:
    """Yield the frames of what has arrived on a socket, with sockets that came along; None at its end.

    Raises:
        OSError: The socket is broken, or not blocking and empty.
    """
    data, ancillary, _, _ = source.recvmsg(
        _READ, socket.CMSG_SPACE(_MOST_SOCKETS * array.array("i").itemsize)
    )
    for level, kind, content in ancillary:
        if level == socket.SOL_SOCKET and kind == socket.SCM_RIGHTS:
            numbers = array.array("i")
            numbers.frombytes(content[: len(content) - len(content) % numbers.itemsize])
            for number in numbers:
                decoder.carry(socket.socket(fileno=number))
    return decoder.feed(data) if data else None


def send_with_socket(target: socket.socket, message: bytes, carried: socket.socket) -> None:
    """Send a message and a socket along with it.

    Raises:
        OSError: The other side is gone.
    """
    numbers = array.array("i", [carried.fileno()])
    sent = target.sendmsg([message], [(socket.SOL_SOCKET, socket.SCM_RIGHTS, numbers)])
    if sent < len(message):
        target.sendall(message[sent:])
