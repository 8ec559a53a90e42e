"""What the engines say of a formula, in the words of diagnostics."""

from __future__ import annotations

import re
from difflib import get_close_matches

from qbank.content.refusals import Failure
from qbank.content.tex import COMMAND, Untranslatable, commands, known_to_mathjax

MATHML = "Study page, handout, and QTI packages show it as its TeX source"
MIN_NAME = 3
"""Shorter names look like too many others."""
MATHJAX = "Anki, Moodle and Canvas show it as its name"
_ENGINE_ONLY = ("Unknown command", "Unknown environment", "Unknown color")
_LIMITS = ("not implemented", "numbered equation environment", "not supported", "Hard limit", "Expected non-special")
_BRACED = re.compile(r"\{[A-Za-z]+\*?\}")
_QUOTED = re.compile(r'"(\\?[^"]*)"')


def of_engine(tex: str, start: int, message: str) -> Failure:
    """Return the failure that a message of math-core means, pointing at the whole command."""
    name, end = _at(tex, start)
    if message.startswith(_ENGINE_ONLY):
        quoted = _QUOTED.search(message)
        what = quoted[1] if quoted else name
        if name == "\\":
            return Failure("bad-math", "The formula ends with a backslash.", start, end, "write \\\\ for a new row")
        if known_to_mathjax(what):
            message = f"{what} can't be made into MathML. {MATHML}; Anki, Moodle and Canvas leave it to MathJax."
            return _warning(message, start, end, "write it another way")
        message = f"No target is sure to know {what}: it may be shown as its source."
        return _warning(message, start, end, _near(what))
    if any(limit in message for limit in _LIMITS):
        return _warning(f"This can't be made into MathML: {message} {MATHML}.", start, end, "write it another way")
    return Failure("bad-math", message, start, end, _hint(message))


def unknown(tex: str, name: str = "", start: int = 0) -> Failure:
    """Return the failure of a formula that one engine can't show: math-core as a whole, or MathJax this command."""
    if not name:
        return _warning(f"This can't be made into MathML. {MATHML}.", 0, len(tex), "write it another way")
    _, end = _at(tex, start)
    return _warning(f"MathJax doesn't know {name}: {MATHJAX}.", start, end, "write it another way")


def unclosed(start: int) -> Failure:
    """Return the failure of a formula in which too many brackets stay open; `start` is the last of them."""
    message = f"This formula opens more brackets than it closes: it can't be made into MathML. {MATHML}."
    return _warning(message, start, start + 1, "close them, or write \\left[ … \\right. around what stands behind one")


def untranslatable(error: Untranslatable) -> Failure:
    """Return the failure of something that can't be rewritten."""
    if error.broken:
        return Failure("bad-math", f"In this formula {error.message}.", error.start, error.end, error.hint)
    message = f"This can't be shown: {error.message}. All targets get its TeX source."
    return _warning(message, error.start, error.end, error.hint)


def _warning(message: str, start: int, end: int, hint: str) -> Failure:
    return Failure("math-unsupported", message, start, end, hint, "warning")


def _at(tex: str, start: int) -> tuple[str, int]:
    """Return the command at a place, or the character, or the name of an environment in its braces, and its end."""
    command = COMMAND.match(tex, start) or _BRACED.match(tex, start)
    name = command[0] if command else tex[start : start + 1]
    return name, min(start + max(len(name), 1), max(len(tex), 1))


def _near(what: str) -> str:
    close = get_close_matches(what.lstrip("\\"), (one for one in commands() if len(one) > MIN_NAME), n=1, cutoff=0.75)
    return f"did you mean {what[: what.startswith(chr(92))]}{close[0]}?" if close else "check its spelling"


def _hint(message: str) -> str:
    if "reached end of input" in message or "never closed" in message:
        return "something that was opened is not closed"
    if "text mode" in message:
        return "inside \\text{…} write a backslash before _ & # $ %"
    return ""
