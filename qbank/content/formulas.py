"""What is wrong with a formula, and where in it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from html import unescape
from xml.etree import ElementTree as ET

from math_core import LatexError, LatexToMathML

from qbank.content.markers import MARKER
from qbank.diagnostics import Severity

MAX_LENGTH = 3000
MAX_DEPTH = 60
"""math-core descends recursively, and a formula of thousands of braces would take the process with it."""
MAX_TREE = 150
"""The same for the MathML that comes out, in which `\\hat\\hat\\hat…` nests without braces."""

_CONVERTER = LatexToMathML(fancy_error=False, annotation=True)
_COMMAND = re.compile(r"\\(?:[A-Za-z]+\*?|.)", re.DOTALL)
_DEFINITION = re.compile(r"\\(?:(?:re)?new(?:command|environment)|providecommand|[gex]?def|let|DeclareMathOperator)\b")
_ACTIVE = re.compile(r"\\(?:href|url|class|cssId|style|data|html[A-Z][a-z]+|mmlToken|require|includegraphics)\b")
_COMMENT = re.compile(r"(?<!\\)(?:\\\\)*(%)")
_DEPTH = re.compile(r"\\\\|\\[{}]|\\(?:left|begin)(?![A-Za-z])|\\(?:right|end)(?![A-Za-z])|[{}]")
_ENTITY = re.compile(r"&(?!(?:amp|lt|gt|quot|apos);)[A-Za-z]+;")
_QUOTED = re.compile(r'"(\\?[^"]*)"')

WHERE = "Study page, handout, and QTI packages show it as its TeX source"
_ENGINE_ONLY = ("Unknown command", "Unknown environment")
_LIMITS = ("not implemented", "numbered equation environment")


@dataclass(frozen=True, slots=True)
class Failure:
    """Why a formula can't be shown as it was meant; offsets are into its TeX source."""

    code: str
    message: str
    start: int
    end: int
    hint: str = ""
    severity: Severity = "error"


@lru_cache(maxsize=4096)
def convert(tex: str, display: bool) -> str | Failure:
    """Return math-core's MathML as XML, which has yet to be made safe, or what is wrong with the formula."""
    if failure := refused(tex):
        return failure
    try:
        xml = _CONVERTER.convert_with_local_state(tex, displaystyle=display)
    except LatexError as error:
        place, _, message = str(error).partition(": ")
        return _failure(tex, int(place) if place.isdigit() else 0, message or str(error))
    except ValueError:  # lone surrogates
        return Failure("bad-math", "The formula holds a character that no file can.", 0, len(tex))
    xml = _ENTITY.sub(lambda match: unescape(match[0]), xml)  # &ApplyFunction; and others that XML doesn't know
    try:
        depth = _tree_depth(ET.fromstring(xml))  # noqa: S314
    except ET.ParseError:  # `<` in \operatorname isn't escaped (math-core 0.9)
        message = f"This can't be made into MathML. {WHERE}."
        return Failure("math-unsupported", message, 0, len(tex), "write it another way", "warning")
    if depth > MAX_TREE:
        return Failure("bad-math", "The formula is nested too deeply.", 0, len(tex), "split it")
    return xml


def _tree_depth(root: ET.Element) -> int:
    depth, level = 0, [root]
    while level:
        depth, level = depth + 1, [child for element in level for child in element]
    return depth


def check_formula(tex: str, *, display: bool) -> Failure | None:
    """Return what is wrong with a formula, or None. One that holds a blank's marker is not judged."""
    if MARKER.search(tex):
        return None
    result = convert(tex, display)
    return result if isinstance(result, Failure) else None


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


def _failure(tex: str, start: int, message: str) -> Failure:
    """Return the failure that a message of math-core means, pointing at the whole command."""
    command = _COMMAND.match(tex, start)
    name = command[0] if command else tex[start : start + 1]
    end = min(start + max(len(name), 1), max(len(tex), 1))
    if message.startswith(_ENGINE_ONLY):
        quoted = _QUOTED.search(message)
        what = quoted[1] if quoted else name
        if name == "\\":
            return Failure("bad-math", "The formula ends with a backslash.", start, end, "write \\\\ for a new row")
        message = f"{what} can't be made into MathML. {WHERE}; Anki, Moodle and Canvas leave it to MathJax."
        return Failure("math-unsupported", message, start, end, _unknown_hint(what), "warning")
    if any(limit in message for limit in _LIMITS):
        message = f"This can't be made into MathML: {message} {WHERE}."
        return Failure("math-unsupported", message, start, end, "write it another way", "warning")
    return Failure("bad-math", message, start, end, _hint(message))


def _unknown_hint(what: str) -> str:
    hints = {
        "\\ce": "write \\mathrm{H_2O}", "\\pu": "write \\mathrm{…}", "\\SI": "write 3\\,\\mathrm{m}",
        "\\si": "write \\mathrm{…}", "\\qty": "write 3\\,\\mathrm{m}", "\\unit": "write \\mathrm{…}",
        "\\substack": "write two sums, or the condition beside it", "smallmatrix": "write \\begin{matrix}",
        "\\mbox": "write \\text{…}",
    }  # fmt: skip
    return hints.get(what, "check its spelling")


def _hint(message: str) -> str:
    if "reached end of input" in message or "never closed" in message:
        return "something that was opened is not closed"
    if "text mode" in message:
        return "inside \\text{…} write a backslash before _ & # $ %"
    return ""
