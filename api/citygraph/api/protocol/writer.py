"""Orders to the one process that writes, for one event loop."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable

from citygraph.graph.writing import Done, Order, WriterProcess
from starlette.concurrency import run_in_threadpool

__all__ = ["Writer"]


class Writer:
    """Gives orders one after the other, and answers once readers see what became of them.

    Args:
        process: The process that writes, started.
        shown: Waits until what has been written is served.
    """

    def __init__(self, process: WriterProcess, shown: Callable[[], Awaitable[None]]) -> None:
        self._process = process
        self._shown = shown
        self._turn = asyncio.Lock()

    async def carry_out(self, order: Order, allowed: Callable[[], Awaitable[None]] | None = None) -> Done:
        """Return what became of an order; queries asked from now on see it.

        Args:
            order: What to do.
            allowed: Raises an error where it may not be done after all; nothing is written between that and the order.

        Raises:
            CityGraphError: It was refused or failed; the error says why.
        """
        async with self._turn:
            if allowed is not None:
                await allowed()
            # The order is carried out even when the client goes away: half of it there is none.
            done = await asyncio.shield(
                asyncio.ensure_future(run_in_threadpool(self._process.carry_out, order))
            )
            await self._shown()
        return done
