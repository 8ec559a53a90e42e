"""What a rule finds."""

from __future__ import annotations

from dataclasses import dataclass

from qbank.diagnostics import Severity


@dataclass(frozen=True, slots=True)
class Finding:
    """Something about one item: the field (`choices.2.weight`), and, if in a part of its text, where (`offsets`)."""

    code: str
    message: str
    path: str = ""
    hint: str = ""
    severity: Severity = "error"
    offsets: tuple[int, int] | None = None
