"""The small words of chemical formulas: amounts, bonds, signs."""

from __future__ import annotations

import re

from qbank.content.tex.reactions import ARROW
from qbank.content.tex.rewriter import Command, Rewriter, Untranslatable

_AMOUNT = re.compile(r"\(\d+/\d+\)|(?P<above>\d+)/(?P<below>\d+)|-?\d+(?:[.,]\d+)?")
_ORBITAL = re.compile(r"(\d*)([spdfgh])(?=\^|_|\s|$)")
_LOCANT = re.compile(r"\d+(?:,\d+)*'*-(?=[A-Za-z(\[])")
_VARIABLE = re.compile(r"(\d*[a-z])\s+(?=[A-Z(\[\\^$])")
_POSITION = re.compile(r"[a-z]-(?=[A-Z])")
_SPACE = re.compile(r"\s*")
_NO_TERM = re.compile(r"$|[)\],;=<>+]|-\s")

_BONDS = {
    "-": "{-}", "1": "{-}", "=": "{=}", "2": "{=}", "#": "{\\equiv}", "3": "{\\equiv}", "~": "{\\sim}",
    "...": "{\\cdots}", "....": "{\\cdots}", "->": "{\\rightarrow}", "<-": "{\\leftarrow}",
}  # fmt: skip
_SIGNS = {
    ",": "{,}", ";": "{;}", "!": "!", "?": "?", "/": "/", ":": ":", "°": "{}^{\\circ}", "·": "{\\cdot}",
    "•": "{\\bullet}", "*": "{\\cdot}", ".": "{\\cdot}", "~": "~", "&": "&", "|": "|",
}  # fmt: skip
_WORDS = {
    "\\ca": "{\\sim}", "\\quad": "\\quad ", "\\qquad": "\\qquad ",
    **{name: name for name in ("\\,", "\\;", "\\:", "\\!", "\\ ", "\\{", "\\}", "\\%", "\\\\")},
}  # fmt: skip


def amount(source: str, at: int) -> tuple[str, int, bool] | None:
    """Return an amount as TeX, where the formula goes on, and whether no term follows; None where there is none.

    Numbers of positions (`1,3-butadiene`) and of shells (`3d^10`) stand before a term as well.
    """
    if match := _LOCANT.match(source, at):
        return match[0][:-1].replace(",", "{,}") + "\\text{-}", match.end(), False
    if match := _POSITION.match(source, at):
        return f"{match[0][0]}\\text{{-}}", match.end(), False
    if match := _VARIABLE.match(source, at):
        return f"{match[1]}\\,", match.end(), False
    if match := _ORBITAL.match(source, at):
        return f"{match[1]}\\mathrm{{{match[2]}}}", match.end(), True
    if not (match := _AMOUNT.match(source, at)):
        return None
    shown = match[0].replace(",", "{,}")
    if match["above"]:
        shown = f"\\tfrac{{{match['above']}}}{{{match['below']}}}"
    after = skipped_space(source, match.end())
    if _NO_TERM.match(source, after) or ARROW.match(source, after):
        return shown, match.end(), True
    return f"{shown}\\,", after, False


def skipped_space(source: str, at: int) -> int:
    """Return the position of what follows the white space."""
    match = _SPACE.match(source, at)
    return match.end() if match else at


def skipped(source: str, at: int) -> int:
    """Return the position behind `{}`, which only ends the name of a command."""
    return at + 2 if source.startswith("{}", at) else at


def bond(source: str, at: int, *, start: bool, hyphen: bool) -> str:
    """Return the bond that a sign means, a hyphen, or a sign without an atom; empty where it is none of them."""
    found = source[at]
    if found == "-" and not start and (hyphen or source[at + 1 : at + 2].isdigit()):
        return "\\text{-}"
    if found in "-=#":
        return _BONDS[found]
    return f"{{{found}}}" if start and found in "+<>" else ""


def named_bond(rewriter: Rewriter, command: Command) -> tuple[str, int]:
    r"""Return what `\bond{=}` means, and where the formula goes on."""
    span = rewriter.argument(command, command.after)
    kind = rewriter.source[span.start : span.end]
    if kind not in _BONDS:
        raise Untranslatable(f"\\bond{{{kind}}} is not known here", command.start, span.after)
    return _BONDS[kind], span.after


def sign(source: str, at: int) -> tuple[str, int]:
    """Return a sign as TeX, a comma or semicolon with the space behind it, and where the formula goes on."""
    shown, after = _SIGNS.get(source[at], ""), at + 1
    if shown and source[at] in ",;" and source[after : after + 1].isspace():
        return f"{shown}\\ ", skipped_space(source, after)
    return shown, after


def word(name: str) -> str:
    """Return what a command of a fixed meaning is, empty for others."""
    return _WORDS.get(name, "")
