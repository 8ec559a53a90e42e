"""What spreadsheets take for a formula, and so would run.

The characters are those that OWASP names for CSV injection, their full-width forms among them; spaces before them don't
help. A plain number such as -1.5 is none.
"""

from __future__ import annotations

import re

_FORMULA = re.compile(r"\s*[=+\-@＝＋－＠]|[\t\r\n]")
_NUMBER = re.compile(r"[+-]?(\d+(\.\d*)?|\.\d+)([eE][+-]?\d{1,3})?", re.ASCII)
MARK = "'"


def is_formula(cell: str) -> bool:
    """Return whether a spreadsheet may take a cell's text for a formula."""
    return _FORMULA.match(cell) is not None and _NUMBER.fullmatch(cell) is None


def marked(cell: str) -> str:
    """Return a cell's text that is no formula: with `'` before it. Text that begins with `'` gets one as well.

    Whoever reads the cell takes off the first `'`, if there is one, and has the text again.
    """
    return MARK + cell if is_formula(cell) or cell.startswith(MARK) else cell
