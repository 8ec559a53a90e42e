"""The blocks of a text: paragraphs, headings, lists, quotations, code, tables → lines of Markdown."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from qbank.importing.html.inline import Address, Inline
from qbank.importing.html.tables import table
from qbank.importing.html.tree import BLOCKS, Node

MAX_LISTS = 12
"""Lists and quotations in each other; deeper ones are paragraphs."""

_FORMULA = re.compile(r"\s*(?:\\\[.*\\\]|\$\$.*\$\$)\s*", re.DOTALL)
_DISPLAYED = re.compile(r"\$\$(?:(?!\$\$).)*\$\$", re.DOTALL)
_TYPED = re.compile(r"(\d{1,8})\\\.(?: |\Z)")
"""A number that stands before the words of an item."""


@dataclass(slots=True)
class Block:
    """Lines of Markdown; `kind` says what they are: `p`, `ul`, `ol`, …"""

    kind: str
    lines: list[str]
    loose: bool = False
    """Whether it can't stand close below words: an ordered list that doesn't begin with 1."""


class Blocks:
    """Writes the blocks in an element."""

    def __init__(self, address: Address | None) -> None:
        self.inline = Inline(address)
        self.depth = 0

    def text(self, node: Node) -> str:
        """Return all that is in an element, as Markdown."""
        return "\n".join(_apart(self._inside(node)))

    def _inside(self, node: Node) -> list[Block]:
        found: list[Block] = []
        run: list[Node | str] = []
        for child in node.children:
            if isinstance(child, Node) and (child.tag in BLOCKS or child.has_blocks):
                found += self._paragraphs(run)
                run = []
                found += self._block(child, found)
            else:
                run.append(child)
        return found + self._paragraphs(run)

    def _paragraphs(self, run: Sequence[Node | str]) -> list[Block]:
        texts = self.inline.paragraphs(run) if run else []
        return [Block("math" if _DISPLAYED.fullmatch(text) else "p", text.split("\n")) for text in texts]

    def _block(self, node: Node, before: Sequence[Block]) -> list[Block]:
        tag = node.tag
        if re.fullmatch("h[1-6]", tag):
            words = re.sub(r"(#+)\Z", r"\\\1", self.inline.line(node.children).strip())
            return [Block("h", [f"{'#' * int(tag[1])} {words}"])] if words else []
        if tag == "pre":
            return _code(node)
        if tag == "hr":
            return [Block("hr", ["___" if self.depth else "---"])]
        if tag in ("ul", "ol", "menu"):
            return self._list(node, before)
        if tag == "blockquote" and self.depth < MAX_LISTS:
            inner = self._deeper(node)
            return [Block("quote", [f"> {line}".rstrip() for line in _apart(inner)])] if inner else []
        if tag == "table":
            return self._table(node)
        if tag == "dt":
            return [Block("p", [f"**{line}**"]) for line in [self.inline.line(node.children).strip()] if line]
        return self._inside(node)

    def _deeper(self, node: Node) -> list[Block]:
        self.depth += 1
        found = self._inside(node)
        self.depth -= 1
        return found

    def _table(self, node: Node) -> list[Block]:
        found = [Block("p", [self.inline.line(one.children)]) for one in node.all() if one.tag == "caption"]
        rows = table(node, self.inline)
        return [*found, Block("table", rows)] if rows else found

    def _list(self, node: Node, before: Sequence[Block]) -> list[Block]:
        items = [child for child in node.children if isinstance(child, Node) and child.tag in BLOCKS]
        if self.depth >= MAX_LISTS:
            return self._inside(node)
        inner = [self._deeper(item) if item.tag == "li" else self._deeper(_item(item)) for item in items]
        if not any(inner):
            return []
        numbers = _numbered(node, inner)
        again = bool(before) and before[-1].kind == ("ol" if numbers else "ul") and not before[-1].loose
        loose = any(_is_loose(item, blocks) for item, blocks in zip(items, inner, strict=True))
        lines: list[str] = []
        for at, blocks in enumerate(inner):
            mark = f"{numbers[at]}{')' if again else '.'}" if numbers else "*" if again else "-"
            if loose and lines:
                lines.append("")
            lines += _marked(mark, _apart(blocks) if loose else _close(blocks))
        return [Block("ol" if numbers else "ul", lines, loose=again)]


def _item(node: Node) -> Node:
    """Return an item around what stands in a list without one."""
    return Node("li", {}, [node])


def _apart(blocks: Sequence[Block]) -> list[str]:
    """Return blocks with empty lines between them."""
    found: list[str] = []
    for block in blocks:
        found += ["", *block.lines] if found else block.lines
    return found


def _close(blocks: Sequence[Block]) -> list[str]:
    """Return the blocks of an item of a tight list, line below line."""
    found: list[str] = []
    for block in blocks:
        found += block.lines
    return found


def _is_loose(item: Node, blocks: Sequence[Block]) -> bool:
    """Tell whether an item's words are paragraphs, or what follows them can't stand close below them."""
    if any(isinstance(child, Node) and child.tag == "p" and not _is_formula(child) for child in item.children):
        return True
    kinds = [block.kind for block in blocks]
    if "p" in kinds[1:] or any(kinds.count(kind) > 1 for kind in ("quote", "ul", "ol", "table")):
        return True
    return any(block.kind == "ol" and not block.lines[0].startswith("1") for block in blocks[1:])


def _is_formula(node: Node) -> bool:
    """Tell whether a paragraph is a display formula, which is a block of its own."""
    if len(node.children) != 1:
        return False
    (child,) = node.children
    return _FORMULA.fullmatch(child) is not None if isinstance(child, str) else child.tag == "math"


def _numbered(node: Node, inner: list[list[Block]]) -> list[int]:
    """Return the numbers of a list's items; none for bullets. Numbers that were typed behind bullets are the list's."""
    if node.tag == "ol":
        start = node.get("start")
        first = int(start) if re.fullmatch(r"\d{1,8}", start) else 1
        return [first + at for at in range(len(inner))]
    typed = [_TYPED.match(blocks[0].lines[0]) for blocks in inner if blocks and blocks[0].kind == "p"]
    numbers = [int(one[1]) for one in typed if one]
    if len(numbers) < len(inner) or numbers[0] == 1 or numbers != list(range(numbers[0], numbers[0] + len(numbers))):
        return []
    for blocks in inner:
        blocks[0].lines[0] = _TYPED.sub("", blocks[0].lines[0])
        if blocks[0].lines == [""]:
            del blocks[0]
    return numbers


def _marked(mark: str, lines: Sequence[str]) -> list[str]:
    """Return an item's lines behind its mark."""
    if not lines:
        return [mark]
    indent = " " * (len(mark) + 1)
    return [f"{mark} {lines[0]}", *(f"{indent}{line}" if line else "" for line in lines[1:])]


def _code(node: Node) -> list[Block]:
    """Return code in a fence, with its language and its indentation."""
    inside = next((one for one in node.all() if one.tag == "code"), None)
    names = [*node.classes, *(inside.classes if inside else [])]
    language = next((name.removeprefix("language-") for name in names if name.startswith("language-")), "")
    code = node.words()
    if inside is None:
        code = code.strip("\n")
    fence = "`" * max([3, *(len(run) + 1 for run in re.findall("`+", code))])
    language = language if re.fullmatch(r"[^\s`&\\]+", language) else ""
    return [Block("pre", [f"{fence}{language}", *code.split("\n"), fence])] if code.strip() else []
