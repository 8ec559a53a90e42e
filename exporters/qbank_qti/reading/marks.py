"""What stands for a blank while HTML becomes Markdown: two characters of private use around its number.

They are no punctuation, so that emphasis around a blank stays what it is; a converter leaves them alone.
"""

from __future__ import annotations

import re
from collections.abc import Callable

_BEGIN, _END = "\ue0b1", "\ue0b2"
_MARK = re.compile(f"{_BEGIN}([0-9]{{1,6}}){_END}")


def mark(number: int) -> str:
    """Return what stands for a blank."""
    return f"{_BEGIN}{number}{_END}"


def filled(text: str, fn: Callable[[int], str]) -> str:
    """Return a text with `fn(number)` in place of each mark."""
    return _MARK.sub(lambda found: fn(int(found[1])), text)
