"""The arrows of chemical equations, with what stands above and below them."""

from __future__ import annotations

import re
from collections.abc import Callable

from qbank.content.tex.rewriter import Broken, Rewriter, Span

ARROW = re.compile(r"\s*(<-->|<=>>|<<=>|<->|<=>|->|<-|→|⟶|⇌|↔)")

_STRETCHED = {"->": "\\xrightarrow", "→": "\\xrightarrow", "⟶": "\\xrightarrow", "<-": "\\xleftarrow"}
_ARROWS = {
    "->": "\\longrightarrow", "→": "\\longrightarrow", "⟶": "\\longrightarrow", "<-": "\\longleftarrow",
    "<->": "\\longleftrightarrow", "↔": "\\longleftrightarrow", "<-->": "\\leftrightarrows",
    "<=>": "\\rightleftharpoons", "⇌": "\\rightleftharpoons",
    "<=>>": "\\underset{\\leftharpoondown}{\\longrightarrow}", "<<=>": "\\overset{\\rightharpoonup}{\\longleftarrow}",
}  # fmt: skip
"""No engine has the unequal harpoons: a long arrow over a short one says the same."""

Write = Callable[[Rewriter, Span], None]


def write_arrow(rewriter: Rewriter, match: re.Match[str], limit: int, chemistry: Write) -> int:
    """Write an arrow, and return where the formula goes on. `->[above][below]`, `->T[words]`."""
    start, at = match.start(1), match.end()
    write = chemistry
    if rewriter.source.startswith(("T[", "C["), at):
        write = _words if rewriter.source[at] == "T" else chemistry
        at += 1
    around: list[Span] = []
    while len(around) < 2 and at < limit and rewriter.source[at] == "[":
        around.append(_bracketed(rewriter, at, limit))
        at = around[-1].after
    above, below = ([one if one.end > one.start else None for one in around] + [None, None])[:2]
    rewriter.put("{}", start)
    if match[1] in _STRETCHED and (above or below):
        rewriter.put(_STRETCHED[match[1]], start)
        _write(rewriter, "[{", below, "}]", write)
        _write(rewriter, "{", above or Span(start, start, start), "}", write)
    else:  # engines differ in the arrows that they stretch; every one sets something over something
        _write(rewriter, "\\overset{", above, "}{", write)
        _write(rewriter, "\\underset{", below, "}{", write)
        rewriter.put(_ARROWS[match[1]] + "}" * (bool(above) + bool(below)), start)
    rewriter.put(" {}", start)
    return at


def _bracketed(rewriter: Rewriter, opening: int, limit: int) -> Span:
    """Return what stands in square brackets, in which there may be others: `->[[H+]]`."""
    depth = 0
    for at in range(opening, limit):
        depth += (rewriter.source[at] == "[") - (rewriter.source[at] == "]")
        if not depth:
            return Span(opening + 1, at, at + 1)
    raise Broken("the [ behind an arrow isn't closed", opening, opening + 1, "")


def _write(rewriter: Rewriter, opening: str, span: Span | None, closing: str, write: Write) -> None:
    if span is not None:
        rewriter.put(opening, span.start)
        write(rewriter, span)
        rewriter.put(closing, span.end)


def _words(rewriter: Rewriter, span: Span) -> None:
    rewriter.put("\\text{", span.start)
    rewriter.copy(span.start, span.end)
    rewriter.put("}", span.end)
