"""What stands above and below in a chemical formula: charges, indices, oxidation numbers, radicals, defects."""

from __future__ import annotations

import re

from qbank.content.tex.rewriter import COMMAND, Broken, Command, Rewriter, Span, Untranslatable

KINDS = {"^": "sup", "'": "sup", "_": "sub"}
"""What each sign begins: two of a kind on one base are an error in TeX."""

_BARE = {
    "^": re.compile(r"\d*(?:\+|-(?![A-Za-z0-9]))+|\d+|[IVX]+(?![a-z])|[a-z][+-]?|[.•*]+[+-]?|[A-Z]|\([^()]*\)[+-]?"),
    "_": re.compile(r"\d+|[A-Za-z]|\([^()]*\)"),
}
_LETTERS = re.compile(r"[A-Za-z]+")
_PRIMES = re.compile(r"'+")


def write_script(rewriter: Rewriter, at: int, limit: int) -> int:
    """Write the script that begins with the sign at a position, and return where the formula goes on."""
    sign = rewriter.source[at]
    if sign == "'":
        primes = _PRIMES.match(rewriter.source, at, limit)
        count = len(primes[0]) if primes else 1
        rewriter.put("^{" + "\\prime" * count + "}", at)
        return at + count
    span = _content(rewriter, sign, at, limit)
    rewriter.put(f"{sign}{{", at)
    _write(rewriter, sign, span)
    rewriter.put("}", at)
    return span.after


def _content(rewriter: Rewriter, sign: str, at: int, limit: int) -> Span:
    start = at + 1
    source = rewriter.source
    if start < limit and source[start] == "{":
        end = rewriter.closing(start, limit)
        return Span(start + 1, end, end + 1)
    if start < limit and source[start] == "$":
        end = source.find("$", start + 1, limit) + 1
        if not end:
            raise Broken("a $ isn't closed", start, start + 1, "")
        return Span(start, end, end)
    match = _BARE[sign].match(source, start, limit) or COMMAND.match(source, start, limit)
    if not match:
        raise Broken(f"{sign} lacks what should follow it", at, at + 1, "")
    return Span(start, match.end(), match.end())


def _write(rewriter: Rewriter, sign: str, span: Span) -> None:
    """Single small letters are variables, others words; a dot above is an electron, a lone x a charge of defects."""
    source, at = rewriter.source[: span.end], span.start
    if sign == "^" and source[at:] == "x":
        rewriter.put("\\times", at)
        return
    while at < span.end:
        found = source[at]
        if found == "$":
            end = source.find("$", at + 1)
            if end < 0:
                raise Broken("a $ isn't closed", at, at + 1, "")
            rewriter.run(at + 1, end)
            at = end + 1
        elif match := _LETTERS.match(source, at):
            variable = len(match[0]) == 1 and match[0].islower()
            rewriter.put(match[0] if variable else f"\\mathrm{{{match[0]}}}", at)
            at = match.end()
        elif match := COMMAND.match(source, at):
            end = end_of_command(rewriter, Command(match[0], at, match.end(), span.end))
            rewriter.put("{", at)
            rewriter.run(at, end)
            rewriter.put("}", at)
            at = end
        elif found in ".•*" and sign == "^":
            rewriter.put("{\\bullet}", at)
            at += 1
        elif found == "{":
            end = rewriter.closing(at, span.end)
            _write(rewriter, sign, Span(at + 1, end, end))
            at = end + 1
        elif found in "+-=/()[].;:!?*'0123456789 ":
            rewriter.copy(at, at + 1)
            at += 1
        elif found == ",":
            rewriter.put("{,}", at)
            at += 1
        else:
            raise Untranslatable(f"{found} has no meaning in a script of \\ce", at, at + 1)


def end_of_command(rewriter: Rewriter, command: Command) -> int:
    """Return where a command ends with all the arguments in braces that follow it."""
    end = command.after
    while end < command.limit and rewriter.source[end] == "{":
        end = rewriter.closing(end, command.limit) + 1
    return end
