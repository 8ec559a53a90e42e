r"""One line of words, formulas and simple emphasis, cut into markdown-it's tokens without asking markdown-it.

Most texts of a bank are that: choices, feedback, prompts. markdown-it-py takes 0.3 ms for each, this a tenth. What is
not plainly of this shape is left to markdown-it; a test compares the tokens of both.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from markdown_it.token import Token

from qbank.content.formulas import check_formula
from qbank.content.rules import open_braces
from qbank.content.types import Content, Feature, Formula, Problem

# Words hold no character that begins anything: no escape, code, emphasis, link, tag, entity, formula, line break.
_WORDS = r"[^\\`*_\[\]<>&$~\n\r\0\x02\x03\x0e\x0f]+"
# CommonMark's rules for `*` are about what stands beside it: here letters inside, and outside spaces or these.
_INSIDE = r"(?P<{}>[^\W_](?:[^\\`*_\[\]<>&$~\n\r\0\x02\x03\x0e\x0f]*[^\W_])?)"
_BEFORE, _AFTER = r"(?<![^ (])", r"(?=[ .,;:?!)]|$)"
_PIECE = re.compile(
    rf"(?P<words>{_WORDS})"
    # A formula: no space inside of its dollars, no digit outside of them, no dollar or line break in it.
    r"|\$(?P<tex>(?!\s)[^$\n\r\0\x02\x03\x0e\x0f]+(?<![\s\\]))\$(?!\$)"
    rf"|{_BEFORE}\*\*{_INSIDE.format('strong')}\*\*{_AFTER}"
    rf"|{_BEFORE}\*{_INSIDE.format('em')}\*{_AFTER}"
)
# Where a line begins so, it may be a heading, a list, code, a quotation, a rule, a table's or a formula's block.
_BLOCK = re.compile(r"[\s#+=|:-]|[0-9]{1,9}[.)]|~~~|\* |\$\$")
_MATH: frozenset[Feature] = frozenset({"math"})
_OPEN = Token("paragraph_open", "p", 1, map=[0, 1], block=True)
_CLOSE = Token("paragraph_close", "p", -1, block=True)


def simple(text: str) -> Content | None:
    """Return the content of a text of this shape; None for any other."""
    if not text or text[-1].isspace() or _BLOCK.match(text):
        return None
    children: list[Token] = []
    formulas: list[Formula] = []
    at, end = 0, len(text)
    while at < end:
        piece = _PIECE.match(text, at)
        if piece is None:
            return None
        at = piece.end()
        kind = piece.lastgroup
        if kind == "words":
            children.append(Token("text", "", 0, content=piece[0]))
        elif kind == "tex":
            if text[piece.start() - 1 : piece.start()].isdigit() or text[at : at + 1].isdigit():
                return None
            if open_braces(text, *piece.span("tex")) > 0:  # its end is further on: `$\text{if $x$}$`
                return None
            children.append(_formula(piece))
            formulas.append(Formula(piece["tex"], False, piece.start() + 1, at - 1))
        else:
            children += _emphasis(str(kind), piece[str(kind)])
    if not formulas:
        return Content(text, paragraph(text, children), is_simple=True)
    problems = tuple(_problems(formulas))
    return Content(text, paragraph(text, children), (), tuple(formulas), problems, _MATH, is_simple=True)


def paragraph(text: str, children: list[Token]) -> tuple[Token, Token, Token]:
    """Return the tokens of one paragraph; those around are the same for all, since nobody may change them."""
    return _OPEN, Token("inline", "", 0, map=[0, 1], level=1, children=children, content=text, block=True), _CLOSE


def _formula(piece: re.Match[str]) -> Token:
    meta = {"pos": piece.start(), "end": piece.end(), "range": piece.span(), "cell": False, "tex": piece.span("tex")}
    return Token("math_inline", "math", 0, content=piece["tex"], markup="$", meta=meta)


def _emphasis(name: str, words: str) -> tuple[Token, Token, Token]:
    mark = "**" if name == "strong" else "*"
    return (
        Token(f"{name}_open", name, 1, markup=mark),
        Token("text", "", 0, content=words, level=1),
        Token(f"{name}_close", name, -1, markup=mark),
    )


def _problems(formulas: list[Formula]) -> Iterator[Problem]:
    for one in formulas:
        if failure := check_formula(one.tex, display=False):
            start, last = one.start + min(failure.start, len(one.tex)), one.start + min(failure.end, len(one.tex))
            yield Problem(failure.code, failure.message, start, max(last, start + 1), failure.hint, failure.severity)
