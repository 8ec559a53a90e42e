r"""Environments that one engine lacks, as ones that both have; what both read differently, as what they read alike."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import NamedTuple

from qbank.content.tex.rewriter import Command, Handler, Rewriter, Untranslatable

_COLUMN = re.compile(r"[lcr|:]")
_LENGTH = re.compile(r"\s*\[\s*-?[\d.]+\s*(?:pt|em|ex|mm|cm|in|pc|mu|px|bp|sp|dd|cc|\\\w+)\s*\]")
_REPEATED = re.compile(r"\*\s*\{(\d{1,2})\}\s*\{")
MAX_COLUMNS = 50


class Environment(NamedTuple):
    """What stands for `\\begin{name}` and `\\end{name}`, and how many arguments are dropped."""

    begin: str
    end: str
    arguments: int = 0


def beginning(table: Mapping[str, Environment]) -> tuple[str, Handler]:
    """Return the name and the handler for the beginning of an environment."""

    def handler(rewriter: Rewriter, command: Command) -> int:
        span = rewriter.argument(command, command.after)
        name = rewriter.source[span.start : span.end]
        if name in {"array", "subarray", "darray"}:
            return _array(rewriter, command, name, span.after)
        if name not in table:
            rewriter.copy(command.start, span.after)
            return span.after
        rewriter.put(table[name].begin, command.start)
        after = span.after
        for _ in range(table[name].arguments):
            after = rewriter.argument(command, after).after
        return after

    return "\\begin", handler


def ending(table: Mapping[str, Environment]) -> tuple[str, Handler]:
    """Return the name and the handler for the end of an environment."""

    def handler(rewriter: Rewriter, command: Command) -> int:
        span = rewriter.argument(command, command.after)
        name = rewriter.source[span.start : span.end]
        if name in table:
            rewriter.put(table[name].end, command.start)
        else:
            rewriter.copy(command.start, span.after)
        return span.after

    return "\\end", handler


def _array(rewriter: Rewriter, command: Command, name: str, after: int) -> int:
    """Write the beginning of an array; of its columns what every engine knows."""
    if option := rewriter.option(command, after):
        after = option.after
    span = rewriter.argument(command, after)
    rewriter.put(f"\\begin{{{name}}}{{", command.start)
    rewriter.put(_columns(rewriter, span.start, span.end), span.start)
    rewriter.put("}", command.start)
    return span.after


def _columns(rewriter: Rewriter, start: int, end: int) -> str:
    r"""Return `lcr|` and `:` for what LaTeX's packages know: `@{…}`, `p{3cm}`, `*{3}{c}`."""
    out, at, source = "", start, rewriter.source
    while at < end:
        if match := _REPEATED.match(source, at, end):
            close = rewriter.closing(match.end() - 1, end)
            out += _columns(rewriter, match.end(), close) * int(match[1])
            at = close + 1
        elif source[at] in "@!<>" and source.startswith("{", at + 1):
            at = rewriter.closing(at + 1, end) + 1
        elif source[at] in "pmb" and source.startswith("{", at + 1):
            out, at = out + "l", rewriter.closing(at + 1, end) + 1
        elif source[at].isspace():
            at += 1
        elif _COLUMN.match(source[at]):
            out, at = out + source[at], at + 1
        else:
            raise Untranslatable(f"{source[at]} is no column", at, at + 1, "use l, c, r and |")
    if len(out) > MAX_COLUMNS:
        raise Untranslatable("the array has too many columns", start, end, "split it")
    return out


def row(rewriter: Rewriter, command: Command) -> int:
    r"""Write the end of a row without the space that `\\[2pt]` asks for, which math-core prints."""
    after = command.after
    if rewriter.source.startswith("*", after):
        after += 1
    if match := _LENGTH.match(rewriter.source, after, command.limit):
        after = match.end()
    rewriter.put("\\\\", command.start)
    return after


def line(rewriter: Rewriter, command: Command) -> int:
    r"""Write one `\hline` for several: math-core takes no two."""
    after = rewriter.skip_space(command.after)
    while rewriter.source.startswith("\\hline", after):
        after = rewriter.skip_space(after + len("\\hline"))
    rewriter.put("\\hline ", command.start)
    return after


_NESTING = re.compile(r"\\(?:begin|end)(?![A-Za-z])|\\.|[{}]", re.DOTALL)


def has_rows(tex: str) -> bool:
    r"""Tell whether `\\` stands outside of every environment: one engine breaks the line there, others don't."""
    depth = 0
    for match in _NESTING.finditer(tex):
        if match[0] == "\\\\" and not depth:
            return True
        depth += (match[0] in {"\\begin", "{"}) - (match[0] in {"\\end", "}"})
    return False
