r"""`\mathop{…}` with something above and below, and plain TeX's `\root 3 \of x`, which math-core lacks."""

from __future__ import annotations

import re

from qbank.content.tex.rewriter import Command, Handler, Rewriter, Span, Untranslatable

_OF = re.compile(r"\\of(?![A-Za-z])")
_LIMITS = re.compile(r"\s*(\\limits|\\nolimits)(?![A-Za-z])")


def operator(rewriter: Rewriter, command: Command) -> int:
    r"""Write `\mathop{x}_a^b`: its scripts stand below and above where TeX sets them there."""
    base = rewriter.argument(command, command.after)
    match = _LIMITS.match(rewriter.source, base.after, command.limit)
    stacked = match[1] == "\\limits" if match else rewriter.display
    after = match.end() if match else base.after
    scripts: dict[str, Span] = {}
    at = rewriter.skip_space(after)
    while stacked and at < command.limit and (sign := rewriter.source[at]) in {"_", "^"} - scripts.keys():
        scripts[sign] = rewriter.argument(command, at + 1)
        after = scripts[sign].after
        at = rewriter.skip_space(after)
    shown = "\\mathop{#1}"
    spans = [base]
    for sign, name in (("_", "\\underset"), ("^", "\\overset")):
        if sign in scripts:
            spans.append(scripts[sign])
            shown = f"{name}{{#{len(spans)}}}{{{shown}}}"
    rewriter.expand(shown, spans, command.start)
    return after


def root(rewriter: Rewriter, command: Command) -> int:
    r"""Write `\root n \of x` as `\sqrt[n]{x}`."""
    match = _OF.search(rewriter.source, command.after, command.limit)
    if not match:
        raise Untranslatable("\\root lacks its \\of", command.start, command.after, "write \\sqrt[3]{x}")
    base = rewriter.argument(command, match.end())
    degree = Span(command.after, match.start(), match.end())
    rewriter.expand("\\sqrt[{#1}]{#2}", [degree, base], command.start)
    return base.after


def starred(name: str) -> Handler:
    """Return a handler that drops the star of a command."""

    def handler(rewriter: Rewriter, command: Command) -> int:
        rewriter.put(name, command.start)
        return command.after

    return handler
