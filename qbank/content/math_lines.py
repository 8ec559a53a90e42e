"""The lines of a table in MathML: classes for browsers, which have no others, and attributes for older readers."""

from __future__ import annotations

from xml.etree import ElementTree as ET

_KINDS = {"b": "solid", "d": "dashed"}


def draw_lines(table: ET.Element) -> None:
    """Add to a table whose cells have classes for their borders what MathML 2 and 3 have for them."""
    _close(table)
    rows = [row for row in table if len(row)]
    if not rows:
        return
    columns = max(len(row) for row in rows)
    between = [_line([row[at] for row in rows if at < len(row)], "r") for at in range(columns - 1)]
    above = [_line(list(row), "t") for row in rows]
    for name, lines in (("columnlines", between), ("rowlines", above[1:])):
        if any(lines):
            table.set(name, " ".join(line or "none" for line in lines))
    left = _line([table], "l")
    around = {_line([table], "t") or above[0], left, _line(list(rows[-1]), "b"), _line([row[-1] for row in rows], "r")}
    if len(around) == 1 and left:
        table.set("frame", left)


def _line(elements: list[ET.Element], side: str) -> str:
    """Return the kind of line that all elements have at a side, empty for none."""
    for letter, kind in _KINDS.items():
        if all(f"m-{letter}{side}" in one.get("class", "").split() for one in elements):
            return kind
    return ""


def _close(table: ET.Element) -> None:
    """Draw a line below the last row where math-core has one above an empty cell that follows it."""
    if len(table) < 2:
        return
    last = table[-1]
    if len(last) == 1 and not len(last[0]) and (kind := _line([last[0]], "t")):
        table.remove(last)
        for cell in table[-1]:
            cell.set("class", f"{cell.get('class', '')} m-{kind[0].replace('s', 'b')}b".strip())
