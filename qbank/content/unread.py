r"""Formulas that were meant and not read as such: `\(x\)` of LaTeX, `$ x $` with spaces inside, a lone dollar."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from markdown_it.token import Token

HINT = "close the formula with $, or write \\$ for a dollar"

_TEX = re.compile(r"\\[A-Za-z]{2,}|[\^_{}=+<>]")
_READ = {"math_inline", "math_inline_double", "code_inline", "link_open", "image", "html_inline"}
_MEANT = re.compile(
    r"(?<!\\)\\\((?P<round>(?:(?!\\[()]).)+?)\\\)"
    r"|(?<!\\)\\\[(?P<square>(?:(?!\\[\[\]]).)+?)\\\]"
    r"|(?<![\\\w$])\$ (?P<spaced>[^$\n]+?) \$(?![\d$])"
    r"|(?<![\\\d])(?P<digits>\d{1,9})\$(?P<after>[A-Za-z\\][^$\n]*)(?<!\s)\$(?![\d$])"
    r"|(?<![\\\w$])\$(?P<alone>[A-Za-z\\({][^$\n]*)$",
    re.DOTALL | re.MULTILINE,
)


def may_be_unread(content: str) -> bool:
    """Tell at once whether there could be any."""
    return "$" in content or "\\(" in content or "\\[" in content


def unread(content: str, children: Sequence[Token]) -> Iterator[tuple[int, int, str]]:
    """Yield the range in a token's content, and a hint, for what looks like a formula and was read as none."""
    read = [(child.meta["pos"], child.meta["end"]) for child in children if child.type in _READ and "pos" in child.meta]
    for match in _MEANT.finditer(content):
        if any(start < match.end() and match.start() < end for start, end in read):
            continue
        kind = str(match.lastgroup)
        tex = match[kind].strip()
        if kind in ("round", "after") or _TEX.search(tex):
            yield (*match.span(), _hint(kind, tex, match["digits"]))


def _hint(kind: str, tex: str, digits: str | None) -> str:
    if kind == "alone" or "\n" in tex or len(tex) > 60:
        return HINT if kind == "alone" else "write formulas between dollars"
    if kind == "square":
        return f"write $${tex}$$"
    return f"write ${digits or ''}{tex}$" + (", without spaces inside of the dollars" if kind == "spaced" else "")
