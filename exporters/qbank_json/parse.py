"""JSON text → plain data: numbers as they were typed, no name twice, no nesting without end."""

from __future__ import annotations

import json
from collections import Counter
from typing import Any

from qbank.importing.api import InputFault, Place

LONGEST = 64 * 1024 * 1024
"""Characters: what is read stands in memory, at a multiple of that."""


def parsed(text: str) -> Any:
    """Return the data; numbers are text, exact. Raises InputFault for what isn't JSON."""
    if len(text) > LONGEST:
        raise InputFault(f"it has more than {LONGEST // 1024 // 1024} million characters", "split it")
    try:
        return json.loads(text, parse_int=str, parse_float=str, parse_constant=str, object_pairs_hook=_object)
    except json.JSONDecodeError as error:
        message = f"it is no JSON: {error.msg} at column {error.colno}"
        raise InputFault(message, "check it with any JSON tool, or export it again", Place(line=error.lineno)) from None
    except RecursionError:
        raise InputFault("its lists and objects are nested without end", "don't trust this file") from None


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) < len(pairs):
        twice = next(name for name, times in Counter(name for name, _ in pairs).items() if times > 1)
        raise InputFault(f"an object has {twice[:40]!r} twice", "keep one of them: the other would be lost")
    return found
