r"""Formulas that are refused although an engine would take them: they would do more than be shown."""

from __future__ import annotations

import re
from dataclasses import dataclass

from qbank.diagnostics import Severity

MAX_LENGTH = 3000
MAX_DEPTH = 60
"""math-core descends recursively, and a formula of thousands of braces would take the process with it."""

_DEFINITION = re.compile(
    r"\\(?:(?:re)?new(?:command|environment)|providecommand|[gex]?def|let|DeclareMathOperator|newcolumntype|definecolor"
    r"|gdef|global|begingroup|endgroup|Newextarrow)(?![A-Za-z])"
)
_ACTIVE = re.compile(
    r"\\(?:href|url|class|cssId|style|data|html[A-Z][a-z]+|mmlToken|require|includegraphics)(?![A-Za-z])"
)
_COMMENT = re.compile(r"(?<!\\)(?:\\\\)*(%)")
_DEPTH = re.compile(r"\\\\|\\[{}]|\\(?:left|begin)(?![A-Za-z])|\\(?:right|end)(?![A-Za-z])|[{}]")


@dataclass(frozen=True, slots=True)
class Failure:
    """Why a formula can't be shown as it was meant; offsets are into its TeX source."""

    code: str
    message: str
    start: int
    end: int
    hint: str = ""
    severity: Severity = "error"


def refused(tex: str) -> Failure | None:
    r"""Return why we refuse a formula that a TeX engine would take, or None.

    MathJax makes live links of `\href{javascript:…}`, and keeps definitions for the whole page.
    """
    if match := _ACTIVE.search(tex):
        message = f"{match[0]} does more than show a formula."
        return Failure("bad-math", message, *match.span(), "put links and styles outside the formula")
    if match := _DEFINITION.search(tex):
        message = f"{match[0]} would change the formulas of every other question on the page."
        return Failure("bad-math", message, *match.span(), "write the formula out")
    if match := _COMMENT.search(tex):
        message = "In a formula % begins a comment: the rest of the line would be lost."
        return Failure("bad-math", message, *match.span(1), "write \\% for a percent sign")
    depth = 0
    for match in _DEPTH.finditer(tex):
        depth += _step(match[0])
        if depth > MAX_DEPTH:
            return Failure("bad-math", "The formula is nested too deeply.", *match.span(), "split it")
    if len(tex) > MAX_LENGTH:
        return Failure("bad-math", f"The formula has more than {MAX_LENGTH} characters.", 0, len(tex), "split it")
    return None


def _step(found: str) -> int:
    if found in {"{", "\\left", "\\begin"}:
        return 1
    return -1 if found in {"}", "\\right", "\\end"} else 0
