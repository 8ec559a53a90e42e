"""Brackets that a formula opens and doesn't close: each doubles the time that math-core takes for what follows.

It looks for the closing one in the rest of its group, and reads that rest again where there is none (math-core 0.9): 26
take seconds, 40 take days. What is counted here is never less than what the engine finds open, and rarely more.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import lru_cache
from unicodedata import category

from math_core import LatexError, LatexToMathML

_FEW = 8
"""So many cost nothing, whatever follows them."""
MOST_WORK = 1 << 22
"""Characters that the engine may read again and again: a tenth of a second."""

_ENGINE = LatexToMathML(fancy_error=False, annotation=False)
_TOKEN = re.compile(r"\\(?:[A-Za-z]+|.)|[^\s]", re.DOTALL)
_OPENING = "([{⌈⌊⌜⌞⎰❲⟅⟦⟨⟪⟬⟮⦃⦅⦇⦉⦋⦍⦏⦑⦓⦕⦗⧘⧚⧼"
_VERT = {"\\lvert": "open", "\\lVert": "open", "\\rvert": "close", "\\rVert": "close"}
_MAY_OPEN = re.compile(rf"[{re.escape(_OPENING.replace('{', ''))}]|\\(?:[A-Za-z]*l[A-Za-z]+|\{{)")
_SIGN = re.compile(r"<math[^>]*><mo[^>]*>(.)</mo></math>")
_DELIMITED = re.compile(r"\\(?:left|right|middle|[bB]igg?[lrm]?)")


def costly(tex: str) -> int | None:
    """Return where the last bracket stands that isn't closed, if the engine would take too long because of them."""
    if len(_MAY_OPEN.findall(tex)) <= _FEW:
        return None
    count, last = _unclosed(tex)
    return last if len(tex) << count > MOST_WORK else None


def _unclosed(tex: str) -> tuple[int, int]:
    """Return the most brackets that stay open in a group or a cell, and where the last of them stands."""
    groups = [_Group()]
    most: list[int] = []
    argument = 0
    """How many tokens may still be a command's argument, which closes nothing."""
    delimiter = False
    for token in _TOKEN.finditer(tex):
        text = token[0]
        argument = max(0, argument - 1)
        if delimiter:
            delimiter = False
            continue
        if text in {"{", "\\left", "\\begin"}:
            groups.append(_Group())
        elif text in {"}", "\\right", "\\end", "&"}:
            ended = groups.pop().all
            most = max(most, ended, key=len)
            if text == "&" or not groups:
                groups.append(_Group())
            elif text == "}":  # to the engine, `{(}` is a bracket as well, and so is `\overset{a}{(}`
                groups[-1].inside += ended
        elif text in {"^", "_"}:
            argument = max(argument, 2)
        elif (sign := _sign(text)) == "open":
            groups[-1].opened.append(token.start())
        elif sign == "close" and not argument and groups[-1].opened:
            groups[-1].opened.pop()
        elif sign == "takes":
            argument = 4
        delimiter = _DELIMITED.fullmatch(text) is not None
    most = max(most, *(group.all for group in groups), key=len)
    return len(most), most[-1] if most else 0


@dataclass
class _Group:
    """Where brackets stand that aren't closed (yet): between these braces, and between others inside of them."""

    opened: list[int] = field(default_factory=list)
    inside: list[int] = field(default_factory=list)

    @property
    def all(self) -> list[int]:
        """All of them."""
        return sorted(self.inside + self.opened)


@lru_cache(maxsize=1024)
def _sign(token: str) -> str:
    """Return what a token does: `open`, `close`, `takes` what comes next as its argument, or nothing of these."""
    if token in _VERT:
        return _VERT[token]
    char = token
    if token.startswith("\\"):
        try:
            sign = _SIGN.fullmatch(_ENGINE.convert_with_local_state(f"{token} ", displaystyle=False))
        except LatexError:
            return "takes"
        char = sign[1] if sign else ""
    return "open" if char and char in _OPENING else "close" if char and category(char) == "Pe" else ""
