from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator

import pytest
from citygraph.graph.readers.xml_text import well_formed, well_formed_chunks


def test_only_what_xml_cannot_hold_is_replaced() -> None:
    given = "<x>\x00\x08\t\n\x0b\x0c\r\x1f\x7f\ufffe\uffff\ufffdé</x>"
    assert well_formed(given.encode()).decode() == (
        "<x>\ufffd\ufffd\t\n\ufffd\ufffd\r\ufffd\x7f\ufffd\ufffd\ufffdé</x>"
    )


@pytest.mark.parametrize("size", [1, 2, 3, 7])
def test_chunks_are_cleaned_wherever_they_are_cut(size: int) -> None:
    text = "<a>\x01b\uffff\ufffe\uffedc\t</a>\uffed".encode() + b"\xef"

    async def cut() -> AsyncIterator[bytes]:
        for at in range(0, len(text), size):
            yield text[at : at + size]

    async def joined() -> bytes:
        return b"".join([chunk async for chunk in well_formed_chunks(cut())])

    assert asyncio.run(joined()) == "<a>\ufffdb\ufffd\ufffd\uffedc\t</a>\uffed".encode() + b"\xef"
