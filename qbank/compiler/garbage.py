"""How often Python looks for cycles: what makes many objects and few cycles would spend an eighth of its time on it."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager

GARBAGE = 50_000
"""Objects after which it looks, instead of 700."""


@contextmanager
def seldom() -> Iterator[None]:
    """Look seldom while the block runs."""
    before = gc.get_threshold()
    gc.set_threshold(GARBAGE)
    try:
        yield
    finally:
        gc.set_threshold(*before)
