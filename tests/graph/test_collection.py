"""The garbage collector is held back for a block and left as it was found."""

from __future__ import annotations

import gc

import pytest
from citygraph.graph.collection import collector_held_back


def test_it_runs_again_after_the_block_even_after_an_error() -> None:
    assert gc.isenabled()
    with pytest.raises(ValueError, match="stop"), collector_held_back():
        assert not gc.isenabled()
        raise ValueError("stop")
    assert gc.isenabled()


def test_where_it_was_off_it_stays_off() -> None:
    gc.disable()
    try:
        with collector_held_back():
            assert not gc.isenabled()
        assert not gc.isenabled()
    finally:
        gc.enable()
