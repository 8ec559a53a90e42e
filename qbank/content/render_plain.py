"""Content as plain text that reads well: for names, titles, tables of contents, and targets that know no markup."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from markdown_it.token import Token

from qbank.content.math_words import math_words
from qbank.content.parsing import parse
from qbank.content.types import Reference
from qbank.content.words import Math, formula, inline_text

_Media = Callable[[Reference], str]


def plain(text: str, media: _Media | None = None, math: Math | None = None) -> str:
    """Return the text without markup: lists with their markers, tables as rows with `|`, code as it is.

    An image is `[alt]`, with `media` also `[alt](address)`; formulas keep their TeX between dollars, or are what `math`
    makes of the TeX (and of whether it stands on a line of its own).
    """
    return _written(parse(text).tokens, media, math)


def label(text: str) -> str:
    """Return the text on one line to list it by: `plain`, with formulas as words where they can be (H₂O, ΔH < 0)."""
    found = parse(text)
    return " ".join(_written([_worded(token) for token in found.tokens] if found.formulas else found.tokens).split())


def _worded(token: Token) -> Token:
    """Return the token, and those in it, with formulas as text."""
    if token.children:
        return token.copy(children=[_worded(child) for child in token.children])
    if token.type.startswith("math") and (words := math_words(token.content.strip())) is not None:
        return token.copy(type="code_block" if token.type == "math_block" else "text", content=words)
    return token


def _written(tokens: Sequence[Token], media: _Media | None = None, math: Math | None = None) -> str:
    if len(tokens) == 3 and tokens[0].type == "paragraph_open":  # most texts, without what lists and tables need
        return inline_text(tokens[1].children or (), media, math).strip("\n")
    writer = _Plain(media)
    for token in tokens:
        kind = token.type
        if kind == "inline":
            writer.words(inline_text(token.children or (), media, math))
        elif kind in {"fence", "code_block", "html_block"}:
            writer.words(token.content.rstrip("\n"))
        elif kind == "math_block":
            writer.words(formula(token.content.strip(), "$$", math, display=True))
        elif kind == "hr":
            writer.words("---")
        elif kind in {"bullet_list_open", "ordered_list_open"}:
            writer.begin_list(int(token.attrs.get("start", 1)) if kind.startswith("ordered") else None)
        elif kind in {"bullet_list_close", "ordered_list_close"}:
            writer.numbers.pop()
            writer.gap()
        elif kind == "list_item_open":
            writer.item()
        elif kind == "list_item_close":
            writer.indents.pop()
        elif kind == "blockquote_open":
            writer.indents.append("> ")
        elif kind == "blockquote_close":
            writer.indents.pop()
            writer.gap()
        elif kind == "tr_open":
            writer.cells = []
        elif kind == "tr_close":
            writer.row()
        elif kind == "table_close" or (kind in {"paragraph_close", "heading_close"} and not token.hidden):
            writer.gap()
        if kind in {"fence", "code_block", "html_block", "math_block", "hr"}:
            writer.gap()
    return "\n".join(writer.lines).strip("\n")


class _Plain:
    def __init__(self, media: _Media | None) -> None:
        self.media = media
        self.lines: list[str] = []
        self.indents: list[str] = []
        self.numbers: list[int | None] = []
        self.cells: list[str] | None = None
        self._marker = ""
        self._gap: str | None = None

    def words(self, text: str) -> None:
        """Write lines at the current depth, the first with its list marker; in a table, a cell."""
        if self.cells is not None:
            self.cells.append(text.replace("\n", " "))
            return
        if not self._marker:
            self._space()
        self._gap = None
        for line in text.split("\n"):
            self.lines.append(self._prefix() + line if line else self._prefix().rstrip())

    def _prefix(self) -> str:
        """Return the indentation; a list marker that waits takes the place of the last level's."""
        marker, self._marker = self._marker, ""
        if not marker:
            return "".join(self.indents)
        return "".join(self.indents)[: -len(marker)] + marker

    def begin_list(self, number: int | None) -> None:
        """Begin a list, after an empty line unless it is in another one; its first number, or None for bullets."""
        if not self.numbers:
            self._space()
        self.numbers.append(number)

    def _space(self) -> None:
        """Write the empty line that was asked for, at the depth of the shallower of its neighbours."""
        if self._gap is not None and self.lines:
            self.lines.append(min(self._gap, "".join(self.indents), key=len).rstrip())
        self._gap = None

    def item(self) -> None:
        """Begin an item of the innermost list."""
        if self._marker:  # an item whose first thing is a list
            self.lines.append(self._prefix().rstrip())
        number = self.numbers[-1]
        self._marker = "- " if number is None else f"{number}. "
        if number is not None:
            self.numbers[-1] = number + 1
        self.indents.append(" " * len(self._marker))

    def row(self) -> None:
        """Write the cells that were collected as one line."""
        cells, self.cells = self.cells or [], None
        self.words(" | ".join(cells))

    def gap(self) -> None:
        """Ask for an empty line before what comes next."""
        self._gap = "".join(self.indents)
