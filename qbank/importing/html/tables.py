"""Tables: a row of heads, then rows of cells that are one line each."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from qbank.importing.html.inline import Inline
from qbank.importing.html.tree import BLOCKS, Node

MAX_COLUMNS = 100
_RULES = {"left": ":---", "center": ":---:", "right": "---:"}


def table(node: Node, inline: Inline) -> list[str]:
    """Return a table's lines; its first row is its head. One without cells has none."""
    rows = [list(_cells(row)) for row in _rows(node)]
    rows = [row for row in rows if row]
    columns = min(max(map(len, rows), default=0), MAX_COLUMNS)
    if not columns:
        return []
    aligned = [_alignment(rows, column) for column in range(columns)]
    head, *body = ([_cell(cell, inline) for cell in row[:columns]] for row in rows)
    return [
        _line(head, columns),
        f"| {' | '.join(_RULES.get(one, '---') for one in aligned)} |",
        *(_line(row, columns) for row in body),
    ]


def _rows(node: Node) -> Iterator[Node]:
    """Yield a table's own rows, not those of tables in its cells."""
    for child in node.children:
        if isinstance(child, Node):
            if child.tag == "tr":
                yield child
            elif child.tag in ("thead", "tbody", "tfoot"):
                yield from _rows(child)


def _cells(row: Node) -> Iterator[Node | None]:
    """Yield a row's cells, and nothing for the further columns of a wide one."""
    for child in row.children:
        if isinstance(child, Node) and child.tag in ("td", "th"):
            yield child
            wide = child.get("colspan")
            yield from [None] * (min(int(wide), MAX_COLUMNS) - 1 if re.fullmatch(r"\d{1,4}", wide) else 0)


def _alignment(rows: Sequence[Sequence[Node | None]], column: int) -> str:
    """Return how a column is aligned: as its head is, or its first cell."""
    for row in rows[:2]:
        cell = row[column] if column < len(row) else None
        if cell is None:
            continue
        style = re.search(r"text-align\s*:\s*(left|center|right)", cell.get("style"))
        named = next((name.removeprefix("align-") for name in cell.classes if name.startswith("align-")), "")
        if found := (style[1] if style else named or cell.get("align").lower()):
            return found
    return ""


def _cell(cell: Node | None, inline: Inline) -> str:
    """Return a cell's content on one line; its blocks are apart by line breaks."""
    lines = list(_parts(cell, inline)) if cell is not None else []
    text = "<br>".join(lines).replace("|", "\\|")
    edge = re.compile(r"\A[^\S \n]|[^\S \n]\Z")
    return edge.sub(lambda match: "&nbsp;" if match[0] == "\xa0" else f"&#{ord(match[0])};", text)


def _parts(node: Node, inline: Inline) -> Iterator[str]:
    run: list[Node | str] = []
    for child in [*node.children, None]:
        if child is not None and not (isinstance(child, Node) and child.tag in BLOCKS):
            run.append(child)
            continue
        if words := inline.line(run).strip(" "):
            yield words
        run = []
        if child is None or isinstance(child, str):
            continue
        if child.tag == "pre":
            code = child.words().strip("\n").split("\n")
            yield from (inline.line([_coded(line)]) for line in code if line.strip())
        elif child.tag == "li":
            yield from (f"{'• ' * (at == 0)}{part}" for at, part in enumerate(_parts(child, inline)))
        else:
            yield from _parts(child, inline)


def _coded(line: str) -> Node:
    return Node("code", {}, [line])


def _line(cells: Sequence[str], columns: int) -> str:
    return "|" + "".join(f" {cell} |" if cell else "  |" for cell in [*cells, *[""] * (columns - len(cells))])
