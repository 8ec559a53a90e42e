r"""Colours. MathJax colours the argument that follows `\color{red}`, LaTeX all that follows it in its group.

What both take is `{\color{red}{…}}`: a group that holds nothing else.
"""

from __future__ import annotations

import re

from qbank.content.tex.rewriter import Command, Rewriter, Span, Untranslatable

NAMES = {
    "black", "blue", "brown", "cyan", "darkgray", "gray", "green", "lightgray", "lime", "magenta", "olive", "orange",
    "pink", "purple", "red", "teal", "violet", "white", "yellow",
}  # fmt: skip
"""The colours that xcolor, math-core and every browser know by the same name."""

_END = re.compile(r"\\(?:[A-Za-z]+|.)|[{}&]", re.DOTALL)


def colour(rewriter: Rewriter, command: Command) -> int:
    r"""Write `\textcolor{red}{x}`, `\color{red}{x}`, or `\color{red}` with the rest of its group or cell."""
    if rewriter.option(command, command.after):
        message = "a colour is given by its name"
        raise Untranslatable(message, command.start, command.after, "write \\textcolor{red}{…}")
    name = rewriter.argument(command, command.after)
    start = rewriter.skip_space(name.after)
    braced = start < command.limit and rewriter.source[start] == "{"
    if braced or command.name == "\\textcolor":
        inside = rewriter.argument(command, name.after)
    else:
        end = _end_of_group(rewriter.source, name.after, command.limit)
        inside = Span(name.after, end, end)
    rewriter.put(f"{{\\color{{{colour_name(rewriter, name)}}}{{", command.start)
    rewriter.run(inside.start, inside.end)
    rewriter.put("}}", command.start)
    return inside.after


def colour_name(rewriter: Rewriter, span: Span) -> str:
    """Return the name of a colour. Raises Untranslatable where it is none of ours."""
    name = rewriter.source[span.start : span.end].strip()
    if name not in NAMES:
        message = f"{name} is no colour that every target knows"
        raise Untranslatable(message, span.start, span.end, f"use one of {', '.join(sorted(NAMES))}")
    return name


def _end_of_group(source: str, start: int, limit: int) -> int:
    r"""Return where the group ends: at its brace, its cell's or row's end, its `\right` or `\end`."""
    depth = 0
    for match in _END.finditer(source, start, limit):
        found = match[0]
        if not depth and found in {"}", "&", "\\\\", "\\right", "\\end", "\\cr"}:
            return match.start()
        depth += (found in {"{", "\\left", "\\begin"}) - (found in {"}", "\\right", "\\end"})
    return limit
